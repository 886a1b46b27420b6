"""Staff read what to do about a dossier that was set aside where sending it again is no help."""

from __future__ import annotations

from kiosk_app.ui.screens.service.words import REASONS, reason
from offline_queue.portal.response_policy import Outcome


def test_a_request_that_nothing_proves_says_that_the_citizen_asks_again() -> None:
    said = reason(Outcome.UNPROVEN.value)
    assert "yêu cầu lại" in said
    assert "Một cửa" in said


def test_words_are_for_codes_that_there_are_and_others_stay_as_they_are() -> None:
    assert set(REASONS) <= {one.value for one in Outcome}
    assert reason("rejected") == "rejected"
