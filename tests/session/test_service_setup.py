"""Set-up on the screen: an enterprise's network, the crosses, the card, and which kiosk this is."""

from __future__ import annotations

from kiosk_app.session.facts.service import AskHelper, FoundNetwork, HelperEnded, HelperSaid, ServiceAct
from kiosk_app.session.steps.service_panel import CardFits, FrameSized, ServicePanel
from kiosk_app.session.steps.service_place import NEEDED, PlaceTyped, RecoveryKeyIsRight, ServicePlace
from kiosk_app.session.steps.service_setup import (
    AccountTyped,
    JoinAsked,
    NetworkChosen,
    PasswordTyped,
    ServiceSetup,
    ToolChosen,
    WorkChosen,
)
from kiosk_app.session.steps.service_touch import CrossesLeft, CrossesWanted, CrossTouched, ServiceTouch
from tests.session import words as ev
from tests.session.support import Driver
from tests.session.test_service import at


def test_an_enterprises_network_wants_an_account_and_who_may_ask_for_it() -> None:
    driver = at("setup")
    driver.send(WorkChosen("networks"))
    driver.send(HelperSaid(driver.visit, ServiceAct.SETUP, network=FoundNetwork("Tỉnh", 50, "wpa-eap")))
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP), NetworkChosen("Tỉnh"))
    driver.send(PasswordTyped("ngan"), AccountTyped("identity", "kiosk-dn07"), JoinAsked())
    # Nobody's certificate is believed: the password would go to whoever calls himself by the network's name.
    assert driver.state.of(ServiceSetup).problem == "service.account_missing"
    driver.send(
        AccountTyped("inner", "leap"), AccountTyped("authority", "none"), AccountTyped("running", "x")
    )
    assert driver.state.of(ServiceSetup).inner == "mschapv2"
    driver.send(AccountTyped("server", "radius.example"), AccountTyped("inner", "pap"))
    (asked,) = driver.send(JoinAsked())
    assert isinstance(asked, AskHelper)
    assert dict(asked.words) == {
        "what": "join",
        "ssid": "Tỉnh",
        "security": "wpa-eap",
        "password": "ngan",
        "identity": "kiosk-dn07",
        "inner": "pap",
        "server": "radius.example",
        "authority": "",
    }


def test_with_the_authority_on_a_stick_no_servers_name_is_sent() -> None:
    driver = at("setup")
    driver.send(WorkChosen("networks"))
    driver.send(HelperSaid(driver.visit, ServiceAct.SETUP, network=FoundNetwork("Tỉnh", 50, "wpa-eap")))
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP), NetworkChosen("Tỉnh"))
    driver.send(PasswordTyped("matkhau"), AccountTyped("identity", "k"), AccountTyped("server", "left.over"))
    driver.send(AccountTyped("authority", "stick"))
    (asked,) = driver.send(JoinAsked())
    assert isinstance(asked, AskHelper)
    words = dict(asked.words)
    assert (words["server"], words["authority"]) == ("", "stick")


CROSSES = ((0.12, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.5, 0.5))


def test_five_crosses_are_touched_and_a_finger_that_bounces_counts_once() -> None:
    driver = at("setup")
    driver.send(ToolChosen("touch"))
    assert driver.state.step == "service_touch"
    driver.send(CrossTouched(0.1, 0.1))
    assert driver.state.of(ServiceTouch).points == ()
    driver.send(CrossesWanted())
    for x, y in CROSSES[:4]:
        driver.send(CrossTouched(x, y), CrossTouched(x + 0.01, y), CrossTouched(float("nan"), y))
    assert driver.state.of(ServiceTouch).points == CROSSES[:4]
    (asked,) = driver.send(CrossTouched(*CROSSES[4]))
    assert isinstance(asked, AskHelper)
    points = "0.1200,0.1000 0.9000,0.1000 0.9000,0.9000 0.1000,0.9000 0.5000,0.5000"
    assert dict(asked.words) == {"what": "touch", "points": points}
    assert driver.send(CrossesWanted(), CrossTouched(0.3, 0.3)) == []
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "setup_failed", "Không khớp."))
    assert driver.state.of(ServiceTouch) == ServiceTouch(problem="service.setup_failed", said="Không khớp.")


def test_crosses_that_nobody_touches_go_and_nothing_is_asked_for() -> None:
    driver = at("setup")
    driver.send(ToolChosen("touch"), CrossesWanted(), CrossTouched(0.1, 0.1))
    assert driver.send(CrossesLeft()) == []
    assert driver.state.of(ServiceTouch) == ServiceTouch(problem="service.crosses_left")
    assert driver.send(CrossesLeft()) == []
    driver.send(ev.Back())
    assert driver.state.step == "service_menu"


def test_the_frame_is_sized_within_reason_and_measured_once_it_fits() -> None:
    driver = at("setup")
    driver.send(ToolChosen("panel"), FrameSized(2), FrameSized(-0.5))
    assert driver.state.of(ServicePanel).card_mm == 87.1
    driver.send(*(FrameSized(-2) for _ in range(40)))
    assert driver.state.of(ServicePanel).card_mm == 60
    driver.send(*(FrameSized(2) for _ in range(40)))
    assert driver.state.of(ServicePanel).card_mm == 120
    (asked,) = driver.send(CardFits(268.0))
    assert isinstance(asked, AskHelper)
    assert dict(asked.words) == {"what": "panel", "card": "120.0", "told": "268.0"}
    assert driver.send(CardFits(268.0), FrameSized(-2)) == []
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "", "Màn hình rộng 191 mm."))
    assert (driver.state.of(ServicePanel).running, driver.state.of(ServicePanel).problem) == (False, "")


def _placed() -> Driver:
    driver = at("setup")
    driver.send(ToolChosen("place"))
    driver.send(HelperSaid(driver.visit, ServiceAct.SETUP, line="province_code\t48"))
    driver.send(HelperSaid(driver.visit, ServiceAct.SETUP, line="kiosk_id\tDN07"))
    driver.send(HelperSaid(driver.visit, ServiceAct.SETUP, line="running\tx"))
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP))
    return driver


def test_what_the_configuration_says_stands_there_and_the_committee_is_named_after_its_commune() -> None:
    driver = _placed()
    assert driver.state.of(ServicePlace).of("kiosk_id") == "DN07"
    driver.send(PlaceTyped("commune_code", "20308"))
    assert driver.state.of(ServicePlace).of("authority_name") == "UBND xã Bà Nà"
    driver.send(PlaceTyped("commune_code", "20275"))
    assert driver.state.of(ServicePlace).of("authority_name") == "UBND phường An Hải"
    driver.send(PlaceTyped("authority_name", "Trung tâm"), PlaceTyped("commune_code", "20308"))
    assert driver.state.of(ServicePlace).of("authority_name") == "Trung tâm"
    driver.send(PlaceTyped("province_code", "01"))
    assert driver.state.of(ServicePlace).of("commune_code") == ""


def test_nothing_is_written_before_every_answer_is_there_and_a_password_is_not_kept() -> None:
    driver = _placed()
    assert driver.send(ev.Next()) == []
    missing = driver.state.of(ServicePlace).missing
    assert {"commune_code", "recovery_key"} <= missing
    assert not {"kiosk_id", "phone"} & missing
    for name in missing:
        driver.send(PlaceTyped(name, " x "))
    driver.send(PlaceTyped("commune_code", "20308"), PlaceTyped("portal_user", "kiosk"))
    assert driver.send(ev.Next()) == []
    assert driver.state.of(ServicePlace).missing == {"portal_password"}
    driver.send(PlaceTyped("portal_password", "bi-mat"))
    assert "bi-mat" not in repr(driver.state)
    (asked,) = driver.send(ev.Next())
    assert isinstance(asked, AskHelper)
    words = dict(asked.words)
    assert (words["what"], words["portal_password"], words["recovery_key"]) == ("place", "bi-mat", "x")
    assert driver.state.of(ServicePlace).of("portal_password") == ""
    # It is being made durable: neither an answer nor an end changes it now.
    driver.send(PlaceTyped("kiosk_id", "X"), ev.CancelAsked())
    assert (driver.state.step, driver.state.of(ServicePlace).of("kiosk_id")) == ("service_place", "DN07")
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "", "Đã cài đặt."))
    place = driver.state.of(ServicePlace)
    assert (place.running, place.said, place.problem) == ("", "Đã cài đặt.", "")


def test_a_recovery_key_is_written_once_its_fingerprint_was_compared_and_not_after_another_letter() -> None:
    driver = _placed()
    for name in NEEDED - {"province_code", "kiosk_id"}:
        driver.send(PlaceTyped(name, "x"))
    driver.send(PlaceTyped("commune_code", "20308"), PlaceTyped("portal_user", "kiosk"))
    driver.send(PlaceTyped("portal_password", "bi-mat"))
    assert driver.send(RecoveryKeyIsRight()) == []
    (first,) = driver.send(ev.Next())
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "trust_recovery", "12ab 34cd"))
    assert "bi-mat" not in repr(driver.state)
    (second,) = driver.send(RecoveryKeyIsRight())
    assert isinstance(first, AskHelper)
    assert isinstance(second, AskHelper)
    assert dict(second.words) == {**dict(first.words), "trust": "12ab 34cd"}
    assert dict(second.words)["portal_password"] == "bi-mat"
    assert driver.state.of(ServicePlace).pending == ()
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "trust_recovery", "12ab 34cd"))
    assert driver.send(RecoveryKeyIsRight()) == []
    driver.send(PlaceTyped("portal_password", "bi-mat"), ev.Next())
    driver.send(HelperEnded(driver.visit, ServiceAct.SETUP, "trust_recovery", "12ab 34cd"))
    driver.send(PlaceTyped("recovery_key", "y"))
    assert driver.send(RecoveryKeyIsRight()) == []
    assert driver.state.of(ServicePlace).pending == ()
