"""Set-up by the helper: what was measured, what was typed, and whom a network's password goes to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from configuration.load import load
from kiosk_app.servicing.provisioning.wifi_authority import WIFI_CA
from offline_queue.contract.service_messages import Act
from portal_sandbox.authority.certificates import Authority
from tests.offline_queue.support.service import TECHNICIAN_PIN
from tests.technician.test_service_helper import Machine, machine

__all__ = ["machine"]

POINTS = "0.1000,0.1000 0.9000,0.1000 0.9000,0.9000 0.1000,0.9000 0.5000,0.5000"


def test_what_is_measured_on_the_glass_is_kept_as_the_command_does(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.SETUP, what="touch", points=POINTS)
    assert (last.problem, last.said) == ("", "Đã chỉnh.")
    machine.ask(session, Act.SETUP, what="panel", card="82.6", told="268.0")
    assert machine.exported == [
        ["touch", "--points", POINTS],
        ["panel", "--card-mm", "82.6", "--told-mm", "268.0", "--config", str(machine.config)],
    ]
    machine.export_code = 1
    last, _ = machine.ask(session, Act.SETUP, what="touch", points=POINTS)
    assert (last.problem, last.said) == ("setup_failed", "Điểm chạm không khớp. Chưa thay đổi gì.")


@pytest.mark.parametrize(
    "words",
    [
        {"what": "touch"},
        {"what": "touch", "points": "--reset"},
        {"what": "touch", "points": POINTS + " --config x"},
        {"what": "touch", "points": POINTS + "\n"},
        {"what": "panel", "card": "85.6"},
        {"what": "panel", "card": "85.6", "told": "--width-mm=9"},
        {"what": "panel", "card": "-5.6", "told": "268.0"},
    ],
)
def test_nothing_else_of_the_screen_becomes_a_word_of_a_command(
    machine: Machine, words: dict[str, str]
) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.SETUP, **words)
    assert (last.problem, machine.exported) == ("failed", [])


def test_answers_of_the_screen_go_in_a_file_and_only_those_that_are_asked_for(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, heard = machine.ask(
        session, Act.SETUP, what="place", kiosk_id="DN08", portal_password="bí mật", other="x"
    )
    assert (last.problem, [one.line for one in heard]) == ("", ["Đã ghi kiosk.toml."])
    assert json.loads(machine.codes[0]) == {"kiosk_id": "DN08", "portal_password": "bí mật"}
    assert machine.exported[0][:2] == ["provision", "--answers"]
    assert "bí mật" not in " ".join(machine.exported[0])
    assert not Path(machine.exported[0][2]).exists()


def test_what_the_configuration_says_is_told_without_a_secret(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, heard = machine.ask(session, Act.SETUP, what="place_said")
    assert last.problem == ""
    said = dict(one.line.split("\t") for one in heard)
    assert said["kiosk_id"] == load(machine.config).kiosk.id
    assert not {"portal_user", "portal_password"} & set(said)


@pytest.mark.parametrize("content", [None, b"", b"not PEM", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_an_authority_that_is_none_joins_nothing(machine: Machine, content: bytes | None) -> None:
    machine.plug_in()
    (machine.folder / "stick").mkdir(exist_ok=True)
    if content is not None:
        (machine.folder / "stick" / WIFI_CA).write_bytes(content)
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(
        session,
        Act.SETUP,
        what="join",
        ssid="Tỉnh",
        security="wpa-eap",
        identity="k",
        password="matkhau",
        authority="stick",
    )
    assert (last.problem, WIFI_CA in last.said) == ("setup_failed", True)
    assert not machine.config.with_name(WIFI_CA).exists()


def test_the_authority_of_a_network_is_kept_beside_the_configuration(machine: Machine) -> None:
    machine.plug_in()
    (machine.folder / "stick").mkdir(exist_ok=True)
    own, _key = Authority(machine.folder / "authority").server_files()
    (machine.folder / "stick" / WIFI_CA).write_bytes(own.read_bytes())
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    words = {"what": "join", "ssid": "Tỉnh", "security": "wpa-eap", "identity": "k", "password": "matkhau"}
    last, _ = machine.ask(session, Act.SETUP, **words, authority="stick")
    # There is no NetworkManager here; what it reads lies there.
    assert last.problem == "no_network_manager"
    assert machine.config.with_name(WIFI_CA).read_bytes() == own.read_bytes()
