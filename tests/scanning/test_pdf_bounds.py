"""A PDF page is looked at within a bound, whatever it holds, and only what it draws counts."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from kiosk_app.scanning import pdf_faults
from kiosk_app.scanning.pdf_faults import PdfFaults
from kiosk_app.scanning.pdf_streams import PdfBudget, names_shown
from kiosk_app.scanning.picture_file import FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError
from tests.scanning.pdf_files import SHOW, Told, file_of, jpeg, picture, xobject


@pytest.mark.parametrize("resources", [None, Dictionary(), Dictionary(ProcSet=Array([Name.PDF]))])
@pytest.mark.parametrize("cut", [False, True])
def test_a_form_without_pictures_of_its_own_shows_the_pages(
    tmp_path: Path, resources: Dictionary | None, cut: bool
) -> None:
    data, told = jpeg()
    with pikepdf.new() as document:
        made = document.add_blank_page(page_size=(160, 220))
        inner = xobject(document, SHOW, resources)
        outer = xobject(document, b"/F Do", Dictionary(XObject=Dictionary(F=inner)))
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
        form = xobject(document, SHOW, Dictionary(XObject=Dictionary(Other=image)))
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

    def counting(drawing: pikepdf.Object | None, budget: PdfBudget) -> list[str]:
        seen.append(drawing)
        return names_shown(drawing, budget)

    monkeypatch.setattr(pdf_faults, "names_shown", counting)
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
            shown[f"/N{at}"] = xobject(document, content, Dictionary() if own else None)
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
            shown[f"/F{at}"] = xobject(document, b"/F%d Do" % (at - 1))
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
    spend = PdfBudget.spend

    def counting(budget: PdfBudget, amount: int) -> None:
        pieces.append(amount)
        spend(budget, amount)

    monkeypatch.setattr(PdfBudget, "spend", counting)
    return pieces


BOMB = zlib.compress(zlib.compress(bytes(40_000_000)))


SWELLING = [
    (["FlateDecode", "FlateDecode", "DCTDecode"], BOMB),
    (["FlateDecode", "FlateDecode"], BOMB),
    (["FlateDecode"], zlib.compress(bytes(40_000_000))),
    (["FlateDecode", "ASCIIHexDecode"], zlib.compress(b"00" * 10_000_000)),
    (["RunLengthDecode", "DCTDecode"], b"\x81\0" * 600_000 + b"\x80"),
    (["RunLengthDecode"], b"\x81\0" * 600_000 + b"\x80"),
    (["LZWDecode", "DCTDecode"], bytes(2_000_000)),
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
