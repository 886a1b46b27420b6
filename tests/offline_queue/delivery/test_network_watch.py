"""A network that comes up is noticed at once: NetworkManager (python-dbusmock) or the kernel's routes."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from offline_queue.delivery.network_watch import ROUTES, NetworkWatch
from tests.offline_queue.support.running import eventually

DEBIAN_PYTHON = "/usr/bin/python3"
MANAGER = DBusAddress("/org/freedesktop/NetworkManager", bus_name="org.freedesktop.NetworkManager")


def _has_mock() -> bool:
    with contextlib.suppress(OSError):
        tried = subprocess.run([DBUS_DAEMON, "--version"], capture_output=True, check=False)
        mock = subprocess.run([DEBIAN_PYTHON, "-c", "import dbusmock"], capture_output=True, check=False)
        return tried.returncode == mock.returncode == 0
    return False


DBUS_DAEMON = "dbus-daemon"
needs_mock = pytest.mark.skipif(
    not _has_mock(), reason="Debian's dbus and python3-dbusmock are not installed"
)


class Counter:
    """Counts calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1


@pytest.fixture
def bus() -> Iterator[str]:
    with subprocess.Popen(
        [DBUS_DAEMON, "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        try:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip()
        finally:
            daemon.kill()


@contextlib.contextmanager
def _manager(address: str) -> Iterator[DBusConnection]:
    """A mocked NetworkManager, and a connection to tell it what happens."""
    command = [DEBIAN_PYTHON, "-m", "dbusmock", "--session", "--template", "networkmanager"]
    with (
        subprocess.Popen(command, env={"DBUS_SESSION_BUS_ADDRESS": address, "PATH": "/usr/bin"}) as mock,
        open_dbus_connection(address) as connection,
    ):
        try:
            ping = new_method_call(MANAGER.with_interface("org.freedesktop.DBus.Peer"), "Ping")
            assert eventually(lambda: _answered(connection, ping))
            yield connection
        finally:
            mock.kill()


@contextlib.contextmanager
def _watching(watch: NetworkWatch) -> Iterator[None]:
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        yield
    finally:
        watch.stop()
        thread.join(10)
        assert not thread.is_alive()


def _answered(connection: DBusConnection, call: Message) -> bool:
    return connection.send_and_get_reply(call, timeout=5).header.message_type is MessageType.method_return


def _set_state(connection: DBusConnection, state: int) -> None:
    mock = MANAGER.with_interface("org.freedesktop.DBus.Mock")
    assert _answered(connection, new_method_call(mock, "SetGlobalConnectionState", "u", (state,)))


@needs_mock
def test_network_manager_comes_up_and_goes(bus: str) -> None:
    changed = Counter()
    watch = NetworkWatch(changed, connect=lambda: open_dbus_connection(bus), routes=())
    with _manager(bus) as manager, _watching(watch):
        assert eventually(lambda: changed.calls == 1)
        _set_state(manager, 20)
        assert eventually(lambda: changed.calls >= 2)
        before = changed.calls
        _set_state(manager, 70)
        assert eventually(lambda: changed.calls > before)


@needs_mock
def test_without_network_manager_the_routes_tell(bus: str, tmp_path: Path) -> None:
    routes = tmp_path / "route"
    routes.write_text("Iface Destination Gateway Flags RefCnt Use\n")
    changed = Counter()
    watch = NetworkWatch(changed, connect=lambda: open_dbus_connection(bus), routes=(routes,))
    with _watching(watch):
        routes.write_text(routes.read_text() + "wlan0 00000000 0101A8C0 0003 0 0\n")
        assert eventually(lambda: changed.calls == 1)


def test_the_routes_can_be_read_under_the_unit() -> None:
    """`ProcSubset=pid` leaves only what belongs to processes."""
    assert all(path.is_relative_to("/proc/self") and path.exists() for path in ROUTES)


def test_routes_without_any_bus(tmp_path: Path) -> None:
    routes = tmp_path / "route"
    routes.write_text("wlan0 00000000 0101A8C0 0003 0 7\n")
    changed = Counter()
    watch = NetworkWatch(changed, connect=None, routes=(routes, tmp_path / "missing"))
    with _watching(watch):
        routes.write_text("wlan0 00000000 0101A8C0 0003 0 8\n")
        routes.write_text("wlan0 00000000 FE01A8C0 0003 0 9\n")
        assert eventually(lambda: changed.calls == 1)
