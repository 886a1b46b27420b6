"""Records of the national portal: `TraCuuHoSo`, `DongBoHoSoMC`, `CapNhatTienDoHoSoMC`."""

from __future__ import annotations

import contextlib
from http import HTTPStatus
from typing import Any

from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.stages import Stage, of_number
from offline_queue.portal.dvcqg.files import StoredFiles
from offline_queue.portal.dvcqg.session import DvcqgSession, KnownAlreadyError
from offline_queue.portal.dvcqg.wire import dossier_row, number_of, record_of, step_row
from offline_queue.portal.port import Outgoing, PortalError, RecordKey
from offline_queue.portal.response_policy import Outcome

_NOT_FOUND = ("không tìm thấy", "không tồn tại")


class DvcqgLookUp:
    """`TraCuuHoSo`."""

    def __init__(self, session: DvcqgSession) -> None:
        self._session = session

    def __call__(self, asked: RecordKey) -> PortalRecord:
        """Give the record; it must carry the reference uid."""
        row = self.known_row(asked.portal_id)
        check_owner(row, asked.reference_uid)
        return record_of(row, asked.portal_id)

    def known_row(self, number: str) -> dict[str, Any]:
        """Give the row of that number as it is. Raises `PortalError`, `gone` for none."""
        row = self.row(number)
        if row is None:
            raise PortalError(
                Outcome.REJECTED, "the portal does not know the dossier", status=HTTPStatus.NOT_FOUND
            )
        return row

    def row(self, number: str) -> dict[str, Any] | None:
        """Give the row of that number as it is, None when the portal has none."""
        try:
            answer = self._session.read("TraCuuHoSo", mahoso=number)
        except PortalError as error:
            if error.outcome is Outcome.REJECTED and any(word in error.text.lower() for word in _NOT_FOUND):
                return None
            raise
        rows = answer.get("data", answer.get("result"))
        if isinstance(rows, dict):
            rows = [rows]
        if rows is None or rows == []:
            return None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PortalError(Outcome.NONSENSE, "TraCuuHoSo gave no list of dossiers")
        for row in rows:
            if str(row.get("MaHoSo", "")) == number:
                return dict(row)
        raise PortalError(Outcome.NONSENSE, "the portal answered with another dossier")


class DvcqgRegister:
    """`TraCuuHoSo`, then `DongBoHoSoMC` as new; without files, in state 1."""

    def __init__(self, session: DvcqgSession, look_up: DvcqgLookUp) -> None:
        self._session = session
        self._look_up = look_up

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Give the record. Where another dossier has the number, staff give this one a new code."""
        number = number_of(asked)
        known = self._look_up.row(number)
        if known is None:
            row = dossier_row(asked, number, {}, Stage.REGISTERED)
            try:
                self._session.write("DongBoHoSoMC", isUpdating="False", data=[row])
            except KnownAlreadyError:
                # The answer to an earlier attempt was lost on the way.
                known = self._look_up.row(number)
        if known is not None and _owner_of(known) != asked.manifest.reference_uid:
            raise PortalError(Outcome.NUMBER_TAKEN, "mã hồ sơ đã được dùng cho hồ sơ khác", status=409)
        return PortalRecord(portal_id=number, submitted=False, stage=str(int(Stage.REGISTERED)))


class DvcqgSubmit:
    """`DongBoHoSoMC` as an update with the files' addresses, then the step that hands it in."""

    def __init__(self, session: DvcqgSession, look_up: DvcqgLookUp, files: StoredFiles) -> None:
        self._session = session
        self._look_up = look_up
        self._files = files

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Give the record after handing in."""
        number = number_of(asked)
        addresses = {uid: address for uid, (address, _) in self._files.of(asked).items()}
        row = dossier_row(asked, number, addresses, Stage.REGISTERED)
        found = self._look_up.known_row(number)
        check_owner(found, asked.manifest.reference_uid)
        # A dossier that the authority works on already must not be set back to its first state.
        if of_number(found.get("TrangThaiHoSo")) in {"", str(int(Stage.REGISTERED))}:
            # A portal that has the step from an attempt whose answer was lost may say that it exists already.
            with contextlib.suppress(KnownAlreadyError):
                self._session.write("DongBoHoSoMC", isUpdating="True", data=[row])
            with contextlib.suppress(KnownAlreadyError):
                self._session.write("CapNhatTienDoHoSoMC", data=[step_row(asked, number)])
        return self._look_up(RecordKey(number, asked.manifest.reference_uid))


def _owner_of(row: dict[str, Any]) -> str:
    return str(row.get("ThongTinKhac") or "")


def check_owner(row: dict[str, Any], reference_uid: str) -> None:
    """Find out a record that another dossier has now: nothing of this one may be written over it."""
    if _owner_of(row) != reference_uid:
        raise PortalError(Outcome.FOREIGN_RECORD, "the portal answered with another dossier")
