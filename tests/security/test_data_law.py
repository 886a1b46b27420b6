"""Somebody asks, years later, what was agreed to; or wants what lies in the kiosk's queue deleted."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from configuration.load import load
from kiosk_app.catalogue.consent import ConsentNotice
from kiosk_app.runtime.dossier_worker import DossierContext, DossierWorker
from kiosk_app.session.steps.consent import CountRefusal
from kiosk_app.technician.__main__ import app
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import IllegalTransitionError
from offline_queue.store.database import Database
from offline_queue.store.ending import Ending, EndingReason, end
from offline_queue.store.integrity import check
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer, Reply
from tests.offline_queue.support.running import eventually, running
from tests.security.support import dossier, note_of, verified
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()


def queue_with_one(folder: Path) -> str:
    """Make a queue with one dossier; gives its reference."""
    (folder / "kiosk.toml").write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    outbox = open_outbox(folder, KEYS)
    made = submission(outbox.reserve_code())
    outbox.submit(made)
    outbox.close()
    return made.manifest.reference_uid


def kioskctl(folder: Path, *words: str) -> Result:
    """Run a command of the queue."""
    return CliRunner(env={"COLUMNS": "240"}).invoke(
        app, ["queue", *words, "--config", str(folder / "kiosk.toml")]
    )


def blobs(folder: Path) -> int:
    """How many sealed parts there are."""
    with sqlite3.connect(folder / "queue" / "outbox.sqlite") as connection:
        (count,) = connection.execute("SELECT count(*) FROM blob").fetchone()
    connection.close()
    return int(count)


def test_what_was_agreed_to_travels_with_the_dossier(tmp_path: Path) -> None:
    made = dossier(tmp_path, KEYS, verified())
    note = note_of(tmp_path, KEYS, made)
    assert f"thông báo bản {made.manifest.consent.text_version}" in note
    assert made.manifest.consent.text_sha256[:16] in note
    assert "lúc 15:30 24/11/2026" in note


def test_what_was_agreed_to_stays_when_the_parts_are_gone(tmp_path: Path) -> None:
    reference = queue_with_one(tmp_path)
    assert kioskctl(tmp_path, "erase", reference, "--yes").exit_code == 0
    shown = kioskctl(tmp_path, "show", reference).output
    assert "2026-11-24 15:30" in shown
    assert "erased" in shown
    assert MARKER not in shown


@pytest.mark.parametrize("command", ["withdraw", "erase"])
def test_the_papers_are_deleted_and_a_record_stays(tmp_path: Path, command: str) -> None:
    reference = queue_with_one(tmp_path)
    assert blobs(tmp_path) == 3
    result = kioskctl(tmp_path, command, reference, "--ground", "citizen", "--yes")
    assert result.exit_code == 0, result.output
    assert blobs(tmp_path) == 0
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    findings = check(database)
    database.close()
    assert findings.sound
    assert ": citizen" in kioskctl(tmp_path, "show", reference).output
    # A second time changes nothing.
    assert kioskctl(tmp_path, command, reference, "--yes").exit_code == 0


def test_nothing_is_deleted_without_a_word(tmp_path: Path) -> None:
    reference = queue_with_one(tmp_path)
    assert kioskctl(tmp_path, "erase", reference).exit_code != 0
    assert blobs(tmp_path) == 3


def test_a_withdrawn_dossier_is_never_sent(tmp_path: Path) -> None:
    reference = queue_with_one(tmp_path)
    assert kioskctl(tmp_path, "withdraw", reference, "--yes").exit_code == 0
    outbox = open_outbox(tmp_path, KEYS)
    other = submission(outbox.reserve_code(), seed=2)
    outbox.submit(other)
    with PortalServer() as portal, running(tmp_path, KEYS, portal):
        assert eventually(lambda: outbox.list()[1].state is DeliveryState.ACCEPTED)
        assert portal.creations == [other.manifest.reference_uid]
    assert outbox.list()[0].state is DeliveryState.PURGED
    outbox.close()


def test_one_that_the_portal_has_is_not_withdrawn_here(tmp_path: Path) -> None:
    reference = queue_with_one(tmp_path)
    outbox = open_outbox(tmp_path, KEYS)
    with PortalServer() as portal, running(tmp_path, KEYS, portal):
        assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)
    outbox.close()
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with pytest.raises(IllegalTransitionError):
        end(database, reference, Ending.WITHDRAWN, EndingReason.CITIZEN, SystemClock())
    assert (
        end(database, reference, Ending.ERASED, EndingReason.CITIZEN, SystemClock()) is DeliveryState.ACCEPTED
    )
    database.close()
    assert blobs(tmp_path) == 0


def test_a_rejected_dossier_comes_to_an_end(tmp_path: Path) -> None:
    reference = queue_with_one(tmp_path)
    outbox = open_outbox(tmp_path, KEYS)
    with PortalServer() as portal:
        portal.fault = lambda call: (
            Reply(400, {"code": 400, "message": f"Sai {MARKER}"}) if call.path.endswith("/dossiers") else None
        )
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: outbox.list()[0].state is DeliveryState.REJECTED)
    outbox.close()
    assert kioskctl(tmp_path, "return", reference, "--yes").exit_code == 0
    assert blobs(tmp_path) == 0
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM portal_words").fetchone() == (0,)
    connection.close()


def test_the_file_keeps_no_byte_of_what_was_erased(tmp_path: Path) -> None:
    reference = queue_with_one(tmp_path)
    path = tmp_path / "queue" / "outbox.sqlite"
    with sqlite3.connect(path) as connection:
        (sealed,) = connection.execute("SELECT sealed FROM blob ORDER BY part_id LIMIT 1").fetchone()
    connection.close()
    piece = bytes(sealed)[300:600]
    assert kioskctl(tmp_path, "erase", reference, "--yes").exit_code == 0
    for kept in (tmp_path / "queue").iterdir():
        if stat.S_ISREG(kept.stat().st_mode):
            assert piece not in kept.read_bytes(), kept.name


def test_the_record_names_nobody(tmp_path: Path) -> None:
    reference = queue_with_one(tmp_path)
    kioskctl(tmp_path, "erase", reference, "--yes")
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    for marker in (MARKER, PERSONAL_ID, "0900000007"):
        assert marker not in dump


def test_a_refusal_is_counted_for_the_province_and_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    outbox = open_outbox(tmp_path, KEYS)
    context = DossierContext(
        kiosk=load(tmp_path / "kiosk.toml").kiosk,
        notice=ConsentNotice("7", "Nộp hồ sơ", ()),
        wall_clock=SystemClock().now,
        new_uid=str,
        clock_doubtful=lambda: False,
        max_file_bytes=lambda: None,
        attest=lambda _uid, _ticket: "",
    )
    worker = DossierWorker(
        lambda: open_outbox(tmp_path, KEYS), context, lambda _event: None, lambda _uid: None
    )
    worker.count_refusal(CountRefusal("1.004873"))
    worker.close()
    with PortalServer() as portal:
        with running(tmp_path, KEYS, portal, facts_address=f"{portal.root}/facts"):
            # The daemon tells facts of its own as well, how far its history goes among them.
            assert eventually(lambda: len(_of_kind(portal, "consent_refused")) == 1)
        (fact,) = _of_kind(portal, "consent_refused")
    assert fact["payload"] == {"service_code": "1.004873", "notice_version": "7"}
    assert outbox.list() == []


def _of_kind(portal: PortalServer, kind: str) -> list[dict[str, Any]]:
    return [fact for fact in portal.facts.values() if fact["kind"] == kind]
