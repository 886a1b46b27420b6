"""Người khác giúp: a child fills in for somebody who cannot read; it is read out to them."""

from __future__ import annotations

from kiosk_app.session.facts.helped import RELATIONS, Helped
from tests.journeys.card_and_badge import OFFICER, CardAndBadge, card_and_badge
from tests.journeys.hand import Hand, Run
from tests.journeys.script import CASES, Story
from tests.journeys.typing import type_into

NAME = "Trần Văn Minh"


class _Helped(Story):
    """Files as in the demo, with somebody beside who reads and writes."""

    card_and_badge: CardAndBadge

    def _agree(self) -> None:
        self.pilot.touch("consent.helped")
        self._step("who_helps")
        self.pilot.picture("helper")
        type_into(self.pilot, self.state, "helper.name", NAME)
        self.pilot.touch("helper.relation.1")
        self.pilot.picture("helper-named")
        self.pilot.touch("nav.next")
        self._step("consent")
        self.pilot.picture("consent-helped")
        super()._agree()

    def _review(self) -> None:
        super()._review()
        self._step("read_aloud")
        self.pilot.picture("read-aloud")
        self.world.hold_up(self.card_and_badge.badge)
        self._step("code")
        self.world.put_away()
        helped = self.state().of(Helped)
        assert (helped.name, helped.relation) == (NAME, RELATIONS[1].vi)
        assert helped.read_back == "officer"


def play(hand: Hand) -> None:
    """From the welcome screen to the slip; the officer reads who helped and who heard it."""
    card_and_badge = hand.things["card_and_badge"]
    assert isinstance(card_and_badge, CardAndBadge)
    story = _Helped(hand.pilot, hand.world, hand.state, CASES["simplest"], hand.world.seed, False)
    story.card_and_badge = card_and_badge
    story.play()
    note = str(hand.world.wait_for_dossier(story.reference_uid))
    assert f"Người khác điền giúp: {NAME} ({RELATIONS[1].vi}), theo lời khai trên màn hình" in note
    assert f"Cán bộ {OFFICER} (thẻ CB07) đã đọc lại cho người nộp nghe" in note


RUN = Run("helped", play, around=card_and_badge)
