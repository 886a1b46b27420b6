"""What keeps a request or a rating from the queue is told by its code, and the thread goes on."""

from __future__ import annotations

import pytest

from kiosk_app.scanning.pdf_binding import TooLargeError
from kiosk_app.session.facts.followed import Action
from offline_queue.contract.errors import QueueFullError, QueueUnavailableError
from tests.runtime.test_following import Bench, bench
from tests.session import words as events
from tests.session.words import Voice

__all__ = ["bench"]


@pytest.mark.parametrize(
    ("refusal", "problem"),
    [
        (QueueFullError("full"), "queue.full"),
        (QueueUnavailableError("gone"), "queue.unavailable"),
        (TooLargeError("large"), "prepare.too_large"),
    ],
)
def test_a_refusal_is_told_and_the_next_one_is_stored(bench: Bench, refusal: Exception, problem: str) -> None:
    bench.refusal = refusal
    failed = bench.send(Action.WITHDRAWAL)
    assert isinstance(failed, events.RequestFailed)
    assert failed.problem == problem
    assert bench.stored == []
    bench.refusal = None
    assert isinstance(bench.send(Action.WITHDRAWAL), events.RequestSaved)


def test_a_recording_above_the_ceiling_is_told_as_one(bench: Bench) -> None:
    bench.limit = 1_000
    failed = bench.send(Action.PETITION, voice=Voice(bytes(1_001), 1.0))
    assert isinstance(failed, events.RequestFailed)
    assert failed.problem == "voice.too_large"
    assert bench.outbox.list() == []


@pytest.mark.long("one more large paper")
def test_an_original_that_fits_into_no_file_is_told_as_one(bench: Bench) -> None:
    """No page of an original may be left out, and its officer signs one file."""
    bench.limit = 1_000
    for action, problem in (
        (Action.CERTIFIED_COPY, "copy.too_large"),
        (Action.SUPPLEMENT, "prepare.too_large"),
    ):
        failed = bench.send(action, pages=2)
        assert isinstance(failed, events.RequestFailed)
        assert failed.problem == problem
    assert bench.outbox.list() == []
