"""The VNC screen of the demo is reachable from this machine only."""

from __future__ import annotations

import socket

import pytest

from tests.support.loopback import keep_to_loopback
from tests.support.processes import free_port


def test_an_open_listener_hears_this_machine_alone() -> None:
    with socket.create_server(("", 0)) as open_to_all, socket.create_server(("", 0)) as other:
        port = open_to_all.getsockname()[1]
        keep_to_loopback(port)
        assert _device(open_to_all) == b"lo"
        assert _device(other) == b""
        with socket.create_connection(("127.0.0.1", port), timeout=5) as caller:
            answered, _ = open_to_all.accept()
            with answered:
                assert answered.getpeername() == caller.getsockname()


def test_a_port_that_nobody_listens_on_is_told() -> None:
    with pytest.raises(OSError, match="nothing listens"):
        keep_to_loopback(free_port())


def _device(listener: socket.socket) -> bytes:
    return listener.getsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, 16).rstrip(b"\0")
