"""Requests that come besides dossiers: kept once per uid, with their files; the officer answers them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_sandbox.appointments import AUTHORITY, TIME, Appointments
from portal_sandbox.fees import Fees
from portal_sandbox.linked import LinkedGroups
from portal_sandbox.pages import page
from portal_sandbox.ratings import Ratings
from portal_sandbox.request_bodies import json_object, uploaded_file
from portal_sandbox.request_store import RequestStore, StoredRequest
from portal_sandbox.sandbox import RefusalError, Sandbox, problem
from portal_sandbox.signing import signed
from portal_sandbox.tus import TusUploads, is_creation

KINDS = {
    "supplement": "Bổ sung hồ sơ",
    "withdrawal": "Rút hồ sơ",
    "confirmation": "Xác nhận bản nháp",
    "petition": "Phản ánh, kiến nghị",
    "payment": "Thanh toán",
    "booking": "Xin hẹn đến quầy",
    "certified_copy": "Chứng thực bản sao điện tử",
}

SIGNED = "Đã đối chiếu và ký số. Nhận bản điện tử bằng phiếu này."
DECIDED = frozenset({"certified_copy", "booking"})
"""Kinds that the officer signs, confirms or refuses, never without a word."""


class Requests:
    """The routes below `/o/rest/v2/requests`, and the officer's below `/inbox/requests`."""

    def __init__(
        self,
        sandbox: Sandbox,
        kept: RequestStore,
        tus: TusUploads,
        fees: Fees,
        ratings: Ratings,
        appointments: Appointments,
    ) -> None:
        """`sandbox`: the state that all routes share; `tus`: unfinished uploads."""
        self._fees, self._ratings = fees, ratings
        self._appointments = appointments
        self._sandbox = sandbox
        self._kept = kept
        self._tus = tus

    def routes(self) -> list[Route]:
        """Give the kiosk's routes."""
        return [
            Route("/requests", self._register, methods=["POST"]),
            Route("/requests/about/{uid}", self._about),
            Route("/requests/about/{uid}/results/{result}", self._result),
            Route("/requests/{uid}", self._read),
            Route("/requests/{uid}/files", self._list),
            Route("/requests/{uid}/files", self._attach, methods=["POST"]),
            Route("/requests/{uid}/files", self._tus.offer, methods=["OPTIONS"]),
            Route("/requests/{uid}/files/tus/{upload}", self._tus.offset, methods=["HEAD"]),
            Route("/requests/{uid}/files/tus/{upload}", self._append, methods=["PATCH"]),
            Route("/requests/{uid}/submitting", self._submit, methods=["POST"]),
        ]

    def officer_routes(self) -> list[Route]:
        """Give the officer's routes."""
        return [
            Route("/", self._all),
            Route("/{uid}", self._one),
            Route("/{uid}/answer", self._answer, methods=["POST"]),
            Route("/{uid}/files/{file_uid}", self._file),
        ]

    async def _register(self, request: Request) -> Response:
        value = await json_object(request) or {}
        uid = request.headers.get("idempotency-key", "")
        if not uid or value.get("uid") != uid or value.get("kind") not in KINDS:
            return problem(400, "Idempotency-Key, uid và kind là bắt buộc")
        words = self._sandbox.faults.now.reject
        if refusal := words.get(uid, words.get("*", "")):
            return problem(400, refusal)
        return JSONResponse(_row(await run_in_threadpool(self._kept.create, uid, str(value["kind"]), value)))

    async def _read(self, request: Request) -> Response:
        found = await self._find(request)
        return problem(404, "Không tìm thấy") if found is None else JSONResponse(_row(found))

    async def _about(self, request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self._told, request.path_params["uid"]))

    def _told(self, reference_uid: str) -> dict[str, object]:
        group = self._sandbox.store.find(reference_uid)
        parts = [] if group is None else LinkedGroups(self._sandbox).told(group)
        rated = {} if group is None else self._ratings.told(group)
        about = self._sandbox.store.about(reference_uid)
        return {"dossier": reference_uid, "parts": parts, **about, **rated}

    async def _result(self, request: Request) -> Response:
        uid, result = request.path_params["uid"], request.path_params["result"]
        content = await run_in_threadpool(self._sandbox.store.content, f"result {uid}", result)
        if content is None:
            return problem(404, "Không tìm thấy")
        return Response(content, media_type="application/pdf")

    async def _list(self, request: Request) -> Response:
        found = await self._find(request)
        if found is None:
            return problem(404, "Không tìm thấy")
        files = await run_in_threadpool(self._sandbox.store.files, found.uid)
        told = self._sandbox.faults.told_size
        return JSONResponse({"data": [{"fileUid": one.file_uid, "size": told(one.size)} for one in files]})

    async def _append(self, request: Request) -> Response:
        found = await self._find(request)
        if found is None:
            return problem(404, "Không tìm thấy")

        async def keep(fields: Mapping[str, str], content: bytes) -> None:
            await self._keep(found, fields, content)

        return await self._tus.append(request, keep)

    async def _attach(self, request: Request) -> Response:
        found = await self._find(request)
        if found is None:
            return problem(404, "Không tìm thấy")
        if is_creation(request):
            return self._tus.create(request)
        try:
            await self._keep(found, *await uploaded_file(request))
        except RefusalError as refusal:
            return refusal.answer()
        return JSONResponse({"uid": found.uid})

    async def _keep(self, found: StoredRequest, fields: Mapping[str, str], content: bytes) -> None:
        file_uid = fields.get("fileUid", "")
        if not file_uid:
            raise RefusalError(400, "fileUid là bắt buộc")
        await run_in_threadpool(self._sandbox.store.put_file, found.uid, file_uid, dict(fields), content)

    async def _submit(self, request: Request) -> Response:
        found = await self._find(request)
        if found is None:
            return problem(404, "Không tìm thấy")
        now = self._sandbox.now().replace(microsecond=0).isoformat()
        kept = await run_in_threadpool(self._kept.submit, found.uid, now)
        if kept.kind == "payment":
            await run_in_threadpool(self._fees.notice, kept)
        return JSONResponse(_row(kept))

    async def _find(self, request: Request) -> StoredRequest | None:
        return await run_in_threadpool(self._kept.find, request.path_params["uid"])

    async def _all(self, _request: Request) -> Response:
        return page("requests.html", requests=await run_in_threadpool(self._kept.all), kinds=KINDS)

    async def _one(self, request: Request) -> Response:
        found = await self._find(request)
        if found is None:
            return problem(404, "Không tìm thấy")
        files = await run_in_threadpool(self._sandbox.store.files, found.uid)
        return page("request.html", one=found, files=files, kinds=KINDS, decided=found.kind in DECIDED)

    async def _answer(self, request: Request) -> Response:
        found = await self._find(request)
        if found is None:
            return problem(404, "Không tìm thấy")
        form = await request.form()
        refused = form.get("decision") == "refuse"
        words = str(form.get("answer", "")).strip()
        if found.kind == "booking" and not refused:
            begins, ends = str(form.get("from", "")), str(form.get("until", ""))
            if not TIME.fullmatch(begins) or not TIME.fullmatch(ends):
                return problem(400, "Xin ghi giờ bắt đầu và giờ kết thúc")
            if found.status == "answered":
                # The button touched twice: one appointment.
                return RedirectResponse(f"/inbox/requests/{found.uid}", status_code=303)
            words = await run_in_threadpool(self._confirm, found, (begins, ends), words)
        if found.kind in DECIDED and not refused and form.get("electronic") == "yes":
            await run_in_threadpool(self._sign, found)
            words = words or SIGNED
        if found.kind in DECIDED and not words:
            return problem(400, "Xin ghi nơi nhận bản sao đã ký, hoặc lý do từ chối")
        await run_in_threadpool(self._kept.answer, found.uid, words, refused=refused)
        return RedirectResponse(f"/inbox/requests/{found.uid}", status_code=303)

    def _confirm(self, found: StoredRequest, time: tuple[str, str], words: str) -> str:
        """Give the appointment; gives what the citizen reads of it."""
        day = str(found.value["fields"]["day"])
        code = self._appointments.give(str(found.value.get("authorityCode") or AUTHORITY), day, time, "A")
        said = f"Hẹn {time[0]}–{time[1]}, ngày {day[8:]}/{day[5:7]}/{day[:4]}. Mã lịch hẹn: {code}."
        return f"{said} {words}".strip()

    def _sign(self, found: StoredRequest) -> None:
        """Sign what was scanned, and let the kiosk fetch it."""
        store = self._sandbox.store
        for file in store.files(found.uid):
            content = signed(store.content(found.uid, file.file_uid) or b"")
            name = str(found.value.get("summary", "")).rpartition(": ")[2] or KINDS[found.kind]
            store.put_file(f"result {found.uid}", file.file_uid, {"name": name}, content)
            told = {"uid": file.file_uid, "name": name, "size": len(content)}
            results = [{**told, "sha256": hashlib.sha256(content).hexdigest()}]
            store.write_about(found.uid, results=results)

    async def _file(self, request: Request) -> Response:
        content = await run_in_threadpool(
            self._sandbox.store.content, request.path_params["uid"], request.path_params["file_uid"]
        )
        if content is None:
            return problem(404, "Không tìm thấy")
        return Response(content, media_type="audio/wav" if content[:4] == b"RIFF" else "application/pdf")


def _row(one: StoredRequest) -> dict[str, object]:
    return {
        "uid": one.uid,
        "kind": one.kind,
        "status": one.status,
        "number": one.number,
        "receivedAt": one.received_at,
        "stage": "3" if one.status == "refused" else "10" if one.answer else "",
        "answer": one.answer,
    }
