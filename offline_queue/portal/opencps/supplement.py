"""Papers that the authority asked for, at an OpenCPS portal: into the dossier, then handed in again."""

from __future__ import annotations

from urllib.parse import quote

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.requests import ASKED, digest_of_words
from offline_queue.portal.opencps.files import OpencpsListFiles, OpencpsSendFile
from offline_queue.portal.opencps.target import OpencpsTarget, status_of
from offline_queue.portal.port import Outgoing, PortalError, SubmissionCalls
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport

_WAITING = "waiting"
_OVER = frozenset({"denied", "unresolved", "cancelling", "cancelled", "done", "pausing"})


class OpencpsSubmitSupplement:
    """`POST /dossiers/{id}/submitting` of a dossier that waits for papers.

    The call carries no key: when its answer was lost and the authority has asked for something else
    meanwhile, it is not made again, for that would answer the new question.
    """

    def __init__(self, transport: Transport, target: OpencpsTarget) -> None:
        self._transport = transport
        self._target = target

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Hand the papers in."""
        row = self._target.row(asked)
        if status_of(row) == _WAITING and not _other_question(asked, str(row.get("lastActionNote") or "")):
            path = f"/dossiers/{quote(asked.portal_id, safe='')}/submitting"
            self._transport.call("POST", path, form={})
        return PortalRecord(portal_id=asked.portal_id, submitted=True, status="supplemented")


def _other_question(asked: Outgoing, words: str) -> bool:
    seen = asked.manifest.answers.get(ASKED, "")
    return bool(seen) and seen != digest_of_words(words)


def supplement_calls(
    transport: Transport, target: OpencpsTarget, list_files: OpencpsListFiles, send_file: OpencpsSendFile
) -> SubmissionCalls:
    """Give the calls of a supplement."""

    def check(asked: Outgoing) -> PortalRecord:
        """Only whose dossier it is: what was handed in already is not refused because it is decided now."""
        return PortalRecord(portal_id=target.id_of(target.row(asked)), submitted=False)

    def ready(asked: Outgoing) -> PortalRecord:
        """Find the dossier; one that is over takes no more papers."""
        row = target.row(asked)
        if status_of(row) in _OVER and not asked.may_be_there:
            raise PortalError(
                Outcome.REJECTED, own_words=f"its dossier takes no more papers ({status_of(row)})", status=409
            )
        return PortalRecord(portal_id=target.id_of(row), submitted=False)

    return SubmissionCalls(
        register=ready,
        check=check,
        list_files=list_files,
        send_file=send_file,
        submit=OpencpsSubmitSupplement(transport, target),
    )
