"""The procedures of household businesses: filed for the business or for a person."""

from __future__ import annotations

from datetime import date

import pytest

import assets
from kiosk_app.catalogue.encoding import from_json
from kiosk_app.catalogue.general import general_procedure
from kiosk_app.catalogue.model import Need, Procedure
from kiosk_app.forms import export
from kiosk_app.forms.declaration import generated_declarations
from kiosk_app.forms.known import read_only
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.validation import validate
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from portal_sandbox.people import ORGANISATIONS, PEOPLE
from tests.forms.declared import HEADING, text_of

TODAY = date(2026, 11, 24)
CODES = ("1.001612", "2.000720", "1.001570", "1.001266")
HOUSEHOLD, BUSINESS = ORGANISATIONS.values()


def shipped(code: str) -> Procedure:
    path = assets.folder("catalogue") / "household_businesses.jsonl"
    entries = [from_json(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return general_procedure(next(one for one in entries if one.code == code))


def printed(procedure: Procedure, answers: dict[str, str]) -> str:
    """The words of its declaration."""
    ((_part_no, pdf),) = generated_declarations(procedure, answers, HEADING)
    return text_of(pdf)


def claims_of(subject: str, tax_code: str) -> Claims:
    return Claims({**PEOPLE[subject].claims(), **ORGANISATIONS[tax_code].claims(subject)})


def filled(code: str, subject: str, tax_code: str) -> tuple[Procedure, dict[str, str]]:
    """The form as it opens for who uses this account, with what else is asked of them."""
    procedure = shipped(code)
    answers, _known = prefill(procedure, claims_of(subject, tax_code), TODAY)
    return procedure, {**answers, "NoiDung": "Đổi địa chỉ bán hàng", "UyQuyen": "Không"}


@pytest.mark.parametrize("code", CODES)
def test_each_ships_with_its_papers_and_the_portals_words(code: str) -> None:
    procedure = shipped(code)
    assert procedure.deadline.working_days
    assert [fee.amount_vnd for fee in procedure.fees] == [None]
    assert any(one.need is Need.REQUIRED and one.part_no == "P1" for one in procedure.components)
    assert not procedure.elsewhere.vi


@pytest.mark.parametrize(
    ("subject", "organisation", "role"),
    [
        (HOUSEHOLD.representative, HOUSEHOLD, "representative"),
        (HOUSEHOLD.delegates[0], HOUSEHOLD, "delegate"),
        (BUSINESS.representative, BUSINESS, "representative"),
    ],
)
def test_its_account_fills_it_in_and_it_is_the_requester(
    subject: str, organisation: object, role: str
) -> None:
    tax_code = getattr(organisation, "tax_code", "")
    procedure, answers = filled("2.000720", subject, tax_code)
    assert validate(procedure, answers, TODAY) == ()
    found = export.organisation(procedure, answers, getattr(organisation, "kind", ""))
    assert found is not None
    assert (found.tax_code, found.role, found.kind) == (tax_code, role, getattr(organisation, "kind", ""))
    assert export.applicant(procedure, answers).personal_id == subject
    identity = Identity(IdentityMethod.VNEID_VERIFIED, claims_of(subject, tax_code))
    assert {"TuCach", "TenToChuc", "MaSoThue"} <= read_only(procedure, identity)


def test_its_declaration_names_it() -> None:
    procedure, answers = filled("2.000720", HOUSEHOLD.delegates[0], HOUSEHOLD.tax_code)
    said = " ".join(printed(procedure, answers).split())
    assert f"Thay mặt: {HOUSEHOLD.name}, mã số thuế {HOUSEHOLD.tax_code}, với tư cách" in said
    assert "Người được ủy quyền" in said
    assert f"Địa chỉ trụ sở: {HOUSEHOLD.address}" in said


def test_a_person_files_as_a_person() -> None:
    procedure = shipped("1.001612")
    answers, _known = prefill(procedure, Claims(PEOPLE["048190000002"].claims()), TODAY)
    answers |= {"NoiDung": "Mở tiệm tạp hóa", "UyQuyen": "Không"}
    assert validate(procedure, answers, TODAY) == ()
    assert export.organisation(procedure, answers) is None
    assert "Thay mặt" not in printed(procedure, answers)


@pytest.mark.parametrize(("code", "wrong"), [("9900000016", False), ("9900000017", True), ("12", True)])
def test_a_typed_tax_code_must_be_one(code: str, wrong: bool) -> None:
    procedure = shipped("1.001266")
    answers, _known = prefill(procedure, Claims(PEOPLE["048190000002"].claims()), TODAY)
    answers |= {"NoiDung": "Đóng cửa hàng", "UyQuyen": "Không", "TuCach": "representative"}
    answers |= {"TenToChuc": "Hộ kinh doanh Bích Ngọc", "DiaChiToChuc": "Thôn Mực", "MaSoThue": code}
    assert [one.code for one in validate(procedure, answers, TODAY)] == (["tax_code"] if wrong else [])
    assert (export.organisation(procedure, answers) is None) is wrong
