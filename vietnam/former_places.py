"""The places of Vietnam until the merger of 1 July 2025, and what each of today was made of.

Source: docs/domain/places.md#old-addresses; the tables are made by `former_communes_source` and
`earlier_communes_source`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vietnam.place_names import KIND, bare
from vietnam.place_spellings import PROVINCES_AS_WRITTEN
from vietnam.places import Place, communes, province, provinces

_TABLE = Path(__file__).with_name("former_communes.tsv")
_EARLIER_TABLE = Path(__file__).with_name("earlier_communes.tsv")
KEY_KIND = re.compile(r"\A(?:xa|phuong|thitran|huyen|quan|thixa|thanhpho)")
"""Begins a key of what ended before June 2025: "xaquebinh"."""
_OTHER_SPELLINGS = {
    "Xã Tà Bhinh": "Xã Tà Bhing",
    "Xã Tà Pơơ": "Xã Tà Poo",
    "Xã Laêê": "Xã La Êê",
    "Xã Zuôich": "Xã Zuôih",
    "Xã Chà Vàl": "Xã Chà Val",
}
"""As the statistics office has it → as cards and signs have it."""


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune until 30 June 2025."""

    name: str
    """With its kind, "Xã Tà Bhinh"."""
    district: str
    province: str
    became: tuple[str, ...]
    """Codes of today's communes that it is part of, at least one."""


@dataclass(frozen=True, slots=True)
class Today:
    """A commune of today, with its province."""

    province: Place
    commune: Place


@dataclass(frozen=True, slots=True)
class Earlier:
    """What ended before June 2025 in a district: keys as `earlier_communes_source` has them."""

    district_keys: tuple[str, ...]
    communes: dict[str, tuple[str, ...]]
    """Name of a commune of June 2025 → those that went into it."""


def former_names(code: str) -> tuple[str, ...]:
    """Give the names of the communes that one of today was made of, without their kinds."""
    return _names_by_code().get(code, ())


def earlier_names(code: str) -> tuple[tuple[str, str], ...]:
    """Give the communes of one of today that ended between 2019 and June 2025, of which no marks are known.

    Pairs: letters without kind and marks, and the name of June 2025 that it went into ("nguyentrungtruc" and
    "Trúc Bạch").
    """
    return _earlier_by_code().get(code, ())


def former_provinces(code: str) -> tuple[str, ...]:
    """Give the names of the provinces until 2025 that one of today was made of, without kinds and its own."""
    today = province(code)
    own = bare(today.name) if today else ""
    names = [KIND.sub("", former, count=1) for former, became in province_became().items() if became == code]
    return tuple(name for name in names if bare(name) != own)


def names_in_short(code: str) -> tuple[str, ...]:
    """Give the letters by which people write a province of today, or one of before it, besides its name."""
    return tuple(
        letters for letters, former in PROVINCES_AS_WRITTEN.items() if province_became().get(former) == code
    )


def spellings_of(commune: FormerCommune) -> tuple[str, ...]:
    """Give its name, and what else cards have for it."""
    other = _OTHER_SPELLINGS.get(commune.name)
    return (commune.name, other) if other else (commune.name,)


@cache
def _all() -> tuple[FormerCommune, ...]:
    found = []
    former_province = district = ""
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            former_province = line[1:]
        elif line.startswith("-"):
            district = line[1:]
        else:
            name, codes = line.split("\t")
            found.append(FormerCommune(name, district, former_province, tuple(codes.split(","))))
    return tuple(found)


@cache
def earlier() -> dict[tuple[str, str], Earlier]:
    """Give what ended before June 2025, by province and district."""
    found: dict[tuple[str, str], Earlier] = {}
    province = ""
    district = Earlier((), {})
    for line in _EARLIER_TABLE.read_text(encoding="utf-8").splitlines():
        name, _, keys = line.partition("\t")
        if line.startswith("="):
            province = name[1:]
        elif line.startswith("-"):
            district = Earlier(tuple(keys.split(",")), {})
            found[province, name[1:]] = district
        else:
            district.communes[name] = tuple(keys.split(","))
    return found


@cache
def by_place() -> dict[str, dict[str, list[FormerCommune]]]:
    """Give every commune of June 2025, by province and district."""
    places: dict[str, dict[str, list[FormerCommune]]] = {}
    for one in _all():
        places.setdefault(one.province, {}).setdefault(one.district, []).append(one)
    return places


@cache
def province_became() -> dict[str, str]:
    """Give the name of each province of June 2025 → the code of today's that it is in."""
    return {one.province: today_by_code()[one.became[0]].province.code for one in _all()}


@cache
def today_by_code() -> dict[str, Today]:
    """Give every commune of today by its code."""
    return {place.code: Today(one, place) for one in provinces() for place in communes(one.code)}


@cache
def _earlier_by_code() -> dict[str, tuple[tuple[str, str], ...]]:
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in _all():
        place = earlier().get((one.province, one.district))
        for key in place.communes.get(one.name, ()) if place else ():
            for code in one.became:
                names[code].append((KEY_KIND.sub("", key), KIND.sub("", one.name, count=1)))
    return {code: tuple(dict.fromkeys(found)) for code, found in names.items()}


@cache
def _names_by_code() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for one in _all():
        bare = [KIND.sub("", spelt, count=1) for spelt in spellings_of(one)]
        for code in one.became:
            names[code] += bare
    return {code: tuple(dict.fromkeys(found)) for code, found in names.items()}
