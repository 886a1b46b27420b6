"""Draws the test sheet as a PDF to print on any office printer, at 100 %."""

from __future__ import annotations

import io

import cv2
import numpy as np
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk_app.servicing.scan_target.sheet import (
    BARS,
    BARS_MM,
    HEIGHT_MM,
    MARKER_MM,
    MARKERS,
    PATCH_MM,
    PATCHES,
    WIDTH_MM,
    Bars,
)
from kiosk_app.typesetting.faces import base_face

DICTIONARY = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
_CELLS = 6
"""A marker has four cells and a black one on each side."""
_FACE = "KioskTarget"


def target_pdf() -> bytes:
    """Give the sheet as a PDF of one page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), invariant=1)
    canvas.setTitle("Tờ thử máy quét")
    pdfmetrics.registerFont(TTFont(_FACE, io.BytesIO(base_face("Regular").data)))
    # Millimetres from the upper left corner, as on the sheet.
    canvas.translate(0, HEIGHT_MM * mm)
    canvas.scale(mm, -mm)
    _rectangle(canvas, 0, 0, WIDTH_MM, HEIGHT_MM, (255, 255, 255))
    for number, place in MARKERS.items():
        _marker(canvas, number, place)
    for patch in PATCHES:
        _rectangle(canvas, patch.x_mm, patch.y_mm, PATCH_MM, PATCH_MM, patch.rgb)
        canvas.setLineWidth(0.2)
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.rect(patch.x_mm, patch.y_mm, PATCH_MM, PATCH_MM, stroke=1, fill=0)
    for bars in BARS:
        _bars(canvas, bars)
    _words(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _rectangle(
    canvas: Canvas, x: float, y: float, width: float, height: float, rgb: tuple[int, int, int]
) -> None:
    canvas.setFillColorRGB(*(value / 255 for value in rgb))
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def _marker(canvas: Canvas, number: int, place: tuple[float, float]) -> None:
    cells = cv2.aruco.generateImageMarker(DICTIONARY, number, _CELLS)
    size = MARKER_MM / _CELLS
    _rectangle(canvas, *place, MARKER_MM, MARKER_MM, (0, 0, 0))
    for row, column in np.argwhere(cells > 0):
        _rectangle(
            canvas, place[0] + float(column) * size, place[1] + float(row) * size, size, size, (255, 255, 255)
        )


def _bars(canvas: Canvas, bars: Bars) -> None:
    width = 0.5 / bars.pairs_per_mm
    at = 0.0
    while at + width <= BARS_MM:
        if bars.upright:
            _rectangle(canvas, bars.x_mm + at, bars.y_mm, width, BARS_MM, (0, 0, 0))
        else:
            _rectangle(canvas, bars.x_mm, bars.y_mm + at, BARS_MM, width, (0, 0, 0))
        at += 2 * width


def _words(canvas: Canvas) -> None:
    for size, y, text in (
        (7.0, 48.0, "TỜ THỬ MÁY QUÉT"),
        (4.0, 58.0, "In ở cỡ 100 % trên giấy A4 trắng, không co vừa trang."),
        (4.0, 65.0, "Đặt úp mặt in xuống kính, mép trên về phía vạch dấu, rồi bấm quét."),
        (4.0, 232.0, "ẮẰẲẴẶ ấầẩẫậ ĐỌC Ữ ỡ ỹ Ỷ – Giẻ Triêng, Xơ Đăng, Cơ Tu"),
    ):
        canvas.saveState()
        canvas.translate(38.0, y)
        canvas.scale(1, -1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(_FACE, size)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
