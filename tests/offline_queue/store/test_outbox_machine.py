"""The outbox against a model of it: whatever is called in whatever order, each dossier is there once."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from offline_queue.contract.dossier import DeliveryState, Submission
from offline_queue.contract.envelope import DamagedError
from offline_queue.contract.errors import ConflictingSubmissionError
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.daemon.maintenance import purge
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.integrity import check
from offline_queue.store.outbox import ItemKind
from offline_queue.store.retry import retry
from offline_queue.store.transitions import TRANSITIONS
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission

STATES = [
    DeliveryState.WAITING,
    DeliveryState.BLOCKED_CLOCK,
    DeliveryState.BLOCKED_CREDENTIALS,
    DeliveryState.REJECTED,
    DeliveryState.DAMAGED,
]


class OutboxMachine(RuleBasedStateMachine):
    """Screen, daemon and technician take turns; a stop between two of them loses nothing."""

    keys: ClassVar[Keys] = Keys()

    def __init__(self) -> None:
        super().__init__()
        self._context = contextlib.ExitStack()
        self._folder = Path(self._context.enter_context(tempfile.TemporaryDirectory()))
        self._clock = FakeClock()
        self._open()
        self._sent: dict[int, Submission] = {}
        self._states: dict[int, DeliveryState] = {}
        self._codes: set[str] = set()
        self._events = 0

    def _open(self) -> None:
        self._outbox = open_outbox(self._folder, self.keys, clock=self._clock)
        self._database = Database.open(self._folder / "queue" / "outbox.sqlite")
        self._store = DeliveryStore(self._database, self._clock, tell=lambda _news: None)

    def teardown(self) -> None:
        self._outbox.close()
        self._database.close()
        self._context.close()

    @rule(size=st.integers(min_value=10, max_value=9_000))
    def submit(self, size: int) -> None:
        code = self._outbox.reserve_code()
        assert code not in self._codes
        self._codes.add(code)
        sent = submission(code, seed=len(self._sent) + 1, sizes=(size,))
        assert not self._outbox.submit(sent).repeated
        number = len(self._sent) + 1
        self._sent[number], self._states[number] = sent, DeliveryState.QUEUED
        self._events += 1

    @precondition(lambda self: self._sent)
    @rule(pick=st.integers(min_value=0))
    def submit_again(self, pick: int) -> None:
        assert self._outbox.submit(self._sent[pick % len(self._sent) + 1]).repeated

    @precondition(lambda self: self._sent)
    @rule(pick=st.integers(min_value=0))
    def submit_something_else_under_the_same_uid(self, pick: int) -> None:
        known = self._sent[pick % len(self._sent) + 1].manifest
        other = submission(known.provisional_code, seed=9_999, reference_uid=known.reference_uid)
        with contextlib.suppress(ConflictingSubmissionError):
            self._outbox.submit(other)
            raise AssertionError("two dossiers under one uid")

    @rule()
    def enqueue(self) -> None:
        self._outbox.enqueue(ItemKind.RATING, {"stars": 4})

    @precondition(lambda self: self._sent)
    @rule(pick=st.integers(min_value=0), state=st.sampled_from([DeliveryState.SENDING, *STATES]))
    def deliver(self, pick: int, state: DeliveryState) -> None:
        number = pick % len(self._sent) + 1
        if state not in TRANSITIONS[self._states[number]]:
            return
        if state is DeliveryState.SENDING:
            self._store.begin(number)
        else:
            self._store.hold(number, state, "cause", steps_aside=True, retry_at=None)
        self._states[number] = state
        self._events += 1

    @precondition(lambda self: self._sent)
    @rule(pick=st.integers(min_value=0))
    def accept(self, pick: int) -> None:
        number = pick % len(self._sent) + 1
        if DeliveryState.ACCEPTED not in TRANSITIONS[self._states[number]]:
            return
        self._store.accepted(number, PortalRecord(str(number), submitted=True, official_code="X"), "proof")
        self._states[number] = DeliveryState.ACCEPTED
        self._events += 1

    @precondition(lambda self: self._sent)
    @rule(pick=st.integers(min_value=0))
    def technician_retries(self, pick: int) -> None:
        number = pick % len(self._sent) + 1
        with contextlib.suppress(DamagedError):
            before = retry(self._database, self._sent[number].manifest.reference_uid, self._clock)
            if before in STATES:
                self._states[number] = DeliveryState.QUEUED
                self._events += 1

    @precondition(lambda self: self._sent)
    @rule(pick=st.integers(min_value=0))
    def purge(self, pick: int) -> None:
        number = pick % len(self._sent) + 1
        purge(self._database, number, self._clock)
        if self._states[number] is DeliveryState.ACCEPTED:
            self._states[number] = DeliveryState.PURGED
            self._events += 1

    @rule()
    def restart(self) -> None:
        self._outbox.close()
        self._database.close()
        self._open()

    @invariant()
    def each_dossier_is_there_once_in_its_state(self) -> None:
        listed = {one.id: (one.reference_uid, one.state) for one in self._outbox.list()}
        assert listed == {
            number: (self._sent[number].manifest.reference_uid, state)
            for number, state in self._states.items()
        }

    @invariant()
    def everything_is_whole(self) -> None:
        findings = check(self._database)
        assert findings.sound
        kept = sum(state is not DeliveryState.PURGED for state in self._states.values())
        assert findings.parts == 2 * kept
        assert len(self._database.run("SELECT id FROM event")) == self._events


TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = settings(max_examples=12, stateful_step_count=20, deadline=None, derandomize=True)
