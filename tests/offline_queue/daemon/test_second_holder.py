"""Two real daemons under one kiosk id before one real portal: the second is told at once, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import IdInUseError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.holding import ID_IN_USE
from offline_queue.contract.messages import Status
from offline_queue.store import id_holding
from offline_queue.store.database import Database
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, submission
from tests.offline_queue.support.running import eventually
from tests.support.kiosk_toml import kiosk_toml, write_credentials
from tests.support.processes import Program
from tests.support.sandbox_program import PASSWORD, USER, sandbox

WAYS = {"opencps": "/o/rest/v2", "dvcqg": "/dvcqg"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as root:
        yield root


class Kiosk:
    """A machine with its files; its daemon is a program that can be started and stopped."""

    def __init__(self, folder: Path, keys: Keys, root: str, kiosk_id: str, kind: str) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.keys, self.kiosk_id = folder, keys, kiosk_id
        self.config = folder / "kiosk.toml"
        portal: dict[str, object] = {
            "kind": kind,
            "address": f"{root}{WAYS[kind]}",
            "identity_address": f"{root}/identity",
            "file_address": f"{root}/dvcqg/files",
            "credentials": str(folder / "credentials"),
        }
        tables: dict[str, dict[str, object]] = {
            "kiosk": {"id": kiosk_id},
            "queue": {"database": str(folder / "queue" / "outbox.sqlite"), "reserve_mb": 1},
            "gateway": {"socket": str(folder / "run" / "sync.sock")},
            "portal": portal,
            "sync": {"probe_every_s": 0.5, "network_manager": False},
        }
        self.config.write_text(kiosk_toml(keys.recipients, tables), encoding="utf-8")
        write_credentials(folder / "credentials", str(keys.sync), (USER, PASSWORD))

    def outbox(self) -> Outbox:
        """The screen's side of the queue."""
        path = self.folder / "queue" / "outbox.sqlite"
        return Outbox.open(path, self.keys.recipients, SystemClock(), kiosk_id=self.kiosk_id, reserve_mb=1)

    def daemon(self) -> Program:
        """Start it."""
        return Program("kiosk-sync", ["-m", "offline_queue", "--config", str(self.config)], self.folder, {})

    def status(self) -> Status | None:
        """What the screen and staff are told."""
        client = GatewayClient(self.folder / "run" / "sync.sock", 2.0)
        try:
            return client.status()
        except GatewayUnavailable:
            return None
        finally:
            client.close()

    def told(self) -> bool:
        """Whether staff and screen know of the second holder."""
        status = self.status()
        return status is not None and ID_IN_USE in status.warnings and not status.accepting

    def copied_to(self, folder: Path, root: str, kind: str) -> Kiosk:
        """The machine's disk in a second machine."""
        shutil.copytree(self.folder / "queue", folder / "queue")
        return Kiosk(folder, self.keys, root, self.kiosk_id, kind)


def _gives_codes(kiosk: Kiosk) -> bool:
    outbox = kiosk.outbox()
    try:
        outbox.reserve_code()
    except IdInUseError:
        return False
    finally:
        outbox.close()
    return True


def _stored(kiosk: Kiosk, seed: int) -> Outbox:
    outbox = kiosk.outbox()
    outbox.submit(submission(outbox.reserve_code(), seed=seed))
    return outbox


def _delivered(outbox: Outbox) -> bool:
    return all(one.state is DeliveryState.ACCEPTED for one in outbox.list())


@pytest.mark.long("two daemons run side by side")
@pytest.mark.parametrize("kind", sorted(WAYS))
def test_two_kiosks_configured_alike(tmp_path: Path, root: str, kind: str) -> None:
    kiosk_id = {"opencps": "DN21", "dvcqg": "DN22"}[kind]
    first = Kiosk(tmp_path / "first", Keys(), root, kiosk_id, kind)
    second = Kiosk(tmp_path / "second", Keys(), root, kiosk_id, kind)
    queue = _stored(second, 1)
    with first.daemon():
        assert eventually(lambda: _start_of(root, kiosk_id) == 1, 20.0)
        with second.daemon():
            assert eventually(second.told, 20.0)
            assert not _gives_codes(second)
            # What was stored before goes out all the same.
            assert eventually(lambda: _delivered(queue), 20.0)
        status = first.status()
        assert status is not None
        assert status.accepting
        assert _gives_codes(first)
    # It stays so over a restart, until staff have decided.
    with second.daemon():
        assert eventually(second.told, 20.0)


@pytest.mark.long("two daemons run side by side")
def test_a_copied_disk_and_who_goes_on(tmp_path: Path, root: str) -> None:
    kiosk_id = "DN23"
    first = Kiosk(tmp_path / "first", Keys(), root, kiosk_id, "opencps")
    _stored(first, 2).close()
    with ExitStack() as running:
        one = running.enter_context(first.daemon())
        assert eventually(lambda: _start_of(root, kiosk_id) == 1, 20.0)
        one.stop()
        copy = first.copied_to(tmp_path / "copy", root, "opencps")
        running.enter_context(first.daemon())
        assert eventually(lambda: _start_of(root, kiosk_id) == 2, 20.0)
        other = running.enter_context(copy.daemon())
        assert eventually(copy.told, 20.0)
        assert not _gives_codes(copy)
        other.stop()
        # Staff keep the copy and switch the first off; the first is told when it comes back.
        database = Database.open(copy.folder / "queue" / "outbox.sqlite")
        id_holding.claim(database, SystemClock())
        database.close()
        running.enter_context(copy.daemon())
        assert eventually(lambda: _gives_codes(copy) and not copy.told(), 20.0)
        assert eventually(lambda: _start_of(root, kiosk_id) == 1, 20.0)
    with first.daemon():
        assert eventually(first.told, 20.0)
        assert not _gives_codes(first)


def _start_of(root: str, kiosk_id: str) -> int:
    holders = requests.get(f"{root}/sandbox/state", timeout=30).json()["holders"]
    return int(holders.get(kiosk_id, {}).get("start", 0))


def test_a_forged_statement_holds_nothing(root: str) -> None:
    statement = '{"kioskId":"DN24","generation":"a","start":1,"run":"b"}'
    forged = {"statement": statement, "publicKey": "AAAA", "signature": "AAAA"}
    answer = requests.post(f"{root}/o/rest/v2/kiosks", json=forged, auth=(USER, PASSWORD), timeout=30)
    assert answer.status_code == 400
    assert _start_of(root, "DN24") == 0
