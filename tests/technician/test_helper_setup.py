"""Set-up by the helper: what was measured, what was typed, and whom a network's password goes to."""

from __future__ import annotations

import io
import json
from contextlib import nullcontext
from pathlib import Path

import pyrage
import pytest
from jeepney import new_method_call

from configuration.load import load
from kiosk_app.servicing.helper_client import HelperAnswer, HelperAsked, HelperNetwork
from kiosk_app.servicing.provisioning.by_hand import NAMES, key_fingerprint, said_before
from kiosk_app.servicing.provisioning.settle import look_before
from kiosk_app.servicing.provisioning.signed_file import KEY, Wifi
from kiosk_app.servicing.provisioning.wifi import WifiManager
from kiosk_app.servicing.provisioning.wifi_authority import WIFI_CA
from kiosk_app.technician import helper_wifi
from kiosk_app.technician.service_helper import HelperDependencies, serve
from offline_queue.contract.service_messages import Act
from portal_sandbox.authority.certificates import Authority
from tests.offline_queue.support.mocked_network_manager import (
    MOCK,
    answered,
    mocked_manager,
    needs_mock,
    private_bus,
)
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


def _age_key() -> str:
    return str(pyrage.x25519.Identity.generate().to_public())


SIGNED_ALONE = ("portal_address", "identity_address", "recovery_key")


@pytest.mark.parametrize("name", SIGNED_ALONE)
def test_where_the_provinces_key_is_installed_the_glass_changes_no_portal_and_no_recipient(
    machine: Machine, name: str
) -> None:
    machine.config.with_name(KEY).touch()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    held = said_before(look_before(machine.config).tables)
    last, _ = machine.ask(session, Act.SETUP, what="place", **{**held, name: _age_key()})
    assert (last.problem, machine.exported) == ("setup_failed", [])
    assert "tệp có chữ ký của tỉnh" in last.said
    last, _ = machine.ask(session, Act.SETUP, what="place", **{**held, "phone": "0236 3000 001"})
    assert (last.problem, len(machine.exported)) == ("", 1)


@pytest.mark.parametrize("name", SIGNED_ALONE)
def test_a_kiosk_that_is_set_up_gets_no_recipient_and_no_portal_from_its_glass(
    machine: Machine, name: str
) -> None:
    """No key of a province is needed for that: its own configuration says where dossiers go, and for whom."""
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    held = said_before(look_before(machine.config).tables)
    other = _age_key() if name == "recovery_key" else "https://elsewhere.example"
    last, _ = machine.ask(session, Act.SETUP, what="place", **{**held, name: other})
    assert (last.problem, NAMES[name] in last.said, machine.exported) == ("setup_failed", True, [])
    last, _ = machine.ask(session, Act.SETUP, what="place", **{**held, "phone": "0236 3000 001"})
    assert (last.problem, len(machine.exported)) == ("", 1)


def test_the_chain_of_events_says_what_set_up_changes(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    held = said_before(look_before(machine.config).tables)
    for words, subject in (
        ({"what": "devices"}, "helper:devices"),
        ({"what": "place_said"}, "helper:place.said"),
        ({"what": "evil; x"}, "helper"),
        ({"what": "place", **held}, "helper:place:"),
        ({"what": "place", **held, "portal_address": "https://elsewhere.example"}, "helper:place:portal"),
        (
            {
                "what": "place",
                **dict.fromkeys(NAMES, "x"),
            },
            "helper:place:account/identity/kiosk/portal/recovery",
        ),
    ):
        machine.ask(session, Act.SETUP, **words)
        assert machine.kiosk.events()[-1][1:] == ("service:setup", subject)


def _bare(folder: Path, **words: str) -> tuple[HelperAnswer, list[dict[str, str]]]:
    """Ask the helper of a machine without a configuration; give what it answers and what it had written."""
    written: list[dict[str, str]] = []

    def kioskctl(command: list[str]) -> tuple[int, str, str]:
        written.append(json.loads(Path(command[command.index("--answers") + 1]).read_text(encoding="utf-8")))
        return 0, "", ""

    asked = HelperAsked(act=Act.SETUP, words=words).model_dump_json().encode() + b"\n"
    answers = io.BytesIO()
    outside = HelperDependencies(kioskctl=kioskctl, start_daemon=lambda: None)
    serve(io.BytesIO(asked), answers, folder / "kiosk.toml", outside)
    return HelperAnswer.model_validate_json(answers.getvalue().splitlines()[-1]), written


def _typed(key: str) -> dict[str, str]:
    return {
        "province_code": "48",
        "commune_code": "20707",
        "kiosk_id": "DN07",
        "authority_name": "UBND xã Nam Giang",
        "authority_code": "H17.99.01",
        "portal_address": "https://portal.example",
        "identity_address": "https://id.example",
        "recovery_key": key,
    }


def test_a_bare_machine_with_the_provinces_key_takes_nothing_that_is_typed(tmp_path: Path) -> None:
    (tmp_path / KEY).touch()
    key = _age_key()
    for words in (
        {"what": "place_said"},
        {"what": "place", **_typed(key)},
        {"what": "place", **_typed(key), "trust": key_fingerprint(key)},
    ):
        last, written = _bare(tmp_path, **words)
        assert (last.problem, "tệp có chữ ký của tỉnh" in last.said, written) == ("setup_failed", True, [])


def test_a_bare_machine_without_one_has_the_recovery_key_held_against_paper(tmp_path: Path) -> None:
    key = _age_key()
    shown = key_fingerprint(key)
    last, written = _bare(tmp_path, what="place", **_typed(key))
    assert (last.problem, last.said, written) == ("trust_recovery", shown, [])
    # That of another key is no yes to this one.
    last, written = _bare(tmp_path, what="place", **_typed(key), trust=key_fingerprint(_age_key()))
    assert (last.problem, written) == ("trust_recovery", [])
    last, written = _bare(tmp_path, what="place", **_typed(key), trust=shown)
    assert (last.problem, written) == ("", [_typed(key)])
    last, written = _bare(tmp_path, what="place", **_typed("age1nonsense"))
    assert (last.problem, "Khóa khôi phục" in last.said, written) == ("setup_failed", True, [])


class _Manager(WifiManager):
    """Keeps what it is to join."""

    def __init__(self) -> None:
        self.joined: list[Wifi] = []

    def join(self, wifi: Wifi, deadline_s: float = 0.0) -> None:
        assert deadline_s == 0.0
        self.joined.append(wifi)


def test_an_authority_is_never_a_path_of_the_screens(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = _Manager()
    monkeypatch.setattr(helper_wifi, "open_dbus_connection", lambda _bus: nullcontext())
    monkeypatch.setattr(helper_wifi, "WifiManager", lambda _bus: manager)
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    words = {"what": "join", "ssid": "Tỉnh", "security": "wpa-eap", "identity": "k", "password": "matkhau"}
    last, _ = machine.ask(session, Act.SETUP, **words, ca_file="/tmp/evil.pem")
    assert (last.problem, manager.joined) == ("account_missing", [])
    machine.ask(session, Act.SETUP, **words, ca_file="/tmp/evil.pem", server="radius.example")
    assert [(one.ca_file, one.server) for one in manager.joined] == [(None, "radius.example")]


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


@pytest.mark.parametrize("words", [{"what": "networks"}, {"what": "join", "ssid": "x", "security": "open"}])
def test_without_a_network_manager_it_is_said(machine: Machine, words: dict[str, str]) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.SETUP, **words)
    assert last.problem == "no_network_manager"


@needs_mock
def test_a_network_is_found_and_a_wrong_password_is_no_join(machine: Machine) -> None:
    with private_bus() as address, mocked_manager(address) as mock:
        machine.bus = address
        assert answered(mock, new_method_call(MOCK, "AddWiFiDevice", "ssu", ("mock_wlan0", "wlan0", 30)))
        body = (
            "/org/freedesktop/NetworkManager/Devices/mock_wlan0",
            "mock_ap0",
            "Xa Nam Giang",
            "00:23:F8:7E:12:00",
            2,
            2425,
            5400,
            70,
            0x100,
        )
        assert answered(mock, new_method_call(MOCK, "AddAccessPoint", "ssssuuuyu", body))
        session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
        last, heard = machine.ask(session, Act.SETUP, what="networks")
        assert last.problem == ""
        assert [one.network for one in heard] == [
            HelperNetwork(ssid="Xa Nam Giang", strength=70, security="wpa-psk")
        ]
        words = {"what": "join", "ssid": "Xa Nam Giang", "security": "wpa-psk"}
        assert machine.ask(session, Act.SETUP, **words, password="short")[0].problem == "password_short"
        last, _ = machine.ask(session, Act.SETUP, **words, password="matkhau-wifi")
        assert (last.problem, last.said) == ("", "Đã nối Wi-Fi “Xa Nam Giang”.")
        assert "matkhau-wifi" not in str(machine.kiosk.events())
