"""Where the daemon may go: the portal's addresses in systemd's filter and in nftables' sets."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from configuration.kiosk_file import Configuration
from kiosk_app.servicing import firewall
from kiosk_app.servicing.firewall import (
    DROP_IN,
    ELEMENTS,
    SCREEN_DROP_IN,
    AllowedDestinations,
    destinations_of,
    drop_in_text,
    elements_text,
    endpoints_text,
    known_before,
    screen_drop_in_text,
    write_destinations,
)
from kiosk_app.servicing.upgrade_window import mirrors, open_window, proxies
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import settings

SYSTEM = Path(__file__).parents[2] / "assets" / "system"
PORTAL, PRINTER, PAPER, MIRROR, ELSEWHERE = (
    "192.0.2.10",
    "192.0.2.20",
    "192.0.2.21",
    "192.0.2.80",
    "192.0.2.99",
)
DAEMON, SCREEN, APT, CUPS, ROOT = "64001", "64002", "64003", "64004", "0"
USERS = {'"kiosk-sync"': DAEMON, '"kiosk"': SCREEN, '"_apt"': APT, '"lp"': CUPS}
_NETWORK = f"""\
set -e
# The system's own programs: the first `python3` or `bash` of a developer's PATH may be root's alone to run.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
ip link set lo up
ip link add out type veth peer name far
ip address add 192.0.2.2/24 dev out
ip link set far up
ip link set out up
for one in {PORTAL} {PRINTER} {PAPER} {MIRROR} {ELSEWHERE}; do
    ip neighbour add $one lladdr 02:00:00:00:00:01 dev out nud permanent
done
# Behind the firewall: what it let out is counted.
nft 'table inet left {{
    counter gone {{ }}
    chain out {{ type filter hook output priority 100; ip protocol tcp counter name gone; }}
}}'
while read -r user address port; do
    # "nft" FILE, "nft-" FILE: as kiosk-firewall.service starts it; the latter may fail.
    case "$user" in
        nft) nft -f "$address"; continue ;;
        nft-) nft -f "$address" 2> /dev/null || true; continue ;;
    esac
    nft reset counters table inet left > /dev/null
    setpriv --reuid "$user" --clear-groups timeout 0.2 bash -c ': > "/dev/tcp/$1/$2"' one "$address" "$port" \
        2> /dev/null || true
    nft list counters table inet left | grep -q "packets 0 " && echo held || echo out
done
"""
"""A network in which nobody answers, with the kiosk's firewall; for each line: who wants to go where."""
Step = tuple[str, str, int]
WAYS: dict[Step, str] = {
    (DAEMON, PORTAL, 443): "out",
    (DAEMON, PORTAL, 8883): "out",
    # The portal's other service, and a broker at another port.
    (DAEMON, PORTAL, 8443): "out",
    (DAEMON, PORTAL, 8444): "held",
    (DAEMON, ELSEWHERE, 443): "held",
    (DAEMON, PRINTER, 9100): "held",
    # A technician's commands: `kioskctl enrol`, the doctor's look at the portal's certificate.
    (ROOT, PORTAL, 443): "out",
    (ROOT, ELSEWHERE, 443): "held",
    (ROOT, PORTAL, 22): "held",
    (APT, MIRROR, 80): "held",
    (APT, MIRROR, 443): "held",
    (SCREEN, PRINTER, 9100): "out",
    (SCREEN, PRINTER, 443): "held",
    (SCREEN, PRINTER, 8888): "out",
    (SCREEN, PAPER, 631): "held",
    (SCREEN, PORTAL, 443): "held",
    (SCREEN, ELSEWHERE, 80): "held",
    (CUPS, PAPER, 631): "out",
    (CUPS, PAPER, 9100): "held",
    (CUPS, PRINTER, 9100): "held",
    # `kioskctl doctor --hands`.
    (ROOT, PRINTER, 9100): "out",
}
UPGRADING: dict[Step, str] = {
    (APT, MIRROR, 80): "out",
    (APT, MIRROR, 443): "held",
    (APT, ELSEWHERE, 80): "held",
    (APT, PORTAL, 443): "held",
    (DAEMON, MIRROR, 80): "held",
    (SCREEN, MIRROR, 80): "held",
    (ROOT, MIRROR, 80): "held",
}
"""While apt's nightly service runs."""
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
    allowed = destinations_of(configured, _look_up, resolvers)
    assert list(map(str, allowed.portal)) == ["192.0.2.10", "2001:db8::10", "192.0.2.11"]
    assert list(map(str, allowed.resolvers)) == ["192.0.2.53", "fe80::1"]
    assert allowed.unknown == ("gone.example",)


def test_the_files_are_written_once(tmp_path: Path, configured: Configuration) -> None:
    allowed = destinations_of(configured, _look_up, tmp_path / "none")

    def below(path: Path) -> Path:
        return tmp_path / path.relative_to("/")

    before = os.umask(0o077)
    try:
        assert write_destinations(allowed, below)
    finally:
        os.umask(before)
    assert not write_destinations(allowed, below)
    written = [below(path) for path in (DROP_IN, SCREEN_DROP_IN, ELEMENTS, firewall.WAYS)]
    assert {path.stat().st_mode & 0o777 for path in written} == {0o644}
    assert "IPAddressAllow=192.0.2.11\n" in written[0].read_text(encoding="utf-8")
    assert written[2].read_text(encoding="utf-8").splitlines()[1:] == [
        "add element inet kiosk portal4 { 192.0.2.10, 192.0.2.11 }",
        "add element inet kiosk portal6 { 2001:db8::10 }",
    ]
    # An earlier version reads its own glob alone.
    assert not written[3].match("portal-addresses*.nft")


def test_nothing_known_lets_nothing_out() -> None:
    nothing = AllowedDestinations((), (), ("portal.example",))
    assert "add element" not in elements_text(nothing) + endpoints_text(nothing)
    assert "IPAddressAllow" not in drop_in_text(nothing) + screen_drop_in_text(nothing)


def _offline(host: str) -> list[str]:
    raise OSError(host)


def test_a_machine_without_a_network_does_not_shut_itself_out(
    tmp_path: Path, configured: Configuration
) -> None:
    drop_in = tmp_path / "portal.conf"
    drop_in.write_text(
        drop_in_text(destinations_of(configured, _look_up, tmp_path / "none")), encoding="utf-8"
    )
    again = destinations_of(configured, _offline, tmp_path / "none", before=known_before(drop_in))
    assert list(map(str, again.portal)) == ["192.0.2.10", "2001:db8::10", "192.0.2.11"]
    assert again.kept == ("portal.example", "id.example")
    assert again.unknown == ("gone.example",)
    # It is kept the next time too, and what has moved is followed.
    assert drop_in_text(again) == drop_in.read_text(encoding="utf-8")
    moved = destinations_of(
        configured, lambda _host: ["192.0.2.77"], tmp_path / "none", before=known_before(drop_in)
    )
    assert str(moved.portal[0]) == "192.0.2.77"


def test_name_servers_are_kept_while_none_is_named(tmp_path: Path, configured: Configuration) -> None:
    drop_in, resolvers = tmp_path / "portal.conf", tmp_path / "resolv.conf"
    resolvers.write_text("nameserver 192.0.2.53\n", encoding="utf-8")
    drop_in.write_text(drop_in_text(destinations_of(configured, _look_up, resolvers)), encoding="utf-8")
    # What NetworkManager leaves when the cable is pulled; the machine looks every hour.
    resolvers.write_text("# Generated by NetworkManager\n", encoding="utf-8")
    away = destinations_of(configured, _offline, resolvers, before=known_before(drop_in))
    assert drop_in_text(away) == drop_in.read_text(encoding="utf-8")
    resolvers.write_text("nameserver 198.51.100.53\n", encoding="utf-8")
    elsewhere = destinations_of(configured, _look_up, resolvers, before=known_before(drop_in))
    assert list(map(str, elsewhere.resolvers)) == ["198.51.100.53"]


def test_what_an_earlier_version_let_through_is_kept_as_well(
    tmp_path: Path, configured: Configuration
) -> None:
    drop_in, resolvers = tmp_path / "portal.conf", tmp_path / "resolv.conf"
    drop_in.write_text(
        "# Written by kioskctl firewall: do not edit.\n[Service]\nIPAddressAllow=192.0.2.10\n"
        "IPAddressAllow=192.0.2.53\n",
        encoding="utf-8",
    )
    resolvers.write_text("nameserver 192.0.2.53\n", encoding="utf-8")
    allowed = destinations_of(configured, _offline, resolvers, before=known_before(drop_in))
    assert list(map(str, allowed.portal)) == ["192.0.2.10"]


def test_the_first_time_without_a_network_is_said(tmp_path: Path, configured: Configuration) -> None:
    allowed = destinations_of(
        configured, _offline, tmp_path / "none", before=known_before(tmp_path / "nothing")
    )
    assert allowed.unknown == ("portal.example", "id.example", "gone.example")
    assert not allowed.portal


def _in_the_commune(configured: Configuration, scanner: str = "") -> Configuration:
    """A kiosk whose devices have addresses, and whose services answer at unusual ports."""
    return configured.model_copy(
        update={
            "printer": configured.printer.model_copy(
                update={"transport": "tcp", "host": PRINTER, "port": 9100}
            ),
            "terminal": configured.terminal.model_copy(
                update={"transport": "tcp", "host": PRINTER, "port": 8888}
            ),
            "scanner": configured.scanner.model_copy(update={"device": scanner}),
            "document_printer": configured.document_printer.model_copy(update={"queue": "A4"}),
            "fleet": configured.fleet.model_copy(update={"broker": "portal.example", "port": 8443}),
        }
    )


CUPS_NOTES = """\
# Printer configuration file for CUPS v2.4.2
<Printer Other>
DeviceURI socket://192.0.2.98
</Printer>
<DefaultPrinter A4>
MakeModel IPP Everywhere
DeviceURI ipp://192.0.2.21/ipp/print
State Idle
</DefaultPrinter>
"""


@pytest.mark.parametrize(
    ("scanner", "reached", "said"),
    [
        (
            "airscan:escl:Máy quét 1:http://192.0.2.30/eSCL",
            [f"{PRINTER}:9100", f"{PRINTER}:8888", "192.0.2.30:80"],
            0,
        ),
        (
            "airscan:wsd:Counter:https://192.0.2.30/WSD",
            [f"{PRINTER}:9100", f"{PRINTER}:8888", "192.0.2.30:443"],
            0,
        ),
        ("escl:http://192.0.2.30:9095", [f"{PRINTER}:9100", f"{PRINTER}:8888", "192.0.2.30:9095"], 0),
        # Searched for in the network, or answering on any port: nothing is opened for it, and that is said.
        ("airscan:e0:Counter", [f"{PRINTER}:9100", f"{PRINTER}:8888"], 1),
        ("net:192.0.2.30:test:0", [f"{PRINTER}:9100", f"{PRINTER}:8888"], 1),
        ("fujitsu:fi-7160:1234", [f"{PRINTER}:9100", f"{PRINTER}:8888"], 0),
        ("airscan:escl:One:http://192.0.2.30:eSCL", [f"{PRINTER}:9100", f"{PRINTER}:8888"], 1),
        ("airscan:escl:One:http://scanner.example/eSCL", [f"{PRINTER}:9100", f"{PRINTER}:8888"], 1),
    ],
)
def test_devices_with_addresses_are_let_through(
    tmp_path: Path, configured: Configuration, scanner: str, reached: list[str], said: int
) -> None:
    notes = tmp_path / "printers.conf"
    notes.write_text(CUPS_NOTES, encoding="utf-8")
    allowed = destinations_of(
        _in_the_commune(configured, scanner), _look_up, tmp_path / "none", printers=notes
    )
    assert [f"{address}:{port}" for address, port in allowed.devices] == reached
    assert len(allowed.said) == said
    assert [f"{address}:{port}" for address, port in allowed.paper] == ["192.0.2.21:631"]
    assert "192.0.2.10 . 8443" in endpoints_text(allowed)
    for one in reached:
        assert f"IPAddressAllow={one.rpartition(':')[0]}\n" in screen_drop_in_text(allowed)


@pytest.mark.parametrize(
    "uri", ["usb://EPSON/One", "dnssd://One._ipp._tcp.local/", "ipp://[broken", "ipp://192.0.2.21:port/", ""]
)
def test_a_paper_printer_without_an_address_opens_nothing(
    tmp_path: Path, configured: Configuration, uri: str
) -> None:
    notes = tmp_path / "printers.conf"
    notes.write_text(f"<Printer A4>\nDeviceURI {uri}\n</Printer>\n", encoding="utf-8")
    allowed = destinations_of(_in_the_commune(configured), _look_up, tmp_path / "none", printers=notes)
    assert allowed.paper == ()


def test_devices_of_this_machine_need_no_way(tmp_path: Path, configured: Configuration) -> None:
    allowed = destinations_of(configured, _look_up, tmp_path / "none")
    assert (allowed.devices, allowed.paper, allowed.said) == ((), (), ())


def _own_network() -> bool:
    """Whether this user may make a network of its own, and rules in it."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("nft", "ip", "unshare", "setpriv"))):
        return False
    probe = ["unshare", "--net", "nft", "list", "tables"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(
    not _own_network(), reason="a network of its own needs root, a kernel that lets it, nftables and iproute2"
)
class TestTheRealFirewall:
    """The rules as they are installed, in the kernel."""

    def _gone(self, folder: Path, steps: Sequence[tuple[object, ...]]) -> list[str]:
        for name in ("firewall.nft", "firewall-addresses.nft"):
            rules = (SYSTEM / name).read_text(encoding="ascii").replace("/etc/kiosk", str(folder))
            for user, number in USERS.items():
                rules = rules.replace(user, number)
            (folder / name).write_text(rules, encoding="ascii")
        starting = [("nft", folder / "firewall.nft"), ("nft-", folder / "firewall-addresses.nft")]
        done = subprocess.run(
            ["unshare", "--net", "sh", "-c", _NETWORK],
            input="".join(f"{' '.join(map(str, step))}\n" for step in (*starting, *steps)),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    @pytest.fixture
    def written(self, tmp_path: Path, configured: Configuration) -> Path:
        """The folder with what `kioskctl firewall` writes."""
        notes = tmp_path / "printers.conf"
        notes.write_text(CUPS_NOTES, encoding="utf-8")
        allowed = destinations_of(_in_the_commune(configured), _look_up, tmp_path / "none", printers=notes)
        write_destinations(allowed, lambda path: tmp_path / path.name)
        return tmp_path

    def test_who_gets_out_and_whither(self, written: Path) -> None:
        assert dict(zip(WAYS, self._gone(written, list(WAYS)), strict=True)) == WAYS

    def test_apt_goes_to_its_mirrors_while_it_upgrades(self, written: Path) -> None:
        opened, shut = written / "opened", written / "shut"
        asked = _Programs()
        assert open_window(5, asked, _mirrors) is not None
        opened.write_text(asked.rules, encoding="ascii")
        stop = [
            line.partition("nft ")[2]
            for line in (SYSTEM / "apt" / "60-kiosk-window.conf").read_text(encoding="ascii").splitlines()
            if line.startswith("ExecStopPost")
        ]
        shut.write_text("".join(f"{line}\n" for line in stop), encoding="ascii")
        steps = [("nft", opened), ("nft", opened), *UPGRADING, ("nft", shut), (APT, MIRROR, 80)]
        assert self._gone(written, steps) == [*UPGRADING.values(), "held"]

    def test_a_file_that_nft_refuses_opens_nothing(self, written: Path) -> None:
        (written / "ways-by-hand.nft").write_text(
            "add rule inet kiosk output tpc dport 1\n", encoding="ascii"
        )
        steps = [(SCREEN, ELSEWHERE, 80), (ROOT, ELSEWHERE, 22), (DAEMON, ELSEWHERE, 443)]
        assert self._gone(written, steps) == ["held"] * 3


class _Programs:
    """What the system's programs print; keeps what nft was told."""

    def __init__(self, addresses: str = "http://deb.example/debian/\n", dumped: str = "") -> None:
        self.addresses, self.dumped, self.rules = addresses, dumped, ""

    def __call__(self, words: Sequence[str], text: str) -> str:
        if words[0].endswith("apt-get"):
            return "".join(f"'{one}' lists_{one[7:]} 0 \n" for one in self.addresses.split())
        if words[0].endswith("apt-config"):
            return self.dumped
        if words[1] == "-f":
            self.rules = text
        return ""


def _mirrors(host: str) -> list[str]:
    if host == "away.example":
        raise OSError(host)
    return [MIRROR, "2001:db8::80"] if host == "deb.example" else ["192.0.2.81"]


def test_the_window_ends_by_itself() -> None:
    asked = _Programs("http://deb.example/debian/\nhttps://security.example:8443/x\nhttp://away.example/\n")
    window = open_window(240, asked, _mirrors)
    assert window is not None
    assert (window.hosts, window.unknown) == (("deb.example", "security.example"), ("away.example",))
    assert asked.rules.splitlines() == [
        "flush set inet kiosk mirror4",
        "flush set inet kiosk mirror6",
        "add element inet kiosk mirror4 { 192.0.2.80 . 80 timeout 240m, 192.0.2.81 . 8443 timeout 240m }",
        "add element inet kiosk mirror6 { 2001:db8::80 . 80 timeout 240m }",
    ]


def test_a_name_that_is_answered_differently_each_time_is_asked_more_than_once() -> None:
    answers = iter(["192.0.2.1", "192.0.2.2", "192.0.2.1"])
    asked = _Programs()
    open_window(5, asked, lambda _host: [next(answers)])
    assert "192.0.2.1 . 80 timeout 5m, 192.0.2.2 . 80 timeout 5m" in asked.rules


def test_without_the_firewall_nothing_is_opened() -> None:
    def run(words: Sequence[str], _text: str) -> str:
        raise subprocess.CalledProcessError(1, words)

    assert open_window(5, run, _mirrors) is None


@pytest.mark.parametrize(
    ("dumped", "reached"),
    [
        ("", [("deb.example", 80), ("deb.example", 443)]),
        ("Acquire::http::Proxy http://proxy.example:3128/", [("proxy.example", 3128)]),
        (
            "Acquire::http::Proxy http://proxy.example:3128\nAcquire::http::Proxy::deb.example DIRECT",
            [("deb.example", 80), ("deb.example", 443)],
        ),
        (
            "Acquire::https::Proxy http://other.example\nAcquire::http::Proxy ",
            [("deb.example", 80), ("other.example", 80)],
        ),
        ("Acquire::http::Proxy http://[broken", []),
    ],
)
def test_a_proxy_of_the_province_stands_for_the_mirrors(dumped: str, reached: list[tuple[str, int]]) -> None:
    repositories = [
        "http://deb.example/debian/",
        "https://deb.example/debian/",
        "cdrom:[x]/",
        "file:/srv/debs",
    ]
    assert mirrors(repositories, proxies(dumped)) == reached
