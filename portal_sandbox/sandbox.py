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

from portal_sandbox.deadlines import VIETNAM
from portal_sandbox.device_grants import DeviceGrants
from portal_sandbox.faults import FaultSwitches
from portal_sandbox.one_time_codes import OneTimeCodes
from portal_sandbox.store import Store, StoredDossier
from portal_sandbox.tokens import TokenIssuer

PAGES_USER = "sandbox"
_AUTHORITY = "H17.99.01"
"""An invented commune, for dossiers that name no authority."""


class RefusalError(Exception):
    """The portal refuses something. Each protocol turns this into an answer of its own form."""

    def __init__(self, status: int, message: str, **more: object) -> None:
        """`status`: HTTP status; `more`: further members of the answer."""
        super().__init__(message)
        self.status = status
        self.more = more

    def answer(self) -> JSONResponse:
        """Give the answer in the form of OpenCPS."""
        body = {"code": self.status, "message": str(self), "description": "", **self.more}
        return JSONResponse(body, status_code=self.status)


@dataclass
class Sandbox:
    """The state that all routes share."""

    store: Store
    tokens: TokenIssuer
    user: str
    password: str
    uploads: Path
    """Folder of unfinished uploads."""
    pages_password: str = ""
    """Opens the pages (inbox, phone, faults) to whoever is not on this machine; "" opens them to nobody."""
    clock: Callable[[], float] = time.time
    """Unix seconds."""
    codes: OneTimeCodes = field(default_factory=OneTimeCodes)
    devices: DeviceGrants = field(default_factory=DeviceGrants)
    faults: FaultSwitches = field(default_factory=FaultSwitches)

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
    """Give an error in the form of OpenCPS."""
    return JSONResponse(
        {"code": status, "message": message, "description": ""}, status_code=status, headers=headers
    )


RECEIVED_AT = "receivedAt"
"""Key under which the store keeps when an officer received a dossier."""


def row_of(dossier: StoredDossier) -> dict[str, object]:
    """Give a dossier in the form of OpenCPS."""
    return {
        **{name: value for name, value in dossier.fields.items() if name != RECEIVED_AT},
        "dossierId": dossier.dossier_id,
        "referenceUid": dossier.reference_uid,
        "dossierNo": dossier.number,
        "dossierStatus": dossier.status,
        "dossierStatusText": STATUS_TEXT.get(dossier.status, dossier.status),
        "submitDate": _written(dossier.submitted_at),
        "receiveDate": _written(dossier.fields.get(RECEIVED_AT, "")),
        "dueDate": _written(dossier.due_at),
        "lastActionNote": dossier.note,
    }


STATUS_TEXT = {
    "new": "Mới tạo",
    "receiving": "Chờ tiếp nhận",
    "processing": "Đang xử lý",
    "waiting": "Chờ bổ sung",
    "denied": "Từ chối",
    "cancelling": "Xin rút hồ sơ",
    "cancelled": "Đã rút hồ sơ",
    "releasing": "Chờ trả kết quả",
    "done": "Hoàn thành",
}


def _written(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%d/%m/%Y %H:%M:%S") if moment else ""
