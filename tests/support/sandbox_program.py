"""The portal sandbox as a program of its own, for tests and benches of what calls it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.processes import Program

USER, PASSWORD = "kiosk-dn07", "sandbox-only"


@contextmanager
def sandbox(folder: Path, password: str = PASSWORD) -> Iterator[str]:
    """Run it on a free port with its files in `folder`; gives its root address, "http://127.0.0.1:PORT"."""
    port_file = folder / "port"
    command = ["-m", "portal_sandbox", "--port", "0", "--port-file", str(port_file)]
    secrets = ["--state", str(folder / "state"), "--user", USER, "--password", password]
    with Program("portal-sandbox", [*command, *secrets], folder, {}) as program:
        program.wait_for(lambda: port_file.exists() and port_file.read_text().endswith("\n"))
        yield f"http://127.0.0.1:{port_file.read_text().strip()}"
