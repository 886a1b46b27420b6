"""EST over TLS: cacerts, simpleenroll with a code, simplereenroll with the certificate to be renewed."""

from __future__ import annotations

import base64
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from portal_sandbox.authority.certificates import Authority, RefusedError

_LONGEST = 20_000
"""Bytes of a request that are read; a request for a certificate has some 1,000."""
_BASE = "/.well-known/est/"


class EstServer:
    """Serves on a thread of its own. Use as a context manager."""

    def __init__(self, authority: Authority, port: int = 0) -> None:
        """`port`: 0 takes a free one."""
        self.authority = authority
        self.asked: list[str] = []
        """Operations that were asked for, in order."""
        certificate, key = authority.server_files()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.load_verify_locations(authority.certificate_file)
        # Who enrols has no certificate yet.
        context.verify_mode = ssl.CERT_OPTIONAL
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def address(self) -> str:
        """Base address."""
        return f"https://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _handler(server: EstServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            operation = self._operation()
            if operation != "cacerts":
                self._answer(404, b"", "text/plain")
                return
            self._certificates([server.authority.certificate])

        def do_POST(self) -> None:
            operation = self._operation()
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(min(length, _LONGEST))
            try:
                made = self._made(operation, _request(body))
            except RefusedError as error:
                status = 401 if operation == "simpleenroll" else 403
                self._answer(status, str(error).encode(), "text/plain")
            except ValueError:
                self._answer(400, b"no certificate request", "text/plain")
            else:
                self._certificates([made])

        def _operation(self) -> str:
            name = self.path.removeprefix(_BASE) if self.path.startswith(_BASE) else ""
            server.asked.append(name)
            return name

        def _made(self, operation: str, request: x509.CertificateSigningRequest) -> x509.Certificate:
            if operation == "simpleenroll":
                kiosk_id, code = self._login()
                return server.authority.enrol(request, kiosk_id, code)
            if operation == "simplereenroll":
                line = self.connection
                presented = line.getpeercert(binary_form=True) if isinstance(line, ssl.SSLSocket) else None
                if presented is None:
                    raise RefusedError("no certificate was shown")
                return server.authority.renew(request, x509.load_der_x509_certificate(presented))
            raise RefusedError("no such operation")

        def _login(self) -> tuple[str, str]:
            scheme, _, value = self.headers.get("Authorization", "").partition(" ")
            if scheme.lower() != "basic":
                raise RefusedError("a code is expected")
            user, _, code = base64.b64decode(value).decode("utf-8", "replace").partition(":")
            return user, code

        def _certificates(self, certificates: list[x509.Certificate]) -> None:
            body = base64.encodebytes(pkcs7.serialize_certificates(certificates, Encoding.DER))
            self._answer(200, body, "application/pkcs7-mime; smime-type=certs-only")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Transfer-Encoding", "base64")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    return Handler


def _request(body: bytes) -> x509.CertificateSigningRequest:
    """Read a request. Raises `ValueError`."""
    return x509.load_der_x509_csr(base64.b64decode(body, validate=False))
