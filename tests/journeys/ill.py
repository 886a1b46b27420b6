"""A portal that is ill in the midst of an errand: errors, silence, pages, half answers, another's record."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from configuration.load import load
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.ui.messages import sentence
from offline_queue.contract.dossier import DeliveryState
from offline_queue.store.database import Database
from tests.journeys.hand import Hand
from tests.journeys.pilot import Pilot
from tests.journeys.world import World

ERRANDS = r"/(dossiers|requests|bookings|postal|integration|share|dvcqg/files|facts)"
"""Calls of errands; the probe and signing in go well: the kiosk holds the portal to be there."""
PHONE = r"^/identity/(device_authorization|token)$"
SETTINGS = {"portal": "read_timeout_s = 2.0", "sync": "backoff_cap_s = 1.5"}
"""Of the daemon, so that silence is noticed, and tried again, while somebody waits."""
SILENT_S = 6.0
"""Longer than the daemon waits; what hangs so long is carried out when nobody waits for it any more."""
DONE = frozenset({DeliveryState.ACCEPTED, DeliveryState.PURGED})
_WELL = {"only": "", "status": 0, "captive": False, "nonsense": "", "others": {}, "slow_s": 0.0}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One way of being ill."""

    name: str
    faults: Mapping[str, object]

    def begin(self, world: World, only: str = ERRANDS) -> None:
        """Let the portal be ill so, and no other way."""
        world.fault(**{**_WELL, **self.faults, "only": only})


def troubles(others: Mapping[str, str] | None = None) -> Iterator[Trouble]:
    """Give each in turn. `others`: key → another's, whose record is given instead; read when its turn comes.

    Silence comes last: what hangs is carried out later.
    """
    yield Trouble("error", {"status": 500})
    yield Trouble("page", {"captive": True})
    yield Trouble("half", {"nonsense": "truncated"})
    if others:
        yield Trouble("another", {"others": dict(others)})
    yield Trouble("silent", {"slow_s": SILENT_S})


def heal(world: World) -> None:
    """Let the portal be well."""
    world.fault(**_WELL)


class QueueWatch:
    """Looks into the queue's file beside the kiosk."""

    def __init__(self, world: World) -> None:
        """Held open until `close`: a file that is closed here takes this process's other locks with it."""
        self._database = Database.open(world.layout.folder("queue") / "outbox.sqlite")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def newest(self) -> str:
        """The uid of what was stored last."""
        return str(self._row("SELECT reference_uid FROM dossier ORDER BY id DESC LIMIT 1")[0])

    def done(self, uid: str) -> bool:
        """Whether the portal has it whole, as far as this kiosk knows."""
        row = self._row("SELECT state FROM dossier WHERE reference_uid = ?", uid)
        return DeliveryState(row[0]) in DONE

    def told(self, uid: str) -> str:
        """Its state and reason, for messages."""
        row = self._row("SELECT state, reason, failures FROM dossier WHERE reference_uid = ?", uid)
        return " ".join(map(str, row))

    def failures(self, uid: str) -> int:
        """How often it was tried in vain."""
        return int(self._row("SELECT failures FROM dossier WHERE reference_uid = ?", uid)[0])

    def facts(self, kind: str) -> tuple[int, int]:
        """How many small facts of a kind wait, and how often they were tried."""
        row = self._row("SELECT COUNT(*), COALESCE(SUM(attempts), 0) FROM item WHERE kind = ?", kind)
        return int(row[0]), int(row[1])

    def _row(self, statement: str, *parameters: object) -> tuple[Any, ...]:
        with self._database.reading() as connection:
            return tuple(connection.execute(statement, parameters).fetchone())


@contextlib.contextmanager
def at_kiosk(world: World, pictures: Path | None = None) -> Iterator[Hand]:
    """Give a hand at a kiosk of this world that the portal is well for; it is well again afterwards."""
    kiosk = Kiosk(load(world.config), TimeAndRandomness())
    pilot = Pilot(kiosk.window.view, pictures)
    hand = Hand(pilot, world, lambda: kiosk.store.state, kiosk.store.dispatch)
    try:
        hand.until(lambda: hand.state().health.online, "the link")
        yield hand
    finally:
        kiosk.close()
        application = QGuiApplication.instance()
        if application is not None:
            application.processEvents()
        heal(world)
        world.put_away()


def told(hand: Hand, name: str, code: str, why: str) -> None:
    """Check that the sentence of that code stands on the screen."""
    hand.until(lambda: hand.pilot.shows(name), f"{name} ({why})")
    said = hand.pilot.text(name)
    assert sentence(code) in said, (why, code, said)
    if hand.pilot.picture(f"{why}-{name}") is None:
        hand.pilot.run(0.05)
