"""Files wait for their hours; records and the way back do not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from configuration.hours import read_hours
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.sending_hours import within
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        ((), "12:00", True),
        (("18:00-06:00",), "23:30", True),
        (("18:00-06:00",), "06:00", False),
        (("18:00-06:00",), "05:59", True),
        (("08:00-11:30", "13:30-17:00"), "12:00", False),
        (("08:00-11:30", "13:30-24:00"), "13:30", True),
    ],
)
def test_hours_are_vietnams(hours: tuple[str, ...], at: str, expected: bool) -> None:
    hour, minute = map(int, at.split(":"))
    moment = datetime(2026, 11, 24, (hour - 7) % 24, minute, tzinfo=UTC)
    assert within(hours, moment) is expected


@pytest.mark.parametrize("wrong", ["", "8-9", "25:00-26:00", "18:00-18:00", "20:00-24:30"])
def test_what_is_no_span(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"hours|span"):
        read_hours(wrong)


def test_the_record_goes_at_once_and_files_wait(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    later = f"{(now.hour + 7 + 3) % 24:02d}:00-{(now.hour + 7 + 4) % 24:02d}:00"
    outbox = open_outbox(tmp_path, KEYS)
    sent = submission(outbox.reserve_code())
    outbox.submit(sent)
    with PortalServer() as portal:
        with running(tmp_path, KEYS, portal, sync={"hours": (later,)}) as (_, client):
            client.wake()
            assert eventually(lambda: len(portal.dossiers) == 1)
            client.wake()
        assert portal.files[sent.manifest.reference_uid] == {}
        with running(tmp_path, KEYS, portal) as (_, client):
            client.wake()
            assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)
