"""The table of former communes is made from a wheel's text, by names where codes were given anew."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from vietnam.former_communes_source import table_of

NAMES = """
PROVINCE_MAPPING: dict[int, Province] = {
    49: Province('Tỉnh Quảng Nam', ProvinceCode.P_49, VietNamDivisionType.TINH, 'quang_nam', 235),
}
DISTRICT_MAPPING: dict[int, District] = {
    510: District('Huyện Nam Giang', DistrictCode.D_510, VietNamDivisionType.HUYEN, 'nam_giang', 49),
}
WARD_MAPPING: dict[int, Ward] = {
    20710: Ward('Xã Tà Bhinh', WardCode.W_20710, VietNamDivisionType.XA, 'xa_ta_bhinh', DistrictCode.D_510),
    20713: Ward("Xã Cà D'y", WardCode.W_20713, VietNamDivisionType.XA, 'xa_ca_dy', DistrictCode.D_510),
}
"""
BECAME = """
OLD_TO_NEW: dict[int, OldToNewEntry] = {
    20710: OldToNewEntry(OldWardRef(20710, 510, 49, False), (NewWardRef(99991, 48),)),
    20713: OldToNewEntry(
        OldWardRef(20713, 510, 49, True), (NewWardRef(99991, 48), NewWardRef(20707, 48))
    ),
    20799: OldToNewEntry(OldWardRef(20799, 510, 49, False), (NewWardRef(20707, 48),)),
}
NEW_TO_OLD: dict[int, NewToOldEntry] = {
    20707: NewToOldEntry(NewWardRef(20707, 48), (OldWardRef(20710, 510, 49, False),)),
}
"""
TODAY = [
    {
        "name": "Thành phố Đà Nẵng",
        "wards": [{"name": "Xã Bến Giằng", "code": 99991}, {"name": "Xã Nam Giang", "code": 20707}],
    }
]


def test_names_are_compared_and_unknown_ones_left_out(tmp_path: Path) -> None:
    wheel = tmp_path / "made_up.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("vietnam_provinces/legacy/_lookup.py", NAMES)
        archive.writestr("vietnam_provinces/_ward_conversion_2025.py", BECAME)
        archive.writestr("vietnam_provinces/data/nested-divisions.json", json.dumps(TODAY))
    assert table_of(wheel).splitlines() == [
        "=Tỉnh Quảng Nam",
        "-Huyện Nam Giang",
        "Xã Tà Bhinh\t20710",
        "Xã Cà D'y\t20710,20707",
    ]
