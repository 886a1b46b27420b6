"""Messages of the national portal (Cổng DVCQG), and the province's file store that they point to."""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal_sandbox.fees import Fees
from portal_sandbox.holders import UnprovenError
from portal_sandbox.opencps import Opencps
from portal_sandbox.request_bodies import json_object, uploaded_file
from portal_sandbox.sandbox import RECEIVED_AT, RefusalError, Sandbox, problem
from portal_sandbox.store import StoredDossier
from portal_sandbox.tus import TusUploads, is_creation

_STAGES = {
    "new": "1",
    "receiving": "2",
    "denied": "3",
    "processing": "4",
    "waiting": "5",
    "cancelling": "7",
    "cancelled": "7",
    "releasing": "9",
    "done": "10",
}
"""`TrangThaiHoSo` (docs/domain/portal.md#codes) for the words that the inbox knows."""
_MOST_NUMBERS = 500
"""Official numbers in one block, as `opencps` gives."""
_NUMBER = re.compile(r"[A-Z]\d{2}(\.\d{2,3}){0,4}-\d{6}-\d{4,6}")
"""`{unit}-{yyMMdd}-{NNNN}`: what a sender makes up for itself is no number."""
_TO_PAY = "6"
_WITHDRAWN = "7"
PROCEDURES = {
    "1.001193": "Thủ tục đăng ký khai sinh",
    "1.004873": "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    "2.000635": "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
}
"""What the catalogue of this portal lists."""
Message = dict[str, Any]


class Dvcqg:
    """The routes below `/dvcqg`. Success is written in turn as 0, "0" and "00", as real systems do."""

    def __init__(self, sandbox: Sandbox, opencps: Opencps, tus: TusUploads, fees: Fees) -> None:
        """`opencps` keeps the dossiers and files, so that one inbox shows those of both protocols."""
        self._sandbox = sandbox
        self._opencps = opencps
        self._fees = fees
        self._tus = tus
        self._sessions: set[str] = set()
        self._zeros = itertools.cycle((0, "0", "00"))

    def routes(self) -> list[Route]:
        """Give the routes."""
        return [
            Route("/auth", self._log_in, methods=["POST"]),
            Route("/integration", self._message, methods=["POST"]),
            Route("/share", self._message, methods=["POST"]),
            Route("/files", self._files, methods=["GET", "POST", "OPTIONS"]),
            Route("/files/tus/{upload}", self._upload, methods=["HEAD", "PATCH"]),
            Route("/files/{uid}/{file_uid}", self._file),
        ]

    async def _log_in(self, request: Request) -> Response:
        message = await json_object(request) or {}
        given = (str(message.get("username", "")), str(message.get("password", "")))
        right = all(
            secrets.compare_digest(mine.encode(), theirs.encode())
            for mine, theirs in zip((self._sandbox.user, self._sandbox.password), given, strict=True)
        )
        if not right or self._sandbox.faults.now.unauthorised:
            return _refused(-1, "Sai tài khoản hoặc mật khẩu")
        session = secrets.token_hex(16)
        self._sessions.add(session)
        return self._done(session=session)

    async def _message(self, request: Request) -> Response:
        message = await json_object(request) or {}
        session = str(message.get("session", ""))
        if session not in self._sessions:
            return _refused(-1, "Phiên làm việc không hợp lệ")
        if self._sandbox.faults.session_is_over():
            self._sessions.discard(session)
            return _refused(-1, "Phiên làm việc đã hết hạn")
        match message.get("service"):
            case "TraCuuHoSo" if message.get("soGiayTo"):
                person = str(message["soGiayTo"])
                rows = [
                    self._row(one, one.number)
                    for one in await run_in_threadpool(self._sandbox.store.of_person, person)
                    if one.number
                ]
                return self._done(data=rows)
            case "TraCuuHoSo":
                return await run_in_threadpool(self._look_up, str(message.get("mahoso", "")))
            case "DongBoHoSoMC":
                return await run_in_threadpool(self._register, message)
            case "CapNhatTienDoHoSoMC":
                return await run_in_threadpool(self._step, message)
            case "CapSoHoSo":
                return await run_in_threadpool(self._numbers, message)
            case "KhaiBaoKiosk":
                return await run_in_threadpool(self._holder, message)
            case "LayDanhSachTTHC":
                rows = [{"MATTHC": code, "TENTTHC": name} for code, name in PROCEDURES.items()]
                return self._done(result=rows[:1] if self._sandbox.faults.now.catalogue == "half" else rows)
            case "LayThuTuc":
                return self._procedure(str(message.get("maTTHC", "")))
            case _:
                return _refused(-2, "Dịch vụ không tồn tại")

    def _procedure(self, code: str) -> Response:
        if code not in PROCEDURES:
            return _refused(-2, f"Không có thủ tục {code}")
        time = {"THOIGIANGIAIQUYET": "3", "DONVITINH": "Ngày làm việc", "MOTA": "", "PHILEPHI": []}
        wrong = self._sandbox.faults.now.catalogue
        office = {
            "MADONVI": "H01.99.01" if wrong == "another_province" else "H17.99.01",
            "TENDONVI": "UBND xã",
        }
        law = {
            "SOVANBAN": "15/2020/TT-BTP" if wrong == "older" else "09/2025/TT-BTP",
            "TENVANBAN": "Thông tư",
        }
        row = {
            "TENTTHC": PROCEDURES[code],
            "TRANGTHAI": "1",
            "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15-HT", "TENLINHVUC": "Hộ tịch"}],
            "COQUANTHUCHIEN": [office],
            "CANCUPHAPLY": [law],
            "CACHTHUCTHUCHIEN": [{"KENH": "1", "THOIGIAN": [time]}],
            "THANHPHANHOSO": [{"TRUONGHOP": "", "GIAYTO": [{"MAGIAYTO": "1", "TENGIAYTO": "Tờ khai"}]}],
        }
        return self._done(result=[row])

    def _look_up(self, number: str) -> Response:
        dossier = self._sandbox.store.named(number)
        return self._done(data=[] if dossier is None else [self._row(dossier, number)])

    def _register(self, message: Message) -> Response:
        updating = str(message.get("isUpdating", "")).lower() == "true"
        for row in _rows(message):
            number, uid = str(row.get("MaHoSo", "")), str(row.get("ThongTinKhac", ""))
            if not number or not uid or not row.get("MaTTHC"):
                return _refused(-2, "MaHoSo, ThongTinKhac và MaTTHC là bắt buộc")
            if _NUMBER.fullmatch(number) is None:
                return _refused(-2, f"MaHoSo {number} không đúng định dạng")
            words = self._sandbox.faults.now.reject
            if refusal := words.get(uid, words.get("*", "")):
                return _refused(-2, refusal)
            known = self._sandbox.store.named(number)
            if known is not None and not updating:
                return _refused(-3, f"Hồ sơ {number} đã tồn tại")
            if known is not None and known.reference_uid != uid:
                return _refused(-2, f"MaHoSo {number} là số của hồ sơ khác")
            self._sandbox.store.create(uid, _fields(row))
            self._sandbox.store.name(number, uid)
        return self._done()

    def _step(self, message: Message) -> Response:
        for step in _rows(message):
            dossier = self._sandbox.store.named(str(step.get("MaHoSo", "")))
            if dossier is None:
                return _refused(-2, "Không tìm thấy hồ sơ")
            if str(step.get("TrangThai", "")) == _WITHDRAWN:
                self._opencps.withdraw(dossier, str(step.get("NoiDungXuLy", "")))
            else:
                self._opencps.hand_in(dossier)
        return self._done()

    def _holder(self, message: Message) -> Response:
        try:
            refused = self._opencps.holders.tell(message)
        except UnprovenError:
            return _refused(-2, "Chữ ký không đúng")
        return _refused(-41, f"kiosk_id_in_use: {refused}") if refused else self._done()

    def _numbers(self, message: Message) -> Response:
        if self._sandbox.faults.now.no_numbers:
            return _refused(-2, "Dịch vụ không tồn tại")
        request_uid, count = str(message.get("maYeuCau", "")), str(message.get("soLuong", ""))
        if not request_uid or not count.isdigit() or not 1 <= int(count) <= _MOST_NUMBERS:
            return _refused(-2, f"soLuong: 1 đến {_MOST_NUMBERS}")
        return self._done(data=self._opencps.block(request_uid, str(message.get("maCoQuan", "")), int(count)))

    async def _files(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return await self._tus.offer(request)
        if request.method == "GET":
            return await run_in_threadpool(self._list, request)
        if is_creation(request):
            return self._tus.create(request)
        try:
            await self._keep(*await uploaded_file(request))
        except RefusalError as refusal:
            return refusal.answer()
        return self._done(data=[])

    async def _upload(self, request: Request) -> Response:
        if request.method == "HEAD":
            return await self._tus.offset(request)
        return await self._tus.append(request, self._keep)

    async def _keep(self, fields: Mapping[str, str], content: bytes) -> None:
        dossier = await run_in_threadpool(self._sandbox.store.named, fields.get("mahoso", ""))
        if dossier is None:
            raise RefusalError(404, "Không tìm thấy hồ sơ")
        as_opencps = {
            "referenceUid": fields.get("TepDinhKemId", ""),
            "dossierPartNo": fields.get("MaThanhPhanHoSo", ""),
            "displayName": fields.get("TenTepDinhKem", ""),
            "fileType": "pdf",
        }
        await self._opencps.keep_file(dossier, as_opencps, content)

    def _list(self, request: Request) -> Response:
        dossier = self._sandbox.store.named(request.query_params.get("mahoso", ""))
        if dossier is None:
            return self._done(data=[])
        base = str(request.url).partition("?")[0].rstrip("/")
        rows = [
            {
                "TepDinhKemId": file.file_uid,
                "DuongDanTaiTepTin": f"{base}/{dossier.reference_uid}/{file.file_uid}",
                "KichThuoc": str(self._sandbox.faults.told_size(file.size)),
            }
            for file in self._sandbox.store.files(dossier.reference_uid)
        ]
        return self._done(data=rows)

    async def _file(self, request: Request) -> Response:
        content = await run_in_threadpool(
            self._sandbox.store.content, request.path_params["uid"], request.path_params["file_uid"]
        )
        if content is None:
            return problem(404, "Không tìm thấy")
        return Response(content, media_type="application/pdf")

    def _row(self, dossier: StoredDossier, number: str) -> dict[str, object]:
        """Give the dossier's row with what an officer asked to be paid."""
        lines, _ = self._fees.of(dossier.reference_uid)
        due = self._fees.due(dossier.reference_uid)
        fees = [
            {"TenPhiLePhi": one["name"], "MaPhiLePhi": "1", "HinhThucThu": "1", "Gia": str(one["amount"])}
            for one in lines
        ]
        row = _row(dossier, number)
        in_work = row["TrangThaiHoSo"] in {"1", "2", "4"}
        return {
            **row,
            "TrangThaiHoSo": _TO_PAY if due and in_work else row["TrangThaiHoSo"],
            "DanhSachLePhi": fees,
            "DuocThanhToanTrucTuyen": "0" if not lines else "3" if due else "1",
        }

    def _done(self, **more: object) -> Response:
        return JSONResponse({"error_code": next(self._zeros), "message": "", **more})


def _fields(row: Message) -> dict[str, str]:
    """Translate a dossier into the field names that the inbox and the store use, those of OpenCPS."""
    return {
        "serviceCode": str(row.get("MaTTHC", "")),
        "serviceName": str(row.get("TenTTHC", "")),
        "govAgencyCode": str(row.get("DonViXuLy", "")),
        "applicantName": str(row.get("ChuHoSo", "")),
        "applicantIdNo": str(row.get("SoGiayToChuHoSo", "")),
        "contactName": str(row.get("ChuHoSo", "")),
        "briefNote": str(row.get("TrichYeuHoSo", "")),
        "applicantNote": str(row.get("GhiChu", "")),
        "dossierNo": str(row["MaHoSo"]),
        "protocol": "dvcqg",
    }


def _row(dossier: StoredDossier, number: str) -> dict[str, object]:
    asked = dossier.status == "waiting"
    supplement = {
        "HoSoBoSungId": f"{dossier.dossier_id}-1",
        "NoiDungBoSung": dossier.note,
        "NgayBoSung": _compact(dossier.fields.get("askedAt", "")),
        "NgayTiepNhanBoSung": "",
    }
    return {
        "MaHoSo": number,
        "SoHoSo": dossier.number,
        "TenTTHC": dossier.fields.get("serviceName", ""),
        "ThongTinKhac": dossier.reference_uid,
        "SoGiayToChuHoSo": dossier.fields.get("applicantIdNo", ""),
        "TrangThaiHoSo": _STAGES.get(dossier.status, "1"),
        "NgayTiepNhan": _compact(dossier.fields.get(RECEIVED_AT, "")),
        "NgayHenTra": _compact(dossier.due_at),
        "DanhSachHoSoBoSung": [supplement] if asked else [],
    }


def _compact(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%Y%m%d%H%M%S") if moment else ""


def _rows(message: Message) -> list[Message]:
    rows = message.get("data")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _refused(code: int, message: str) -> Response:
    return JSONResponse({"error_code": code, "message": message})
