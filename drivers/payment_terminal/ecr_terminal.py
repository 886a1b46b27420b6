"""A terminal that speaks the cash register interface (ECR).

`SALE, reference, amount, 704` is acknowledged, then answered by `RESULT, reference, code, amount, means,
number` once the citizen is done; `CANCEL, reference` gives up; `LAST, reference` asks for the result again.
Codes are those of ISO 8583: 00 taken, 17 cancelled, 25 no such payment.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from drivers.payment_terminal.frames import ACK, LONGEST, NAK, STX, FrameError, fields_of, frame, whole
from drivers.payment_terminal.lines import Line, LineLostError, OpenLine
from drivers.payment_terminal.port import (
    PaymentCancelledError,
    PaymentDeclinedError,
    PaymentTaken,
    PaymentUnconfirmedError,
    TerminalBusyError,
    TerminalError,
    TerminalFaultError,
    TerminalUnreachableError,
    WrongAmountError,
)

_DONG = "704"
_TAKEN = "00"
_TRIES = 3
_ACK_S = 5.0
_LOOK_S = 0.25


class EcrTerminal:
    """Opens the line for each question, so that a terminal that was off in between is found again."""

    def __init__(
        self,
        open_line: OpenLine,
        *,
        deadline_s: float = 120.0,
        grace_s: float = 15.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`deadline_s`: how long the citizen has. `grace_s`: for a result after the kiosk gave up, as
        the terminal ends what the citizen began.
        """
        self._open_line = open_line
        self._deadline_s = deadline_s
        self._grace_s = grace_s
        self._monotonic = monotonic

    def pay(self, amount_vnd: int, reference: str, cancelled: Callable[[], bool]) -> PaymentTaken:
        """See `PaymentTerminal`."""
        with self._line() as talk:
            talk.send("SALE", reference, str(amount_vnd), _DONG)
            fields = self._result(talk, reference, cancelled)
        return _taken(fields, reference, amount_vnd)

    def outcome(self, reference: str) -> PaymentTaken | None:
        """See `PaymentTerminal`."""
        with self._line() as talk:
            talk.send("LAST", reference)
            until = self._monotonic() + _ACK_S
            while self._monotonic() < until:
                fields = talk.answer(_LOOK_S)
                if fields is not None and fields[:2] == ("RESULT", reference):
                    return _outcome(fields, reference)
        raise PaymentUnconfirmedError("no answer about an earlier payment")

    def close(self) -> None:
        """Nothing is held between two questions."""

    def _result(self, talk: _Talk, reference: str, cancelled: Callable[[], bool]) -> tuple[str, ...]:
        until = self._monotonic() + self._deadline_s
        given_up = False
        while self._monotonic() < until + (self._grace_s if given_up else 0):
            fields = talk.answer(_LOOK_S)
            # A late result of an earlier payment must not be taken for this one's.
            if fields is not None and fields[:2] == ("RESULT", reference):
                return fields
            late = self._monotonic() >= until
            if not given_up and (late or cancelled()):
                given_up = True
                until = min(until, self._monotonic())
                # A CANCEL that it does not understand ends nothing: the sale goes on, and may still be paid.
                with contextlib.suppress(TerminalFaultError):
                    talk.send("CANCEL", reference)
        raise PaymentUnconfirmedError("the terminal did not say what became of it")

    @contextlib.contextmanager
    def _line(self) -> Iterator[_Talk]:
        line = self._open_line()
        talk = _Talk(line, self._monotonic)
        try:
            yield talk
        except LineLostError as error:
            if talk.said:
                raise PaymentUnconfirmedError(str(error)) from error
            raise TerminalUnreachableError(str(error)) from error
        finally:
            line.close()


class _Talk:
    """Frames over one line, each acknowledged."""

    def __init__(self, line: Line, monotonic: Callable[[], float]) -> None:
        self._line = line
        self._monotonic = monotonic
        self._gathered = b""
        self._answers: list[tuple[str, ...]] = []
        self.said = False
        """Whether a question may have reached the terminal."""

    def send(self, *fields: str) -> None:
        """Send until it is acknowledged. Raises a `TerminalError`."""
        try:
            content = frame(*fields)
        except FrameError as error:
            raise TerminalFaultError(str(error)) from error
        before = self.said
        for _ in range(_TRIES):
            self._line.write(content)
            self.said = True
            answered = self._acknowledged()
            if answered is not None and answered:
                return
            if answered is None:
                # No answer: the terminal may have understood the command all the same.
                raise PaymentUnconfirmedError("the terminal does not answer")
        # It said each time that it did not understand: this began nothing. What was said before stands.
        self.said = before
        raise TerminalFaultError("the terminal does not understand this kiosk")

    def answer(self, seconds: float) -> tuple[str, ...] | None:
        """Give the next frame, acknowledged; None when there is none in that time."""
        self._take(seconds)
        return self._answers.pop(0) if self._answers else None

    def _acknowledged(self) -> bool | None:
        until = self._monotonic() + _ACK_S
        while self._monotonic() < until:
            self._gathered += self._line.read(_LOOK_S)
            for place, sign in enumerate(self._gathered):
                if sign in ACK + NAK and STX not in self._gathered[:place]:
                    self._gathered = self._gathered[place + 1 :]
                    return bytes([sign]) == ACK
            self._frames()
        return None

    def _take(self, seconds: float) -> None:
        if not self._answers:
            self._gathered += self._line.read(seconds)
            self._frames()

    def _frames(self) -> None:
        while (begin := self._gathered.find(STX)) >= 0:
            self._gathered = self._gathered[begin:]
            length = whole(self._gathered)
            if not length:
                if len(self._gathered) > LONGEST:
                    self._gathered = b""
                return
            found, self._gathered = self._gathered[:length], self._gathered[length:]
            try:
                self._answers.append(fields_of(found))
            except FrameError:
                self._line.write(NAK)
            else:
                self._line.write(ACK)


def _outcome(fields: tuple[str, ...], reference: str) -> PaymentTaken | None:
    """Read the answer about an earlier payment. What the terminal does not know for sure is no "nothing"."""
    try:
        return _taken(fields, reference, None)
    except TerminalBusyError as error:
        # The terminal is busy with a payment, perhaps this one: the citizen may be holding the card to it.
        raise PaymentUnconfirmedError("that payment is still being made") from error
    except (PaymentUnconfirmedError, TerminalFaultError) as error:
        raise PaymentUnconfirmedError(f"the terminal does not know: {error}") from error
    except TerminalError:
        return None


def _taken(fields: tuple[str, ...], reference: str, amount_vnd: int | None) -> PaymentTaken:
    code = fields[2] if len(fields) > 2 else ""
    if code != _TAKEN:
        raise _refusal(code)
    amount, means, number = (*fields[3:6], "", "", "")[:3]
    if not (amount.isascii() and amount.isdigit()) or means not in ("card", "cash"):
        raise PaymentUnconfirmedError("taken, but not said how much")
    taken = PaymentTaken(reference, int(amount), means, number)
    if amount_vnd is not None and taken.amount_vnd != amount_vnd:
        raise WrongAmountError(taken)
    return taken


def _refusal(code: str) -> TerminalError:
    match code:
        case "17":
            return PaymentCancelledError(code)
        case "09":
            return TerminalBusyError(code)
        case "96":
            return TerminalFaultError(code)
        case "" | "68":
            # No code at all, or "the bank's answer came too late": nobody knows.
            return PaymentUnconfirmedError(code)
        case _:
            return PaymentDeclinedError(code)
