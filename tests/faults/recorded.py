"""What is recorded for the crash replay: dossiers stored, delivered, purged, and the file cleaned up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.daemon.maintenance import purge
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.outbox import Outbox
from tests.faults.screen import dossier


def main(folder: Path, recipients: list[str], first: int, count: int) -> None:
    """Live a short life of a queue. "marks" tells what a citizen was told, when."""
    clock = SystemClock()
    marks = os.open(folder / "marks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    path = folder / "outbox.sqlite"
    outbox = Outbox.open(path, recipients, clock, kiosk_id="DN07", reserve_mb=0)
    database = Database.open(path)
    if os.environ.get("RECORDED_WITHOUT_SYNC"):
        # Without syncs the replay must find a loss: shows that the suite would notice one.
        outbox._database.run("PRAGMA synchronous = OFF")
        database.run("PRAGMA synchronous = OFF")
    store = DeliveryStore(database, clock, tell=lambda _news: None)
    for number in range(count):
        sent = dossier(first + number, outbox.reserve_code(), (1_500, 20_000))
        stored = outbox.submit(sent)
        os.write(marks, f"{stored.reference_uid}\n".encode())
        if number == count // 2:
            database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    for dossier_id in range(1, count // 2 + 1):
        store.begin(dossier_id)
        store.uploaded(dossier_id)
        store.accepted(dossier_id, PortalRecord("1", submitted=True, official_code="X"), "proof")
        purge(database, dossier_id, clock)
    database.run("PRAGMA incremental_vacuum(64)")
    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    outbox.close()
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3]), int(sys.argv[4]))
