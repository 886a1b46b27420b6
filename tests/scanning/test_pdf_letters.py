"""Letters, ticks, stamps and contents of a PDF page that a drawing of it would drop without a word."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from kiosk_app.scanning.picture_file import DamagedPage, FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError

Told = dict[str, pikepdf.Object | int]
_FIELD = Array([20, 120, 280, 150])
_FRAME = b"q 0 0 0 RG 1 1 258 28 re S Q "
_WRITTEN = b"BT /F 14 Tf 5 8 Td (NGUYEN) Tj ET"
_OUTLINED = b"5 5 m " + b"30 20 l 40 5 l " * 12 + b"f"


def _standard(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )


def _picture(document: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    shown = Stream(document, content)
    shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, Array([0, 0, 260, 30])
    shown.Resources = Dictionary(Font=Dictionary(F=_standard(document)))
    return document.make_indirect(shown)


def _with_annotation(path: Path, told: Callable[[pikepdf.Pdf], Told], *, anew: bool = False) -> Path:
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(300, 200))
        one = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=_FIELD, F=4, DA=String("/F 14 Tf 0 g"))
        for key, value in told(document).items():
            one[f"/{key}"] = value
        page.obj.Annots = Array([document.make_indirect(one)])
        fields = [page.obj.Annots[0]] if one.Subtype == Name.Widget else []
        held = Dictionary(Font=Dictionary(F=_standard(document)))
        document.Root.AcroForm = Dictionary(Fields=Array(fields), DR=held, NeedAppearances=anew)
        document.save(path)
    return path


def _field(content: bytes, text: str = "NGUYEN THI THU") -> Callable[[pikepdf.Pdf], Told]:
    return lambda document: {
        "FT": Name.Tx, "T": String("x"), "V": String(text), "AP": Dictionary(N=_picture(document, content)),
    }  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"/Tx BMC EMC", _FRAME, _FRAME + b"/Tx BMC q BT ( ) Tj ET Q EMC"])
def test_a_field_whose_picture_is_older_than_its_text_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PictureError, match="letter by letter"):
        list(pages_of(_with_annotation(tmp_path / "form.pdf", _field(content))))


@pytest.mark.parametrize("content", [_WRITTEN, _FRAME + _WRITTEN, _OUTLINED])
def test_a_field_whose_picture_shows_something_is_drawn(tmp_path: Path, content: bytes) -> None:
    (read,) = pages_of(_with_annotation(tmp_path / "form.pdf", _field(content)))
    assert isinstance(read, FilePage)
    assert read.pixels.min() < 100


def test_a_field_that_is_empty_may_look_so(tmp_path: Path) -> None:
    (read,) = pages_of(_with_annotation(tmp_path / "form.pdf", _field(_FRAME, text=" ")))
    assert isinstance(read, FilePage)


def _choice(_document: pikepdf.Pdf) -> Told:
    options = Array([Array([String("1"), String("Nam")]), Array([String("2"), String("Nữ")])])
    return {"FT": Name.Ch, "T": String("x"), "Ff": 1 << 17, "Opt": options, "V": String("2")}


def _rich(_document: pikepdf.Pdf) -> Told:
    return {"Subtype": Name.FreeText, "RC": String("<body><p>Nguyễn</p></body>")}


@pytest.mark.parametrize("told", [_choice, _rich])
def test_letters_that_are_kept_in_another_place_are_told(
    tmp_path: Path, told: Callable[[pikepdf.Pdf], Told]
) -> None:
    with pytest.raises(PictureError, match="letter by letter"):
        list(pages_of(_with_annotation(tmp_path / "form.pdf", told)))


def _box(value: str, shown: str | None) -> Callable[[pikepdf.Pdf], Told]:
    def told(document: pikepdf.Pdf) -> Told:
        states = Dictionary(Co=_picture(document, b"9 9 9 9 re f"), Off=_picture(document, b""))
        given: Told = {"FT": Name.Btn, "T": String("x"), "V": Name(f"/{value}"), "AP": Dictionary(N=states)}
        return given if shown is None else given | {"AS": Name(f"/{shown}")}

    return told


@pytest.mark.parametrize("shown", [None, "Off"])
def test_a_tick_that_would_not_be_shown_is_told(tmp_path: Path, shown: str | None) -> None:
    with pytest.raises(PictureError, match="ticked"):
        list(pages_of(_with_annotation(tmp_path / "form.pdf", _box("Co", shown))))


@pytest.mark.parametrize(("value", "shown"), [("Co", "Co"), ("Off", "Off"), ("Off", None), ("Khac", "Off")])
def test_a_box_as_it_is_shown_is_drawn(tmp_path: Path, value: str, shown: str | None) -> None:
    (read,) = pages_of(_with_annotation(tmp_path / "form.pdf", _box(value, shown)))
    assert isinstance(read, FilePage)


@pytest.mark.parametrize("kind", ["Stamp", "Line", "PolyLine", "Polygon", "Caret"])
@pytest.mark.parametrize("pictured", [False, True])
def test_a_stamp_without_a_picture_is_told(tmp_path: Path, kind: str, pictured: bool) -> None:
    def told(document: pikepdf.Pdf) -> Told:
        given: Told = {"Subtype": Name(f"/{kind}"), "L": Array([30, 130, 200, 140])}
        return given | {"AP": Dictionary(N=_picture(document, _OUTLINED))} if pictured else given

    path = _with_annotation(tmp_path / "stamped.pdf", told)
    if pictured:
        (read,) = pages_of(path)
        assert isinstance(read, FilePage)
    else:
        with pytest.raises(PictureError, match="stamp"):
            list(pages_of(path))


def _named(*names: str, base: str = "TimesNewRomanPSMT") -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    return lambda _document: Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name(f"/{base}"),
        Encoding=Dictionary(
            BaseEncoding=Name.WinAnsiEncoding, Differences=Array([128, *(Name(f"/{name}") for name in names)])
        ),
    )


def _numbered(document: pikepdf.Pdf) -> pikepdf.Object:
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.TimesNewRomanPSMT)
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.TimesNewRomanPSMT,
        Encoding=Name("/Identity-H"), DescendantFonts=Array([document.make_indirect(inner)]),
    )  # fmt: skip


def _written_in(path: Path, face: Callable[[pikepdf.Pdf], pikepdf.Object], content: bytes) -> Path:
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(300, 200))
        page.obj.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(face(document))))
        page.obj.Contents = document.make_stream(b"0 0 99 9 re f BT /F 18 Tf 20 100 Td " + content + b" ET")
        document.save(path)
    return path


_LOST: dict[str, tuple[Callable[[pikepdf.Pdf], pikepdf.Object], bytes]] = {
    "numbers of letters": (_numbered, b"<0031002A> Tj"),
    "Unicode's numbers": (_named("uni1EC4"), b"(NGUY\x80N) Tj"),
    "names of letters": (_named("Dcroat", "ohorn"), b"(\x80\x81) Tj"),
    "two marks": (_named("ecircumflextilde"), b"[(Nguy\x80n) -20 (Nam)] TJ"),
    "TCVN3": (_named(base=".VnTime"), b"(Nguy\xd4n) Tj"),
    "VNI": (_named(base="VNI-Times"), b"(Nguye\xe3n) Tj"),
}


@pytest.mark.parametrize("case", _LOST)
def test_letters_of_a_typeface_that_is_not_in_the_file_are_told(tmp_path: Path, case: str) -> None:
    with pytest.raises(PictureError, match="typeface"):
        list(pages_of(_written_in(tmp_path / "letter.pdf", *_LOST[case])))


_KEPT: dict[str, tuple[Callable[[pikepdf.Pdf], pikepdf.Object], bytes]] = {
    "unseen, for the search": (_numbered, b"3 Tr <0031002A> Tj"),
    "marks of the West": (_named("eacute", "Acircumflex", "uni00F4", "scaron"), b"(\x80\x81\x82\x83) Tj"),
    "named and not used": (_named("Dcroat"), b"(NGUYEN) Tj"),
    "TCVN3 without marks": (_named(base=".VnTime"), b"(Lan) Tj"),
    "a standard face": (_standard, b"(Jos\xe9) Tj"),
}


@pytest.mark.parametrize("case", _KEPT)
def test_letters_that_are_at_hand_are_drawn(tmp_path: Path, case: str) -> None:
    (read,) = pages_of(_written_in(tmp_path / "letter.pdf", *_KEPT[case]))
    assert isinstance(read, FilePage)


@pytest.mark.parametrize("damage", ["cut short", "overwritten"])
def test_a_page_whose_content_is_damaged_is_told_beside_the_others(tmp_path: Path, damage: str) -> None:
    lines = b"".join(
        b"BT /F 12 Tf 20 %d Td (Uy ban nhan dan %d) Tj ET\n" % (180 - 9 * n, n * n) for n in range(19)
    )
    data = bytearray(zlib.compress(lines))
    if damage == "cut short":
        del data[len(data) // 2 :]
    else:
        data[len(data) // 2 : len(data) // 2 + 30] = b"\xff" * 30
    path = tmp_path / "two.pdf"
    with pikepdf.new() as document:
        for content in (bytes(data), zlib.compress(lines)):
            page = document.add_blank_page(page_size=(300, 200))
            page.obj.Resources = Dictionary(Font=Dictionary(F=_standard(document)))
            page.obj.Contents = document.make_indirect(Stream(document, content, Filter=Name.FlateDecode))
        document.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    first, second = pages_of(path)
    assert isinstance(first, DamagedPage)
    assert "damaged or cut short" in first.problem
    assert isinstance(second, FilePage)
