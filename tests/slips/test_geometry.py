"""Nothing clipped, nothing overlapping, whatever the names are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont

from drivers.printer.port import Bitmap
from kiosk_app.slips.layout import DOTS_PER_MM, MARGIN, PAPER_WIDTH, TEXT_WIDTH, shown_blocks, table_rows
from kiosk_app.slips.qr import QUIET_MODULES, qr_modules
from kiosk_app.slips.render import render
from kiosk_app.slips.template import (
    CodeBlock,
    Column,
    Style,
    TableBlock,
    TextBlock,
    load_styles,
    load_template,
)
from kiosk_app.slips.text import Setter, draw_code
from kiosk_app.slips.values import SAMPLE_LETTERS, template_of, values_of
from kiosk_app.typesetting.faces import Weight, base_face
from tests.slips.reading import inked, picture, qr_texts
from tests.slips.samples import ALL, HEALTH, RECEIPT, TEST

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
STYLES = sorted(load_styles())


@cache
def printed(name: str) -> Bitmap:
    """One of the sample slips, set once."""
    return render(ALL[name])


@pytest.mark.mostly_long("one more slip", one_in=12)
@pytest.mark.parametrize("name", ALL)
def test_ink_keeps_off_the_margins(name: str) -> None:
    slip = picture(printed(name))
    assert slip.width == PAPER_WIDTH
    assert not inked(slip, (0, 0, MARGIN - 4, slip.height))
    assert not inked(slip, (PAPER_WIDTH - MARGIN + 4, 0, PAPER_WIDTH, slip.height))
    assert not inked(slip, (0, slip.height - 10, PAPER_WIDTH, slip.height))
    assert inked(slip, (MARGIN, 0, PAPER_WIDTH - MARGIN, slip.height))


def test_the_edges_of_the_test_slip_reach_the_paper() -> None:
    slip = picture(render(TEST))
    assert inked(slip, (0, 0, 1, 24))
    assert inked(slip, (PAPER_WIDTH - 1, 0, PAPER_WIDTH, 24))
    assert not inked(slip, (0, 30, 4, slip.height - 50))


def test_a_cell_follows_its_column_also_where_it_says_what_the_head_says() -> None:
    column = Column(head="Phí", cell="{fee}", align="right")
    block = TableBlock(kind="table", rows="fees", columns=(column,))
    head, cell = (
        strip.crop((TEXT_WIDTH - 60, 0, TEXT_WIDTH, strip.height)).getextrema()
        for strip in table_rows(block, ({"fee": "Phí"},), load_styles())
    )
    assert head == (255, 255)
    assert cell == (0, 255)


@pytest.mark.mostly_long(
    "one more style; every letter is drawn in every place of the slips in every run", one_in=4
)
@pytest.mark.parametrize("style", STYLES)
def test_no_mark_of_any_letter_is_cut_off(style: str) -> None:
    chosen = load_styles()[style]
    for text in (SAMPLE_LETTERS, VIETNAMESE.upper(), "gjpqyçộựỵỘỰỴ(|)@"):
        strip = Setter(chosen, TEXT_WIDTH).draw(text)
        width, height = strip.size
        assert strip.crop((0, 0, width, 1)).getextrema() == (255, 255)
        assert strip.crop((0, height - 1, width, height)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    "weight", sorted({style.weight for style in load_styles().values()} | {"BoldItalic"})
)
def test_every_vietnamese_letter_has_a_glyph(weight: Weight) -> None:
    face = BytesIO(base_face(weight).data)
    font = ImageFont.truetype(face, 40, layout_engine=ImageFont.Layout.RAQM)
    missing = bytes(font.getmask("\U000f0000"))
    shapes = {}
    for letter in VIETNAMESE + VIETNAMESE.upper() + "0123456789•·–…/@:;,.()-":
        shape = bytes(font.getmask(letter))
        assert shape != missing
        assert any(shape)
        shapes[letter] = (font.getmask(letter).size, shape, font.getbbox(letter))
    assert len({shape for letter, shape in shapes.items() if letter.isalpha()}) == 2 * len(VIETNAMESE)


@settings(max_examples=40, deadline=None)
@given(st.text(VIETNAMESE + VIETNAMESE.upper() + " -/.", max_size=160), st.sampled_from(STYLES))
def test_setting_loses_no_letter(text: str, style: str) -> None:
    setter = Setter(load_styles()[style], 300)
    lines = setter._lines(setter._words(text))
    drawn = "".join(word.text for line in lines for word in line.words)
    assert drawn == text.replace(" ", "")
    assert all(line.width <= 300 for line in lines)


def test_bold_within_a_line_keeps_its_space() -> None:
    setter = Setter(load_styles()["body"], TEXT_WIDTH)
    (line,) = setter._lines(setter._words("Gửi lúc: **hôm nay**."))
    assert [(word.text, word.weight, word.glued) for word in line.words] == [
        ("Gửi", "Medium", False),
        ("lúc:", "Medium", False),
        ("hôm", "Bold", False),
        ("nay", "Bold", False),
        (".", "Medium", True),
    ]


def test_a_double_star_in_a_name_prints_no_bold() -> None:
    values = values_of(replace(RECEIPT, applicant_name="A **B** {code}"))
    assert values["applicant"] == "A *B* {code}"


def test_what_is_to_be_read_is_large_enough() -> None:
    styles = load_styles()
    assert styles["body"].size >= 26
    assert styles["small"].size >= 24
    for name in ("receipt", "receipt_provisional", "appointment", "test"):
        for block in load_template(name).blocks:
            assert not isinstance(block, TextBlock) or styles[block.style].size >= 24


@pytest.mark.parametrize("code", ["TAM-DN07-0042-K", "H17.99.01-261124-0001", "G22.99.08.123-261124-00001"])
def test_the_code_is_very_large(code: str) -> None:
    style = load_styles()["code"]
    strip = draw_code(code, style, TEXT_WIDTH)
    left, top, right, bottom = ImageChops.invert(strip).getbbox() or (0, 0, 0, 0)
    assert right - left > 0.6 * TEXT_WIDTH
    assert bottom - top >= 36
    assert left > 0
    assert right <= TEXT_WIDTH


@pytest.mark.mostly_long("one more slip", one_in=12)
@pytest.mark.parametrize("name", [name for name, content in ALL.items() if values_of(content).get("qr")])
def test_qr_decodes_and_is_coarse_enough(name: str) -> None:
    content = ALL[name]
    slip = picture(printed(name))
    (code,) = qr_texts(slip)
    assert code == values_of(content)["qr"]
    modules = len(qr_modules(code))
    box = _qr_box(slip)
    side = box[2] - box[0]
    assert side % modules == 0
    module = side // modules
    assert module >= 4
    assert side >= 30 * DOTS_PER_MM
    quiet = QUIET_MODULES * module
    around = slip.crop((box[0] - quiet, box[1] - quiet, box[2] + quiet, box[3] + quiet))
    inside = around.copy()
    inside.paste(255, (quiet, quiet, quiet + side, quiet + side))
    assert inside.getextrema() == (255, 255)


def _qr_box(slip: Image.Image) -> tuple[int, int, int, int]:
    (found,) = zxingcpp.read_barcodes(slip)
    # The reader's corners are good to a dot or two; the ink around them is exact.
    x, y = found.position.top_left.x - 8, found.position.top_left.y - 8
    near = slip.crop((x, y, found.position.bottom_right.x + 8, found.position.bottom_right.y + 8))
    left, top, right, bottom = ImageChops.invert(near).getbbox() or (0, 0, 0, 0)
    return x + left, y + top, x + right, y + bottom


@pytest.mark.mostly_long("one more slip", one_in=12)
@pytest.mark.parametrize("name", ALL)
def test_a_slip_is_as_long_as_its_parts(name: str) -> None:
    bitmap = printed(name)
    assert len(bitmap.rows) == bitmap.height * PAPER_WIDTH // 8
    assert render(ALL[name]) == bitmap


def test_every_condition_and_value_of_a_template_exists() -> None:
    for content in (*ALL.values(), TEST, HEALTH):
        values = values_of(content)
        template = load_template(template_of(content))
        for block in template.blocks:
            assert not block.when or block.when.removeprefix("not ") in values
            if isinstance(block, TextBlock | CodeBlock):
                assert block.style in load_styles()
                assert block.text.format_map(values) or block.when
            if isinstance(block, TableBlock):
                assert not isinstance(values[block.rows], str)
        assert list(shown_blocks(template, values))


def test_a_style_below_the_smallest_size_is_refused() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 22"):
        Style(size=20)
