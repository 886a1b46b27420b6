"""The queue's file fails in the middle of delivering: afterwards everything goes on, nothing is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import QueueBusyError, QueueFullError, QueueUnavailableError
from offline_queue.store.delivery_store import DeliveryStore, SealedPart
from offline_queue.store.dossier_changes import DossierChanges
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return open_outbox(tmp_path, KEYS)


def _states(outbox: Outbox) -> list[DeliveryState]:
    return [line.state for line in outbox.list()]


def _busy(call: Call) -> Reply | None:
    return Reply(503, {"code": 503}) if call.method == "POST" else None


def _failing(monkeypatch: pytest.MonkeyPatch, name: str, errors: Iterator[Exception]) -> None:
    """Let a method of the store fail as often as there are errors, before or after its work."""
    honest = getattr(DeliveryStore, name)

    def fail(self: DeliveryStore, *words: Any, **more: Any) -> Any:
        for error in errors:
            raise error
        return honest(self, *words, **more)

    monkeypatch.setattr(DeliveryStore, name, fail)


@pytest.mark.expects_errors("a full disk is told as ERROR")
def test_what_waits_is_not_forgotten_when_the_disk_is_full(
    tmp_path: Path, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    with PortalServer() as portal:
        portal.fault = _busy
        with running(tmp_path, KEYS, portal) as (daemon, _):
            daemon._delivery._after_error_s = 0.02
            assert eventually(lambda: outbox.list()[0].failures > 0)
            _failing(monkeypatch, "begin", iter([QueueFullError("full")] * 3))
            portal.fault = lambda _call: None
            assert eventually(lambda: _states(outbox) == [DeliveryState.ACCEPTED])


@pytest.mark.expects_errors("a queue that is held is told as ERROR")
def test_a_change_that_was_written_but_not_told(
    tmp_path: Path, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait stands in the file, the loop never heard of it."""
    outbox.submit(submission(outbox.reserve_code()))
    with PortalServer() as portal:
        portal.fault = _busy
        honest = DossierChanges.tell
        untold: list[int] = []

        def tell(self: DossierChanges, dossier_id: int) -> None:
            if _states(outbox) == [DeliveryState.WAITING] and len(untold) < 3:
                untold.append(dossier_id)
                raise QueueBusyError("busy")
            honest(self, dossier_id)

        monkeypatch.setattr(DossierChanges, "tell", tell)
        with running(tmp_path, KEYS, portal) as (daemon, _):
            daemon._delivery._after_error_s = 0.02
            assert eventually(lambda: len(untold) == 3)
            portal.fault = lambda _call: None
            assert eventually(lambda: _states(outbox) == [DeliveryState.ACCEPTED])


def test_a_sector_that_cannot_be_read_is_one_dossiers_matter(
    tmp_path: Path, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in (1, 2, 3):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    honest = DeliveryStore.sealed
    unreadable = True

    def sealed(self: DeliveryStore, part: SealedPart) -> bytes:
        if unreadable and part.id == 2:
            raise QueueUnavailableError("disk I/O error")
        return honest(self, part)

    monkeypatch.setattr(DeliveryStore, "sealed", sealed)
    with PortalServer() as portal, running(tmp_path, KEYS, portal):
        assert eventually(lambda: _states(outbox)[1:] == [DeliveryState.ACCEPTED] * 2)
        assert eventually(lambda: "queue.unavailable" in outbox.list()[0].reason)
        unreadable = False
        assert eventually(lambda: _states(outbox)[0] is DeliveryState.ACCEPTED)
