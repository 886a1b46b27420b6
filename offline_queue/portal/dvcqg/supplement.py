"""Bổ sung hồ sơ at a national portal: papers go to the province's address, while the dossier takes some.

The province knows them by their own uid: what it has already is not refused because the dossier went on.
"""

from __future__ import annotations

from dataclasses import replace

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.stages import Stage, of_number
from offline_queue.portal.dvcqg.records import DvcqgLookUp
from offline_queue.portal.general_requests import LookAtRequest, RequestsEndpoint
from offline_queue.portal.port import Outgoing, PortalError, SubmissionCalls
from offline_queue.portal.response_policy import Outcome

_OVER = frozenset(
    str(int(one))
    for one in (Stage.NOT_RECEIVED, Stage.WITHDRAWN, Stage.STOPPED, Stage.FINISHED, Stage.RETURNED)
)


def supplement_calls(
    general: SubmissionCalls, endpoint: RequestsEndpoint, look_up: DvcqgLookUp
) -> SubmissionCalls:
    """Give the calls of a supplement. `general`: those of the province's address, which is `endpoint`."""

    look = LookAtRequest(endpoint)

    def register(asked: Outgoing) -> PortalRecord:
        """Find the dossier; one that is over takes no more papers."""
        endpoint.address()
        try:
            check_dossier(asked)
        except PortalError as error:
            known = look.known(asked) if error.outcome is Outcome.REJECTED else None
            if known is None:
                raise
            return known
        return general.register(asked)

    def check_dossier(asked: Outgoing) -> None:
        target = asked.manifest.target
        if target is None:
            raise PortalError(Outcome.REJECTED, own_words="the request names no dossier")
        row = look_up.known_row(asked.target_id or target.code)
        if target.reference_uid and str(row.get("ThongTinKhac") or "") != target.reference_uid:
            raise PortalError(Outcome.REJECTED, own_words="under this number stands another dossier")
        stage = of_number(row.get("TrangThaiHoSo"))
        if stage in _OVER:
            words = f"its dossier takes no more papers ({stage})"
            raise PortalError(Outcome.REJECTED, own_words=words, status=409)

    return replace(general, register=register)
