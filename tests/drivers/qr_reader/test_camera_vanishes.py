"""A camera that is pulled out, or hangs, while it runs."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np

from drivers.qr_reader.camera import CameraReader
from drivers.qr_reader.grabber import Stream
from drivers.qr_reader.port import Frame, ReaderState
from tests.drivers.qr_reader.listener import Listener
from tests.drivers.qr_reader.test_camera import FIRST, SECOND, write_picture

PICTURE = np.full((48, 64, 3), 90, dtype=np.uint8)


class PulledOut:
    """Gives some pictures, then what V4L2 gives after the plug is pulled."""

    def __init__(self, pictures: int) -> None:
        self._left = pictures
        self.released = threading.Event()

    def read(self) -> tuple[bool, Frame | None]:
        self._left -= 1
        return (True, PICTURE.copy()) if self._left >= 0 else (False, None)

    def release(self) -> None:
        self.released.set()


class Hanging:
    """Gives one picture and then hangs in the driver until the test ends."""

    def __init__(self, end: threading.Event) -> None:
        self._first = True
        self._end = end

    def read(self) -> tuple[bool, Frame | None]:
        if self._first:
            self._first = False
            return True, PICTURE.copy()
        self._end.wait(30)
        return False, None

    def release(self) -> None:
        """Nothing to let go of."""


def test_a_file_that_vanishes_and_comes_back(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    listener, reader = Listener(), CameraReader(str(picture), look_again_s=0.02)
    listener.attach(reader)
    listener.wait_for_text(FIRST)
    picture.unlink()
    listener.wait_for_state(ReaderState.ABSENT)
    write_picture(picture, SECOND)
    listener.wait_for_text(SECOND)
    reader.stop()
    assert listener.states == [
        ReaderState.STARTING,
        ReaderState.READY,
        ReaderState.ABSENT,
        ReaderState.READY,
    ]


def test_a_camera_pulled_out_is_let_go_of_and_opened_anew() -> None:
    cameras: list[PulledOut] = []

    def opener() -> Stream:
        cameras.append(PulledOut(3))
        return Stream(cameras[-1], 0.0, ends=False)

    listener, reader = Listener(), CameraReader("0", look_again_s=0.01, opener=opener)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.READY, times=2)
    reader.stop()
    assert cameras[0].released.is_set()
    assert listener.states[:3] == [ReaderState.STARTING, ReaderState.READY, ReaderState.ABSENT]


def test_a_camera_that_hangs_is_left_behind() -> None:
    end = threading.Event()
    opened: list[int] = []

    def opener() -> Stream:
        opened.append(1)
        return Stream(Hanging(end), 0.0, ends=False)

    listener = Listener()
    reader = CameraReader("0", look_again_s=0.01, stalled_after_s=0.05, opener=opener)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    end.set()
    listener.wait_for_state(ReaderState.READY, times=2)
    reader.stop()
    assert len(opened) >= 2
