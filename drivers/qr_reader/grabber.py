"""Takes pictures from `cv2.VideoCapture` on a thread of its own and keeps only the newest."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np

from drivers.qr_reader.port import Frame

_PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff"})
_PICTURES_A_SECOND = 10.0
_SLOWEST_VIDEO, _USUAL_VIDEO, _FASTEST_VIDEO = 1.0, 15.0, 60.0
_WIDTH, _HEIGHT = 1280, 720
_V4L2_APERTURE_PRIORITY = 3
"""V4L2_EXPOSURE_APERTURE_PRIORITY: automatic exposure of cameras without an iris."""
_CAMERA_FOLDER = Path("/dev")


class Capture(Protocol):
    """The part of `cv2.VideoCapture` that is used."""

    def read(self) -> tuple[bool, Any]:
        """Give True and the next picture, or False and anything (OpenCV's own types do not say what)."""

    def release(self) -> None:
        """Let go of the device."""


class Adjustable(Protocol):
    """A `cv2.VideoCapture` whose settings are changed."""

    def set(self, propId: int, value: float) -> bool:  # noqa: N803  OpenCV's name
        """Tell whether the device took it."""


@dataclass(frozen=True, slots=True)
class Stream:
    """An open source."""

    capture: Capture
    seconds_a_frame: float
    """How long to wait between two pictures; 0 for a camera, which keeps the time itself."""
    ends: bool
    """True for a file: its end is no failure, it is opened anew."""


class SourceAbsentError(Exception):
    """There is no such camera or file, or it cannot be read."""


def open_source(source: str, folder: Path = _CAMERA_FOLDER) -> Stream:
    """Open a camera number, a device path, or a video or picture file. Raises `SourceAbsentError`.

    What is not there is not handed to OpenCV at all, which would complain on standard error at every look.
    """
    path = folder / f"video{source}" if source.isdigit() else Path(source)
    if not path.exists():
        raise SourceAbsentError(f"{path} is not there")
    is_file = path.is_file()
    # Other back ends take digits in a file's name for the number of a series.
    back_end = cv2.CAP_FFMPEG if is_file else cv2.CAP_V4L2
    capture = cv2.VideoCapture(str(path), back_end)
    if not capture.isOpened():
        capture.release()
        raise SourceAbsentError(f"{path} cannot be opened")
    if not is_file:
        prepare_camera(capture)
        return Stream(capture, 0.0, ends=False)
    if path.suffix.lower() in _PICTURE_SUFFIXES:
        return Stream(capture, 1 / _PICTURES_A_SECOND, ends=True)
    rate = capture.get(cv2.CAP_PROP_FPS)
    if not _SLOWEST_VIDEO <= rate <= _FASTEST_VIDEO:
        rate = _USUAL_VIDEO
    return Stream(capture, 1 / rate, ends=True)


def prepare_camera(capture: Adjustable) -> None:
    """Ask for what suits codes; a camera that knows one of these not refuses it and goes on."""
    wishes = (
        # Full pictures at 15 a second or more go over USB 2 only as MJPG.
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, _WIDTH),
        (cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT),
        # One picture instead of four in the driver: what is shown is what is there.
        (cv2.CAP_PROP_BUFFERSIZE, 1),
        (cv2.CAP_PROP_AUTOFOCUS, 1),
        (cv2.CAP_PROP_AUTO_EXPOSURE, _V4L2_APERTURE_PRIORITY),
        (cv2.CAP_PROP_AUTO_WB, 1),
    )
    for name, value in wishes:
        capture.set(name, value)


class Opener(Protocol):
    """Opens the source; may block."""

    def __call__(self) -> Stream:
        """Raises `SourceAbsentError`."""


class Grabber:
    """One attempt at a source: from opening it until it ends, vanishes or is dropped.

    A thread that hangs in a device call can be left behind: it holds only the device, and lets go of it
    when the call returns.
    """

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._changed = threading.Condition()
        self._newest: Frame | None = None
        self._over = False
        self._dropped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="qr-grabber", daemon=True)
        self._thread.start()

    def take(self, timeout_s: float) -> Frame | None:
        """Give the newest picture once; None when none came in time or the source is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._over, timeout_s)
            frame, self._newest = self._newest, None
            return frame

    @property
    def over(self) -> bool:
        """Whether no picture will come any more."""
        with self._changed:
            return self._over and self._newest is None

    def drop(self, wait_s: float) -> None:
        """Let go of the source, waiting at most so long for the device; no picture comes afterwards."""
        self._dropped.set()
        self._thread.join(wait_s)
        with self._changed:
            self._over = True
            self._newest = None

    def wake(self) -> None:
        """End a running `take` early."""
        self._dropped.set()
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            while not self._dropped.is_set() and self._play():
                pass
        except (SourceAbsentError, cv2.error, OSError):
            # Told by `over`: the reader looks again.
            pass
        finally:
            with self._changed:
                self._over = True
                self._changed.notify_all()

    def _play(self) -> bool:
        """Read the source to its end; tell whether to open it anew."""
        stream = self._opener()
        count = 0
        try:
            while not self._dropped.is_set():
                good, frame = stream.capture.read()
                if not good or not isinstance(frame, np.ndarray) or frame.dtype != np.uint8:
                    break
                count += 1
                self._put(frame)
                if stream.seconds_a_frame:
                    self._dropped.wait(stream.seconds_a_frame)
        finally:
            stream.capture.release()
        return stream.ends and count > 0

    def _put(self, frame: Frame) -> None:
        with self._changed:
            if self._dropped.is_set():
                return
            self._newest = frame
            self._changed.notify_all()
