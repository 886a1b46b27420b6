"""Cán bộ giúp: a member of staff fills in by their badge; the citizen hears it read out and agrees."""

from __future__ import annotations

from io import BytesIO

import segno

from kiosk_app.session.facts.helped import Helped
from kiosk_app.ui.messages import sentence
from offline_queue.contract.badge import new_badge
from tests.journeys.card_and_badge import OFFICER, card_and_badge
from tests.journeys.hand import Hand, Run
from tests.journeys.helped_story import HelpedStory


class _HelpedByStaff(HelpedStory):
    def say_who_helps(self) -> None:
        self.world.hold_up(_badge_of_another_counter())
        self.pilot.wait_until(lambda: self.pilot.shows("helper.problem"), "the answer to a strange badge")
        assert sentence("badge.unknown") in self.pilot.text("helper.problem")
        self.pilot.picture("strange-badge")
        self.world.put_away()
        self.pilot.run(3.0)
        self.world.hold_up(self.card_and_badge.badge)
        self._step("consent")
        assert self.state().of(Helped).name == OFFICER

    def agree_to_what_was_read(self) -> None:
        # The citizen heard it and agrees by a touch of their own.
        self.pilot.touch("nav.next")
        self._step("code")
        assert self.state().of(Helped).read_back == "heard"


def _badge_of_another_counter() -> bytes:
    text, _ = new_badge("CB99")
    picture = BytesIO()
    segno.make(text, error="m").save(picture, kind="png", scale=8, border=6)
    return picture.getvalue()


def play(hand: Hand) -> None:
    """From the welcome screen to the slip; the authority reads who helped, and how it was agreed to."""
    note = _HelpedByStaff.file(hand)
    assert f"Cán bộ {OFFICER} (thẻ CB07) điền giúp tại kiosk." in note
    assert "nội dung đã được đọc lại và có người chạm đồng ý trên màn hình" in note


RUN = Run("helped_by_staff", play, around=card_and_badge)
