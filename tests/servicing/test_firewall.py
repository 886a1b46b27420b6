"""Where the daemon may go: the portal's addresses in systemd's filter and in nftables' sets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from configuration.kiosk_file import Configuration
from kiosk_app.servicing.firewall import AllowedDestinations, elements_text, ways_of, write_ways
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import settings

ADDRESSES = {"portal.example": ["192.0.2.10", "2001:db8::10"], "id.example": ["192.0.2.11"]}


def _look_up(host: str) -> list[str]:
    if host not in ADDRESSES:
        raise OSError("no such name")
    return ADDRESSES[host]


@pytest.fixture
def configured(tmp_path: Path) -> Configuration:
    return settings(
        tmp_path,
        Keys(),
        PortalServer(),
        address="https://portal.example/o",
        identity_address="https://id.example",
        file_address="https://gone.example",
    )


def test_every_host_of_the_configuration_is_looked_up(tmp_path: Path, configured: Configuration) -> None:
    resolvers = tmp_path / "resolv.conf"
    resolvers.write_text("nameserver 127.0.0.53\nnameserver 192.0.2.53\nnameserver fe80::1%eth0\n")
    ways = ways_of(configured, _look_up, resolvers)
    assert list(map(str, ways.portal)) == ["192.0.2.10", "2001:db8::10", "192.0.2.11"]
    assert list(map(str, ways.resolvers)) == ["192.0.2.53", "fe80::1"]
    assert ways.unknown == ("gone.example",)


def test_both_files_are_written_once(tmp_path: Path, configured: Configuration) -> None:
    ways = ways_of(configured, _look_up, tmp_path / "none")
    drop_in, elements = tmp_path / "unit.d" / "portal.conf", tmp_path / "etc" / "portal.nft"
    before = os.umask(0o077)
    try:
        assert write_ways(ways, drop_in, elements)
    finally:
        os.umask(before)
    assert not write_ways(ways, drop_in, elements)
    assert {path.stat().st_mode & 0o777 for path in (drop_in, elements)} == {0o644}
    assert "IPAddressAllow=192.0.2.11\n" in drop_in.read_text(encoding="utf-8")
    assert elements.read_text(encoding="utf-8").splitlines()[1:] == [
        "add element inet kiosk portal4 { 192.0.2.10, 192.0.2.11 }",
        "add element inet kiosk portal6 { 2001:db8::10 }",
    ]


def test_nothing_known_lets_nothing_out() -> None:
    assert "add element" not in elements_text(AllowedDestinations((), (), ("portal.example",)))
