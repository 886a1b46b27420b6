"""Resumable uploads by tus 1.0 (core, creation): what arrived of an interrupted upload is kept."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from portal_sandbox.sandbox import RefusalError, Sandbox

VERSION = "1.0.0"
_LONGEST = 256 * 1024 * 1024
Keep = Callable[[Mapping[str, str], bytes], Awaitable[None]]
"""Takes metadata and content of a whole file. If it raises `RefusalError`, the upload stays as it is."""


class TusUploads:
    """Unfinished uploads, as files in the sandbox's folder."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        """`folder` is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self._sandbox = sandbox
        self._folder = folder

    async def offer(self, _request: Request) -> Response:
        """Answer OPTIONS."""
        if not self._sandbox.faults.now.tus:
            return Response(status_code=204)
        return _answer(
            204, {"Tus-Version": VERSION, "Tus-Extension": "creation", "Tus-Max-Size": str(_LONGEST)}
        )

    def create(self, request: Request) -> Response:
        """Answer the POST that begins an upload. The upload's address is below the requested one."""
        length = request.headers.get("upload-length", "")
        if not length.isdigit() or int(length) > _LONGEST:
            return _answer(413 if length.isdigit() else 400)
        try:
            metadata = _metadata(request.headers.get("upload-metadata", ""))
        except ValueError:
            return _answer(400)
        upload = secrets.token_hex(12)
        facts = {"length": int(length), "received": 0, "metadata": metadata}
        self._content(upload).write_bytes(b"")
        self._write(upload, facts)
        return _answer(201, {"Location": f"{request.url.path.rstrip('/')}/tus/{upload}"})

    async def offset(self, request: Request) -> Response:
        """Answer HEAD."""
        upload = request.path_params["upload"]
        facts = self._read(upload)
        if facts is None:
            return _answer(404)
        have = self._content(upload).stat().st_size
        lengths = {"Upload-Offset": str(have), "Upload-Length": str(facts["length"])}
        given = facts["metadata"] if isinstance(facts["metadata"], dict) else {}
        pairs = (f"{name} {base64.b64encode(str(value).encode()).decode()}" for name, value in given.items())
        return _answer(200, {**lengths, "Upload-Metadata": ",".join(pairs), "Cache-Control": "no-store"})

    async def append(self, request: Request, keep: Keep) -> Response:
        """Answer PATCH. Every byte that arrives is kept, also when the connection breaks."""
        upload = request.path_params["upload"]
        facts = self._read(upload)
        if facts is None:
            return _answer(404)
        path, length = self._content(upload), int(str(facts["length"]))
        if request.headers.get("upload-offset", "") != str(path.stat().st_size):
            return _answer(409)
        received = int(str(facts["received"]))
        try:
            with path.open("ab") as content:
                async for chunk in request.stream():
                    received += len(chunk)
                    content.write(chunk[: max(0, length - content.tell())])
                    content.flush()
        except ClientDisconnect:
            self._write(upload, {**facts, "received": received})
            return _answer(499)
        self._write(upload, {**facts, "received": received})
        have = path.stat().st_size
        if have < length:
            return _answer(204, {"Upload-Offset": str(have)})
        metadata = facts["metadata"]
        try:
            await keep(metadata if isinstance(metadata, dict) else {}, path.read_bytes())
        except RefusalError as refusal:
            answer = refusal.answer()
            answer.headers["Tus-Resumable"] = VERSION
            return answer
        await run_in_threadpool(self._sandbox.store.count, "file_bytes_twice", received - length)
        path.unlink()
        self._facts(upload).unlink()
        return _answer(204, {"Upload-Offset": str(have)})

    def _content(self, upload: str) -> Path:
        return self._folder / f"{upload}.part"

    def _facts(self, upload: str) -> Path:
        return self._folder / f"{upload}.json"

    def _read(self, upload: str) -> dict[str, object] | None:
        if not upload.isalnum() or not self._facts(upload).exists():
            return None
        found = json.loads(self._facts(upload).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else None

    def _write(self, upload: str, facts: Mapping[str, object]) -> None:
        self._facts(upload).write_text(json.dumps(facts), encoding="utf-8")


def is_creation(request: Request) -> bool:
    """Whether a POST begins an upload by tus, not by multipart."""
    return "tus-resumable" in request.headers and "upload-length" in request.headers


def _metadata(header: str) -> dict[str, str]:
    found = {}
    for pair in header.split(","):
        name, _, value = pair.strip().partition(" ")
        if name:
            found[name] = base64.b64decode(value, validate=True).decode("utf-8")
    return found


def _answer(status: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(status_code=status, headers={"Tus-Resumable": VERSION, **(headers or {})})
