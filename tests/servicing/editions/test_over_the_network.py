"""From the province's folder to settings that hold: real server, daemon's fetch, taker, health."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from typer.testing import CliRunner

from configuration.load import load
from kiosk_app.servicing.editions import take as take_module
from kiosk_app.servicing.editions.announce import announce
from kiosk_app.technician import edition as commands
from offline_queue.contract.edition_shelf import ARRIVED, TRAY, shelf_of
from offline_queue.delivery.backoff import Backoff
from offline_queue.fleet.edition_fetch import EditionFetch, Tray
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.transport import Endpoint, Transport
from portal_sandbox.authority.certificates import Authority
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.edition_server import EditionServer
from tests.servicing.editions.rig import PROVINCE, Rig, made, signed

SETTINGS = "[sync]\nstatus_every_s = 120.0\n"


class Network:
    """One kiosk of ring "all", its daemon's part and its taker; the province's web server."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, ills: list[str] | None = None) -> None:
        self.folder = folder
        self.rig = Rig(folder / "kiosk", ills=ills or [])
        shelf = self.rig.places.shelf
        text = self.rig.places.config.read_text(encoding="utf-8")
        self.rig.places.config.write_text(f'{text}\n[fleet]\neditions = "{shelf}"\n', encoding="utf-8")
        settings = load(self.rig.places.config)
        self.tray = settings.queue.private_folder / TRAY
        self.key = folder / "province.pem"
        public = PROVINCE.public_key()
        self.key.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        authority = Authority(folder / "authority")
        self.web = folder / "web"
        self.web.mkdir()
        self.server = EditionServer(self.web, authority)
        self.clock = FakeClock()
        transport = Transport(
            Endpoint(self.server.address, ca_file=authority.certificate_file),
            self.clock,
            RateLimit(self.clock),
        )
        self.fetch = EditionFetch(
            transport.exchange,
            settings.fleet.ring,
            Tray(self.tray, shelf, lambda: 10**12, 0),
            self.clock,
            Random(1),
            Backoff(30.0, 3_600.0, Random(2)),
            every_s=3_600.0,
        )
        monkeypatch.setattr(commands, "_places", lambda _settings, _config: self.rig.places)
        monkeypatch.setattr(commands, "_machine", lambda _settings: self.rig.machine)

    def lay(self, path: Path) -> None:
        """Announce as the province does."""
        announce(path, PROVINCE.public_key(), self.web)

    def look(self) -> str:
        """The daemon looks, then the path unit starts the taker if something arrived. Gives what it said."""
        self.clock.go(5_000.0)
        self.fetch.turn()
        if not (self.tray / ARRIVED).exists():
            return ""
        words = ["arrived", "--config", str(self.rig.places.config), "--key", str(self.key)]
        done = CliRunner().invoke(commands.app, words)
        assert done.exit_code in (0, 1), done.output
        return done.output

    @property
    def fetched(self) -> int:
        """Requests for any edition."""
        return len([path for path, _range, _status in self.server.asked if path.endswith(".tar")])


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Network:
    return Network(tmp_path, monkeypatch)


def test_it_is_taken_and_the_next_one_too(network: Network, tmp_path: Path) -> None:
    network.lay(made(tmp_path, 17, SETTINGS))
    with network.server:
        assert "Đã nhận bản cập nhật 17" in network.look()
        assert load(network.rig.places.config).sync.status_every_s == 120.0
        assert network.look() == ""
        assert list(network.tray.glob("edition-*.tar*")) == []
        network.lay(made(tmp_path, 18, "[sync]\nstatus_every_s = 60.0\n"))
        assert "18" in network.look()
    shelf = shelf_of(network.rig.places.shelf)
    assert (shelf.applied, shelf.tried, shelf.outcome) == (18, 18, "taken")
    assert network.rig.queue.read_bytes() == b"dossiers"


def test_a_bad_signature_is_turned_away_once(network: Network, tmp_path: Path) -> None:
    network.lay(made(tmp_path, 17, SETTINGS))
    for laid in network.web.rglob("edition-17.tar"):
        signed(laid, Ed25519PrivateKey.generate())
    before = network.rig.files()
    with network.server:
        assert "Chữ ký" in network.look()
        fetched = network.fetched
        assert network.look() == network.look() == ""
    assert network.fetched == fetched
    assert network.rig.files() == before
    assert shelf_of(network.rig.places.shelf).outcome == "signature"


def test_an_older_one_is_not_even_fetched(network: Network, tmp_path: Path) -> None:
    network.lay(made(tmp_path, 17, SETTINGS))
    with network.server:
        network.look()
        fetched = network.fetched
        network.lay(made(tmp_path, 16, "[sync]\nstatus_every_s = 60.0\n"))
        assert network.look() == ""
    assert network.fetched == fetched
    assert load(network.rig.places.config).sync.status_every_s == 120.0


def test_an_older_one_that_is_announced_as_new(network: Network, tmp_path: Path) -> None:
    network.lay(made(tmp_path, 17, SETTINGS))
    with network.server:
        network.look()
        old = made(tmp_path, 16, "[sync]\nstatus_every_s = 60.0\n")
        network.lay(old)
        for folder in network.web.iterdir():
            (folder / "edition-16.tar").rename(folder / "edition-99.tar")
            (folder / "edition-16.tar.sig").rename(folder / "edition-99.tar.sig")
            index = folder / "edition.json"
            index.write_text(index.read_text().replace('"number": 16', '"number": 99'))
        assert "cũ hơn" in network.look()
    assert load(network.rig.places.config).sync.status_every_s == 120.0


def test_one_for_another_ring_that_was_laid_in_this_one(network: Network, tmp_path: Path) -> None:
    network.lay(made(tmp_path, 17, SETTINGS, rings='"canary"'))
    (network.web / "canary").rename(network.web / "all")
    before = network.rig.files()
    with network.server:
        assert "chưa đến lượt" in network.look()
        assert network.look() == ""
        # Its turn comes: the same number, signed anew.
        path = made(tmp_path / "again", 17, SETTINGS)
        network.lay(path)
        assert "Đã nhận" in network.look()
    assert network.rig.files() != before


def test_one_that_makes_the_kiosk_ill_is_given_back_and_not_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Network(tmp_path, monkeypatch, ills=["không tới được cổng nữa"])
    network.lay(made(tmp_path, 17, SETTINGS))
    before = network.rig.files()
    with network.server:
        assert "đã trở về bản trước" in network.look()
        assert network.rig.files() == before
        fetched = network.fetched
        assert network.look() == ""
        assert network.fetched == fetched
        network.lay(made(tmp_path, 18, SETTINGS))
        assert "Đã nhận bản cập nhật 18" in network.look()


def test_a_full_disk_when_it_is_taken(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.lay(made(tmp_path, 17, SETTINGS))
    before = network.rig.files()

    def full(*_words: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with network.server:
        with monkeypatch.context() as patched:
            patched.setattr(take_module, "write_configuration", full)
            assert "đĩa đầy" in network.look()
        assert network.rig.files() == before
        fetched = network.fetched
        # Somebody made room: what lies there is taken without being sent a second time.
        assert "Đã nhận" in network.look()
    assert network.fetched == fetched


def test_settings_that_are_wrong(network: Network, tmp_path: Path) -> None:
    network.lay(made(tmp_path, 17, "[sync]\nstatus_every_s = -1.0\n"))
    before = network.rig.files()
    with network.server:
        assert "Chưa thay đổi gì" in network.look()
        assert network.look() == ""
    assert network.rig.files() == before


def test_nothing_changes_while_somebody_stands_there(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([True, True, False])
    seen: list[float] = []

    class Here:
        @property
        def in_visit(self) -> bool:
            return next(looks)

    monkeypatch.setattr(commands, "_status", lambda _settings: Here())
    monkeypatch.setattr(time, "sleep", seen.append)
    network.lay(made(tmp_path, 17, SETTINGS))
    with network.server:
        assert "Đã nhận" in network.look()
    assert len(seen) == 2


def test_somebody_who_never_leaves_puts_it_off(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = [0.0]

    class Here:
        in_visit = True

    monkeypatch.setattr(commands, "_status", lambda _settings: Here())
    monkeypatch.setattr(time, "sleep", lambda seconds: passed.__setitem__(0, passed[0] + seconds))
    monkeypatch.setattr(time, "monotonic", lambda: passed[0])
    network.lay(made(tmp_path, 17, SETTINGS))
    before = network.rig.files()
    with network.server:
        assert "đợi lần sau" in network.look()
    assert network.rig.files() == before
    assert len(list(network.tray.glob("edition-17.tar"))) == 1
