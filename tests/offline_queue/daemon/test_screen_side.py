"""The socket is there and answers as soon as the daemon is put together; staff's closing is told by it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from offline_queue.contract.clock import SystemClock
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.portal_adapters import portal_of
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer
from tests.offline_queue.support.running import settings


def test_the_socket_is_bound_before_any_loop_runs(tmp_path: Path) -> None:
    keys = Keys()
    with PortalServer() as portal:
        chosen = settings(tmp_path, keys, portal)
        outside = DaemonDependencies(SystemClock(), Random(1), portal_of(chosen), lambda _step: None)
        daemon = Daemon(chosen, DaemonSecrets(keys.opening, USER, PASSWORD), outside)
        assert chosen.gateway.socket.is_socket()
        assert not daemon.status().closed
        daemon.stop()
        assert not chosen.gateway.socket.exists()
