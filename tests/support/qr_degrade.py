"""What happens to a code between its screen or card and the camera's picture. Every effect is seeded."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from drivers.qr_reader.port import Frame

Random = np.random.Generator
Light = npt.NDArray[np.float32]
"""(height, width, 3) float32, linear enough: 0 black, 1 the white of a well-lit page; may exceed 1."""


def light_of(frame: Frame) -> Light:
    """Turn 8-bit grey or BGR into light."""
    colour = frame if frame.ndim == 3 else cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR)
    return np.asarray(colour, dtype=np.float32) / np.float32(255)


def glare_bands(light: Light, random: Random, strength: float) -> Light:
    """Add the reflection of lamps: soft bright bands across the glass."""
    height, width = light.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    out = light.copy()
    for _ in range(int(random.integers(1, 3))):
        angle = random.uniform(0, np.pi)
        distance = (columns - random.uniform(0.15, 0.85) * width) * np.cos(angle)
        distance += (rows - random.uniform(0.15, 0.85) * height) * np.sin(angle)
        breadth = random.uniform(0.015, 0.07) * max(width, height)
        band = np.exp(-((distance / breadth) ** 2)) * strength * random.uniform(0.6, 1.3)
        out += band[:, :, None].astype(np.float32)
    return out


def cracks(light: Light, random: Random, count: int) -> Light:
    """Break the glass: jagged bright and dark lines from one point, with splinters."""
    height, width = light.shape[:2]
    out = light.copy()
    start = random.uniform(0.1, 0.9, 2) * (width, height)
    for _ in range(count):
        points = [start]
        angle = random.uniform(0, 2 * np.pi)
        for _ in range(int(random.integers(4, 12))):
            angle += random.normal(0, 0.35)
            step = random.uniform(0.04, 0.14) * max(width, height)
            points.append(points[-1] + step * np.array([np.cos(angle), np.sin(angle)]))
        line = np.round(np.array(points)).astype(np.int32).reshape(-1, 1, 2)
        breadth = max(1, round(random.uniform(0.002, 0.006) * width))
        shade = float(random.choice([0.05, 0.2, 0.85, 1.1]))
        cv2.polylines(out, [line], isClosed=False, color=(shade, shade, shade), thickness=breadth)
        # The edge of the glass shifts what lies behind it a little.
        cv2.polylines(out, [line + breadth], isClosed=False, color=(0.4, 0.4, 0.4), thickness=1)
    return out


def occluded(light: Light, random: Random, share: float) -> Light:
    """Lay a finger, a sticker or a smear over a part, `share` of the side, from an edge or in the middle."""
    height, width = light.shape[:2]
    out = light.copy()
    size = share * max(width, height)
    place = random.integers(0, 3)
    skin = (0.35, 0.45, 0.62) if random.random() < 0.5 else (0.2, 0.2, 0.2)
    shade = np.array(skin) * random.uniform(0.7, 1.3)
    colour = (float(shade[0]), float(shade[1]), float(shade[2]))
    if place == 0:
        centre = (
            int(width / 2 + random.normal(0, 0.1) * width),
            int(height / 2 + random.normal(0, 0.1) * height),
        )
        cv2.ellipse(out, centre, (int(size / 2), int(size / 2.4)), random.uniform(0, 90), 0, 360, colour, -1)
        return out
    along = random.uniform(0.2, 0.8)
    edge = [
        (int(along * width), 0),
        (int(along * width), height),
        (0, int(along * height)),
        (width, int(along * height)),
    ]
    centre = edge[int(random.integers(0, 4))]
    cv2.ellipse(out, centre, (int(size), int(size * 0.7)), random.uniform(0, 180), 0, 360, colour, -1)
    return out


def screen_grid(light: Light, random: Random, pitch: float, depth: float) -> Light:
    """Put the grid of a display over it, `pitch` pixels apart: sampled by the camera, it gives moiré."""
    height, width = light.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = random.uniform(-0.12, 0.12)
    along = columns * np.cos(angle) + rows * np.sin(angle)
    across = rows * np.cos(angle) - columns * np.sin(angle)
    out = light.copy()
    for channel in range(3):
        stripes = 0.5 + 0.5 * np.cos(2 * np.pi * (along / pitch + channel / 3))
        lines = 0.5 + 0.5 * np.cos(2 * np.pi * across / pitch)
        out[:, :, channel] *= (1 - depth * (1 - stripes * lines)).astype(np.float32)
    return out


def rolling_bands(light: Light, random: Random, depth: float) -> Light:
    """Darken rows in waves: the flicker of a dimmed display under a rolling shutter."""
    rows = np.arange(light.shape[0], dtype=np.float32)
    wave = 0.5 + 0.5 * np.sin(rows / light.shape[0] * 2 * np.pi * random.uniform(2, 7) + random.uniform(0, 6))
    return np.asarray(light * (1 - depth * wave)[:, None, None], dtype=np.float32)


def uneven(light: Light, random: Random, depth: float) -> Light:
    """Light it from one side."""
    height, width = light.shape[:2]
    angle = random.uniform(0, 2 * np.pi)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    slope = (columns / width - 0.5) * np.cos(angle) + (rows / height - 0.5) * np.sin(angle)
    return np.asarray(light * (1 + depth * slope)[:, :, None], dtype=np.float32)


def out_of_focus(light: Light, radius: float) -> Light:
    """Blur by a disc of that radius in pixels, as a lens does."""
    size = 2 * int(np.ceil(radius)) + 1
    rows, columns = np.mgrid[0:size, 0:size] - size // 2
    disc = np.clip(radius + 0.5 - np.hypot(rows, columns), 0, 1)
    return np.asarray(cv2.filter2D(light, -1, disc / disc.sum()), dtype=np.float32)


def moved(light: Light, random: Random, length: float) -> Light:
    """Smear by a hand's movement of that length in pixels."""
    size = 2 * int(np.ceil(length / 2)) + 3
    kernel = np.zeros((size, size), dtype=np.float32)
    angle = random.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    centre = np.array([size // 2, size // 2])
    for step in np.linspace(-1, 1, 8 * size):
        column, row = centre + reach * step
        kernel[round(row), round(column)] += 1
    soft = cv2.GaussianBlur(kernel, (3, 3), 0.5)
    return np.asarray(cv2.filter2D(light, -1, soft / soft.sum()), dtype=np.float32)


def sensed(light: Light, random: Random, *, exposure: float, electrons: float, read_noise: float) -> Frame:
    """What the sensor makes of it: exposure, shot and read noise, clipping, gamma, 8 bits.

    `electrons`: full well of a pixel, fewer = noisier; `read_noise`: in shares of full.
    """
    signal = np.clip(light * exposure, 0, 1)
    noise = random.standard_normal(light.shape, dtype=np.float32)
    noisy = signal + noise * np.sqrt(signal / electrons + read_noise**2).astype(np.float32)
    return np.asarray(np.clip(noisy, 0, 1) ** (1 / 1.8) * 255, dtype=np.uint8)


def compressed(frame: Frame, quality: int) -> Frame:
    """The JPEG artefacts of a webcam's MJPG stream."""
    _, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return np.asarray(picture, dtype=np.uint8)
