"""Writes `former_communes.tsv`: which commune each former one became part of on 1 July 2025.

`python -m vietnam.former_communes_source WHEEL`, with the wheel of vietnam-provinces 2026.9: it has the table
of the statistics office (GPL-3.0-or-later) but asks for Python 3.12, so that the kiosk cannot import it. Its
two tables are read as text. Lines: "=" a province, "-" a district, else a commune and the codes it became.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from vietnam.letters import folded_words
from vietnam.places import communes, provinces

TARGET = Path(__file__).with_name("former_communes.tsv")
_NAMED = re.compile(
    r"(\d+): (?:Province|District|Ward)\(\s*'([^']*)'|(\d+): (?:Province|District|Ward)\(\s*\"([^\"]*)\""
)
_BECAME = re.compile(
    r"OldWardRef\((\d+), (\d+), (\d+), (?:True|False)\),\s*\(((?:\s*NewWardRef\(\d+, \d+\),?)+)\s*\)"
)
_NEW = re.compile(r"NewWardRef\((\d+), \d+\)")


def table_of(wheel: Path) -> str:
    """Give the table."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.read("vietnam_provinces/legacy/_lookup.py").decode()
        became = archive.read("vietnam_provinces/_ward_conversion_2025.py").decode()
        ours = _our_codes(json.loads(archive.read("vietnam_provinces/data/nested-divisions.json")))
    heads = [names.index(f"{kind}_MAPPING") for kind in ("PROVINCE", "DISTRICT", "WARD")]
    provinces, districts, wards = (
        _names(names[start:end]) for start, end in zip(heads, [*heads[1:], len(names)], strict=True)
    )
    # The dictionary the other way round stands behind it.
    forward = became.split("NEW_TO_OLD", 1)[0]
    places: dict[tuple[int, int], list[str]] = defaultdict(list)
    for found in _BECAME.finditer(forward):
        ward, district, province = (int(found.group(place)) for place in (1, 2, 3))
        if ward not in wards:
            # Gone by an earlier merger; the wheel names it nowhere.
            continue
        codes = ",".join(ours[int(code)] for code in _NEW.findall(found.group(4)) if int(code) in ours)
        places[province, district].append(f"{wards[ward]}\t{codes}")
    lines = []
    last = -1
    for (province, district), rows in sorted(places.items()):
        if province != last:
            lines.append(f"={provinces[province]}")
            last = province
        lines += [f"-{districts[district]}", *rows]
    return "\n".join(lines) + "\n"


def _our_codes(rows: list[dict[str, Any]]) -> dict[int, str]:
    """Give code of the wheel → code of the places that the kiosk knows.

    Some were numbered anew between the two, so that names are compared; where one was spelt anew, the code.
    """
    known = {place.code: (one.name, place.name) for one in provinces() for place in communes(one.code)}
    found: dict[int, str] = {}
    for row in rows:
        for ward in row["wards"]:
            wanted = _composed(row["name"]).removeprefix("Tỉnh "), _composed(ward["name"])
            own = f"{ward['code']:05d}"
            exact = [code for code, names in known.items() if names == wanted]
            alike = [code for code, names in known.items() if _compared(*names) == _compared(*wanted)]
            candidates = exact or alike or [own]
            code = own if own in candidates else candidates[0]
            if code in known:
                found[ward["code"]] = code
    return found


@cache
def _compared(province: str, commune: str) -> str:
    return "".join(folded_words(f"{province} {commune}"))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _names(text: str) -> dict[int, str]:
    return {
        int(found.group(1) or found.group(3)): _composed(found.group(2) or found.group(4))
        for found in _NAMED.finditer(text)
    }


if __name__ == "__main__":
    TARGET.write_text(table_of(Path(sys.argv[1])), encoding="utf-8")
