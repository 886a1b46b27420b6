"""Letters of names: what is written one way, what only looks like them, what a device lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.identity.letters import (
    has_odd_sign,
    holds_only_letters_of_vietnam,
    is_name,
    may_lack_letters,
    was_in_an_old_encoding,
)
from tests.support.repertoire import NAMES
from tests.ui.keyboard.syllables import syllables, toned
from vietnam.former_places import former_names
from vietnam.names import HYPHENS, with_tones_last, without_hidden, written_name
from vietnam.places import communes, provinces


@pytest.mark.parametrize("hyphen", sorted(HYPHENS))
def test_every_hyphen_is_written_as_one(hyphen: str) -> None:
    assert written_name(f"Y{hyphen}Niê") == "Y-Niê"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Nguye\u0303\u0302n", "Nguyễn"),
        ("Nguy\u1ebd\u0302n", "Nguyễn"),
        ("U\u0301\u031bng", "Ứng"),
        ("Ho\u0302\u0323i", "Hội"),
        ("A\u0300\u0306n", "Ằn"),
        ("E\u0302\u0306ban", "Ê̆ban"),
        ("O\u031b\u0306ng", "Ơ̆ng"),
    ],
)
def test_a_hat_comes_before_its_tone(text: str, written: str) -> None:
    assert written_name(text) == unicodedata.normalize("NFC", written)


@given(st.text())
def test_tones_last_changes_nothing_twice(text: str) -> None:
    once = with_tones_last(text)
    assert with_tones_last(once) == once
    assert sorted(unicodedata.normalize("NFD", once)) == sorted(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    "name",
    [
        *("NGUYEÃN VAÊN", "Nguyeãn Vaên", "Traàn Ñöùc", "Ñoã", "Phaïm", "Leâ Thò Ngoïc", "Ngoâ Ñình Dieäm"),
        *(
            "TrÇn",
            "NguyÔn V¨n",
            "L£",
            "Hoµng",
            "Ph¹m",
            "Νguyễn",
            "Ꮪ An",
            "ＮＧＵＹＥＮ",
            "𝐍𝐠𝐮𝐲𝐞𝐧",
            "ᴀn",
            "阮文",
        ),
        *("ÄŚÄm", "LĆ AN", "Ksor Y ÄÄm", "Śn", "Ťa"),
        *("Nguy͏ễn", "NguyÃªn", "Nguyá»…n", "Nguyêñ̃̃̃", "ⓃAN", "Ⅰan"),
        # Two tones on one letter.
        *("Nguyễ\u0301n", "Ấ\u0301n", "Ạ\u0303n"),
    ],
)
def test_old_encodings_and_other_scripts_are_no_name(name: str) -> None:
    assert not is_name(name)


_OF_1258 = {"\u0300": "Ì", "\u0309": "Ò", "\u0303": "Þ", "\u0301": "ì", "\u0323": "ò"}
_LETTERS_OF_1258 = str.maketrans("ăĂđĐơƠưƯ", "ãÃðÐõÕýÝ")


def _in_code_page_1258(text: str) -> str:
    """Give a text as its bytes in Windows' code page for Vietnam look where they are taken for western."""
    shaped = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((_OF_1258[mark] for mark in parts if mark in _OF_1258), "")
        bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _OF_1258))
        shaped.append(letter if ord(letter) < 0xFF else bare.translate(_LETTERS_OF_1258) + tone)
    return "".join(shaped)


_OLD_VISCII = str.maketrans("ạếệềấậốộồờớựứừửữũủụỏọởợịẹẻẽỷỹỵƠơưỉ", "Õª®«¤§¯µ°¶¾ñÑ×Øæûüøö÷·þ¸©ë¨ÖÛÜ´½ßï")
_OLD_TCVN3 = str.maketrans("ăâđêôơưằắấầễớịọồộệảạã", "¨©®ª«¬\u00ad»¾ÊÇÔíÞäåéÖ¶¹·")
_CARDS = (
    "Quách Ngọc Giang, Phường Thạnh Xuân, Quận 12, Thành phố Hồ Chí Minh",
    "Trần Hưng, Hải An, Hải Hậu, Nam Định",
    "VÕ THANH ĐẠT, Xã Mỹ Thạnh Bắc, Đức Huệ, Long An",
    "Lường Quang Cường, Quảng Thái, Quảng Xương, Thanh Hóa",
    "Huỳnh Thị Ngọc, Thị trấn Lộc Ninh, Lộc Ninh, Bình Phước",
    "Sùng A Phương, Xã Phú Lộc, Đại Từ, Thái Nguyên",
)


@pytest.mark.parametrize("text", _CARDS)
@pytest.mark.parametrize(
    "garble",
    [
        _in_code_page_1258,
        lambda text: text.translate(_OLD_VISCII),
        lambda text: text.translate(_OLD_TCVN3),
    ],
)
def test_a_card_in_an_old_encoding_of_vietnam_is_known(text: str, garble: Callable[[str], str]) -> None:
    assert holds_only_letters_of_vietnam(text)
    assert not has_odd_sign(text)
    garbled = garble(text)
    assert was_in_an_old_encoding(garbled) or has_odd_sign(garbled)


@pytest.mark.parametrize(
    "text",
    [
        "HÊban Niê, Krông Na",
        "Xã SRó, Kông Chro",
        "Nà Moòng",
        "Ông Quì, Giò",
        "Y Krông Niê",
        "HÔk, RTô, A Xan",
        "LÊ HOàNG, HÀ NAM",
    ],
)
def test_odd_names_in_western_letters_are_in_no_old_encoding(text: str) -> None:
    assert not was_in_an_old_encoding(text)


def test_the_residence_shows_that_a_name_is_in_no_old_encoding() -> None:
    assert not is_name("LÊ PHúC")
    assert not is_name("LÊ PHúC", "Hµ Nam, Hà Nam")
    assert is_name("LÊ PHúC", "Phường Hạ Đình, Hà Nội")
    assert not is_name("LÊ Hå", "Phường Hạ Đình, Hà Nội")


def test_no_name_of_vietnam_is_taken_for_an_old_encoding() -> None:
    places = [place.name for one in provinces() for place in (one, *communes(one.code))]
    former = [
        name for one in provinces() for place in communes(one.code) for name in former_names(place.code)
    ]
    spelt = [toned(syllable, place).written() for syllable in syllables() for place in range(6)]
    words = [*places, *former, *spelt, *NAMES[:-1]]
    assert len(words) > 20_000
    assert [word for word in words if not holds_only_letters_of_vietnam(word)] == []
    assert [word for word in words if not holds_only_letters_of_vietnam(word.upper())] == []
    assert [word for word in words if has_odd_sign(word)] == []


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("NGUYN VN HNG", "Thn Mt, X Hai, Tnh Ba"),
        ("NGUY.N V.N H.NG", "Th.n M.t"),
        ("NGUY N V N H NG", ""),
        ("L Vn t", ""),
        ("AN", "Thn Mt, X Hai, Tnh Ba"),
        ("ẶNG VN ỨC", "Ia O, Ia Grai, Gia Lai"),
        ("TRN Ức", "Thôn Một"),
    ],
)
def test_letters_that_a_device_dropped_are_missed(name: str, place: str) -> None:
    assert may_lack_letters(name, place)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("RAH LAN TOM", "Ia O, Ia Grai, Gia Lai"),
        ("H Hen", "Plei Ku, Gia Lai"),
        ("K' BROT", "Di Linh"),
        ("R'Com H'Lan", "Ia Hla"),
        ("NGUYEN VAN A", "So 5, P. 4, Q. 3, TP. HCM"),
        ("Bling Tư", "Thôn Một"),
        ("Đinh Ơ̆ng", "Thôn Một"),
        ("R Com H Lan", "Thôn Một"),
    ],
)
def test_names_without_other_letters_are_whole(name: str, place: str) -> None:
    assert not may_lack_letters(name, place)


def test_what_nobody_sees_is_no_part_of_a_name() -> None:
    assert without_hidden(" Nguye\u0302\u0303n\u200b  V\u0103n\u00a0\u202dAn\n") == "Nguyễn Văn An"
