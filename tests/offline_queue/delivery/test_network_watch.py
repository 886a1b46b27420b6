"""A network that comes up is noticed at once: NetworkManager (python-dbusmock) or the kernel's routes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from offline_queue.delivery.network_watch import ROUTES, NetworkWatch
from tests.offline_queue.support.mocked_network_manager import (
    MOCK,
    answered,
    mocked_manager,
    needs_mock,
    private_bus,
)
from tests.offline_queue.support.running import eventually


class Counter:
    """Counts calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1


@pytest.fixture
def bus() -> Iterator[str]:
    with private_bus() as address:
        yield address


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


def _set_state(connection: DBusConnection, state: int) -> None:
    assert answered(connection, new_method_call(MOCK, "SetGlobalConnectionState", "u", (state,)))


@needs_mock
def test_network_manager_comes_up_and_goes(bus: str) -> None:
    changed = Counter()
    watch = NetworkWatch(changed, connect=lambda: open_dbus_connection(bus), routes=())
    with mocked_manager(bus) as manager, _watching(watch):
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


def test_an_interface_of_any_name_is_watched(tmp_path: Path) -> None:
    """The kernel takes every byte but a blank, a slash and a colon for the name of an interface."""
    routes = tmp_path / "route"
    routes.write_bytes(b"m\xe1ng0 00000000 0101A8C0 0003 0 7\n")
    changed = Counter()
    with _watching(NetworkWatch(changed, connect=None, routes=(routes,))):
        routes.write_bytes(b"m\xe1ng0 00000000 FE01A8C0 0003 0 7\n")
        assert eventually(lambda: changed.calls == 1)


def test_routes_without_any_bus(tmp_path: Path) -> None:
    routes = tmp_path / "route"
    routes.write_text("wlan0 00000000 0101A8C0 0003 0 7\n")
    changed = Counter()
    watch = NetworkWatch(changed, connect=None, routes=(routes, tmp_path / "missing"))
    with _watching(watch):
        routes.write_text("wlan0 00000000 0101A8C0 0003 0 8\n")
        routes.write_text("wlan0 00000000 FE01A8C0 0003 0 9\n")
        assert eventually(lambda: changed.calls == 1)
