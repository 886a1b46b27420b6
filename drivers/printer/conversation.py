"""One conversation with a printer: real-time status, bands of dots, and proof that they were consumed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image

from drivers.printer.port import PrinterStatus
from drivers.printer.status import QUERIES, Answer, classify, decode
from drivers.printer.transports import Transport

BAND_ROWS: Final = 24
"""Rows in one image command: 3 mm. Two bands of 576 dots fit into the 4 KB of the smallest receive buffers,
so a printer that stopped still hears DLE EOT, and never keeps half an image command for the next job."""

_CONSUMED: Final = b"\x1dr\x01"
_STATUS: Final = b"\x10\x04"
_NO_AUTOMATIC_STATUS: Final = b"\x1da\x00"
_END_OF_ANY_HEAD: Final = bytes(16)
_REAL_TIME_IN_IMAGE: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each wait is before the next thing is done; printers need tens of milliseconds at most."""

    quiet_s: float = 0.15
    """Silence after which no late answer to an earlier job is expected any more."""
    more_zeros_s: float = 0.5
    """Without an answer for so long, the printer is taken to be inside a larger image."""
    ask_why_s: float = 0.4
    """Without progress for so long, the printer is asked for the reason."""


class SilenceError(Exception):
    """The printer is connected, and did not answer in time."""


class Conversation:
    """What is said to a printer over an open transport. Methods raise `OSError` when the link breaks."""

    def __init__(
        self,
        transport: Transport,
        width_dots: int,
        pace: Pace,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`width_dots`: of the widest band that is ever sent; `clock`: monotonic seconds."""
        self._transport = transport
        self._pace = pace
        self._band_bytes = BAND_ROWS * ((width_dots + 7) // 8)
        self._clock = clock
        self._consumed = 0
        self._real_time: list[int] = []

    def end_head(self, seconds: float) -> None:
        """End a command of which an earlier job sent only the beginning.

        Without it such a printer takes the questions for its status as the rest: an image of a thousand rows,
        or of more than any job sends. Zeros make it one without rows, and are nothing to a printer that waits
        for commands. No command of ESC/POS has a longer head.
        """
        self._transport.set_deadline(seconds)
        self._transport.commands._raw(_END_OF_ANY_HEAD)

    def status(self, seconds: float) -> PrinterStatus:
        """Ask DLE EOT 1 to 4; answered at once, even by a printer that stopped. Raises `SilenceError`."""
        until = self._clock() + seconds
        self._listen(0.001)
        one, two, three, four = (self._query(number, until) for number in QUERIES)
        return decode(one, two, three, four)

    def begin(self, seconds: float) -> None:
        """Bring the printer into a known state, whatever an earlier job left in it. Raises `SilenceError`.

        A job that broke off inside an image command leaves a printer that takes the next bytes for the rest
        of the image: zeros fill it up, and are nothing to a printer that waits for commands. As many as a
        band has do for a job of this driver; more follow while no answer comes, for what somebody else left.
        Late answers to an earlier job are waited for and dropped.
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
            if self.wait_consumed(1, min(self._pace.more_zeros_s, left)):
                break
            zeros *= 2
            left = until - self._clock()
        else:
            raise SilenceError
        # Was the printer only slow, its other answers are still to come, and would confirm what it never got.
        self.wait_consumed(asked, self._pace.more_zeros_s if asked > 1 else 0)
        while self._listen(self._pace.quiet_s):
            pass
        self._consumed = 0

    def send_band(self, rows: bytes, width: int, seconds: float) -> None:
        """Send at most `BAND_ROWS` rows, 1 = black, as one raster image."""
        self._transport.set_deadline(seconds)
        height = len(rows) // ((width + 7) // 8)
        # PIL's 1 is white.
        band = Image.frombytes("1", (width, height), bytes(byte ^ 0xFF for byte in _without_real_time(rows)))
        self._transport.commands.image(band, impl="bitImageRaster", fragment_height=BAND_ROWS)

    def cut(self, seconds: float) -> None:
        """Feed to the knife and cut."""
        self._transport.set_deadline(seconds)
        self._transport.commands.cut(feed=False)

    def ask_consumed(self) -> None:
        """Have the printer answer once it has consumed everything sent so far (GS r 1)."""
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
                case Answer.REAL_TIME:
                    self._real_time.append(byte)
                case Answer.CONSUMED:
                    self._consumed += 1
                case Answer.OTHER:
                    pass
        return bool(data)


def _without_real_time(rows: bytes) -> bytes:
    """Widen the rare lone dot that would make a printer see a real-time command inside the image.

    Printers look for DLE EOT, DLE ENQ and DLE DC4 in everything that arrives, image data included: such dots
    would draw a stray status byte, or open a cash drawer.
    """
    return _REAL_TIME_IN_IMAGE.sub(b"\x18", rows)
