"""The citizen's phone as a web page: a VNeID-like QR renewed every 30 s, the card's QR, the code messages."""

from __future__ import annotations

import io

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from portal_sandbox.pages import page
from portal_sandbox.people import ORGANISATIONS, PEOPLE, Citizen, account_of
from portal_sandbox.sandbox import Sandbox, problem

RENEW_S = 30


class Phone:
    """The routes below `/phone`."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        """Give the routes."""
        return [
            Route("/", self._all),
            Route("/device", self._device),
            Route("/{personal_id}/device", self._decide, methods=["POST"]),
            Route("/{personal_id}", self._one),
            Route("/{personal_id}/token", self._token),
            Route("/{personal_id}/qr.png", self._qr),
            Route("/{personal_id}/card.png", self._card),
            Route("/{personal_id}/codes", self._codes),
        ]

    async def _all(self, _request: Request) -> Response:
        accounts = [
            (f"{personal_id}@{one.tax_code}", one, PEOPLE[personal_id])
            for one in ORGANISATIONS.values()
            for personal_id in (one.representative, *one.delegates)
        ]
        return page("phones.html", people=PEOPLE.values(), accounts=accounts)

    async def _one(self, request: Request) -> Response:
        person = _person(request)
        if person is None:
            return problem(404, "Không tìm thấy")
        return page("phone.html", person=person, subject=_subject(request), renew_s=RENEW_S)

    async def _device(self, request: Request) -> Response:
        code = request.query_params.get("user_code", "")
        return page("device.html", people=PEOPLE.values(), user_code=code)

    async def _decide(self, request: Request) -> Response:
        person, form = _person(request), await request.form()
        if person is None:
            return problem(404, "Không tìm thấy")
        approve = form.get("decision") == "approve"
        decided = self._sandbox.devices.decide(
            str(form.get("user_code", "")),
            request.path_params["personal_id"],
            self._sandbox.clock(),
            approve=approve,
        )
        return PlainTextResponse("Đã ghi nhận." if decided else "Yêu cầu không còn.", 200 if decided else 409)

    async def _token(self, request: Request) -> Response:
        person = _person(request)
        if person is None:
            return problem(404, "Không tìm thấy")
        return PlainTextResponse(self._sandbox.tokens.issue(_subject(request), self._sandbox.clock()))

    async def _qr(self, request: Request) -> Response:
        person = _person(request)
        if person is None:
            return problem(404, "Không tìm thấy")
        return _picture(self._sandbox.tokens.issue(_subject(request), self._sandbox.clock()))

    async def _card(self, request: Request) -> Response:
        person = _person(request)
        fields = request.query_params.get("fields", "7")
        if person is None or fields not in ("7", "11"):
            return problem(404, "Không tìm thấy")
        return _picture(person.card_text(int(fields)))

    async def _codes(self, request: Request) -> Response:
        messages = self._sandbox.codes.inbox(_subject(request).partition("@")[0])
        return JSONResponse(
            [{"code": one.code, "referenceUid": one.reference_uid, "at": one.at} for one in messages],
            headers={"Cache-Control": "no-store"},
        )


def _subject(request: Request) -> str:
    """Whose account it is: see `account_of`."""
    return str(request.path_params["personal_id"])


def _person(request: Request) -> Citizen | None:
    return account_of(_subject(request))[0]


def _picture(text: str) -> Response:
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="png", scale=10, border=4)
    return Response(buffer.getvalue(), media_type="image/png", headers={"Cache-Control": "no-store"})
