"""A dossier for an authority that was merged goes to its successor, and everybody is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.contract.dossier import DeliveryState
from offline_queue.delivery.sender import succession, successor_of
from offline_queue.store import official_numbers
from offline_queue.store.database import Database
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()


def test_readdressed(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with database.writing() as connection:
        official_numbers.add(connection, "H17.99.01", ["H17.99.01-261124-0101"])
    sent = submission(outbox.reserve_code())
    uid = sent.manifest.reference_uid
    outbox.submit(sent)
    successors = {"H17.99.01": "H17.99.03"}
    with (
        PortalServer() as portal,
        running(tmp_path, KEYS, portal, queue={"successors": successors}) as (_, client),
    ):
        client.wake()
        assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)
        row = portal.dossiers[uid]
    assert row["govAgencyCode"] == "H17.99.03"
    assert "H17.99.01" in row["applicantNote"]
    assert "H17.99.01-261124-0101" in row["applicantNote"]
    assert row["dossierNo"] != "H17.99.01-261124-0101"
    record = outbox.show(uid)
    assert record.readdressed_to == "H17.99.03"
    assert "readdressed" in [event.name for event in record.events]


@pytest.mark.parametrize(
    ("mergers", "expected"),
    [
        ({}, "A"),
        ({"A": "B"}, "B"),
        ({"A": "B", "B": "C"}, "C"),
        ({"A": "B", "B": "A"}, "B"),
        ({"A": "A"}, "A"),
    ],
)
def test_chains_and_circles(mergers: dict[str, str], expected: str) -> None:
    assert successor_of("A", mergers) == expected


def test_a_succession_holds_all_that_stood_in_and_ends() -> None:
    assert succession("A", {"A": "B", "B": "C"}) == ["A", "B", "C"]
    assert succession("A", {"A": "B", "B": "A"}) == ["A", "B"]
    assert succession("A", {"B": "C"}) == ["A"]
