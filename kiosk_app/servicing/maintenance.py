"""The maintenance screen: what people read when the kiosk's own screen does not come up.

Drawn straight into the frame buffer with Pillow: no Qt, no compositor and no configuration stand between it
and the glass, since one of them is what failed. `python3 -m kiosk_app.servicing.maintenance` is started by
kiosk-maintenance.service; the image's first program uses it to ask for a passphrase.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import fontpkg_be_vietnam_pro
import numpy as np
from PIL import Image, ImageDraw, ImageFont

_KDSETMODE, _KD_GRAPHICS = 0x4B3A, 0x01
"""Of <linux/kd.h>: asks the console to leave the glass alone."""
_BACKGROUND, _INK, _QUIET = (0xF7, 0xF5, 0xF0), (0x1B, 0x1B, 0x1B), (0x55, 0x55, 0x55)
_REDRAW_S = 2.0
_SHUT_MARK = Path("/run/kiosk-image/data-shut")


class MaintenanceNotice(StrEnum):
    """What may be said."""

    PAUSED = "paused"
    NOT_PROVISIONED = "not-provisioned"
    DATA_SHUT = "data-shut"
    LOCKED = "locked"
    UNSET = "unset"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A heading, sentences below it, and the same in English."""

    heading: str
    sentences: tuple[str, ...]
    english: str


WORDS = {
    MaintenanceNotice.PAUSED: NoticeWords(
        "Máy đang tạm dừng",
        (
            "Xin mời Ông/Bà đến quầy để được giúp.",
            "Hồ sơ đã lưu trên máy không bị mất.",
            "Máy tự thử lại sau ít phút.",
        ),
        "This kiosk is out of service. Please go to the counter. What was saved is not lost.",
    ),
    MaintenanceNotice.NOT_PROVISIONED: NoticeWords(
        "Máy chưa được cài đặt",
        ("Kỹ thuật viên: chạy lệnh  kioskctl provision", "Sau đó màn hình tự mở."),
        "This kiosk is not set up yet. Technician: run  kioskctl provision",
    ),
    MaintenanceNotice.DATA_SHUT: NoticeWords(
        "Kho dữ liệu của máy không mở được",
        (
            "Phần cứng hoặc phần mềm khởi động đã đổi, nên chip bảo mật (TPM) không trao khóa.",
            "Hồ sơ còn nguyên trong kho đã khóa. Xin báo kỹ thuật viên của tỉnh.",
            "Xin mời Ông/Bà đến quầy để được giúp.",
        ),
        "The data of this kiosk stays shut: the machine was changed. Nothing is lost. "
        "Please go to the counter. Staff: call the province.",
    ),
    MaintenanceNotice.LOCKED: NoticeWords(
        "Nhập mật khẩu của tỉnh",
        (
            "Gõ mật khẩu bằng bàn phím rồi bấm Enter. Chữ gõ không hiện lên màn hình.",
            "Máy này không có chip bảo mật (TPM).",
        ),
        "Type the province's passphrase, then Enter. This machine has no TPM.",
    ),
    MaintenanceNotice.UNSET: NoticeWords(
        "Đặt mật khẩu của tỉnh",
        (
            "Máy này không có chip bảo mật (TPM): ai biết mật khẩu thì mở được kho dữ liệu.",
            "Mỗi lần bật máy phải gõ lại mật khẩu.",
            "Gõ mật khẩu từ 12 ký tự trở lên, bấm Enter, rồi gõ lại lần nữa.",
        ),
        "No TPM: whoever knows the passphrase opens the data, and it is asked at every start. "
        "Type 12 characters or more, Enter, then once more.",
    ),
    MaintenanceNotice.MISTYPED: NoticeWords(
        "Mật khẩu chưa đúng",
        ("Xin gõ lại mật khẩu của tỉnh rồi bấm Enter.", "Dữ liệu trên máy vẫn còn nguyên."),
        "That was not it. Type the passphrase again. Nothing is lost.",
    ),
}


class FrameBufferError(Exception):
    """There is no frame buffer, or one of a kind that is not known; the sentence says which."""


@dataclass(frozen=True, slots=True)
class FrameBuffer:
    """A frame buffer as the kernel describes it: pixels, bytes in a line, bits in a pixel."""

    device: Path
    width: int
    height: int
    stride: int
    bits: int

    @classmethod
    def found(cls, device: Path, described: Path) -> FrameBuffer:
        """Read what the kernel tells in the folder `described`. Raises `FrameBufferError`."""
        try:
            width, height = map(int, (described / "virtual_size").read_text(encoding="ascii").split(","))
            bits = int((described / "bits_per_pixel").read_text(encoding="ascii"))
            stride = int((described / "stride").read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise FrameBufferError(f"{described}: no frame buffer: {error}") from error
        if bits not in (16, 32) or stride < width * bits // 8 or min(width, height) < 1:
            raise FrameBufferError(f"{described}: {width}x{height}, {bits} bits: not a kind that is known")
        return cls(device, width, height, stride, bits)

    def show(self, picture: Image.Image) -> None:
        """Write a picture of the buffer's size. Raises `FrameBufferError`."""
        lines = self.bytes_of(picture)
        try:
            with self.device.open("r+b", buffering=0) as out:
                view = memoryview(lines)
                while view:
                    view = view[out.write(view) or len(view) :]
        except OSError as error:
            raise FrameBufferError(f"{self.device}: {error}") from error

    def bytes_of(self, picture: Image.Image) -> bytes:
        """Give the picture as the buffer holds it: BGRX, or RGB565, each line padded to the stride."""
        rgb = picture.convert("RGB")
        if self.bits == 32:
            raw = rgb.tobytes("raw", "BGRX")
        else:
            red, green, blue = (np.asarray(band, dtype=np.uint16) for band in rgb.split())
            raw = ((red >> 3 << 11) | (green >> 2 << 5) | (blue >> 3)).astype("<u2").tobytes()
        line = self.width * self.bits // 8
        padding = bytes(self.stride - line)
        return b"".join(raw[at : at + line] + padding for at in range(0, len(raw), line))


def draw(notice: MaintenanceNotice, width: int, height: int) -> Image.Image:
    """Draw a notice; letters as large as the smaller side allows, nothing is cut."""
    words = WORDS[notice]
    picture = Image.new("RGB", (width, height), _BACKGROUND)
    pen = ImageDraw.Draw(picture)
    size = max(10, min(width, height) // 26)
    while True:
        placed, end = _placed(words, width, size)
        if end <= height * 0.95 or size <= 10:
            break
        size -= 2
    top = max(0, (height - end) // 3)
    for text, face, colour, left, above in placed:
        pen.text((left, top + above), text, font=face, fill=colour)
    return picture


def say_now(config: Path, shut: Path = _SHUT_MARK) -> MaintenanceNotice:
    """Give what is to be said when the screen did not come up."""
    if shut.exists():
        return MaintenanceNotice.DATA_SHUT
    return MaintenanceNotice.PAUSED if config.exists() else MaintenanceNotice.NOT_PROVISIONED


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the notice for as long as asked; gives the exit code."""
    parser = argparse.ArgumentParser(prog="kiosk-maintenance", description=__doc__)
    parser.add_argument(
        "--say",
        type=MaintenanceNotice,
        choices=list(MaintenanceNotice),
        help="default: what the machine's state asks",
    )
    parser.add_argument("--seconds", type=float, default=0.0, help="how long it stays; 0: drawn once")
    parser.add_argument("--config", type=Path, default=Path("/etc/kiosk/kiosk.toml"), metavar="FILE")
    chosen = parser.parse_args(arguments)
    _keep_the_console_away()
    until = time.monotonic() + chosen.seconds
    try:
        buffer = FrameBuffer.found(Path("/dev/fb0"), Path("/sys/class/graphics/fb0"))
        while True:
            buffer.show(draw(chosen.say or say_now(chosen.config), buffer.width, buffer.height))
            if time.monotonic() >= until:
                return 0
            # Drawn again and again, because the kernel's console writes over the picture.
            time.sleep(_REDRAW_S)
    except FrameBufferError as error:
        sys.stderr.write(f"kiosk-maintenance: {error}\n")
        # Nothing can be shown, but the kiosk's own screen is still to be tried again only after this time:
        # systemd starts it when this program ends.
        time.sleep(max(0.0, until - time.monotonic()))
        return 0 if chosen.seconds else 1


_Placed = tuple[str, ImageFont.FreeTypeFont, tuple[int, int, int], int, int]


def _placed(words: NoticeWords, width: int, size: int) -> tuple[list[_Placed], int]:
    """Give each line with its place, and where the last one ends."""
    margin = width // 12
    heading, text = _face("Bold", size * 2), _face("Regular", size)
    blocks = [(words.heading, heading, _INK, size * 2)]
    blocks += [(sentence, text, _INK, size) for sentence in words.sentences]
    blocks.append((words.english, _face("Regular", max(10, size * 3 // 4)), _QUIET, size))
    placed: list[_Placed] = []
    above = 0
    for paragraph, face, colour, gap in blocks:
        line_height = round(face.size * 1.35)
        for line in _lines(paragraph, face, width - 2 * margin):
            placed.append((line, face, colour, margin, above))
            above += line_height
        above += gap // 2
    return placed, above


def _lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if face.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _face(weight: str, size: int) -> ImageFont.FreeTypeFont:
    name = fontpkg_be_vietnam_pro.ROOT / "files" / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(str(name), size, layout_engine=ImageFont.Layout.BASIC)


def _keep_the_console_away() -> None:
    """Tell the console, where standard input is one, that its glass is drawn on: no cursor, no messages."""
    with contextlib.suppress(OSError):
        fcntl.ioctl(sys.stdin.fileno(), _KDSETMODE, _KD_GRAPHICS)


if __name__ == "__main__":
    sys.exit(main())
