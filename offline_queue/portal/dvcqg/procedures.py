"""The catalogue as the data exchange tells it: the list of codes, then each procedure in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from offline_queue.portal.dvcqg.session import DvcqgSession
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

_CODE = re.compile(r"([0-9]{1,2}\.[0-9]{6})(?:\.[0-9A-Z]{2,3}){0,4}")
"""A procedure's code, behind which a list may write the unit that made it known: "1.001193.000.00.00.H17"."""
_PROVINCE = re.compile(r"[A-Z][0-9]{2}")
"""Province or ministry in a unit's code: "H17" of "H17.99.01" and of "000.00.00.H17"."""
_NO_ANSWER = frozenset({Outcome.NONSENSE, Outcome.REJECTED})
_LEAST_READABLE = 0.9
"""Share of the rows whose code can be read; with fewer the list is of another form, not a shorter one."""
MOST_PROCEDURES = 20_000
"""The country has some 6,300."""


class DvcqgProcedures:
    """`LayDanhSachTTHC` and `LayThuTuc`."""

    def __init__(self, session: DvcqgSession, unit_code: str) -> None:
        """`unit_code`: of the own unit, whose rows come before another's."""
        self._session = session
        province = _PROVINCE.search(unit_code)
        self._own = province.group() if province else ""

    def codes(self) -> tuple[str, ...]:
        """Give the codes of every procedure of this unit, in order, each as the list writes it.

        One that is listed more than once is given once: without a unit, else of the own province, else of
        another. Raises `PortalError`.
        """
        rows = _rows(self._session.read("LayDanhSachTTHC"))
        told = [str(row.get("MATTHC") or row.get("MaTTHC") or "") for row in rows]
        found: dict[str, str] = {}
        read = 0
        for code in sorted(told, key=self._rank):
            if match := _CODE.fullmatch(code):
                read += 1
                found.setdefault(match.group(1), code)
        if not found or len(found) > MOST_PROCEDURES or read < len(told) * _LEAST_READABLE:
            raise PortalError(Outcome.NONSENSE, "the list of procedures is none", status=200)
        return tuple(found[code] for code in sorted(found))

    def procedure(self, code: str) -> Mapping[str, Any]:
        """Give one in full, as the exchange says it, under its code without a unit. Raises `PortalError`.

        It is asked for as it is listed, and where that has no answer, without the unit.
        """
        known = _CODE.fullmatch(code)
        bare = known.group(1) if known else code
        try:
            found = self._told(code)
        except PortalError as error:
            if bare == code or error.outcome not in _NO_ANSWER:
                raise
            found = self._told(bare)
        return {**found, "MATTHC": bare}

    def _told(self, code: str) -> dict[str, Any]:
        rows = _rows(self._session.read("LayThuTuc", maTTHC=code))
        if not rows or not rows[0].get("TENTTHC"):
            raise PortalError(Outcome.NONSENSE, "the procedure has no name", status=200)
        return rows[0]

    def _rank(self, code: str) -> tuple[bool, bool, int, str]:
        known = _CODE.fullmatch(code)
        with_unit = known is not None and known.group(1) != code
        return with_unit, self._own not in code.split("."), len(code), code


def _rows(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = answer.get("result")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PortalError(Outcome.NONSENSE, "the answer has no list of results", status=200)
    return rows
