"""Service mode: who comes in how, what each screen does, and that no visit ever mixes with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.identity.payload import SetupCode, StaffBadge
from kiosk_app.session.facts import service as facts
from kiosk_app.session.facts.printing import SlipFailed, SlipPhase, SlipPrinted
from kiosk_app.session.facts.qr_reader import QrSeen
from kiosk_app.session.facts.service import (
    AskHelper,
    CheckFinding,
    DoService,
    EnterService,
    FoundNetwork,
    HelperEnded,
    HelperSaid,
    InService,
    PrintCodeSlip,
    PrintTestSlip,
    QueueEntry,
    ScanTestSheet,
    ServiceAct,
    ServiceDone,
    ServiceEntered,
    ServiceWanted,
    SheetScanned,
    TriedDevices,
)
from kiosk_app.session.kernel.effects import Wipe
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.steps.service_check import ReportAsked, ServiceCheck
from kiosk_app.session.steps.service_devices import ServiceDevices, TryDevice
from kiosk_app.session.steps.service_entry import PinTyped, ServiceEntry
from kiosk_app.session.steps.service_menu import (
    FOR_TECHNICIANS,
    PLACES,
    ClosingChosen,
    PlaceChosen,
    ServiceMenu,
)
from kiosk_app.session.steps.service_paper import PICTURES, ServicePaper
from kiosk_app.session.steps.service_queue import CodeSlipAsked, EntryChosen, SendAgainAsked, ServiceQueue
from kiosk_app.session.steps.service_setup import (
    JoinAsked,
    KeyIsRight,
    NetworkChosen,
    PasswordTyped,
    ServiceSetup,
    WorkChosen,
)
from offline_queue.contract.service_messages import Act
from tests.session import words as ev
from tests.session.support import Driver

ENTRY = QueueEntry("TAM-DN07-0042-K", "TAM-DN07-0042-K", "1.004873", "rejected")


def inside(role: str = "technician") -> Driver:
    """A driver in the menu of service mode."""
    driver = Driver()
    driver.send(ServiceWanted(), PinTyped("284617"), ev.Next())
    driver.send(ServiceEntered(driver.visit, "accepted", role, "Lê Thị Một"))
    assert driver.state.step == "service_menu"
    driver.send(ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"))
    return driver


def at(place: str) -> Driver:
    """A driver on one of its screens."""
    driver = inside()
    driver.send(PlaceChosen(place))
    assert driver.state.step == f"service_{place}"
    return driver


def test_the_acts_are_those_of_the_daemon() -> None:
    assert {one.value for one in ServiceAct} == {one.value for one in Act}


def test_a_pin_opens_and_leaves_nothing_of_itself() -> None:
    driver = Driver()
    driver.send(ServiceWanted(), PinTyped("28461"))
    assert driver.send(ev.Next()) == []
    driver.send(PinTyped("284617"))
    assert EnterService(driver.visit, "284617", "") in driver.send(ev.Next())
    assert driver.state.of(ServiceEntry).typed == ""
    driver.send(ServiceEntered(driver.visit, "wrong"))
    assert driver.state.of(ServiceEntry).problem == "service.wrong"
    assert "284617" not in repr(driver.state)


@pytest.mark.parametrize("text", ["28461x", "٢٨٤٦١٧", "28 617"])
def test_only_digits_are_a_pin(text: str) -> None:
    driver = Driver()
    driver.send(ServiceWanted(), PinTyped(text))
    assert driver.state.of(ServiceEntry).typed == ""


def test_a_badge_opens_too() -> None:
    driver = Driver()
    driver.send(ServiceWanted())
    driver.send(QrSeen(driver.visit, StaffBadge("BADGE1.CB07.x")))
    assert driver.all_of(EnterService) == [EnterService(driver.visit, "", "BADGE1.CB07.x")]


@pytest.mark.parametrize("step", ["papers", "consent", "sign_in", "form"])
def test_no_visit_mixes_with_service_mode(step: str) -> None:
    driver = Driver()
    {
        "papers": driver.to_papers,
        "consent": driver.to_consent,
        "sign_in": driver.to_sign_in,
        "form": driver.to_form,
    }[step]()
    before = driver.state
    assert driver.send(ServiceWanted()) == []
    assert (driver.state.step, driver.state.journey) == (before.step, before.journey)


def test_between_two_errands_somebody_is_still_there() -> None:
    driver = Driver()
    driver.to_review()
    driver.dispatcher.state = _between(driver)
    assert driver.send(ServiceWanted()) == []
    assert driver.state.step == "welcome"


def _between(driver: Driver) -> VisitState:
    return replace(driver.state, step="welcome", journey="", errands_done=1)


def test_staff_do_not_reach_what_is_the_technicians() -> None:
    driver = inside("staff")
    for place in PLACES:
        driver.send(PlaceChosen(place))
        assert (driver.state.step == "service_menu") == (place in FOR_TECHNICIANS)
        driver.send(ev.Back())
    driver.send(PlaceChosen("elsewhere"))
    assert driver.state.step == "service_menu"


@pytest.mark.parametrize("place", PLACES)
def test_back_leads_to_the_menu_and_the_end_wipes(place: str) -> None:
    driver = at(place)
    driver.send(ev.Back())
    assert driver.state.step == "service_menu"
    visit = driver.visit
    assert Wipe(visit) in driver.send(ev.Next())
    assert driver.state.step == "welcome"
    assert driver.state.of(InService) == InService()


def test_nobody_stays_in_service_mode() -> None:
    driver = inside()
    driver.wait(600)
    assert driver.state.step == "welcome"


def test_closing_shows_at_once_and_keeps_citizens_out() -> None:
    driver = inside("staff")
    assert driver.send(ClosingChosen(closed=True)) == [DoService(driver.visit, ServiceAct.CLOSE)]
    driver.send(ServiceDone(driver.visit, ServiceAct.CLOSE, "done"))
    driver.send(ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"), ev.Next())
    assert driver.state.health.closed
    driver.send(ev.Begin())
    assert driver.state.step == "welcome"
    driver.send(ServiceWanted())
    assert driver.state.step == "service_entry"


def test_an_ended_session_is_said() -> None:
    driver = inside()
    driver.send(ev.TryAgain(), ServiceDone(driver.visit, ServiceAct.ATTENTION, "ended"))
    assert driver.state.of(ServiceMenu).problem == "service.ended"


def test_a_code_is_printed_only_once_it_is_written_down() -> None:
    driver = at("queue")
    driver.send(ServiceDone(driver.visit, ServiceAct.QUEUE, "done", entries=(ENTRY,)))
    driver.send(EntryChosen(ENTRY.code))
    assert driver.send(CodeSlipAsked()) == [DoService(driver.visit, ServiceAct.REPRINT, ENTRY.code)]
    assert driver.send(ServiceDone(driver.visit, ServiceAct.REPRINT, "done")) == [
        PrintCodeSlip(driver.visit, ENTRY)
    ]
    driver.send(SlipPrinted(driver.visit, "code"))
    assert driver.state.of(ServiceQueue).slip is SlipPhase.PRINTED
    driver.send(CodeSlipAsked(), ServiceDone(driver.visit, ServiceAct.REPRINT, "ended"))
    assert driver.state.of(ServiceQueue).problem == "service.ended"
    assert len(driver.all_of(PrintCodeSlip)) == 1


def test_sending_again_asks_for_the_list_anew() -> None:
    driver = at("queue")
    driver.send(ServiceDone(driver.visit, ServiceAct.QUEUE, "done", entries=(ENTRY,)))
    assert driver.send(SendAgainAsked(ENTRY.code)) == [DoService(driver.visit, ServiceAct.RETRY, ENTRY.code)]
    assert driver.send(ServiceDone(driver.visit, ServiceAct.RETRY, "done")) == [
        DoService(driver.visit, ServiceAct.QUEUE)
    ]


def test_a_roll_is_changed_picture_by_picture_and_proven_by_a_slip() -> None:
    driver = at("paper")
    for number in range(len(PICTURES) - 1):
        assert driver.state.of(ServicePaper).at == number
        driver.send(ev.Next())
    assert driver.send(ev.Next()) == [DoService(driver.visit, ServiceAct.PAPER)]
    assert driver.send(ServiceDone(driver.visit, ServiceAct.PAPER, "done")) == [PrintTestSlip(driver.visit)]
    driver.send(SlipFailed(driver.visit, "test", "printer.paper_out"))
    assert driver.state.of(ServicePaper).problem == "printer.paper_out"
    driver.send(ev.Next(), ServiceDone(driver.visit, ServiceAct.PAPER, "done"))
    driver.send(SlipPrinted(driver.visit, "test"), ev.Next())
    assert driver.state.step == "service_menu"


def test_back_goes_picture_by_picture_too() -> None:
    driver = at("paper")
    driver.send(ev.Next(), ev.Next(), ev.Back())
    assert driver.state.of(ServicePaper).at == 1


def test_a_device_is_tried_once_it_is_written_down() -> None:
    driver = at("devices")
    driver.send(TryDevice("door"))
    assert not driver.state.of(ServiceDevices).trying
    driver.send(TryDevice("printer"))
    assert driver.send(ServiceDone(driver.visit, ServiceAct.DEVICES, "done")) == [PrintTestSlip(driver.visit)]
    driver.send(SlipPrinted(driver.visit, "test"))
    driver.send(QrSeen(driver.visit, StaffBadge("BADGE1.CB07.x")))
    tried = driver.state.of(ServiceDevices)
    assert tried.slip is SlipPhase.PRINTED
    assert (driver.state.of(TriedDevices).slip, driver.state.of(TriedDevices).read) == ("good", True)
    assert "BADGE1" not in repr(driver.state)


def test_the_sheet_is_scanned_once_and_kept_also_when_nobody_waits_for_it() -> None:
    driver = at("devices")
    driver.send(TryDevice("sheet"))
    assert driver.send(ServiceDone(driver.visit, ServiceAct.DEVICES, "done")) == [ScanTestSheet(driver.visit)]
    assert driver.send(TryDevice("sheet")) == []
    driver.send(ev.Back(), ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"))
    driver.send(PlaceChosen("devices"))
    assert driver.send(TryDevice("sheet")) == []
    edges = CheckFinding("scanner.edges", "failed", "Không quét hết tờ A4.", "Đặt giấy sát vạch dấu.")
    driver.send(SheetScanned(driver.visit, (edges,)))
    assert driver.state.of(TriedDevices).sheet == (edges,)
    assert driver.send(TryDevice("sheet")) != []


def test_what_was_tried_goes_into_the_report() -> None:
    driver = at("devices")
    driver.send(TryDevice("printer"), ServiceDone(driver.visit, ServiceAct.DEVICES, "done"))
    driver.send(SlipFailed(driver.visit, "test", "printer.paper_out"), ev.Back())
    driver.send(ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"), PlaceChosen("check"))
    driver.send(HelperEnded(driver.visit, ServiceAct.CHECK))
    (asked,) = [one for one in driver.send(ReportAsked()) if isinstance(one, facts.AskHelper)]
    assert dict(asked.words) == {"tried": "printer.slip=failed"}


def test_late_answers_of_an_earlier_person_change_nothing() -> None:
    driver = inside()
    visit = driver.visit
    driver.send(ev.Next(), ServiceWanted())
    driver.send(ServiceEntered(visit, "accepted", "technician", "Lê Thị Một"))
    assert driver.state.step == "service_entry"


def test_every_slice_of_service_mode_ends_with_it() -> None:
    slices = [one for one in vars(facts).values() if isinstance(one, type) and issubclass(one, Slice)]
    assert InService in slices
    assert all(one.lifetime == Slice.lifetime for one in slices)


def test_a_network_is_joined_by_its_password_which_stays_nowhere() -> None:
    driver = at("setup")
    driver.send(WorkChosen("networks"))
    for one in (FoundNetwork("Xã", 80, "wpa-psk"), FoundNetwork("Cũ", 50, "wep")):
        driver.send(HelperSaid(driver.visit, ServiceAct.SETUP, network=one))
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP), NetworkChosen("Cũ"))
    assert driver.state.of(ServiceSetup).chosen == ""
    driver.send(NetworkChosen("Xã"), PasswordTyped("ngan"), JoinAsked())
    assert driver.state.of(ServiceSetup).problem == "service.password_short"
    driver.send(PasswordTyped("matkhau-wifi"))
    (asked,) = driver.send(JoinAsked())
    assert isinstance(asked, AskHelper)
    assert dict(asked.words) == {
        "what": "join",
        "ssid": "Xã",
        "security": "wpa-psk",
        "password": "matkhau-wifi",
    }
    assert driver.state.of(ServiceSetup).password == ""
    assert "matkhau" not in repr(asked) + repr(driver.state)


def test_one_thing_is_set_up_at_a_time() -> None:
    driver = at("setup")
    driver.send(WorkChosen("stick"))
    assert driver.send(WorkChosen("networks")) == []
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "setup_failed", "Chữ ký không đúng."))
    assert driver.state.of(ServiceSetup).problem == "service.setup_failed"


def test_the_provinces_code_is_looked_for_and_another_one_refused() -> None:
    driver = at("setup")
    driver.send(WorkChosen("code"))
    assert driver.state.of(ServiceSetup).looking
    driver.send(QrSeen(driver.visit, StaffBadge("badge")))
    assert driver.state.of(ServiceSetup).problem == "service.no_code"
    sent = driver.send(QrSeen(driver.visit, SetupCode("KIOSK1.secret")))
    (asked,) = [one for one in sent if isinstance(one, facts.AskHelper)]
    assert dict(asked.words) == {"what": "code", "text": "KIOSK1.secret"}
    assert "secret" not in repr(driver.state)
    # Nothing can be broken off while it is made durable.
    assert driver.state.of(ServiceSetup).running == "code"
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "", "Đã cài đặt."))
    assert driver.state.of(ServiceSetup).said == "Đã cài đặt."


def test_a_key_is_taken_only_after_it_was_held_against_the_paper() -> None:
    driver = at("setup")
    driver.send(KeyIsRight())
    driver.send(WorkChosen("stick"), HelperEnded(driver.visit, ServiceAct.SETUP, "trust", "12ab 34cd"))
    sent = driver.send(KeyIsRight())
    (asked,) = [one for one in sent if isinstance(one, facts.AskHelper)]
    assert dict(asked.words) == {"what": "stick", "trust": "12ab 34cd"}


def test_from_the_first_touch_to_accepted_in_few_taps() -> None:
    """Service mode, the code, devices, the examination, the report: each event that a finger makes."""
    driver = Driver()
    touches = 0

    def tap(event: Touch) -> None:
        nonlocal touches
        touches += 1
        driver.send(event)

    tap(ServiceWanted())
    for length in range(1, 7):
        tap(PinTyped("284617"[:length]))
    tap(ev.Next())
    driver.send(ServiceEntered(driver.visit, "accepted", "technician", "Lê Thị Một"))
    driver.send(ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"))
    tap(PlaceChosen("setup"))
    tap(WorkChosen("code"))
    driver.send(QrSeen(driver.visit, SetupCode("KIOSK1.x")))
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "", "Đã cài đặt."))
    tap(WorkChosen("devices"))
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP))
    tap(ev.Back())
    driver.send(ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"))
    tap(PlaceChosen("check"))
    driver.send(HelperEnded(driver.visit, ServiceAct.CHECK))
    tap(ReportAsked())
    driver.send(HelperEnded(driver.visit, ServiceAct.REPORT, "", "Đã ghi."))
    assert driver.state.of(ServiceCheck).said == "Đã ghi."
    tap(ev.Back())
    driver.send(ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"))
    tap(ev.Next())
    assert driver.state.journey == ""
    assert touches <= 20, touches


@pytest.mark.parametrize("code", [ENTRY.code, "TAM-DN07-0099-X"])
def test_one_dossier_that_left_the_list_does_not_send_all(code: str) -> None:
    driver = at("queue")
    driver.send(ServiceDone(driver.visit, ServiceAct.QUEUE, "done"))
    assert driver.send(SendAgainAsked(code)) == []
    assert driver.send(SendAgainAsked()) == [DoService(driver.visit, ServiceAct.RETRY)]
