"""Talks to a printer over an open transport: status, bands of dots, and confirmation that it printed them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image

from drivers.printer.port import PrinterStatus
from drivers.printer.status import QUERIES, StatusRequest, classify, decode
from drivers.printer.transports import PrinterTransport

BAND_ROWS: Final = 24
"""Rows in one image command, 3 mm of paper.

Two bands of 576 dots fit into the smallest receive buffers (4 KB). A printer that has stopped therefore still
has room to receive a status request, and never keeps half an image command that would swallow the next job.
"""

_CONSUMED: Final = b"\x1dr\x01"
_STATUS: Final = b"\x10\x04"
_NO_AUTOMATIC_STATUS: Final = b"\x1da\x00"
_LONGEST_HEAD: Final = bytes(16)
"""Zero bytes, as many as the longest head of an ESC/POS command."""
_REAL_TIME_IN_IMAGE: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")


@dataclass(frozen=True, slots=True)
class ConversationTiming:
    """How long the driver waits for an answer before it does something else.

    Printers answer within tens of milliseconds.
    """

    quiet_s: float = 0.15
    """After this much silence, no late answer to an earlier job is expected any more."""
    more_zeros_s: float = 0.5
    """Without an answer for this long, the printer is assumed to be inside an image larger than one band."""
    ask_why_s: float = 0.4
    """Without progress for this long, the printer is asked for the reason."""


class SilenceError(Exception):
    """The printer is connected, and did not answer in time."""


class Conversation:
    """Commands and answers over an open transport. Methods raise `OSError` when the link breaks."""

    def __init__(
        self,
        transport: PrinterTransport,
        width_dots: int,
        timing: ConversationTiming,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`width_dots`: width of the widest band that is ever sent; `clock`: monotonic seconds."""
        self._transport = transport
        self._timing = timing
        self._band_bytes = BAND_ROWS * ((width_dots + 7) // 8)
        self._clock = clock
        self._consumed = 0
        self._real_time: list[int] = []

    def finish_partial_command(self, seconds: float) -> None:
        """Complete a command of which an earlier job sent only the first bytes.

        A printer that is left inside the head of an image command would take the following status request
        for the image's size, and then wait for thousands of rows. Zero bytes complete such a head to an
        image without rows; a printer that waits for a command ignores them.
        """
        self._transport.set_deadline(seconds)
        self._transport.commands._raw(_LONGEST_HEAD)

    def status(self, seconds: float) -> PrinterStatus:
        """Ask with DLE EOT 1 to 4, which even a printer that has stopped answers. Raises `SilenceError`."""
        until = self._clock() + seconds
        self._listen(0.001)
        one, two, three, four = (self._query(number, until) for number in QUERIES)
        return decode(one, two, three, four)

    def begin(self, seconds: float) -> None:
        """Bring the printer into a known state, whatever an earlier job left in it. Raises `SilenceError`.

        A job that broke off inside an image command leaves a printer that takes the next bytes for the rest
        of that image. Zero bytes complete the image; a printer that waits for a command ignores them. One
        band of zeros is enough after a job of this driver. While no answer comes, twice as many follow each
        time, because another program may have left a larger image. Late answers to earlier jobs are dropped.
        """
        until = self._clock() + seconds
        zeros = self._band_bytes
        left = seconds
        self._consumed = asked = 0
        while left > 0:
            self._transport.set_deadline(left)
            self._transport.commands._raw(bytes(zeros))
            self._transport.commands.hw("INIT")
            self._transport.commands._raw(_NO_AUTOMATIC_STATUS)
            self.ask_consumed()
            asked += 1
            if self.wait_consumed(1, min(self._timing.more_zeros_s, left)):
                break
            zeros *= 2
            left = until - self._clock()
        else:
            raise SilenceError
        # A printer that was only slow still sends its other answers. Counted later, they would confirm bands
        # that it never received.
        self.wait_consumed(asked, self._timing.more_zeros_s if asked > 1 else 0)
        while self._listen(self._timing.quiet_s):
            pass
        self._consumed = 0

    def send_band(self, rows: bytes, width: int, seconds: float) -> None:
        """Send at most `BAND_ROWS` rows, 1 = black, as one raster image."""
        self._transport.set_deadline(seconds)
        height = len(rows) // ((width + 7) // 8)
        # In PIL a 1 bit is white; on paper it is black.
        band = Image.frombytes("1", (width, height), bytes(byte ^ 0xFF for byte in _without_real_time(rows)))
        self._transport.commands.image(band, impl="bitImageRaster", fragment_height=BAND_ROWS)

    def cut(self, seconds: float) -> None:
        """Feed to the knife and cut."""
        self._transport.set_deadline(seconds)
        self._transport.commands.cut(feed=False)

    def ask_consumed(self) -> None:
        """Ask the printer to answer once it has consumed everything sent so far (GS r 1)."""
        self._transport.commands._raw(_CONSUMED)

    def wait_consumed(self, count: int, seconds: float) -> bool:
        """Wait until `count` such answers have come since `begin`; False when time is up."""
        until = self._clock() + seconds
        while self._consumed < count:
            left = until - self._clock()
            if left <= 0:
                return False
            self._listen(left)
        return True

    def _query(self, number: int, until: float) -> int:
        self._real_time.clear()
        self._transport.set_deadline(max(0.05, until - self._clock()))
        self._transport.commands._raw(_STATUS + bytes([number]))
        while not self._real_time:
            left = until - self._clock()
            if left <= 0:
                raise SilenceError
            self._listen(left)
        return self._real_time[-1]

    def _listen(self, seconds: float) -> bool:
        data = self._transport.read(seconds)
        for byte in data:
            match classify(byte):
                case StatusRequest.REAL_TIME:
                    self._real_time.append(byte)
                case StatusRequest.CONSUMED:
                    self._consumed += 1
                case StatusRequest.OTHER:
                    pass
        return bool(data)


def _without_real_time(rows: bytes) -> bytes:
    """Change dots that would look like a real-time command inside the image.

    Printers look for DLE EOT, DLE ENQ and DLE DC4 in everything that arrives, image data included. Such bytes
    would provoke a stray status answer or open a cash drawer. One more black dot breaks the pattern.
    """
    return _REAL_TIME_IN_IMAGE.sub(b"\x18", rows)
