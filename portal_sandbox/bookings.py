"""Queue numbers at the sandbox's counters: booked by kiosks, called by an officer, shown on a display."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_sandbox.pages import page
from portal_sandbox.request_bodies import text_fields
from portal_sandbox.sandbox import Sandbox, problem

_FIELDS = (
    "className",
    "classPK",
    "codeNumber",
    "checkinDate",
    "gateNumber",
    "state",
    "bookingDate",
    "speaking",
    "serviceGroupCode",
    "online",
)


class Bookings:
    """The routes below `/o/rest/v2/bookings`, and the counter's pages."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox
        sandbox.store.execute(
            "CREATE TABLE IF NOT EXISTS booking (id INTEGER PRIMARY KEY, day TEXT NOT NULL, "
            "number TEXT NOT NULL, letter TEXT NOT NULL, priority INTEGER NOT NULL, state TEXT NOT NULL, "
            "gate TEXT NOT NULL, "
            "class_name TEXT NOT NULL, kiosk TEXT NOT NULL, at TEXT NOT NULL) STRICT"
        )

    def routes(self) -> list[Route]:
        """Give the kiosk's routes."""
        return [
            Route("/bookings", self._book, methods=["POST"]),
            Route("/bookings/{class_name}", self._list),
        ]

    def counter_routes(self) -> list[Route]:
        """Give the pages of the counter."""
        return [
            Route("/", self._counter),
            Route("/call", self._call, methods=["POST"]),
            Route("/display", self._display),
        ]

    async def _book(self, request: Request) -> Response:
        fields = await text_fields(request)
        if not fields.get("codeNumber") or not fields.get("bookingDate"):
            return problem(400, "codeNumber và bookingDate là bắt buộc")
        await run_in_threadpool(
            self._sandbox.store.execute,
            "INSERT INTO booking (day, number, letter, priority, state, gate, class_name, kiosk, at) "
            "VALUES (?, ?, ?, ?, 'waiting', '', ?, ?, ?)",
            fields["bookingDate"],
            fields["codeNumber"],
            fields.get("serviceGroupCode", ""),
            int(fields.get("speaking") == "priority"),
            fields.get("className", ""),
            fields.get("classPK", ""),
            fields.get("checkinDate", ""),
        )
        return JSONResponse({name: fields.get(name, "") for name in _FIELDS})

    async def _list(self, request: Request) -> Response:
        day = request.query_params.get("bookingDate", "")
        rows = await run_in_threadpool(self._rows, day, request.path_params["class_name"])
        data = [
            {
                "className": row["class_name"],
                "classPK": row["kiosk"],
                "codeNumber": row["number"],
                "bookingDate": row["day"],
                "checkinDate": row["at"],
                "serviceGroupCode": row["letter"],
                "gateNumber": row["gate"],
                "state": row["state"],
            }
            for row in rows
        ]
        return JSONResponse({"total": len(data), "data": data})

    async def _counter(self, _request: Request) -> Response:
        rows = await run_in_threadpool(self._rows, self._today(), "queue")
        letters = sorted({str(row["letter"]) for row in rows})
        groups = [
            {
                "letter": letter,
                "waiting": [_shown(row) for row in _in_order(rows, letter)],
                "called": [
                    _shown(row) for row in rows if row["letter"] == letter and row["state"] == "called"
                ],
            }
            for letter in letters
        ]
        return page("counter.html", groups=groups)

    async def _call(self, request: Request) -> Response:
        form = await request.form()
        letter, gate = str(form.get("letter", "")), str(form.get("gate", ""))[:40]
        rows = await run_in_threadpool(self._rows, self._today(), "queue")
        for row in _in_order(rows, letter)[:1]:
            await run_in_threadpool(
                self._sandbox.store.execute,
                "UPDATE booking SET state = 'called', gate = ? WHERE id = ? AND state = 'waiting'",
                gate,
                row["id"],
            )
        return RedirectResponse("/counter/", status_code=303)

    async def _display(self, _request: Request) -> Response:
        rows = await run_in_threadpool(self._rows, self._today(), "queue")
        return page("display.html", called=[_shown(row) for row in _called(rows)[::-1][:6]])

    def _rows(self, day: str, class_name: str) -> list[Any]:
        return self._sandbox.store.select(
            "SELECT * FROM booking WHERE day = ? AND class_name = ? ORDER BY id", day, class_name
        )

    def _today(self) -> str:
        return self._sandbox.now().date().isoformat()


def _called(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row["state"] == "called"]


def _in_order(rows: list[Any], letter: str) -> list[Any]:
    waiting = [row for row in rows if row["letter"] == letter and row["state"] == "waiting"]
    return sorted(waiting, key=lambda row: (-row["priority"], row["id"]))


def _shown(row: Any) -> dict[str, str]:
    return {"number": row["number"], "gate": row["gate"], "priority": "Ưu tiên" if row["priority"] else ""}
