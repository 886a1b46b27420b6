"""Puts what a scanner types or sends, piece by piece, together to whole scans."""

from __future__ import annotations

from drivers.qr_reader.text_encoding import undo_wrong_guess

_LINE_SETTLES_S = 0.03
_IDLE_ENDS_S = 0.12
MAX_BYTES = 8192
"""More than a QR code holds (7,089 digits); a device that sends on without end is cut here."""


class Assembler:
    """Puts the bytes of one scan together; it ends at a line end that nothing follows, or at an idle gap.

    A contact's code holds line ends itself, so a line end alone does not end a scan.
    """

    def __init__(self) -> None:
        self._data = bytearray()
        self._last_at = 0.0

    def add(self, data: bytes, now: float) -> None:
        """Take bytes that came at `now` (monotonic seconds)."""
        if data:
            self._data += data[: MAX_BYTES + 1 - len(self._data)]
            self._last_at = now

    def take(self, now: float) -> str | None:
        """Give the text of a scan that is complete at `now`, else None.

        Bytes that are no UTF-8 become replacement characters: the payload's parser then says "unreadable".
        """
        if not self._data:
            return None
        ended = self._data.endswith((b"\r", b"\n"))
        full = len(self._data) > MAX_BYTES
        if not full and now - self._last_at < (_LINE_SETTLES_S if ended else _IDLE_ENDS_S):
            return None
        text = self._data.decode("utf-8", errors="replace").rstrip("\r\n")
        self._data.clear()
        return undo_wrong_guess(text) or None

    def forget(self) -> None:
        """Drop what has come so far."""
        self._data.clear()
