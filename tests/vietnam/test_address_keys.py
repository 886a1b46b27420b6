"""The keys of an address are those of the portals' e-forms."""

from __future__ import annotations

from vietnam.address_keys import address_keys, commune_key, detail_key, province_key


def test_the_three_keys() -> None:
    assert address_keys("nxn") == ("nxn.tinh", "nxn.xa", "nxn.diaChi")
    assert address_keys("nxn") == (province_key("nxn"), commune_key("nxn"), detail_key("nxn"))
