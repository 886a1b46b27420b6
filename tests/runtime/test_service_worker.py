"""Service mode behind the screen, against the daemon's own side of it over the real socket."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.runtime.service_worker import ServiceWorker
from kiosk_app.session.facts.service import (
    AskHelper,
    DoService,
    EnterService,
    HelperEnded,
    ServiceAct,
    ServiceDone,
    ServiceEntered,
)
from kiosk_app.session.kernel.event import Effect, Event
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.service_messages import Act
from tests.offline_queue.support.service import STAFF_PIN, ServiceKiosk, serving

LONG_S = 30.0


class Screen:
    """A worker whose events can be waited for."""

    def __init__(self, folder: Path, kiosk: ServiceKiosk, socket: Path) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self.kiosk = kiosk
        self.worker = ServiceWorker(GatewayClient(socket, LONG_S), folder / "no-helper.sock", self.events.put)

    def do(self, effect: Effect) -> Event:
        """Carry out, and give what came of it."""
        self.worker.effects()[type(effect)](effect)
        return self.events.get(timeout=LONG_S)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen over a kiosk's service mode."""
    kiosk = ServiceKiosk(tmp_path)
    with serving(tmp_path, kiosk) as socket:
        made = Screen(tmp_path, kiosk, socket)
        yield made
        made.worker.close()


def test_a_person_comes_in_acts_and_goes(screen: Screen) -> None:
    entered = screen.do(EnterService(1, STAFF_PIN))
    assert entered == ServiceEntered(1, "accepted", "staff", "Trần Văn Bảy")
    done = screen.do(DoService(1, ServiceAct.CLOSE))
    assert isinstance(done, ServiceDone)
    assert (done.act, done.result) == (ServiceAct.CLOSE, "done")
    screen.worker.wipe(1)
    # The end of the session stands before this question in the worker.
    assert isinstance(ended := screen.do(DoService(2, ServiceAct.OPEN)), ServiceDone)
    assert ended.result == "ended"
    assert [name for _, name, _ in screen.kiosk.events()] == [
        "service:enter",
        "service:close",
        "service:leave",
    ]


def test_a_wrong_pin_gives_no_proof(screen: Screen) -> None:
    assert screen.do(EnterService(1, "555000")) == ServiceEntered(1, "wrong")
    done = screen.do(DoService(1, ServiceAct.OPEN))
    assert isinstance(done, ServiceDone)
    assert done.result == "ended"


def test_the_end_of_the_program_ends_the_session(screen: Screen) -> None:
    screen.do(EnterService(1, STAFF_PIN))
    screen.worker.close()
    assert screen.kiosk.events()[-1][1] == "service:leave"


def test_without_a_daemon_or_a_helper_it_is_said(tmp_path: Path) -> None:
    nobody = Screen(tmp_path, ServiceKiosk(tmp_path), tmp_path / "nobody.sock")
    assert nobody.do(EnterService(1, STAFF_PIN)) == ServiceEntered(1, "unavailable")
    assert nobody.do(DoService(1, ServiceAct.QUEUE)) == ServiceDone(1, ServiceAct.QUEUE, "unavailable")
    assert nobody.do(AskHelper(1, ServiceAct.CHECK)) == HelperEnded(1, ServiceAct.CHECK, "no_helper")
    nobody.worker.close()


def test_screen_and_daemon_name_the_same_acts() -> None:
    """The session may not import the contract: what it repeats of it is held equal here."""
    assert [(one.name, one.value) for one in ServiceAct] == [(one.name, one.value) for one in Act]
