"""Provinces and communes of Vietnam (docs/domain/places.md#provinces-and-communes)."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from vietnam.letters import sort_key


@dataclass(frozen=True, slots=True)
class Place:
    """A province or commune; codes are text with leading zeros (2 and 5 digits)."""

    code: str
    name: str


def provinces() -> tuple[Place, ...]:
    """The 34 provinces and cities, in the order of the Vietnamese alphabet."""
    return tuple(place for place, _ in _all().values())


def communes(province_code: str) -> tuple[Place, ...]:
    """The communes of a province in alphabetical order; none for an unknown code."""
    found = _all().get(province_code)
    return found[1] if found else ()


def province(code: str) -> Place | None:
    """The province of that code."""
    found = _all().get(code)
    return found[0] if found else None


def commune(province_code: str, code: str) -> Place | None:
    """The commune of that code, if it lies in that province."""
    return next((place for place in communes(province_code) if place.code == code), None)


def committee_name(province_code: str, code: str) -> str:
    """Give what the commune's People's Committee is called as a rule, "" for no such commune."""
    found = commune(province_code, code)
    return f"UBND {found.name[0].lower()}{found.name[1:]}" if found else ""


def _proper(name: str) -> str:
    """Name without its kind, for sorting: people look for "Nam Giang", not for "Xã Nam Giang"."""
    for kind in ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu "):
        if name.startswith(kind):
            return name[len(kind) :]
    return name


def _spelt(name: str) -> str:
    """Give a name in NFC with single spaces: the data has "Phường  Buôn Ma Thuột"."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _file() -> Path:
    """Give the file of provinces and communes in vietnam-provinces, whose own modules are not loaded.

    They make an enumeration of every commune that nobody here reads, a tenth of a second at each start.
    Raises `ModuleNotFoundError` where the package is not installed.
    """
    found = find_spec("vietnam_provinces")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("vietnam-provinces is not installed", name="vietnam_provinces")
    return Path(found.origin).parent / "data" / "nested-divisions.json"


@cache
def _all() -> dict[str, tuple[Place, tuple[Place, ...]]]:
    rows = json.loads(_file().read_text(encoding="utf-8"))
    found = []
    for row in rows:
        wards = [Place(f"{ward['code']:05d}", _spelt(ward["name"])) for ward in row["wards"]]
        wards.sort(key=lambda place: sort_key(_proper(place.name)))
        name = _spelt(row["name"])
        found.append((Place(f"{row['code']:02d}", name), tuple(wards)))
    found.sort(key=lambda pair: sort_key(_proper(pair[0].name)))
    return {place.code: (place, wards) for place, wards in found}
