"""The officer's inbox: dossiers with their files, and the steps an officer takes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_sandbox.fees import Fees
from portal_sandbox.histories import judged
from portal_sandbox.linked import ORIGIN, LinkedGroups
from portal_sandbox.pages import page
from portal_sandbox.ratings import Ratings
from portal_sandbox.request_store import RequestStore
from portal_sandbox.sandbox import STATUS_TEXT, Sandbox, problem, row_of
from portal_sandbox.store import StoredDossier

_STEPS = {"processing", "waiting", "denied", "releasing", "done", "cancelled"}


class Inbox:
    """The routes below `/inbox`."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        """Give the routes."""
        return [
            Route("/", self._all),
            Route("/{key}", self._one),
            Route("/{key}/parts/{part}/step", self._part_step, methods=["POST"]),
            Route("/{key}/step", self._step, methods=["POST"]),
            Route("/{key}/files/{file_uid}", self._file),
        ]

    async def _all(self, _request: Request) -> Response:
        dossiers = await run_in_threadpool(self._sandbox.store.dossiers)
        told = await run_in_threadpool(self._sandbox.store.histories)
        shown = [_shown(one) for one in dossiers if not one.fields.get(ORIGIN)]
        return page("inbox.html", dossiers=shown, histories=judged(told))

    async def _one(self, request: Request) -> Response:
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        if dossier is None:
            return problem(404, "Không tìm thấy")
        files = await run_in_threadpool(self._sandbox.store.files, dossier.reference_uid)
        return page(
            "dossier.html",
            dossier=_shown(dossier),
            files=files,
            steps=sorted(_STEPS),
            text=STATUS_TEXT,
            fees=(fee := Fees(self._sandbox)).of(dossier.reference_uid)[0],
            fee_words=fee.of(dossier.reference_uid)[1],
            payments=fee.transfers(dossier.reference_uid),
            parts=[
                {**_shown(one), "code": one.fields["serviceCode"], "office": one.fields["govAgencyCode"]}
                for one in await run_in_threadpool(LinkedGroups(self._sandbox).parts, dossier)
            ],
        )

    async def _step(self, request: Request) -> Response:
        return await self._stepped(request, request.path_params["key"])

    async def _part_step(self, request: Request) -> Response:
        """One authority of a linked group takes a step with its part."""
        return await self._stepped(request, "{key}/{part}".format(**request.path_params))

    async def _stepped(self, request: Request, key: str) -> Response:
        dossier = await run_in_threadpool(self._sandbox.store.find, key)
        form = await request.form()
        status, note = str(form.get("status", "")), str(form.get("note", ""))
        if dossier is None or status not in _STEPS:
            return problem(404, "Không tìm thấy")
        now = self._sandbox.now().replace(microsecond=0).isoformat()
        await run_in_threadpool(self._sandbox.store.set_status, dossier.reference_uid, status, note, now)
        found = await run_in_threadpool(self._sandbox.store.find, dossier.reference_uid)
        if found is not None:
            await run_in_threadpool(LinkedGroups(self._sandbox).stepped, found)
        group = dossier.reference_uid.partition("/")[0]
        return RedirectResponse(f"/inbox/{group}", status_code=303)

    async def _file(self, request: Request) -> Response:
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        if dossier is None:
            return problem(404, "Không tìm thấy")
        content = await run_in_threadpool(
            self._sandbox.store.content, dossier.reference_uid, request.path_params["file_uid"]
        )
        if content is None:
            return problem(404, "Không tìm thấy")
        return Response(content, media_type="application/pdf")


def state_of(sandbox: Sandbox) -> dict[str, object]:
    """Give everything that the portal holds, for tests and for the demo's summary."""
    dossiers = []
    groups = LinkedGroups(sandbox)
    for one in sandbox.store.dossiers():
        # A part of a linked group is told with its group.
        if one.fields.get(ORIGIN):
            continue
        files = [
            {
                "referenceUid": file.file_uid,
                "dossierPartNo": file.fields.get("dossierPartNo", ""),
                "fileSize": file.size,
                "sha256": file.sha256,
            }
            for file in sandbox.store.files(one.reference_uid)
        ]
        dossiers.append(
            {
                **row_of(one),
                "files": files,
                "creations": one.creations,
                "submissions": one.submissions,
                "linked": [row_of(part) for part in groups.parts(one)],
            }
        )
    requests = [
        {**asdict(one), "files": [file.file_uid for file in sandbox.store.files(one.uid)]}
        for one in RequestStore(sandbox.store).all()
    ]
    return {
        "dossiers": dossiers,
        "requests": requests,
        "holders": sandbox.store.holders(),
        "items": sandbox.store.items(),
        "payments": {
            uid: payments
            for one in sandbox.store.dossiers()
            if (payments := Fees(sandbox).transfers(uid := one.reference_uid))
        },
        "ratings": Ratings(sandbox).all(),
        "counters": sandbox.store.counters(),
        "histories": [asdict(one) for one in judged(sandbox.store.histories())],
    }


async def state(request: Request) -> Response:
    """Answer `GET /sandbox/state`."""
    return JSONResponse(await run_in_threadpool(state_of, request.app.state.sandbox))


def _shown(dossier: StoredDossier) -> dict[str, str]:
    return {
        "uid": dossier.reference_uid,
        "number": dossier.number or "(chưa có)",
        "procedure": dossier.fields.get("serviceName", ""),
        "applicant": dossier.fields.get("contactName", ""),
        "owner": dossier.fields.get("applicantName", ""),
        "personal_id": dossier.fields.get("applicantIdNo", ""),
        "brief": dossier.fields.get("briefNote", ""),
        "note": dossier.fields.get("applicantNote", ""),
        "received": _date(dossier.submitted_at),
        "due": _date(dossier.due_at),
        "status": STATUS_TEXT.get(dossier.status, dossier.status),
        "officer_note": dossier.note,
    }


def _date(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%H:%M %d/%m/%Y") if moment else "—"
