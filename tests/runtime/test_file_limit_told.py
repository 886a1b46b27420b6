"""What the daemon learnt reaches whoever needs it: the portal's limit for one file, a clock that is sure."""

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

    def __init__(
        self,
        nowhere: Path,
        limit: int | None,
        *,
        link: LinkState = LinkState.ONLINE,
        clock_doubtful: bool = False,
    ) -> None:
        super().__init__(nowhere, 0.1)
        self._limit = limit
        self._link = link
        self._clock_doubtful = clock_doubtful

    def status(self, *, in_visit: bool = False) -> Status:
        """What it answers."""
        return Status(
            link=self._link,
            identity_service=True,
            clock_doubtful=self._clock_doubtful,
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


@pytest.mark.parametrize(
    ("link", "doubtful", "sure"),
    [
        (LinkState.ONLINE, False, True),
        (LinkState.ONLINE, True, False),
        (LinkState.OFFLINE, False, False),
        (LinkState.CAPTIVE, False, False),
    ],
)
def test_the_clock_is_sure_once_the_portal_told_the_same_time(
    tmp_path: Path, link: LinkState, doubtful: bool, sure: bool
) -> None:
    """Nobody doubts a clock that was never compared; it may still be months behind."""
    posted: queue.Queue[Event] = queue.Queue()
    client = Told(tmp_path / "no.sock", None, link=link, clock_doubtful=doubtful)
    worker = DaemonWorker(client, posted.put, 60.0, lambda: True)
    try:
        posted.get(timeout=30)
        assert worker.clock_sure is sure
    finally:
        worker.close()


def test_without_a_daemon_no_clock_is_sure(tmp_path: Path) -> None:
    posted: queue.Queue[Event] = queue.Queue()
    worker = DaemonWorker(GatewayClient(tmp_path / "no.sock", 0.1), posted.put, 60.0, lambda: True)
    try:
        posted.get(timeout=30)
        assert not worker.clock_sure
    finally:
        worker.close()
