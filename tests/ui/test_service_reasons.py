"""Staff read why a dossier is not sent yet, and what to do: no code of the program's own."""

from __future__ import annotations

from kiosk_app.ui.screens.service.words import REASONS, reason
from offline_queue.contract.envelope import DamagedError
from offline_queue.portal.response_policy import Outcome
from offline_queue.store.receipt_columns import DUE_DATE


def test_a_request_that_nothing_proves_says_that_the_citizen_asks_again() -> None:
    said = reason(Outcome.UNPROVEN.value)
    assert "yêu cầu lại" in said
    assert "Một cửa" in said


def test_every_code_that_the_daemon_writes_has_words_and_another_stays_as_it_is() -> None:
    assert set(REASONS) == {*(one.value for one in Outcome), DamagedError.code, DUE_DATE}
    assert all(reason(one) != one for one in REASONS)
    assert reason("portal.new_kind") == "portal.new_kind"
