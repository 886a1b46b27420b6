"""Service mode behind the socket, with people of its own."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from offline_queue.contract.badge import new_badge
from offline_queue.contract.messages import LinkState, Status
from offline_queue.contract.pin import pin_hash
from offline_queue.contract.service_messages import (
    Act,
    Done,
    DoParams,
    Entered,
    EnterParams,
    LeaveParams,
    StaffTask,
)
from offline_queue.gateway.badges import Badge
from offline_queue.gateway.hub import Hub
from offline_queue.gateway.request_handler import RequestHandler
from offline_queue.gateway.server import GatewayServer
from offline_queue.gateway.service_mode import ServiceMode
from offline_queue.gateway.service_sessions import ServiceSessions
from offline_queue.store.database import Database
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import memory_store

STAFF_PIN, TECHNICIAN_PIN = "284617", "90417352"


@cache
def people() -> tuple[tuple[Badge, ...], str]:
    """Give one of the staff and a technician, and the code of the first one's badge."""
    code, secret_hash = new_badge("CB07")
    return (
        Badge("CB07", "Trần Văn Bảy", secret_hash, None, pin_hash(STAFF_PIN), "staff"),
        Badge("KT01", "Lê Thị Một", "", None, pin_hash(TECHNICIAN_PIN), "technician"),
    ), code


class ServiceKiosk:
    """Service mode over a queue and a record in one folder; `restart` is another daemon with the same."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        more: tuple[Badge, ...] = (),
        waiting: tuple[StaffTask, ...] = (),
        database: Path | None = None,
    ) -> None:
        self._path = database
        self.folder = folder or Path(tempfile.mkdtemp(prefix="service-"))
        self.clock = FakeClock()
        self.woken: list[bool] = []
        self._people = (*people()[0], *more)
        self._waiting = waiting
        self.restart()

    def restart(self) -> None:
        """Another process, another monotonic clock."""
        self.clock = FakeClock(self.clock.wall)
        self.database = Database.open(self._path or self.folder / "queue" / "queue.sqlite")
        self.store = memory_store(self.clock, self.folder)
        self.service_mode = ServiceMode(
            ServiceSessions(self._people, self.store, self.clock),
            self.database,
            self.clock,
            lambda: self._waiting,
            self.woken.append,
        )

    def enter(self, *, pin: str = "", badge: str = "") -> Entered:
        """Come in."""
        return self.service_mode.enter(EnterParams(pin=pin, badge=badge))

    def do(self, session: str, act: Act, subject: str = "") -> Done:
        """Do something."""
        return self.service_mode.do(DoParams(session=session, act=act, subject=subject))

    def leave(self, session: str) -> None:
        """Go."""
        self.service_mode.leave(LeaveParams(session=session))

    def events(self) -> list[tuple[str, str, str]]:
        """Give what the chain says of service mode: who, what, about what."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT actor, name, cause FROM event WHERE name LIKE 'service:%' ORDER BY id"
            ).fetchall()
        return [(row[0], row[1], row[2]) for row in rows]


@contextlib.contextmanager
def serving(folder: Path, kiosk: ServiceKiosk) -> Iterator[Path]:
    """Service mode behind the real socket; gives the socket's place."""
    nobody: dict[str, Any] = dict.fromkeys(field.name for field in fields(RequestHandler))
    status = Status(link=LinkState.ONLINE, identity_service=True, clock_doubtful=False, accepting=True)
    handler = RequestHandler(**{**nobody, "service": kiosk.service_mode, "status": lambda: status})
    server = GatewayServer(folder / "sync.sock", handler, Hub(), deadline_s=30.0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield folder / "sync.sock"
    finally:
        server.stop()
        thread.join(30)
