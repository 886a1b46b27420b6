"""What the sign-in said is known, and locked where it was verified."""

from __future__ import annotations

from kiosk_app.forms.known import known_fields, read_only
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from tests.forms.samples import CLAIMS, MARRYING


def test_a_verified_requester_cannot_be_renamed() -> None:
    locked = read_only(MARRYING, Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS))
    assert {"HoVaTenC", "SoDinhDanhC", "NgaySinhC", "SoGiayToTuyThanC", "NoiCapDDC"} <= locked


def test_residence_and_telephone_stay_open() -> None:
    locked = read_only(MARRYING, Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS))
    assert not locked & {"nycNoiCuTru_TrongNuoc", "nycLoaiCuTru", "contactTelNo"}


def test_what_was_not_verified_can_be_corrected() -> None:
    for method in (IdentityMethod.CARD_QR, IdentityMethod.VNEID_PENDING, IdentityMethod.STAFF):
        assert read_only(MARRYING, Identity(method, CLAIMS)) == frozenset()


def test_a_fact_that_the_service_did_not_tell_is_not_locked() -> None:
    identity = Identity(IdentityMethod.VNEID_VERIFIED, Claims({"full_name": "Lê Văn B"}))
    assert read_only(MARRYING, identity) == {"HoVaTenC"}
    assert [field.key for field in known_fields(MARRYING, identity)] == ["HoVaTenC"]


def test_known_fields_stand_in_the_order_of_the_form_without_hidden_ones() -> None:
    keys = [field.key for field in known_fields(MARRYING, Identity(IdentityMethod.CARD_QR, CLAIMS))]
    assert keys[:4] == ["HoVaTenC", "SoDinhDanhC", "NgaySinhC", "contactTelNo"]
    assert "GioiTinhC" not in keys
