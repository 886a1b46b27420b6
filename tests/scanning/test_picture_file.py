"""Pages out of files that citizens, cameras and other programs made."""

from __future__ import annotations

import struct
import warnings
import zlib
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from kiosk_app.scanning.picture_file import FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError

GREY, RED = (128, 128, 128), (200, 30, 40)


def pages(path: Path, dpi: int | None = None) -> list[FilePage]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = list(pages_of(path, dpi))
    whole = [page for page in read if isinstance(page, FilePage)]
    assert len(whole) == len(read)
    return whole


def refused(path: Path) -> str:
    """Give the sentence, which names the file."""
    with pytest.raises(PictureError) as caught:
        pages(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path.name}: ")
    assert "\n" not in sentence
    return sentence


def only(path: Path, dpi: int | None = None) -> FilePage:
    (page,) = pages(path, dpi)
    assert page.pixels.dtype == np.uint8
    assert page.pixels.ndim == 3
    assert page.pixels.shape[2] == 3
    assert page.pixels.flags.c_contiguous
    return page


def colour(page: FilePage) -> list[int]:
    """Give red, green, blue of the middle."""
    height, width = page.pixels.shape[:2]
    return [int(value) for value in page.pixels[height // 2, width // 2, ::-1]]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, data: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "trống.png"
    path.write_bytes(b"")
    assert refused(path) == "trống.png: the file is empty"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "đâu.png")


def test_a_folder(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path)


@pytest.mark.parametrize("name", ["chữ.png", "chữ.tif", "chữ.pdf"])
def test_a_text_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Họ và tên: …", encoding="utf-8")
    assert "no picture" in refused(path)


@pytest.mark.parametrize("form", ["png", "jpeg", "tiff", "bmp", "webp", "gif"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_what_is_cut_short_is_refused(tmp_path: Path, form: str, share: float) -> None:
    path = tmp_path / f"half.{form}"
    noise = np.random.default_rng(1).integers(0, 256, (120, 90, 3)).astype(np.uint8)
    Image.fromarray(noise).save(path, form)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refused(path).endswith(("the picture is damaged", "no picture, PDF or TIFF"))


@pytest.mark.parametrize("form", ["png", "jpeg", "tiff", "bmp", "webp", "pdf"])
def test_damage_gives_pages_or_a_sentence(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"damaged.{form}"
    dice = np.random.default_rng(7)
    Image.fromarray(dice.integers(0, 256, (60, 40, 3)).astype(np.uint8)).save(path, form)
    whole = bytearray(path.read_bytes())
    for _ in range(60):
        damaged = bytearray(whole)
        for place in dice.integers(0, len(whole), 4).tolist():
            damaged[place] = int(dice.integers(256))
        path.write_bytes(damaged)
        # Whatever else is raised, warnings too, fails the test.
        found: list[FilePage] = []
        told = ""
        try:
            found = pages(path)
        except PictureError as error:
            told = str(error)
        assert bool(found) != bool(told)
        assert not told or told.startswith(f"{path.name}: ")
        assert all(page.pixels.dtype == np.uint8 and page.pixels.shape[2] == 3 for page in found)


@pytest.mark.parametrize("form", ["png", "tiff"])
def test_sixteen_bits_of_grey_keep_their_tones(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"deep.{form}"
    Image.fromarray(np.full((40, 30), 32896, np.uint16)).save(path)
    assert colour(only(path)) == [128, 128, 128]


def test_sixteen_bits_of_colour_keep_their_tones(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    cv2.imwrite(str(path), np.full((40, 30, 3), (10 * 257, 100 * 257, 200 * 257), np.uint16))
    assert colour(only(path)) == pytest.approx([200, 100, 10], abs=1)


def test_floats_between_nought_and_one(tmp_path: Path) -> None:
    path = tmp_path / "float.tif"
    Image.fromarray(np.full((40, 30), 0.5, np.float32)).save(path)
    assert colour(only(path)) == pytest.approx([128, 128, 128], abs=1)


@pytest.mark.parametrize("bits", [10, 12, 16, 31])
def test_white_of_samples_of_any_depth_is_white(tmp_path: Path, bits: int) -> None:
    tones = np.linspace(0, 2**bits - 1, 400).astype(np.int32 if bits > 16 else np.uint16)
    path = tmp_path / "deep.tif"
    Image.fromarray(np.tile(tones, (500, 1))).save(path, dpi=(200, 200))
    row = only(path).pixels[250, :, 0].astype(int)
    assert row[0] == 0
    assert row[-1] == 255
    assert abs(row[200] - 128) <= 1


def test_a_picture_whose_alpha_nobody_filled_in_is_no_empty_page(tmp_path: Path) -> None:
    path = tmp_path / "unfilled.png"
    drawn = np.full((500, 400, 4), 230, np.uint8)
    drawn[100:400, 100:300, :3] = 20
    drawn[:, :, 3] = 0
    Image.fromarray(drawn).save(path, dpi=(200, 200))
    assert only(path).pixels[250, 200, 0] == 20


def test_cmyk(tmp_path: Path) -> None:
    path = tmp_path / "print.jpg"
    Image.new("CMYK", (30, 40), (0, 255, 255, 0)).save(path, quality=95)
    red, green, blue = colour(only(path))
    assert red > 220
    assert max(green, blue) < 40


def test_palette(tmp_path: Path) -> None:
    path = tmp_path / "palette.png"
    Image.new("RGB", (30, 40), RED).quantize(4).save(path)
    assert colour(only(path)) == list(RED)


@pytest.mark.parametrize("form", ["png", "tiff"])
@pytest.mark.parametrize("bit", [0, 1])
def test_one_bit(tmp_path: Path, form: str, bit: int) -> None:
    path = tmp_path / f"bit.{form}"
    Image.new("1", (30, 40), bit).save(path)
    assert colour(only(path)) == [255 * bit] * 3


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_clear_is_paper(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "clear.png"
    Image.new(mode, (30, 40), (0,) * len(mode)).save(path)
    assert colour(only(path)) == [255, 255, 255]


def test_a_clear_entry_of_a_palette_is_paper(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("P", (30, 40), 0).save(path, transparency=0)
    assert colour(only(path)) == [255, 255, 255]


def test_a_picture_is_turned_as_the_camera_noted(tmp_path: Path) -> None:
    path = tmp_path / "phone.jpg"
    picture = Image.new("RGB", (40, 80), (255, 255, 255))
    picture.paste(RED, (0, 0, 40, 20))
    noted = Image.Exif()
    noted[0x0112] = 6
    picture.save(path, exif=noted, quality=95)
    page = only(path)
    assert page.pixels.shape == (40, 80, 3)
    assert page.pixels[20, 75, 2] > 150
    assert page.pixels[20, 75, 1] < 80
    assert page.pixels[20, 5, 1] > 240


MARKED = {1: "ul", 2: "ur", 3: "lr", 4: "ll", 5: "ul", 6: "ur", 7: "lr", 8: "ll"}


@pytest.mark.mostly_long("one more note and reduction", one_in=4, kind="form")
@pytest.mark.parametrize("most_dpi", [None, 80])
@pytest.mark.parametrize(
    ("form", "coded"),
    [("jpg", None), ("png", None), ("webp", None), ("tif", None), ("tif", "tiff_lzw"), ("tif", "jpeg")],
)
@pytest.mark.parametrize("noted", MARKED)
def test_a_note_turns_a_picture_once(
    tmp_path: Path, noted: int, form: str, coded: str | None, most_dpi: int | None
) -> None:
    path = tmp_path / f"noted.{form}"
    picture = Image.new("RGB", (90, 120), (255, 255, 255))
    picture.paste((0, 0, 0), (0, 0, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = noted
    told = {"compression": coded} if coded else {}
    picture.save(path, exif=exif, dpi=(150, 150), **told)
    (page,) = pages_of(path, None, most_dpi)
    assert isinstance(page, FilePage)
    high, wide = page.pixels.shape[:2]
    assert (high > wide) == (noted < 5)
    corners = {
        f"{row}{column}": int(page.pixels[y, x].mean())
        for row, y in (("u", 5), ("l", high - 6))
        for column, x in (("l", 5), ("r", wide - 6))
    }
    assert [corner for corner, level in corners.items() if level < 100] == [MARKED[noted]]


@pytest.mark.parametrize("form", ["gif", "webp", "png"])
def test_every_picture_of_a_moving_one_is_a_page(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"three.{form}"
    first, *more = (Image.new("RGB", (60, 80), (60 * step, 0, 0)) for step in range(3))
    first.save(path, save_all=True, append_images=more, duration=100, lossless=True)
    assert [colour(page)[0] for page in pages(path)] == [0, 60, 120]


def test_the_pages_of_a_tiff_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "ba.tif"
    first, *more = (Image.new("RGB", (30 + step, 40), (10 * step, 0, 0)) for step in range(3))
    first.save(path, save_all=True, append_images=more, dpi=(200, 200))
    found = pages(path)
    assert [page.pixels.shape for page in found] == [(40, 30, 3), (40, 31, 3), (40, 32, 3)]
    assert [colour(page)[0] for page in found] == [0, 10, 20]
    assert [page.dpi for page in found] == [200, 200, 200]


def pdf_of(path: Path, *sizes: tuple[float, float], password: str = "") -> None:
    with pikepdf.new() as document:
        for size in sizes:
            document.add_blank_page(page_size=size)
        lock = pikepdf.Encryption(owner="o", user=password) if password else None
        document.save(path, encryption=lock or False)


def test_the_pages_of_a_pdf_are_drawn_1_to_1(tmp_path: Path) -> None:
    path = tmp_path / "hai.pdf"
    pdf_of(path, (72, 144), (144, 72))
    assert [(page.pixels.shape, page.dpi) for page in pages(path)] == [
        ((600, 300, 3), 300),
        ((300, 600, 3), 300),
    ]
    assert [page.pixels.shape for page in pages(path, 100)] == [(200, 100, 3), (100, 200, 3)]


def test_a_locked_pdf(tmp_path: Path) -> None:
    path = tmp_path / "khóa.pdf"
    pdf_of(path, (72, 72), password="x")
    assert "locked" in refused(path)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"])
def test_a_broken_pdf(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hỏng.pdf"
    path.write_bytes(content)
    assert "damaged" in refused(path)


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "không.pdf"
    pdf_of(path)
    assert refused(path) == "không.pdf: the PDF is damaged or locked"


@pytest.mark.parametrize(
    ("side_pt", "dpi", "most"),
    [(14400, 17, 12_000_000), (1400, 218, 18_000_000), (1684, 148, 12_000_000), (595, 300, 18_000_000)],
)
def test_a_poster_in_a_pdf_is_drawn_coarser(tmp_path: Path, side_pt: int, dpi: int, most: int) -> None:
    path = tmp_path / "poster.pdf"
    pdf_of(path, (side_pt, side_pt))
    (page,) = pages(path)
    assert page.dpi == dpi
    assert page.pixels.shape[0] * page.pixels.shape[1] <= most


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, 300),
        (0, 300),
        (1, 300),
        (72, 300),
        (96, 300),
        (200, 200),
        (199.9992, 200),
        (1200, 1200),
        (30_000, 300),
    ],
)
def test_a_dpi_that_is_missing_or_silly_is_guessed(tmp_path: Path, told: float | None, expected: int) -> None:
    path = tmp_path / "a.tif"
    if told is None:
        Image.new("L", (30, 40)).save(path)
    else:
        Image.new("L", (30, 40)).save(path, dpi=(told, told))
    assert only(path).dpi == expected


@pytest.mark.parametrize(
    ("size", "expected"), [((1240, 1754), 150), ((2338, 1654), 200), ((1700, 2200), 200)]
)
def test_a_long_side_like_that_of_a4_tells_the_dpi(
    tmp_path: Path, size: tuple[int, int], expected: int
) -> None:
    path = tmp_path / "a.png"
    Image.new("1", size, 1).save(path)
    assert only(path).dpi == expected


def test_the_dpi_that_is_handed_in_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (30, 40)).save(path, dpi=(200, 200))
    assert only(path, 600).dpi == 600


@pytest.mark.parametrize(("width", "height"), [(100_000, 100_000), (2**31 - 1, 2**31 - 1), (40_000, 5_000)])
def test_a_header_that_claims_too_much(tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_of(width, height, zlib.compress(bytes(100))))
    assert refused(path) == "bomb.png: the picture is too large"


def test_a_header_that_claims_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none.png"
    path.write_bytes(png_of(0, 9, zlib.compress(bytes(100))))
    assert refused(path) == "none.png: no picture, PDF or TIFF"
