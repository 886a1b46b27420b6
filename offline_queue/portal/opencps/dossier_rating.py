"""A rating of a finished dossier in an OpenCPS portal's own votings: `/postal/votings/dossier/{dossierId}`.

A voting's id is the portal's own: what is posted says neither the dossier nor who. Which of a dossier's
votings asks about the officials, and that a voting which was answered says so by `selected`, is this
project's reading (docs/domain/money-and-ratings.md).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.requests import OF_DOSSIER, OF_OFFICIALS, WORDS
from offline_queue.portal.fields import code_of
from offline_queue.portal.general_requests import calls_without_files
from offline_queue.portal.port import Outgoing, PortalError, SubmissionCalls
from offline_queue.portal.ratings import rated_dossier, wanted_number
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport

OFFICIALS = "CAN_BO"
"""`templateNo` of the voting about the officials."""


class OpencpsRateDossier:
    """Votes once in each of a dossier's votings."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def ready(self, asked: Outgoing) -> PortalRecord:
        """Find out that the dossier can be voted on; nothing of it is kept."""
        self._votings(asked)
        return PortalRecord(portal_id="", submitted=False)

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Vote where nobody has. Two votings are two calls: after a lost answer only the second is made."""
        answers = asked.manifest.answers
        for row in self._votings(asked):
            if row.get("selected"):
                continue
            officials = code_of(row.get("templateNo")) == OFFICIALS
            form = {
                "selected": str(wanted_number(answers, OF_OFFICIALS if officials else OF_DOSSIER)),
                "comment": "" if officials else answers.get(WORDS, ""),
                "email": "",
            }
            voting = quote(str(row["votingId"]), safe="")
            self._transport.call("POST", f"/postal/votings/{voting}/results", form=form)
        return PortalRecord(portal_id="", submitted=True, status="received")

    def _votings(self, asked: Outgoing) -> list[dict[str, Any]]:
        for name in (OF_DOSSIER, OF_OFFICIALS):
            wanted_number(asked.manifest.answers, name)
        wanted = rated_dossier(asked)
        found = self._transport.call("GET", f"/dossiers/{quote(wanted, safe='')}").row()
        if wanted not in (str(found.get("dossierNo") or ""), str(found.get("referenceUid") or "")):
            raise PortalError(Outcome.NONSENSE, own_words="another dossier was answered with", status=200)
        key = quote(code_of(found.get("dossierId")), safe="")
        answer = self._transport.call("GET", f"/postal/votings/dossier/{key}")
        votings = [row for row in answer.rows("votings") if row.get("votingId")]
        if not votings and not asked.may_be_there:
            raise PortalError(Outcome.REJECTED, own_words="the portal has no voting for this dossier")
        return votings


def rating_calls(transport: Transport) -> SubmissionCalls:
    """Give the calls of a rating."""
    rate = OpencpsRateDossier(transport)
    return calls_without_files(rate.ready, rate)
