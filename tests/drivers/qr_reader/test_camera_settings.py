"""What is asked of a camera when it is opened."""

from __future__ import annotations

import cv2

from drivers.qr_reader.grabber import prepare_camera


class Settings:
    """Takes notes; refuses what it does not know."""

    def __init__(self, refused: frozenset[int] = frozenset()) -> None:
        self.values: dict[int, float] = {}
        self._refused = refused

    def set(self, propId: int, value: float) -> bool:  # noqa: N803  OpenCV's name
        if propId in self._refused:
            return False
        self.values[propId] = value
        return True


def test_focus_and_exposure_are_left_to_the_camera_and_nothing_is_queued() -> None:
    camera = Settings()
    prepare_camera(camera)
    assert camera.values[cv2.CAP_PROP_AUTOFOCUS] == 1
    assert camera.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 3
    assert camera.values[cv2.CAP_PROP_BUFFERSIZE] == 1
    assert (camera.values[cv2.CAP_PROP_FRAME_WIDTH], camera.values[cv2.CAP_PROP_FRAME_HEIGHT]) == (1280, 720)


def test_a_camera_without_focus_gets_the_rest() -> None:
    camera = Settings(frozenset({cv2.CAP_PROP_AUTOFOCUS, cv2.CAP_PROP_AUTO_EXPOSURE}))
    prepare_camera(camera)
    assert cv2.CAP_PROP_AUTO_WB in camera.values
