"""What the hourly look does to the firewall: its rules loaded over themselves, its names looked up again."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from configuration.kiosk_file import Configuration
from kiosk_app.servicing.firewall import (
    KnownBefore,
    destinations_of,
    devices_by_name,
    drop_in_text,
    endpoints_text,
    known_before,
)
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import settings

SYSTEM = Path(__file__).parents[2] / "assets" / "system"
_EARLIER = """\
table inet kiosk {
    set portal4 { type ipv4_addr; flags interval; elements = { 192.0.2.10 }; }
    set portal6 { type ipv6_addr; flags interval; }
    chain output {
        type filter hook output priority 0; policy drop;
        ip daddr @portal4 tcp dport 443 accept
        meta skuid 64003 tcp dport { 80, 443 } accept
    }
}
"""
"""As an earlier version left its table in a machine that runs: two sets, and apt let out everywhere."""
_OPENED = "add element inet kiosk mirror4 { 192.0.2.80 . 80 timeout 240m }\n"
_FILLED = """\
add element inet kiosk portal4 { 192.0.2.10 }
add element inet kiosk portal6 { 2001:db8::10 }
add element inet kiosk service4 { 192.0.2.10 . 8443 }
add element inet kiosk service6 { 2001:db8::10 . 8443 }
add element inet kiosk screen4 { 192.0.2.20 . 9100 }
add element inet kiosk paper4 { 192.0.2.21 . 631 }
add element inet kiosk paper6 { 2001:db8::21 . 631 }
"""


def _own_network() -> bool:
    if os.geteuid() != 0 or not all(map(shutil.which, ("nft", "unshare"))):
        return False
    probe = ["unshare", "--net", "nft", "list", "tables"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(
    not _own_network(), reason="a network of its own needs root, a kernel that lets it and nftables"
)
class TestLoadedAgain:
    """In the kernel, in a network of its own."""

    def _after(self, folder: Path, *loaded: str) -> list[dict[str, Any]]:
        """Load these one after another; gives what the kernel then holds."""
        words = []
        for number, text in enumerate(loaded):
            path = folder / f"{number}.nft"
            path.write_text(text, encoding="utf-8")
            words.append(f"nft -f {path}")
        done = subprocess.run(
            ["unshare", "--net", "sh", "-ec", "; ".join((*words, "nft -j list table inet kiosk"))],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told: list[dict[str, Any]] = json.loads(done.stdout)["nftables"]
        return told

    @pytest.fixture
    def rules(self) -> str:
        """The rules as they are installed; the users' names are not known here."""
        text = (SYSTEM / "firewall.nft").read_text(encoding="utf-8")
        return re.sub(r'"(kiosk|kiosk-sync|lp|_apt)"', "64001", text)

    def test_the_upgrades_way_stays_open_with_its_own_end(self, tmp_path: Path, rules: str) -> None:
        sets = _elements(self._after(tmp_path, rules, _OPENED, rules))
        (mirror,) = sets["mirror4"]
        assert mirror["elem"]["val"] == {"concat": ["192.0.2.80", 80]}
        assert mirror["elem"]["timeout"] == 240 * 60
        assert 0 < mirror["elem"]["expires"] <= 240 * 60

    def test_what_stands_in_files_is_read_anew(self, tmp_path: Path, rules: str) -> None:
        filled = _elements(self._after(tmp_path, rules, _FILLED))
        assert sorted(name for name, elements in filled.items() if not elements) == ["mirror4", "mirror6"]
        again = _elements(self._after(tmp_path, rules, _FILLED, rules))
        assert set(again) == set(filled)
        assert not any(again.values())

    @pytest.mark.parametrize(
        "before",
        [
            (_EARLIER,),
            ("",),
            ("", "add rule inet kiosk output tcp dport 22 accept\n"),
            ("", _FILLED + _OPENED),
        ],
    )
    def test_the_rules_are_the_same_whatever_was_there(self, tmp_path: Path, rules: str, before: str) -> None:
        # "": the rules themselves.
        assert _rules(self._after(tmp_path, *(one or rules for one in before), rules)) == _rules(
            self._after(tmp_path, rules)
        )


def _elements(told: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {one["set"]["name"]: one["set"].get("elem", []) for one in told if "set" in one}


def _rules(told: list[dict[str, Any]]) -> list[Any]:
    """Chains and rules without the kernel's numbers for them."""
    kept = [one for one in told if "chain" in one or "rule" in one]
    texts = [re.sub(r'"handle": \d+', "", json.dumps(one)) for one in kept]
    assert any('"rule"' in one for one in texts)
    return sorted(texts)


@pytest.fixture
def configured(tmp_path: Path) -> Configuration:
    return settings(tmp_path, Keys(), PortalServer(), address="https://portal.example", identity_address="")


class _Hours:
    """The looks of one machine, one an hour; each leaves its file for the next."""

    def __init__(self, folder: Path, configured: Configuration) -> None:
        self.file, self.configured = folder / "portal.conf", configured
        self.resolvers = folder / "resolv.conf"
        self.resolvers.write_text("nameserver 192.0.2.53\n", encoding="utf-8")

    def look(self, *answers: Sequence[str] | None) -> list[str]:
        """Look once more: each question gets the next answer, or none. Gives whither the daemon may go."""
        waiting = list(answers)

        def look_up(host: str) -> Sequence[str]:
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if answer is None:
                raise OSError(host)
            return answer

        allowed = destinations_of(
            self.configured, look_up, self.resolvers, before=known_before(self.file), printers=self.resolvers
        )
        self.file.write_text(drop_in_text(allowed), encoding="utf-8")
        return list(map(str, allowed.portal))


ONE, TWO, THREE, FOUR = ("192.0.2.1",), ("192.0.2.2",), ("192.0.2.3",), ("192.0.2.4",)


def test_a_portal_of_many_machines_is_asked_more_than_once(tmp_path: Path, configured: Configuration) -> None:
    assert _Hours(tmp_path, configured).look(ONE, TWO, ONE) == [*ONE, *TWO]


def test_what_the_last_answer_named_stays_one_look_longer(tmp_path: Path, configured: Configuration) -> None:
    hours = _Hours(tmp_path, configured)
    hours.look(ONE)
    assert hours.look(TWO) == [*TWO, *ONE]
    assert hours.look(TWO) == [*TWO]
    # Named again, it is no longer late.
    assert hours.look(ONE) == [*ONE, *TWO]
    assert hours.look(TWO) == [*TWO, *ONE]
    assert hours.look(THREE) == [*THREE, *TWO]


def test_without_a_network_nothing_of_it_is_lost(tmp_path: Path, configured: Configuration) -> None:
    hours = _Hours(tmp_path, configured)
    hours.look(ONE)
    hours.look(TWO)
    before = hours.file.read_text(encoding="utf-8")
    hours.resolvers.write_text("", encoding="utf-8")
    assert hours.look(None) == [*TWO, *ONE]
    assert hours.file.read_text(encoding="utf-8") == before
    # An address that is late is none of the machine's name servers.
    assert list(map(str, known_before(hours.file).nameservers)) == ["192.0.2.53"]
    # A line that breaks between two questions: what was told counts.
    assert hours.look(THREE, None) == [*THREE, *TWO]


def test_another_host_gets_nothing_of_the_one_before(tmp_path: Path, configured: Configuration) -> None:
    hours = _Hours(tmp_path, configured)
    hours.look(ONE)
    portal = configured.portal.model_copy(update={"address": "https://other.example"})
    hours.configured = configured.model_copy(update={"portal": portal})
    assert hours.look(FOUR) == [*FOUR]


def test_each_failure_is_waited_for_once(tmp_path: Path, configured: Configuration) -> None:
    asked = []

    def away(host: str) -> Sequence[str]:
        asked.append(host)
        raise OSError(host)

    destinations_of(configured, away, tmp_path / "none", before=KnownBefore())
    assert asked == ["portal.example"]


def test_a_broker_with_an_address_of_six_keeps_it_whole(tmp_path: Path, configured: Configuration) -> None:
    fleet = configured.fleet.model_copy(update={"broker": "2001:db8::10", "port": 8884})
    allowed = destinations_of(
        configured.model_copy(update={"fleet": fleet}), lambda _host: ONE, tmp_path / "none"
    )
    assert "add element inet kiosk service6 { 2001:db8::10 . 8884 }\n" in endpoints_text(allowed)


@pytest.mark.parametrize(
    ("host", "named"),
    [("printer.example", True), ("192.0.2.20", False), ("127.0.0.1", False), ("localhost", False)],
)
def test_a_device_by_name_is_told_that_its_number_is_needed(
    tmp_path: Path, configured: Configuration, host: str, named: bool
) -> None:
    by_tcp = {"transport": "tcp", "host": host, "port": 9100}
    commune = configured.model_copy(
        update={
            "printer": configured.printer.model_copy(update=by_tcp),
            "terminal": configured.terminal.model_copy(update=by_tcp),
        }
    )
    said = destinations_of(commune, lambda _host: ONE, tmp_path / "none").said
    assert [host in one and "bằng số" in one for one in said] == [True, True] * named
    assert len(devices_by_name(commune)) == 2 * named
