"""VNeID bằng điện thoại: the phone scans a code of the kiosk, and its owner approves there."""

from __future__ import annotations

import requests

from kiosk_app.session.steps.phone_sign_in import PhonePhase, PhoneSignIn
from tests.journeys.hand import Hand, Run
from tests.journeys.script import CASES, Story
from tests.journeys.world import CITIZEN


class _ByPhone(Story):
    """Files as in the demo, signed in by the phone."""

    def _sign_in(self) -> None:
        self.pilot.touch("signin.phone")
        self._until(PhonePhase.SHOWN)
        self.pilot.picture("phone-sign-in")
        self._decide_on_phone("deny")
        self._until(PhonePhase.REFUSED)
        self.pilot.touch("phone.again")
        self._until(PhonePhase.SHOWN)
        self._decide_on_phone("approve")
        self._until(PhonePhase.CONFIRM)
        self.pilot.picture("phone-sign-in-confirm")
        self.pilot.touch("phone.me")
        self._step("form")

    def _decide_on_phone(self, decision: str) -> None:
        address = f"{self.world.portal_address}/phone/{CITIZEN}/device"
        form = {"user_code": self.state().of(PhoneSignIn).user_code, "decision": decision}
        requests.post(address, data=form, timeout=10).raise_for_status()

    def _until(self, phase: PhonePhase) -> None:
        self.pilot.wait_until(lambda: self.state().of(PhoneSignIn).phase is phase, f"the phone {phase.value}")


def play(hand: Hand) -> None:
    """Denied once, then approved, to the slip."""
    story = _ByPhone(hand.pilot, hand.world, hand.state, CASES["simplest"], hand.world.seed, False)
    story.play()
    row = hand.world.wait_for_dossier(story.reference_uid)
    assert "đã xác thực qua VNeID" in str(row)


RUN = Run("vneid_by_phone", play)
