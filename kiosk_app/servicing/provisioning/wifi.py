"""Wi-Fi through NetworkManager's D-Bus interface (org.freedesktop.NetworkManager, 1.42)."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection

from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_file import Wifi

_NAME = "org.freedesktop.NetworkManager"
_ROOT = "/org/freedesktop/NetworkManager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_WIRELESS = f"{_NAME}.Device.Wireless"
_POINT = f"{_NAME}.AccessPoint"
_ACTIVE = f"{_NAME}.Connection.Active"
_CONNECTION = f"{_NAME}.Settings.Connection"
_DEVICE_WIFI = 2
_ACTIVATED, _DEACTIVATED = 2, 4
"""NMDeviceType and NMActiveConnectionState of NetworkManager's D-Bus types."""
_PRIVACY = 0x1
_SAE, _EAP, _PSK = 0x400, 0x200, 0x100
"""Flags of key management (NM80211ApSecurityFlags)."""
_ANSWER_S = 10.0
_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Network:
    """A network in reach."""

    ssid: str
    strength_percent: int
    security: str
    """"open", "wep", "wpa-psk", "sae" or "wpa-eap"."""


class WifiManager:
    """Speaks to NetworkManager over a connection that is handed in."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus

    def networks(self) -> list[Network]:
        """Give the networks in reach, the strongest first, each once. Raises `ProvisioningError`."""
        return [network for network, _device, _point in self._seen()]

    def _seen(self) -> list[tuple[Network, str, str]]:
        """Give each network with the device and the point that hear it best."""
        best: dict[str, tuple[Network, str, str]] = {}
        for device in self._wifi_devices():
            with contextlib.suppress(ProvisioningError):
                # NetworkManager refuses a scan soon after another; the list below is then of the last one.
                self._call(device, _WIRELESS, "RequestScan", "a{sv}", ({},))
            (points,) = self._call(device, _WIRELESS, "GetAllAccessPoints")
            for point in points:
                found = self._network(point)
                known = best.get(found.ssid)
                if found.ssid and (known is None or known[0].strength_percent < found.strength_percent):
                    best[found.ssid] = found, device, point
        return sorted(best.values(), key=lambda one: -one[0].strength_percent)

    def join(self, wifi: Wifi, deadline_s: float = 45.0) -> None:
        """Join a network and wait until it is up; NetworkManager keeps it. Raises `ProvisioningError`.

        When it does not come up, what was set up for it is removed again.
        """
        devices = self._wifi_devices()
        if not devices:
            raise ProvisioningError("Máy không có Wi-Fi: cắm dây mạng hoặc bộ thu Wi-Fi.")
        heard = [(device, point) for network, device, point in self._seen() if network.ssid == wifi.ssid]
        if not heard and not wifi.hidden:
            raise ProvisioningError(f"Không thấy sóng Wi-Fi “{wifi.ssid}”: kiểm tra tên, hoặc cắm dây mạng.")
        device, point = heard[0] if heard else (devices[0], "/")
        connection, active = self._call(
            _ROOT,
            _NAME,
            "AddAndActivateConnection",
            "a{sa{sv}}oo",
            (connection_settings(wifi), device, point),
        )
        until = time.monotonic() + deadline_s
        state = 0
        while time.monotonic() < until and state not in (_ACTIVATED, _DEACTIVATED):
            try:
                state = int(self._property(active, _ACTIVE, "State"))
            except ProvisioningError:
                # NetworkManager takes the object of a failed attempt off the bus.
                state = _DEACTIVATED
            if state not in (_ACTIVATED, _DEACTIVATED):
                time.sleep(_LOOK_S)
        if state == _ACTIVATED:
            return
        with contextlib.suppress(ProvisioningError):
            self._call(connection, _CONNECTION, "Delete")
        why = "sai mật khẩu, hoặc sóng yếu" if state == _DEACTIVATED else "quá lâu không được"
        raise ProvisioningError(f"Không nối được Wi-Fi “{wifi.ssid}”: {why}. Thử lại hoặc cắm dây mạng.")

    def join_first(self, networks: Sequence[Wifi], deadline_s: float = 45.0) -> Wifi | None:
        """Join the first of the list that comes up; None for an empty list. Raises `ProvisioningError`."""
        trouble: ProvisioningError | None = None
        for wifi in networks:
            try:
                self.join(wifi, deadline_s)
            except ProvisioningError as error:
                trouble = error
            else:
                return wifi
        if trouble is not None:
            raise trouble
        return None

    def _wifi_devices(self) -> list[str]:
        (devices,) = self._call(_ROOT, _NAME, "GetDevices")
        return [
            one for one in devices if self._property(one, f"{_NAME}.Device", "DeviceType") == _DEVICE_WIFI
        ]

    def _network(self, point: str) -> Network:
        def told(name: str) -> Any:
            return self._property(point, _POINT, name)

        flags = int(told("WpaFlags")) | int(told("RsnFlags"))
        if flags & _EAP:
            security = "wpa-eap"
        elif flags & _PSK:
            security = "wpa-psk"
        elif flags & _SAE:
            security = "sae"
        else:
            security = "wep" if int(told("Flags")) & _PRIVACY else "open"
        # An SSID is bytes. One that is no UTF-8 is shown with replacement signs and cannot be joined by this
        # name.
        return Network(bytes(told("Ssid")).decode("utf-8", "replace"), int(told("Strength")), security)

    def _property(self, path: str, interface: str, name: str) -> Any:
        (variant,) = self._call(path, _PROPERTIES, "Get", "ss", (interface, name))
        return variant[1]

    def _call(
        self, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        address = DBusAddress(path, bus_name=_NAME, interface=interface)
        try:
            answer = self._bus.send_and_get_reply(
                new_method_call(address, method, signature or None, body), timeout=_ANSWER_S
            )
        except (OSError, TimeoutError, EOFError) as error:
            raise ProvisioningError(
                "NetworkManager không trả lời: systemctl status NetworkManager, hoặc cắm dây mạng."
            ) from error
        if answer.header.message_type is MessageType.error:
            raise ProvisioningError(f"NetworkManager từ chối {method}: {_words(answer.body)}")
        return tuple(answer.body)


def _words(body: Any) -> str:
    return str(body[0])[:200] if body else "không nói vì sao"


def connection_settings(wifi: Wifi) -> dict[str, dict[str, tuple[str, Any]]]:
    """Give the connection as NetworkManager writes it (nm-settings-dbus); secrets are kept by root alone."""
    settings: dict[str, dict[str, tuple[str, Any]]] = {
        "connection": {
            "id": ("s", f"kiosk {wifi.ssid}"),
            "type": ("s", "802-11-wireless"),
            "autoconnect": ("b", True),
            # 0: try again without end. A commune's network comes and goes, and nobody is there to ask.
            "autoconnect-retries": ("i", 0),
        },
        "802-11-wireless": {
            "ssid": ("ay", wifi.ssid.encode()),
            "mode": ("s", "infrastructure"),
            "hidden": ("b", wifi.hidden),
        },
        "ipv4": {"method": ("s", "auto")},
        "ipv6": {"method": ("s", "auto")},
    }
    if wifi.security != "open":
        settings["802-11-wireless-security"] = dict(_security(wifi))
    if wifi.security == "wpa-eap":
        settings["802-1x"] = {
            "eap": ("as", ["ttls" if wifi.inner == "pap" else "peap"]),
            "phase2-auth": ("s", wifi.inner),
            "identity": ("s", wifi.identity),
            "password": ("s", wifi.password),
        }
        if wifi.ca_file is not None:
            # NetworkManager takes a certificate's path as a URI that ends with a NUL byte.
            settings["802-1x"]["ca-cert"] = ("ay", f"file://{wifi.ca_file}\0".encode())
        else:
            settings["802-1x"]["system-ca-certs"] = ("b", True)
        if wifi.server:
            # A public authority gives certificates to anybody, so the server's name is compared too, as a
            # whole: a suffix would let in whoever owns a name below it.
            settings["802-1x"]["domain-match"] = ("s", wifi.server)
    return settings


def _security(wifi: Wifi) -> Iterator[tuple[str, tuple[str, Any]]]:
    yield "key-mgmt", ("s", wifi.security)
    if wifi.security != "wpa-eap":
        yield "psk", ("s", wifi.password)
