"""The catalogue as the data exchange tells it: the list of codes, then each procedure in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from offline_queue.portal.dvcqg.session import DvcqgSession
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

_CODE = re.compile(r"\d{1,2}\.\d{6}")
MOST_PROCEDURES = 20_000
"""The country has some 6,300."""


class DvcqgProcedures:
    """`LayDanhSachTTHC` and `LayThuTuc`."""

    def __init__(self, session: DvcqgSession) -> None:
        self._session = session

    def codes(self) -> tuple[str, ...]:
        """Give the codes of every procedure of this unit, in order. Raises `PortalError`."""
        rows = _rows(self._session.read("LayDanhSachTTHC"))
        found = {
            code for row in rows if _CODE.fullmatch(code := str(row.get("MATTHC") or row.get("MaTTHC") or ""))
        }
        if not found or len(found) > MOST_PROCEDURES:
            raise PortalError(Outcome.NONSENSE, "the list of procedures is none", status=200)
        return tuple(sorted(found))

    def procedure(self, code: str) -> Mapping[str, Any]:
        """Give one in full, as the exchange says it. Raises `PortalError`."""
        rows = _rows(self._session.read("LayThuTuc", maTTHC=code))
        if not rows or not rows[0].get("TENTTHC"):
            raise PortalError(Outcome.NONSENSE, "the procedure has no name", status=200)
        return {**rows[0], "MATTHC": code}


def _rows(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = answer.get("result")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PortalError(Outcome.NONSENSE, "the answer has no list of results", status=200)
    return rows
