"""A receipt printer that speaks ESC/POS: adapter of `port.Printer` on python-escpos.

How the driver knows that a slip was printed: it sends bands of 3 mm, each followed by GS r 1. A printer
answers that request when it has consumed everything before it. At most two bands are unanswered at a time.
The last request follows the cut, which printers begin when the last row is on paper. GS r is as old as
ESC/POS, so that clones know it too; they do not know GS ( H (answers with a job's number) or automatic
status. While an answer is missing, DLE EOT asks for the reason: printers answer it in real time, even when
they have stopped.

What an error means: after any error but `SlipUnconfirmedError`, no whole slip came out and none will (a torn
piece may have), so print again. After `SlipUnconfirmedError`, either all of it was sent and the printer may
finish it by itself once its paper is back, or the link was lost on the way.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from drivers.printer.conversation import BAND_ROWS, Conversation, ConversationTiming, SilenceError
from drivers.printer.escpos_library import CAPABILITIES, get_profile
from drivers.printer.port import (
    Bitmap,
    PaperLevel,
    PaperOutError,
    PrinterCoverOpenError,
    PrinterError,
    PrinterFaultError,
    PrinterStatus,
    PrinterUnreachableError,
    SlipUnconfirmedError,
)
from drivers.printer.transports import (
    LinkError,
    PrinterTransport,
    SerialTransport,
    TcpTransport,
    UsbTransport,
)

log = logging.getLogger(__name__)

STATUS_DEADLINE_S = 3.0
"""For the four real-time answers together. Printers give them within milliseconds."""
_BANDS_UNDER_WAY = 2
_USUAL_TIMING = ConversationTiming()


class EscposPrinter:
    """An ESC/POS printer behind a transport. Calls from several threads wait for each other."""

    def __init__(
        self,
        transport: PrinterTransport,
        width_dots: int,
        deadline_s: float,
        timing: ConversationTiming = _USUAL_TIMING,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`deadline_s`: how long the printer may go without progress; `clock`: monotonic seconds."""
        self._transport = transport
        self._width = width_dots
        self._deadline_s = deadline_s
        self._timing = timing
        self._status_s = min(STATUS_DEADLINE_S, deadline_s)
        self._clock = clock
        self._lock = threading.Lock()
        self._clean = False
        """Whether the paper was cut after the last thing printed.

        Unknown at first: then it is cut beforehand.
        """
        self._partial_command_finished = False
        """Whether the zero bytes for a partial command were already sent to a printer that was not ready.
        A stopped printer keeps what it is sent, so they must not be repeated until its buffer is full."""

    def status(self) -> PrinterStatus:
        """Ask the printer. Raises `PrinterUnreachableError`."""
        with self._lock:
            try:
                return self._reach(self._ask)[1]
            finally:
                self._after_call()

    def print_bitmap(self, bitmap: Bitmap) -> None:
        """Print and cut one slip; returns when the printer confirmed it.

        Raises `PrinterError` (see the head of this module), and `ValueError` when the picture is too wide.
        """
        if bitmap.width > self._width:
            raise ValueError(f"a picture of {bitmap.width} dots does not fit on {self._width}")
        with self._lock:
            try:
                self._print(bitmap)
            except PrinterError as error:
                log.warning("slip not printed: %s", error.code)
                self._transport.close()
                raise
            finally:
                self._after_call()

    def close(self) -> None:
        """Let go of the transport. The next call opens it again."""
        with self._lock:
            self._transport.close()

    def _after_call(self) -> None:
        if not self._transport.keep_open:
            self._transport.close()

    def _reach(
        self, ask: Callable[[], tuple[Conversation, PrinterStatus]]
    ) -> tuple[Conversation, PrinterStatus]:
        """Connect if needed and ask for the status.

        If a connection kept from before fails, connect anew once.
        """
        if self._transport.is_open:
            try:
                return ask()
            except (OSError, SilenceError):
                self._transport.close()
        try:
            self._transport.open(self._status_s)
            return ask()
        except LinkError as error:
            self._transport.close()
            raise PrinterUnreachableError(f"the printer cannot be reached: {error}") from error
        except OSError as error:
            self._transport.close()
            raise PrinterUnreachableError(f"the connection to the printer broke: {error}") from error
        except SilenceError as error:
            self._transport.close()
            raise PrinterUnreachableError(
                f"the printer did not answer within {self._status_s:g} s; switch it off and on"
            ) from error

    def _ask(self) -> tuple[Conversation, PrinterStatus]:
        conversation = Conversation(self._transport, self._width, self._timing, self._clock)
        return conversation, conversation.status(self._status_s)

    def _ask_before_printing(self) -> tuple[Conversation, PrinterStatus]:
        conversation = Conversation(self._transport, self._width, self._timing, self._clock)
        if not self._partial_command_finished:
            conversation.finish_partial_command(self._status_s)
            self._partial_command_finished = True
        return conversation, conversation.status(self._status_s)

    def _print(self, bitmap: Bitmap) -> None:
        conversation, status = self._reach(self._ask_before_printing)
        _refuse_unless_ready(status)
        self._partial_command_finished = False
        try:
            conversation.begin(self._deadline_s)
        except (OSError, SilenceError) as error:
            raise PrinterUnreachableError("the printer was lost before the slip began") from error
        try:
            if not self._clean:
                conversation.cut(self._deadline_s)
            self._clean = False
            self._send(conversation, bitmap)
            self._clean = True
        except OSError as error:
            raise SlipUnconfirmedError(f"the connection broke while the slip was printed: {error}") from error

    def _send(self, conversation: Conversation, bitmap: Bitmap) -> None:
        bands = _bands(bitmap)
        for number, band in enumerate(bands, start=1):
            conversation.send_band(band, bitmap.width, self._deadline_s)
            conversation.ask_consumed()
            if number < len(bands):
                self._wait(conversation, number - _BANDS_UNDER_WAY + 1)
        # From here on the printer holds the whole slip and may finish it by itself when its paper is back, so
        # every error becomes `SlipUnconfirmedError`.
        try:
            conversation.cut(self._deadline_s)
            conversation.ask_consumed()
            self._wait(conversation, len(bands) + 1)
        except SlipUnconfirmedError:
            raise
        except PrinterError as error:
            raise SlipUnconfirmedError(
                f"all of the slip was sent, its cut is not confirmed: {error}"
            ) from error

    def _wait(self, conversation: Conversation, count: int) -> None:
        """Wait until `count` requests are answered; raise the reason that the printer gives when it stops."""
        until = self._clock() + self._deadline_s
        while not conversation.wait_consumed(
            count, min(self._timing.ask_why_s, max(0.0, until - self._clock()))
        ):
            try:
                _refuse_if_stopped(conversation.status(self._status_s))
            except SilenceError as error:
                raise SlipUnconfirmedError("the printer fell silent while the slip was printed") from error
            if self._clock() >= until:
                raise SlipUnconfirmedError(f"the printer made no progress for {self._deadline_s:g} s")


def open_printer(
    transport: Literal["tcp", "usb", "serial"],
    *,
    host: str = "127.0.0.1",
    port: int = 9100,
    usb_vendor: int = 0,
    usb_product: int = 0,
    device: Path | None = None,
    baud_rate: int = 115200,
    profile: str = "TM-T20II",
    width_dots: int = 576,
    deadline_s: float = 10.0,
    timing: ConversationTiming = _USUAL_TIMING,
) -> EscposPrinter:
    """Give the printer that the configuration names; nothing is opened yet.

    `profile` is one of python-escpos whose width is at least `width_dots`. Printers for 80 mm paper have 576
    dots ("TM-T20II", "NT-80-V-UL"), although several profiles of such printers say 512. Raises `ValueError`,
    in one sentence, for a profile that is unknown or too narrow, and for a transport whose address is
    missing.
    """
    _check_profile(profile, width_dots)
    link: PrinterTransport
    match transport:
        case "tcp":
            link = TcpTransport(host, port, profile)
        case "serial":
            if device is None:
                raise ValueError('a serial printer needs "device", e.g. /dev/ttyUSB0')
            link = SerialTransport(device, baud_rate, profile)
        case "usb":
            if not usb_vendor or not usb_product:
                raise ValueError('a USB printer needs "usb_vendor" and "usb_product"; lsusb shows them')
            link = UsbTransport(usb_vendor, usb_product, profile)
    return EscposPrinter(link, width_dots, deadline_s, timing)


def _check_profile(name: str, width_dots: int) -> None:
    if name not in CAPABILITIES["profiles"]:
        raise ValueError(f'no printer profile "{name}"; one for 80 mm paper is "TM-T20II"')
    pixels = get_profile(name).profile_data["media"]["width"].get("pixels")
    if isinstance(pixels, int) and pixels < width_dots:
        raise ValueError(f'profile "{name}" is {pixels} dots wide, less than {width_dots}; take "TM-T20II"')


def _bands(bitmap: Bitmap) -> list[bytes]:
    band_bytes = BAND_ROWS * ((bitmap.width + 7) // 8)
    return [bitmap.rows[start : start + band_bytes] for start in range(0, len(bitmap.rows), band_bytes)]


def _refuse_unless_ready(status: PrinterStatus) -> None:
    _refuse_if_stopped(status)
    if not status.online:
        raise PrinterUnreachableError(
            "the printer is offline: press its feed button, or switch it off and on"
        )


def _refuse_if_stopped(status: PrinterStatus) -> None:
    # An open cover lifts the paper off its sensor, so the cover is named first.
    if status.cover_open:
        raise PrinterCoverOpenError("the cover of the printer is open: close it")
    if status.paper is PaperLevel.OUT:
        raise PaperOutError("the printer has no paper: put in a new roll")
    if status.error:
        raise PrinterFaultError(
            "the printer reports an error (knife or print head): clear it, switch it off and on"
        )
