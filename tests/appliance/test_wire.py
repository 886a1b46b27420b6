"""The cable between the machine in QEMU and the sandbox: what each side says comes whole, and ends."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from appliance.trial.image import wire


class _Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said[::-1])

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def portal() -> Iterator[int]:
    """Give the port of a portal."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def _free() -> int:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    server.server_close()
    return int(server.server_address[1])


def _joined(file: Path, said: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, wire.__file__, "join", str(file)]
    return subprocess.run(command, input=said, capture_output=True, timeout=60, check=False)


_SAID = bytes(range(256)) * 4096
"""More than any buffer between the two holds."""


def test_what_the_machine_says_reaches_the_portal_and_its_answer_the_machine(portal: int) -> None:
    port = _free()
    threading.Thread(target=wire.listen, args=(port, "127.0.0.1", portal), daemon=True).start()
    for _ in range(50):
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            asked.request("POST", "/", _SAID)
            break
        except ConnectionRefusedError:
            threading.Event().wait(0.1)
    assert asked.getresponse().read() == _SAID[::-1]
    asked.close()


def test_a_connection_on_standard_input_and_output_is_joined_to_the_port_of_the_file(
    tmp_path: Path, portal: int
) -> None:
    file = tmp_path / "port"
    file.write_text(f"{portal}\n", encoding="ascii")
    head = f"POST / HTTP/1.0\r\nContent-Length: {len(_SAID)}\r\n\r\n".encode()
    done = _joined(file, head + _SAID)
    assert done.returncode == 0
    assert done.stdout.endswith(_SAID[::-1])


def test_where_no_portal_stands_the_connection_ends(tmp_path: Path) -> None:
    done = _joined(tmp_path / "none", b"")
    assert (done.returncode, done.stdout) == (1, b"")
