"""QR reader on a serial or USB-CDC scanner."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import serial

from drivers.qr_reader.callbacks import Callbacks, OneRun, RunOnThread
from drivers.qr_reader.port import QrReading, ReaderState
from drivers.qr_reader.scan_assembly import Assembler, Framing, never
from drivers.qr_reader.votes import Votes

_log = logging.getLogger(__name__)
_POLL_S = 0.02


class SerialReader(OneRun):
    """Implements `port.QrReader`. A device that is not there or is unplugged is looked for until `stop`."""

    def __init__(
        self,
        device: str,
        *,
        baud_rate: int = 115200,
        framing: Framing | None = None,
        unfinished: Callable[[str], bool] = never,
        look_again_s: float = 0.5,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`device`: path, e.g. "/dev/serial/by-id/…"; `clock` gives monotonic seconds.

        `framing`: what the scanner sends around a code; `unfinished`: see `scan_assembly.Assembler`.
        """
        super().__init__()
        self._device = device
        self._baud_rate = baud_rate
        self._framing = framing
        self._unfinished = unfinished
        self._look_again_s = look_again_s
        self._clock = clock

    def _begin(self, callbacks: Callbacks) -> _Run:
        assembler = Assembler(self._framing, self._unfinished)
        return _Run(callbacks, self._device, self._baud_rate, assembler, self._look_again_s, self._clock)


class _Run(RunOnThread):
    """What lives between one `start` and `stop`."""

    def __init__(
        self,
        callbacks: Callbacks,
        device: str,
        baud_rate: int,
        assembler: Assembler,
        look_again_s: float,
        clock: Callable[[], float],
    ) -> None:
        self._device = device
        self._baud_rate = baud_rate
        self._assembler = assembler
        self._look_again_s = look_again_s
        self._clock = clock
        # The scanner has checked the code itself: one reading counts.
        self._votes = Votes(1)
        super().__init__(callbacks, "qr-serial")

    def _main(self) -> None:
        self._callbacks.state(ReaderState.STARTING)
        while not self._stopping.is_set():
            try:
                with serial.Serial(self._device, self._baud_rate, timeout=_POLL_S, exclusive=True) as port:
                    # Drop what was scanned before this start: it may be another citizen's code.
                    port.reset_input_buffer()
                    self._callbacks.state(ReaderState.READY)
                    self._listen(port)
            except (OSError, ValueError) as error:
                # serial.SerialException is an OSError; ValueError is a rate that the device does not know.
                _log.debug("the serial scanner is not there: %s", type(error).__name__)
            if not self._stopping.is_set():
                self._callbacks.state(ReaderState.ABSENT)
                self._stopping.wait(self._look_again_s)

    def _listen(self, port: serial.Serial) -> None:
        assembler = self._assembler
        assembler.forget()
        while not self._stopping.is_set():
            assembler.add(port.read(max(1, port.in_waiting)), self._clock())
            now = self._clock()
            text = assembler.take(now)
            if text is None:
                continue
            for reading in self._votes.add((QrReading(text, "serial"),), now):
                self._callbacks.reading(reading)
