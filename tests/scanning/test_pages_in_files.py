"""What is a page in a file and what is not, and that nothing typed, stored or readable gets lost."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import cv2
import img2pdf
import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.encode import group4_decoded
from kiosk_app.scanning.one_bit_pages import bits_in_pdf
from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.picture_file import DamagedPage, FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError, Settings, prepare
from tests.bench.paper_rivals import ABOUT
from tests.support.slices import share
from tests.support.vector_papers.pages import Drawing, Picture


def form() -> Drawing:
    page = Drawing(size_mm=(105.0, 148.0))
    page.paragraph((12.0, 20.0), 80.0, "Giấy xác nhận tình trạng cư trú của hộ gia đình " * 6, 10.0, "sans")
    return page


def bits() -> Image.Image:
    plane = form().drawn(300).min(axis=2)
    return Image.fromarray(np.where(plane < 128, 0, 255).astype(np.uint8)).convert("1")


def only(path: Path) -> FilePage:
    (page,) = pages_of(path)
    assert isinstance(page, FilePage)
    return page


def test_what_was_typed_into_a_form_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    canvas = Canvas(str(path), pagesize=(300, 200))
    canvas.drawString(20, 160, "Ho ten:")
    canvas.acroForm.textfield(
        name="name", x=80, y=150, width=180, height=24, borderWidth=0, value="NGUYEN THI THU", fillColor=None
    )
    canvas.save()
    pixels = only(path).pixels
    field = pixels[round(30 / 72 * 300) : round(46 / 72 * 300), round(90 / 72 * 300) : round(250 / 72 * 300)]
    assert np.count_nonzero(field.min(axis=2) < 100) > 500


def test_a_form_that_only_adobe_shows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xfa.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        template = document.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=template)
        document.Root.NeedsRendering = True
        document.save(path)
    with pytest.raises(PictureError, match="XFA"):
        list(pages_of(path))


def test_a_reduced_copy_in_a_tiff_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    whole, small = Image.new("L", (900, 1200), 240), Image.new("L", (90, 120), 240)
    small.encoderinfo = {"tiffinfo": {254: 1}}
    whole.save(path, save_all=True, append_images=[small], dpi=(100, 100))
    assert only(path).pixels.shape[:2] == (1200, 900)


def test_the_second_picture_of_a_phone_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "phone.jpg"
    first, second = Image.new("RGB", (900, 1200), "white"), Image.new("RGB", (450, 600), "grey")
    first.save(path, format="MPO", save_all=True, append_images=[second], dpi=(150, 150))
    assert only(path).pixels.shape[:2] == (1200, 900)


def test_a_fax_has_two_resolutions(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    Image.new("1", (1728, 1145), 1).save(path, compression="group4", dpi=(204, 98))
    page = only(path)
    assert page.dpi == 204
    assert page.pixels.shape[0] / page.dpi * 25.4 == pytest.approx(297, abs=1)


def test_a_damaged_page_does_not_refuse_the_others(tmp_path: Path) -> None:
    path = tmp_path / "three.tif"
    pages = [Image.fromarray(np.full((400, 300), level, np.uint8)) for level in (200, 210, 220)]
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="tiff_lzw", dpi=(100, 100))
    with Image.open(path) as file:
        file.seek(1)
        place = getattr(file, "tag_v2")[273][0]  # noqa: B009  only TIFF files have it
    data = bytearray(path.read_bytes())
    data[place : place + 40] = b"\xff" * 40
    path.write_bytes(data)
    read = list(pages_of(path))
    assert [isinstance(page, DamagedPage) for page in read] == [False, True, False]


def test_one_bit_a_pixel_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "bits.tif"
    bits().save(path, compression="group4", dpi=(300, 300))
    page = only(path)
    made = prepare(page.pixels, page.dpi, "1", Settings(), one_bit=page.one_bit)
    assert made.bilevel is not None
    kept = group4_decoded(made.bilevel.data, made.bilevel.width, made.bilevel.height)
    assert np.array_equal(kept > 0, ~np.asarray(bits()))
    assert len(bind_pdf([made], ABOUT)) < path.stat().st_size + 4000


@pytest.mark.parametrize(("form", "tones"), [("gif", 2), ("png", 2), ("png", 3)])
def test_black_and_white_in_a_palette_stay_one_bit(tmp_path: Path, form: str, tones: int) -> None:
    path = tmp_path / f"bits.{form}"
    drawn = bits().convert("L")
    if tones > 2:
        drawn.paste(128, (300, 900, 500, 950))
    drawn.quantize(tones).save(path)
    page = only(path)
    assert (page.one_bit is not None) == (tones == 2)


def as_img2pdf_writes_it(image: pikepdf.Object) -> None:
    """Leave filter and parameters in arrays."""
    assert isinstance(image.Filter, pikepdf.Array)


def with_black_as_one(image: pikepdf.Object) -> None:
    image.Decode = pikepdf.Array([1, 0])
    coding = image.DecodeParms[0]
    coding["/BlackIs1"] = not bool(coding.get("/BlackIs1", False))


def in_deflated_rows(image: pikepdf.Object) -> None:
    image.write(np.packbits(np.asarray(bits()), axis=1).tobytes())


def in_deflated_rows_with_black_as_one(image: pikepdf.Object) -> None:
    image.write(np.packbits(~np.asarray(bits()), axis=1).tobytes())
    image.Decode = pikepdf.Array([1, 0])


@pytest.mark.mostly_long("written in one more way", one_in=4)
@pytest.mark.parametrize(
    "written",
    [as_img2pdf_writes_it, with_black_as_one, in_deflated_rows, in_deflated_rows_with_black_as_one],
)
def test_one_bit_a_pixel_in_a_pdf_stays_so(tmp_path: Path, written: Callable[[pikepdf.Object], None]) -> None:
    coded = BytesIO()
    bits().save(coded, "TIFF", compression="group4", dpi=(300, 300))
    path, out = tmp_path / "bits.pdf", tmp_path / "kept.pdf"
    with pikepdf.open(BytesIO(img2pdf.convert(coded.getvalue()))) as document:
        written(next(iter(document.pages[0].resources.XObject.values())))
        document.save(path)
    page = only(path)
    made = prepare(page.pixels, page.dpi, "1", Settings(), one_bit=page.one_bit)
    assert made.bilevel is not None
    out.write_bytes(bind_pdf([made], PdfMetadata("", "", ABOUT.made_at)))
    assert out.stat().st_size < len(coded.getvalue()) + 4000
    shown = cv2.resize(only(out).pixels, page.pixels.shape[1::-1])
    assert np.abs(shown.astype(int) - page.pixels).mean() < 12


def test_a_picture_placed_in_several_steps_stays_one_bit(tmp_path: Path) -> None:
    path, source = tmp_path / "placed.pdf", tmp_path / "bits.tif"
    bits().save(source, "TIFF", dpi=(300, 300), compression="group4")
    with pikepdf.open(BytesIO(img2pdf.convert(source.read_bytes()))) as document:
        page = document.pages[0]
        width, height = (float(side) for side in page.mediabox[2:])
        (name,) = page.resources.XObject.keys()
        steps = f"q 0.1 0 0 0.1 0 0 cm q {10 * width} 0 0 {10 * height} 0 0 cm {name} Do Q Q"
        page.obj.Contents = document.make_stream(steps.encode())
        document.save(path)
    read = only(path)
    assert read.one_bit is not None
    assert read.one_bit.stored is not None


def _searchable(_image: pikepdf.Stream, page: pikepdf.Page, placed: bytes) -> bytes:
    page.obj.Resources.Font = pikepdf.Dictionary(
        F=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
        )
    )
    return b"BT 3 Tr /F 9 Tf 20 90 Td (words to be found) Tj ET " + placed


def _as_stencil(image: pikepdf.Stream, _page: pikepdf.Page, placed: bytes) -> bytes:
    image.ImageMask = True
    del image.ColorSpace
    return b"0 0 0 rg " + placed


def _with_palette(image: pikepdf.Stream, _page: pikepdf.Page, placed: bytes) -> bytes:
    colours = pikepdf.String(b"\xff\xff\xff\0\0\0")
    image.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, colours])
    image.Decode = pikepdf.Array([1, 0])
    return placed


def _on_white(_image: pikepdf.Stream, page: pikepdf.Page, placed: bytes) -> bytes:
    sides = b"%f %f" % tuple(float(side) for side in page.mediabox[2:])
    return b"1 1 1 rg 0 0 %s re f 0 0 %s re W n /Artifact BMC 0.5 g %s EMC" % (sides, sides, placed)


def _in_a_form(_image: pikepdf.Stream, page: pikepdf.Page, placed: bytes) -> bytes:
    # What showed the picture on the page becomes the form.
    form = page.Contents
    form.write(placed)
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, page.mediabox
    form.Resources = pikepdf.Dictionary(XObject=page.obj.Resources.XObject)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    return b"/F Do"


def _with_a_link(_image: pikepdf.Stream, page: pikepdf.Page, placed: bytes) -> bytes:
    rect = pikepdf.Array([10, 10, 60, 30])
    page.obj.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=rect)]
    )
    return placed


Shown = Callable[[pikepdf.Stream, pikepdf.Page, bytes], bytes]


def shown_by(path: Path, shown: Shown) -> Path:
    """Bind a scan of one bit a pixel into a PDF that shows it in another way."""
    coded = BytesIO()
    bits().save(coded, "TIFF", compression="group4", dpi=(300, 300))
    with pikepdf.open(BytesIO(img2pdf.convert(coded.getvalue()))) as document:
        page = document.pages[0]
        (image,) = page.resources.XObject.values()
        assert isinstance(image, pikepdf.Stream)
        page.obj.Contents = document.make_stream(shown(image, page, page.Contents.read_bytes()))
        document.save(path)
    return path


@pytest.mark.mostly_long("shown in one more way", one_in=3)
@pytest.mark.parametrize(
    "shown", [_searchable, _as_stencil, _with_palette, _on_white, _in_a_form, _with_a_link]
)
def test_one_bit_a_pixel_stays_so_however_it_is_shown(tmp_path: Path, shown: Shown) -> None:
    path = shown_by(tmp_path / "bits.pdf", shown)
    page = only(path)
    made = prepare(page.pixels, page.dpi, "1", Settings(), one_bit=page.one_bit)
    assert made.bilevel is not None
    out = tmp_path / "kept.pdf"
    out.write_bytes(bind_pdf([made], ABOUT))
    assert out.stat().st_size < path.stat().st_size + 4000
    again = cv2.resize(only(out).pixels, page.pixels.shape[1::-1])
    assert np.abs(again.astype(int) - page.pixels).mean() < 12


def _hidden(image: pikepdf.Stream, _page: pikepdf.Page, placed: bytes) -> bytes:
    image.OC = pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("đã tắt"))
    return placed


def _pale(_image: pikepdf.Stream, page: pikepdf.Page, placed: bytes) -> bytes:
    page.obj.Resources.ExtGState = pikepdf.Dictionary(G=pikepdf.Dictionary(ca=0.1))
    return b"/G gs " + placed


def _under_a_word(_image: pikepdf.Stream, page: pikepdf.Page, placed: bytes) -> bytes:
    _searchable(_image, page, placed)
    return placed + b" BT 0 Tr 1 0 0 rg /F 20 Tf 40 60 Td (HUY) Tj ET"


def _as_red_stencil(image: pikepdf.Stream, page: pikepdf.Page, placed: bytes) -> bytes:
    return b"1 0 0 rg " + _as_stencil(image, page, placed).removeprefix(b"0 0 0 rg ")


@pytest.mark.parametrize("shown", [_hidden, _pale, _under_a_word, _as_red_stencil])
def test_a_picture_of_one_bit_is_not_taken_over_where_more_or_less_is_seen(
    tmp_path: Path, shown: Shown
) -> None:
    assert only(shown_by(tmp_path / "bits.pdf", shown)).one_bit is None


def test_a_page_of_strips_is_drawn_as_fine_as_they_are_and_stays_one_bit(tmp_path: Path) -> None:
    path, whole = tmp_path / "strips.pdf", np.asarray(bits())
    high, wide = whole.shape
    cuts = [0, 700, 1400, high]
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(wide * 0.36, high * 0.36))
        pictures, content = pikepdf.Dictionary(), b""
        for number, (top, end) in enumerate(pairwise(cuts)):
            strip = pikepdf.Stream(document, np.packbits(whole[top:end], axis=1).tobytes())
            strip.Type, strip.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            strip.Width, strip.Height, strip.BitsPerComponent = wide, end - top, 1
            strip.ColorSpace = pikepdf.Name.DeviceGray
            pictures[f"/S{number}"] = document.make_indirect(strip)
            sides = (wide * 0.36, (end - top) * 0.36, (high - end) * 0.36)
            content += b"q %f 0 0 %f 0 %f cm /S%d Do Q " % (*sides, number)
        page.obj.Resources = pikepdf.Dictionary(XObject=pictures)
        page.obj.Contents = document.make_stream(content)
        document.save(path)
    read = only(path)
    assert read.dpi == 200
    made = prepare(read.pixels, read.dpi, "1", Settings(), one_bit=read.one_bit)
    assert made.bilevel is not None
    kept = group4_decoded(made.bilevel.data, made.bilevel.width, made.bilevel.height)
    assert np.count_nonzero((kept > 0) == whole) < 0.001 * whole.size


def test_a_locked_file_has_no_picture_to_be_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        document.save(path, encryption=pikepdf.Encryption(owner="chủ", user="người"))
    assert list(bits_in_pdf(path)) == []


@pytest.mark.long("one more whole page")
@pytest.mark.parametrize("rotation", share([0, 90, 180, 270], 2))
def test_one_bit_a_pixel_is_shown_upright(rotation: int) -> None:
    page = Drawing()
    for row in range(9):
        page.paragraph(
            (20.0, 25.0 + 26.0 * row), 165.0, "Quyết định về việc cấp bản sao trích lục " * 5, 12.0
        )
    plane = np.where(page.drawn(200).min(axis=2) < 128, 0, 255).astype(np.uint8)
    bound = BytesIO()
    Image.fromarray(np.rot90(plane, rotation // 90)).convert("1").save(
        bound, "TIFF", compression="group4", dpi=(200, 200)
    )
    shown = _shown(bound.getvalue())
    coarse = Image.fromarray(plane).resize((shown.shape[1], shown.shape[0]))
    assert np.abs(np.asarray(coarse, int) - shown[:, :, 0]).mean() < 12


def _shown(tiff: bytes) -> Picture:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "in.tif", Path(name) / "out.pdf"
        source.write_bytes(tiff)
        page = only(source)
        made = prepare(page.pixels, page.dpi, "1", Settings(), one_bit=page.one_bit)
        out.write_bytes(bind_pdf([made], PdfMetadata("", "", ABOUT.made_at)))
        return only(out).pixels
