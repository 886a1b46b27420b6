"""The portal sandbox over HTTP in this process, for tests that want a new one each."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from portal_sandbox.app import build
from portal_sandbox.sandbox import Sandbox
from portal_sandbox.store import Store
from portal_sandbox.tokens import TokenIssuer


@contextlib.contextmanager
def sandbox_in_process(folder: Path, user: str, password: str) -> Iterator[str]:
    """Give its address. `folder` keeps what arrives; it must exist."""
    with contextlib.closing(Store(folder / "state")) as store:
        sandbox = Sandbox(
            store,
            TokenIssuer(store.secret()),
            user,
            password,
            folder / "state" / "uploads",
            pages_password="for-other-machines",
        )
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        server = uvicorn.Server(
            uvicorn.Config(
                build(sandbox), log_level="warning", log_config=None, access_log=False, date_header=False
            )
        )
        serving = threading.Thread(target=server.run, args=([listener],), name="portal-sandbox")
        serving.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            serving.join()
            listener.close()
