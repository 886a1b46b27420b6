"""Draws papers as a scanner sees them: forms with seal and signature, askew and noisy, from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from tests.support.paper_corpus.grain import grain

A4_300 = (2480, 3508)
"""Width and height in pixels at 300 dpi."""
_INK = (25, 25, 35)
_SEAL = (200, 30, 40)
_PEN = (30, 50, 150)


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawn sheet."""

    name: str
    pixels: npt.NDArray[np.uint8]
    """(3508, 2480, 3) uint8, BGR."""
    text: str
    """What stands on it."""
    skew_deg: float


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: int = 46
    weight: str = "Regular"
    centre: bool = False
    gap: int = 30


OLD_CERTIFICATE = (
    _Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 50, "Bold", centre=True),
    _Line("Độc lập - Tự do - Hạnh phúc", 46, "SemiBold", centre=True, gap=90),
    _Line("GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", 70, "Bold", centre=True, gap=90),
    _Line("Số: 17/2025/UBND-XNTTHN", 42, centre=True, gap=80),
    _Line("ỦY BAN NHÂN DÂN XÃ NAM GIANG", 48, "SemiBold", centre=True, gap=80),
    _Line("Xét đề nghị của bà: NGUYỄN THỊ HỒNG ƠN"),
    _Line("Ngày, tháng, năm sinh: 15/03/1990        Giới tính: Nữ        Dân tộc: Cơ-tu"),
    _Line("Giấy tờ tùy thân: Thẻ Căn cước số 048190000002 do Bộ Công an cấp ngày 01/8/2024"),
    _Line("Nơi cư trú: Thôn Pà Dấu 2, xã Nam Giang, thành phố Đà Nẵng", gap=70),
    _Line("XÁC NHẬN: Bà NGUYỄN THỊ HỒNG ƠN hiện tại chưa đăng ký kết hôn với ai.", 46, "Medium"),
    _Line("Giấy này được cấp để: sử dụng vào mục đích vay vốn ngân hàng."),
    _Line("Giấy này có giá trị 6 tháng kể từ ngày cấp.", gap=160),
)
BACK_PAGE = (
    _Line("PHẦN GHI CHÚ", 60, "Bold", centre=True, gap=110),
    _Line("1. Giấy xác nhận tình trạng hôn nhân có giá trị đến thời điểm thay đổi tình trạng hôn nhân"),
    _Line("hoặc 6 tháng kể từ ngày cấp, tùy theo thời điểm nào đến trước."),
    _Line("2. Không sử dụng giấy này vào mục đích khác với mục đích đã ghi."),
    _Line("3. Khi yêu cầu cấp lại, người yêu cầu phải nộp lại giấy đã cấp trước đó.", gap=120),
    _Line("Đã sử dụng: ẮẰẲẴẶ ấầẩẫậ Giẻ Triêng, Xơ Đăng, Cơ Tu", gap=90),
    _Line("Người giữ giấy ký nhận:", gap=160),
)
AUTHORISATION = (
    _Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 50, "Bold", centre=True),
    _Line("Độc lập - Tự do - Hạnh phúc", 46, "SemiBold", centre=True, gap=90),
    _Line("GIẤY ỦY QUYỀN", 76, "Bold", centre=True, gap=110),
    _Line("Bên ủy quyền: ông TRẦN VĂN BÌNH, sinh ngày 02/9/1962"),
    _Line("Nơi cư trú: Thôn Vinh, xã Nam Giang, thành phố Đà Nẵng"),
    _Line("Bên được ủy quyền: bà NGUYỄN THỊ HỒNG ƠN, sinh ngày 15/03/1990"),
    _Line("Nội dung: thay mặt tôi nộp hồ sơ và nhận kết quả thủ tục hành chính.", gap=160),
)
KINDS = {"old-certificate": OLD_CERTIFICATE, "back-page": BACK_PAGE, "authorisation": AUTHORISATION}


def draw(kind: str, seed: int) -> Paper:
    """Draw one sheet of a kind; the same seed gives the same picture."""
    dice = np.random.default_rng(seed)
    paper = sheet(kind, dice)
    skew = float(dice.uniform(-1.8, 1.8))
    return Paper(kind, scanned(paper, skew, dice), "\n".join(line.text for line in KINDS[kind]), skew)


def sheet(kind: str, dice: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Give the sheet itself, clean and straight: (3508, 2480, 3) uint8, BGR."""
    paper = Image.new("RGB", A4_300, (250, 249, 245))
    pen = ImageDraw.Draw(paper)
    bottom = _write(pen, KINDS[kind])
    _table(pen, bottom)
    _sign(pen, dice, bottom)
    _stamp(paper, (1650, min(bottom + 520, 2900)))
    return np.asarray(paper)[:, :, ::-1].copy()


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    folder = Path(str(files("fontpkg_be_vietnam_pro"))) / "files"
    return ImageFont.truetype(str(folder / f"BeVietnamPro-{weight}.ttf"), size)


def _write(pen: ImageDraw.ImageDraw, lines: tuple[_Line, ...]) -> int:
    y = 220
    for line in lines:
        font = _font(line.weight, line.size)
        x = (A4_300[0] - pen.textlength(line.text, font=font)) / 2 if line.centre else 260.0
        pen.text((x, y), line.text, font=font, fill=_INK)
        y += round(line.size * 1.25) + line.gap
    return y


def _table(pen: ImageDraw.ImageDraw, top: int) -> None:
    for row in range(3):
        pen.line((260, top + row * 90, 1400, top + row * 90), fill=_INK, width=3)
    for column in (260, 700, 1400):
        pen.line((column, top, column, top + 180), fill=_INK, width=3)
    pen.text((280, top + 15), "Ngày cấp", font=_font("Regular", 40), fill=_INK)
    pen.text((720, top + 15), "Người ký", font=_font("Regular", 40), fill=_INK)


def _sign(pen: ImageDraw.ImageDraw, dice: np.random.Generator, top: int) -> None:
    pen.text((1500, top + 210), "CHỦ TỊCH", font=_font("Bold", 46), fill=_INK)
    steps = np.linspace(0, 1, 60)
    xs = 1480 + 520 * steps + 25 * np.sin(steps * 37 + dice.uniform(0, 3))
    ys = top + 480 + 90 * np.sin(steps * 21 + dice.uniform(0, 3)) * (1 - steps) - 60 * steps
    pen.line([(float(x), float(y)) for x, y in zip(xs, ys, strict=True)], fill=_PEN, width=9, joint="curve")
    pen.text((1500, top + 640), "Lê Quang Đạt", font=_font("SemiBold", 46), fill=_INK)


def _stamp(sheet: Image.Image, centre: tuple[int, int]) -> None:
    size = 430
    seal = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(seal)
    for inset, width in ((6, 10), (60, 5)):
        pen.ellipse((inset, inset, size - inset, size - inset), outline=(*_SEAL, 215), width=width)
    font = _font("Bold", 34)
    pen.text((size / 2, 110), "ỦY BAN NHÂN DÂN", font=font, fill=(*_SEAL, 215), anchor="mm")
    pen.text((size / 2, 215), "★", font=_font("Bold", 90), fill=(*_SEAL, 215), anchor="mm")
    pen.text((size / 2, 320), "XÃ NAM GIANG", font=font, fill=(*_SEAL, 215), anchor="mm")
    turned = seal.rotate(12, resample=Image.Resampling.BICUBIC)
    sheet.paste(turned, (centre[0] - size // 2, centre[1] - size // 2), turned)


def scanned(pixels: npt.NDArray[np.uint8], skew: float, dice: np.random.Generator) -> npt.NDArray[np.uint8]:
    """See a sheet, (height, width, 3) uint8 BGR, as the scanner does: askew by `skew` degrees, with grain."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    askew = cv2.warpAffine(pixels, matrix, (width, height), borderValue=(238, 240, 240))
    light = np.linspace(1.0, 0.96, width, dtype=np.float32)[None, :, None]
    noise = grain(dice, 3.0, (height // 2, width // 2))
    rough = cv2.resize(noise, (width, height), interpolation=cv2.INTER_LINEAR)[:, :, None]
    seen = np.empty_like(pixels)
    # A few lines at a time, so that the data stay in the processor's cache.
    for top in range(0, height, 128):
        lines = slice(top, top + 128)
        seen[lines] = np.clip(askew[lines].astype(np.float32) * light + rough[lines], 0, 255)
    return seen
