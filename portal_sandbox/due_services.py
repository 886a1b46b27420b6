"""Services that fall due to a person: a hospital or a register tells the portal, and it the person."""

from __future__ import annotations

import json
import secrets

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_sandbox.pages import page
from portal_sandbox.people import PEOPLE
from portal_sandbox.request_bodies import json_object
from portal_sandbox.sandbox import Sandbox, problem


class DueServices:
    """`/o/rest/v2/requests/due` for kiosks, and the page on which somebody tells what is due."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox
        sandbox.store.execute(
            "CREATE TABLE IF NOT EXISTS due "
            "(uid TEXT PRIMARY KEY, person TEXT NOT NULL, value TEXT NOT NULL) STRICT"
        )

    def routes(self) -> list[Route]:
        """Give the kiosk's route."""
        return [Route("/requests/due", self._due, methods=["POST"])]

    def officer_routes(self) -> list[Route]:
        """Give the page."""
        return [Route("/", self._all), Route("/add", self._add, methods=["POST"])]

    async def _due(self, request: Request) -> Response:
        person = str((await json_object(request) or {}).get("idNo", ""))
        if person not in PEOPLE:
            return problem(404, "Không tìm thấy")
        return JSONResponse({"idNo": person, "data": await run_in_threadpool(self._of, person)})

    def _of(self, person: str) -> list[object]:
        """Give what is due to them, the oldest first."""
        rows = self._sandbox.store.select("SELECT value FROM due WHERE person = ? ORDER BY rowid", person)
        return [json.loads(value) for (value,) in rows]

    async def _all(self, _request: Request) -> Response:
        rows = await run_in_threadpool(
            self._sandbox.store.select, "SELECT person, value FROM due ORDER BY rowid"
        )
        return page(
            "due.html", people=PEOPLE.values(), due=[(person, json.loads(value)) for person, value in rows]
        )

    async def _add(self, request: Request) -> Response:
        """`fields`: one "key: value" a line, in the keys of the official form."""
        form = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
        if form.get("person", "") not in PEOPLE or not form.get("serviceCode") or not form.get("title"):
            return problem(400, "person, serviceCode, title")
        lines = [line.partition(":") for line in form.get("fields", "").splitlines() if ":" in line]
        value = {
            "uid": secrets.token_hex(8),
            "serviceCode": form["serviceCode"],
            "title": form["title"],
            "reason": form.get("reason", ""),
            "authorityName": form.get("authorityName", ""),
            "dueDate": form.get("dueDate", ""),
            "fields": {key.strip(): told.strip() for key, _, told in lines},
        }
        await run_in_threadpool(
            self._sandbox.store.execute,
            "INSERT INTO due VALUES (?, ?, ?)",
            value["uid"],
            form["person"],
            json.dumps(value, ensure_ascii=False),
        )
        return RedirectResponse("/inbox/due/", status_code=303)
