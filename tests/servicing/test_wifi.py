"""Joining a Wi-Fi through NetworkManager's own interface (python-dbusmock plays it)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from pydantic import ValidationError

from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_file import Wifi
from kiosk_app.servicing.provisioning.wifi import WifiManager, connection_settings
from tests.offline_queue.support.mocked_network_manager import (
    MOCK,
    answered,
    mocked_manager,
    needs_mock,
    private_bus,
)

pytestmark = needs_mock
_DEVICE = "/org/freedesktop/NetworkManager/Devices/mock_wlan0"
_SETTINGS = DBusAddress(
    "/org/freedesktop/NetworkManager/Settings",
    bus_name="org.freedesktop.NetworkManager",
    interface="org.freedesktop.NetworkManager.Settings",
)
_PSK, _SAE, _EAP = 0x100, 0x400, 0x200


@pytest.fixture
def manager() -> Iterator[tuple[DBusConnection, WifiManager]]:
    with private_bus() as address, mocked_manager(address) as mock, open_dbus_connection(address) as bus:
        yield mock, WifiManager(bus)


def _add(mock: DBusConnection, *points: tuple[str, int, int]) -> None:
    """Have a Wi-Fi device hear these: name, per cent, flags of key management."""
    assert answered(mock, new_method_call(MOCK, "AddWiFiDevice", "ssu", ("mock_wlan0", "wlan0", 30)))
    for number, (ssid, strength, flags) in enumerate(points):
        body = (
            _DEVICE,
            f"mock_ap{number}",
            ssid,
            f"00:23:F8:7E:12:0{number}",
            2,
            2425,
            5400,
            strength,
            flags,
        )
        assert answered(mock, new_method_call(MOCK, "AddAccessPoint", "ssssuuuyu", body))


def test_networks_in_reach_are_told_each_once(manager: tuple[DBusConnection, WifiManager]) -> None:
    mock, wifi = manager
    _add(
        mock,
        ("UBND Nam Giang", 40, _PSK),
        ("UBND Nam Giang", 81, _PSK),
        ("Khách", 60, 0),
        ("Sở", 20, _EAP),
        ("Mới", 10, _SAE),
    )
    found = [(one.ssid, one.strength_percent, one.security) for one in wifi.networks()]
    assert found == [
        ("UBND Nam Giang", 81, "wpa-psk"),
        ("Khách", 60, "open"),
        ("Sở", 20, "wpa-eap"),
        ("Mới", 10, "sae"),
    ]


def test_a_network_is_joined_and_kept(manager: tuple[DBusConnection, WifiManager]) -> None:
    mock, wifi = manager
    _add(mock, ("UBND Nam Giang", 81, _PSK))
    wifi.join(Wifi(ssid="UBND Nam Giang", password="mật khẩu dài"), deadline_s=10)
    kept = mock.send_and_get_reply(new_method_call(_SETTINGS, "ListConnections"), timeout=5)
    assert len(kept.body[0]) == 1


def test_a_network_that_nobody_hears(manager: tuple[DBusConnection, WifiManager]) -> None:
    mock, wifi = manager
    _add(mock, ("Khác", 81, _PSK))
    with pytest.raises(ProvisioningError, match="Không thấy sóng"):
        wifi.join(Wifi(ssid="UBND Nam Giang", password="mật khẩu dài"), deadline_s=2)


def test_a_machine_without_wifi(manager: tuple[DBusConnection, WifiManager]) -> None:
    _, wifi = manager
    with pytest.raises(ProvisioningError, match="không có Wi-Fi"):
        wifi.join(Wifi(ssid="UBND Nam Giang", password="mật khẩu dài"))
    assert wifi.join_first(()) is None


def test_what_does_not_come_up_is_removed_again(manager: tuple[DBusConnection, WifiManager]) -> None:
    """The mock activates at once: a thread of the test keeps saying that the attempt failed."""
    mock, wifi = manager
    _add(mock, ("UBND Nam Giang", 81, _PSK))
    code = (
        "import dbus, dbusmock\n"
        "ret = self.add_and_activate_connection(self, args[0], args[1], args[2])\n"
        "active = dbusmock.get_object(ret[1])\n"
        "active.Set('org.freedesktop.NetworkManager.Connection.Active', 'State', dbus.UInt32(4))\n"
    )
    method = ("org.freedesktop.NetworkManager", "AddAndActivateConnection", "a{sa{sv}}oo", "oo", code)
    assert answered(mock, new_method_call(MOCK, "AddMethod", "sssss", method))
    with pytest.raises(ProvisioningError, match="sai mật khẩu"):
        wifi.join(Wifi(ssid="UBND Nam Giang", password="sai mật khẩu"), deadline_s=5)
    kept = mock.send_and_get_reply(new_method_call(_SETTINGS, "ListConnections"), timeout=5)
    assert kept.body[0] == []


def test_no_network_manager() -> None:
    with private_bus() as address, open_dbus_connection(address) as bus, pytest.raises(ProvisioningError):
        WifiManager(bus).networks()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ssid": "x", "password": "ngắn"},
        {"ssid": "x", "security": "wpa-eap", "password": "mật khẩu dài", "identity": "kiosk"},
        {"ssid": "x" * 33, "security": "open"},
    ],
)
def test_a_network_that_cannot_work_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Wifi.model_validate(wrong)


def test_a_password_is_in_no_repr() -> None:
    assert "dài" not in repr(Wifi(ssid="x", password="mật khẩu dài", ca_file=Path("/x")))


ENTERPRISE: dict[str, object] = {
    "ssid": "Sở",
    "security": "wpa-eap",
    "identity": "kiosk",
    "password": "x",
}


def test_an_enterprises_password_goes_only_to_whom_a_certificate_names() -> None:
    own = connection_settings(Wifi.model_validate({**ENTERPRISE, "ca_file": "/etc/kiosk/wifi-ca.pem"}))[
        "802-1x"
    ]
    assert own["ca-cert"] == ("ay", b"file:///etc/kiosk/wifi-ca.pem\0")
    assert (own["eap"], own["phase2-auth"]) == (("as", ["peap"]), ("s", "mschapv2"))
    assert "system-ca-certs" not in own
    told = {**ENTERPRISE, "server": "radius.example", "inner": "pap"}
    public = connection_settings(Wifi.model_validate(told))["802-1x"]
    # The whole name: a suffix would let in whoever owns a name below it.
    assert "domain-suffix-match" not in public
    assert (public["system-ca-certs"], public["domain-match"]) == (("b", True), ("s", "radius.example"))
    assert (public["eap"], public["phase2-auth"]) == (("as", ["ttls"]), ("s", "pap"))


@pytest.mark.parametrize(
    "server",
    ["", "vn", "vn.", "a.", "com.vn.", "radius example", "radius.example\n", ".example", "*.example", "-.vn"],
)
def test_public_authorities_vouch_only_for_a_whole_name(server: str) -> None:
    with pytest.raises(ValidationError):
        Wifi.model_validate({**ENTERPRISE, "server": server})
