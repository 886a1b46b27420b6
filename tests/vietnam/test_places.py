"""Provinces and communes: codes as text, order of the alphabet."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from vietnam import places
from vietnam.places import Place, commune, communes, province, provinces


def test_all_of_them_are_there() -> None:
    assert len(provinces()) == 34
    assert sum(len(communes(one.code)) for one in provinces()) == 3_321
    assert {len(one.code) for one in provinces()} == {2}
    assert {len(ward.code) for one in provinces() for ward in communes(one.code)} == {5}


def test_codes_keep_their_leading_zeros() -> None:
    assert province("04") == Place("04", "Cao Bằng")
    assert province("4") is None
    assert any(ward.code.startswith("00") for ward in communes("01"))


@pytest.mark.parametrize(
    ("code", "name"),
    [("20707", "Xã Nam Giang"), ("20458", "Xã Avương"), ("20698", "Xã La Êê"), ("20944", "Xã Nam Trà My")],
)
def test_communes_of_da_nang(code: str, name: str) -> None:
    assert commune("48", code) == Place(code, name)


def test_a_commune_belongs_to_its_province() -> None:
    assert commune("01", "20707") is None
    assert commune("", "") is None
    assert communes("99") == ()


def test_names_are_nfc() -> None:
    names = [one.name for one in provinces()] + [
        ward.name for one in provinces() for ward in communes(one.code)
    ]
    assert [name for name in names if name != unicodedata.normalize("NFC", name)] == []


def test_order_is_that_of_the_vietnamese_alphabet() -> None:
    def proper(place: Place) -> str:
        return place.name.removeprefix("Thành phố ")

    names = [proper(one) for one in provinces()]
    assert names[0] == "An Giang"
    # Đ is a letter of its own, after D; ordering by code point would put it last.
    assert names.index("Cà Mau") < names.index("Đà Nẵng") < names.index("Gia Lai")
    assert names[-1] == "Vĩnh Long"


def test_names_have_single_spaces_and_are_composed() -> None:
    names = [place.name for one in provinces() for place in (one, *communes(one.code))]
    assert [name for name in names if name != unicodedata.normalize("NFC", " ".join(name.split()))] == []


def test_the_communes_are_read_without_the_packages_own_modules() -> None:
    # Its enumeration of all communes takes a tenth of a second at each start.
    script = "import sys; from vietnam.places import provinces; provinces(); "
    script += "print([name for name in sys.modules if name.startswith('vietnam_provinces')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_its_package_the_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "find_spec", lambda _name: None)
    with pytest.raises(ModuleNotFoundError, match="vietnam-provinces is not installed"):
        places._file()
