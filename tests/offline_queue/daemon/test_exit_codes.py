"""What the daemon cannot run with ends it with exit code 2 and one line, before it touches anything."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import pyrage
import pytest

from configuration.load import load
from offline_queue.__main__ import EXIT_CONFIGURATION, EXIT_FAILED, main
from offline_queue.store import schema
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.support.kiosk_toml import kiosk_toml, write_credentials

KEYS = Keys()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(
        kiosk_toml(KEYS.recipients, {"portal": {"credentials": "credentials"}, "sync": {}}), encoding="utf-8"
    )
    write_credentials(tmp_path / "credentials", str(KEYS.sync))
    open_outbox(tmp_path, KEYS).close()
    return path


def _told(config: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Give the one line with which the daemon ends."""
    assert main(["--config", str(config)]) == EXIT_CONFIGURATION
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("kiosk-sync: ")
    assert str(KEYS.sync) not in line
    return line


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "DN07"', 'id = "DNO7"', ("kiosk.id", "DNO7")),
        ("[sync]", '[sync]\nhours = ["9-5"]', ("sync.hours", "HH:MM-HH:MM")),
        ("[sync]", "[sync]\nspeed = 3", ("sync.speed",)),
        ("https://portal.example/o", "http://portal.example/o", ("portal.address", "https://")),
        ("[sync]", "[sync", ("not valid TOML",)),
    ],
)
def test_configuration(
    config: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: tuple[str, ...]
) -> None:
    config.write_text(config.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    line = _told(config, capsys)
    assert line.startswith(f"kiosk-sync: {config}: ")
    assert [word for word in words if word not in line] == []


def test_a_recipient_that_is_no_key(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The configuration is named, not `sync.key`, which is right."""
    key = KEYS.recipients[0]
    config.write_text(config.read_text(encoding="utf-8").replace(key, key[:-1]), encoding="utf-8")
    line = _told(config, capsys)
    assert line.startswith(f"kiosk-sync: {config}: queue.recipients.0 = '{key[:-1]}': ")
    assert "an age public key is expected" in line
    assert "sync.key" not in line


def test_a_secret_key_among_the_recipients_is_not_repeated(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = config.read_text(encoding="utf-8").replace(KEYS.recipients[0], str(KEYS.sync))
    config.write_text(text, encoding="utf-8")
    line = _told(config, capsys)
    assert "queue.recipients.0 = a secret key, not shown: " in line
    assert str(KEYS.sync) not in line


def test_no_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "none.toml: no such file" in _told(tmp_path / "none.toml", capsys)


def test_no_key(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (config.parent / "credentials" / "sync.key").unlink()
    assert "sync.key: the sync key cannot be read" in _told(config, capsys)


@pytest.mark.parametrize("text", ["", "rubbish", "AGE-SECRET-KEY-1XXXX"])
def test_a_key_that_is_none(config: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (config.parent / "credentials" / "sync.key").write_text(text)
    line = _told(config, capsys)
    assert f"{config.parent / 'credentials' / 'sync.key'}: " in line
    assert "XXXX" not in line


def test_the_key_of_another_kiosk(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = pyrage.x25519.Identity.generate()
    (config.parent / "credentials" / "sync.key").write_text(str(other))
    assert "sync.key: its public key is none of queue.recipients" in _told(config, capsys)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('ca_file = "ca.pem"', ("portal.ca_file", "ca.pem", "No such file")),
        ('ca_file = "kiosk.toml"', ("portal.ca_file", "PEM")),
        ('client_certificate = "kiosk.toml"', ("portal.client_certificate", "PEM")),
        ('client_key = "kiosk.key"', ("portal.client_key", "client_certificate is not set")),
    ],
)
def test_certificates_that_are_none(
    config: Path, capsys: pytest.CaptureFixture[str], lines: str, words: tuple[str, ...]
) -> None:
    """Found at the start: later they would look like a portal that is away."""
    text = config.read_text(encoding="utf-8").replace("[scanner]", f"{lines}\n[scanner]")
    config.write_text(text, encoding="utf-8")
    line = _told(config, capsys)
    assert [word for word in words if word not in line] == []


def test_a_newer_queue(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = config.parent / "queue" / "outbox.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    assert "outbox.sqlite: written by a newer program" in _told(config, capsys)


def test_a_damaged_queue(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = config.parent / "queue" / "outbox.sqlite"
    path.write_bytes(b"rubbish" * 1000)
    assert (
        "outbox.sqlite: SQLite finds the queue damaged (file is not a database); it is left as it is"
        in _told(config, capsys)
    )
    assert path.read_bytes() == b"rubbish" * 1000


def _failed(config: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Give the one line with which the daemon ends when starting again may help."""
    assert main(["--config", str(config)]) == EXIT_FAILED
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("kiosk-sync: ")
    return line


def test_a_port_that_another_program_has_is_named_and_costs_no_room(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was told as a full disk, the room was given away, and the line named the daemon's own socket."""
    room = config.parent / "queue" / "outbox.sqlite.room"
    room.write_bytes(bytes(1_000))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        text = config.read_text(encoding="utf-8").replace("[sync]", f"[sync]\nmetrics_port = {port}")
        config.write_text(text, encoding="utf-8")
        assert str(port) in _failed(config, capsys)
    assert room.stat().st_size == 1_000


def test_a_record_of_codes_that_cannot_be_read_is_named(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private = load(config).queue.private_folder
    private.mkdir(parents=True, exist_ok=True)
    (private / "codes.sqlite").write_bytes(b"rubbish" * 1000)
    assert "codes.sqlite: the record of codes cannot be used" in _failed(config, capsys)
