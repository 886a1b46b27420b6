"""Tells at once when a network comes up or goes: NetworkManager on D-Bus, else the kernel's routes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog
from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

log = structlog.get_logger(__name__)

_NAME = "org.freedesktop.NetworkManager"
_PATH = "/org/freedesktop/NetworkManager"
_BUS = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
_PROPERTIES = "org.freedesktop.DBus.Properties"
_LOOK_S = 1.0
_ANSWER_S = 3.0
"""For D-Bus to answer."""
_AGAIN_S = 30.0
"""So long the routes alone are looked at before NetworkManager is looked for again."""
ROUTES: tuple[Path, ...] = (Path("/proc/self/net/route"), Path("/proc/self/net/ipv6_route"))
"""Of this process: the unit hides the rest of /proc (`ProcSubset=pid`)."""
Connect = Callable[[], DBusConnection]


def system_bus() -> DBusConnection:
    """Connect to the system bus. Raises `OSError` and others where there is none."""
    return open_dbus_connection("SYSTEM")


class NetworkWatch:
    """Runs on a thread of its own; `changed` is called when it is worth looking for the portal."""

    def __init__(
        self,
        changed: Callable[[], None],
        *,
        connect: Connect | None = system_bus,
        routes: Sequence[Path] = ROUTES,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """`connect`: None leaves NetworkManager out."""
        self._changed = changed
        self._connect = connect
        self._routes = routes
        self._beat = beat
        self._stop = threading.Event()
        self._seen = self._route_table()

    def run(self) -> None:
        """Watch until `stop`. The routes are looked at in any case: they need no other program."""
        while not self._stop.is_set():
            if self._connect is None:
                self._look_at_routes(None)
                continue
            try:
                with self._connect() as bus:
                    self._listen(bus)
            except Exception as error:  # no bus, no NetworkManager, or it went away: the routes are left
                log.info("no NetworkManager on D-Bus", kind=type(error).__name__)
                self._look_at_routes(_AGAIN_S)

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()

    def _listen(self, bus: DBusConnection) -> None:
        owner = bus.send_and_get_reply(
            new_method_call(_BUS, "NameHasOwner", "s", (_NAME,)), timeout=_ANSWER_S
        )
        if owner.header.message_type is MessageType.error or not owner.body[0]:
            raise ConnectionError("NetworkManager does not run")
        for rule in (
            MatchRule(type="signal", sender=_NAME, path=_PATH, interface=_NAME, member="StateChanged"),
            MatchRule(type="signal", sender=_NAME, path=_PATH, interface=_PROPERTIES),
            MatchRule(type="signal", sender=_BUS.bus_name, member="NameOwnerChanged", path=_BUS.object_path),
        ):
            bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_ANSWER_S)
        log.info("listening to NetworkManager")
        # Changes from before the subscription send no signal: ask once.
        self._changed()
        while not self._stop.is_set():
            self._beat()
            self._compare_routes()
            with contextlib.suppress(TimeoutError):
                self._take(bus.receive(timeout=_LOOK_S).header.fields, bus)

    def _take(self, fields: dict[object, object], bus: DBusConnection) -> None:
        members = {str(value) for value in fields.values()}
        if "StateChanged" in members or "PropertiesChanged" in members:
            self._changed()
        elif "NameOwnerChanged" in members:
            owner = bus.send_and_get_reply(
                new_method_call(_BUS, "NameHasOwner", "s", (_NAME,)), timeout=_ANSWER_S
            )
            if not owner.body[0]:
                raise ConnectionError("NetworkManager went away")

    def _look_at_routes(self, seconds: float | None) -> None:
        """Watch the routes for a while, or until `stop`."""
        looked_s = 0.0
        while not self._stop.is_set() and (seconds is None or looked_s < seconds):
            self._beat()
            self._compare_routes()
            self._stop.wait(_LOOK_S)
            looked_s += _LOOK_S

    def _compare_routes(self) -> None:
        found = self._route_table()
        if found != self._seen:
            self._seen = found
            self._changed()

    def _route_table(self) -> frozenset[str]:
        """Give the routes without their counters, which change with every packet."""
        rows: set[str] = set()
        for path in self._routes:
            with contextlib.suppress(OSError):
                for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                    words = line.split()
                    rows.add(" ".join(words[:4] if path.name == "route" else (*words[:5], words[-1])))
        return frozenset(rows)
