"""Accounts of organisations: used by whom they belong to, and by those whom they have authorised."""

from __future__ import annotations

import pytest

from portal_sandbox.people import ORGANISATIONS, account_of
from vietnam.tax_code import tax_code

HOUSEHOLD, BUSINESS = ORGANISATIONS.values()


@pytest.mark.parametrize("one", ORGANISATIONS.values(), ids=lambda one: one.kind)
def test_their_tax_codes_are_in_order(one: object) -> None:
    code = getattr(one, "tax_code", "")
    assert tax_code(code) == code


def test_who_may_use_an_account() -> None:
    person, organisation = account_of(f"{BUSINESS.representative}@{BUSINESS.tax_code}")
    assert person is not None
    assert organisation is BUSINESS
    assert BUSINESS.claims(person.personal_id)["organisation_role"] == "representative"
    assert BUSINESS.claims(BUSINESS.delegates[0])["organisation_role"] == "delegate"


@pytest.mark.parametrize("subject", ["048095000004@9900000016", "048090000001@1", "1@9900000016", "nobody"])
def test_a_stranger_has_no_account_there(subject: str) -> None:
    assert account_of(subject) == (None, None)


def test_a_persons_own_account_is_no_organisations() -> None:
    assert account_of("048090000001")[1] is None
