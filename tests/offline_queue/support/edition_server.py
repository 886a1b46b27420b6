"""The province's web server of a test: real HTTPS on loopback, with ranges and tags, and faults on demand."""

from __future__ import annotations

import hashlib
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from portal_sandbox.authority.certificates import Authority


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_words: Any) -> None:
        """Say nothing of a kiosk that went away in the middle: some tests have it do so."""


class EditionServer:
    """Shows a folder."""

    def __init__(self, root: Path, authority: Authority) -> None:
        self.root = root
        self.asked: list[tuple[str, str, int]] = []
        """Path, range and status of each answer."""
        self.credentials: list[str] = []
        """What was sent to prove who asks, beside a certificate."""
        self.cut_after: int | None = None
        """Bytes of an edition's piece after which the line breaks."""
        self.ranges = True
        self.status: int | None = None
        """Answer everything with this."""
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        chain, key = authority.server_files()
        context.load_cert_chain(chain, key)
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"https://127.0.0.1:{self._server.server_port}/kiosk"

    def statuses(self, name: str) -> list[int]:
        """Give how a file was answered, each time."""
        return [status for path, _range, status in self.asked if path.endswith(f"/{name}")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5.0)


def _handler(server: EditionServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Knows GET, If-None-Match, Range and If-Range."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.credentials += self.headers.get_all("Authorization", []) + self.headers.get_all(
                "Cookie", []
            )
            path = server.root / self.path.removeprefix("/kiosk/")
            if server.status is not None or not path.is_file():
                self._answer(server.status or 404, b"")
                return
            content = path.read_bytes()
            tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == tag:
                self._answer(304, b"", ETag=tag)
                return
            wanted = self.headers.get("Range", "")
            fits = self.headers.get("If-Range", tag) == tag
            if not (wanted and server.ranges and fits):
                self._answer(200, content, ETag=tag)
                return
            begin, end = (int(one) for one in wanted.removeprefix("bytes=").split("-"))
            piece = content[begin : end + 1]
            if not piece:
                self._answer(416, b"")
                return
            told = f"bytes {begin}-{begin + len(piece) - 1}/{len(content)}"
            self._answer(206, piece, ETag=tag, **{"Content-Range": told})

        def _answer(self, status: int, content: bytes, **headers: str) -> None:
            server.asked.append((self.path, self.headers.get("Range", ""), status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            cut = server.cut_after if status in (200, 206) and self.path.endswith(".tar") else None
            self.wfile.write(content[:cut])
            if cut is not None:
                server.cut_after = None
                self.close_connection = True

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    return Handler
