"""Hộ kinh doanh: its owner signs in with its own account and files a change of it, on its behalf."""

from __future__ import annotations

from kiosk_app.session.facts.signer import Signer
from portal_sandbox.people import ORGANISATIONS
from tests.journeys.hand import Hand, Run
from tests.journeys.script import Case, Story
from tests.journeys.world import CITIZEN

HOUSEHOLD = next(iter(ORGANISATIONS.values()))
CODE = "2.000720"
CASE = Case(CODE, {}, {"NoiDung": "Doi dia chi ban hang"}, part="P1", offered=(CODE,))


class _Organisation(Story):
    """Files as in the demo, with the organisation's account on the phone."""

    def _sign_in(self) -> None:
        self.pilot.picture("sign-in")
        self.world.show_phone(f"{CITIZEN}@{HOUSEHOLD.tax_code}")
        self._step("form")
        self.world.put_away()
        identity = self.state().of(Signer).identity
        assert identity is not None
        assert identity.claims.get("tax_code") == HOUSEHOLD.tax_code


def play(hand: Hand) -> None:
    """From the welcome screen to the slip; the portal has the household business as applicant."""
    story = _Organisation(hand.pilot, hand.world, hand.state, CASE, hand.world.seed, False)
    story.play()
    row = hand.world.wait_for_dossier(story.reference_uid)
    assert row["applicantName"] == HOUSEHOLD.name
    assert (row["applicantIdType"], row["applicantIdNo"]) == ("business", HOUSEHOLD.tax_code)
    assert row["delegateIdNo"] == CITIZEN
    assert "đã xác thực qua tài khoản VNeID của tổ chức" in str(row)


RUN = Run("organisation", play, offered=(CODE,))
