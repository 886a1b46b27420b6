"""Rút hồ sơ at an OpenCPS portal: one call, after looking whether there is anything to withdraw."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.portal.general_requests import calls_without_files
from offline_queue.portal.opencps.records import known_already
from offline_queue.portal.opencps.target import OpencpsTarget, status_of
from offline_queue.portal.port import Outgoing, PortalError, SubmissionCalls
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport

_ASKED_BEFORE = frozenset({"cancelling", "cancelled"})
_OVER = frozenset({"denied", "unresolved", "releasing", "done"})


class OpencpsWithdraw:
    """`POST /dossiers/{id}/cancelling`; a dossier that is being withdrawn already is left as it is."""

    def __init__(self, transport: Transport, target: OpencpsTarget) -> None:
        self._transport = transport
        self._target = target

    def ready(self, asked: Outgoing) -> PortalRecord:
        """Find the dossier; one that is decided cannot be withdrawn."""
        row = self._target.row(asked)
        if status_of(row) in _OVER and not asked.may_be_there:
            raise PortalError(
                Outcome.REJECTED, own_words=f"its dossier is decided ({status_of(row)})", status=409
            )
        return PortalRecord(portal_id=self._target.id_of(row), submitted=False)

    def check(self, asked: Outgoing) -> PortalRecord:
        """Only whose dossier it is: what was asked for already is not refused because it was done."""
        return PortalRecord(portal_id=self._target.id_of(self._target.row(asked)), submitted=False)

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Ask for it."""
        row = self._target.row(asked)
        if status_of(row) in _OVER:
            # Asked for by a try whose answer was lost, and decided since; else it is refused.
            return replace(self.ready(asked), submitted=True, status=status_of(row))
        if status_of(row) not in _ASKED_BEFORE:
            path = f"/dossiers/{quote(asked.portal_id, safe='')}/cancelling"
            form = {"referenceUid": asked.manifest.reference_uid, "applicantNote": asked.note}
            try:
                self._transport.call("POST", path, form=form)
            except PortalError as error:
                # A portal may show nothing of it before its officer agrees, and refuse the repeated one.
                if not (asked.may_be_there and known_already(error)):
                    raise
        return PortalRecord(portal_id=asked.portal_id, submitted=True, status="cancelling")


def withdrawal_calls(transport: Transport, target: OpencpsTarget) -> SubmissionCalls:
    """Give the calls of a withdrawal."""
    withdraw = OpencpsWithdraw(transport, target)
    return calls_without_files(withdraw.ready, withdraw, withdraw.check)
