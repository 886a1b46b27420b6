"""Staff read why a dossier is not sent yet, and what to do: no code of the program's own."""

from __future__ import annotations

import pytest

from kiosk_app.ui.screens.service.words import REASONS, reason, waiting
from offline_queue.contract.envelope import DamagedError
from offline_queue.fleet.connection import Trouble
from offline_queue.fleet.edition_fetch import FAULTS
from offline_queue.fleet.reporter import LASTING
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


@pytest.mark.parametrize(
    "told",
    [
        "days:80",
        "dossiers:50",
        "space:80",
        "history:changed",
        "kept:16",
        "id_in_use:100",
        "certificate:expired",
        "certificate:revoked",
        "certificate:9",
        *(f"fleet:{one.value}" for one in sorted(LASTING | {Trouble.TAKEN_OVER})),
        *(f"editions:{one}" for one in sorted(FAULTS)),
    ],
)
def test_what_staff_are_warned_of_is_said_without_a_word_of_the_programs(told: str) -> None:
    name, _, figure = told.partition(":")
    for sentence in waiting(f"warning.{name}", figure):
        assert sentence.startswith(tuple("ABCDĐEGHIKLMNOÔPQRSTUVXY")), sentence
        assert "Máy báo:" not in sentence
        if not figure.isdecimal():
            assert figure not in sentence
