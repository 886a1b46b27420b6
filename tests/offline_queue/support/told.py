"""A reporter in this process, told to turn by hand, and what it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from offline_queue.contract.clock import Clock, SystemClock
from offline_queue.delivery.backoff import Backoff
from offline_queue.fleet import connection
from offline_queue.fleet.connection import Connection
from offline_queue.fleet.messages import Topics, Value
from offline_queue.fleet.reporter import FleetReporter, ReportHeader, connecting
from offline_queue.fleet.spool import Spool
from offline_queue.fleet.state import KioskState
from offline_queue.store.database import Database
from tests.offline_queue.support.broker import PROVINCE, Broker, certificate_for

WELL = KioskState(
    link="online",
    accepting=True,
    sound=True,
    identity_service=True,
    clock_doubtful=False,
    warnings=(),
    paused_by="",
    undelivered=3,
    oldest_s=120,
    undelivered_mb=4,
    free_mb=9_000,
    certificate_days=80,
    by_state={"queued": 3},
    attempts={"accepted": 7},
)


@dataclass
class Rig:
    """One kiosk that is to tell a broker."""

    folder: Path
    broker: Broker
    kiosk_id: str = "DN07"
    clock: Clock = field(default_factory=SystemClock)
    answer_s: float = 20.0
    most: int = 2_000
    port: int = 0
    run: str = "first"
    certificate_of: str = ""
    ca_file: Path | None = None
    state: KioskState = WELL
    figures: tuple[tuple[str, dict[str, Value]], ...] = ()
    """What is told once of errands."""

    def __post_init__(self) -> None:
        """Enrol and open the queue."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = self.certificate_of or self.kiosk_id
        self.chain, self.key = certificate_for(self.broker.authority, name, self.folder)
        self.database = Database.open(self.folder / "queue" / "outbox.sqlite")
        self.spool = Spool(self.database, self.most, 0)
        self.reporter = self.made()

    def made(self) -> FleetReporter:
        """Give a reporter of this kiosk, as a start of the daemon makes one."""
        return FleetReporter(
            ReportHeader(Topics(PROVINCE, self.kiosk_id), "20707", "0.1.0", "", "all", self.run),
            lambda: self.state,
            self.spool,
            self._connect(),
            self.clock,
            # Nobody waits here: how long is what test_backoff is about.
            Backoff(0.001, 0.002, Random(7)),
            every_s=60.0,
            figures=lambda: self.figures,
        )

    def _connect(self) -> Callable[[str, tuple[str, bytes]], Connection]:
        described = connection.Broker(
            "127.0.0.1",
            self.port or self.broker.port,
            self.ca_file or self.broker.authority.certificate_file,
            self.chain,
            self.key,
            30,
            self.answer_s,
        )
        return connecting("127.0.0.1", self.broker.port, lambda: described)

    def turns(self) -> bool:
        """Have the reporter look once more; for what one waits for."""
        self.reporter.turn()
        return True

    def opened(self) -> Connection:
        """Give a connection of this kiosk's that is open. Raises `BrokerError`."""
        made = self._connect()(self.kiosk_id, (f"kiosk/{PROVINCE}/{self.kiosk_id}/online", b"{}"))
        made.open()
        return made

    def close(self) -> None:
        """End what it holds."""
        self.reporter._goodbye()
        self.database.close()
