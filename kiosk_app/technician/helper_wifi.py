"""Wi-Fi in the set-up at the glass: the networks that are there, and joining one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from jeepney.io.blocking import open_dbus_connection
from pydantic import ValidationError

from kiosk_app.servicing.helper_client import HelperAnswer, HelperNetwork, over
from kiosk_app.servicing.provisioning.signed_file import Wifi
from kiosk_app.servicing.provisioning.wifi import WifiManager

_SECURITIES = ("open", "wpa-psk", "sae", "wpa-eap")
_WIFI_WORDS = ("ssid", "security", "password", "identity", "inner", "server")
"""Never `ca_file`: whom a password goes to is what `take_authority` found, not a path of the screen's."""
_MOST_NETWORKS = 12


def answers_about_wifi(
    address: str, what: str, words: Mapping[str, str], authority: Path | None
) -> Iterator[HelperAnswer]:
    """Give the networks ("networks"), or join the one that `words` name ("join").

    `address`: of the bus on which NetworkManager is; `authority`: the certificates that a network's own has
    to be signed by. Raises `ProvisioningError` where NetworkManager refuses.
    """
    try:
        bus = open_dbus_connection(address)
    except (OSError, KeyError):
        yield over("no_network_manager")
        return
    with bus:
        manager = WifiManager(bus)
        yield from _networks(manager) if what == "networks" else _join(manager, words, authority)


def _networks(manager: WifiManager) -> Iterator[HelperAnswer]:
    for one in manager.networks()[:_MOST_NETWORKS]:
        found = HelperNetwork(ssid=one.ssid, strength=one.strength_percent, security=one.security)
        yield HelperAnswer(network=found)
    yield over()


def _join(manager: WifiManager, words: Mapping[str, str], authority: Path | None) -> Iterator[HelperAnswer]:
    wanted = {name: words[name] for name in _WIFI_WORDS if words.get(name)}
    if wanted.get("security") not in _SECURITIES:
        yield over("failed")
        return
    try:
        wifi = Wifi.model_validate({**wanted, "ca_file": authority})
    except ValidationError:
        yield over("account_missing" if wanted["security"] == "wpa-eap" else "password_short")
        return
    manager.join(wifi)
    yield over("", f"Đã nối Wi-Fi “{wifi.ssid}”.")
