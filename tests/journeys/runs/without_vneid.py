"""Không có VNeID: the card's QR, its chip, and an officer who confirms by a badge."""

from __future__ import annotations

import time
from dataclasses import replace

from kiosk_app.session.facts.witness import Witness
from kiosk_app.session.steps.sign_in import ChipPhase, SignIn
from tests.journeys.card_and_badge import OFFICER, CardAndBadge, card_and_badge
from tests.journeys.hand import Hand, Run
from tests.journeys.script import CASES, Story
from tests.session.words import Signer


class _WithoutVneid(Story):
    """Files as in the demo, with another way to say who one is."""

    card_and_badge: CardAndBadge
    chip_ms: int = 0

    def _sign_in(self) -> None:
        self.world.show_card()
        self._until_chip(ChipPhase.WAITING)
        self.world.put_away()
        self.pilot.picture("sign-in-chip")
        began = time.monotonic()
        self.card_and_badge.lay()
        self._until_chip(ChipPhase.READ)
        self.chip_ms = round((time.monotonic() - began) * 1000)
        self.pilot.picture("sign-in-chip-read")
        self.card_and_badge.take()
        self.pilot.touch("signin.goon")
        self._step("form")
        identity = self.state().of(Signer).identity
        assert identity is not None
        assert (identity.method.value, identity.verified) == ("card_chip", False)

    def _review(self) -> None:
        super()._review()
        self._step("staff_check")
        self.pilot.picture("staff-check")
        self.world.hold_up(self.card_and_badge.badge)
        self._step("code")
        self.world.put_away()
        assert self.state().of(Witness).officer_name == OFFICER

    def _until_chip(self, phase: ChipPhase) -> None:
        self.pilot.wait_until(lambda: self.state().of(SignIn).chip is phase, f"the chip {phase.value}")


def play(hand: Hand) -> None:
    """From the welcome screen to the slip; the officer reads who was seen by whom."""
    card_and_badge = hand.things["card_and_badge"]
    assert isinstance(card_and_badge, CardAndBadge)
    story = _WithoutVneid(hand.pilot, hand.world, hand.state, CASES["simplest"], hand.world.seed, False)
    story.card_and_badge = card_and_badge
    story.case = replace(story.case, wishes=story.case.unknown)
    story.play()
    hand.found["chip_ms"] = story.chip_ms
    row = hand.world.wait_for_dossier(story.reference_uid)
    note = str(row)
    assert "đọc từ chip thẻ căn cước" in note
    assert f"Cán bộ {OFFICER} (thẻ CB07) đã đối chiếu người nộp" in note


RUN = Run("without_vneid", play, around=card_and_badge)
