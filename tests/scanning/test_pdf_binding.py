"""The PDF of a component."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.layers import LayerSettings
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.pdf_binding import TooLargeError, bind_pdf
from kiosk_app.scanning.pdf_streams import as_list
from kiosk_app.scanning.prepare import Settings
from tests.support.paper_corpus.marks import portrait
from tests.support.paper_corpus.sheets import font_of
from tests.support.upright import prepared

ABOUT = PdfMetadata(
    "Giấy xác nhận đã cấp trước", "TAM-DN07-0001-K", datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
)


def noisy_page(name: str, seed: int) -> Page:
    pixels = np.random.default_rng(seed).integers(0, 255, (1169, 827, 3), np.uint8)
    # Noise is neither ink nor paper: one picture, whatever the layers would make of it.
    as_picture = Settings(layers=LayerSettings(most_error=0.0))
    page = prepared(pixels, 300, name, as_picture)
    assert page.picture
    return page


@cache
def pages() -> tuple[Page, ...]:
    return (noisy_page("p1", 1), noisy_page("p2", 2))


def test_pages_keep_their_size_on_paper() -> None:
    with pikepdf.open(BytesIO(bind_pdf(pages(), ABOUT))) as pdf:
        assert len(pdf.pages) == 2
        box = [float(value) for value in pdf.pages[0].mediabox]
        assert box[2] == pytest.approx(827 / 300 * 72, abs=0.01)
        assert box[3] == pytest.approx(1169 / 300 * 72, abs=0.01)


def test_the_rules_of_pdf_a_that_a_program_can_check() -> None:
    with pikepdf.open(BytesIO(bind_pdf(pages(), ABOUT))) as pdf:
        assert not pdf.is_encrypted
        assert "/Info" not in pdf.trailer
        assert pdf.Root.OutputIntents[0].DestOutputProfile["/N"] == 3
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            assert metadata["dc:title"] == "Giấy xác nhận đã cấp trước"
            assert metadata["dc:identifier"] == "TAM-DN07-0001-K"
        assert not list(pdf.check_pdf_syntax())
        for page in pdf.pages:
            for image in page.get_images().values():
                assert image.get("/Interpolate", False) in (False, None)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert bind_pdf(pages(), ABOUT) == bind_pdf(pages(), ABOUT)


def written_page() -> Page:
    """A page kept in layers, with a photograph."""
    sheet = Image.new("RGB", (1240, 1300), (249, 248, 244))
    for row in range(9):
        text = "Họ và tên: NGUYỄN THỊ HỒNG ƠN"
        ImageDraw.Draw(sheet).text(
            (120, 120 + row * 90), text, font=font_of("serif", 46, 400), fill=(28, 28, 34)
        )
    sheet.paste(portrait(np.random.default_rng(3), (354, 472)), (820, 700))
    pixels = np.ascontiguousarray(np.asarray(sheet, np.uint8)[:, :, ::-1])
    page = prepared(pixels, 300, "p3")
    assert page.layers is not None
    assert page.layers.patches
    return page


@cache
def written() -> Page:
    return written_page()


def test_layers_have_flate_over_their_own_coding() -> None:
    page = written()
    assert page.layers is not None
    with pikepdf.open(BytesIO(bind_pdf([page], ABOUT))) as pdf:
        images = dict(pdf.pages[0].get_images())
        images["/Mask"] = images["/Ink"].Mask
        filters = {name: [str(one) for one in as_list(image.Filter)] for name, image in images.items()}
        assert images["/Mask"].read_raw_bytes() == page.layers.mask
    assert filters == {
        "/Paper": ["/FlateDecode", "/DCTDecode"],
        "/Ink": ["/FlateDecode", "/DCTDecode"],
        "/Mask": ["/FlateDecode", "/CCITTFaxDecode"],
        "/Photo1": ["/DCTDecode"],
    }


@pytest.fixture(scope="module")
def mixed() -> bytes:
    return bind_pdf((*pages(), written()), ABOUT)


def parts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Give every dictionary and stream of a file."""
    found: list[pikepdf.Object] = []

    def look(part: pikepdf.Object) -> None:
        if isinstance(part, pikepdf.Array):
            for one in part:
                look(one)
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            found.append(part)
            for key, value in part.items():
                if key != "/Parent" and isinstance(value, pikepdf.Object) and not value.is_indirect:
                    look(value)

    for part in pdf.objects:
        look(part)
    return found


def test_nothing_in_the_file_is_forbidden_by_pdf_a_2b(mixed: bytes) -> None:
    # ISO 19005-2: 6.1.7.2 no LZW, 6.1.3 no encryption, 6.2.8 no interpolation, 6.2.10 transparency needs a
    # blending space, 6.5 and 6.6 no actions, 6.1.7.1 nothing outside the file.
    forbidden = {
        "/SMask",
        "/Group",
        "/OpenAction",
        "/AA",
        "/A",
        "/JS",
        "/F",
        "/Alternates",
        "/OPI",
        "/BM",
        "/Encrypt",
    }
    with pikepdf.open(BytesIO(mixed)) as pdf:
        parts = parts_of(pdf)
        assert len(parts) > 10
        for part in parts:
            assert not forbidden & set(part.keys())
            assert part.get("/Filter") != pikepdf.Name.LZWDecode
            assert not part.get("/Interpolate", False)
        assert "/ID" in pdf.trailer


def test_every_image_is_embedded_and_of_a_colour_the_output_intent_covers(mixed: bytes) -> None:
    with pikepdf.open(BytesIO(mixed)) as pdf:
        images = [part for part in parts_of(pdf) if part.get("/Subtype") == "/Image"]
        # A picture, or paper, ink, mask and photographs.
        layers = [page.layers for page in (*pages(), written())]
        assert len(images) == sum(1 if one is None else 3 + len(one.patches) for one in layers)
        for image in images:
            assert len(image.read_raw_bytes()) > 0
            if image.get("/ImageMask", False):
                assert image.BitsPerComponent == 1
            else:
                assert (image.BitsPerComponent, image.ColorSpace) == (8, pikepdf.Name.DeviceRGB)
        assert not any("/Font" in part.keys() for part in parts_of(pdf))  # noqa: SIM118  objects of pikepdf


def test_qpdf_finds_nothing_to_say(mixed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(mixed)
    job = pikepdf.Job(["qpdf", "--check", str(path)])
    job.run()
    assert job.exit_code == 0
    assert not job.has_warnings


def test_a_layered_page_is_1_to_1_in_millimetres(mixed: bytes) -> None:
    with pikepdf.open(BytesIO(mixed)) as pdf:
        box = [float(value) / 72 * 25.4 for value in pdf.pages[2].mediabox]
        assert box == pytest.approx([0, 0, 1240 / 300 * 25.4, 1300 / 300 * 25.4], abs=0.01)
    document = pypdfium2.PdfDocument(mixed)
    shown = document[2].render(scale=300 / 72).to_numpy()[:, :, :3]
    document.close()
    assert shown.shape[:2] == pytest.approx((1300, 1240), abs=1)
    assert shown[:100].min() > 200


def test_layered_pages_give_the_same_bytes(mixed: bytes) -> None:
    assert bind_pdf((*pages(), written_page()), ABOUT) == mixed


def test_a_ceiling_is_met_by_re_encoding() -> None:
    whole = len(bind_pdf(pages(), ABOUT))
    smaller = bind_pdf(pages(), ABOUT, whole // 2)
    assert len(smaller) <= whole // 2
    with pikepdf.open(BytesIO(smaller)) as pdf:
        box = [float(value) for value in pdf.pages[0].mediabox]
        assert box[2] == pytest.approx(827 / 300 * 72, abs=0.6)


def test_a_ceiling_that_cannot_be_met_is_told() -> None:
    with pytest.raises(TooLargeError):
        bind_pdf(pages(), ABOUT, 1000)
