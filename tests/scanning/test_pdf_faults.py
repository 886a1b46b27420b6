"""A PDF page of which a drawing would lose something without a word is told, and keeps no other page back."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from kiosk_app.scanning.picture_file import DamagedPage, FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError
from tests.scanning.pdf_files import CODED, file_of, jpeg


@pytest.mark.parametrize("kind", CODED)
def test_a_whole_picture_is_drawn(tmp_path: Path, kind: str) -> None:
    (read,) = pages_of(file_of(tmp_path / "whole.pdf", CODED[kind]()))
    assert isinstance(read, FilePage)
    assert read.pixels.min() < 100


@pytest.mark.mostly_long("cut at one more place", one_in=4, kind="kind")
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


@pytest.mark.long("sixty files more; each code is cut short in every run")
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
            shown = pikepdf.Stream(document, b"0 g 5 5 200 15 re f BT /Helv 9 Tf 5 22 Td (Nguyen) Tj ET")
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
