"""The counters behind the kiosk: numbers are booked once, called in order, and shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from offline_queue.contract.clock import SystemClock
from offline_queue.portal.opencps.portal import opencps_portal
from offline_queue.portal.port import Fact, Portal
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.transport import Endpoint, Transport
from tests.support.sandbox_program import PASSWORD, USER, sandbox
from vietnam.time_zone import in_vietnam


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as root:
        yield root


def portal_at(root: str) -> Portal:
    clock = SystemClock()
    endpoint = Endpoint(f"{root}/o/rest/v2", USER, PASSWORD, {"groupId": "1"}, read_s=10.0, total_s=20.0)
    return opencps_portal(Transport(endpoint, clock, RateLimit(clock)))


def fact(number: str, *, priority: bool = False) -> Fact:
    today = in_vietnam(SystemClock().now())
    payload = {
        "day": today.date().isoformat(),
        "number": number,
        "letter": number[0],
        "priority": priority,
        "issued_at": today.isoformat(timespec="seconds"),
        "kiosk_id": "DN07",
    }
    return Fact(f"uid-{number}", "queue_tickets", payload)


def test_a_number_sent_again_is_booked_once_and_who_comes_first_is_called_first(root: str) -> None:
    portal = portal_at(root)
    send, ask = portal.facts["queue_tickets"], portal.queue
    assert ask is not None
    today = in_vietnam(SystemClock().now()).date()
    for one in (fact("A001"), fact("A001"), fact("A002"), fact("A003", priority=True), fact("B001")):
        send(one)
    assert ask(today).waiting == {"A": 3, "B": 1}
    requests.post(f"{root}/counter/call", data={"letter": "A", "gate": "Quầy 1"}, timeout=30)
    assert ask(today).waiting == {"A": 2, "B": 1}
    display = requests.get(f"{root}/counter/display", timeout=30).text
    assert "A003" in display
    assert "A001" not in display
    # A number that was called is not booked anew, however late its fact is repeated.
    send(fact("A003", priority=True))
    assert ask(today).waiting == {"A": 2, "B": 1}
    assert "A001" in requests.get(f"{root}/counter/", timeout=30).text
