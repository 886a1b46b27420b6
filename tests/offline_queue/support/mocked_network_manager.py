"""A NetworkManager of python-dbusmock on a bus of the test's own."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.offline_queue.support.running import eventually

DEBIAN_PYTHON = "/usr/bin/python3"
DBUS_DAEMON = "dbus-daemon"
MANAGER = DBusAddress("/org/freedesktop/NetworkManager", bus_name="org.freedesktop.NetworkManager")
MOCK = MANAGER.with_interface("org.freedesktop.DBus.Mock")


def _has_mock() -> bool:
    with contextlib.suppress(OSError):
        tried = subprocess.run([DBUS_DAEMON, "--version"], capture_output=True, check=False)
        mock = subprocess.run([DEBIAN_PYTHON, "-c", "import dbusmock"], capture_output=True, check=False)
        return tried.returncode == mock.returncode == 0
    return False


needs_mock = pytest.mark.skipif(
    not _has_mock(), reason="Debian's dbus and python3-dbusmock are not installed"
)


@contextlib.contextmanager
def private_bus() -> Iterator[str]:
    """A bus of its own; gives its address."""
    with subprocess.Popen(
        [DBUS_DAEMON, "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        try:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip()
        finally:
            daemon.kill()


@contextlib.contextmanager
def mocked_manager(address: str) -> Iterator[DBusConnection]:
    """A mocked NetworkManager, and a connection to tell it what happens."""
    command = [DEBIAN_PYTHON, "-m", "dbusmock", "--session", "--template", "networkmanager"]
    with (
        subprocess.Popen(command, env={"DBUS_SESSION_BUS_ADDRESS": address, "PATH": "/usr/bin"}) as mock,
        open_dbus_connection(address) as connection,
    ):
        try:
            ping = new_method_call(MANAGER.with_interface("org.freedesktop.DBus.Peer"), "Ping")
            assert eventually(lambda: answered(connection, ping))
            yield connection
        finally:
            mock.kill()


def answered(connection: DBusConnection, call: Message) -> bool:
    """Whether the call is answered and not refused."""
    return connection.send_and_get_reply(call, timeout=5).header.message_type is MessageType.method_return
