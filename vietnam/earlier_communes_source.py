"""Writes `earlier_communes.tsv`: communes that mergers between 2019 and June 2025 ended, and where they went.

`python -m vietnam.earlier_communes_source WHEEL`, with the wheel of vietnamadminunits 1.0.4 (MIT): for each
commune of June 2025 it has the names that became part of it, as keys without marks ("xaquebinh"); for a
district those of districts. Lines: "=" a province, "-" a district and its keys, else a commune and its keys.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from vietnam.former_places import by_place
from vietnam.letters import folded_words
from vietnam.place_names import alike, bare

TARGET = Path(__file__).with_name("earlier_communes.tsv")
_ROWS = """
    SELECT province, district, ward, wardAlias, districtAlias FROM admin_units_legacy
    WHERE wardAlias IS NOT NULL OR districtAlias IS NOT NULL ORDER BY provinceCode, districtCode, wardCode
"""
_COMMUNE_KINDS = ("xa", "phuong", "thitran")
_DISTRICT_KINDS = ("huyen", "quan", "thixa", "thanhpho")


def table_of(wheel: Path) -> str:
    """Give the table."""
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read("vietnamadminunits/data/dataset.db")
    # Of district by province, and of commune by district: the keys of what went into it.
    districts: dict[tuple[str, str], list[str]] = {}
    communes: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for province, district, ward, ward_keys, district_keys in _rows(data):
        # Where the wheel spells a place in another way, ours is kept.
        for place in _places(province, district):
            districts[place] = _keys(district_keys, _DISTRICT_KINDS, place[1])
            inside = (one.name for one in by_place()[place[0]][place[1]])
            for name in alike(ward, inside, str, slip=False)[:1]:
                keys = _keys(ward_keys, _COMMUNE_KINDS, name)
                if keys:
                    communes[place][name] = keys
    lines = []
    last = ""
    for place in sorted(districts, key=list(districts).index):
        if not districts[place] and not communes[place]:
            continue
        if place[0] != last:
            last = place[0]
            lines.append(f"={last}")
        lines.append("\t".join(filter(None, (f"-{place[1]}", ",".join(districts[place])))))
        lines += [f"{name}\t{','.join(keys)}" for name, keys in communes[place].items()]
    return "\n".join(lines) + "\n"


def _rows(data: bytes) -> list[tuple[str, str, str, str | None, str | None]]:
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    return base.execute(_ROWS).fetchall()


def _places(province: str, district: str) -> Iterator[tuple[str, str]]:
    for former in alike(province, by_place(), str):
        for name in alike(district, by_place()[former], str):
            yield former, name


def _keys(aliases: str | None, kinds: Sequence[str], name: str) -> list[str]:
    """Give the keys that begin with a kind and are of another name; another kind alone needs no table.

    Those without a kind are the same once more, or how a name is shortened.
    """
    own = "".join(folded_words(bare(name)))
    found = {one for one in json.loads(aliases or "[]") for kind in kinds if one.startswith(kind)}
    return sorted(one for one in found if all(one != kind + own for kind in kinds))


if __name__ == "__main__":
    TARGET.write_text(table_of(Path(sys.argv[1])), encoding="utf-8")
