"""A camera that is not there, and comes later."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.qr_reader.camera import CameraReader
from drivers.qr_reader.grabber import SourceAbsentError, open_source
from drivers.qr_reader.port import ReaderState
from tests.drivers.qr_reader.listener import Listener
from tests.drivers.qr_reader.test_camera import FIRST, write_picture


def test_absent_is_told_once_and_it_is_found_when_plugged_in(tmp_path: Path) -> None:
    picture = tmp_path / "camera.png"
    listener, reader = Listener(), CameraReader(str(picture), look_again_s=0.02)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    write_picture(picture, FIRST)
    listener.wait_for_text(FIRST)
    reader.stop()
    assert listener.states == [ReaderState.STARTING, ReaderState.ABSENT, ReaderState.READY]


def test_a_camera_number_means_its_device(tmp_path: Path) -> None:
    with pytest.raises(SourceAbsentError, match="video7 is not there"):
        open_source("7", folder=tmp_path)


def test_stop_does_not_wait_for_the_next_look(tmp_path: Path) -> None:
    listener, reader = Listener(), CameraReader(str(tmp_path / "none"), look_again_s=3600)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    reader.stop()
    assert listener.states == [ReaderState.STARTING, ReaderState.ABSENT]
