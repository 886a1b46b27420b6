"""Pages of questions: each stands once in order; short answers share a line, presets fill the last page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.catalogue.model import Field, FieldType, Option, Text
from kiosk_app.forms.pages import USUAL_CAPACITY, PageCapacity, height_of, pages_of
from tests.forms.samples import MARRYING

FIELDS = [field for section in MARRYING.sections for field in section.fields]
CAPACITIES = st.builds(
    PageCapacity, lines=st.floats(3, 40), letters=st.integers(8, 90), touch=st.floats(0.8, 4, allow_nan=False)
)


def choice(*answers: str) -> Field:
    """A question with these answers."""
    options = tuple(Option(answer, Text(answer, answer)) for answer in answers)
    return replace(FIELDS[0], type=FieldType.CHOICE, options=options)


@settings(max_examples=40)
@given(
    asked=st.lists(st.sampled_from(FIELDS), unique_by=lambda one: one.key),
    capacity=CAPACITIES,
    taken=st.floats(0, 12),
)
def test_each_question_stands_once_and_in_order(
    asked: list[Field], capacity: PageCapacity, taken: float
) -> None:
    pages = pages_of(asked, (), capacity, taken=taken)
    assert [field for page in pages for field in page] == asked
    assert all(pages[1:])


@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        (("Có", "Không"), 1),
        (("Có", "Không", "Không rõ"), 2),
        (("Chưa kết hôn", "Đang có vợ, có chồng nhưng sống xa"), 2),
        (("Có", "Trước đây có, nay thì không còn", "Không"), 3),
        (("Có", "Không", "Trước đây có, nay thì không còn", "Một", "Hai"), 3),
    ],
)
def test_two_short_answers_share_a_line(answers: tuple[str, ...], lines: int) -> None:
    gaps = 0.25 * (lines - 1)
    bare = (
        height_of(replace(FIELDS[0], type=FieldType.COUNT, options=()), USUAL_CAPACITY, "vi")
        - USUAL_CAPACITY.touch
    )
    assert height_of(choice(*answers), USUAL_CAPACITY, "vi") == pytest.approx(
        bare + lines * USUAL_CAPACITY.touch + gaps
    )


def test_what_is_preset_fills_the_last_page_and_makes_none() -> None:
    asked, preset = [choice("Có", "Không")], [replace(choice("Một", "Hai"), key="preset")]
    [alone] = pages_of(asked, preset, PageCapacity(lines=5), taken=0)
    [both] = pages_of(asked, preset, PageCapacity(lines=12), taken=0)
    assert [field.key for field in alone] == [asked[0].key]
    assert [field.key for field in both] == [asked[0].key, "preset"]
