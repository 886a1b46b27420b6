"""What a portal tells of a form is taken where the form itself would take it, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.forms.portal_answers import with_portal_answers
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from tests.catalogue.small import procedure
from tests.forms.samples import CLAIMS

SIGNED_IN = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS, level=2, ticket="t")
TODAY = date(2026, 11, 24)


def test_what_the_sign_in_vouched_for_stays() -> None:
    told = {"name": "Người Khác", "id": "048190000099", "again": "yes"}
    answers = with_portal_answers(procedure(), SIGNED_IN, told, TODAY)
    assert (answers["name"], answers["id"], answers["again"]) == (
        CLAIMS.get("full_name"),
        CLAIMS.get("personal_id"),
        "yes",
    )


def test_what_the_form_would_refuse_is_asked_for() -> None:
    nobody = Identity(IdentityMethod.STAFF, Claims())
    told = {"again": "maybe", "birth": "31/11/1990", "name": "123", "nowhere": "x"}
    assert not with_portal_answers(procedure(), nobody, told, TODAY).keys() & told.keys()


@pytest.mark.long("a hundred sets of long made-up texts")
@given(st.dictionaries(st.sampled_from(["name", "id", "birth", "again", "nowhere"]), st.text(max_size=300)))
def test_nothing_told_breaks_the_form(told: dict[str, str]) -> None:
    answers = with_portal_answers(procedure(), SIGNED_IN, told, TODAY)
    assert answers["name"] == CLAIMS.get("full_name")
    assert "nowhere" not in answers
