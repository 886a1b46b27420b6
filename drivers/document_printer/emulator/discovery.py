"""Answers what `ippeveprinter` asks of Avahi before it starts: on a private bus, nothing is announced.

`python -m drivers.document_printer.emulator.discovery BUS`. The real daemon listens on one port of the whole
machine and keeps one pid file, so that two of them could not run side by side.
"""

from __future__ import annotations

import sys

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

_GROUP = "/Client0/EntryGroup0"
_RUNNING = _ESTABLISHED = 2
_ANSWERS: dict[str, tuple[str, tuple[object, ...]]] = {
    "GetAPIVersion": ("u", (516,)),
    "GetVersionString": ("s", ("avahi 0.8",)),
    "GetState": ("i", (_RUNNING,)),
    "GetHostName": ("s", ("localhost",)),
    "GetHostNameFqdn": ("s", ("localhost.local",)),
    "GetDomainName": ("s", ("local",)),
    "EntryGroupNew": ("o", (_GROUP,)),
}


def main(bus: str) -> None:
    """Answer until the bus ends."""
    connection = open_dbus_connection(bus=bus)
    connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.Avahi"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    group = DBusAddress(_GROUP, interface="org.freedesktop.Avahi.EntryGroup")
    while True:
        try:
            asked = connection.receive()
        except (ConnectionError, OSError):
            return
        if asked.header.message_type is not MessageType.method_call:
            continue
        member = str(asked.header.fields.get(HeaderFields.member))
        signature, body = _ANSWERS.get(member, ("", ()))
        connection.send(new_method_return(asked, signature or None, body))
        if member == "Commit":
            connection.send(new_signal(group, "StateChanged", "is", (_ESTABLISHED, "")))


if __name__ == "__main__":
    main(sys.argv[1])
