"""QR reader on a USB scanner that acts as a keyboard; its keys reach nobody else."""

from __future__ import annotations

import logging
import select
import threading
import time
from collections.abc import Callable

from evdev import InputDevice, InputEvent, ecodes

from drivers.qr_reader.callbacks import STOP_WAIT_S, Callbacks
from drivers.qr_reader.keystrokes import KEYBOARDS, Typing
from drivers.qr_reader.layouts import Layouts
from drivers.qr_reader.port import Frame, QrReading, ReaderState
from drivers.qr_reader.scan_assembly import Framing, never
from drivers.qr_reader.votes import Votes

_log = logging.getLogger(__name__)
_POLL_S = 0.02


class WedgeReader:
    """Implements `port.QrReader`. A device that is not there or is unplugged is looked for until `close`.

    It is grabbed from the beginning until `close`, whether anybody reads or not: a code shown at another time
    would be typed into whatever stands on the screen. What comes while nobody reads is dropped.
    """

    def __init__(
        self,
        device: str,
        *,
        framing: Framing | None = None,
        unfinished: Callable[[str], bool] = never,
        proves: Callable[[str], bool] = never,
        look_again_s: float = 0.5,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`device`: path, e.g. "/dev/input/by-id/…-event-kbd"; `clock` gives monotonic seconds.

        `framing`: what the scanner sends around a code; `unfinished`: see `scan_assembly.Assembler`;
        `proves`: see `layouts.Layouts`.
        """
        self._device = device
        self._framing = framing
        self._unfinished = unfinished
        self._proves = proves
        self._look_again_s = look_again_s
        self._clock = clock
        self._lock = threading.Lock()
        self._callbacks: Callbacks | None = None
        self._votes = Votes(1)
        self._state = ReaderState.STARTING
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._main, name="qr-wedge", daemon=True)
        self._thread.start()

    def start(
        self,
        on_reading: Callable[[QrReading], None],
        on_state: Callable[[ReaderState], None],
        on_preview: Callable[[Frame], None] | None = None,
    ) -> None:
        """Begin to tell of readings; a reader that runs is stopped first. There is no picture to preview."""
        self.stop()
        callbacks = Callbacks(on_reading, on_state, on_preview)
        with self._lock:
            self._callbacks = callbacks
            # The scanner has checked the code itself: one reading counts.
            self._votes = Votes(1)
            state = self._state
        callbacks.state(ReaderState.STARTING)
        callbacks.state(state)

    def stop(self) -> None:
        """Tell of nothing any more; idempotent, and allowed in a callback. The device stays grabbed."""
        with self._lock:
            callbacks, self._callbacks = self._callbacks, None
        if callbacks is not None:
            callbacks.silence()

    def close(self) -> None:
        """Stop, and let go of the device; idempotent."""
        self.stop()
        self._closing.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(STOP_WAIT_S)

    def _main(self) -> None:
        while not self._closing.is_set():
            try:
                device = InputDevice(self._device)
                try:
                    device.grab()
                    self._tell(ReaderState.READY)
                    self._listen(device)
                finally:
                    device.close()
            except OSError as error:
                # Absent, unplugged (ENODEV), held by another program (EBUSY), or no input device at all.
                _log.debug("the keyboard scanner is not there: %s", type(error).__name__)
            if not self._closing.is_set():
                self._tell(ReaderState.ABSENT)
                self._closing.wait(self._look_again_s)

    def _listen(self, device: InputDevice[str]) -> None:
        keys = _Keys(device)
        assembler = Layouts(len(KEYBOARDS), self._framing, self._unfinished, self._proves)
        asked_by: Callbacks | None = None
        while not self._closing.is_set():
            ready, _, _ = select.select([device.fd], [], [], _POLL_S)
            taken = [keys.take(event) for event in device.read()] if ready else []
            typed = ["".join(parts) for parts in zip(*taken, strict=True)] or [""] * len(KEYBOARDS)
            with self._lock:
                callbacks = self._callbacks
            if callbacks is not asked_by:
                # Drop what was scanned before this start: it may be another citizen's code.
                assembler.forget()
                asked_by = callbacks
            if callbacks is None:
                continue
            now = self._clock()
            assembler.add(typed, now)
            text = assembler.take(now)
            for reading in self._votes.add((QrReading(text, "wedge"),), now) if text else ():
                callbacks.reading(reading)

    def _tell(self, state: ReaderState) -> None:
        with self._lock:
            self._state = state
            callbacks = self._callbacks
        if callbacks is not None:
            callbacks.state(state)


class _Keys:
    """The events of one device, from its opening on."""

    def __init__(self, device: InputDevice[str]) -> None:
        self._device = device
        capitals = ecodes.LED_CAPSL in _asked(device.leds)
        self._typings = [Typing(capitals=capitals, keyboard=one) for one in KEYBOARDS]
        self._nothing = [""] * len(KEYBOARDS)
        self._dropping = False

    def take(self, event: InputEvent) -> list[str]:
        """Give what an event typed on each keyboard, or ""."""
        if event.type == ecodes.EV_SYN and event.code == ecodes.SYN_DROPPED:
            # The kernel's buffer ran over: what follows up to the next report is void as well.
            self._dropping = True
            return self._nothing
        if self._dropping:
            if event.type == ecodes.EV_SYN and event.code == ecodes.SYN_REPORT:
                self._dropping = False
                down = _asked(self._device.active_keys)
                return [one.lost(down) for one in self._typings]
            return self._nothing
        if event.type != ecodes.EV_KEY:
            return self._nothing
        return [one.key(event.code, event.value) for one in self._typings]


def _asked(question: Callable[[], list[int]]) -> list[int]:
    """Ask the kernel; a device that cannot tell, or an evdev built without the question, says nothing."""
    try:
        return list(question())
    except (OSError, AttributeError):
        return []
