"""Places at the socket: a newcomer always gets one, from the peer that has the most."""

from __future__ import annotations

import socket

from offline_queue.gateway.log_throttle import LogThrottle
from offline_queue.gateway.quotas import MOST_CLIENTS, MOST_LISTENERS, ConnectionSlots
from tests.offline_queue.support.clock import FakeClock

SCREEN, GREEDY = 100, 200


def test_the_greediest_peer_makes_room() -> None:
    places = ConnectionSlots()
    screen = places.take(socket.socket(), SCREEN)
    crowd = [places.take(socket.socket(), GREEDY) for _ in range(MOST_CLIENTS + 5)]
    assert not screen.gone.is_set()
    assert [place.gone.is_set() for place in crowd[:6]] == [True] * 6
    assert len(places.clients()) == MOST_CLIENTS


def test_listeners_take_no_place_from_questions() -> None:
    places = ConnectionSlots()
    listeners = [places.take(socket.socket(), GREEDY) for _ in range(MOST_LISTENERS + 2)]
    for place in listeners:
        places.listens(place)
    asking = [places.take(socket.socket(), GREEDY) for _ in range(MOST_CLIENTS)]
    assert [place.gone.is_set() for place in listeners] == [True, True, *[False] * MOST_LISTENERS]
    assert not any(place.gone.is_set() for place in asking)
    places.leave(asking[0])
    assert not places.take(socket.socket(), SCREEN).gone.is_set()


def test_what_happens_all_the_time_is_said_once_a_minute() -> None:
    clock = FakeClock()
    said: list[int] = []
    throttle = LogThrottle(clock, said.append)
    for _ in range(1_000):
        throttle.happened()
    clock.go(61)
    throttle.happened()
    assert said == [1, 1_000]
