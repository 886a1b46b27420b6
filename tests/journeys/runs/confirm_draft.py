"""Xác nhận bản nháp: read large, wrong in one place, sent with what should stand there."""

from __future__ import annotations

from tests.journeys.filed import file_before, officer, requests_at
from tests.journeys.following import own, sent
from tests.journeys.hand import Hand, Run
from tests.session.words import CorrectionTyped, DraftReading

FIELDS = "Họ, chữ đệm, tên: Trần Thị Bích Ngọc\nDân tộc: Kinh\nTình trạng hôn nhân: Chưa đăng ký kết hôn"


def play(hand: Hand) -> None:
    """The officer's draft names a wrong people."""
    code = file_before(hand.world)
    officer(hand.world, "draft", fields=FIELDS)
    own(hand, code)
    hand.pilot.touch("dossier.confirmation")
    hand.step("draft")
    hand.pilot.touch("draft.line.Dân tộc")
    hand.until(lambda: hand.state().of(DraftReading).wrong != "", "the place that is wrong")
    hand.dispatch(CorrectionTyped("Tày"))
    hand.pilot.picture("draft-wrong")
    hand.pilot.touch("nav.next")
    sent(hand)
    hand.until(lambda: bool(requests_at(hand.world, "confirmation")), "the word at the portal")
    (kept,) = requests_at(hand.world, "confirmation")
    hand.until(lambda: requests_at(hand.world, "confirmation")[0]["status"] == "received", "handed in")
    fields = dict(kept["value"])["fields"]  # type: ignore[call-overload]  # JSON
    assert (fields["verdict"], fields["wrong"].partition(":")[0]) == ("wrong", "Dân tộc")


RUN = Run("confirm_draft", play)
