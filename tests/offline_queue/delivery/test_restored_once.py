"""A backup is put back after its dossier moved on: one record at the portal, none that was withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.store.backup import write_copy
from offline_queue.store.code_renewal import give_number, renew_code
from offline_queue.store.database import Database
from offline_queue.store.ending import Ending, EndingReason, end
from offline_queue.store.outbox import Outbox
from offline_queue.store.restore import DoubtfulDossiersError, restore
from offline_queue.store.retry import retry
from tests.offline_queue.delivery.test_numbered_portal import KEYS, NUMBER, _daemon, _only
from tests.offline_queue.support.dossiers import open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually

QUEUE = Path("queue") / "outbox.sqlite"


def _backed_up(folder: Path) -> tuple[Outbox, Database, str]:
    outbox = open_outbox(folder, KEYS)
    uid = outbox.submit(submission(outbox.reserve_code())).reference_uid
    database = Database.open(folder / QUEUE)
    write_copy(database, folder / "copy.sqlite", through=database.connection)
    return outbox, database, uid


def _restore(folder: Path, again: int | None = None) -> None:
    with (folder / "copy.sqlite").open("rb") as backup:
        restore(backup, folder / QUEUE, "DN07", None, datetime.now(UTC), accepted_again=again)


@pytest.mark.parametrize("ending", [Ending.WITHDRAWN, Ending.ERASED])
def test_what_the_citizen_took_back_is_not_handed_in(tmp_path: Path, ending: Ending) -> None:
    outbox, database, uid = _backed_up(tmp_path)
    end(database, uid, ending, EndingReason.CITIZEN, SystemClock())
    outbox.close()
    database.close()
    _restore(tmp_path)
    outbox = open_outbox(tmp_path, KEYS)
    other = outbox.submit(submission(outbox.reserve_code(), seed=2)).reference_uid
    with PortalServer() as portal, _daemon(tmp_path, portal):
        assert eventually(lambda: outbox.list()[1].state is DeliveryState.ACCEPTED)
        assert len(portal.national.rows) == 1
    assert [one.state for one in outbox.list() if one.reference_uid != other] == [DeliveryState.PURGED]
    outbox.close()


def _delivered(folder: Path, portal: PortalServer, how: str) -> None:
    """Deliver a dossier after its backup: as it was, by a renewed code, or by a number that staff gave."""
    outbox, database, uid = _backed_up(folder)
    if how == "renewed":
        renew_code(database, uid, "DN07", SystemClock())
    if how == "given":
        portal.national.hands_out_none = True
        with _daemon(folder, portal):
            assert eventually(lambda: outbox.list()[0].reason.startswith("no_number"))
        give_number(database, uid, NUMBER, SystemClock())
        retry(database, uid, SystemClock())
    with _daemon(folder, portal):
        assert eventually(lambda: _only(outbox) is DeliveryState.ACCEPTED)
    outbox.close()
    database.close()
    portal.national.hands_out_none = False


@pytest.mark.parametrize("how", ["plain", "renewed", "given"])
def test_a_delivered_dossier_stands_once_at_the_portal(tmp_path: Path, how: str) -> None:
    with PortalServer() as portal:
        _delivered(tmp_path, portal, how)
        first = set(portal.national.rows)
        _restore(tmp_path)
        outbox = open_outbox(tmp_path, KEYS)
        other = outbox.submit(submission(outbox.reserve_code(), seed=2))
        with _daemon(tmp_path, portal):
            assert eventually(lambda: outbox.list()[1].state is DeliveryState.ACCEPTED)
        assert _only(outbox) is DeliveryState.ACCEPTED
        assert {outbox.list()[0].official_code} == first
        assert len(portal.national.rows) == 2, other
        outbox.close()


@pytest.mark.expects_errors("the daemon tells of a history that is older than the one it saw")
@pytest.mark.parametrize("how", ["plain", "renewed", "given"])
def test_where_nobody_knows_it_is_asked(tmp_path: Path, how: str) -> None:
    """The standing queue is gone: delivery by its old number is recognised, by another one it is not."""
    with PortalServer() as portal:
        _delivered(tmp_path, portal, how)
        (tmp_path / QUEUE).write_bytes(b"not a queue " * 5_000)
        with pytest.raises(DoubtfulDossiersError, match="--resend 1"):
            _restore(tmp_path)
        _restore(tmp_path, 1)
        outbox = open_outbox(tmp_path, KEYS)
        with _daemon(tmp_path, portal):
            assert eventually(lambda: _only(outbox) is DeliveryState.ACCEPTED)
        # What the sentence of `--resend` warns of, and no more.
        assert len(portal.national.rows) == (1 if how == "plain" else 2)
        outbox.close()
