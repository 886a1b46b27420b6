"""Editions from a real server with TLS: whole or not at all, and gone on where the line broke."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from offline_queue.contract.edition_shelf import ARRIVED, Shelf
from offline_queue.delivery.backoff import Backoff
from offline_queue.fleet.edition_fetch import PIECE_BYTES, EditionFetch, Tray
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.transport import Endpoint, Transport
from portal_sandbox.authority.certificates import Authority
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.edition_server import EditionServer

LARGE = Random(17).randbytes(2 * PIECE_BYTES + 1_000)


class Rig:
    """A kiosk of ring "early" and the province's server."""

    def __init__(
        self, folder: Path, *, authority: Authority | None = None, trusted: Authority | None = None
    ) -> None:
        self.web = folder / "web"
        self.web.mkdir(parents=True)
        authority = authority or Authority(folder / "authority")
        self.server = EditionServer(self.web, authority)
        self.tray, self.shelf = folder / "tray", folder / "shelf"
        self.shelf.mkdir()
        self.clock = FakeClock()
        self.free = 10**12
        self._ca_file = (trusted or authority).certificate_file
        self.start()

    def start(self) -> None:
        """Start the daemon's part anew: what it held in memory is gone."""
        endpoint = Endpoint(self.server.address, ca_file=self._ca_file)
        self.transport = Transport(endpoint, self.clock, RateLimit(self.clock))
        self.fetch = EditionFetch(
            self.transport.exchange,
            "early",
            Tray(self.tray, self.shelf, lambda: self.free, 1_000_000),
            self.clock,
            Random(1),
            Backoff(30.0, 3_600.0, Random(2)),
            every_s=3_600.0,
        )

    def announce(self, number: int, content: bytes, ring: str = "early", sha256: str = "") -> None:
        """Lay an edition on the server as `kioskctl edition announce` does."""
        folder = self.web / ring
        folder.mkdir(exist_ok=True)
        (folder / f"edition-{number}.tar").write_bytes(content)
        (folder / f"edition-{number}.tar.sig").write_bytes(b"signature\n")
        index = {
            "format": 1,
            "number": number,
            "bytes": len(content),
            "sha256": sha256 or hashlib.sha256(content).hexdigest(),
        }
        (folder / "edition.json").write_text(json.dumps(index))

    def knows(self, shelf: Shelf) -> None:
        """Write what the taker knows."""
        (self.shelf / "state.json").write_text(json.dumps(asdict(shelf)))

    def turn(self, seconds: float = 5_000.0) -> None:
        """Let time pass and look."""
        self.clock.go(seconds)
        self.fetch.turn()

    def arrived(self) -> bytes | None:
        """What lies there for the taker, whole; None when nothing does."""
        if not (self.tray / ARRIVED).exists():
            return None
        (found,) = self.tray.glob("edition-*.tar")
        assert found.with_name(found.name + ".sig").read_bytes() == b"signature\n"
        return found.read_bytes()

    def taken_away(self) -> None:
        """What the taker does."""
        for path in self.tray.iterdir():
            if path.name == ARRIVED or path.name.startswith("edition-"):
                path.unlink()


def test_what_is_announced_comes_in_pieces(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, LARGE)
    with rig.server:
        rig.turn()
    assert rig.arrived() == LARGE
    assert rig.server.statuses("edition-17.tar") == [206, 206, 206]
    assert rig.fetch.trouble == ""


def test_what_did_not_change_is_not_sent_again(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, b"small")
    with rig.server:
        rig.turn()
        rig.taken_away()
        rig.knows(Shelf(applied=17, tried=17, outcome="taken"))
        rig.turn()
        rig.turn()
        assert rig.server.statuses("edition.json") == [200, 304, 304]
        assert rig.server.statuses("edition-17.tar") == [206]
        rig.announce(18, b"another")
        rig.turn()
    assert rig.arrived() == b"another"


def test_a_line_that_breaks_goes_on_where_it_broke(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, LARGE)
    with rig.server:
        rig.turn()
        rig.taken_away()
        rig.announce(18, LARGE + b"x")
        rig.server.asked.clear()
        rig.server.cut_after = 1_000
        rig.turn()
        assert rig.arrived() is None
        assert rig.fetch.trouble == "unreachable"
        rig.turn()
    assert rig.arrived() == LARGE + b"x"
    assert rig.fetch.trouble == ""


def test_a_daemon_that_starts_anew_does_not_fetch_again_what_it_has(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, LARGE)
    (rig.web / "early" / "edition-17.tar.sig").unlink()
    with rig.server:
        rig.turn()
        assert rig.arrived() is None
        rig.start()
        rig.announce(17, LARGE)
        rig.turn()
    assert rig.arrived() == LARGE
    assert rig.server.statuses("edition-17.tar") == [206, 206, 206]


def test_a_file_that_was_replaced_meanwhile_is_no_mixture(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    other = bytes(reversed(LARGE))
    rig.announce(17, LARGE)
    with rig.server:
        rig.server.cut_after = 100
        rig.turn()
        # The same size and another content, and nobody announced it.
        (rig.web / "early" / "edition-17.tar").write_bytes(other)
        rig.turn()
        assert rig.arrived() is None
        assert rig.fetch.trouble == "nonsense"
        rig.announce(17, other)
        rig.turn()
    assert rig.arrived() == other


def test_a_server_without_ranges(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.server.ranges = False
    rig.announce(17, LARGE)
    with rig.server:
        rig.turn()
    assert rig.arrived() == LARGE
    assert rig.server.statuses("edition-17.tar") == [200]


@pytest.mark.parametrize(
    "shelf",
    [
        Shelf(applied=17),
        Shelf(applied=18),
        Shelf(refused=(17,)),
        Shelf(turned_away=(hashlib.sha256(b"bad").hexdigest(),)),
    ],
    ids=["it holds", "older", "made the kiosk ill", "turned away"],
)
def test_what_is_not_wanted_is_not_fetched(tmp_path: Path, shelf: Shelf) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, b"bad")
    rig.knows(shelf)
    with rig.server:
        rig.turn()
        assert rig.server.statuses("edition-17.tar") == []
        # Signed anew, or a higher number: it is looked at again.
        rig.announce(19, b"good")
        rig.turn()
    assert rig.arrived() == b"good"


def test_another_ring_is_another_folder(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, b"for canaries", ring="canary")
    with rig.server:
        rig.turn()
        assert (rig.arrived(), rig.fetch.trouble) == (None, "")
        rig.announce(17, b"for everybody")
        rig.turn()
    assert rig.arrived() == b"for everybody"


def test_a_dossiers_room_is_left_alone(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, LARGE)
    rig.free = 1_000_000 + len(LARGE)
    with rig.server:
        rig.turn()
        assert rig.server.statuses("edition-17.tar") == []
        assert rig.fetch.warnings() == ("editions:disk",)
        rig.free = 10**9
        rig.turn()
    assert rig.arrived() == LARGE
    assert rig.fetch.warnings() == ()


def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, LARGE)
    # A file stands where the tray would be: as on a read-only disk, nothing can be made there.
    rig.tray.write_text("")
    with rig.server:
        rig.turn()
    assert rig.fetch.warnings() == ("editions:disk",)


@pytest.mark.parametrize(
    "index",
    [
        b"<html>login</html>",
        b"[]",
        b'{"format": 2, "number": 17}',
        json.dumps({"format": 1, "number": 17, "bytes": 10**9, "sha256": "0" * 64}).encode(),
        b"{" * 100_000,
    ],
)
def test_what_is_no_announcement(tmp_path: Path, index: bytes) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, b"small")
    (rig.web / "early" / "edition.json").write_bytes(index)
    with rig.server:
        rig.turn()
    assert rig.fetch.trouble == "nonsense"
    assert rig.server.statuses("edition-17.tar") == []


@pytest.mark.parametrize(
    ("status", "trouble", "warnings"),
    [(503, "busy", ()), (302, "captive", ()), (403, "credentials", ("editions:credentials",))],
)
def test_a_server_that_is_ill_is_asked_less_and_less(
    tmp_path: Path, status: int, trouble: str, warnings: tuple[str, ...]
) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, b"small")
    rig.server.status = status
    with rig.server:
        for _ in range(200):
            rig.turn(60.0)
        # In 12,000 s: without backing off it would be two hundred times.
        assert 3 <= len(rig.server.asked) <= 40
        assert rig.fetch.trouble == trouble
        assert rig.fetch.warnings() == warnings
        rig.server.status = None
        rig.turn()
    assert rig.arrived() == b"small"


def test_a_server_that_is_not_trusted(tmp_path: Path) -> None:
    rig = Rig(tmp_path, trusted=Authority(tmp_path / "other"))
    rig.announce(17, b"small")
    with rig.server:
        rig.turn()
    assert (rig.fetch.warnings(), rig.server.asked) == (("editions:untrusted",), [])


def test_a_clock_in_1970_passes_by_itself(tmp_path: Path) -> None:
    # To a clock so far back each certificate is of the future, as this one is to the right time.
    later = Authority(tmp_path / "later", now=lambda: datetime(2090, 1, 1, tzinfo=UTC))
    rig = Rig(tmp_path, authority=later)
    rig.announce(17, b"small")
    rig.clock.set_wall(datetime(1970, 1, 1, tzinfo=UTC))
    with rig.server:
        rig.turn()
    # The clock has a warning of its own.
    assert (rig.fetch.trouble, rig.fetch.warnings()) == ("clock", ())


def test_one_that_could_not_be_taken_just_now_is_not_fetched_again(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, LARGE)
    with rig.server:
        rig.turn()
        # The taker found the disk full: it leaves the file and takes the mark away.
        (rig.tray / ARRIVED).unlink()
        rig.knows(replace(Shelf(), tried=17, outcome="disk"))
        rig.turn()
        assert rig.arrived() == LARGE
    assert rig.server.statuses("edition-17.tar") == [206, 206, 206]


def test_what_lies_there_is_not_touched_while_it_waits(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.announce(17, b"first")
    with rig.server:
        rig.turn()
        rig.turn()
        assert rig.arrived() == b"first"
        (rig.tray / ARRIVED).unlink()
        rig.announce(18, b"second")
        rig.turn()
    assert rig.arrived() == b"second"
