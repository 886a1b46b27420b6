"""The sandbox as one ASGI application: routes, the check of the password, and the faults in front of all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from pathlib import Path

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from portal_sandbox.desk import Desk, problem
from portal_sandbox.dvcqg import Dvcqg
from portal_sandbox.identity import Identity
from portal_sandbox.inbox import Inbox, state
from portal_sandbox.opencps import Opencps
from portal_sandbox.phone import Phone
from portal_sandbox.tus import TusShelf

_PROTECTED = ("/o/rest/v2", "/identity", "/dvcqg")
_OWN_LOGIN = frozenset({"/dvcqg/auth", "/dvcqg/integration", "/dvcqg/share"})
"""Their messages carry a session of their own."""
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LOGIN_PAGE = "<!doctype html><title>Wi-Fi</title><p>Xin đăng nhập để dùng Wi-Fi.</p>"
_HUGE = 64 * 1024 * 1024
Next = Callable[[Request], Awaitable[Response]]


def build(desk: Desk) -> Starlette:
    """Give the application."""

    async def gate(request: Request, call_next: Next) -> Response:
        if not request.url.path.startswith(_PROTECTED):
            return await call_next(request) if desk.shows_pages_to(request) else _ask_for_login()
        return await _guarded(desk, request, call_next)

    application = Starlette(routes=_routes(desk), middleware=[Middleware(BaseHTTPMiddleware, dispatch=gate)])
    application.state.desk = desk
    return application


def _ask_for_login() -> Response:
    answer = problem(401, "Xin đăng nhập")
    answer.headers["WWW-Authenticate"] = 'Basic realm="portal-sandbox", charset="UTF-8"'
    return answer


def _routes(desk: Desk) -> list[BaseRoute]:
    shelf = TusShelf(desk, desk.uploads)
    opencps = Opencps(desk, shelf)
    return [
        Route("/", lambda _request: RedirectResponse("/inbox/")),
        Route("/style.css", _style),
        Route("/sandbox/state", state),
        Route("/sandbox/faults", _faults, methods=["GET", "POST"]),
        Mount("/o/rest/v2", routes=opencps.routes()),
        Mount("/dvcqg", routes=Dvcqg(desk, opencps, shelf).routes()),
        Mount("/identity", routes=Identity(desk).routes()),
        Mount("/phone", routes=Phone(desk).routes()),
        Mount("/inbox", routes=Inbox(desk).routes()),
    ]


async def _style(_request: Request) -> Response:
    return FileResponse(Path(__file__).parent / "pages" / "style.css", media_type="text/css")


async def _faults(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    if request.method == "POST":
        try:
            desk.faults.change(await request.json())
        except (ValidationError, ValueError, TypeError) as error:
            return problem(400, str(error).splitlines()[0])
    return JSONResponse(desk.faults.now.model_dump())


async def _guarded(desk: Desk, request: Request, call_next: Next) -> Response:
    if desk.faults.now.slow_s:
        await asyncio.sleep(desk.faults.now.slow_s)
    answer = await _answered(desk, request, call_next)
    answer.headers["Date"] = formatdate(desk.clock() + desk.faults.now.date_skew_s, usegmt=True)
    return answer


async def _answered(desk: Desk, request: Request, call_next: Next) -> Response:
    faults = desk.faults.now
    is_identity = request.url.path.startswith("/identity")
    if faults.captive:
        return HTMLResponse(_LOGIN_PAGE)
    if faults.redirect:
        return RedirectResponse("/phone/", status_code=302)
    if faults.identity_down if is_identity else faults.portal_down:
        return problem(503, "Bảo trì")
    if request.url.path not in _OWN_LOGIN and not desk.allows(request):
        return problem(401, "Sai tài khoản")
    if faults.retry_after_s and not is_identity:
        return problem(429, "Quá nhiều yêu cầu", **{"Retry-After": str(faults.retry_after_s)})
    if faults.nonsense and not is_identity:
        return _nonsense(faults.nonsense)
    answer = await call_next(request)
    if not is_identity and request.method in _WRITES and desk.faults.answer_is_lost():
        answer = problem(503, "Câu trả lời bị mất")
    return answer


def _nonsense(kind: str) -> Response:
    match kind:
        case "html":
            return HTMLResponse("<!doctype html><h1>Lỗi</h1>", status_code=500)
        case "truncated":
            return Response(b'{"dossierId": 1, "refer', media_type="application/json")
        case "huge":
            return Response(json.dumps({"x": "a" * _HUGE}), media_type="application/json")
        case "type":
            return JSONResponse(["không", "phải", "đối tượng"])
        case _:
            return Response(b"", media_type="application/json")
