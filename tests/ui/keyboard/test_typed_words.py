"""Words and names with their keys, written down; and an older library as a second opinion on common words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import bogo
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk_app.ui.keyboard import telex, vni
from kiosk_app.ui.keyboard.editing import after_key
from kiosk_app.ui.keyboard.spelling import can_be_syllable
from kiosk_app.ui.keyboard.tones import cut, settled
from tests.ui.keyboard.names import NAMES, orders
from tests.ui.keyboard.syllables import KEYS_OF, keys_of, syllables, toned
from tests.ui.keyboard.words import WORDS, at_once, fold, in_the_end
from vietnam.former_places import former_names
from vietnam.places import communes, provinces

LIST = Path(__file__).with_name("typed_words.tsv")
Typed = Callable[[str, str], tuple[str, str]]


def words() -> list[tuple[str, str, str]]:
    """Word, keys in Telex, keys in VNI."""
    rows = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines()[1:]]
    return [(word, by_telex, by_vni) for word, by_telex, by_vni in rows]


def keyed(typed: Typed, keys: str) -> str:
    """Type keys one after the other, and a space behind."""
    text = ""
    for key in f"{keys} ":
        text, _ = typed(text, key)
    return text.rstrip(" ")


def test_the_list_is_long_enough() -> None:
    assert len({word for word, _, _ in words()}) >= 500


def test_telex() -> None:
    assert {word: keyed(telex.typed, keys) for word, keys, _ in words()} == {
        word: word for word, _, _ in words()
    }


def test_vni() -> None:
    assert {word: keyed(vni.typed, keys) for word, _, keys in words()} == {
        word: word for word, _, _ in words()
    }


def test_the_name_of_every_commune_can_be_typed() -> None:
    """Old ones too: they stand in addresses. As in Unikey, a letter that is a mark's key is typed twice."""
    today = [commune for province in provinces() for commune in communes(province.code)]
    names = [name for commune in today for name in (commune.name, *former_names(commune.code))]
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name)}
    wrong = {
        word
        for word in words
        if settled(word, keep_modern=False) not in {keyed(telex.typed, keys) for keys in _ways(word)}
    }
    # Two words that are written together here alone; the keys for ê and for tones give them.
    assert wrong == {"Eachà", "Laêê"}
    assert len(words) > 1_500


def _ways(word: str) -> tuple[str, ...]:
    keys = at_once(word)
    if keys[0] in "wW":
        keys = f"{keys[0]}w{keys[1:]}"
    return keys, keys + keys[-1]


@pytest.mark.parametrize("method", ["telex", "vni"])
def test_whole_lines_by_the_keyboard(method: str) -> None:
    line = words()[:200]
    text = ""
    for _, *both in line:
        for key in (*both[method == "vni"], "space"):
            text, _ = after_key(method, text, len(text), len(text), key)
    assert text.split() == [word for word, _, _ in line]


@pytest.mark.parametrize("spell", [at_once, in_the_end])
def test_an_older_library_agrees_about_common_words(spell: Callable[[str], str]) -> None:
    # It knows no double o, and takes the third of "xooong" for an undoing.
    common = [word for word in WORDS if "oo" not in word]
    ours = {word: keyed(telex.typed, spell(word)) for word in common}
    theirs = {word: bogo.process_sequence(spell(word)) for word in common}
    differing = {word for word in common if ours[word] != theirs[word]}
    # Where it differs it is wrong: what it makes is not the word of the list.
    assert all(theirs[word] != word for word in differing)
    assert len(differing) <= 12, sorted((word, theirs[word]) for word in differing)


@pytest.mark.long("every syllable, by every way to type; test_telex.py has the rules")
@pytest.mark.parametrize("method", sorted(KEYS_OF))
@pytest.mark.parametrize("at_the_vowel", [True, False])
def test_the_older_library_agrees_about_every_syllable(method: str, at_the_vowel: bool) -> None:
    typed, rules = {
        "telex": (telex.typed, bogo.get_telex_definition()),
        "vni": (vni.typed, bogo.get_vni_definition()),
    }[method]
    ours, theirs = {}, {}
    for place, syllable in enumerate(syllables()):
        spelt = toned(syllable, place)
        keys = keys_of(spelt, method, at_the_vowel=at_the_vowel)
        word = spelt.written()
        ours[word] = keyed(typed, keys)
        theirs[word] = bogo.process_sequence(keys, rules=rules)
    assert len(ours) > 2_900
    assert {word: made for word, made in ours.items() if made != word} == {}
    assert theirs == ours


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("QDDST-HNGDD", "QĐST-HNGĐ"),
        ("SDDT", "SĐT"),
        ("hww", "hw"),
        ("Dexter", "Dexter"),
        ("Maria", "Maria"),
        ("Laura", "Laura"),
        ("Maura", "Maura"),
        ("Sara", "Sara"),
        ("Asus", "Asus"),
        ("Oasis", "Oasis"),
        ("Tajik", "Tajik"),
        ("Jessica", "Jessica"),
        ("Jesssica", "Jessica"),
        ("Vanessa", "Vanessa"),
        ("Larry", "Larry"),
        ("Harris", "Harris"),
        ("Jeffrey", "Jeffrey"),
        ("Hoffmann", "Hoffmann"),
        ("Rosslyn", "Rosslyn"),
        ("Daddy", "Daddy"),
        ("Pierre", "Pierre"),
        ("Torres", "Torres"),
        ("Reese", "Reese"),
        ("Susan", "Susan"),
        ("Paris", "Paris"),
        ("Nasir", "Nasir"),
        ("Perez", "Perez"),
        ("Tanaka", "Tanaka"),
        ("Krajan", "Krajan"),
        ("Kraajan", "Kraajan"),
        ("Sarah", "Sarah"),
        ("Hajah", "Hajah"),
        ("Kajal", "Kajal"),
        ("Pasha", "Pasha"),
        ("Kasper", "Kasper"),
        ("Tasnim", "Tasnim"),
        ("Asher", "Asher"),
        ("Kraat", "Krât"),
        ("Braats", "Brất"),
        ("Maxx", "Max"),
        ("Tesss", "Tess"),
        ("Leee", "Lee"),
        ("tesst", "test"),
        ("dadd", "dad"),
        ("Araats", "Arất"),
        ("Arraats", "Arất"),
        ("Avoo", "Avô"),
        ("Zowraam", "Zơrâm"),
        ("Powloong", "Pơlông"),
        ("Bdaap", "Bdâp"),
        ("toafnz", "toan"),
        ("tieesngf", "tiềng"),
        ("laaur", "lẩu"),
        ("lauar", "lẩu"),
        ("hofa", "hòa"),
        ("tiesnge", "tiếng"),
        ("ngoejo", "ngoẹo"),
        ("Brooih", "Brôih"),
        ("Bkroong", "Bkrông"),
        ("Mloo", "Mlô"),
        ("Zow Raam", "Zơ Râm"),
        ("Hasan", "Hasan"),
        ("Rajan", "Rajan"),
        ("Hasanah", "Hasanah"),
        ("Tarzan", "Tarzan"),
        ("Tarzana", "Tarzana"),
        ("Hasana", "Hasana"),
        ("Karan", "Karan"),
        ("Ajay", "Ajay"),
        ("Masan", "Masan"),
        ("Tasan", "Tấn"),
        ("Trafzan", "Trân"),
        ("Caszanf", "Cần"),
        ("Lefze", "Lê"),
        ("Krofzong", "Krông"),
        ("Garza", "Garza"),
        ("Arizona", "Arizona"),
        ("Norazlina", "Norazlina"),
        ("Hafiz", "Hafiz"),
        ("Arsene", "Arsene"),
        ("Green", "Green"),
        ("Brown", "Brown"),
        ("Cook", "Cook"),
        ("Brooks", "Brooks"),
        ("Yasir", "Yasir"),
        ("Yusuf", "Yusuf"),
        ("Yara", "Yara"),
        ("Yesenia", "Yesenia"),
        ("Yoon", "Yoon"),
        ("Yoo", "Yoo"),
        ("Yow", "Yow"),
        ("Yash", "Yash"),
        ("Yoko", "Yoko"),
        ("Yana", "Yana"),
        ("Yoong", "Yông"),
        ("Yaw", "Yă"),
        ("Kiosk", "Kiosk"),
        ("Golf", "Golf"),
        ("Behr", "Behr"),
        ("toro", "tổ"),
        ("toanfz", "toan"),
        ("haanf", "hần"),
        ("La Deeee", "La Dêê"),
        ("Kuawng", "Kuăng"),
        ("Kuangw", "Kuăng"),
        ("Kuangww", "Kuangw"),
        ("Khuawn", "Khuăn"),
        ("Kuaw", "Kưa"),
        ("Huawei", "Huawei"),
        ("Squawk", "Squawk"),
        ("Wang", "Wang"),
        ("Swan", "Swan"),
        ("muaw", "mưa"),
        ("Powow", "Pơơ"),
        ("Pooow", "Pơơ"),
        ("POWOW", "PƠƠ"),
        ("Powo", "Pô"),
        ("Sowmei", "Sơmei"),
        ("Mei", "Mei"),
        ("Neil", "Neil"),
        ("Leisa", "Leisa"),
        ("Heidi", "Heidi"),
        ("La Eeee", "La Êê"),
        ("Sara An", "Sara An"),
        ("HHen Niee", "HHen Niê"),
        ("H'Hen Niee", "H'Hen Niê"),
        ("HʼBia", "HʼBia"),
    ],
)
def test_names_and_abbreviations(keys: str, word: str) -> None:
    assert keyed(telex.typed, keys) == word


@pytest.mark.parametrize("method", ["telex", "vni"])
@pytest.mark.parametrize("case", [str.capitalize, str.upper])
def test_every_name_in_every_order_of_its_keys(method: str, case: Callable[[str], str]) -> None:
    typed = {"telex": telex.typed, "vni": vni.typed}[method]
    wrong = {
        case(keys): made
        for name in NAMES
        for keys in orders(name, method)
        if (made := keyed(typed, case(keys))) != case(name) and not _READ_AS_LAURA.search(keys)
    }
    assert wrong == {}
    assert sum(len(orders(name, method)) for name in NAMES) > 1_300


_READ_AS_LAURA = re.compile("(?:au[sfrxj]a|[^i]eu[sfrxj]e)d?$", re.IGNORECASE)
"""A hat behind a tone behind the vowels: "Hauja" stays, for "Laura" does."""


@pytest.mark.parametrize(
    "keys",
    [
        "Nguye64nVa8nAn",
        "Tra62nThi5Hoa",
        "Le6Va8nTa1mTu7",
        "A12bis",
        "A1Golden",
        "A2Villa",
        "A5Block",
        "Ba3nban",
    ],
)
def test_words_written_together_keep_every_key_once(keys: str) -> None:
    assert _bare(keyed(vni.typed, keys)) == _bare(keys)


@pytest.mark.parametrize("method", ["telex", "vni"])
@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Nguye64n", "A1", "Ba3n", "Nguyeenx", "Bar", *"aeouyidwsfrxjzgnhctmlbkAVW0123456789 -'"]
        ),
        max_size=9,
    ).map("".join)
)
@example("Le6Va8nTa1m")
@example("A12bis")
@example("Wwila")
def test_no_key_comes_twice(method: str, keys: str) -> None:
    """What stands there are letters that were typed, in their order, each once."""
    text = ""
    for place, key in enumerate(keys, start=1):
        text, _ = after_key(method, text, len(text), len(text), "space" if key == " " else key)
        assert len(text) <= place
        rest = iter(_plain(keys[:place]))
        assert all(letter in rest for letter in _plain(text)), text


def _plain(text: str) -> str:
    """Give the text without marks; ư may have been typed as w."""
    return fold(text).lower().replace("w", "u")


def _bare(text: str) -> str:
    return re.sub(r"\d", "", fold(text))


def test_a_word_without_known_keys_gets_none_back() -> None:
    """What stood there before, from a card, was not typed: no letters are made up for it."""
    assert telex.typed("Hoàng", "b") == ("Hoàngb", "")
    assert after_key("telex", "Hoàng", 5, 5, "b") == ("Hoàngb", "")


def test_backspace_forgets_the_keys() -> None:
    text = ""
    for key in ("D", "e", "x", "backspace", "n", "b"):
        text, _ = after_key("telex", text, len(text), len(text), key)
    assert text == "Dnb"


def test_every_word_of_the_table_can_be_one() -> None:
    assert [word for word in WORDS if not can_be_syllable(cut(word))] == []


@pytest.mark.parametrize(("old", "modern"), [("Hòa", "Hoà"), ("thúy", "thuý"), ("KHỎE", "KHOẺ")])
def test_the_tone_is_moved_to_its_other_place_and_stays_there(old: str, modern: str) -> None:
    assert after_key("telex", old, len(old), len(old), "tone.move") == (modern, "")
    assert after_key("telex", modern, len(old), len(old), "tone.move") == (old, "")
    assert after_key("telex", modern, len(old), len(old), "space") == (f"{modern} ", "")
    assert after_key("telex", f"{modern} V", len(old) + 2, len(old) + 2, "a") == (f"{modern} Va", "")


def test_words_with_one_place_are_left_alone() -> None:
    for word in ("hoàn", "quý", "giải", "An", ""):
        assert after_key("", word, len(word), len(word), "tone.move") == (word, "")


def test_one_key_clears_the_entry() -> None:
    assert after_key("telex", "0905000123456789", 4, 4, "clear") == ("", "")
