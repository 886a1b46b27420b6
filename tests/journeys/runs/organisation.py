"""Hộ kinh doanh: its owner signs in with its own account and files a change of it, on its behalf."""

from __future__ import annotations

from typing import Any

from kiosk_app.session.facts.signer import Signer
from offline_queue.contract.dossier import sha256_of
from portal_sandbox.people import ORGANISATIONS
from tests.journeys.hand import Hand, Run
from tests.journeys.script import Case, Story
from tests.journeys.world import CITIZEN
from tests.session.words import SubmissionState

HOUSEHOLD = next(iter(ORGANISATIONS.values()))
CODE = "2.000720"
CASE = Case(CODE, {}, {"NoiDung": "Doi dia chi ban hang"}, part="P1", offered=(CODE,))


class Filed(Story):
    """Files as in the demo, and remembers what the review showed."""

    reviewed: tuple[tuple[str, str], ...] = ()
    """(file uid, digest)."""

    def _review(self) -> None:
        super()._review()
        self.reviewed = tuple((one.file_uid, one.sha256) for one in self.state().of(SubmissionState).parts)


class ForHousehold(Filed):
    """With the organisation's account on the phone."""

    def _sign_in(self) -> None:
        self.pilot.picture("sign-in")
        self.world.show_phone(f"{self.citizen}@{HOUSEHOLD.tax_code}")
        self._step("form")
        self.world.put_away()
        identity = self.state().of(Signer).identity
        assert identity is not None
        assert identity.claims.get("tax_code") == HOUSEHOLD.tax_code


def filed(hand: Hand, story: Filed) -> dict[str, Any]:
    """From the welcome screen to the slip; every file that was reviewed is at the portal, byte by byte."""
    story.play()
    row = hand.world.wait_for_dossier(story.reference_uid)
    assert row["serviceCode"] == story.case.procedure
    assert {file["referenceUid"] for file in row["files"]} == {uid for uid, _ in story.reviewed}
    assert len(story.reviewed) > 1
    for uid, digest in story.reviewed:
        assert sha256_of(hand.world.file_at_portal(story.reference_uid, uid)) == digest
    return row


def is_for_household(row: dict[str, Any], acting: str) -> None:
    """The portal has the household business as applicant, and who acted for it."""
    assert (row["applicantName"], row["applicantIdNo"]) == (HOUSEHOLD.name, HOUSEHOLD.tax_code)
    if row.get("protocol") != "dvcqg":
        # The national portal's dossier has no place for who hands it in: the note alone says it there.
        assert (row["applicantIdType"], row["delegateIdNo"]) == ("business", acting)
    assert "đã xác thực qua tài khoản VNeID của tổ chức" in str(row)


def play(hand: Hand) -> None:
    """Its owner files a change of it."""
    story = ForHousehold(hand.pilot, hand.world, hand.state, CASE, hand.world.seed, False)
    is_for_household(filed(hand, story), CITIZEN)


RUN = Run("organisation", play, offered=(CODE,))
