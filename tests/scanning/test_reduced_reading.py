"""Fine pictures are read at a fraction of their size, and show the same."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from kiosk_app.scanning.bands import bands_of
from kiosk_app.scanning.picture_file import FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError
from kiosk_app.scanning.reduced_reading import parts_of
from tests.support.paper_corpus.sheets import Picture


def only_page(path: Path, dpi: int | None = None, most_dpi: int | None = None) -> FilePage:
    (page,) = pages_of(path, dpi, most_dpi)
    assert isinstance(page, FilePage)
    return page


def drawn() -> Picture:
    """Give (240, 180, 3) uint8, BGR: soft colours, so that every way of shrinking gives the same."""
    coarse = np.random.default_rng(2).integers(0, 256, (6, 5, 3)).astype(np.uint8)
    return np.asarray(cv2.resize(coarse, (180, 240), interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.mark.parametrize(
    ("dpi", "most_dpi", "parts"),
    [(600, None, 1), (400, 400, 1), (401, 400, 2), (600, 400, 2), (1200, 400, 4)],
)
def test_sides_are_halved_until_they_are_coarse_enough(dpi: int, most_dpi: int | None, parts: int) -> None:
    assert parts_of(dpi, most_dpi) == parts


@pytest.mark.parametrize("dpi", [600, 1200])
@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.jpg", "a.bmp", "grey.png", "clear.png"])
def test_a_fine_picture_shows_the_same_at_a_fraction(tmp_path: Path, name: str, dpi: int) -> None:
    picture = Image.fromarray(np.ascontiguousarray(drawn()[:, :, ::-1]))
    if name.startswith("grey"):
        picture = picture.convert("L")
    elif name.startswith("clear"):
        picture = picture.convert("RGBA")
    picture.save(tmp_path / name, dpi=(dpi, dpi), quality=95)
    fine = only_page(tmp_path / name, dpi)
    coarse = only_page(tmp_path / name, dpi, 400)
    parts = dpi // coarse.dpi
    assert coarse.dpi == 300
    assert coarse.pixels.shape == (240 // parts, 180 // parts, 3)
    expected = cv2.resize(fine.pixels, (180 // parts, 240 // parts), interpolation=cv2.INTER_AREA)
    assert np.abs(coarse.pixels.astype(int) - expected).mean() < 2


def test_sixteen_bits_are_scaled_alike_in_every_strip(tmp_path: Path) -> None:
    # Darker than 256 in its upper half: taken alone, that would be a picture of eight bits.
    tones = np.repeat(np.array([120, 32896], np.uint16), 800)[:, np.newaxis].repeat(1400, axis=1)
    Image.fromarray(tones).save(tmp_path / "deep.png", dpi=(600, 600))
    page = only_page(tmp_path / "deep.png", 600, 400)
    assert page.pixels.shape == (800, 700, 3)
    assert int(page.pixels[:390].max()) == 0
    assert page.pixels[410:].min() == page.pixels[410:].max() == 128


def test_a_fine_picture_is_turned_as_the_camera_noted(tmp_path: Path) -> None:
    picture = Image.new("RGB", (160, 320), (255, 255, 255))
    picture.paste((200, 30, 40), (0, 0, 160, 80))
    noted = Image.Exif()
    noted[0x0112] = 6
    picture.save(tmp_path / "phone.jpg", exif=noted, quality=95)
    page = only_page(tmp_path / "phone.jpg", 600, 400)
    assert page.pixels.shape == (80, 160, 3)
    assert page.pixels[40, 150, 1] < 80
    assert page.pixels[40, 10, 1] > 240


def striped(path: Path, compression: str | None, rows: int) -> None:
    picture = Image.fromarray(np.ascontiguousarray(drawn()[:, :, ::-1]))
    picture.save(path, dpi=(600, 600), compression=compression, tiffinfo={278: rows})


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"])
@pytest.mark.parametrize("rows", [8, 16, 240])
def test_bands_of_a_tiff_are_the_whole(tmp_path: Path, compression: str | None, rows: int) -> None:
    striped(tmp_path / "a.tif", compression, rows)
    with Image.open(tmp_path / "a.tif") as file:
        bands = bands_of(tmp_path / "a.tif", file, 48)
        whole = np.asarray(file)
        if bands is None:
            assert rows == 240
            return
        together = np.vstack([np.asarray(band) for band in bands])
    assert np.array_equal(together, whole)


@pytest.mark.parametrize(("mode", "order"), [("I;16", "<u2"), ("I;16B", ">u2")])
def test_bands_of_a_tiff_of_sixteen_bits_are_the_whole_in_either_byte_order(
    tmp_path: Path, mode: str, order: str
) -> None:
    deep = np.random.default_rng(4).integers(0, 65_536, (240, 180)).astype(order)
    Image.frombytes(mode, (180, 240), deep.tobytes()).save(tmp_path / "a.tif", tiffinfo={278: 16})
    assert (tmp_path / "a.tif").read_bytes()[:2] == (b"MM" if order[0] == ">" else b"II")
    with Image.open(tmp_path / "a.tif") as file:
        bands = bands_of(tmp_path / "a.tif", file, 48)
        assert bands is not None
        together = np.vstack([np.asarray(band) for band in bands])
    assert np.array_equal(together, deep)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA"])
@pytest.mark.parametrize("rows", [1, 17, 240, 300])
def test_bands_of_a_png_are_the_whole(tmp_path: Path, mode: str, rows: int) -> None:
    Image.fromarray(np.ascontiguousarray(drawn()[:, :, ::-1])).convert(mode).save(tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as file:
        bands = bands_of(tmp_path / "a.png", file, rows)
        assert bands is not None
        together = np.vstack([np.asarray(band) for band in bands])
        assert np.array_equal(together, np.asarray(file))


@pytest.mark.parametrize("form", ["png", "tif"])
def test_bands_of_damaged_files_give_pages_or_a_sentence(tmp_path: Path, form: str) -> None:
    path, dice = tmp_path / f"a.{form}", np.random.default_rng(9)
    striped(path, "tiff_lzw", 16)
    whole = path.read_bytes()
    for turn in range(60):
        damaged = bytearray(whole)
        for place in dice.integers(0, len(whole), 3).tolist():
            damaged[place] = int(dice.integers(256))
        path.write_bytes(damaged if turn % 2 else damaged[: int(dice.integers(len(whole)))])
        with suppress(PictureError):
            for page in pages_of(path, 600, 400):
                assert isinstance(page, FilePage)
                assert page.pixels.shape[2] == 3


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("form", ["png", "tif"])
def test_a_fine_picture_that_is_cut_short_is_refused(tmp_path: Path, form: str, share: float) -> None:
    path = tmp_path / f"a.{form}"
    striped(path, None, 240)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(PictureError):
        list(pages_of(path, 600, 400))


# A4 has half the pixels of A3, and half the room here.
@pytest.mark.long("a large file in a program of its own")
@pytest.mark.parametrize(
    ("name", "compression", "size", "most_mb"),
    [
        ("a3.jpg", None, (7016, 9920), 400),
        ("a4.tif", "tiff_lzw", (4960, 7016), 200),
        ("a4.png", None, (4960, 7016), 200),
    ],
)
def test_600_dpi_take_little_memory(
    tmp_path: Path, name: str, compression: str | None, size: tuple[int, int], most_mb: int
) -> None:
    Image.new("RGB", size, (250, 249, 246)).save(
        tmp_path / name, dpi=(600, 600), compress_level=1, compression=compression
    )
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from kiosk_app.scanning.picture_file import pages_of\n"
        "(page,) = pages_of(Path(sys.argv[1]), None, 400)\n"
        "assert page.dpi == 300\n"
        "lines = Path('/proc/self/status').read_text().splitlines()\n"
        "print(next(int(line.split()[1]) // 1024 for line in lines if line.startswith('VmHWM')))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / name)]
    peak_mb = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert peak_mb <= most_mb
