"""`kioskctl scan-file`."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from kiosk_app.scanning.encode import EncodingError
from kiosk_app.technician.__main__ import app
from tests.configuration.test_error_line import RIGHT

KEYS = {
    "page", "width", "height", "dpi", "width_mm", "height_mm", "skew_deg", "rotation", "blank", "kept",
    "findings", "form", "bytes", "dpi_guessed",
}  # fmt: skip


def scan_file(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["scan-file", *(str(word) for word in words)])


def written() -> Image.Image:
    """An A5 page at 200 dpi with lines of text."""
    page = np.full((1654, 1169, 3), 250, np.uint8)
    for row in range(9):
        text = "Ho va ten: Nguyen Thi Huong"
        cv2.putText(page, text, (120, 200 + 110 * row), cv2.FONT_HERSHEY_DUPLEX, 1.6, (30, 30, 30), 3)
    return Image.fromarray(page)


def empty() -> Image.Image:
    """The same without a line: quicker, where it does not matter what the page shows."""
    return Image.fromarray(np.full((1654, 1169, 3), 250, np.uint8))


def saved(path: Path, *pages: Image.Image) -> Path:
    if len(pages) > 1:
        pages[0].save(path, dpi=(200, 200), save_all=True, append_images=pages[1:])
    else:
        pages[0].save(path, dpi=(200, 200))
    return path


@pytest.mark.long("whole pages are bound")
def test_json_tells_about_each_page(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "trang.png", written()), tmp_path / "out.pdf"
    result = scan_file(source, out, "--json")
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert record.keys() == {"file", "out", "bytes", "pages", "unreadable_pages"}
    assert (record["file"], record["out"]) == (str(source), str(out))
    assert record["bytes"] == out.stat().st_size
    (page,) = record["pages"]
    assert page.keys() == KEYS
    assert (page["page"], page["width"], page["height"], page["dpi"]) == (1, 1169, 1654, 200)
    assert (page["width_mm"], page["height_mm"]) == pytest.approx((148.5, 210.1), abs=0.1)
    assert (page["rotation"], page["blank"], page["kept"]) == (0, False, True)
    assert abs(page["skew_deg"]) <= 0.2
    assert page["findings"] == []
    assert page["form"] in ("layers", "picture")
    assert 0 < page["bytes"] < record["bytes"]


@pytest.mark.long("whole pages are bound")
def test_the_pages_of_a_tiff_are_bound_without_the_empty_back(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "ba trang.tif", written(), empty(), written()), tmp_path / "out.pdf"
    result = scan_file(source, out, "--json")
    pages = json.loads(result.stdout)["pages"]
    assert [(page["page"], page["blank"], page["kept"]) for page in pages] == [
        (1, False, True),
        (2, True, False),
        (3, False, True),
    ]
    assert pages[1]["findings"] == ["empty"]
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 2
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "ba trang"


@pytest.mark.long("one more whole page")
def test_pages_that_are_all_empty_are_kept(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "back.tif", empty(), empty()), tmp_path / "out.pdf"
    pages = json.loads(scan_file(source, out, "--json").stdout)["pages"]
    assert [(page["blank"], page["kept"]) for page in pages] == [(True, True), (True, True)]
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.long("whole pages are bound")
def test_without_json_a_line_for_each_page_and_one_for_the_file(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "two.tif", written(), empty()), tmp_path / "out.pdf"
    result = scan_file(source, out, "--title", "Giấy chứng sinh")
    first, second, last = result.stdout.splitlines()
    assert first.startswith("page 1: 148 × 210 mm")
    assert first.endswith("good")
    assert second.endswith("empty")
    assert last == f"{out}: 1 of 2 pages, {out.stat().st_size} bytes"
    with pikepdf.open(out) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Giấy chứng sinh"


@pytest.mark.long("one more whole page")
def test_the_dpi_that_is_told_counts(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "a.png", written()), tmp_path / "out.pdf"
    (page,) = json.loads(scan_file(source, out, "--json", "--dpi", "300").stdout)["pages"]
    assert (page["dpi"], page["dpi_guessed"], page["width_mm"]) == (300, False, 99.0)


@pytest.mark.long("whole pages are compressed again and again")
def test_a_ceiling_is_met(tmp_path: Path) -> None:
    tones = np.random.default_rng(1).integers(0, 256, (60, 40, 3)).astype(np.uint8)
    picture = Image.fromarray(tones).resize((620, 877), Image.Resampling.BICUBIC)
    source, out = saved(tmp_path / "a.png", picture), tmp_path / "out.pdf"
    assert scan_file(source, out).exit_code == 0
    limit = out.stat().st_size * 9 // 10 // 1024
    assert scan_file(source, out, "--max-kb", str(limit)).exit_code == 0
    assert out.stat().st_size <= limit * 1024


@pytest.mark.long("whole pages are compressed again and again")
def test_a_ceiling_that_cannot_be_met_is_one_sentence_and_writes_nothing(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "a.png", written()), tmp_path / "out.pdf"
    result = scan_file(source, out, "--max-kb", "1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "kioskctl: a.png: 1 pages do not fit into 1024 bytes\n"
    assert not out.exists()


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "a.png", empty()), tmp_path / "no" / "out.pdf"
    result = scan_file(source, out)
    assert result.exit_code == 1
    assert result.stderr == f"kioskctl: {out}: cannot be written: No such file or directory\n"


@pytest.mark.parametrize("content", [None, b"", b"text, no picture", b"%PDF-1.7 and no more"])
def test_what_is_no_picture_is_one_sentence_with_its_name(tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "sai.png"
    if content is not None:
        source.write_bytes(content)
    result = scan_file(source, tmp_path / "out.pdf", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("kioskctl: sai.png: ")


def test_a_picture_too_small_for_a_page_is_one_sentence(tmp_path: Path) -> None:
    source = tmp_path / "dot.png"
    Image.new("RGB", (9, 9)).save(source)
    result = scan_file(source, tmp_path / "out.pdf")
    assert result.exit_code == 2
    assert result.stderr == "kioskctl: dot.png: page 1: the picture is too small for a page\n"


def configured(folder: Path, pages: str) -> Path:
    """Write a configuration that has nothing but what is required, and `[pages]`."""
    path = folder / "kiosk.toml"
    path.write_text(f"{RIGHT}\n[pages]\n{pages}\n", encoding="utf-8")
    return path


@pytest.mark.long("one more whole page")
def test_the_thresholds_of_a_configuration_count(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "a.png", written()), tmp_path / "out.pdf"
    config = configured(tmp_path, "dark_paper = 254.0")
    result = scan_file(source, out, "--json", "--config", config)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["pages"][0]["findings"] == ["too_dark"]


def test_a_wrong_configuration_is_one_sentence(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "a.png", empty()), tmp_path / "out.pdf"
    result = scan_file(source, out, "--config", configured(tmp_path, "dark_papper = 1"))
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert "dark_papper" in line
    assert not out.exists()


def test_a_configuration_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    source = saved(tmp_path / "a.png", empty())
    result = scan_file(source, tmp_path / "out.pdf", "--config", tmp_path / "no.toml")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("stage", ["prepare", "bind_pdf"])
def test_what_cannot_be_encoded_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise EncodingError("the picture could not be compressed")

    monkeypatch.setattr(f"kiosk_app.technician.scan_file.{stage}", fails)
    source, out = saved(tmp_path / "a.png", empty()), tmp_path / "out.pdf"
    result = scan_file(source, out)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("kioskctl: a.png: ")
    assert line.endswith("the picture could not be compressed")
    assert not out.exists()


def test_a_name_that_no_xml_can_hold_is_written_without_it(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "a.png", empty()), tmp_path / "out.pdf"
    result = scan_file(source, out, "--title", "Gi\u1ea5y\x07 khai \udcffsinh")
    assert result.exit_code == 0, result.output
    with pikepdf.open(out) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Giấy khai sinh"


@pytest.mark.mostly_long("one more whole page", one_in=3)
@pytest.mark.parametrize(("dpi", "guessed"), [(None, True), (1, True), (200, False)])
def test_what_dpi_was_assumed_is_told(tmp_path: Path, dpi: int | None, guessed: bool) -> None:
    source, out = tmp_path / "a.tif", tmp_path / "out.pdf"
    if dpi is None:
        empty().save(source)
    else:
        empty().save(source, dpi=(dpi, dpi))
    (page,) = json.loads(scan_file(source, out, "--json").stdout)["pages"]
    assert (page["dpi"], page["dpi_guessed"]) == (200 if dpi == 200 else 150, guessed)
    assert ("150 dpi assumed" in scan_file(source, out).stdout) == guessed


def test_too_little_memory_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("kiosk_app.technician.scan_file.prepare", fails)
    result = scan_file(saved(tmp_path / "a.png", empty()), tmp_path / "out.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "kioskctl: a.png: there is too little memory for it\n"
