"""The address on a card, of before the merger of 1 July 2025 too, brought to today's communes.

A commune may have been split: then there are several proposals, and the citizen knows which it is.
Source: docs/domain/places.md#old-addresses; what there was is in `former_places`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vietnam.former_places import (
    KEY_KIND,
    FormerCommune,
    Today,
    by_place,
    earlier,
    province_became,
    spellings_of,
    today_by_code,
)
from vietnam.letters import folded_words
from vietnam.place_names import KIND, alike, bare, letters_of, same_kind, shortened
from vietnam.place_spellings import BEFORE_1997, DISTRICTS_AS_WRITTEN, PROVINCES_AS_WRITTEN
from vietnam.places import Place, communes, provinces

_KIND_WRITTEN = {"x": "xa", "p": "phuong", "t": "thitran"}
_OF_DISTRICT = re.compile(
    r"(?:quận|huyện|thị xã|thành phố)\s|t\.?[px](?:\.|\s)|[qh](?:\.|(?=\d))|q\s+(?=\d)", re.IGNORECASE
)
"""Begins the name of a district until 2025; none of its communes has such a kind."""
_RENAMED = frozenset({"thuathienhue", "tthue", "tth"})
"""The province that is the city of Huế today: whoever writes its old name means the districts of then."""
_OF_COMMUNE = re.compile(r"(?:xã|phường|thị trấn)\s|(?:t\.?t|[fpx])(?:\.|\s|(?=\d))", re.IGNORECASE)
"""Begins the name of a commune."""
_BEFORE_KIND = re.compile(
    r"(?<!thị)\s+(?=(?:xã|phường|thị trấn|quận|huyện|thị xã|thành phố|tỉnh)\s+\w"
    r"|(?:t\.?[ptx]|[pxqht])\.\s?\w|[pq]\d|tp\s?hcm)",
    re.IGNORECASE,
)
"""Where one part ends and the next begins in an address without commas: "12 Lê Lợi P.Bến Nghé Q.1 TP.HCM"."""
_COUNTRY = re.compile(r"[,;\s]+(?:việt nam|vietnam|vn)\W*\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\n]")
_DASH = re.compile(r"\s+[-–]\s+")
_SPECIAL_ZONE = "Đặc khu "


@dataclass(frozen=True, slots=True)
class ReadAddress:
    """An address in words, taken apart."""

    detail: str
    """What stands below the commune: house, street, hamlet."""
    today: tuple[Today, ...]
    """Where it lies today, at least one; several where the commune was split or is named twice."""

    def __repr__(self) -> str:
        return f"ReadAddress({len(self.today)})"


def read_address(text: str) -> ReadAddress | None:
    """Take an address of a card apart, from the right: province, district if it is an old one, commune.

    "Thôn Pà Dương, Tà Bhing, Nam Giang, Quảng Nam" lies in Xã Bến Giằng, Thành phố Đà Nẵng. With a district,
    one letter of the commune may be wrong; a district that was gone before 2025 is passed over where only one
    commune of the province has the name. None where no province or commune is known.
    """
    parts = _parts(text)
    if len(parts) < 2:
        return None
    for size, found in (
        (3, _in_district),
        (3, _in_earlier_commune),
        (3, _with_a_slip),
        (3, _in_lost_district),
        (2, _in_province_of_today),
        (2, _in_former_province),
        (2, _in_special_zone),
    ):
        if len(parts) < size:
            continue
        today = found(parts)
        if today:
            return ReadAddress(", ".join(parts[:-size]), tuple(dict.fromkeys(today)))
    return None


def _parts(text: str) -> list[str]:
    """Give the parts between commas, or between dashes where there is no comma; the country goes."""
    whole = _COUNTRY.sub("", unicodedata.normalize("NFC", text))
    parts = [part.strip() for part in _BETWEEN.split(whole) if part.strip()]
    if len(parts) < 3:
        apart = [piece.strip() for part in parts for piece in _BEFORE_KIND.split(part) if piece.strip()]
        parts = apart if len(apart) > 2 else parts
    if len(parts) == 2 and len(ends := _DASH.split(parts[-1])) > 1:
        parts[-1:] = [part.strip() for part in ends if part.strip()]
    elif len(parts) == 1:
        parts = [part.strip() for part in _DASH.split(whole) if part.strip()]
    if len(parts) > 2 and letters_of(parts[-2] + parts[-1]) == "bariavungtau":
        parts[-2:] = [" - ".join(parts[-2:])]
    return parts


def _in_district(parts: Sequence[str]) -> list[Today]:
    """Commune, district, province: as cards had it before the merger."""
    return _of_district(parts, slip=False)


def _with_a_slip(parts: Sequence[str]) -> list[Today]:
    """The same with one letter of the commune wrong."""
    return _of_district(parts, slip=True)


def _in_earlier_commune(parts: Sequence[str]) -> list[Today]:
    """Commune that went into another between 2019 and 2025, district, which may have gone too, province."""
    own, district, last = parts[-3:]
    found: list[FormerCommune] = []
    for former in _former_provinces(last):
        rows = by_place()[former]
        wanted = DISTRICTS_AS_WRITTEN.get(letters_of(bare(district)), district)
        names = alike(wanted, rows, str) or shortened(wanted, rows, str)
        inside = {name: earlier()[former, name] for name in rows if (former, name) in earlier()}
        names += [name for name, one in inside.items() if _is_key(district, one.district_keys)]
        for name in dict.fromkeys(names):
            became = inside[name].communes if name in inside else {}
            found += [one for one in rows[name] if _is_key(own, became.get(one.name, ()))]
    exact = [one for one in found if _has_kind(own, one)]
    return [today for one in exact or found for today in _today_of(one)]


def _is_key(written: str, keys: Iterable[str]) -> bool:
    """Whether one of the keys names what is written, of whatever kind."""
    return letters_of(written) in {letters_of(KEY_KIND.sub("", key)) for key in keys}


def _has_kind(written: str, commune: FormerCommune) -> bool:
    """Whether what is written names what went into a commune with its kind."""
    kind = KIND.match(written)
    keys = earlier()[commune.province, commune.district].communes[commune.name]
    name = "".join(folded_words(bare(written)))
    return kind is not None and f"{_KIND_WRITTEN.get(kind.group()[0].casefold(), '')}{name}" in keys


def _of_district(parts: Sequence[str], *, slip: bool) -> list[Today]:
    own, district, last = parts[-3:]
    found = _communes_of(own, district, _named_provinces(last), slip=slip)
    # "HN" is Hà Nội as a rule; where it has no such district, what else it is short for.
    found = found or _communes_of(own, district, shortened(last, by_place(), str), slip=False)
    return [today for one in found for today in _today_of(one)]


def _communes_of(own: str, district: str, formers: Iterable[str], *, slip: bool) -> list[FormerCommune]:
    found: list[FormerCommune] = []
    district = DISTRICTS_AS_WRITTEN.get(letters_of(bare(district)), district)
    for former in formers:
        by_district = by_place()[former]
        for name in alike(district, by_district, str, slip=slip) or shortened(district, by_district, str):
            found += alike(own, by_district[name], spellings_of, slip=slip)
    return found


def _in_lost_district(parts: Sequence[str]) -> list[Today]:
    """Commune, a district that was gone by June 2025, province: "Thảo Điền, Quận 2, TP.HCM"."""
    own, district, last = parts[-3:]
    rows = [(name, row) for former in _former_provinces(last) for name, row in by_place()[former].items()]
    is_district = _OF_DISTRICT.match(district) or not _is_of_today(last)
    if not is_district or alike(district, (name for name, _ in rows), str) or _is_elsewhere(district):
        return []
    inside = [one for _, row in rows for one in row]
    found = alike(own, inside, spellings_of, slip=False)
    alone = len({(one.province, one.district) for one in found}) == 1
    return [today for one in found for today in _today_of(one)] if alone else []


def _is_elsewhere(district: str) -> bool:
    """Whether a district of that very name was in another province: then one of the two names is wrong."""
    return any(
        same_kind(name, district) and bare(name) == bare(district)
        for row in by_place().values()
        for name in row
    )


def _is_of_today(province: str) -> bool:
    renamed = {letters_of(province), "".join(folded_words(province))} & _RENAMED
    return not renamed and bool(alike(province, provinces(), lambda place: place.name))


def _in_special_zone(parts: Sequence[str]) -> list[Today]:
    """A district that became a special zone as a whole, and former province: "Côn Đảo, Bà Rịa - Vũng Tàu"."""
    became = {province_became()[former] for former in _former_provinces(parts[-1])}
    zones = [
        today
        for today in today_by_code().values()
        if today.province.code in became and today.commune.name.startswith(_SPECIAL_ZONE)
    ]
    return alike(parts[-2], zones, lambda today: today.commune.name, slip=False)


def _in_province_of_today(parts: Sequence[str]) -> list[Today]:
    """Commune, province: as cards have it since the merger."""
    if _is_district(parts):
        return []
    found = _named_today(parts)
    if _closeness(parts[-2], (one.commune.name for one in found)) > _closeness(
        parts[-2], (spelt for one in _communes_before(parts[-1]) for spelt in spellings_of(one))
    ):
        return []
    if _is_shortened(parts[-1]) and (len(found) > 1 or _may_be_elsewhere(parts)):
        return []
    return found


def _named_today(parts: Sequence[str]) -> list[Today]:
    """Communes of today of that name, in each province that the last part may be."""
    named = alike(_as_named(parts[-1]), provinces(), _name_of)
    return [
        Today(one, place)
        for one in named or shortened(parts[-1], provinces(), _name_of)
        for place in alike(parts[-2], communes(one.code), _name_of, slip=False)
    ]


def _may_be_elsewhere(parts: Sequence[str]) -> bool:
    """Whether more than one province that a short form may be has, or had, a commune of that name.

    "Xã Mỹ Yên, TN" may be today's of Tây Ninh or the former one of Thái Nguyên: then it is neither.
    """
    lands = {one.province.code for one in _named_today(parts)}
    lands |= {province_became()[one.province] for one in _former_named(parts)}
    return len(lands) > 1


def _closeness(wanted: str, names: Iterable[str]) -> int:
    """Tell how near the nearest name comes: 0 the same, 1 of another kind, 2 with other marks."""
    same = [one for one in names if bare(one) == bare(wanted)]
    kind = KIND.match(wanted)
    return 2 if not same else int(kind is not None and not any(same_kind(one, wanted) for one in same))


def _communes_before(province: str) -> list[FormerCommune]:
    return [
        one for former in _former_provinces(province) for rows in by_place()[former].values() for one in rows
    ]


def _in_former_province(parts: Sequence[str]) -> list[Today]:
    """Commune, former province, the district left out."""
    if _is_district(parts):
        return []
    found = _former_named(parts)
    if _is_shortened(parts[-1]) and (len(found) > 1 or _may_be_elsewhere(parts)):
        return []
    return [today for one in found for today in _today_of(one)]


def _former_named(parts: Sequence[str]) -> list[FormerCommune]:
    """Communes until 2025 of that name, in each province that the last part may be."""
    found: list[FormerCommune] = []
    for former in _former_provinces(parts[-1]):
        inside = [one for rows in by_place()[former].values() for one in rows]
        found += alike(parts[-2], inside, spellings_of, slip=False)
    return found


def _is_district(parts: Sequence[str]) -> bool:
    """Whether the part before the province is a district, whose commune is not known.

    Communes merged between 2019 and 2025 still stand on cards ("Xã A Xing, Hướng Hóa, Quảng Trị"); to take
    the district for a commune of about the same name would be another place.
    """
    own = parts[-2]
    if _OF_DISTRICT.match(own):
        return True
    if _OF_COMMUNE.match(own):
        return False
    if own.isdigit():
        # "Thạnh Lộc, 1, HCM": a ward and a district of Sài Gòn had the same number, and nothing says which.
        return True
    follows_commune = len(parts) > 2 and _OF_COMMUNE.match(parts[-3]) is not None
    names = [name for former in _former_provinces(parts[-1]) for name in by_place()[former]]
    exact = any(bare(name) == bare(own) for name in names)
    return follows_commune or (exact and not _is_commune_of(own, parts[-1]))


def _is_commune_of(own: str, province: str) -> bool:
    """Whether a commune of that very name is there today or was before."""
    today = alike(_as_named(province), provinces(), _name_of)
    names = [place.name for one in today for place in communes(one.code)]
    for former in _former_provinces(province):
        names += [spelt for row in by_place()[former].values() for one in row for spelt in spellings_of(one)]
    return any(bare(name) == bare(own) for name in names)


def _name_of(place: Place) -> str:
    return place.name


def _former_provinces(name: str) -> list[str]:
    """Give the former provinces of that name, and those that one of today's of that name was made of.

    Else those that were parts of a province of then, or that the name is short for: "QN", "Q.Nam".
    """
    return _named_provinces(name) or shortened(name, by_place(), str)


def _named_provinces(name: str) -> list[str]:
    parts = BEFORE_1997.get(letters_of(name)) or BEFORE_1997.get("".join(folded_words(name)))
    if parts:
        return [former for part in parts for former in alike(part, by_place(), str)]
    name = _as_named(name)
    exact = alike(name, by_place(), str)
    today = {place.code for place in alike(name, provinces(), _name_of)}
    merged = [former for former, code in province_became().items() if code in today]
    return list(dict.fromkeys([*exact, *merged]))


def _is_shortened(province: str) -> bool:
    return not _named_provinces(province)


def _as_named(province: str) -> str:
    whole = "".join(folded_words(province))
    return PROVINCES_AS_WRITTEN.get(whole) or PROVINCES_AS_WRITTEN.get(letters_of(province), province)


def _today_of(former: FormerCommune) -> list[Today]:
    return [today_by_code()[code] for code in former.became]
