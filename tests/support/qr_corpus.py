"""A seeded corpus of camera frames of phone screens and cards, each degradation from mild to severe.

The severest frames are about as bad as error correction can still repair.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from drivers.qr_reader.port import Frame
from tests.support import qr_degrade as degrade
from tests.support.qr_degrade import Light, Random
from tests.support.qr_frames import symbol

SIZES = ((1280, 720), (1920, 1080))


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame and what stands in it."""

    degradation: str
    severity: float
    """0 mild … 1 severe."""
    seed: int
    text: str
    frame: Frame
    """(720, 1280, 3) or (1080, 1920, 3) uint8 BGR."""


@dataclass(slots=True)
class _Shot:
    """How a code is photographed; a degradation changes one thing of it. Lengths are for 720p."""

    side: float = 300.0
    turn_deg: float = 0.0
    tilt: float = 0.03
    tilt_turn_deg: float = 0.0
    inverted: bool = False
    on_object: Callable[[Light], Light] | None = None
    """Done to the code where it is shown, before the camera sees it."""
    on_picture: Callable[[Light], Light] | None = None
    """Done to the optical picture, before the sensor."""
    exposure: float = 0.8
    electrons: float = 2500.0
    read_noise: float = 0.006
    quality: int = 85


def _between(low: float, high: float, severity: float) -> float:
    return low + (high - low) * severity


def _distance(shot: _Shot, severity: float, random: Random) -> None:
    shot.side = _between(190, 78, severity)


def _rotation(shot: _Shot, severity: float, random: Random) -> None:
    shot.turn_deg = float(random.uniform(0, 360))
    shot.side = _between(260, 120, severity)


def _perspective(shot: _Shot, severity: float, random: Random) -> None:
    shot.tilt = _between(0.15, 0.5, severity)
    shot.tilt_turn_deg = float(random.uniform(0, 360))
    shot.side = 260


def _defocus(shot: _Shot, severity: float, random: Random) -> None:
    radius = _between(1.5, 4.6, severity)
    shot.side = 270
    shot.on_picture = lambda light: degrade.out_of_focus(light, radius)


def _motion(shot: _Shot, severity: float, random: Random) -> None:
    length = _between(3, 12, severity)
    shot.side = 280
    shot.on_picture = lambda light: degrade.moved(light, random, length)


def _low_light(shot: _Shot, severity: float, random: Random) -> None:
    shot.exposure = _between(0.12, 0.016, severity)
    shot.electrons = _between(700, 180, severity)
    shot.read_noise = 0.006
    shot.side = 250


def _glare(shot: _Shot, severity: float, random: Random) -> None:
    strength = _between(0.3, 1.5, severity)
    shot.exposure = 0.75
    shot.on_object = lambda light: degrade.glare_bands(light * np.float32(0.8), random, strength)


def _moire(shot: _Shot, severity: float, random: Random) -> None:
    depth = _between(0.35, 0.9, severity)
    bands = _between(0.1, 0.6, severity)
    pitch = float(random.uniform(1.7, 3.4))
    shot.side = float(random.uniform(200, 330))
    shot.on_object = lambda light: degrade.screen_grid(light, random, pitch * 3, depth)
    shot.on_picture = lambda light: degrade.rolling_bands(
        degrade.screen_grid(light, random, pitch, depth * 0.6), random, bands
    )


def _occlusion(shot: _Shot, severity: float, random: Random) -> None:
    share = _between(0.14, 0.3, severity)
    shot.on_object = lambda light: degrade.occluded(light, random, share)


def _cracked(shot: _Shot, severity: float, random: Random) -> None:
    count = round(_between(3, 12, severity))
    shot.on_object = lambda light: degrade.cracks(light, random, count)


def _dark_mode(shot: _Shot, severity: float, random: Random) -> None:
    shot.inverted = True
    shot.side = _between(250, 100, severity)
    radius = _between(0.5, 1.6, severity)
    shot.on_picture = lambda light: degrade.out_of_focus(light, radius)


DEGRADATIONS: dict[str, Callable[[_Shot, float, Random], None]] = {
    "distance": _distance,
    "rotation": _rotation,
    "perspective": _perspective,
    "blur": _defocus,
    "motion": _motion,
    "low_light": _low_light,
    "glare_bands": _glare,
    "moire": _moire,
    "occlusion": _occlusion,
    "cracked_screen": _cracked,
    "dark_mode": _dark_mode,
}


def samples(seed: int, per_degradation: int = 56) -> Iterator[Sample]:
    """Give every degradation `per_degradation` times, half in 720p, half in 1080p, with rising severity.

    The default makes 616 frames. The same seed gives the same frames.
    """
    for name in DEGRADATIONS:
        for shot in plan(name, seed, per_degradation):
            yield sample(*shot)


def plan(name: str, seed: int, count: int) -> list[tuple[str, float, tuple[int, int], int]]:
    """Give the arguments of `sample` for each frame of one degradation."""
    first = seed + 1000 * list(DEGRADATIONS).index(name)
    return [
        (name, (index // 2 + 0.5) / max(1, count // 2), SIZES[index % 2], first + index)
        for index in range(count)
    ]


def sample(name: str, severity: float, size: tuple[int, int], seed: int) -> Sample:
    """Draw one frame. `size`: (width, height)."""
    random = np.random.default_rng(seed)
    shot = _Shot(turn_deg=float(random.uniform(-25, 25)), tilt_turn_deg=float(random.uniform(0, 360)))
    text, light = _phone(random) if random.random() < 0.6 else _card(random)
    DEGRADATIONS[name](shot, severity, random)
    picture = _photograph(light, shot, size, random)
    return Sample(name, severity, seed, text, picture)


def _phone(random: Random) -> tuple[str, Light]:
    """A token on a phone's screen."""
    letters = np.array(list(string.ascii_letters + string.digits + "-_"))
    text = "VNEID1." + "".join(random.choice(letters, int(random.integers(90, 190))))
    code = symbol(text, error=str(random.choice(["l", "m", "q"])), scale=10, border=3)
    tint = np.array([1.0, 0.98, 0.95]) if random.random() < 0.5 else np.array([0.96, 1.0, 1.0])
    light = degrade.light_of(code) * tint.astype(np.float32) * np.float32(0.97) + np.float32(0.02)
    return text, light.astype(np.float32)


def _card(random: Random) -> tuple[str, Light]:
    """The printed code of a card (made-up holder): dark grey on a tinted, patterned ground."""
    name = " ".join(random.choice(["Lê", "Đỗ", "Ngô", "Xuân", "Thị", "Ữ", "Bling", "Hiền", "Đặng"], 4))
    place = " ".join(random.choice(["Thôn", "Pà", "Dấu", "xã", "Nam", "Giang", "Đà", "Nẵng,", "Tắc"], 8))
    digits = "".join(random.choice(list("0123456789"), 6))
    text = f"0480900{digits[:5]}|012{digits}|{name}|0203199{digits[5]}|Nữ|{place}|15042021"
    code = symbol(text, error=str(random.choice(["l", "m"])), scale=10, border=4)
    light = degrade.light_of(code)
    rows, columns = np.mgrid[0 : light.shape[0], 0 : light.shape[1]].astype(np.float32)
    pattern = 0.04 * np.sin(rows / 9 + 3 * np.sin(columns / 40)) + 0.84
    ground = pattern[:, :, None] * np.array([0.9, 1.0, 0.95], dtype=np.float32)
    ink = np.float32(random.uniform(0.08, 0.25))
    return text, np.asarray(ink + light * (ground - ink), dtype=np.float32)


def _photograph(light: Light, shot: _Shot, size: tuple[int, int], random: Random) -> Frame:
    width, height = size
    scale = height / 720
    if shot.inverted:
        light = np.asarray(np.float32(0.98) - light, dtype=np.float32)
    if shot.on_object is not None:
        light = shot.on_object(light)
    scene = _laid(light, shot, size, random)
    # Drawn at twice the sensor's resolution up to here: the optics and not the drawing limit sharpness.
    scene = degrade.out_of_focus(scene, 1.1)
    scene = np.asarray(cv2.resize(scene, (width, height), interpolation=cv2.INTER_AREA), dtype=np.float32)
    scene = degrade.uneven(scene, random, 0.35)
    if shot.on_picture is not None:
        scene = _at_scale(scene, shot.on_picture, scale)
    frame = degrade.sensed(
        scene, random, exposure=shot.exposure, electrons=shot.electrons, read_noise=shot.read_noise
    )
    return degrade.compressed(frame, shot.quality)


def _at_scale(scene: Light, effect: Callable[[Light], Light], scale: float) -> Light:
    """Apply an effect whose lengths are for 720p to a larger picture: shrink, apply, enlarge."""
    if scale == 1:
        return effect(scene)
    height, width = scene.shape[:2]
    small = cv2.resize(scene, (round(width / scale), round(height / scale)), interpolation=cv2.INTER_AREA)
    changed = effect(np.asarray(small, dtype=np.float32))
    return np.asarray(cv2.resize(changed, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _laid(light: Light, shot: _Shot, size: tuple[int, int], random: Random) -> Light:
    """The object in front of a cluttered background, at twice the sensor's resolution."""
    width, height = size[0] * 2, size[1] * 2
    ground = _background(random, width, height)
    side = shot.side * height / 720 / 1
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=np.float64) / 2
    turn = _turned(np.deg2rad(shot.tilt_turn_deg))
    corners = half @ turn.T
    # A pinhole camera: what is further off is smaller in both directions.
    depth = 1 + corners[:, 1:2] * shot.tilt * 1.6
    corners = corners * [1, 1 - shot.tilt * 0.7] / depth
    corners = corners @ turn @ _turned(np.deg2rad(shot.turn_deg)).T * side
    room = (
        max(0.0, 1 - np.ptp(corners[:, 0]) / width - 0.1),
        max(0.0, 1 - np.ptp(corners[:, 1]) / height - 0.1),
    )
    centre = np.array([width, height]) * (0.5 + random.uniform(-0.5, 0.5, 2) * np.array(room))
    middle = (corners.max(axis=0) + corners.min(axis=0)) / 2
    target = (corners - middle + centre).astype(np.float32)
    source_height, source_width = light.shape[:2]
    source = np.array(
        [[0, 0], [source_width, 0], [source_width, source_height], [0, source_height]], dtype=np.float32
    )
    matrix = cv2.getPerspectiveTransform(source, target)
    laid = cv2.warpPerspective(light, matrix, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones(light.shape[:2], np.float32), matrix, (width, height))[:, :, None]
    return np.asarray(laid * mask + ground * (1 - mask), dtype=np.float32)


def _turned(angle: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _background(random: Random, width: int, height: int) -> Light:
    """Draw a bezel, sleeves, a wall and lettering: things with edges that could be taken for a code."""
    coarse = random.integers(12, 150, (9, 16, 3), dtype=np.uint8)
    ground = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    for _ in range(14):
        corner = random.uniform(0, 1, 2) * (width, height)
        extent = random.uniform(0.02, 0.3, 2) * height
        shade = tuple(float(value) for value in random.uniform(5, 230, 3))
        start = (int(corner[0]), int(corner[1]))
        end = (int(corner[0] + extent[0]), int(corner[1] + extent[1]))
        cv2.rectangle(ground, start, end, shade, -1 if random.random() < 0.5 else 6)
    for _ in range(6):
        place = (int(random.uniform(0, width)), int(random.uniform(0, height)))
        cv2.putText(ground, "CAN CUOC 048", place, cv2.FONT_HERSHEY_SIMPLEX, 2.5, (25, 25, 25), 5)
    return degrade.light_of(np.asarray(ground, dtype=np.uint8))
