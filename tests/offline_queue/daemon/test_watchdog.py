"""systemd is told of progress: a loop that ends or stands still ends the daemon."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from offline_queue.__main__ import EXIT_FAILED, _watch
from offline_queue.contract.clock import SystemClock
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.portal_adapters import portal_of
from offline_queue.daemon.progress import Progress
from offline_queue.delivery.loop import DeliveryLoop
from tests.offline_queue.daemon.test_exit_codes import config as config
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import MARKER, Keys
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer
from tests.offline_queue.support.running import settings

KEYS = Keys()


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """The socket on which systemd listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(30)
        yield listening


@pytest.mark.long("the daemon is started as a program")
def test_the_real_daemon_tells_systemd(tmp_path: Path, config: Path, manager: socket.socket) -> None:
    command = [sys.executable, "-m", "offline_queue", "--config", str(config)]
    told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, env=told, stderr=subprocess.DEVNULL) as daemon:
        try:
            assert manager.recv(1_000).startswith(b"EXTEND_TIMEOUT_USEC=")
            assert manager.recv(1_000) == b"READY=1"
            assert manager.recv(1_000) == b"WATCHDOG=1"
            daemon.send_signal(signal.SIGTERM)
            while (last := manager.recv(1_000)) == b"WATCHDOG=1":
                pass
            assert last == b"STOPPING=1"
            assert daemon.wait(30) == 0
        finally:
            daemon.kill()


class Told:
    """What systemd would have heard."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def notify(self, word: str) -> None:
        """Hear it."""
        self.words.append(word)


@pytest.mark.expects_errors("a loop that ended is told as CRITICAL")
def test_a_loop_that_dies_ends_the_daemon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def die(_self: DeliveryLoop) -> None:
        raise RuntimeError(MARKER)

    monkeypatch.setattr(DeliveryLoop, "run", die)
    told = Told()
    with PortalServer() as portal:
        chosen = settings(tmp_path, KEYS, portal)
        outside = DaemonDependencies(SystemClock(), Random(7), portal_of(chosen), lambda _step: None)
        daemon = Daemon(chosen, DaemonSecrets(KEYS.opening, USER, PASSWORD), outside)
        assert _watch(daemon, threading.Event(), told, every_s=0.02) == EXIT_FAILED
    assert (told.words[0], told.words[-1]) == ("READY=1", "STOPPING=1")
    assert MARKER not in caplog.text


def test_a_loop_that_stands_still_is_trouble() -> None:
    clock = FakeClock()
    progress = Progress(clock)
    beat = progress.beat_of("delivery", 60.0)
    stop = threading.Event()

    def stand() -> None:
        stop.wait(30)

    progress.start("delivery", stand)
    clock.go(59)
    assert progress.trouble() == ""
    clock.go(2)
    assert progress.trouble() == "delivery does not get on"
    beat()
    assert progress.trouble() == ""
    stop.set()
    progress.join(30)
    assert progress.trouble() == "delivery ended: returned"
