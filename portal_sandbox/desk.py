"""What every part of the sandbox shares: its state, who may call, the time, how an answer is made."""

from __future__ import annotations

import base64
import ipaddress
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse

from portal_sandbox.codes import CodeDesk
from portal_sandbox.deadlines import VIETNAM
from portal_sandbox.faults import FaultDesk
from portal_sandbox.store import Store, StoredDossier
from portal_sandbox.tokens import TokenDesk

PAGES_USER = "sandbox"
_AUTHORITY = "H17.99.01"
"""For whoever names none: an invented commune."""


class RefusalError(Exception):
    """The portal does not take something; each protocol says so in its own form."""

    def __init__(self, status: int, message: str, **more: object) -> None:
        """`status`: of HTTP; `more`: further members of the answer."""
        super().__init__(message)
        self.status = status
        self.more = more

    def answer(self) -> JSONResponse:
        """As OpenCPS gives it."""
        body = {"code": self.status, "message": str(self), "description": "", **self.more}
        return JSONResponse(body, status_code=self.status)


@dataclass
class Desk:
    """The sandbox's parts."""

    store: Store
    tokens: TokenDesk
    user: str
    password: str
    uploads: Path
    """Folder of uploads under way."""
    pages_password: str = ""
    """Opens the pages (inbox, phone, faults) to whoever is not on this machine; "" opens them to nobody."""
    clock: Callable[[], float] = time.time
    """Unix seconds."""
    codes: CodeDesk = field(default_factory=CodeDesk)
    faults: FaultDesk = field(default_factory=FaultDesk)

    def now(self) -> datetime:
        """The time in Vietnam."""
        return datetime.fromtimestamp(self.clock(), VIETNAM)

    def allows(self, request: Request) -> bool:
        """Whether the call carries the kiosk's user and password."""
        return not self.faults.now.unauthorised and _carries(request, self.user, self.password)

    def shows_pages_to(self, request: Request) -> bool:
        """Whether this caller sees the pages: anybody on this machine, and who knows their password.

        Only the address of the connection counts: a header can say anything.
        """
        if request.client is not None and _is_loopback(request.client.host):
            return True
        return bool(self.pages_password) and _carries(request, PAGES_USER, self.pages_password)

    def official_number(self, authority: str = "") -> str:
        """Give the next official number, as docs/domain/slips.md#dossier-number builds it."""
        head = f"{authority or _AUTHORITY}-{self.now():%y%m%d}"
        return f"{head}-{self.store.count(f'number {head}'):04d}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _carries(request: Request, user: str, password: str) -> bool:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        given = base64.b64decode(value, validate=True)
    except ValueError:
        return False
    return secrets.compare_digest(given, f"{user}:{password}".encode())


def problem(status: int, message: str, **headers: str) -> JSONResponse:
    """An error as OpenCPS gives it."""
    return JSONResponse(
        {"code": status, "message": message, "description": ""}, status_code=status, headers=headers
    )


def row_of(dossier: StoredDossier) -> dict[str, object]:
    """A dossier as OpenCPS gives it."""
    return {
        **dossier.fields,
        "dossierId": dossier.dossier_id,
        "referenceUid": dossier.reference_uid,
        "dossierNo": dossier.number,
        "dossierStatus": dossier.status,
        "dossierStatusText": STATUS_TEXT.get(dossier.status, dossier.status),
        "submitDate": _written(dossier.submitted_at),
        "receiveDate": _written(dossier.submitted_at),
        "dueDate": _written(dossier.due_at),
        "lastActionNote": dossier.note,
    }


STATUS_TEXT = {
    "new": "Mới tạo",
    "receiving": "Chờ tiếp nhận",
    "processing": "Đang xử lý",
    "waiting": "Chờ bổ sung",
    "denied": "Từ chối",
    "releasing": "Chờ trả kết quả",
    "done": "Hoàn thành",
}


def _written(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%d/%m/%Y %H:%M:%S") if moment else ""
