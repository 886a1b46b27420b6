"""Devices that fail in the midst of an errand: a sentence, nothing lost, and it goes on once they are back.

Played on the real screen and drivers; each device fails below its driver. A chip card that is pulled out is
played by the run `chip_refused`.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from PySide6.QtGui import QGuiApplication

from drivers.document_printer.emulator.private_cups import PrivateCups
from drivers.payment_terminal.emulator.terminal import EmulatedTerminal, TerminalFaults, TerminalServer
from kiosk_app.session.steps.payment import Payment, PaymentPhase
from tests.journeys.conftest import SMALL
from tests.journeys.filed import UID, file_before, officer, slip
from tests.journeys.following import TILE, own, saved_and_printed, scan_one_page, show_slip
from tests.journeys.hand import Hand
from tests.journeys.ill import at_kiosk, told
from tests.journeys.played import slips_of
from tests.journeys.runs.print_result import NAME, electronic_result, with_printer
from tests.journeys.world import World
from tests.session.words import (
    Followed,
    LookUp,
    QueueTicketTaken,
    ResultPhase,
    ResultShown,
    Scan,
    ScanPhase,
    Sending,
    Signer,
    SignIn,
    SignInPhase,
    SlipPhase,
)
from tests.support.papers import draw

pytestmark = pytest.mark.long("whole errands over real programs and drivers")

FEE = 16_000
_ROLL_ENDS: dict[str, Any] = {"after_dots": 120, "then": {"paper": "out"}}
"""The roll ends within the slip."""
_NEW_ROLL: dict[str, Any] = {"after_dots": None, "then": {}, "paper": "enough"}
WORDS = "Xin nộp lại trang 2."


@pytest.fixture(scope="module")
def terminal() -> Iterator[EmulatedTerminal]:
    machine = EmulatedTerminal(TerminalFaults())
    with TerminalServer(machine) as server:
        machine_port[0] = server.port
        yield machine


machine_port = [0]


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PrivateCups, str]]:
    with with_printer(tmp_path_factory.mktemp("cups")) as around:
        made = around.things["cups"]
        assert isinstance(made, PrivateCups)
        yield made, around.toml


@pytest.fixture(scope="module")
def beside(
    tmp_path_factory: pytest.TempPathFactory,
    qapp: QGuiApplication,
    terminal: EmulatedTerminal,
    cups: tuple[PrivateCups, str],
) -> Iterator[World]:
    del qapp, terminal
    more = f'[terminal]\ntransport = "tcp"\nport = {machine_port[0]}\ndeadline_s = 20.0\n{cups[1]}'
    with World(tmp_path_factory.mktemp("devices"), panel=SMALL, more=more) as made:
        yield made


@pytest.fixture
def hand(beside: World, request: pytest.FixtureRequest) -> Iterator[Hand]:
    """At the kiosk. With ILL_PICTURES in the environment, what the screen says is kept there."""
    wanted = os.environ.get("ILL_PICTURES", "")
    with at_kiosk(beside, Path(wanted) / request.node.name if wanted else None) as made:
        yield made
    beside.restore()


def _uid(number: int) -> str:
    return f"6f1b2c52-0000-4000-8000-{number:012d}"


def test_the_scanner_is_unplugged_during_a_supplement(hand: Hand) -> None:
    uid, world = _uid(300), hand.world
    code = file_before(world, uid=uid)
    officer(world, "step", uid=uid, status="waiting", note=WORDS)
    own(hand, code)
    hand.pilot.touch("dossier.supplement")
    hand.step("scan")
    world.tray.lay(draw("back-page", world.seed).pixels)
    _signal_scanner(signal.SIGSTOP)
    hand.pilot.touch("scan.start")
    hand.until(lambda: hand.state().of(Scan).phase is ScanPhase.SCANNING, "a scan under way")
    _signal_scanner(signal.SIGKILL)
    hand.until(lambda: hand.state().of(Scan).phase is ScanPhase.FAILED, "the scanner's word", 60.0)
    problem = hand.state().of(Scan).problem
    assert problem.startswith("scanner."), problem
    told(hand, "scan.problem", problem, "unplugged")
    assert hand.state().step == "scan"
    scan_one_page(hand)
    saved_and_printed(hand, "saved")
    hand.until(lambda: _status(world, uid) == "processing", "the papers at the portal")
    row = world.dossier_at_portal(uid)
    assert row is not None
    assert [one["dossierPartNo"] for one in row["files"]] == ["TK", "BO_SUNG"]


def _signal_scanner(number: signal.Signals) -> None:
    """To the process that holds the device: stopped, it answers nothing; killed, it has gone."""
    sent = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"drivers.scanner.child" in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), number)
                sent += 1
    assert sent == 1


def _status(world: World, uid: str) -> object:
    row = world.dossier_at_portal(uid)
    return row and row["dossierStatus"]


def test_the_paper_ends_within_a_number(hand: Hand) -> None:
    """It is the citizen's all the same: shown large, and printed whole, once, when there is paper."""
    before = set(slips_of(hand.world))
    hand.world.set_printer(**_ROLL_ENDS)
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    hand.pilot.touch("queue_ticket.field.A")
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.WAITING, "the printer's word")
    ticket = hand.state().of(QueueTicketTaken).ticket
    assert ticket is not None
    hand.until(lambda: hand.pilot.shows("queue_ticket.slip_problem"), "a sentence")
    assert hand.pilot.text("queue_ticket.number") == ticket.number
    hand.pilot.picture("paper-out")
    hand.world.set_printer(**_NEW_ROLL)
    if hand.pilot.shows("queue_ticket.print"):
        hand.pilot.touch("queue_ticket.print")
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.PRINTED, "the slip", 60.0)
    hand.pilot.picture("printed")
    assert len(set(slips_of(hand.world)) - before) >= 1
    hand.pilot.touch("queue_ticket.done")
    hand.step("welcome")
    page = requests.get(f"{hand.world.portal_address}/counter/", timeout=10).text
    assert page.count(ticket.number) <= 1


def test_the_paper_ends_within_a_receipt(hand: Hand) -> None:
    """What was asked for is stored before; its slip comes once there is paper."""
    uid, world = _uid(310), hand.world
    own(hand, file_before(world, uid=uid))
    hand.pilot.touch("dossier.withdrawal")
    hand.step("withdrawal")
    world.set_printer(**_ROLL_ENDS)
    hand.pilot.touch("nav.next")
    hand.until(lambda: hand.state().of(Sending).slip is SlipPhase.WAITING, "the printer's word")
    hand.until(lambda: hand.pilot.shows("request.printproblem"), "a sentence")
    assert hand.state().of(Sending).code in hand.pilot.text("request.outcome")
    hand.pilot.picture("paper-out")
    hand.until(lambda: _status(world, uid) == "cancelling", "the withdrawal at the portal")
    world.set_printer(**_NEW_ROLL)
    if hand.pilot.shows("request.print"):
        hand.pilot.touch("request.print")
    hand.until(lambda: hand.state().of(Sending).slip is SlipPhase.PRINTED, "the slip", 60.0)
    hand.pilot.picture("printed")
    assert world.portal_state()["counters"]["withdrawals"] == 1


def test_the_a4_paper_ends_between_two_copies(hand: Hand, cups: tuple[PrivateCups, str]) -> None:
    """One copy is out and counted as one; the other comes when there is paper, and no third."""
    uid, world, printer = _uid(320), hand.world, cups[0]
    code = file_before(world, uid=uid)
    files = {"file": ("ket-qua.pdf", electronic_result(), "application/pdf")}
    address = f"{world.portal_address}/inbox/{uid}/result"
    requests.post(address, data={"name": NAME}, files=files, timeout=10).raise_for_status()
    officer(world, "step", uid=uid, status="releasing", note="")
    own(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    hand.pilot.touch(f"dossier.result.{found.results[0][0]}")
    hand.step("result")
    hand.until(lambda: hand.state().of(ResultShown).phase is ResultPhase.SHOWN, "the result", 60.0)
    hand.pilot.touch("nav.next")
    hand.until(lambda: hand.state().of(ResultShown).printed == 1, "a copy", 120.0)
    printer.trouble("media-empty")
    hand.pilot.touch("result.copies.more")
    hand.pilot.touch("nav.next")
    hand.until(lambda: bool(hand.state().of(ResultShown).problem), "the printer's word", 120.0)
    shown = hand.state().of(ResultShown)
    told(hand, "result.problem", shown.problem, "media-empty")
    assert shown.printed == 1
    printer.trouble("")
    hand.pilot.touch("nav.next")
    hand.until(lambda: hand.state().of(ResultShown).printed == 2, "the second", 120.0)
    hand.pilot.picture("printed")
    assert len(printer.printed()) == 2
    assert printer.spooled() == []
    hand.until(lambda: _counted(world, doubtful=False) == 2, "the counts")
    # What was asked of the printer without paper may have come out: nobody saw, so it is told as doubtful.
    assert _counted(world, doubtful=True) <= 1


def _counted(world: World, *, doubtful: bool) -> int:
    told_of = [one["payload"] for one in world.portal_state()["items"] if one["kind"] == "result_copies"]
    return sum(bool(one.get("doubtful")) is doubtful for one in told_of)


def test_the_terminal_falls_silent(hand: Hand, terminal: EmulatedTerminal) -> None:
    """Nobody knows whether it took money: said so, no second try here, and a person looks."""
    uid, world = _uid(330), hand.world
    code = file_before(world, uid=uid)
    officer(world, "step", uid=uid, status="processing")
    officer(world, "fee", uid=uid, amount=str(FEE))
    show_slip(hand, code)
    hand.pilot.touch("dossier.payment")
    hand.step("payment")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.DUE, "the fee")
    terminal.faults.slow_s = 3.0
    hand.pilot.touch("payment.card")
    hand.until(lambda: terminal.at_work, "somebody at the terminal")
    terminal.faults.silent, terminal.faults.hangs_up = True, "after"
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.COUNTER, "an end", 120.0)
    assert hand.state().of(Payment).problem == "terminal.unconfirmed"
    told(hand, "payment.problem", "terminal.unconfirmed", "silent")
    assert not hand.pilot.shows("payment.card")
    assert not hand.pilot.shows("payment.again")
    hand.pilot.touch("payment.done")
    hand.step("welcome")
    terminal.faults = TerminalFaults()
    # It had taken the money; nothing was booked twice, and what was booked is that dossier's.
    assert len(terminal.journal) == 1
    booked = world.portal_state()["payments"].get(uid, [])
    assert sum(one["amount"] for one in booked) in (0, FEE)


def test_the_camera_goes_and_comes_back(hand: Hand) -> None:
    """Before a slip, and before a phone: the code is typed meanwhile, and the camera goes on where it was."""
    code = file_before(hand.world)
    hand.pilot.touch(TILE)
    hand.step("look_up")
    hand.world.unplug_camera()
    hand.until(lambda: bool(hand.state().health.reader), "the camera to be missed", 60.0)
    hand.pilot.picture("look-up-without-camera")
    hand.world.hold_up(slip(code))
    hand.step("dossier", 60.0)
    hand.world.put_away()
    assert hand.state().of(LookUp).problem == ""
    hand.pilot.touch("dossier.signin")
    hand.step("sign_in")
    hand.world.unplug_camera()
    hand.until(lambda: hand.state().of(SignIn).phase is SignInPhase.NO_READER, "that it is missed", 60.0)
    hand.pilot.picture("sign-in-without-camera")
    assert hand.state().of(Signer).identity is None
    hand.world.show_phone()
    hand.until(lambda: hand.state().step == "dossier", "the sign-in", 60.0)
    assert UID in str(hand.world.dossier_at_portal(UID))
