"""Which papers follow from the answers, on every path of both procedures."""

from __future__ import annotations

import itertools

import pytest

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.required_documents import required_documents
from tests.forms.samples import COPYING, MARRYING, copying, marrying

ME, OTHER = "1", "2"
FIRST, AGAIN = "DangKyLanDau", "CapLai"
WHY = "Giấy cũ bị mất do lũ quét"
RELATIONS = [option.value for option in COPYING.field("NYC_QuanHe").options]
PURPOSES = [option.value for option in MARRYING.field("mucdich").options]
STATUSES = [option.value for option in MARRYING.field("TinhTrangHonNhanC1").options]


def marital(answers: dict[str, str], verified: bool = True) -> dict[str, Need]:
    """Needs of the certificate by part number."""
    return {component.part_no: need for component, need in required_documents(MARRYING, answers, verified)}


def copy(answers: dict[str, str], verified: bool = True) -> dict[str, Need]:
    """Needs of the copy by part number."""
    return {component.part_no: need for component, need in required_documents(COPYING, answers, verified)}


@pytest.mark.parametrize(
    ("whom", "kind", "purpose", "status"),
    list(itertools.product((ME, OTHER), (FIRST, AGAIN), PURPOSES, STATUSES)),
)
def test_certificate(whom: str, kind: str, purpose: str, status: str) -> None:
    found = marital(
        marrying(quanhevoinguoiduocxacminh=whom, loaidangky=kind, mucdich=purpose, TinhTrangHonNhanC1=status)
    )
    assert found == {
        "TK": Need.GENERATED,
        "GXN_CU": Need.REQUIRED if kind == AGAIN else Need.NOT_APPLICABLE,
        "UQ": Need.REQUIRED if whom == OTHER else Need.NOT_APPLICABLE,
        "GTTT": Need.FROM_DATABASE,
        "CT": Need.FROM_DATABASE,
        "KHAC": Need.OPTIONAL,
    }


def test_a_reason_replaces_the_lost_certificate_for_marriage_alone() -> None:
    for_marriage = marrying(loaidangky=AGAIN, mucdich="Kết hôn", LyDoKhongNopLai=WHY)
    assert marital(for_marriage)["GXN_CU"] is Need.NOT_APPLICABLE
    # The reason was typed, then the purpose changed: its field is hidden, and it no longer counts.
    assert marital(for_marriage | {"mucdich": "Xin việc"})["GXN_CU"] is Need.REQUIRED
    assert marital(for_marriage | {"LyDoKhongNopLai": "  "})["GXN_CU"] is Need.REQUIRED


@pytest.mark.parametrize("relation", RELATIONS)
def test_copy_by_relation(relation: str) -> None:
    found = copy(copying(NYC_QuanHe=relation, NYC_ToChuc="Không"))
    relative = relation not in {"BanThan", "Khac"}
    assert found == {
        "TK": Need.GENERATED,
        "UQ": Need.REQUIRED if relation == "Khac" else Need.NOT_APPLICABLE,
        "VB_TC": Need.NOT_APPLICABLE,
        "UQ_NT": Need.OPTIONAL if relative else Need.NOT_APPLICABLE,
        "GTTT": Need.FROM_DATABASE,
        "CT": Need.FROM_DATABASE,
        "KHAC": Need.OPTIONAL,
    }


def test_an_organisation_brings_its_written_request_and_no_authorisation() -> None:
    found = copy(copying(NYC_QuanHe="Khac", NYC_ToChuc="Có"))
    assert (found["VB_TC"], found["UQ"]) == (Need.REQUIRED, Need.NOT_APPLICABLE)


def test_without_a_verified_identity_the_card_is_shown_at_the_counter() -> None:
    for found in (marital(marrying(), verified=False), copy(copying(), verified=False)):
        assert found["GTTT"] is found["CT"] is Need.SHOW_AT_COUNTER
        assert found["TK"] is Need.GENERATED


def test_before_any_answer_nothing_is_required() -> None:
    assert Need.REQUIRED not in marital({}).values()
    assert Need.REQUIRED not in copy({}).values()


def test_components_keep_the_order_of_the_portal() -> None:
    assert [one.part_no for one, _ in required_documents(MARRYING, {}, True)] == [
        one.part_no for one in MARRYING.components
    ]
