"""The same name typed by two people: signs and the place of a tone do not matter, letters and tones do."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.ui.keyboard.tones import settled, with_other_place
from tests.support.repertoire import NAMES
from tests.ui.keyboard.syllables import syllables, toned
from vietnam.names import APOSTROPHES, HYPHENS, TONES, same_name, surnames

HIDDEN = ("\u200b", "\u00ad", "\u202a", "\ufeff")
HATS, LETTERS = frozenset("\u0302\u0306\u031b"), frozenset("abcdeghiklmnopqrstuvxyđ")


@cache
def spelt() -> list[str]:
    """Give every syllable; not when this file is read, since every worker reads it."""
    return sorted({toned(one, place).written() for one in syllables() for place in range(6)})


WORDS = st.one_of(
    st.deferred(lambda: st.sampled_from(spelt())),
    st.sampled_from([*" ".join(NAMES).split(), "Đinh", "đặng"]),
)
names = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def typed_otherwise(name: str, data: st.DataObject) -> str:
    """Write a name as somebody else's keyboard, or an account, may have it."""

    def another(sign: str) -> str:
        if sign in APOSTROPHES:
            return data.draw(st.sampled_from(sorted(APOSTROPHES)))
        if sign in HYPHENS:
            return data.draw(st.sampled_from(sorted(HYPHENS)))
        if sign == " ":
            return data.draw(st.sampled_from([" ", "  ", "\u00a0", "-"]))
        looks_like = {"Đ": "ÐƉĐ", "đ": "ðɖđ"}
        return data.draw(st.sampled_from(looks_like[sign])) if sign in looks_like else sign

    words = [
        with_other_place(word)[0] if data.draw(st.booleans()) else word
        for word in unicodedata.normalize("NFC", name).split(" ")
    ]
    written = "".join(map(another, " ".join(words)))
    match data.draw(st.sampled_from(["as it is", "capitals", "small"])):
        case "capitals":
            written = written.upper()
        case "small":
            written = written.casefold()
    place = data.draw(st.integers(0, len(written)))
    written = written[:place] + data.draw(st.sampled_from(["", *HIDDEN])) + written[place:]
    return unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), written)


@given(names, st.data())
def test_the_same_name_typed_otherwise_is_the_same(name: str, data: st.DataObject) -> None:
    other = typed_otherwise(name, data)
    assert same_name(name, other)
    assert same_name(other, name)


@given(names, st.data())
def test_another_letter_mark_or_tone_is_another_name(name: str, data: st.DataObject) -> None:
    parts = [*unicodedata.normalize("NFD", name)]
    letters = [place for place, one in enumerate(parts) if one.isalpha() or one in TONES | HATS]
    place = data.draw(st.sampled_from([place for place in letters if parts[place] not in APOSTROPHES]))
    kind = next((one for one in (TONES, HATS) if parts[place] in one), LETTERS)
    other = data.draw(st.sampled_from([one for one in sorted(kind) if one != parts[place].casefold()]))
    changed = "".join([*parts[:place], other, *parts[place + 1 :]])
    assert not same_name(name, typed_otherwise(changed, data))


def test_no_two_syllables_become_one() -> None:
    """Where a tone stands never tells two syllables apart, but for the two ways to write one."""
    alike: dict[str, set[str]] = defaultdict(set)
    for one in spelt():
        bare = "".join(sign for sign in unicodedata.normalize("NFD", one) if sign not in TONES)
        alike[bare].add(settled(one, keep_modern=False))
    pairs = [pair for those in alike.values() for pair in combinations(sorted(those), 2)]
    assert len(pairs) > 10_000
    assert not [pair for pair in pairs if same_name(*pair)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H'Hen Niê", "H’Hen Niê"),
        ("K’ Brôih", "K'Brôih"),
        ("Ðinh Văn Hoà", "Đinh Văn Hòa"),
        ("Nguyễn Thị Thuý", "NGUYỄN THỊ THÚY"),
        ("Trần Qúy", "Trần Quý"),
        ("Cơ-Tu", "Cơ Tu"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa", "Hóa"), ("Hòa", "Hoa"), ("Dung", "Đung"), ("Lan", "Lân"), ("Trần Văn", "Trần Vằn"), ("A", "")],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("name", "families"),
    [
        ("Nguyễn Thị Bé", {"nguyễn"}),
        ("ĐẶNG VĂN A", {"đặng"}),
        ("Ðặng Văn A", {"đặng"}),
        ("Y Blơ Niê Kđăm", {"niê", "kđăm"}),
        ("H'Bia Niê", {"niê"}),
        ("HʼBia Niê", {"niê"}),
        ("H' Bia Niê", {"niê"}),
        ("Niê H'Bia", {"niê"}),
        ("Rah Lan H'Ñiêu", {"rah"}),
        ("Siu Y Blô", {"siu"}),
        ("A Lăng Thị Brết", {"a"}),
        ("K'Brôi", set()),
        ("K' Brôi", set()),
        ("Ka Hiền", set()),
        ("A Phiu", set()),
        ("Y Blun", set()),
        ("Ka Să Ha Tư", {"ka"}),
        ("Vàng A Dơ", {"vàng"}),
        ("Y", set()),
        ("", set()),
    ],
)
def test_where_the_family_stands_in_a_name(name: str, families: set[str]) -> None:
    assert surnames(name) == families
