"""Rút hồ sơ at the national portal: a step of state 7, once."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.stages import Stage, of_number
from offline_queue.portal.dvcqg.records import DvcqgLookUp
from offline_queue.portal.dvcqg.session import DvcqgSession, KnownAlreadyError
from offline_queue.portal.dvcqg.wire import step_row
from offline_queue.portal.general_requests import calls_without_files
from offline_queue.portal.port import Outgoing, PortalError, SubmissionCalls
from offline_queue.portal.response_policy import Outcome

_OVER = frozenset(
    str(int(one)) for one in (Stage.NOT_RECEIVED, Stage.STOPPED, Stage.FINISHED, Stage.RETURNED)
)


class DvcqgWithdraw:
    """`CapNhatTienDoHoSoMC` with `TrangThai` 7 (docs/domain/portal.md#codes)."""

    def __init__(self, session: DvcqgSession, look_up: DvcqgLookUp) -> None:
        self._session = session
        self._look_up = look_up

    def ready(self, asked: Outgoing) -> PortalRecord:
        """Find the dossier; one that is decided cannot be withdrawn."""
        number, stage = self._look(asked)
        if stage in _OVER and not asked.may_be_there:
            raise PortalError(Outcome.REJECTED, own_words=f"its dossier is decided ({stage})", status=409)
        return PortalRecord(portal_id=number, submitted=False)

    def check(self, asked: Outgoing) -> PortalRecord:
        """Only whose dossier it is: what was asked for already is not refused because it was done."""
        number, _ = self._look(asked)
        return PortalRecord(portal_id=number, submitted=False)

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Ask for it."""
        number, stage = self._look(asked)
        if stage in _OVER:
            # Asked for by a try whose answer was lost, and decided since; else it is refused.
            return replace(self.ready(asked), submitted=True, status=stage)
        withdrawn = str(int(Stage.WITHDRAWN))
        if stage != withdrawn:
            row = {
                **step_row(asked, number),
                "NoiDungXuLy": "Công dân yêu cầu rút hồ sơ tại kiosk",
                "TrangThai": withdrawn,
            }
            with contextlib.suppress(KnownAlreadyError):
                self._session.write("CapNhatTienDoHoSoMC", data=[row])
        return PortalRecord(portal_id=number, submitted=True, status=withdrawn)

    def _look(self, asked: Outgoing) -> tuple[str, str]:
        target = asked.manifest.target
        if target is None:
            raise PortalError(Outcome.REJECTED, own_words="the request names no dossier")
        number = asked.portal_id or asked.target_id or target.code
        row = self._look_up.known_row(number)
        if target.reference_uid and str(row.get("ThongTinKhac") or "") != target.reference_uid:
            raise PortalError(Outcome.REJECTED, own_words="under this number stands another dossier")
        owner = str(row.get("SoGiayToChuHoSo") or "")
        people = {asked.manifest.owner.personal_id, asked.manifest.applicant.personal_id}
        if owner and owner not in people:
            raise PortalError(Outcome.REJECTED, own_words="the dossier is somebody else's")
        return number, of_number(row.get("TrangThaiHoSo"))


def withdrawal_calls(session: DvcqgSession, look_up: DvcqgLookUp) -> SubmissionCalls:
    """Give the calls of a withdrawal."""
    withdraw = DvcqgWithdraw(session, look_up)
    return calls_without_files(withdraw.ready, withdraw, withdraw.check)
