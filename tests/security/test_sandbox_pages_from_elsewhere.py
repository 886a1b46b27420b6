"""Somebody in the same network opens the sandbox's pages, which show citizens and their codes."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path

import pytest

from portal_sandbox.app import build
from portal_sandbox.sandbox import PAGES_USER, Sandbox
from portal_sandbox.store import Store
from portal_sandbox.tokens import TokenIssuer

PAGES = ("/inbox/", "/phone/", "/phone/048190000002/codes", "/sandbox/state", "/sandbox/faults", "/")
PASSWORD = "drawn-at-start"
ELSEWHERE, HERE = "192.0.2.7", "127.0.0.1"


def status(tmp_path: Path, path: str, caller: str, password: str, **headers: str) -> int:
    """Ask for a page from that address; `password`: what opens the pages. Gives the answer's status."""
    store = Store(tmp_path)
    sandbox = Sandbox(
        store,
        TokenIssuer(store.secret()),
        "kiosk",
        "portal-password",
        tmp_path / "up",
        pages_password=password,
    )
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": (caller, 50_000),
        "server": ("192.0.2.1", 8900),
    }
    asyncio.run(build(sandbox)(scope, receive, send))  # type: ignore[arg-type]  # ASGI's messages are any dict
    store.close()
    return int(str(next(one["status"] for one in sent if one["type"] == "http.response.start")))


def basic(user: str, password: str) -> str:
    """An Authorization header."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.mark.parametrize("path", PAGES)
def test_without_a_login_nothing_is_shown(tmp_path: Path, path: str) -> None:
    assert status(tmp_path, path, ELSEWHERE, PASSWORD) == 401


@pytest.mark.parametrize("path", PAGES)
def test_the_kiosks_own_password_opens_no_page(tmp_path: Path, path: str) -> None:
    login = basic("kiosk", "portal-password")
    assert status(tmp_path, path, ELSEWHERE, PASSWORD, authorization=login) == 401


def test_a_header_that_says_loopback_is_not_believed(tmp_path: Path) -> None:
    spoofed = {"x_forwarded_for": HERE, "forwarded": f"for={HERE}", "host": "localhost", "x_real_ip": HERE}
    assert status(tmp_path, "/inbox/", ELSEWHERE, PASSWORD, **spoofed) == 401


def test_without_a_pages_password_an_empty_one_opens_nothing(tmp_path: Path) -> None:
    assert status(tmp_path, "/inbox/", ELSEWHERE, "", authorization=basic(PAGES_USER, "")) == 401


def test_who_knows_the_password_and_who_sits_here_see_the_pages(tmp_path: Path) -> None:
    login = basic(PAGES_USER, PASSWORD)
    assert status(tmp_path, "/inbox/", ELSEWHERE, PASSWORD, authorization=login) == 200
    assert status(tmp_path, "/inbox/", HERE, PASSWORD) == 200
