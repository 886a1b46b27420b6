"""Dossiers of the national portal by number, and by person."""

from __future__ import annotations

from typing import Any

from offline_queue.contract.portal_record import FoundDossier
from offline_queue.portal.dvcqg.records import DvcqgLookUp
from offline_queue.portal.dvcqg.session import DvcqgSession
from offline_queue.portal.dvcqg.wire import record_of
from offline_queue.portal.fields import code_of, plain
from offline_queue.portal.one_person import of_person
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

_MOST = 200


class DvcqgFind:
    """`TraCuuHoSo`."""

    def __init__(self, look_up: DvcqgLookUp) -> None:
        self._look_up = look_up

    def __call__(self, asked: str) -> FoundDossier:
        """Give it. Raises `PortalError`, `gone` for none."""
        return _found(self._look_up.known_row(asked), asked)


class DvcqgMine:
    """`TraCuuHoSo` by `soGiayTo`: an addition of this project that a portal may lack."""

    def __init__(self, session: DvcqgSession) -> None:
        self._session = session

    def __call__(self, asked: str) -> tuple[FoundDossier, ...]:
        """Give those of which the row itself says that they are this person's."""
        rows = self._session.read("TraCuuHoSo", soGiayTo=asked).get("data")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PortalError(Outcome.NONSENSE, "TraCuuHoSo gave no list of dossiers", status=200)
        return of_person([_found(row, code_of(row.get("MaHoSo"))) for row in rows[:_MOST]], asked)


def _found(row: dict[str, Any], number: str) -> FoundDossier:
    record = record_of(row, number)
    owner = str(row.get("SoGiayToChuHoSo") or "")
    return FoundDossier(
        reference_uid=str(row.get("ThongTinKhac") or ""),
        code=record.official_code,
        record=record,
        persons=frozenset({owner} - {""}),
        service_name=plain(row.get("TenTTHC"), 300),
        authority_name=plain(row.get("DonViXuLy"), 200),
    )
