"""A rating of a finished dossier, at the province's address for requests (docs/decisions/029).

`GET …/ratings/{reference uid or number}` gives a token of the portal's own. The rating is posted under that
token and says neither which dossier nor who: the portal takes one for each token, and keeps no more than that
the token was used.
"""

from __future__ import annotations

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.requests import LEVELS, OF_DOSSIER, OF_OFFICIALS, RATED_ON, WORDS
from offline_queue.portal.fields import code_of
from offline_queue.portal.general_requests import RequestsEndpoint, calls_without_files
from offline_queue.portal.port import Outgoing, PortalError, SubmissionCalls
from offline_queue.portal.response_policy import Outcome


def wanted_number(answers: dict[str, str], name: str) -> int:
    """Give a level of a rating. Raises `PortalError` for what is none of its scale."""
    text, highest = answers.get(name, ""), answers.get(LEVELS, "")
    if not (text.isascii() and text.isdigit() and highest in ("3", "5") and 1 <= int(text) <= int(highest)):
        raise PortalError(Outcome.REJECTED, own_words=f"a rating whose {name} is no level of its scale")
    return int(text)


def rated_dossier(asked: Outgoing) -> str:
    """Give by what the portal finds the dossier that is rated. Raises `PortalError` where none is named."""
    target = asked.manifest.target
    if target is None:
        raise PortalError(Outcome.REJECTED, own_words="a rating of no dossier")
    return target.reference_uid or target.code


class SendRating:
    """Posts a rating under the portal's token, once a token."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def ready(self, asked: Outgoing) -> PortalRecord:
        """Find out that there is a token; nothing of it is kept."""
        self._token(asked)
        return PortalRecord(portal_id="", submitted=False)

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Post it. One that was given before is left as it is."""
        token, manifest = self._token(asked), asked.manifest
        if not token:
            return PortalRecord(portal_id="", submitted=True, status="known")
        value = {
            "levels": int(manifest.answers[LEVELS]),
            "dossier": wanted_number(manifest.answers, OF_DOSSIER),
            "officials": wanted_number(manifest.answers, OF_OFFICIALS),
            "words": manifest.answers.get(WORDS, ""),
            "day": manifest.answers.get(RATED_ON, ""),
            "kioskId": manifest.kiosk_id,
        }
        self._endpoint.transport.call(
            "POST", self._endpoint.address("ratings"), value=value, headers={"Idempotency-Key": token}
        )
        return PortalRecord(portal_id="", submitted=True, status="received")

    def _token(self, asked: Outgoing) -> str:
        """Give the token; "" where the dossier was rated, or may have been and cannot be any more."""
        wanted_number(asked.manifest.answers, OF_DOSSIER)
        wanted_number(asked.manifest.answers, OF_OFFICIALS)
        try:
            row = self._endpoint.told_of(rated_dossier(asked), "ratings")
        except PortalError as error:
            if error.outcome is Outcome.REJECTED and asked.may_be_there:
                return ""
            raise
        if row.get("used") is True:
            return ""
        token = code_of(row.get("token"))
        if not token:
            raise PortalError(Outcome.NONSENSE, own_words="no token for the rating")
        return token


def rating_calls(endpoint: RequestsEndpoint) -> SubmissionCalls:
    """Give the calls of a rating at the province's address."""
    send = SendRating(endpoint)
    return calls_without_files(send.ready, send)
