"""Tests of `kioskctl catalogue refresh --accept`: the way out needs a person, and is written down."""

from __future__ import annotations

import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_app.servicing.checks.portal_catalogue import portal_catalogue
from kiosk_app.technician import catalogue
from kiosk_app.technician.__main__ import app
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.support.kiosk_toml import kiosk_toml

pytestmark = pytest.mark.long(
    "editions of a catalogue are compiled by commands; test_good_editions.py tries what they call"
)

UNIT = "H17.99.01"


def _fetched(path: Path, many: int, day: str) -> Path:
    header = {"unit": UNIT, "fetched_at": f"{day}T02:00:00+00:00", "listed": many}
    rows = [{"MATTHC": f"1.{number:06d}", "TENTTHC": f"Thủ tục số {number}"} for number in range(many)]
    path.write_text("\n".join(json.dumps(row) for row in (header, *rows)) + "\n", encoding="utf-8")
    return path


def _refresh(folder: Path, *words: str) -> int:
    command = ["catalogue", "refresh", "--out", str(folder / "in_use.sqlite"), *words]
    return CliRunner().invoke(app, [*command, "--config", str(folder / "kiosk.toml")]).exit_code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kiosk whose portal gave a catalogue, and then half of it."""
    monkeypatch.setattr(catalogue, "shipped_sources", lambda: ())
    keys = Keys()
    (tmp_path / "kiosk.toml").write_text(kiosk_toml(keys.recipients), encoding="utf-8")
    open_outbox(tmp_path, keys).close()
    assert _refresh(tmp_path, str(_fetched(tmp_path / "new.jsonl", 20, "2026-11-26"))) == 0
    assert _refresh(tmp_path, str(_fetched(tmp_path / "new.jsonl", 10, "2026-11-27"))) == 1
    return tmp_path


def _audited(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "queue" / "outbox.sqlite")) as connection:
        return list(connection.execute("SELECT actor, cause FROM event WHERE name = 'catalogue_accepted'"))


def test_self_test_tells_what_to_run_and_that_takes_it_and_is_audited(folder: Path) -> None:
    told = portal_catalogue(folder, folder / "in_use.sqlite")
    words = shlex.split(told.mend[told.mend.index("sudo kioskctl catalogue refresh ") :])[4:]
    assert _audited(folder) == []
    assert _refresh(folder, *words) == 0
    assert {(actor, cause.partition(":")[0]) for actor, cause in _audited(folder)} == {("technician", "half")}
    assert not list(folder.glob("*.refused-*"))
    assert portal_catalogue(folder, folder / "in_use.sqlite").figures == {}


def test_without_a_queue_to_write_it_down_nothing_is_taken(folder: Path) -> None:
    before = (folder / "in_use.sqlite").read_bytes()
    for path in (folder / "queue").glob("outbox.sqlite*"):
        path.unlink()
    refused = folder / "new.jsonl.refused-half"
    assert _refresh(folder, "--accept", "half", str(refused)) == 1
    assert (folder / "in_use.sqlite").read_bytes() == before
    assert refused.exists()


@pytest.mark.parametrize("reason", ["unsigned", "unreadable"])
def test_nobody_accepts_a_fact(folder: Path, reason: str) -> None:
    refused = folder / f"new.jsonl.refused-{reason}"
    refused.touch()
    assert _refresh(folder, "--accept", reason, str(refused)) != 0
    (folder / "new.jsonl.refused-half").unlink()
    assert "--accept" not in portal_catalogue(folder, folder / "in_use.sqlite").mend
