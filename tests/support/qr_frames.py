"""Draws the frames that a camera would give of a QR code: seeded, with everything that goes wrong in one."""

from __future__ import annotations

import cv2
import numpy as np
import segno

from drivers.qr_reader.port import Frame


def symbol(text: str, *, error: str = "m", eci: bool = False, scale: int = 8, border: int = 4) -> Frame:
    """Draw a QR code of UTF-8 text. (side, side) uint8, black on white; `scale`: pixels a module."""
    code = segno.make(text, error=error, encoding="utf-8", eci=eci, micro=False, boost_error=False)
    return _pixels(code, scale, border)


def symbol_of_bytes(data: bytes, *, error: str = "m", scale: int = 8, border: int = 4) -> Frame:
    """Draw a QR code of raw bytes in byte mode."""
    text = data.decode("latin-1")
    code = segno.make(text, error=error, mode="byte", encoding="latin-1", micro=False, boost_error=False)
    return _pixels(code, scale, border)


def _pixels(code: segno.QRCode, scale: int, border: int) -> Frame:
    rows = [bytes(row) for row in code.matrix_iter(scale=scale, border=border)]
    dark = np.array([np.frombuffer(row, dtype=np.uint8) for row in rows])
    return np.asarray(255 - 255 * np.minimum(dark, 1), dtype=np.uint8)


def scene(
    picture: Frame,
    *,
    width: int = 1280,
    height: int = 720,
    side: int = 360,
    background: int = 90,
    centre: tuple[float, float] = (0.5, 0.5),
    turn_deg: float = 0.0,
    tilt: float = 0.0,
) -> Frame:
    """Lay a picture into a camera's frame. Gives (height, width, 3) uint8 BGR.

    `side`: pixels of its longer side; `tilt`: share by which its far edge is shorter (0…0.5).
    """
    source_height, source_width = picture.shape[:2]
    scale = side / max(source_height, source_width)
    half = np.array([source_width, source_height]) * scale / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=np.float64) * half
    corners[:2, 0] *= 1 - tilt
    corners[:2, 1] *= 1 - tilt / 2
    angle = np.deg2rad(turn_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    target = corners @ turn.T + np.array([centre[0] * width, centre[1] * height])
    source = np.array(
        [[0, 0], [source_width, 0], [source_width, source_height], [0, source_height]], dtype=np.float32
    )
    matrix = cv2.getPerspectiveTransform(source, target.astype(np.float32))
    # Shrinking by area first: a camera's lens does not alias.
    laid = cv2.warpPerspective(
        picture,
        matrix,
        (width, height),
        flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(background, background, background),
    )
    frame = laid if laid.ndim == 3 else cv2.cvtColor(laid, cv2.COLOR_GRAY2BGR)
    return np.asarray(frame, dtype=np.uint8)


def blurred(frame: Frame, sigma: float) -> Frame:
    """Out of focus by `sigma` pixels."""
    return np.asarray(cv2.GaussianBlur(frame, (0, 0), sigma), dtype=np.uint8)


def noisy(frame: Frame, sigma: float, seed: int) -> Frame:
    """Sensor noise of `sigma` grey levels."""
    noise = np.random.default_rng(seed).normal(0.0, sigma, frame.shape)
    return np.clip(frame + noise, 0, 255).astype(np.uint8)


def frame_of(text: str, *, seed: int = 0, side: int = 360) -> Frame:
    """Draw an ordinary, readable 720p frame of a text: slightly turned, tilted, soft and noisy."""
    random = np.random.default_rng(seed)
    laid = scene(
        symbol(text),
        side=side,
        turn_deg=float(random.uniform(-20, 20)),
        tilt=float(random.uniform(0, 0.1)),
        background=int(random.integers(40, 160)),
    )
    return noisy(blurred(laid, 0.8), 4.0, seed)
