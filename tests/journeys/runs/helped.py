"""Người khác giúp: a child fills in for somebody who cannot read; it is read out to them."""

from __future__ import annotations

from kiosk_app.session.facts.helped import RELATIONS, Helped
from tests.journeys.card_and_badge import OFFICER, card_and_badge
from tests.journeys.hand import Hand, Run
from tests.journeys.helped_story import HelpedStory
from tests.journeys.typing import type_into

NAME = "Trần Văn Minh"


class _Helped(HelpedStory):
    def say_who_helps(self) -> None:
        self.pilot.picture("helper")
        type_into(self.pilot, self.state, "helper.name", NAME)
        self.pilot.touch("helper.relation.1")
        self.pilot.picture("helper-named")
        self.pilot.touch("nav.next")

    def agree_to_what_was_read(self) -> None:
        self.world.hold_up(self.card_and_badge.badge)
        self._step("code")
        helped = self.state().of(Helped)
        assert (helped.name, helped.relation) == (NAME, RELATIONS[1].vi)
        assert helped.read_back == "officer"


def play(hand: Hand) -> None:
    """From the welcome screen to the slip; the officer reads who helped and who heard it."""
    note = _Helped.file(hand)
    assert f"Người khác điền giúp: {NAME} ({RELATIONS[1].vi}), theo lời khai trên màn hình" in note
    assert f"Cán bộ {OFFICER} (thẻ CB07) đã đọc lại cho người nộp nghe" in note


RUN = Run("helped", play, around=card_and_badge)
