"""The sandbox as one ASGI application: routes, password check, and faults that come before every route."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from email.utils import formatdate
from pathlib import Path

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from portal_sandbox.appointments import Appointments
from portal_sandbox.bookings import Bookings
from portal_sandbox.due_services import DueServices
from portal_sandbox.dvcqg import Dvcqg
from portal_sandbox.fees import Fees
from portal_sandbox.identity import Identity
from portal_sandbox.inbox import Inbox, state
from portal_sandbox.officer import Officer
from portal_sandbox.opencps import Opencps
from portal_sandbox.phone import Phone
from portal_sandbox.ratings import Ratings
from portal_sandbox.request_store import RequestStore
from portal_sandbox.requests import Requests
from portal_sandbox.sandbox import Sandbox, problem
from portal_sandbox.tus import TusUploads

_PROTECTED = ("/o/rest/v2", "/identity", "/dvcqg")
_IDENTITY = "/identity"
_OWN_LOGIN = frozenset({"/dvcqg/auth", "/dvcqg/integration", "/dvcqg/share"})
"""Routes that need no password in the header: their messages carry a session."""
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LOGIN_PAGE = "<!doctype html><title>Wi-Fi</title><p>Xin đăng nhập để dùng Wi-Fi.</p>"
_HUGE = 64 * 1024 * 1024
"""Bytes of an answer that no client may keep whole."""
Next = Callable[[Request], Awaitable[Response]]


def build(sandbox: Sandbox) -> Starlette:
    """Give the application."""

    async def gate(request: Request, call_next: Next) -> Response:
        if not request.url.path.startswith(_PROTECTED):
            return await call_next(request) if sandbox.shows_pages_to(request) else _ask_for_login()
        return await _guarded(sandbox, request, call_next)

    application = Starlette(
        routes=_routes(sandbox), middleware=[Middleware(BaseHTTPMiddleware, dispatch=gate)]
    )
    application.state.sandbox = sandbox
    return application


def _ask_for_login() -> Response:
    answer = problem(401, "Xin đăng nhập")
    answer.headers["WWW-Authenticate"] = 'Basic realm="portal-sandbox", charset="UTF-8"'
    return answer


def _routes(sandbox: Sandbox) -> list[BaseRoute]:
    tus = TusUploads(sandbox, sandbox.uploads)
    opencps = Opencps(sandbox, tus)
    bookings = Bookings(sandbox)
    officer = (*Officer(sandbox).routes(), *Inbox(sandbox).routes())
    fees, ratings = Fees(sandbox), Ratings(sandbox)
    due, appointments = DueServices(sandbox), Appointments(sandbox)
    requests = Requests(sandbox, RequestStore(sandbox.store), tus, fees, ratings, appointments)
    return [
        Route("/", lambda _request: RedirectResponse("/inbox/")),
        Route("/style.css", _style),
        Route("/sandbox/state", state),
        Route("/sandbox/faults", _faults, methods=["GET", "POST"]),
        Mount(
            "/o/rest/v2",
            routes=[
                *fees.routes(),
                *ratings.routes(),
                *due.routes(),
                *appointments.routes(),
                *requests.routes(),
                *bookings.routes(),
                *opencps.routes(),
            ],
        ),
        Mount("/dvcqg", routes=Dvcqg(sandbox, opencps, tus, fees).routes()),
        Mount("/identity", routes=Identity(sandbox).routes()),
        Mount("/phone", routes=Phone(sandbox).routes()),
        Mount("/counter", routes=[*bookings.counter_routes(), *appointments.counter_routes()]),
        Mount("/inbox/due", routes=due.officer_routes()),
        Mount("/inbox/requests", routes=requests.officer_routes()),
        Mount("/bank", routes=fees.bank_routes()),
        Mount("/inbox", routes=[*fees.officer_routes(), *ratings.officer_routes(), *officer]),
    ]


async def _style(_request: Request) -> Response:
    return FileResponse(Path(__file__).parent / "pages" / "style.css", media_type="text/css")


async def _faults(request: Request) -> Response:
    sandbox: Sandbox = request.app.state.sandbox
    if request.method == "POST":
        try:
            sandbox.faults.change(await request.json())
        except (ValidationError, ValueError, TypeError) as error:
            return problem(400, str(error).splitlines()[0])
    return JSONResponse(sandbox.faults.now.model_dump())


async def _guarded(sandbox: Sandbox, request: Request, call_next: Next) -> Response:
    if sandbox.faults.now.slow_s and _concerned(sandbox, request, spares_identity=False):
        await asyncio.sleep(sandbox.faults.now.slow_s)
    answer = await _answered(sandbox, request, call_next)
    answer.headers["Date"] = formatdate(sandbox.clock() + sandbox.faults.now.date_skew_s, usegmt=True)
    return answer


async def _answered(sandbox: Sandbox, request: Request, call_next: Next) -> Response:
    faults = sandbox.faults.now
    is_identity = request.url.path.startswith(_IDENTITY)
    concerned = _concerned(sandbox, request)
    if faults.captive and (concerned or not faults.only):
        return HTMLResponse(_LOGIN_PAGE)
    if faults.redirect:
        return RedirectResponse("/phone/", status_code=302)
    if faults.identity_down if is_identity else faults.portal_down:
        return problem(503, "Bảo trì")
    if request.url.path not in _OWN_LOGIN and not sandbox.allows(request):
        return problem(401, "Sai tài khoản")
    if faults.retry_after_s and not is_identity:
        return problem(429, "Quá nhiều yêu cầu", **{"Retry-After": str(faults.retry_after_s)})
    if faults.status and concerned:
        return problem(faults.status, "Lỗi hệ thống")
    if faults.nonsense and concerned:
        return _nonsense(faults.nonsense)
    if faults.others and concerned and request.method == "GET":
        _ask_for_another(request, faults.others)
    answer = await call_next(request)
    if not is_identity and request.method in _WRITES and sandbox.faults.answer_is_lost():
        answer = problem(503, "Câu trả lời bị mất")
    return answer


def _concerned(sandbox: Sandbox, request: Request, *, spares_identity: bool = True) -> bool:
    path = request.url.path
    identity = spares_identity and path.startswith(_IDENTITY)
    return sandbox.faults.now.concern(path, identity=identity)


def _ask_for_another(request: Request, others: Mapping[str, str]) -> None:
    """Let the routes see the question for another's record."""
    path, query = request.scope["path"], request.scope["query_string"].decode()
    for key, other in others.items():
        path, query = path.replace(key, other), query.replace(key, other)
    request.scope.update(path=path, raw_path=path.encode(), query_string=query.encode())


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
