"""Services that are due to a person, as the province tells them (docs/decisions/035)."""

from __future__ import annotations

from collections.abc import Iterator

from offline_queue.contract.portal_record import DueService
from offline_queue.portal.dates import date_of
from offline_queue.portal.fields import code_of, plain
from offline_queue.portal.general_requests import RequestsEndpoint
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

MOST = 8
"""More than that nobody reads at a counter; the portal sends the most urgent ones first."""
_MOST_ANSWERS = 12
_LONGEST = 120
"""Letters of an answer. A longer one is asked for on the screen: nothing is cut."""


class ListDueServices:
    """`POST …/due`. The person stands in the body: addresses go into the records of many machines."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: str) -> tuple[DueService, ...]:
        """Give what is due to the person with this id; nothing where the province has no such address."""
        try:
            address = self._endpoint.address("due")
            row = self._endpoint.transport.call("POST", address, value={"idNo": asked}).row()
        except PortalError as error:
            if error.outcome is Outcome.REJECTED:
                return ()
            raise
        if row.get("idNo") != asked:
            raise PortalError(Outcome.NONSENSE, own_words="told of another person, or of none", status=200)
        return tuple(_services(row.get("data")))[:MOST]


def _services(rows: object) -> Iterator[DueService]:
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        uid, code = code_of(row.get("uid")), code_of(row.get("serviceCode"))
        title = plain(row.get("title"), 150)
        if uid and code and title:
            yield DueService(
                uid=uid,
                service_code=code,
                title=title,
                reason=plain(row.get("reason"), 300),
                place=plain(row.get("authorityName"), 150),
                due_at=date_of(row.get("dueDate")),
                answers=_answers(row.get("fields")),
            )


def _answers(told: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, dict):
        return ()
    read = ((code_of(key), plain(value, _LONGEST + 1)) for key, value in told.items())
    kept = [(key, value) for key, value in read if key and value and len(value) <= _LONGEST]
    return tuple(kept[:_MOST_ANSWERS])
