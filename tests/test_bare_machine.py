"""The first start of a machine that has no configuration: its set-up, until there is one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from configuration.delivery_tables import Gateway
from kiosk_app.bare_machine import BareScreen
from kiosk_app.composition import TimeAndRandomness
from kiosk_app.session.facts.service import HelperEnded, InService, ServiceAct
from kiosk_app.session.kernel.events import Back, Begin, CancelAsked
from kiosk_app.session.steps.service_setup import ServiceSetup, WorkChosen

LONG_MS = 60_000


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> BareScreen:
    """The screen of a machine without a configuration, a helper or a daemon."""
    gateway = Gateway(socket=tmp_path / "sync.socket", helper=tmp_path / "helper.socket")
    screen = BareScreen(tmp_path / "kiosk.toml", TimeAndRandomness(), gateway)
    screen.on_visit_end(lambda: None)
    screen.stand_by()
    return screen


def test_the_first_picture_is_the_set_up(bare: BareScreen) -> None:
    assert bare.store.state.step == "service_setup"
    assert bare.store.state.of(InService).technician
    names = {item.objectName() for item in _items(bare.window.view.contentItem())}
    assert {"service.work.devices", "service.work.networks", "service.work.stick"} <= names
    bare.close()


def test_without_a_helper_it_says_so_and_stays(bare: BareScreen, qtbot: QtBot) -> None:
    bare.start()
    bare.store.dispatch(WorkChosen("devices"))
    qtbot.waitUntil(lambda: bare.store.state.of(ServiceSetup).problem == "service.no_helper", timeout=LONG_MS)
    assert bare.store.state.step == "service_setup"
    bare.close()


def test_nothing_that_a_citizen_does_can_be_begun(bare: BareScreen) -> None:
    bare.start()
    bare.store.dispatch(Begin("filing"))
    assert bare.store.state.step == "service_setup"
    bare.close()


@pytest.mark.parametrize("leave", [Back(), CancelAsked()])
def test_whoever_leaves_makes_room_for_the_next_screen(
    bare: BareScreen, leave: Back | CancelAsked, tmp_path: Path
) -> None:
    ended: list[bool] = []
    bare.on_visit_end(lambda: ended.append(True))
    bare.start()
    state = bare.store.state
    bare.store.dispatch(HelperEnded(state.visit, ServiceAct.SETUP))
    bare.store.dispatch(leave)
    assert ended == [True]
    bare.close()


def test_one_that_stood_behind_while_the_machine_was_set_up_makes_room_at_once(
    bare: BareScreen, tmp_path: Path
) -> None:
    ended: list[bool] = []
    bare.on_visit_end(lambda: ended.append(True))
    (tmp_path / "kiosk.toml").write_text("", encoding="utf-8")
    bare.start()
    assert ended == [True]
    assert bare.performer is None
    bare.close()


@pytest.mark.long("the whole program is started")
def test_systemd_hears_that_the_set_up_takes_touches(tmp_path: Path) -> None:
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(str(tmp_path / "notify"))
    heard.settimeout(LONG_MS / 1_000)
    started = subprocess.Popen(
        [sys.executable, "-m", "kiosk_app", "--set-up", "--config", str(tmp_path / "kiosk.toml")],
        env={**os.environ, "NOTIFY_SOCKET": str(tmp_path / "notify"), "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert heard.recv(100) == b"READY=1"
        started.send_signal(signal.SIGTERM)
        _, said = started.communicate(timeout=LONG_MS / 1_000)
        assert started.returncode == 0, said
    finally:
        started.kill()
        heard.close()


@pytest.mark.long("the whole program is started")
def test_without_being_asked_for_set_up_a_missing_file_is_an_error(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk_app", "--config", str(tmp_path / "kiosk.toml")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=LONG_MS / 1_000,
        check=False,
    )
    assert done.returncode == 2
    assert "no such file" in done.stderr


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _items(child)
