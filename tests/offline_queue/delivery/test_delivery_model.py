"""The real sender against a portal that may forget, repeat and lie: every short history, one after another.

The invariants are those of docs/answers.md. A history is the list of what the portal did at each call; all of
them up to a length are tried, beginning with the shortest, on a real queue with the real loop's decisions. Of
the longest ones a run takes a share; `make test-whole` takes all.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.messages import LinkState
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.delivery.backoff import Backoff
from offline_queue.delivery.dossier_follower import DossierFollower
from offline_queue.delivery.link import Link
from offline_queue.delivery.loop import DeliveryLoop, LoopCallbacks
from offline_queue.delivery.schedule import Schedule
from offline_queue.delivery.sender import Sender, SenderParts
from offline_queue.portal.identity_service import IdentityClient
from offline_queue.portal.port import Outgoing, OutgoingFile, Portal, PortalError, RecordKey
from offline_queue.portal.response_policy import Outcome
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.followed_dossiers import FollowedDossiers
from offline_queue.store.outbox import Outbox
from offline_queue.store.retry import retry
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import Keys, submission
from tests.support.slices import share

KEYS = Keys()
SENT = submission("TAM-DN07-0001-6", sizes=(20, 30))
MOVES = ("well", "lost", "forgets", "gives_away", "drops_file", "refuses", "busy")
"""What the portal does at a call: answers; answers into the void; has forgotten the record; has given its id
to another citizen; has dropped a file; refuses for good; is busy."""
EXHAUSTIVE = 3
INVARIANTS = ("own_record", "once", "whole", "proof", "goes_on", "loss_is_told")
"""Names of docs/answers.md; `broken` tells which of them a history broke."""
Answer = TypeVar("Answer")


@dataclass
class Record:
    """One of the portal's."""

    uid: str
    files: dict[str, int] = field(default_factory=dict)
    submitted: bool = False


class ModelPortal:
    """Keeps records by id and does at each call what the history says; well after its end."""

    def __init__(self, history: tuple[str, ...]) -> None:
        self.records: dict[str, Record] = {}
        self.stranger_touched = False
        self.hand_ins: list[str] = []
        self._left = list(history)
        self._ids = iter(range(1, 1_000))

    @property
    def over(self) -> bool:
        """Whether every move of the history was made."""
        return not self._left

    def _move(self) -> str:
        return self._left.pop(0) if self._left else "well"

    def _meet(self) -> str:
        """Make the next move; gives it. Raises for those that answer at once."""
        move = self._move()
        mine = [key for key, one in self.records.items() if not one.uid.startswith("stranger")]
        if move == "forgets":
            for key in mine:
                del self.records[key]
        elif move == "gives_away":
            for key in mine:
                self.records[key] = Record(f"stranger-{key}")
        elif move == "drops_file":
            for key in mine:
                if self.records[key].files:
                    self.records[key].files.popitem()
        elif move == "refuses":
            raise PortalError(Outcome.REJECTED, "không", status=422)
        elif move == "busy":
            raise PortalError(Outcome.BUSY, status=503)
        return move

    def _answer(self, move: str, answer: Answer) -> Answer:
        if move == "lost":
            raise PortalError(Outcome.UNREACHABLE)
        return answer

    def _find(self, key: str) -> Record:
        if key not in self.records:
            raise PortalError(Outcome.REJECTED, status=404)
        return self.records[key]

    def _touch(self, record: Record) -> None:
        if record.uid.startswith("stranger"):
            self.stranger_touched = True

    def register(self, asked: Outgoing) -> PortalRecord:
        """Idempotent by uid."""
        move = self._meet()
        uid = asked.manifest.reference_uid
        key = next((key for key, one in self.records.items() if one.uid == uid), "")
        if not key:
            key = str(next(self._ids))
            self.records[key] = Record(uid)
        return self._answer(move, PortalRecord(key, submitted=self.records[key].submitted))

    def look_up(self, asked: RecordKey) -> PortalRecord:
        """By id; another's record is told as such."""
        move = self._meet()
        record = self._find(asked.portal_id)
        if record.uid != asked.reference_uid:
            raise PortalError(Outcome.FOREIGN_RECORD)
        return self._answer(move, PortalRecord(asked.portal_id, submitted=record.submitted))

    def list_files(self, asked: Outgoing) -> dict[str, int]:
        """Sizes by uid."""
        move = self._meet()
        return self._answer(move, dict(self._find(asked.portal_id).files))

    def send_file(self, asked: OutgoingFile) -> None:
        """The same uid replaces."""
        move = self._meet() if not self._sending_is_atomic else "well"
        record = self._find(asked.dossier.portal_id)
        self._touch(record)
        record.files[asked.part.file_uid] = len(asked.content)
        self._answer(move, None)

    def submit(self, asked: Outgoing) -> PortalRecord:
        """Once."""
        move = self._meet() if not self._sending_is_atomic else "well"
        record = self._find(asked.portal_id)
        self._touch(record)
        if not record.submitted:
            self.hand_ins.append(record.uid)
        record.submitted = True
        return self._answer(move, PortalRecord(asked.portal_id, submitted=True, official_code="H17-1"))

    _sending_is_atomic = False

    def calls(self) -> Portal:
        """As the delivery sees it."""

        def none(_asked: object) -> tuple[str, ...]:
            raise PortalError(Outcome.REJECTED, status=404)

        return Portal(
            kind="opencps",
            probe=lambda: None,
            register=self.register,
            look_up=self.look_up,
            list_files=self.list_files,
            send_file=self.send_file,
            submit=self.submit,
            reserve_numbers=none,
            facts={},
        )


class Between(ModelPortal):
    """A record changes hands only between a look and what follows it: never in the middle of a call.

    What no client can see (the record is given away after it was looked at) is left out.
    """

    _sending_is_atomic = True


class Kiosk:
    """A queue with one dossier, and the real loop over a model portal; a new one is a restart."""

    def __init__(self, folder: Path, portal: ModelPortal, clock: FakeClock) -> None:
        self.clock = clock
        self.database = Database.open(folder / "outbox.sqlite")
        # No power is cut here: what a commit waits for is tried by the fault suite.
        self.database.run("PRAGMA synchronous = OFF")
        self.store = DeliveryStore(self.database, clock, tell=lambda _news: None)
        calls = portal.calls()
        schedule = Schedule(self.store, clock, 1.0)
        link = Link(calls, clock, 1.0)
        link.probe()
        assert link.state is LinkState.ONLINE
        identity: IdentityClient = None  # type: ignore[assignment]  # no token is pending
        parts = SenderParts(
            self.store,
            calls,
            identity,
            KEYS.opening,
            Attester(b"m" * 32),
            lambda _step: None,
            yield_to_others=lambda: False,
            took=lambda _size: None,
            successors={},
        )
        self.loop = DeliveryLoop(
            self.store,
            Sender(parts),
            schedule,
            link,
            Backoff(0.01, 0.01, Random(1)),
            clock,
            LoopCallbacks(lambda: None, lambda _outcome: None, lambda _limit: None),
        )
        self.follower = DossierFollower(
            self.store,
            FollowedDossiers(self.database, clock, tell=lambda _news: None),
            calls,
            KEYS.opening,
            clock,
            every_s=1.0,
        )

    def state(self) -> DeliveryState:
        """The dossier's."""
        return self.store.dossier(1).state

    def go_on(self, turns: int) -> None:
        """Let time pass and work; a person sends again what waits for one."""
        for _ in range(turns):
            self.clock.go(5.0)
            if self.state() in (DeliveryState.REJECTED, DeliveryState.DAMAGED):
                retry(self.database, "TAM-DN07-0001-6", self.clock)
                self.loop.wake(by_hand=True)
            self.loop.link_came_up()
            self.loop.turn()
            if self.state() is DeliveryState.ACCEPTED:
                try:
                    self.follower()
                except PortalError:
                    continue


@pytest.fixture(autouse=True)
def stored(tmp_path: Path) -> None:
    """A queue with the dossier, to be copied for each history."""
    outbox = Outbox.open(
        tmp_path / "stored" / "outbox.sqlite", KEYS.recipients, FakeClock(), kiosk_id="DN07", reserve_mb=0
    )
    assert outbox.reserve_code() == SENT.manifest.provisional_code
    outbox.submit(SENT)
    outbox.close()


def histories() -> Iterator[tuple[str, ...]]:
    """All short ones, the shortest first; of the longest some that begin with each pair of moves."""
    for length in range(EXHAUSTIVE):
        yield from product(MOVES, repeat=length)
    yield from share(product(MOVES, repeat=EXHAUSTIVE), 8, kind=lambda history: history[:-1])


def longer(count: int) -> Iterator[tuple[str, ...]]:
    """Some longer ones, from a seed."""
    random = Random(13)
    for _ in range(count):
        yield tuple(random.choice(MOVES) for _ in range(random.randrange(EXHAUSTIVE + 1, 12)))


def broken(kiosk: Kiosk, portal: ModelPortal) -> list[str]:
    """Give the invariants that do not hold once the portal is well again."""
    mine = [one for one in portal.records.values() if one.uid == SENT.manifest.reference_uid]
    files = {part.file_uid: part.size for part in SENT.manifest.parts}
    state, (proof,) = kiosk.state(), kiosk.database.run("SELECT proof FROM dossier")[0]
    accepted = state is DeliveryState.ACCEPTED
    holds = {
        "own_record": not portal.stranger_touched,
        "once": len(mine) <= 1,
        "whole": not accepted or all(one.files == files for one in mine),
        "proof": not accepted or bool(proof),
        "goes_on": accepted,
        # It would be accepted, and the portal has forgotten it or never got it handed in.
        "loss_is_told": not accepted or any(one.submitted for one in mine),
    }
    return [name for name in INVARIANTS if not holds[name]]


def play(folder: Path, history: tuple[str, ...], *, restart_after: int | None = None) -> list[str]:
    """Play one history, let the portal be well then, and give the invariants that it broke."""
    shutil.copytree(folder.parent / "stored", folder)
    clock = FakeClock()
    portal = Between(history)
    kiosk = Kiosk(folder, portal, clock)
    for turn in range(60):
        if turn == restart_after:
            kiosk.database.close()
            kiosk = Kiosk(folder, portal, clock)
        kiosk.go_on(1)
        if portal.over and kiosk.state() is DeliveryState.ACCEPTED and turn > 3:
            break
    kiosk.go_on(3)
    found = broken(kiosk, portal)
    kiosk.database.close()
    return found


@pytest.mark.expects_errors("lost records are told as CRITICAL")
def test_every_short_history(tmp_path: Path) -> None:
    found = {history: play(tmp_path / str(number), history) for number, history in enumerate(histories())}
    assert {history: names for history, names in found.items() if names} == {}


@pytest.mark.long("twenty long histories; some of each short kind are tried in every run")
@pytest.mark.expects_errors("lost records are told as CRITICAL")
def test_longer_histories_with_a_restart(tmp_path: Path) -> None:
    found = {
        history: play(tmp_path / str(number), history, restart_after=number % 6)
        for number, history in share(enumerate(longer(80)), 4)
    }
    assert {history: names for history, names in found.items() if names} == {}
