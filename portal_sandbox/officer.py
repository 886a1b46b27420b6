"""What an officer does to a dossier besides its steps: draft, new date, linked parts, electronic result."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_sandbox.sandbox import Sandbox, problem
from portal_sandbox.store import StoredDossier

DRAFT_HOLDS = timedelta(days=1)
"""How long a draft may be answered; silence is consent (docs/domain/procedures.md)."""


class Officer:
    """Routes below `/inbox/{key}`."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        """Give the routes."""
        return [
            Route("/{key}/draft", self._draft, methods=["POST"]),
            Route("/{key}/later", self._later, methods=["POST"]),
            Route("/{key}/parts", self._parts, methods=["POST"]),
            Route("/{key}/result", self._result, methods=["POST"]),
        ]

    async def _draft(self, request: Request) -> Response:
        """`fields`: one "name: value" a line; `until`: its last moment (ISO 8601), else a day from now."""
        dossier, form = await self._asked(request)
        if dossier is None:
            return problem(404, "Không tìm thấy")
        lines = [line.partition(":") for line in form.get("fields", "").splitlines() if ":" in line]
        until = form.get("until") or (self._sandbox.now() + DRAFT_HOLDS).replace(microsecond=0).isoformat()
        draft = {
            "uid": secrets.token_hex(8),
            "fields": [{"name": name.strip(), "value": value.strip()} for name, _, value in lines],
            "until": until,
        }
        await run_in_threadpool(self._write, dossier, {"draft": draft})
        return _to(dossier)

    async def _later(self, request: Request) -> Response:
        """`due`: the new date (ISO 8601); `reason`: why, in the officer's words."""
        dossier, form = await self._asked(request)
        if dossier is None:
            return problem(404, "Không tìm thấy")
        try:
            due = datetime.fromisoformat(form.get("due", "")).replace(tzinfo=self._sandbox.now().tzinfo)
        except ValueError:
            return problem(400, "due: năm-tháng-ngày")
        more = {"lateReason": form.get("reason", ""), "dueBefore": dossier.due_at}
        await run_in_threadpool(self._write, dossier, more)
        self._sandbox.store.execute(
            "UPDATE dossier SET due_at = ? WHERE reference_uid = ?", due.isoformat(), dossier.reference_uid
        )
        return _to(dossier)

    async def _parts(self, request: Request) -> Response:
        """`parts`: one "procedure: state" a line."""
        dossier, form = await self._asked(request)
        if dossier is None:
            return problem(404, "Không tìm thấy")
        lines = [line.partition(":") for line in form.get("parts", "").splitlines() if ":" in line]
        parts = [{"name": name.strip(), "state": state.strip()} for name, _, state in lines]
        await run_in_threadpool(self._write, dossier, {"parts": parts})
        return _to(dossier)

    async def _result(self, request: Request) -> Response:
        """`file`: the electronic result, a PDF; `name`: what it is."""
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        async with request.form() as form:
            upload, name = form.get("file"), str(form.get("name", ""))
            if dossier is None or not isinstance(upload, UploadFile) or not name:
                return problem(404, "Không tìm thấy")
            content = await upload.read()
        uid = secrets.token_hex(8)
        await run_in_threadpool(
            self._sandbox.store.put_file, f"result {dossier.reference_uid}", uid, {"name": name}, content
        )
        known = self._sandbox.store.about(dossier.reference_uid).get("results", [])
        told = {"uid": uid, "name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        await run_in_threadpool(self._write, dossier, {"results": [*known, told]})
        return _to(dossier)

    def _write(self, dossier: StoredDossier, more: Mapping[str, object]) -> None:
        self._sandbox.store.write_about(dossier.reference_uid, **more)

    async def _asked(self, request: Request) -> tuple[StoredDossier | None, dict[str, str]]:
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        form = await request.form()
        return dossier, {name: value for name, value in form.items() if isinstance(value, str)}


def _to(dossier: StoredDossier) -> Response:
    return RedirectResponse(f"/inbox/{dossier.reference_uid}", status_code=303)
