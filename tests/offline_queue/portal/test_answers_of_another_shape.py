"""What should be a list and is none is no empty list: nothing follows from it, and it is asked again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import pytest

from offline_queue.contract.dossier import SubmissionKind
from offline_queue.portal.opencps.bookings import OpencpsQueue, OpencpsSendQueueTicket
from offline_queue.portal.opencps.dossier_rating import OpencpsRateDossier
from offline_queue.portal.opencps.ratings import OpencpsSendRating
from offline_queue.portal.port import Fact, Outgoing, PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import PortalAnswer, Transport
from tests.offline_queue.support.requests import request

OTHER: tuple[Any, ...] = (
    {"message": "maintenance"},
    {"data": {"message": "maintenance"}},
    {"total": 1, "data": None},
    {"total": 0, "data": {"message": "maintenance"}},
    "OK",
    None,
    ["OK"],
    [[]],
)
TICKET = {
    "number": "A012",
    "day": "2026-11-24",
    "kiosk_id": "DN07",
    "issued_at": "2026-11-24T09:00:00+07:00",
    "letter": "A",
}


@dataclass
class Portal:
    """Answers every list with the same words; keeps what is written."""

    value: Any
    written: list[str] = field(default_factory=list)

    def call(self, method: str, path: str, **_more: object) -> PortalAnswer:
        """Answer; the only object that is no list is the dossier that was asked for."""
        if method == "POST":
            self.written.append(path)
        kind, _, key = path.rpartition("/")
        value = {"dossierId": "7", "dossierNo": key} if kind == "/dossiers" else self.value
        return PortalAnswer(200, value, {})


def _asked(value: Any, call: str) -> list[str]:
    portal = Portal(value)
    transport = cast(Transport, portal)
    match call:
        case "book":
            OpencpsSendQueueTicket(transport)(Fact("u1", "queue_tickets", TICKET))
        case "queue":
            OpencpsQueue(transport)(date(2026, 11, 24))
        case "rate":
            OpencpsSendRating(transport)(Fact("u1", "rating", {"service_code": "1.004873", "stars": 5}))
        case "rate a dossier":
            rating = request(SubmissionKind.RATING, "TAM-DN07-0042-K")
            OpencpsRateDossier(transport)(Outgoing(rating.manifest, ""))
    return portal.written


@pytest.mark.parametrize("call", ["book", "queue", "rate", "rate a dossier"])
@pytest.mark.parametrize("value", OTHER)
def test_another_shape_is_nonsense(value: Any, call: str) -> None:
    with pytest.raises(PortalError) as caught:
        _asked(value, call)
    assert caught.value.outcome is Outcome.NONSENSE


EMPTY: tuple[Any, ...] = (
    [],
    {"data": []},
    {"total": 0},
    {"total": 0, "data": []},
    {"total": 0, "data": None},
    {"total": "0"},
)


@pytest.mark.parametrize("value", EMPTY)
def test_an_empty_list_is_one(value: Any) -> None:
    assert _asked(value, "book") == ["/bookings"]
    for call in ("rate", "rate a dossier"):
        with pytest.raises(PortalError) as caught:
            _asked(value, call)
        assert caught.value.outcome is Outcome.REJECTED
