"""Ratings of finished dossiers: one for each token, and no record of whose dossier a token stands for."""

from __future__ import annotations

import hmac
import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_sandbox.pages import page
from portal_sandbox.request_bodies import json_object, text_fields
from portal_sandbox.sandbox import Sandbox, problem
from portal_sandbox.store import StoredDossier

FINISHED = frozenset({"releasing", "done"})
_QUESTIONS = {
    "1": ("HO_SO", "dossier", "Việc giải quyết hồ sơ"),
    "2": ("CAN_BO", "officials", "Cán bộ giải quyết"),
}
_LONGEST = 500


class Ratings:
    """Both ways that ratings come: the province's own address, and OpenCPS's votings of a dossier."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox
        sandbox.store.execute(
            "CREATE TABLE IF NOT EXISTS rating (token TEXT PRIMARY KEY, value TEXT NOT NULL) "
            "STRICT, WITHOUT ROWID"
        )

    def routes(self) -> list[Route]:
        """Give the kiosk's routes below `/o/rest/v2`."""
        return [
            Route("/requests/ratings", self._rate, methods=["POST"]),
            Route("/requests/ratings/{key}", self._token_of),
            Route("/postal/votings/dossier/{key}", self._votings),
            Route("/postal/votings/R{token}-{question}/results", self._vote, methods=["POST"]),
        ]

    def officer_routes(self) -> list[Route]:
        """Give the pages below `/inbox`."""
        return [
            Route("/ratings", self._page),
            Route("/{key}/officials", self._officials, methods=["POST"]),
        ]

    def token(self, dossier: StoredDossier) -> str:
        """Give the dossier's token: worked out anew each time, so that the pair is written nowhere."""
        return hmac.digest(self._sandbox.store.secret(), dossier.reference_uid.encode(), "sha256").hex()[:24]

    def told(self, dossier: StoredDossier) -> dict[str, object]:
        """Say of a finished dossier whether it may be rated."""
        if dossier.status not in FINISHED:
            return {}
        return {"rating": "given" if self._whole(self._of(self.token(dossier))) else "open"}

    def all(self) -> list[dict[str, Any]]:
        """Give the ratings, in an order that tells nothing."""
        rows = self._sandbox.store.select("SELECT value FROM rating ORDER BY token")
        return [dict(json.loads(row["value"])) for row in rows]

    def _of(self, token: str) -> dict[str, Any]:
        rows = self._sandbox.store.select("SELECT value FROM rating WHERE token = ?", token)
        return dict(json.loads(rows[0]["value"])) if rows else {}

    @staticmethod
    def _whole(value: dict[str, Any]) -> bool:
        return "dossier" in value and "officials" in value

    def _keep(self, token: str, value: dict[str, Any]) -> None:
        known = self._of(token)
        text = json.dumps({**value, **known}, ensure_ascii=False)
        self._sandbox.store.execute("INSERT OR REPLACE INTO rating VALUES (?, ?)", token, text)

    async def _finished(self, request: Request) -> StoredDossier | None:
        found = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        return found if found is not None and found.status in FINISHED else None

    async def _token_of(self, request: Request) -> Response:
        dossier = await self._finished(request)
        if dossier is None:
            return problem(404, "Hồ sơ chưa có kết quả")
        token = self.token(dossier)
        used = self._whole(await run_in_threadpool(self._of, token))
        return JSONResponse({"dossier": request.path_params["key"], "token": token, "used": used})

    async def _rate(self, request: Request) -> Response:
        value = await json_object(request) or {}
        token = request.headers.get("idempotency-key", "")
        levels = (value.get("dossier"), value.get("officials"))
        if not token or any(type(one) is not int or not 1 <= one <= 5 for one in levels):
            return problem(400, "Idempotency-Key, dossier và officials là bắt buộc")
        if len(str(value.get("words", ""))) > _LONGEST:
            return problem(400, f"words: nhiều nhất {_LONGEST} chữ")
        await run_in_threadpool(self._keep, token, value)
        return JSONResponse({"taken": True})

    async def _votings(self, request: Request) -> Response:
        dossier = await self._finished(request)
        if dossier is None:
            return JSONResponse({"total": 0, "data": []})
        token = self.token(dossier)
        given = await run_in_threadpool(self._of, token)
        rows = [
            {
                "votingId": f"R{token}-{number}",
                "subject": subject,
                "templateNo": template,
                "selected": str(given.get(name, "")),
            }
            for number, (template, name, subject) in _QUESTIONS.items()
        ]
        return JSONResponse({"total": len(rows), "data": rows})

    async def _vote(self, request: Request) -> Response:
        token, question = request.path_params["token"], request.path_params["question"]
        fields = await text_fields(request)
        selected = fields.get("selected", "")
        if question not in _QUESTIONS or not selected.isdigit() or len(fields.get("comment", "")) > _LONGEST:
            return problem(400, "selected là bắt buộc")
        value: dict[str, Any] = {_QUESTIONS[question][1]: int(selected)}
        if fields.get("comment"):
            value["words"] = fields["comment"]
        await run_in_threadpool(self._keep, token, value)
        return JSONResponse({"votingId": f"R{token}-{question}"})

    async def _page(self, _request: Request) -> Response:
        return page("ratings.html", ratings=await run_in_threadpool(self.all))

    async def _officials(self, request: Request) -> Response:
        """`officials`: one "name: task" a line."""
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        if dossier is None:
            return problem(404, "Không tìm thấy")
        form = await request.form()
        lines = [line.partition(":") for line in str(form.get("officials", "")).splitlines() if line.strip()]
        who = [{"name": name.strip(), "task": task.strip()} for name, _, task in lines]
        await run_in_threadpool(self._write, dossier, who)
        return RedirectResponse(f"/inbox/{dossier.reference_uid}", status_code=303)

    def _write(self, dossier: StoredDossier, who: list[dict[str, str]]) -> None:
        self._sandbox.store.write_about(dossier.reference_uid, officials=who)
