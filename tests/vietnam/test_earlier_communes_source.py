"""The table of communes that ended before June 2025 is made from a wheel's database."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

from vietnam.earlier_communes_source import TARGET, table_of
from vietnam.former_places import by_place

_COLUMNS = "province, district, ward, wardAlias, districtAlias, provinceCode, districtCode, wardCode"
ROWS = [
    (
        "Tỉnh Quảng Nam",
        "Huyện Quế Sơn",
        "Xã Quế Mỹ",
        '["xaquecuong", "quecuong"]',
        '["huyennongson"]',
        49,
        2,
        1,
    ),
    ("Tỉnh Quảng Nam", "Huyện Quế Sơn", "Thị trấn Hương An", '["xahuongan"]', '["huyennongson"]', 49, 2, 2),
    ("Tỉnh Quảng Nam", "Huyện Nam Giang", "Xã Chưa Có", '["xaquecuong"]', None, 49, 3, 3),
    ("Tỉnh Chưa Có", "Huyện Nam Giang", "Xã Tà Bhing", '["xaquecuong"]', None, 50, 3, 3),
]


def test_other_names_are_kept_by_their_keys(tmp_path: Path) -> None:
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE admin_units_legacy ({_COLUMNS})")
    base.executemany("INSERT INTO admin_units_legacy VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ROWS)
    wheel = tmp_path / "made_up.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("vietnamadminunits/data/dataset.db", base.serialize())
    assert table_of(wheel).splitlines() == [
        "=Tỉnh Quảng Nam",
        "-Huyện Quế Sơn\thuyennongson",
        "Xã Quế Mỹ\txaquecuong",
    ]


def test_every_row_of_the_table_stands_in_a_place_of_june_2025() -> None:
    province = district = ""
    keys = 0
    for line in TARGET.read_text(encoding="utf-8").splitlines():
        name, _, found = line.partition("\t")
        if line.startswith("="):
            province = name[1:]
        elif line.startswith("-"):
            district = name[1:]
            assert district in by_place()[province]
        else:
            assert name in {one.name for one in by_place()[province][district]}
            keys += len(found.split(","))
    assert keys > 1_500
