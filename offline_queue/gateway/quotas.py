"""Who may hold how many connections: a peer that takes all loses its oldest, not the screen its answer."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

MOST_CLIENTS = 16
"""Most connections that ask; the screen, its successor and `kioskctl` have some each."""
MOST_LISTENERS = 4
"""Most connections that only listen; they are counted apart, so that requests always find a slot."""


@dataclass(slots=True)
class ConnectionSlot:
    """One connection that was let in."""

    client: socket.socket
    peer: int
    """Process id of the peer."""
    number: int
    listening: bool = False
    gone: threading.Event = field(default_factory=threading.Event)


class ConnectionSlots:
    """Thread-safe. A newcomer always gets a slot: the greediest peer's oldest connection makes it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slots: dict[int, ConnectionSlot] = {}
        self._numbers = count(1)

    def take(self, client: socket.socket, peer: int) -> ConnectionSlot:
        """Give a slot; one of the peer with the most connections ends when there were too many."""
        slot = ConnectionSlot(client, peer, next(self._numbers))
        with self._lock:
            self._make_room(listening=False, most=MOST_CLIENTS)
            self._slots[slot.number] = slot
        return slot

    def listens(self, slot: ConnectionSlot) -> None:
        """The connection only listens from now on."""
        with self._lock:
            self._make_room(listening=True, most=MOST_LISTENERS)
            slot.listening = True

    def leave(self, slot: ConnectionSlot) -> None:
        """The connection ended."""
        with self._lock:
            self._slots.pop(slot.number, None)

    def clients(self) -> list[socket.socket]:
        """Give every connection."""
        with self._lock:
            return [slot.client for slot in self._slots.values()]

    def _make_room(self, *, listening: bool, most: int) -> None:
        alike = [slot for slot in self._slots.values() if slot.listening is listening]
        if len(alike) < most:
            return
        by_peer = Counter(slot.peer for slot in alike)
        greediest, _ = max(by_peer.items(), key=lambda pair: pair[1])
        oldest = min((slot for slot in alike if slot.peer == greediest), key=lambda slot: slot.number)
        self._slots.pop(oldest.number)
        oldest.gone.set()
        with contextlib.suppress(OSError):
            oldest.client.shutdown(socket.SHUT_RDWR)
