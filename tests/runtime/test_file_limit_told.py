"""The portal's limit for one file, once the daemon learnt it, reaches whoever is about to record."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from kiosk_app.runtime.daemon_worker import DaemonWorker
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.events import HealthChanged
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.messages import LinkState, Status


class Told(GatewayClient):
    """A daemon that has learnt this much."""

    def __init__(self, nowhere: Path, limit: int | None) -> None:
        super().__init__(nowhere, 0.1)
        self._limit = limit

    def status(self, *, in_visit: bool = False) -> Status:
        """What it answers."""
        return Status(
            link=LinkState.ONLINE,
            identity_service=True,
            clock_doubtful=False,
            accepting=True,
            max_file_bytes=self._limit,
            in_visit=in_visit,
        )


@pytest.mark.parametrize(("limit", "shown"), [(480_000, 480_000), (None, 0)])
def test_the_limit_is_told_to_the_screen(tmp_path: Path, limit: int | None, shown: int) -> None:
    posted: queue.Queue[Event] = queue.Queue()
    client = Told(tmp_path / "no.sock", limit)
    worker = DaemonWorker(client, posted.put, 60.0, lambda: True)
    try:
        first = posted.get(timeout=30)
        assert isinstance(first, HealthChanged)
        assert first.largest_file == shown
    finally:
        worker.close()
