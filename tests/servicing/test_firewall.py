"""Where the daemon may go: the portal's addresses in systemd's filter and in nftables' sets."""

from __future__ import annotations

import ipaddress
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from configuration.kiosk_file import Configuration
from kiosk_app.servicing.firewall import AllowedDestinations, elements_text, ways_of, write_ways
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import settings

RULES = Path(__file__).parents[2] / "assets" / "system" / "firewall.nft"
PORTAL, PRINTER, ELSEWHERE = "192.0.2.10", "192.0.2.20", "192.0.2.99"
DAEMON, SCREEN, APT, ROOT = "64001", "64002", "_apt", "0"
_NETWORK = f"""\
set -e
# The system's own programs: the first `python3` or `bash` of a developer's PATH may be root's alone to run.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
ip link set lo up
ip link add out type veth peer name far
ip address add 192.0.2.2/24 dev out
ip link set far up
ip link set out up
for one in {PORTAL} {PRINTER} {ELSEWHERE}; do
    ip neighbour add $one lladdr 02:00:00:00:00:01 dev out nud permanent
done
nft -f "$1"
# Behind the firewall: what it let out is counted.
nft 'table inet left {{
    counter gone {{ }}
    chain out {{ type filter hook output priority 100; ip protocol tcp counter name gone; }}
}}'
while read -r user address port; do
    nft reset counters table inet left > /dev/null
    setpriv --reuid "$user" --clear-groups timeout 0.2 bash -c ': > "/dev/tcp/$1/$2"' one "$address" "$port" \
        2> /dev/null || true
    nft list counters table inet left | grep -q "packets 0 " && echo held || echo out
done
"""
"""A network in which nobody answers, with the kiosk's firewall; for each line: who wants to go where."""
WAYS = {
    (DAEMON, PORTAL, 443): "out",
    (DAEMON, PORTAL, 8883): "out",
    (DAEMON, ELSEWHERE, 443): "held",
    # A technician's commands: `kioskctl enrol`, the doctor's look at the portal's certificate.
    (ROOT, PORTAL, 443): "out",
    (ROOT, ELSEWHERE, 443): "held",
    (ROOT, PORTAL, 22): "held",
    # Security upgrades at night.
    (APT, ELSEWHERE, 80): "out",
    (APT, ELSEWHERE, 443): "out",
    (APT, ELSEWHERE, 22): "held",
    (SCREEN, PRINTER, 9100): "out",
    (SCREEN, PRINTER, 443): "held",
    (SCREEN, PORTAL, 443): "held",
    (SCREEN, ELSEWHERE, 80): "held",
}
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


@pytest.mark.skipif(
    os.geteuid() != 0 or not all(map(shutil.which, ("nft", "ip", "unshare", "setpriv"))),
    reason="a network of its own needs root, and nftables",
)
def test_who_gets_out_and_whither(tmp_path: Path) -> None:
    portal = AllowedDestinations((ipaddress.ip_address(PORTAL),), (), ())
    (tmp_path / "portal-addresses.nft").write_text(elements_text(portal), encoding="ascii")
    # As docs/HARDENING.md says it of a printer with an address.
    way = f"add rule inet kiosk output ip daddr {PRINTER} tcp dport 9100 accept\n"
    (tmp_path / "portal-addresses-printer.nft").write_text(way, encoding="ascii")
    rules = RULES.read_text(encoding="ascii").replace('"kiosk-sync"', DAEMON)
    (tmp_path / "rules.nft").write_text(rules.replace("/etc/kiosk", str(tmp_path)), encoding="ascii")
    done = subprocess.run(
        ["unshare", "--net", "sh", "-c", _NETWORK, "network", str(tmp_path / "rules.nft")],
        input="".join(f"{' '.join(map(str, way))}\n" for way in WAYS),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert dict(zip(WAYS, done.stdout.split(), strict=True)) == WAYS
