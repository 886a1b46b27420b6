"""Fees that an officer asks for, and a bank that takes transfers and tells the portal of each, once or twice.

A transfer is booked by the dossier's number in its text, never by amount or by who comes next: one that
names no dossier, or two, waits for a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from vietqr_emvco import VietQRParser

from portal_sandbox.pages import page
from portal_sandbox.request_bodies import json_object
from portal_sandbox.request_store import StoredRequest
from portal_sandbox.sandbox import Sandbox, problem
from portal_sandbox.store import StoredDossier

_FEE = """
CREATE TABLE IF NOT EXISTS fee (
    dossier_uid TEXT PRIMARY KEY, lines TEXT NOT NULL, words TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
_TRANSFER = """
CREATE TABLE IF NOT EXISTS transfer (
    id INTEGER PRIMARY KEY, reference TEXT NOT NULL UNIQUE, at TEXT NOT NULL, amount INTEGER NOT NULL,
    content TEXT NOT NULL, means TEXT NOT NULL, dossier_uid TEXT NOT NULL
) STRICT
"""
_SIGNS = re.compile(r"[^A-Z0-9]")
_MOST_VND = 10_000_000_000


class Fees:
    """What is to be paid for dossiers, and what came."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox
        for table in (_FEE, _TRANSFER):
            sandbox.store.execute(table)

    def routes(self) -> list[Route]:
        """Give the kiosk's routes below `/o/rest/v2`."""
        return [
            Route("/dossiers/{key}/payments", self._payments),
            Route("/requests/payments/{key}", self._told),
        ]

    def officer_routes(self) -> list[Route]:
        """Give the officer's routes below `/inbox`."""
        return [Route("/{key}/fee", self._ask_for, methods=["POST"])]

    def bank_routes(self) -> list[Route]:
        """Give the bank's pages."""
        return [
            Route("/", self._bank),
            Route("/transfers", self._transfer, methods=["POST"]),
            Route("/webhook", self._webhook, methods=["POST"]),
        ]

    def of(self, dossier_uid: str) -> tuple[list[dict[str, Any]], str]:
        """Give the lines of a dossier's fee and the officer's words."""
        rows = self._sandbox.store.select("SELECT * FROM fee WHERE dossier_uid = ?", dossier_uid)
        return (list(json.loads(rows[0]["lines"])), rows[0]["words"]) if rows else ([], "")

    def transfers(self, dossier_uid: str) -> list[dict[str, Any]]:
        """Give the payments that came for a dossier, oldest first."""
        rows = self._sandbox.store.select(
            "SELECT * FROM transfer WHERE dossier_uid = ? ORDER BY id", dossier_uid
        )
        return [
            {"amount": row["amount"], "at": row["at"], "reference": row["reference"], "means": row["means"]}
            for row in rows
        ]

    def due(self, dossier_uid: str) -> bool:
        """Whether something is still to be paid."""
        lines, words = self.of(dossier_uid)
        total = sum(int(one["amount"] or 0) for one in lines)
        return bool(lines or words) and sum(one["amount"] for one in self.transfers(dossier_uid)) < max(
            1, total
        )

    def take(self, reference: str, amount: int, content: str, means: str = "transfer") -> str:
        """Book a payment, once a reference; gives the uid of its dossier, "" where none is named."""
        number = _SIGNS.sub("", content.upper())
        named = [
            one
            for one in self._sandbox.store.dossiers()
            if one.number and _SIGNS.sub("", one.number.upper()) in number
        ]
        uid = named[0].reference_uid if len(named) == 1 else ""
        self._sandbox.store.execute(
            "INSERT OR IGNORE INTO transfer (reference, at, amount, content, means, dossier_uid) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            reference,
            self._sandbox.now().replace(microsecond=0).isoformat(),
            amount,
            content,
            means,
            uid,
        )
        return uid

    def notice(self, one: StoredRequest) -> None:
        """Book what a terminal at a kiosk took. That a citizen says they made a transfer books nothing."""
        fields, dossier = one.value.get("fields", {}), one.value.get("dossier") or {}
        amount = str(fields.get("amount_vnd", ""))
        if fields.get("means") in {"card", "cash"} and amount.isdigit():
            proof = str(fields.get("proof") or one.uid)
            self.take(proof, int(amount), str(dossier.get("code", "")), str(fields["means"]))

    async def _payments(self, request: Request) -> Response:
        """OpenCPS: one row a fee."""
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        if dossier is None:
            return problem(404, "Không tìm thấy")
        return JSONResponse({"data": await run_in_threadpool(self._rows, dossier)})

    def _rows(self, dossier: StoredDossier) -> list[dict[str, object]]:
        lines, words = self.of(dossier.reference_uid)
        came = self.transfers(dossier.reference_uid)
        status = "2" if self.due(dossier.reference_uid) else "5"
        rows: list[dict[str, object]] = [
            {"paymentFee": one["name"], "paymentAmount": one["amount"], "paymentStatus": status}
            for one in lines
        ]
        if not rows and (words or came):
            rows = [{"paymentFee": "", "paymentAmount": None, "paymentStatus": "3" if came else "2"}]
        for row in rows[:1]:
            row |= {"paymentNote": words, "confirmPayload": json.dumps(came)}
        return rows

    async def _told(self, request: Request) -> Response:
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        if dossier is None:
            return problem(404, "Không tìm thấy")
        lines, words = await run_in_threadpool(self.of, dossier.reference_uid)
        return JSONResponse(
            {
                "dossier": request.path_params["key"],
                "fees": lines,
                "words": words,
                "due": await run_in_threadpool(self.due, dossier.reference_uid),
                "payments": await run_in_threadpool(self.transfers, dossier.reference_uid),
                "receipt": "",
            }
        )

    async def _ask_for(self, request: Request) -> Response:
        """`name` and `amount` of a fee, or only `words` where no amount is known yet."""
        dossier = await run_in_threadpool(self._sandbox.store.find, request.path_params["key"])
        if dossier is None:
            return problem(404, "Không tìm thấy")
        form = await request.form()
        amount, name = (
            str(form.get("amount", "")).replace(".", ""),
            str(form.get("name", "")) or "Phí, lệ phí",
        )
        if amount and not (amount.isdigit() and int(amount) <= _MOST_VND):
            return problem(400, "amount: số đồng")
        lines, _ = await run_in_threadpool(self.of, dossier.reference_uid)
        if amount:
            lines = [*lines, {"name": name, "amount": int(amount)}]
        await run_in_threadpool(
            self._sandbox.store.execute,
            "INSERT OR REPLACE INTO fee VALUES (?, ?, ?)",
            dossier.reference_uid,
            json.dumps(lines, ensure_ascii=False),
            str(form.get("words", "")),
        )
        return RedirectResponse(f"/inbox/{dossier.reference_uid}", status_code=303)

    async def _bank(self, _request: Request) -> Response:
        rows = await run_in_threadpool(self._sandbox.store.select, "SELECT * FROM transfer ORDER BY id DESC")
        numbers = {one.reference_uid: one.number for one in self._sandbox.store.dossiers()}
        shown = [{**dict(row), "number": numbers.get(row["dossier_uid"], "")} for row in rows]
        return page("bank.html", transfers=shown)

    async def _transfer(self, request: Request) -> Response:
        """What the citizen's banking app does with the code it read: `code`, and perhaps another `amount`."""
        form = await request.form()
        code = str(form.get("code", "")).strip()
        if not VietQRParser.verify_checksum(code):
            return problem(400, "Mã QR không đúng")
        read = VietQRParser.parse(code)
        amount = str(form.get("amount", "")) or str(int(read["amount"] or 0))
        if not amount.isdigit() or not 0 < int(amount) <= _MOST_VND:
            return problem(400, "amount: số đồng")
        number = await run_in_threadpool(self._sandbox.store.count, "transfers")
        told = {"reference": f"FT{number:08d}", "amount": int(amount), "content": str(read["memo"])}
        await run_in_threadpool(self._told_by_bank, told)
        return RedirectResponse("/bank/", status_code=303)

    async def _webhook(self, request: Request) -> Response:
        """What a bank posts for each transfer. The same again changes nothing."""
        told = await json_object(request)
        if told is None or not str(told.get("reference", "")) or type(told.get("amount")) is not int:
            return problem(400, "reference và amount là bắt buộc")
        return JSONResponse({"dossier": await run_in_threadpool(self._told_by_bank, told)})

    def _told_by_bank(self, told: Mapping[str, Any]) -> str:
        return self.take(str(told["reference"]), int(told["amount"]), str(told.get("content", "")))
