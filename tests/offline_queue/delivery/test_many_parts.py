"""A dossier of many parts costs a fixed number of calls and statements for each part, not more with each."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.contract.dossier import DeliveryState
from offline_queue.delivery.sender import Sender
from offline_queue.store.delivery_store import DeliveryEntry, DeliveryStore
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running

_PER_CALL = 20
"""Steps of SQLite's virtual machine between two calls of the counter."""


def _accepted(outbox: Outbox, uid: str) -> bool:
    news = outbox.news(uid)
    return news is not None and news.state is DeliveryState.ACCEPTED


def _deliver(folder: Path, parts: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int, int]:
    """Give how many files were sent, how often they were listed, and the steps of SQLite for it."""
    keys = Keys()
    outbox = open_outbox(folder, keys)
    sent = submission(outbox.reserve_code(), sizes=(40,) * parts)
    outbox.submit(sent)
    calls_before: list[int] = []
    steps = 0

    def counted() -> int:
        nonlocal steps
        steps += 1
        return 0

    upload = Sender.upload

    def watched(sender: Sender, entry: DeliveryEntry) -> bool:
        calls_before.append(len(portal.calls))
        store: DeliveryStore = sender._parts.store
        store._database.connection.set_progress_handler(counted, _PER_CALL)
        try:
            return upload(sender, entry)
        finally:
            store._database.connection.set_progress_handler(None, 0)
            calls_before.append(len(portal.calls))

    with monkeypatch.context() as patch, PortalServer() as portal:
        patch.setattr(Sender, "upload", watched)
        with running(folder, keys, portal, sync={"probe_every_s": 600.0, "maintenance_every_s": 600.0}) as (
            _,
            client,
        ):
            client.wake()
            uid = sent.manifest.reference_uid
            assert eventually(lambda: _accepted(outbox, uid))
    outbox.close()
    first, last = calls_before
    made = portal.calls[first:last]
    files = [call.method for call in made if call.path.endswith("/files")]
    return files.count("POST"), files.count("GET"), steps


@pytest.mark.long("a dossier of very many files")
def test_a_file_costs_the_same_in_a_dossier_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = 10, 100
    files, listings, steps = _deliver(tmp_path / "few", few, monkeypatch)
    files_2, listings_2, steps_2 = _deliver(tmp_path / "many", many, monkeypatch)
    assert (files, files_2) == (few, many)
    assert listings == listings_2
    # Half as many more, for what other threads ask meanwhile: one look at all parts for each doubles it.
    assert 0 < steps_2 < 1.5 * steps * many / few
