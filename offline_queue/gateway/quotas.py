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
"""Most connections that only listen; they are counted apart, so that requests always find a place."""


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
    """Thread-safe. A newcomer always gets a place: the greediest peer's oldest connection makes it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: dict[int, ConnectionSlot] = {}
        self._numbers = count(1)

    def take(self, client: socket.socket, peer: int) -> ConnectionSlot:
        """Give a place; one of the peer with the most connections ends when there were too many."""
        place = ConnectionSlot(client, peer, next(self._numbers))
        with self._lock:
            self._make_room(listening=False, most=MOST_CLIENTS)
            self._places[place.number] = place
        return place

    def listens(self, place: ConnectionSlot) -> None:
        """The connection only listens from now on."""
        with self._lock:
            self._make_room(listening=True, most=MOST_LISTENERS)
            place.listening = True

    def leave(self, place: ConnectionSlot) -> None:
        """The connection ended."""
        with self._lock:
            self._places.pop(place.number, None)

    def clients(self) -> list[socket.socket]:
        """Give every connection."""
        with self._lock:
            return [place.client for place in self._places.values()]

    def _make_room(self, *, listening: bool, most: int) -> None:
        alike = [place for place in self._places.values() if place.listening is listening]
        if len(alike) < most:
            return
        by_peer = Counter(place.peer for place in alike)
        greediest, _ = max(by_peer.items(), key=lambda pair: pair[1])
        oldest = min((place for place in alike if place.peer == greediest), key=lambda place: place.number)
        self._places.pop(oldest.number)
        oldest.gone.set()
        with contextlib.suppress(OSError):
            oldest.client.shutdown(socket.SHUT_RDWR)
