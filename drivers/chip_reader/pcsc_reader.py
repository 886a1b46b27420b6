"""A card reader behind PC/SC: pcscd with any reader that it has a driver for, through pyscard.

pyscard's low-level calls are used: they give PC/SC's own return codes, which tell the failures apart.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from smartcard import scard

from chip_data.trust_store import TrustStore
from drivers.chip_reader.document import read_document
from drivers.chip_reader.port import (
    CardProtocolError,
    CardRemovedError,
    ChipData,
    ChipError,
    DocumentKey,
    NoCardError,
    NoReaderError,
    OtherCardError,
    Progress,
    ReaderBusyError,
    ReadingCancelledError,
    ReadingStage,
)

_NO_READER = frozenset(
    {
        scard.SCARD_E_NO_SERVICE,
        scard.SCARD_E_SERVICE_STOPPED,
        scard.SCARD_E_NO_READERS_AVAILABLE,
        scard.SCARD_E_UNKNOWN_READER,
        scard.SCARD_E_READER_UNAVAILABLE,
        scard.SCARD_E_INVALID_HANDLE,
    }
)
_NO_CARD = frozenset({scard.SCARD_E_NO_SMARTCARD, scard.SCARD_W_REMOVED_CARD})
_MUTE = frozenset(
    {scard.SCARD_W_UNRESPONSIVE_CARD, scard.SCARD_W_UNPOWERED_CARD, scard.SCARD_E_PROTO_MISMATCH}
)
_UNHEARD = frozenset({scard.SCARD_E_TIMEOUT, scard.SCARD_W_RESET_CARD})
_LONGEST_LOOK_MS = 500
"""How long one look for a card lasts, so that closing never waits longer."""


class PcscReader:
    """Thread-safe: one read at a time, `cancel` from any thread."""

    def __init__(
        self,
        name: str,
        trusted: TrustStore,
        now: Callable[[], datetime],
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """`name`: part of the reader's name as PC/SC gives it; "" takes the first. `now` with zone."""
        self._name = name
        self._trusted = trusted
        self._now = now
        self._random = random
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._context: Any = None

    def card_present(self, wait_s: float = 0.0) -> bool:
        """Tell whether a card lies on the reader, waiting up to `wait_s` for one. Raises `NoReaderError`."""
        with self._lock:
            # What was cancelled is over: a look that still heard of it would not wait, and whoever looks
            # again and again would keep a core busy.
            self._cancelled.clear()
            until = time.monotonic() + wait_s
            known = scard.SCARD_STATE_UNAWARE
            while True:
                left_ms = max(0, round((until - time.monotonic()) * 1000))
                known = self._state(known, min(left_ms, _LONGEST_LOOK_MS))
                if known & scard.SCARD_STATE_PRESENT:
                    return True
                if left_ms == 0 or self._cancelled.is_set():
                    return False

    def read(
        self, keys: Sequence[DocumentKey], *, photo: bool = False, progress: Progress | None = None
    ) -> ChipData:
        """Open the card with the first of `keys` that fits, read and verify it. Raises `ChipError`."""
        with self._lock:
            self._cancelled.clear()
            card, protocol = self._connect()
            try:
                return read_document(
                    lambda command: self._transmit(card, protocol, command),
                    keys,
                    self._trusted,
                    self._now(),
                    self._random,
                    photo=photo,
                    progress=progress or _untold,
                )
            finally:
                # The chip forgets the session with the power.
                scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)

    def cancel(self) -> None:
        """End a running `read`, which then raises `ReadingCancelledError`."""
        self._cancelled.set()

    def close(self) -> None:
        """Let go of the reader."""
        self.cancel()
        with self._lock:
            self._release()

    def _connect(self) -> tuple[Any, int]:
        code, card, protocol = scard.SCardConnect(
            self._established(),
            self._reader(),
            scard.SCARD_SHARE_EXCLUSIVE,
            scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
        )
        if code in _MUTE:
            raise OtherCardError(_words(code))
        self._raise_for(code, NoCardError)
        return card, protocol

    def _transmit(self, card: Any, protocol: int, command: bytes) -> bytes:
        if self._cancelled.is_set():
            raise ReadingCancelledError("reading was cancelled")
        code, answer = scard.SCardTransmit(card, protocol, list(command))
        self._raise_for(code, CardRemovedError)
        if not answer:
            # Every chip ends its answer with a status; some readers give nothing for a card that is gone.
            raise CardRemovedError("an empty answer")
        return bytes(byte & 0xFF for byte in answer)

    def _reader(self) -> str:
        code, names = scard.SCardListReaders(self._established(), [])
        self._raise_for(code, NoReaderError)
        found = next((str(one) for one in names if self._name in str(one)), "")
        if not found:
            raise NoReaderError(f"PC/SC knows no reader {self._name!r}" if names else "PC/SC knows no reader")
        return found

    def _state(self, known: int, wait_ms: int) -> int:
        look = [(self._reader(), known)]
        code, states = scard.SCardGetStatusChange(self._established(), wait_ms, look)
        if code == scard.SCARD_E_TIMEOUT:
            return known
        self._raise_for(code, NoReaderError)
        return int(states[0][1])

    def _established(self) -> Any:
        if self._context is None:
            code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
            self._raise_for(code, NoReaderError)
            self._context = context
        return self._context

    def _release(self) -> None:
        context, self._context = self._context, None
        if context is not None:
            scard.SCardReleaseContext(context)

    def _raise_for(self, code: int, without_card: type[ChipError]) -> None:
        if code == scard.SCARD_S_SUCCESS:
            return
        if code in _NO_READER or (code == scard.SCARD_F_COMM_ERROR and without_card is NoReaderError):
            # After a restart of pcscd the old context is invalid, so a new one is opened.
            self._release()
            raise NoReaderError(_words(code))
        if code == scard.SCARD_E_SHARING_VIOLATION:
            raise ReaderBusyError(_words(code))
        if code in _NO_CARD:
            raise without_card(_words(code))
        if code in _UNHEARD:
            raise CardProtocolError(_words(code))
        # A card that is pulled out in the middle of a message shows as SCARD_E_NOT_TRANSACTED.
        raise without_card(_words(code))


def _words(code: int) -> str:
    return str(scard.SCardGetErrorMessage(code)).strip()


def _untold(_stage: ReadingStage, _percent: int) -> None:
    pass
