"""Appointments at the sandbox's counters: given by an officer, shown as a QR code, checked in by a kiosk."""

from __future__ import annotations

import re
from typing import Any

import segno
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_sandbox.pages import page
from portal_sandbox.request_bodies import json_object
from portal_sandbox.sandbox import Sandbox, problem

AUTHORITY = "H17.99.01"
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class Appointments:
    """The kiosk's routes below `/requests/appointments`, and the officer's below `/counter/appointments`."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox
        sandbox.store.execute(
            "CREATE TABLE IF NOT EXISTS appointment (code TEXT PRIMARY KEY, authority TEXT NOT NULL, "
            "day TEXT NOT NULL, begins TEXT NOT NULL, ends TEXT NOT NULL, letter TEXT NOT NULL, "
            "state TEXT NOT NULL, number TEXT NOT NULL, check_ins INTEGER NOT NULL) STRICT"
        )

    def routes(self) -> list[Route]:
        """Give the kiosk's routes."""
        return [
            Route("/requests/appointments/{code}", self._read),
            Route("/requests/appointments/{code}/checkin", self._check_in, methods=["POST"]),
        ]

    def counter_routes(self) -> list[Route]:
        """Give the officer's."""
        return [
            Route("/appointments", self._all),
            Route("/appointments", self._give, methods=["POST"]),
            Route("/appointments/{code}", self._one),
            Route("/appointments/{code}/cancel", self._cancel, methods=["POST"]),
        ]

    async def _read(self, request: Request) -> Response:
        row = await run_in_threadpool(self._find, request.path_params["code"])
        return problem(404, "Không có lịch hẹn này") if row is None else JSONResponse(_told(row))

    async def _check_in(self, request: Request) -> Response:
        """The same number again changes nothing; another one is refused."""
        number = str((await json_object(request) or {}).get("number", ""))
        code = request.path_params["code"]
        row = await run_in_threadpool(self._find, code)
        if row is None or not number:
            return problem(404, "Không có lịch hẹn này")
        if row["state"] == "booked":
            await run_in_threadpool(
                self._sandbox.store.execute,
                "UPDATE appointment SET state = 'checked_in', number = ?, check_ins = check_ins + 1 "
                "WHERE code = ? AND state = 'booked'",
                number,
                code,
            )
            row = await run_in_threadpool(self._find, code)
        if row is None or row["number"] != number:
            return problem(400, "Lịch hẹn này đã dùng hoặc đã hủy")
        return JSONResponse(_told(row))

    async def _give(self, request: Request) -> Response:
        form = await request.form()
        day = str(form.get("day", "")) or self._sandbox.now().date().isoformat()
        begins, ends = str(form.get("from", "")), str(form.get("until", ""))
        authority = str(form.get("authority", "")) or AUTHORITY
        if not TIME.fullmatch(begins) or not TIME.fullmatch(ends) or len(day) != len("2026-11-24"):
            return problem(400, "Xin ghi ngày, giờ bắt đầu và giờ kết thúc")
        letter = str(form.get("letter", "A"))[:1]
        code = await run_in_threadpool(self.give, authority, day, (begins, ends), letter)
        return RedirectResponse(f"/counter/appointments/{code}", status_code=303)

    def give(self, authority: str, day: str, time: tuple[str, str], letter: str) -> str:
        """Give an appointment on that day (ISO 8601), from and until (HH:MM); gives its code."""
        number = self._sandbox.store.count("appointments")
        code = f"LH-{authority}-{day[2:].replace('-', '')}-{number:04d}"
        self._sandbox.store.execute(
            "INSERT INTO appointment VALUES (?, ?, ?, ?, ?, ?, 'booked', '', 0)",
            *(code, authority, day, *time, letter),
        )
        return code

    async def _cancel(self, request: Request) -> Response:
        code = request.path_params["code"]
        await run_in_threadpool(
            self._sandbox.store.execute, "UPDATE appointment SET state = 'cancelled' WHERE code = ?", code
        )
        return RedirectResponse("/counter/appointments", status_code=303)

    async def _all(self, _request: Request) -> Response:
        rows = await run_in_threadpool(
            self._sandbox.store.select, "SELECT * FROM appointment ORDER BY day, begins, code"
        )
        return page("appointments.html", rows=[_told(row) for row in rows], one=None, picture="")

    async def _one(self, request: Request) -> Response:
        row = await run_in_threadpool(self._find, request.path_params["code"])
        if row is None:
            return problem(404, "Không có lịch hẹn này")
        picture = segno.make(row["code"], error="m").svg_data_uri(scale=6)
        return page("appointments.html", rows=[], one=_told(row), picture=picture)

    def _find(self, code: str) -> Any:
        rows = self._sandbox.store.select("SELECT * FROM appointment WHERE code = ?", code)
        return rows[0] if rows else None


def _told(row: Any) -> dict[str, object]:
    return {
        "code": row["code"],
        "authorityCode": row["authority"],
        "day": row["day"],
        "from": row["begins"],
        "until": row["ends"],
        "letter": row["letter"],
        "state": row["state"],
        "number": row["number"],
        "checkIns": row["check_ins"],
    }
