"""The sandbox's identity service: verifies its own tokens, sends one-time codes. A simulator, not VNeID."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal_sandbox.device_grants import INTERVAL_S, LIFETIME_S
from portal_sandbox.people import PEOPLE, account_of
from portal_sandbox.request_bodies import json_object
from portal_sandbox.sandbox import Sandbox, problem


class Identity:
    """The routes below `/identity`."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        """Give the routes."""
        return [
            Route("/health", self._health),
            Route("/verify", self._verify, methods=["POST"]),
            Route("/device_authorization", self._begin_device, methods=["POST"]),
            Route("/token", self._device_token, methods=["POST"]),
            Route("/codes", self._send, methods=["POST"]),
            Route("/codes/check", self._check, methods=["POST"]),
        ]

    async def _health(self, _request: Request) -> Response:
        return JSONResponse({"status": "ok", "simulator": True})

    async def _verify(self, request: Request) -> Response:
        wanted = await json_object(request)
        if wanted is None:
            return problem(400, "JSON")
        checked = self._sandbox.tokens.check(str(wanted.get("token", "")), self._sandbox.clock())
        person, organisation = account_of(checked.personal_id)
        if checked.result != "verified" or person is None:
            return JSONResponse(
                {"result": checked.result if person or not checked.personal_id else "unknown"}
            )
        if person.condition != "active":
            return JSONResponse({"result": person.condition, "level": person.level})
        if person.level < 2:
            return JSONResponse({"result": "level_1", "level": person.level})
        claims = {**person.claims(), **(organisation.claims(person.personal_id) if organisation else {})}
        return JSONResponse({"result": "verified", "level": person.level, "claims": claims})

    async def _begin_device(self, request: Request) -> Response:
        waits_s = self._sandbox.faults.now.phone_waits_s or LIFETIME_S
        code, grant = self._sandbox.devices.begin(self._sandbox.clock(), waits_s)
        address = str(request.base_url).rstrip("/").removesuffix("/identity") + "/phone/device"
        return JSONResponse(
            {
                "device_code": code,
                "user_code": grant.user_code,
                "verification_uri": address,
                "verification_uri_complete": f"{address}?user_code={grant.user_code}",
                "expires_in": int(waits_s),
                "interval": int(INTERVAL_S),
            },
            headers={"Cache-Control": "no-store"},
        )

    async def _device_token(self, request: Request) -> Response:
        form = await request.form()
        if form.get("grant_type") != "urn:ietf:params:oauth:grant-type:device_code":
            return JSONResponse({"error": "unsupported_grant_type"}, 400)
        error, personal_id = self._sandbox.devices.take(
            str(form.get("device_code", "")), self._sandbox.clock()
        )
        if error:
            return JSONResponse({"error": error}, 400, headers={"Cache-Control": "no-store"})
        token = self._sandbox.tokens.issue(personal_id, self._sandbox.clock())
        return JSONResponse(
            {"access_token": token, "token_type": "Bearer"}, headers={"Cache-Control": "no-store"}
        )

    async def _send(self, request: Request) -> Response:
        wanted = await json_object(request)
        if wanted is None or not wanted.get("reference_uid"):
            return problem(400, "reference_uid")
        personal_id = str(wanted.get("personal_id", ""))
        person = PEOPLE.get(personal_id)
        phone = str(wanted.get("phone", "")) or (person.phone if person else "")
        uid = str(wanted["reference_uid"])
        return JSONResponse(self._sandbox.codes.send(uid, personal_id, phone, self._sandbox.clock()))

    async def _check(self, request: Request) -> Response:
        wanted = await json_object(request)
        if wanted is None:
            return problem(400, "JSON")
        uid, code = str(wanted.get("reference_uid", "")), str(wanted.get("code", ""))
        return JSONResponse(self._sandbox.codes.check(uid, code, self._sandbox.clock()))
