"""A small portal over HTTP with faults on demand: OpenCPS v2 and the identity service, as tests need them."""

from __future__ import annotations

import base64
import itertools
import json
import ssl
import threading
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from types import TracebackType
from typing import Any, Self

from tests.offline_queue.support.national_portal import NationalPortal
from tests.offline_queue.support.request_shelf import FINISHED, RequestShelf, token_of
from tests.offline_queue.support.tus_shelf import TusShelf

USER, PASSWORD = "kiosk-dn07", "bí-mật"


@dataclass
class Reply:
    """What goes back."""

    status: int = 200
    value: Any = None
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    """Close after so many bytes of the body."""
    cut_headers: bool = False
    """Close in the middle of the last header line."""


@dataclass
class Call:
    """What came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The url-encoded fields."""
        return dict(urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> dict[str, Any]:
        """The JSON body."""
        found: dict[str, Any] = json.loads(self.body)
        return found


Fault = Callable[[Call], Reply | None]
"""Looks at a call before the portal does; a reply is sent instead of the portal's."""


class PortalServer:
    """Use as a context manager. `calls` is what came in, in order."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.dossiers: dict[str, dict[str, Any]] = {}
        self.files: dict[str, dict[str, tuple[dict[str, str], bytes]]] = {}
        self.creations: list[str] = []
        self.fault: Fault = lambda _call: None
        self.after: Fault = lambda _call: None
        self.cut_body: Callable[[str, str, int], int | None] = lambda _method, _path, _length: None
        self.tokens: dict[str, dict[str, Any]] = {}
        self.identity_up = True
        self.code = "123456"
        self.file_bytes = 0
        self.hang_up = False
        """Whether each connection ends with its answer."""
        self.extra_headers: Callable[[], dict[str, str]] = dict
        """Further headers of every answer."""
        self.tus: TusShelf | None = None
        self.blocks: dict[str, list[str]] = {}
        self.facts: dict[str, dict[str, Any]] = {}
        self.ratings: list[dict[str, str]] = []
        self.bookings: list[dict[str, str]] = []
        self.votes: list[tuple[str, dict[str, str]]] = []
        """Answers to the votings of finished dossiers: (id of the voting, what was posted)."""
        self.payments: dict[str, list[dict[str, Any]]] = {}
        """Rows of payment by the reference uid of their dossier."""
        self.requests = RequestShelf()
        self.supplements: list[str] = []
        self.withdrawals: list[str] = []
        """Reference uids of dossiers, one a call that asked for withdrawing."""
        self.national = NationalPortal()
        self._ids = itertools.count(1)
        self.lock = threading.RLock()
        portal = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                cut = portal.cut_body(self.command, self.path, length)
                body = portal.receive(self.rfile, self.path, length if cut is None else min(cut, length))
                call = Call(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                if cut is not None:
                    self.close_connection = True
                    if self.path.startswith("/uploads/"):
                        portal.answer(call)
                    return
                reply = portal.answer(call)
                content = reply.raw if reply.raw is not None else json.dumps(reply.value).encode()
                headers = {"Content-Type": "application/json", **portal.extra_headers(), **reply.headers}
                self.send_response(reply.status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                if portal.hang_up:
                    self.send_header("Connection", "close")
                if reply.cut_headers:
                    self.send_header("X-Cut", "here")
                    self.wfile.write(b"".join(vars(self)["_headers_buffer"])[:-6])
                    self.close_connection = True
                    return
                self.end_headers()
                if self.command == "HEAD" or reply.status == 204:
                    return
                if reply.cut_after is not None:
                    self.wfile.write(content[: reply.cut_after])
                    self.close_connection = True
                    return
                self.wfile.write(content)

            def __getattr__(self, name: str) -> Callable[[], None]:
                if name.startswith("do_"):
                    return self.handle_any
                raise AttributeError(name)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        # Clients that hang up are what many tests are about.
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # quiet
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def root(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        """Base address of the portal."""
        return f"{self.root}/o/rest/v2"

    @property
    def identity_address(self) -> str:
        """Base address of the identity service."""
        return f"{self.root}/identity"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def receive(self, stream: BufferedIOBase, path: str, length: int) -> bytes:
        """Read a body, counting what comes of files even when it is cut."""
        gathered = bytearray()
        while len(gathered) < length:
            piece = stream.read1(min(65_536, length - len(gathered)))
            if not piece:
                break
            gathered += piece
            if path.endswith("/files"):
                self.file_bytes += len(piece)
        return bytes(gathered)

    def over_tls(self, context: ssl.SSLContext) -> None:
        """Speak TLS from the next connection on."""
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )

    def answer(self, call: Call) -> Reply:
        """Record the call and answer it."""
        with self.lock:
            self.calls.append(call)
        faulty = self.fault(call)
        if faulty is not None:
            return faulty
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if call.headers.get("authorization") != expected:
            return Reply(401, {"code": 401, "message": "Unauthorized", "description": ""})
        with self.lock:
            reply = self._route(call)
        return self.after(call) or reply

    def _route(self, call: Call) -> Reply:
        path = urllib.parse.urlsplit(call.path).path
        if path.startswith("/uploads/") and self.tus is not None:
            return _bare(self.tus.take(call.method, path.rpartition("/")[2], call.headers, call.body))
        if path.startswith("/national/"):
            return self._national(path.removeprefix("/national"), call)
        if path == "/requests" or path.startswith("/requests/"):
            return self._request(path.removeprefix("/requests"), call)
        if path == "/facts":
            self.facts[call.headers["idempotency-key"]] = call.json
            return Reply(200, {"ok": True})
        if path.startswith("/identity/"):
            return self._identity(path.removeprefix("/identity"), call)
        parts = path.removeprefix("/o/rest/v2/").split("/")
        match call.method, parts:
            case "POST", ["dossiers"]:
                return Reply(200, self._create(call.form))
            case "GET", ["dossiers"]:
                query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(call.path).query))
                person = query["applicantIdNo"]
                rows = [row for row in self.dossiers.values() if person in _people(row)]
                return Reply(200, {"total": len(rows), "data": rows})
            case "GET", ["dossiers", uid] if uid.startswith(FINISHED):
                return Reply(200, {"dossierId": uid, "referenceUid": uid, "dossierStatus": "done"})
            case "GET", ["dossiers", uid] if self._find(uid):
                return Reply(200, self._find(uid))
            case "GET", ["dossiers", uid, "payments"] if self._find(uid):
                return Reply(200, {"data": self.payments.get(self._find(uid)["referenceUid"], [])})
            case "GET", ["postal", "votings", "dossier", uid] if uid.startswith(FINISHED):
                return Reply(200, {"data": self._votings(uid)})
            case "POST", ["postal", "votings", voting, "results"] if voting.startswith("V-"):
                self.votes.append((voting, call.form))
                return Reply(200, {"votingId": voting})
            case "GET", ["dossiers", uid, "files"] if self._find(uid):
                return Reply(200, {"total": 0, "data": self._list(self._find(uid)["referenceUid"])})
            case "OPTIONS", ["dossiers", _, "files"] if self.tus is not None:
                return _bare(self.tus.options())
            case "GET", ["bookings", "queue"]:
                return Reply(200, {"data": self.bookings})
            case "POST", ["bookings"]:
                self.bookings.append(call.form)
                return Reply(200, call.form)
            case "POST", ["dossiers", uid, "files"] if (
                self.tus is not None and "upload-length" in call.headers
            ):
                shelf = self.files[self._find(uid)["referenceUid"]]
                return _bare(
                    self.tus.create(call.headers, lambda m, c: shelf.update({m["referenceUid"]: (m, c)}))
                )
            case "POST", ["dossiernumbers"] if self.blocks is not None:
                return self._block(call.form)
            case "GET", ["postal", "votings", "serviceinfo", _]:
                return Reply(200, {"data": [{"votingId": 7}]})
            case "POST", ["postal", "votings", "7", "results"]:
                self.ratings.append(call.form)
                return Reply(200, {"votingId": 7})
            case "POST", ["dossiers", uid, "files"] if self._find(uid):
                return self._attach(self._find(uid)["referenceUid"], call)
            case "POST", ["dossiers", uid, "cancelling"] if self._find(uid):
                row = self._find(uid)
                self.withdrawals.append(row["referenceUid"])
                row.update(dossierStatus="cancelling")
                return Reply(200, row)
            case _, ["dossiers", uid, "submitting"] if self._find(uid):
                row = self._find(uid)
                if row["dossierStatus"] == "waiting":
                    row.update(dossierStatus="processing")
                    self.supplements.append(row["referenceUid"])
                    return Reply(200, row)
                row.update(
                    dossierStatus="receiving",
                    dossierNo=row["dossierNo"] or f"H17.99.01-261124-{row['dossierId']:04d}",
                    receiveDate="24/11/2026 15:30:00",
                    dueDate="27/11/2026 17:00:00",
                )
                return Reply(200, row)
            case "GET", ["serviceinfos", *_]:
                return Reply(200, {"total": 0, "data": []})
        return Reply(404, {"code": 404, "message": "not found", "description": ""})

    def _votings(self, uid: str) -> list[dict[str, str]]:
        """Two a dossier, named by what tells nobody which dossier it is."""
        token = token_of(uid)
        answered = {voting for voting, _ in self.votes}
        return [
            {
                "votingId": f"V-{token}-{number}",
                "templateNo": template,
                "selected": "1" if f"V-{token}-{number}" in answered else "",
            }
            for number, template in (("1", "HO_SO"), ("2", "CAN_BO"))
        ]

    def _block(self, form: dict[str, str]) -> Reply:
        numbers = self.blocks.setdefault(
            form["referenceUid"],
            [f"H17.99.01-261124-{len(self.blocks) + 1:02d}{n:03d}" for n in range(int(form["count"]))],
        )
        return Reply(200, {"referenceUid": form["referenceUid"], "numbers": numbers})

    def _national(self, path: str, call: Call) -> Reply:
        if path != "/store":
            return Reply(200, self.national.answer(path, call.json))
        if call.method == "OPTIONS" and self.tus is not None:
            return _bare(self.tus.options())
        if call.method == "POST" and self.tus is not None and "upload-length" in call.headers:
            return _bare(self.tus.create(call.headers, self.national.store))
        if call.method == "POST":
            self.national.store(*parse_multipart(call))
            return Reply(200, {"error_code": 0, "data": []})
        if call.method == "GET":
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(call.path).query))
            return Reply(200, {"error_code": "00", "data": self.national.stored(query["mahoso"])})
        return Reply(405, {"code": 405, "message": "no"})

    def _request(self, path: str, call: Call) -> Reply:
        if path.endswith("/files") and call.method == "POST":
            if self.tus is not None and "upload-length" in call.headers:
                uid = path.split("/")[1]
                return _bare(self.tus.create(call.headers, partial(self.requests.keep, uid)))
            self.requests.keep(path.split("/")[1], *parse_multipart(call))
            return Reply(200, {})
        if path.endswith("/files") and call.method == "OPTIONS" and self.tus is not None:
            return _bare(self.tus.options())
        value = call.json if call.body else {}
        answer = self.requests.answer(call.method, path, call.headers.get("idempotency-key", ""), value)
        if answer is None and call.method == "GET" and "/results/" in path:
            document = self.requests.results.get(path.rpartition("/")[2])
            if document is not None:
                return Reply(200, raw=document, headers={"Content-Type": "application/pdf"})
        if answer is None:
            return Reply(404, {"code": 404, "message": "not found", "description": ""})
        return Reply(200, answer)

    def _find(self, uid: str) -> dict[str, Any]:
        for row in self.dossiers.values():
            if uid in {row["referenceUid"], str(row["dossierId"]), row["dossierNo"] or None}:
                return row
        return {}

    def _create(self, form: dict[str, str]) -> dict[str, Any]:
        uid = form["referenceUid"]
        self.creations.append(uid)
        row = self.dossiers.get(uid) or self.dossiers.setdefault(
            uid, {"dossierId": next(self._ids), "dossierStatus": "new", "dossierNo": ""}
        )
        row.update(form)
        self.files.setdefault(uid, {})
        return row

    def _list(self, uid: str) -> list[dict[str, Any]]:
        return [
            {"referenceUid": file_uid, "fileSize": len(content), "displayName": fields["displayName"]}
            for file_uid, (fields, content) in self.files[uid].items()
        ]

    def _attach(self, uid: str, call: Call) -> Reply:
        fields, content = parse_multipart(call)
        self.files[uid][fields["referenceUid"]] = (fields, content)
        return Reply(200, {"dossierFileId": 1, "referenceUid": fields["referenceUid"]})

    def _identity(self, path: str, call: Call) -> Reply:
        if not self.identity_up:
            return Reply(503, {"code": 503, "message": "maintenance"})
        match path:
            case "/health":
                return Reply(200, {"status": "ok"})
            case "/verify":
                return Reply(200, self.tokens.get(call.json["token"], {"result": "unknown"}))
            case "/codes":
                return Reply(
                    200, {"result": "sent", "phone_hint": "••• 007", "resend_after_s": 60, "tries_left": 3}
                )
            case "/codes/check":
                right = call.json["code"] == self.code
                return Reply(200, {"result": "accepted" if right else "wrong", "tries_left": 2})
        return Reply(404, {"code": 404, "message": "not found"})


def _people(row: dict[str, Any]) -> set[str]:
    return {row.get("applicantIdNo", ""), row.get("delegateIdNo", "")}


def _bare(answer: tuple[int, dict[str, str]]) -> Reply:
    return Reply(answer[0], raw=b"", headers=answer[1])


def parse_multipart(call: Call) -> tuple[dict[str, str], bytes]:
    """Give the fields and the bytes of the file."""
    boundary = call.headers["content-type"].partition("boundary=")[2].encode()
    fields: dict[str, str] = {}
    content = b""
    for piece in call.body.split(b"--" + boundary)[1:-1]:
        head, _, value = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name = head.decode().partition('name="')[2].partition('"')[0]
        if name == "file":
            content = value.removesuffix(b"\r\n")
        else:
            fields[name] = value.removesuffix(b"\r\n").decode()
    return fields, content
