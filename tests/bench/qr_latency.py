"""Measures the time from a code in view to its payload in the journey, through the real camera reader."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from drivers.qr_reader.camera import CameraReader
from drivers.qr_reader.grabber import Capture, Stream, open_source
from drivers.qr_reader.port import Frame
from kiosk_app.identity.payload import CardQr, VneidToken
from kiosk_app.runtime.reader_worker import ReaderWorker
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader
from kiosk_app.session.kernel.event import Event
from tests.support.qr_frames import blurred, noisy, scene, symbol

PICTURES_A_SECOND = 15
_EMPTY, _WITH_CODE = 12, 24
_DEADLINE_S = 20.0
_TOKEN = re.compile(r"VNEID\d?\.[A-Za-z0-9_\-.]{20,3000}")


def camera_to_accept(folder: Path, seed: int, trials: int) -> list[float]:
    """Give the seconds of each trial: half are phones with a token, half are cards.

    A video at 15 pictures a second stands for the camera; `folder` takes the videos.
    """
    random = np.random.default_rng(seed)
    return [_trial(folder / f"{number}.avi", number, random) for number in range(trials)]


def _trial(video: Path, number: int, random: np.random.Generator) -> float:
    _write(video, _text(number, random), random)
    seen_at: list[float] = []
    accepted_at: list[float] = []
    accepted = threading.Event()

    def post(event: Event) -> None:
        if isinstance(event, QrSeen) and isinstance(event.payload, VneidToken | CardQr):
            accepted_at.append(time.monotonic())
            accepted.set()

    def opener() -> Stream:
        stream = open_source(str(video))
        return Stream(_Noting(stream.capture, seen_at), stream.seconds_a_frame, stream.ends)

    worker = ReaderWorker(
        CameraReader(str(video), opener=opener),
        _TOKEN,
        is_slip_code=lambda _text: False,
        is_badge=lambda _text: False,
        post=post,
        on_preview=lambda _frame: None,
    )
    worker.effects()[StartReader](StartReader(1))
    came = accepted.wait(_DEADLINE_S)
    worker.close()
    video.unlink()
    if not came:
        raise RuntimeError(f"the code of trial {number} was never accepted")
    return accepted_at[0] - seen_at[0]


class _Noting:
    """A capture that notes when it gave the first picture with the code."""

    def __init__(
        self, capture: Capture, seen_at: list[float], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._capture = capture
        self._seen_at = seen_at
        self._clock = clock
        self._count = 0

    def read(self) -> tuple[bool, Any]:
        found = self._capture.read()
        self._count += 1
        if self._count == _EMPTY + 1:
            self._seen_at.append(self._clock())
        return found

    def release(self) -> None:
        self._capture.release()


def _text(number: int, random: np.random.Generator) -> str:
    if number % 2:
        return f"04809000000{number}|012345678|Lê Thị Xuân Ữ|02031990|Nữ|Thôn Pà Dấu, xã Nam Giang|15042021"
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    return "VNEID1." + "".join(letters[int(one)] for one in random.integers(0, len(letters), 140))


def _write(video: Path, text: str, random: np.random.Generator) -> None:
    """An empty view, then the code held by a hand that moves it a little."""
    writer = cv2.VideoWriter(
        str(video), cv2.VideoWriter.fourcc(*"MJPG"), float(PICTURES_A_SECOND), (1280, 720)
    )
    code = symbol(text, error="m", scale=10)
    place = random.uniform(0.42, 0.58, 2)
    turn = float(random.uniform(-20, 20))
    side = int(random.integers(260, 420))
    coarse = random.integers(20, 160, (9, 16, 3), dtype=np.uint8)
    empty = np.asarray(cv2.resize(coarse, (1280, 720), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    for count in range(_EMPTY + _WITH_CODE):
        frame: Frame = empty
        if count >= _EMPTY:
            place = np.clip(place + random.normal(0, 0.004, 2), 0.4, 0.6)
            frame = scene(
                code,
                side=side,
                centre=(float(place[0]), float(place[1])),
                turn_deg=turn + float(random.normal(0, 0.6)),
                tilt=0.05,
            )
        writer.write(noisy(blurred(frame, 0.9), 5.0, int(random.integers(1 << 30))))
    writer.release()
