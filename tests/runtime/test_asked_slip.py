"""Mẫu 02 of a dossier for which papers are asked: only what the portal tells and what was filed here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk_app.runtime.request_slips import slip_again_of
from kiosk_app.session.facts.followed import DossierStatus
from kiosk_app.slips.model import AskedPaper, Authority, SupplementRequestSlip
from tests.runtime.test_following import FILED, OWN, RECEIVED
from tests.runtime.workbench import KIOSK
from tests.screens.stage import NOW
from tests.session.words import DossierSlip, PrintState

ASKED_FOR = replace(
    RECEIVED,
    stage="5",
    service_name="Giấy xác nhận",
    asked_at="2026-11-24T09:00:00+07:00",
    asked_papers=(("Giấy cũ", "1"),),
    told_at="2026-11-24T08:30:00+07:00",
)


def _asked(found: DossierStatus, *, again: bool = False) -> SupplementRequestSlip:
    effect = PrintState(1, found, "", DossierSlip.REQUEST, again)
    slip = slip_again_of(effect, KIOSK, "https://dichvucong.gov.vn", NOW)
    assert isinstance(slip, SupplementRequestSlip)
    return slip


def test_what_is_asked_for_as_the_portal_tells_it() -> None:
    slip = _asked(ASKED_FOR)
    assert (slip.official_code, slip.words, slip.summary) == (OWN.code, OWN.words, FILED.summary)
    assert (slip.applicant_name, slip.phone) == (FILED.applicant_name, FILED.phone)
    assert slip.papers == (AskedPaper("Giấy cũ", "1"),)
    assert slip.asked_at == datetime.fromisoformat(ASKED_FOR.asked_at)
    assert slip.authority.name == KIOSK.authority_name
    assert slip.reprinted_at is None
    assert _asked(ASKED_FOR, again=True).reprinted_at == NOW


@pytest.mark.parametrize(
    ("named", "asks"),
    [
        ("UBND xã Thạnh Mỹ", Authority("UBND xã Thạnh Mỹ", "")),
        ("H17.99.02", Authority("", "")),
        ("", Authority("", "")),
    ],
)
def test_of_a_dossier_filed_elsewhere_only_what_is_told(named: str, asks: Authority) -> None:
    code = "H17.99.02-261124-0007"
    slip = _asked(replace(ASKED_FOR, code=code, filed=None, asked_at="", authority_name=named))
    assert slip.authority == asks
    assert (slip.applicant_name, slip.applicant_address, slip.phone, slip.email) == ("", "", "", "")
    assert (slip.summary, slip.asked_at) == ("Giấy xác nhận", None)


@pytest.mark.parametrize("named", [KIOSK.authority_name, KIOSK.authority_code, ""])
def test_a_number_of_this_authority_is_its_own(named: str) -> None:
    here = _asked(replace(ASKED_FOR, filed=None, authority_name=named))
    assert (here.authority.name, here.authority.phone) == (KIOSK.authority_name, KIOSK.phone)
    assert here.applicant_name == ""
