"""A PDF page of which a drawing would lose something without a word is told, and keeps no other page back."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from kiosk_app.scanning import pdf_faults
from kiosk_app.scanning.encode import group4
from kiosk_app.scanning.pdf_faults import PdfFaults
from kiosk_app.scanning.picture_file import DamagedPage, FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError

WIDE, HIGH = 320, 440
Told = dict[str, pikepdf.Object | int | str]
Coded = tuple[bytes, Told]


def page() -> Image.Image:
    dice = np.random.default_rng(14)
    grey = np.full((HIGH, WIDE), 235, np.uint8)
    for row in range(20, HIGH - 20, 14):
        grey[row : row + 8, 20 : WIDE - 20] = dice.choice((30, 235), (8, WIDE - 40))
    return Image.fromarray(grey)


def _written(form: str, **told: bool | int) -> bytes:
    out = BytesIO()
    page().save(out, form, **told)
    return out.getvalue()


def jpeg(progressive: bool = False) -> Coded:
    return _written("JPEG", quality=80, progressive=progressive), {"Filter": "/DCTDecode"}


def jpeg_2000() -> Coded:
    return _written("JPEG2000"), {"Filter": "/JPXDecode"}


def deflated() -> Coded:
    return zlib.compress(page().tobytes()), {"Filter": "/FlateDecode"}


def plain() -> Coded:
    return page().tobytes(), {}


def ascii_hex() -> Coded:
    return page().tobytes().hex().encode() + b">", {"Filter": "/ASCIIHexDecode"}


def fax() -> Coded:
    ink = np.where(np.asarray(page()) < 128, 255, 0).astype(np.uint8)
    parameters = Dictionary(K=-1, Columns=WIDE, Rows=HIGH)
    return group4(ink), {"Filter": "/CCITTFaxDecode", "DecodeParms": parameters, "BitsPerComponent": 1}


def deflated_jpeg() -> Coded:
    return zlib.compress(jpeg()[0]), {"Filter": Array([Name.FlateDecode, Name.DCTDecode])}


CODED: dict[str, Callable[[], Coded]] = {
    "jpeg": jpeg,
    "progressive": lambda: jpeg(progressive=True),
    "jpeg_2000": jpeg_2000,
    "deflated": deflated,
    "plain": plain,
    "hex": ascii_hex,
    "fax": fax,
    "deflated_jpeg": deflated_jpeg,
}


def picture(
    document: pikepdf.Pdf, data: bytes, told: dict[str, pikepdf.Object | int | str]
) -> pikepdf.Object:
    stream = pikepdf.Stream(document, data)
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    stream.Width, stream.Height, stream.BitsPerComponent = WIDE, HIGH, 8
    for key, value in told.items():
        stream[f"/{key}"] = Name(value) if isinstance(value, str) else value
    return document.make_indirect(stream)


def file_of(path: Path, *pictures: Coded, within_form: bool = False) -> Path:
    with pikepdf.new() as document:
        for data, told in pictures:
            made = document.add_blank_page(page_size=(160, 220))
            image = picture(document, data, told)
            shown, content = Dictionary(I=image), b"q 160 0 0 220 0 0 cm /I Do Q"
            if within_form:
                form = pikepdf.Stream(document, content)
                form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 160, 220])
                form.Resources = Dictionary(XObject=shown)
                shown, content = Dictionary(F=document.make_indirect(form)), b"/F Do"
            made.obj.Resources = Dictionary(XObject=shown)
            made.obj.Contents = pikepdf.Stream(document, content)
        document.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


@pytest.mark.parametrize("kind", CODED)
def test_a_whole_picture_is_drawn(tmp_path: Path, kind: str) -> None:
    (read,) = pages_of(file_of(tmp_path / "whole.pdf", CODED[kind]()))
    assert isinstance(read, FilePage)
    assert read.pixels.min() < 100


@pytest.mark.parametrize("within_form", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("kind", CODED)
def test_a_picture_that_is_cut_short_is_told(
    tmp_path: Path, kind: str, share: float, within_form: bool
) -> None:
    data, told = CODED[kind]()
    path = file_of(tmp_path / "cut.pdf", (data[: int(share * len(data))], told), within_form=within_form)
    with pytest.raises(PictureError, match="damaged or cut short"):
        list(pages_of(path))


@pytest.mark.parametrize("kind", CODED)
def test_what_stands_behind_a_picture_is_no_damage(tmp_path: Path, kind: str) -> None:
    data, told = CODED[kind]()
    (read,) = pages_of(file_of(tmp_path / "more.pdf", (data + b"\r\n\0\0", told)))
    assert isinstance(read, FilePage)


def test_the_other_pages_are_read(tmp_path: Path) -> None:
    data, told = jpeg()
    read = list(pages_of(file_of(tmp_path / "three.pdf", jpeg(), (data[:900], told), jpeg())))
    assert [isinstance(page, DamagedPage) for page in read] == [False, True, False]


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(sorted(CODED)), share=st.floats(0.02, 0.9), zeros=st.booleans())
def test_nothing_that_lacks_its_end_is_good(
    tmp_path_factory: pytest.TempPathFactory, kind: str, share: float, zeros: bool
) -> None:
    data, told = CODED[kind]()
    kept = data[: int(share * len(data))]
    cut = kept + bytes(len(data) - len(kept)) if zeros and kind not in {"plain", "hex"} else kept
    path = file_of(tmp_path_factory.mktemp("cut") / "cut.pdf", (cut, told))
    with pytest.raises(PictureError):
        list(pages_of(path))


@pytest.mark.parametrize("filtered", ["/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/FlateDecode"])
def test_what_is_no_picture_at_all_is_told(tmp_path: Path, filtered: str) -> None:
    path = file_of(tmp_path / "none.pdf", (b"\0\1none" * 50, {"Filter": filtered}))
    with pytest.raises(PictureError, match="damaged or cut short"):
        list(pages_of(path))


def test_a_picture_that_is_missing_is_told(tmp_path: Path) -> None:
    path = file_of(tmp_path / "whole.pdf", jpeg())
    with pikepdf.open(path) as document:
        document.pages[0].obj.Contents = pikepdf.Stream(document, b"q 160 0 0 220 0 0 cm /Lost Do Q")
        document.save(tmp_path / "missing.pdf")
    with pytest.raises(PictureError, match="missing"):
        list(pages_of(tmp_path / "missing.pdf"))


def test_resources_of_the_whole_file_count(tmp_path: Path) -> None:
    path = file_of(tmp_path / "whole.pdf", jpeg())
    with pikepdf.open(path) as document:
        document.Root.Pages.Resources = document.pages[0].obj.Resources
        del document.pages[0].obj.Resources
        document.save(tmp_path / "inherited.pdf")
    (read,) = pages_of(tmp_path / "inherited.pdf")
    assert isinstance(read, FilePage)


SHOW = b"q 160 0 0 220 0 0 cm /I Do Q"


def _xobject(document: pikepdf.Pdf, content: bytes, resources: Dictionary | None = None) -> pikepdf.Object:
    form = pikepdf.Stream(document, content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 160, 220])
    if resources is not None:
        form.Resources = resources
    return document.make_indirect(form)


@pytest.mark.parametrize("resources", [None, Dictionary(), Dictionary(ProcSet=Array([Name.PDF]))])
@pytest.mark.parametrize("cut", [False, True])
def test_a_form_without_pictures_of_its_own_shows_the_pages(
    tmp_path: Path, resources: Dictionary | None, cut: bool
) -> None:
    data, told = jpeg()
    with pikepdf.new() as document:
        made = document.add_blank_page(page_size=(160, 220))
        inner = _xobject(document, SHOW, resources)
        outer = _xobject(document, b"/F Do", Dictionary(XObject=Dictionary(F=inner)))
        image = picture(document, data[:900] if cut else data, told)
        made.obj.Resources = Dictionary(XObject=Dictionary(O=outer, I=image))
        # Without resources the inner form has those of the outer one, which have no such picture.
        content = b"/O Do" if resources is not None else b"/I Do"
        made.obj.Contents = pikepdf.Stream(document, b"q 160 0 0 220 0 0 cm /I Do Q " + content)
        document.save(tmp_path / "fallback.pdf")
    if cut:
        with pytest.raises(PictureError, match="damaged or cut short"):
            list(pages_of(tmp_path / "fallback.pdf"))
        return
    (read,) = pages_of(tmp_path / "fallback.pdf")
    assert isinstance(read, FilePage)
    assert read.pixels.min() < 100


def test_a_form_that_names_its_own_pictures_does_not_show_the_pages(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        made = document.add_blank_page(page_size=(160, 220))
        image = picture(document, *jpeg())
        form = _xobject(document, SHOW, Dictionary(XObject=Dictionary(Other=image)))
        made.obj.Resources = Dictionary(XObject=Dictionary(F=form, I=image))
        made.obj.Contents = pikepdf.Stream(document, b"/F Do")
        document.save(tmp_path / "own.pdf")
    with pytest.raises(PictureError, match="missing"):
        list(pages_of(tmp_path / "own.pdf"))


@pytest.mark.parametrize(
    "words",
    [
        b"BT 50 70 Td (see /Chapter Do it) Tj ET",
        b"BT 50 70 Td (a \\) ( b (c /Chapter Do) /Chapter Do) Tj ET",
        b"% /Chapter Do",
        b"BI /W 1 /H 12 /BPC 8 /CS /G ID /Chapter Do  EI",
        b"/Chapter <</Do /Chapter>> DP",
        b"/Chapter gs Do",
        b"(/Chapter Do",
    ],
)
def test_words_that_look_like_a_picture_are_none(tmp_path: Path, words: bytes) -> None:
    path = file_of(tmp_path / "whole.pdf", jpeg())
    with pikepdf.open(path) as document:
        document.pages[0].obj.Contents = pikepdf.Stream(document, SHOW + b"\n" + words)
        document.save(tmp_path / "words.pdf")
    (read,) = pages_of(tmp_path / "words.pdf")
    assert isinstance(read, FilePage)
    assert read.pixels.min() < 100


@pytest.mark.parametrize("content", [b"/I % a comment\nDo", b"/#49 Do", b"[1] 0 d /I\r\nDo"])
def test_a_cut_picture_is_told_however_it_is_named(tmp_path: Path, content: bytes) -> None:
    data, told = jpeg()
    path = file_of(tmp_path / "cut.pdf", (data[:900], told))
    with pikepdf.open(path) as document:
        document.pages[0].obj.Contents = pikepdf.Stream(document, b"q 160 0 0 220 0 0 cm " + content + b" Q")
        document.save(tmp_path / "named.pdf")
    with pytest.raises(PictureError, match="damaged or cut short"):
        list(pages_of(tmp_path / "named.pdf"))


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count how many contents are looked through."""
    seen: list[object] = []
    look = pdf_faults._names_shown

    def counting(drawing: pikepdf.Object | None, budget: pdf_faults._Budget) -> list[str]:
        seen.append(drawing)
        return look(drawing, budget)

    monkeypatch.setattr(pdf_faults, "_names_shown", counting)
    return seen


@settings(max_examples=60, deadline=None)
@given(
    named=st.lists(
        st.tuples(st.lists(st.integers(0, 11), max_size=12), st.booleans()), min_size=1, max_size=11
    )
)
def test_forms_that_name_each_other_are_each_looked_at_once(
    tmp_path_factory: pytest.TempPathFactory, named: list[tuple[list[int], bool]]
) -> None:
    """0 is a picture that is cut short, n the n-th form, modulo; the page shows the first form."""
    data, told = jpeg()
    path = tmp_path_factory.mktemp("nested") / "nested.pdf"
    wanted = [[number % (len(named) + 1) for number in numbers] for numbers, _ in named]
    with pikepdf.new() as document:
        made = document.add_blank_page(page_size=(160, 220))
        shown = Dictionary(N0=picture(document, data[:900], told))
        for at, (numbers, (_, own)) in enumerate(zip(wanted, named, strict=True), 1):
            content = b" ".join(b"/N%d Do" % number for number in numbers)
            shown[f"/N{at}"] = _xobject(document, content, Dictionary() if own else None)
        made.obj.Resources = Dictionary(XObject=shown)
        made.obj.Contents = pikepdf.Stream(document, b"/N1 Do")
        document.save(path)
    reached, waiting = set[int](), [1]
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting += wanted[number - 1] if number else []
    with pytest.MonkeyPatch.context() as patch, PdfFaults(path) as faults:
        looked = _counted(patch)
        assert bool(faults.of(0)) == (0 in reached)
    assert len(looked) <= len(named) + 1


def test_of_a_page_with_too_many_forms_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, told = jpeg()
    with pikepdf.new() as document:
        made = document.add_blank_page(page_size=(160, 220))
        shown = Dictionary(F0=picture(document, data[:900], told))
        for at in range(1, 41):
            shown[f"/F{at}"] = _xobject(document, b"/F%d Do" % (at - 1))
        made.obj.Resources = Dictionary(XObject=shown)
        made.obj.Contents = pikepdf.Stream(document, b"/F40 Do")
        document.save(tmp_path / "deep.pdf")
    with PdfFaults(tmp_path / "deep.pdf") as faults:
        assert "cut short" in faults.of(0)
        monkeypatch.setattr(pdf_faults, "_MOST_FORMS", 39)
        looked = _counted(monkeypatch)
    with PdfFaults(tmp_path / "deep.pdf") as faults:
        assert faults.of(0) == ""
    assert len(looked) == 40


def _inflated_pieces(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    pieces: list[int] = []
    spend = pdf_faults._Budget.spend

    def counting(budget: pdf_faults._Budget, amount: int) -> None:
        pieces.append(amount)
        spend(budget, amount)

    monkeypatch.setattr(pdf_faults._Budget, "spend", counting)
    return pieces


BOMB = zlib.compress(zlib.compress(bytes(40_000_000)))


SWELLING = [
    (["FlateDecode", "FlateDecode", "DCTDecode"], BOMB),
    (["FlateDecode", "FlateDecode"], BOMB),
    (["FlateDecode"], zlib.compress(bytes(40_000_000))),
    (["FlateDecode", "ASCIIHexDecode"], zlib.compress(b"00" * 10_000_000)),
    (["RunLengthDecode", "DCTDecode"], b"\x81\0" * 600_000 + b"\x80"),
    (["RunLengthDecode"], b"\x81\0" * 600_000 + b"\x80"),
    (["LZWDecode"], bytes(2_000_000)),
]


@pytest.mark.parametrize(
    ("bound", "filters", "data"),
    [("_MOST_OF_PICTURES", *one) for one in SWELLING]
    # What the last filter gives is counted, never held.
    + [("_MOST_HELD", *one) for one in SWELLING if one[0][-1] != "FlateDecode"],
)
def test_what_swells_is_unpacked_up_to_a_bound_and_refuses_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filters: list[str], data: bytes, bound: str
) -> None:
    monkeypatch.setattr(pdf_faults, bound, 5_000_000)
    told: Told = {"Filter": Array([Name(f"/{one}") for one in filters]), "Width": 30_000, "Height": 30_000}
    path = file_of(tmp_path / "bomb.pdf", (data, told))
    pieces = _inflated_pieces(monkeypatch)
    with PdfFaults(path) as faults:
        assert faults.of(0) == ""
    assert sum(pieces) < 15_000_000


def test_a_deflated_picture_that_ends_too_early_with_its_sum_is_told(tmp_path: Path) -> None:
    told: Told = {"Filter": "/FlateDecode", "Width": 3000, "Height": 3000}
    with PdfFaults(file_of(tmp_path / "early.pdf", (zlib.compress(bytes(5_000_000)), told))) as faults:
        assert "cut short" in faults.of(0)


def test_a_picture_behind_one_that_swells_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_faults, "_MOST_HELD", 5_000_000)
    data, told = jpeg()
    filters = Array([Name.FlateDecode, Name.FlateDecode, Name.DCTDecode])
    with pikepdf.new() as document:
        made = document.add_blank_page(page_size=(160, 220))
        bomb, cut = picture(document, BOMB, {"Filter": filters}), picture(document, data[:900], told)
        made.obj.Resources = Dictionary(XObject=Dictionary(B=bomb, I=cut))
        made.obj.Contents = pikepdf.Stream(document, b"/B Do " + SHOW)
        document.save(tmp_path / "both.pdf")
    with PdfFaults(tmp_path / "both.pdf") as faults:
        assert "cut short" in faults.of(0)


def test_content_that_swells_is_unpacked_up_to_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(tmp_path / "whole.pdf", jpeg())
    with pikepdf.open(path) as document:
        swollen = pikepdf.Stream(document, zlib.compress(b" " * 40_000_000 + b"/Lost Do"))
        swollen.Filter = Name.FlateDecode
        document.pages[0].obj.Contents = Array([document.make_indirect(swollen)] * 50)
        document.save(tmp_path / "bomb.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.none)
    pieces = _inflated_pieces(monkeypatch)
    with PdfFaults(tmp_path / "bomb.pdf") as faults:
        assert faults.of(0) == ""
    assert sum(pieces) < 35_000_000


def _form(path: Path, text: str, *, drawn: bool, anew: bool, kind: str = "Widget") -> Path:
    with pikepdf.new() as document:
        made = document.add_blank_page(page_size=(300, 200))
        one = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([20, 120, 280, 150]), F=4,
            DA=String("/Helv 14 Tf 0 g"),
        )  # fmt: skip
        if kind == "Widget":
            one.FT, one.T, one.V = Name.Tx, String("name"), String(text)
        else:
            one.Contents = String(text)
        if drawn:
            shown = pikepdf.Stream(document, b"0 g 5 5 200 15 re f")
            shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, Array([0, 0, 260, 30])
            one.AP = Dictionary(N=shown)
        made.obj.Annots = Array([document.make_indirect(one)])
        fields = [made.obj.Annots[0]] if kind == "Widget" else []
        face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        document.Root.AcroForm = Dictionary(
            Fields=Array(fields), NeedAppearances=anew, DR=Dictionary(Font=Dictionary(Helv=face))
        )
        document.save(path)
    return path


@pytest.mark.parametrize("kind", ["Widget", "FreeText"])
@pytest.mark.parametrize("text", ["NGUYỄN THỊ THỬ", "Y Bhĭm Ayŭn", "HʼBia Ŏñ", "Đỗ", "Triệu Мai"])
def test_letters_that_a_drawing_would_drop_are_told(tmp_path: Path, text: str, kind: str) -> None:
    path = _form(tmp_path / "form.pdf", text, drawn=False, anew=False, kind=kind)
    with pytest.raises(PictureError, match="letter by letter"):
        list(pages_of(path))


def test_a_field_that_is_to_be_drawn_anew_is_told(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="letter by letter"):
        list(pages_of(_form(tmp_path / "form.pdf", "Nguyễn", drawn=True, anew=True)))


@pytest.mark.parametrize(
    ("text", "drawn", "anew"), [("Nguyễn", True, False), ("NGUYEN", False, False), ("José", False, True)]
)
def test_a_field_that_shows_every_letter_is_drawn(tmp_path: Path, text: str, drawn: bool, anew: bool) -> None:
    (read,) = pages_of(_form(tmp_path / "form.pdf", text, drawn=drawn, anew=anew))
    assert isinstance(read, FilePage)
    assert read.pixels.min() < 100


def test_an_envelope_of_other_files_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path / "cover.pdf", jpeg())
    with pikepdf.open(path) as document:
        document.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)
        document.save(tmp_path / "portfolio.pdf")
    with pytest.raises(PictureError, match="portfolio"):
        list(pages_of(tmp_path / "portfolio.pdf"))


@pytest.mark.parametrize("unit", [2, 0.5])
def test_a_unit_of_several_points_is_drawn_as_large_as_it_is(tmp_path: Path, unit: float) -> None:
    path = file_of(tmp_path / "whole.pdf", jpeg())
    with pikepdf.open(path) as document:
        document.pages[0].obj.UserUnit = unit
        document.save(tmp_path / "unit.pdf")
    (read,) = pages_of(tmp_path / "unit.pdf", 100)
    assert isinstance(read, FilePage)
    assert read.pixels.shape[1] == pytest.approx(160 * unit / 72 * 100, abs=1)
