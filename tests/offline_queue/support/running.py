"""A daemon in this process, against a portal of the test."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

from configuration.kiosk_file import Configuration
from offline_queue.contract.clock import Clock, SystemClock
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.portal_adapters import portal_of
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer


def settings(
    folder: Path,
    keys: Keys,
    portal: PortalServer,
    *,
    queue: Mapping[str, object] | None = None,
    sync: Mapping[str, object] | None = None,
    chip: Mapping[str, object] | None = None,
    **more: object,
) -> Configuration:
    """Settings of a kiosk whose waits are short; `more` replaces keys of `[portal]`."""
    return Configuration.model_validate(
        {
            "kiosk": {
                "id": "DN07",
                "authority_code": "H17.99.01",
                "authority_name": "UBND xã Nam Giang",
                "province_code": "48",
                "commune_code": "20707",
            },
            "queue": {
                "database": folder / "queue" / "outbox.sqlite",
                "recipients": keys.recipients,
                "reserve_mb": 1,
                **(queue or {}),
            },
            "gateway": {"socket": folder / "run" / "sync.sock"},
            "portal": {
                "address": portal.address,
                "identity_address": portal.identity_address,
                "group_id": 1,
                "connect_timeout_s": 10.0,
                "read_timeout_s": 20.0,
                **more,
            },
            "sync": {
                "probe_every_s": 0.1,
                "backoff_first_s": 0.02,
                "backoff_cap_s": 0.2,
                "maintenance_every_s": 0.05,
                "network_manager": False,
                **(sync or {}),
            },
            "chip": chip or {},
            "scanner": {"device": ""},
            "printer": {"transport": "tcp"},
            "reader": {"kind": "camera"},
        }
    )


@contextlib.contextmanager
def running(
    folder: Path,
    keys: Keys,
    portal: PortalServer,
    *,
    clock: Clock | None = None,
    step: Callable[[str], None] = lambda _step: None,
    queue: Mapping[str, object] | None = None,
    sync: Mapping[str, object] | None = None,
    chip: Mapping[str, object] | None = None,
    **more: object,
) -> Iterator[tuple[Daemon, GatewayClient]]:
    """Run a daemon and give it with a client of its socket."""
    chosen = settings(folder, keys, portal, queue=queue, sync=sync, chip=chip, **more)
    secrets = DaemonSecrets(keys.opening, USER, PASSWORD)
    daemon = Daemon(
        chosen, secrets, DaemonDependencies(clock or SystemClock(), Random(7), portal_of(chosen), step)
    )
    daemon.start()
    client = GatewayClient(chosen.gateway.socket, 20.0)
    try:
        yield daemon, client
    finally:
        client.close()
        daemon.stop()


def eventually(holds: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Wait until it holds; gives whether it did. Long, since a machine may be busy with other tests."""
    until = time.monotonic() + seconds
    pause = threading.Event()
    while not holds():
        if time.monotonic() > until:
            return False
        pause.wait(0.01)
    return True
