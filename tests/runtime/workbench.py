"""What tests of workers share: the kiosk, what was posted, and what lies sealed in the queue."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from configuration.delivery_tables import KioskIdentity
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.composition import NOTICE
from kiosk_app.runtime.dossier_worker import DossierContext
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import Manifest
from offline_queue.contract.envelope import OpeningKey
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from tests.screens.stage import NOW

WAIT_S = 60.0
KIOSK = KioskIdentity(
    id="DN07",
    authority_code="H17.99.01",
    authority_name="UBND xã Nam Giang",
    place="Nam Giang",
    phone="0235 000 0007",
    province_code="48",
    commune_code="20707",
)


def context(**more: Any) -> DossierContext:
    """A daemon that vouches for everybody, a clock that stands, no ceiling; `more` replaces any of it."""
    usual: dict[str, Any] = {
        "attest": lambda _uid, ticket: f"attested:{ticket}",
        "kiosk": KIOSK,
        "notice": load_notice(NOTICE, KIOSK.authority_name, KIOSK.phone),
        "wall_clock": lambda: NOW,
        "new_uid": lambda: "",
        "clock_doubtful": lambda: False,
        "max_file_bytes": lambda: None,
    }
    return DossierContext(**(usual | more))


class Posts:
    """What takes the events that a worker posts, from whichever thread."""

    def __init__(self) -> None:
        self.posted: list[object] = []
        self._arrived = threading.Condition()

    def post(self, event: object) -> None:
        """Take an event."""
        with self._arrived:
            self.posted.append(event)
            self._arrived.notify_all()

    def wait(self, kind: type) -> object:
        """Give the newest event of that kind once there is one."""

        def found() -> object | None:
            return next((event for event in reversed(self.posted) if isinstance(event, kind)), None)

        with self._arrived:
            assert self._arrived.wait_for(lambda: found() is not None, WAIT_S)
        return found()

    def after(self, count: int) -> object:
        """Give the newest event once more than `count` were posted."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.posted) > count, WAIT_S)
        return self.posted[-1]


def manifests(path: Path, key: OpeningKey) -> list[Manifest]:
    """Open everything that lies in the queue at `path`, oldest first."""
    database = Database.open(path)
    try:
        store = DeliveryStore(database, SystemClock(), tell=lambda _news: None)
        with database.reading() as connection:
            ids = [row[0] for row in connection.execute("SELECT id FROM dossier ORDER BY id")]
        return [store.manifest(one, key) for one in ids]
    finally:
        database.close()
