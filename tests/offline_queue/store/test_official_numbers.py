"""Where the portal hands out blocks, slips printed offline carry official numbers: each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.contract.dossier import DeliveryState
from offline_queue.store import official_numbers
from offline_queue.store.database import Database
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()
UNIT = "H17.99.01"


def _free(folder: Path) -> int:
    database = Database.open(folder / "queue" / "outbox.sqlite")
    with database.reading() as connection:
        return official_numbers.free(connection, UNIT)


def test_offline_slip_carries_the_number_that_the_portal_keeps(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    with PortalServer() as portal:
        with running(tmp_path, KEYS, portal, reserved_numbers=4):
            assert eventually(lambda: _free(tmp_path) == 4)
        stored = outbox.submit(submission(outbox.reserve_code()))
        assert stored.reserved_code in next(iter(portal.blocks.values()))
        with running(tmp_path, KEYS, portal, reserved_numbers=4) as (_, client):
            client.wake()
            assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)
        assert outbox.list()[0].official_code == stored.reserved_code


def test_double_tap_takes_one_number(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with database.writing() as connection:
        assert official_numbers.add(connection, UNIT, ["H17.99.01-261124-0101", "H17.99.01-261124-0102"]) == 2
    sent = submission(outbox.reserve_code())
    first, second = outbox.submit(sent), outbox.submit(sent)
    assert first.reserved_code == second.reserved_code == "H17.99.01-261124-0101"
    assert _free(tmp_path) == 1


def test_numbers_of_another_authority_are_left(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with database.writing() as connection:
        official_numbers.add(connection, "H17.99.02", ["H17.99.02-261124-0101"])
    assert outbox.submit(submission(outbox.reserve_code())).reserved_code == ""


@pytest.mark.parametrize("wrong", ["", "12", "H17.99.01-261124-0101; DROP", "TAM-DN07-0042-K"])
def test_what_is_no_number_is_not_stored(tmp_path: Path, wrong: str) -> None:
    open_outbox(tmp_path, KEYS)
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with pytest.raises(ValueError, match="no official number"), database.writing() as connection:
        official_numbers.add(connection, UNIT, ["H17.99.01-261124-0101", wrong])
    assert _free(tmp_path) == 0


def test_a_lost_answer_costs_no_block(tmp_path: Path) -> None:
    lost: list[Call] = []

    def lose(call: Call) -> Reply | None:
        if call.path.endswith("/dossiernumbers") and not lost:
            lost.append(call)
            return Reply(raw=b"{}", cut_after=0)
        return None

    open_outbox(tmp_path, KEYS)
    with PortalServer() as portal:
        portal.after = lose
        with running(tmp_path, KEYS, portal, reserved_numbers=4):
            assert eventually(lambda: _free(tmp_path) == 4)
        assert len(portal.blocks) == 1
