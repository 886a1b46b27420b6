"""The camera reader on a real `cv2.VideoCapture`, fed by files."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.qr_reader.camera import CameraReader
from drivers.qr_reader.grabber import Grabber, Stream
from drivers.qr_reader.port import Frame, QrReading, ReaderState
from tests.drivers.qr_reader.listener import Listener
from tests.support import qr_frames

FIRST, SECOND = "VNEID1.mot-ma-rat-dai-0001", "VNEID1.mot-ma-rat-dai-0002"


def write_picture(path: Path, text: str) -> None:
    """Put a frame in place at once, as a demo does while the reader runs."""
    new = path.with_name("new.png")
    cv2.imwrite(str(new), qr_frames.frame_of(text))
    new.replace(path)


def write_video(path: Path, frames: list[Frame]) -> None:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 15, (1280, 720))
    for frame in frames:
        writer.write(frame)
    writer.release()


def test_a_picture_file_is_a_camera_that_shows_it(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    listener, reader = Listener(), CameraReader(str(picture))
    listener.attach(reader)
    listener.wait_for_text(FIRST)
    reader.stop()
    assert listener.states == [ReaderState.STARTING, ReaderState.READY]
    assert listener.readings[0].decoder == "zxing"
    assert listener.pictures[0].shape == (720, 1280, 3)


def test_a_file_replaced_while_it_runs_is_seen(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    listener, reader = Listener(), CameraReader(str(picture))
    listener.attach(reader)
    listener.wait_for_text(FIRST)
    write_picture(picture, SECOND)
    listener.wait_for_text(SECOND)
    reader.stop()
    assert [one.text for one in listener.readings] == [FIRST, SECOND]


@pytest.mark.long("one more camera is played")
def test_a_file_name_with_digits_is_one_file(tmp_path: Path) -> None:
    write_picture(tmp_path / "frame01.png", FIRST)
    write_picture(tmp_path / "frame02.png", SECOND)
    listener, reader = Listener(), CameraReader(str(tmp_path / "frame01.png"))
    listener.attach(reader)
    listener.wait_for(lambda seen: len(seen.pictures) >= 5)
    reader.stop()
    assert [one.text for one in listener.readings] == [FIRST]


@pytest.mark.long("one more camera is played")
def test_a_video_is_played_again_and_again(tmp_path: Path) -> None:
    video = tmp_path / "camera.mp4"
    empty = np.full((720, 1280, 3), 90, dtype=np.uint8)
    write_video(video, [empty, *[qr_frames.frame_of(FIRST)] * 3, *[qr_frames.frame_of(SECOND)] * 3])
    listener, reader = Listener(), CameraReader(str(video))
    listener.attach(reader)
    listener.wait_for_text(FIRST, times=2)
    reader.stop()
    assert listener.states == [ReaderState.STARTING, ReaderState.READY]


def test_one_wrong_frame_does_not_count(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    answers = iter(["wrong", "right", "right"])

    def decoder(_frame: Frame) -> tuple[QrReading, ...]:
        return (QrReading(next(answers, "right"), "zbar"),)

    listener, reader = Listener(), CameraReader(str(picture), decoder=decoder)
    listener.attach(reader)
    listener.wait_for_text("right")
    reader.stop()
    assert [one.text for one in listener.readings] == ["right"]


def test_nothing_is_told_after_stop_and_it_starts_again(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    reader = CameraReader(str(picture))
    first, second = Listener(), Listener()
    first.attach(reader)
    first.wait_for(lambda seen: len(seen.pictures) >= 1)
    reader.stop()
    reader.stop()
    told = len(first.pictures), len(first.readings), len(first.states)
    second.attach(reader)
    second.wait_for_text(FIRST)
    reader.stop()
    assert (len(first.pictures), len(first.readings), len(first.states)) == told


def test_a_callback_may_stop_the_reader(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    reader = CameraReader(str(picture))
    stopped = threading.Event()

    def stop(_reading: QrReading) -> None:
        reader.stop()
        stopped.set()

    reader.start(stop, lambda _state: None)
    assert stopped.wait(10)


def test_previews_are_at_most_fifteen_a_second(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    seconds = iter(number / 1000 for number in range(100_000))
    decoded = threading.Semaphore(0)

    def decoder(_frame: Frame) -> tuple[QrReading, ...]:
        decoded.release()
        return ()

    # The clock advances a millisecond at every look: far less than 1/15 s over these few frames.
    listener, reader = Listener(), CameraReader(str(picture), decoder=decoder, clock=lambda: next(seconds))
    listener.attach(reader)
    for _ in range(5):
        assert decoded.acquire(timeout=10)
    reader.stop()
    assert len(listener.pictures) == 1


class Numbered:
    """A camera whose pictures are numbered by their grey value."""

    def __init__(self, count: int, given: threading.Event) -> None:
        self._count = count
        self._next = 0
        self._given = given

    def read(self) -> tuple[bool, Frame | None]:
        if self._next == self._count:
            self._given.set()
            return False, None
        self._next += 1
        return True, np.full((30, 30, 3), self._next, dtype=np.uint8)

    def release(self) -> None:
        """Nothing to let go of."""


def test_frames_are_dropped_and_never_queued() -> None:
    given = threading.Event()
    grabber = Grabber(lambda: Stream(Numbered(200, given), 0.0, ends=False))
    assert given.wait(10)
    frame = grabber.take(10)
    assert frame is not None
    assert frame[0, 0, 0] == 200
    assert grabber.take(0.0) is None
    grabber.drop(1)


@pytest.mark.parametrize("votes", [1, 3])
def test_votes_are_a_setting(tmp_path: Path, votes: int) -> None:
    picture = tmp_path / "camera.png"
    write_picture(picture, FIRST)
    looks: list[int] = []

    def decoder(_frame: Frame) -> tuple[QrReading, ...]:
        looks.append(1)
        return (QrReading("x", "zxing"),)

    at_first: list[int] = []
    done = threading.Event()

    def reading(_found: QrReading) -> None:
        at_first.append(len(looks))
        done.set()

    reader = CameraReader(str(picture), votes=votes, decoder=decoder)
    reader.start(reading, lambda _state: None)
    assert done.wait(10)
    reader.stop()
    assert at_first == [votes]
