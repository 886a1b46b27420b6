"""QR reader on a camera, or on a video or picture file that stands for one."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial

import cv2

from drivers.qr_reader.callbacks import STOP_WAIT_S, Callbacks, OneRun, RunOnThread
from drivers.qr_reader.camera_decoder import FrameShapeError, decode
from drivers.qr_reader.grabber import Grabber, Opener, open_source
from drivers.qr_reader.port import Frame, QrReading, ReaderState
from drivers.qr_reader.votes import Votes

_log = logging.getLogger(__name__)
_PREVIEW_EVERY_S = 1 / 15
_BREATH_S = 0.25
"""How often the reader looks whether it should stop while no picture comes."""


class CameraReader(OneRun):
    """Implements `port.QrReader`. A source that is not there or vanishes is looked for until `stop`.

    A file that ends is opened anew, so one may replace it while the reader runs. Pictures that come while one
    is being decoded are dropped but for the newest.
    """

    def __init__(
        self,
        source: str,
        *,
        votes: int = 2,
        look_again_s: float = 0.5,
        stalled_after_s: float = 5.0,
        decoder: Callable[[Frame], tuple[QrReading, ...]] = decode,
        opener: Opener | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`source`: camera number, device path, or file. `votes`: equal readings until one counts.

        `stalled_after_s`: a camera that gives no picture for so long counts as absent and is opened anew.
        `opener` opens the source instead of OpenCV; `clock` gives monotonic seconds.
        """
        super().__init__()
        self._opener = opener if opener is not None else partial(open_source, source)
        self._votes_needed = votes
        self._look_again_s = look_again_s
        self._stalled_after_s = stalled_after_s
        self._decoder = decoder
        self._clock = clock

    def _begin(self, callbacks: Callbacks) -> _Run:
        return _Run(
            callbacks=callbacks,
            votes=Votes(self._votes_needed),
            opener=self._opener,
            look_again_s=self._look_again_s,
            stalled_after_s=self._stalled_after_s,
            decoder=self._decoder,
            clock=self._clock,
        )


class _Run(RunOnThread):
    """What lives between one `start` and `stop`."""

    def __init__(
        self,
        *,
        callbacks: Callbacks,
        votes: Votes,
        opener: Opener,
        look_again_s: float,
        stalled_after_s: float,
        decoder: Callable[[Frame], tuple[QrReading, ...]],
        clock: Callable[[], float],
    ) -> None:
        self._votes = votes
        self._opener = opener
        self._look_again_s = look_again_s
        self._stalled_after_s = stalled_after_s
        self._decoder = decoder
        self._clock = clock
        self._preview_due = float("-inf")
        self._grabber: Grabber | None = None
        super().__init__(callbacks, "qr-reader")

    def _wake(self) -> None:
        grabber = self._grabber
        if grabber is not None:
            grabber.wake()

    def _main(self) -> None:
        self._callbacks.state(ReaderState.STARTING)
        while not self._stopping.is_set():
            grabber = self._grabber = Grabber(self._opener)
            try:
                self._watch(grabber)
            finally:
                grabber.drop(STOP_WAIT_S / 2)
            self._callbacks.state(ReaderState.ABSENT)
            self._stopping.wait(self._look_again_s)

    def _watch(self, grabber: Grabber) -> None:
        last_frame_at = self._clock()
        while not self._stopping.is_set() and not grabber.over:
            frame = grabber.take(_BREATH_S)
            now = self._clock()
            if frame is not None:
                last_frame_at = now
                self._frame(frame, now)
            elif now - last_frame_at >= self._stalled_after_s:
                _log.warning("the camera gives no pictures; it is opened anew")
                return

    def _frame(self, frame: Frame, now: float) -> None:
        self._callbacks.state(ReaderState.READY)
        if self._callbacks.wants_preview and now >= self._preview_due:
            self._preview_due = now + _PREVIEW_EVERY_S
            self._callbacks.preview(frame)
        try:
            readings = self._decoder(frame)
        except (FrameShapeError, cv2.error) as error:
            _log.warning("a picture could not be decoded: %s", type(error).__name__)
            return
        for reading in self._votes.add(readings, now):
            self._callbacks.reading(reading)
