"""Where a record is known by its official number alone, there is one before the first call, and only one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import IllegalTransitionError
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.store import schema
from offline_queue.store.code_renewal import give_number, renew_code
from offline_queue.store.database import Database
from offline_queue.store.outbox import Outbox
from offline_queue.store.retry import retry
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()
NUMBER = "H17.99.01-261124-0777"


@contextmanager
def _daemon(folder: Path, portal: PortalServer) -> Iterator[GatewayClient]:
    national = f"{portal.root}/national"
    store = f"{national}/store"
    with running(folder, KEYS, portal, kind="dvcqg", address=national, file_address=store) as (_, client):
        client.wake()
        yield client


def _only(outbox: Outbox) -> DeliveryState:
    return outbox.list()[0].state


def test_a_number_is_asked_for_and_the_provisional_code_is_not_sent(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    stored = outbox.submit(submission(outbox.reserve_code()))
    with PortalServer() as portal, _daemon(tmp_path, portal):
        assert eventually(lambda: _only(outbox) is DeliveryState.ACCEPTED)
    (number,) = portal.national.rows
    assert outbox.list()[0].official_code == number
    sent = [call.json["data"][0]["MaHoSo"] for call in portal.calls if b"DongBoHoSoMC" in call.body]
    assert set(sent) == {number}
    assert stored.provisional_code in portal.national.rows[number]["GhiChu"]


def test_a_lost_answer_costs_no_number(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    lost: list[Call] = []

    def lose(call: Call) -> Reply | None:
        if b"CapSoHoSo" not in call.body or len(lost) >= 3:
            return None
        lost.append(call)
        return Reply(200, {}, cut_after=0)

    with PortalServer() as portal:
        portal.after = lose
        with _daemon(tmp_path, portal):
            assert eventually(lambda: _only(outbox) is DeliveryState.ACCEPTED)
    assert len(lost) == 3
    assert len(portal.national.blocks) == len(portal.national.rows) == 1


def test_without_numbers_it_waits_and_says_so_and_staff_may_give_one(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    uid = outbox.submit(submission(outbox.reserve_code())).reference_uid
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with PortalServer() as portal:
        portal.national.hands_out_none = True
        with _daemon(tmp_path, portal) as client:
            assert eventually(lambda: outbox.list()[0].reason.startswith("no_number"))
            assert portal.national.rows == {}
            assert eventually(lambda: _only(outbox) is DeliveryState.WAITING)
            with pytest.raises(IllegalTransitionError):
                give_number(database, uid, "TAM-DN07-0042-K", SystemClock())
            assert eventually(lambda: _numbered(database, uid))
            retry(database, uid, SystemClock())
            client.wake(by_hand=True)
            assert eventually(lambda: _only(outbox) is DeliveryState.ACCEPTED)
    assert list(portal.national.rows) == [NUMBER]
    other = outbox.submit(submission(outbox.reserve_code(), seed=2)).reference_uid
    with pytest.raises(IllegalTransitionError):
        give_number(database, other, NUMBER, SystemClock())


def _numbered(database: Database, uid: str) -> bool:
    try:
        give_number(database, uid, NUMBER, SystemClock())
    except IllegalTransitionError:
        # The daemon tries it at this very moment.
        return False
    return True


def test_a_number_of_another_dossier_is_replaced_when_staff_renew_the_code(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    uid = outbox.submit(submission(outbox.reserve_code())).reference_uid
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with PortalServer() as portal:
        taken = "H17.99.01-261124-0001"
        portal.national.rows[taken] = {"MaHoSo": taken, "ThongTinKhac": "somebody else's"}
        with _daemon(tmp_path, portal) as client:
            assert eventually(lambda: _only(outbox) is DeliveryState.REJECTED)
            retry(database, renew_code(database, uid, "DN07", SystemClock()), SystemClock())
            client.wake(by_hand=True)
            assert eventually(lambda: _only(outbox) is DeliveryState.ACCEPTED)
    assert portal.national.rows[taken]["ThongTinKhac"] == "somebody else's"
    assert len(portal.national.rows) == 2


def test_what_was_begun_under_a_provisional_code_stays_one_record(tmp_path: Path) -> None:
    """A version before may have had its first call answered into the void."""
    outbox = open_outbox(tmp_path, KEYS)
    code = outbox.submit(submission(outbox.reserve_code())).provisional_code
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with database.writing() as connection:
        connection.execute("UPDATE dossier SET sent_portal = 'dvcqg', sent_authority = 'H17.99.01'")
        for statement in schema.MIGRATIONS[4].strip().split(";"):
            connection.execute(statement)
        (number,) = connection.execute("SELECT sent_number FROM dossier").fetchone()
    assert number == code
