"""OpenCPS REST v2 as far as a kiosk uses it: dossiers, files, submitting, votings, blocks of numbers."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal_sandbox.deadlines import due_at
from portal_sandbox.holders import Holders, UnprovenError
from portal_sandbox.linked import ORIGIN, LinkedGroups
from portal_sandbox.request_bodies import json_object, text_fields, uploaded_file
from portal_sandbox.sandbox import RefusalError, Sandbox, problem, row_of
from portal_sandbox.store import StoredDossier, StoredFile
from portal_sandbox.tus import TusUploads, is_creation

_MOST_NUMBERS = 500
"""Official numbers in one block."""


class Opencps:
    """The routes below `/o/rest/v2`."""

    def __init__(self, sandbox: Sandbox, tus: TusUploads) -> None:
        """`sandbox`: the state that all routes share; `tus`: unfinished uploads."""
        self._sandbox = sandbox
        self._tus = tus
        self._groups = LinkedGroups(sandbox)
        self.holders = Holders(sandbox.store)

    def routes(self) -> list[Route]:
        """Give the routes."""
        return [
            Route("/dossiers", self._create, methods=["POST"]),
            Route("/dossiers", self._search),
            Route("/dossiers/{key}", self._read),
            Route("/dossiers/{key}/files", self._list),
            Route("/dossiers/{key}/files", self._attach, methods=["POST"]),
            Route("/dossiers/{key}/files", self._tus.offer, methods=["OPTIONS"]),
            Route("/dossiers/{key}/files/tus/{upload}", self._tus.offset, methods=["HEAD"]),
            Route("/dossiers/{key}/files/tus/{upload}", self._append, methods=["PATCH"]),
            Route("/dossiers/{key}/files/{file_uid}", self._file),
            Route("/dossiers/{key}/submitting", self._submit, methods=["GET", "POST"]),
            Route("/dossiers/{key}/cancelling", self._cancel, methods=["POST"]),
            Route("/dossiernumbers", self._numbers, methods=["POST"]),
            Route("/serviceinfos/statistics/levels", self._levels),
            Route("/postal/votings/serviceinfo/{code}", self._votings),
            Route("/postal/votings/{voting_id}/results", self._vote, methods=["POST"]),
            Route("/kiosks", self._holder, methods=["POST"]),
            Route("/facts", self._fact, methods=["POST"]),
        ]

    async def _create(self, request: Request) -> Response:
        fields = await text_fields(request)
        uid = fields.get("referenceUid", "")
        if not uid or not fields.get("serviceCode"):
            return problem(400, "referenceUid và serviceCode là bắt buộc")
        words = self._sandbox.faults.now.reject
        if refusal := words.get(uid, words.get("*", "")):
            return problem(400, refusal)
        number = fields.get("dossierNo", "")
        taken = await run_in_threadpool(self._sandbox.store.find, number) if number else None
        if taken is not None and taken.reference_uid != uid:
            return problem(400, f"dossierNo {number} là số của hồ sơ khác")
        known = await run_in_threadpool(self._sandbox.store.find, uid)
        if self._sandbox.faults.now.refuses_known and known is not None:
            return problem(409, f"Hồ sơ {uid} đã tồn tại")
        dossier = await run_in_threadpool(self._sandbox.store.create, uid, fields)
        return JSONResponse(row_of(dossier))

    async def _read(self, request: Request) -> Response:
        dossier = await self._find(request)
        return _unknown() if dossier is None else JSONResponse(row_of(dossier))

    async def _search(self, request: Request) -> Response:
        if origin := request.query_params.get(ORIGIN, ""):
            group = await run_in_threadpool(self._sandbox.store.find, origin)
            found = [] if group is None else await run_in_threadpool(self._groups.parts, group)
        else:
            personal_id = request.query_params.get("applicantIdNo", "")
            found = await run_in_threadpool(self._sandbox.store.of_person, personal_id)
            # A part of a linked group is told with its group.
            found = [one for one in found if not one.fields.get(ORIGIN)]
        rows = [row_of(one) for one in found]
        return JSONResponse({"total": len(rows), "data": rows})

    async def _list(self, request: Request) -> Response:
        dossier = await self._find(request)
        if dossier is None:
            return _unknown()
        files = await run_in_threadpool(self._sandbox.store.files, dossier.reference_uid)
        told = self._sandbox.faults.told_size
        rows = [{**_file_row(one), "fileSize": told(one.size)} for one in files]
        return JSONResponse({"total": len(rows), "data": rows})

    async def _append(self, request: Request) -> Response:
        dossier = await self._find(request)
        if dossier is None:
            return _unknown()

        async def keep(fields: Mapping[str, str], content: bytes) -> None:
            await self.keep_file(dossier, fields, content)

        return await self._tus.append(request, keep)

    async def _attach(self, request: Request) -> Response:
        dossier = await self._find(request)
        if dossier is None:
            return _unknown()
        if is_creation(request):
            return self._tus.create(request)
        try:
            kept = await self.keep_file(dossier, *await uploaded_file(request))
        except RefusalError as refusal:
            return refusal.answer()
        return JSONResponse(_file_row(kept))

    async def keep_file(
        self, dossier: StoredDossier, fields: Mapping[str, str], content: bytes
    ) -> StoredFile:
        """Keep a whole file, whether it came by multipart or by tus. Raises `RefusalError`."""
        faults, store = self._sandbox.faults.now, self._sandbox.store
        file_uid = fields.get("referenceUid", "")
        if not file_uid or not fields.get("dossierPartNo"):
            raise RefusalError(400, "referenceUid và dossierPartNo là bắt buộc")
        if faults.max_file_bytes and len(content) > faults.max_file_bytes:
            raise RefusalError(413, "Tệp quá lớn", maxFileSize=faults.max_file_bytes)
        is_new = await run_in_threadpool(store.file, dossier.reference_uid, file_uid) is None
        if faults.cut_after_files is not None and is_new:
            known = await run_in_threadpool(store.files, dossier.reference_uid)
            if len(known) >= faults.cut_after_files:
                raise RefusalError(503, "tạm dừng")
        await run_in_threadpool(store.count, "file_bytes", len(content))
        if not is_new:
            await run_in_threadpool(store.count, "file_bytes_twice", len(content))
        if faults.lie == "not_stored":
            return StoredFile(0, file_uid, dict(fields), len(content), "")
        return await run_in_threadpool(store.put_file, dossier.reference_uid, file_uid, dict(fields), content)

    async def _file(self, request: Request) -> Response:
        dossier = await self._find(request)
        if dossier is None:
            return _unknown()
        content = await run_in_threadpool(
            self._sandbox.store.content, dossier.reference_uid, request.path_params["file_uid"]
        )
        return _unknown() if content is None else Response(content, media_type="application/pdf")

    async def _submit(self, request: Request) -> Response:
        dossier = await self._find(request)
        if dossier is None:
            return _unknown()
        files = await run_in_threadpool(self._sandbox.store.files, dossier.reference_uid)
        if not files:
            return problem(409, "Hồ sơ chưa có thành phần nào")
        await run_in_threadpool(self.hand_in, dossier)
        found = await self._find(request)
        return _unknown() if found is None else JSONResponse(row_of(found))

    async def _cancel(self, request: Request) -> Response:
        dossier = await self._find(request)
        if dossier is None:
            return _unknown()
        fields = await text_fields(request)
        await run_in_threadpool(self.withdraw, dossier, fields.get("applicantNote", ""))
        found = await self._find(request)
        return _unknown() if found is None else JSONResponse(row_of(found))

    def withdraw(self, dossier: StoredDossier, note: str) -> None:
        """Write down that the citizen wants the dossier back; a second time changes nothing."""
        if dossier.status not in {"cancelling", "cancelled", "done"}:
            self._sandbox.store.execute(
                "UPDATE dossier SET status = 'cancelling', note = ? WHERE reference_uid = ?",
                note,
                dossier.reference_uid,
            )
            self._sandbox.store.count("withdrawals")

    def hand_in(self, dossier: StoredDossier) -> None:
        """Give the dossier its number, date of reception and due date. A second call changes nothing."""
        sandbox = self._sandbox
        number = dossier.number or dossier.fields.get("dossierNo", "")
        if dossier.status == "new" and not number:
            number = sandbox.official_number(dossier.fields.get("govAgencyCode", ""))
        received = sandbox.now().replace(microsecond=0)
        if dossier.status == "waiting":
            # The citizen answered what was asked for: the dossier goes on where it was.
            sandbox.store.set_status(dossier.reference_uid, "processing", "", received.isoformat())
            sandbox.store.count("supplements")
            return
        due = due_at(dossier.fields.get("serviceCode", ""), received)
        sandbox.store.submit(dossier.reference_uid, number, received.isoformat(), due.isoformat())
        self._groups.split(dossier)

    async def _numbers(self, request: Request) -> Response:
        if self._sandbox.faults.now.no_numbers:
            return _unknown()
        fields = await text_fields(request)
        request_uid, wanted = fields.get("referenceUid", ""), fields.get("count", "")
        if not request_uid or not wanted.isdigit() or not 1 <= int(wanted) <= _MOST_NUMBERS:
            return problem(400, f"count: 1 đến {_MOST_NUMBERS}")
        numbers = await run_in_threadpool(
            self.block, request_uid, fields.get("govAgencyCode", ""), int(wanted)
        )
        return JSONResponse({"referenceUid": request_uid, "numbers": numbers})

    def block(self, request_uid: str, authority: str, count: int) -> list[str]:
        """Reserve official numbers. The same request gets the same numbers again."""
        known = self._sandbox.store.known_block(request_uid)
        if known is not None:
            return known
        return self._sandbox.store.block(
            request_uid, [self._sandbox.official_number(authority) for _ in range(count)]
        )

    async def _levels(self, _request: Request) -> Response:
        return JSONResponse({"total": 1, "data": [{"level": 4, "serviceInfoCount": 2}]})

    async def _votings(self, request: Request) -> Response:
        code = request.path_params["code"]
        return JSONResponse({"total": 1, "data": [{"votingId": f"V-{code}", "subject": "Hài lòng?"}]})

    async def _vote(self, request: Request) -> Response:
        fields = await text_fields(request)
        # The comment ends with the uid of the vote, so that a repeated vote is recognised as the same.
        uid = fields.get("comment", "").split(" ")[-1] or request.path_params["voting_id"]
        payload = {"voting": request.path_params["voting_id"], "selected": fields.get("selected", "")}
        await run_in_threadpool(self._sandbox.store.put_item, uid, "rating", payload)
        return JSONResponse({"votingId": request.path_params["voting_id"]})

    async def _holder(self, request: Request) -> Response:
        try:
            refused = await run_in_threadpool(self.holders.tell, await json_object(request) or {})
        except UnprovenError:
            return problem(400, "Chữ ký không đúng")
        return problem(409, f"kiosk_id_in_use: {refused}") if refused else JSONResponse({"ok": True})

    async def _fact(self, request: Request) -> Response:
        try:
            fact = await request.json()
        except ValueError:
            return problem(400, "JSON không hợp lệ")
        uid = request.headers.get("idempotency-key", "")
        if not uid or not isinstance(fact, dict):
            return problem(400, "Idempotency-Key là bắt buộc")
        kind, payload = str(fact.get("kind", "")), fact.get("payload", {})
        await run_in_threadpool(self._sandbox.store.put_item, uid, kind, payload)
        if kind == "history":
            await run_in_threadpool(self._sandbox.store.put_history, uid, payload)
        return JSONResponse({"uid": uid})

    async def _find(self, request: Request) -> StoredDossier | None:
        return await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])


def _file_row(file: StoredFile) -> dict[str, object]:
    return {
        "dossierFileId": file.file_id,
        "referenceUid": file.file_uid,
        "dossierPartNo": file.fields.get("dossierPartNo", ""),
        "displayName": file.fields.get("displayName", ""),
        "fileType": file.fields.get("fileType", ""),
        "fileSize": file.size,
    }


def _unknown() -> Response:
    return problem(404, "Không tìm thấy")
