"""The messages of the national portal, as small as the tests allow."""

from __future__ import annotations

import itertools
import re
from typing import Any

_OFFICIAL = re.compile(r"H17\.99\.\d{2}-\d{6}-\d{4,6}")


class NationalPortal:
    """Keeps dossiers by `MaHoSo`. Change the attributes to make it behave otherwise."""

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.logins = 0
        self.expired = "Session không hợp lệ"
        self.rows: dict[str, dict[str, Any]] = {}
        self.creations: list[str] = []
        self.steps: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.services: list[str] = []
        self.withdrawals: list[str] = []
        self.catalogue: dict[str, dict[str, Any]] = {}
        """Code → the answer to LayThuTuc."""
        self.listed: Any = None
        """Answer to LayDanhSachTTHC; None: the codes of `catalogue`."""
        self.password = "bí-mật"
        self.success: object = 0
        self.hands_out_none = False
        """Whether there are no official numbers in advance."""
        self.blocks: dict[str, list[str]] = {}
        self._numbers = itertools.count(1)

    def answer(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Answer one message."""
        if path == "/auth":
            if body["password"] != self.password:
                return {"error_code": -1, "message": "Sai mật khẩu"}
            self.logins += 1
            session = f"s{self.logins}"
            self.sessions = {session}
            return {"error_code": self.success, "session": session}
        if body["session"] not in self.sessions:
            return {"error_code": "-9", "message": self.expired}
        self.services.append(body["service"])
        match body["service"]:
            case "TraCuuHoSo" if "soGiayTo" in body:
                rows = [row for row in self.rows.values() if row["SoGiayToChuHoSo"] == body["soGiayTo"]]
                return {"error_code": self.success, "data": rows}
            case "TraCuuHoSo":
                row = self.rows.get(body["mahoso"])
                return {"error_code": self.success, "data": [] if row is None else [row]}
            case "DongBoHoSoMC":
                return self._store_row(body)
            case "CapNhatTienDoHoSoMC":
                return self._step(body["data"][0])
            case "CapSoHoSo":
                if self.hands_out_none:
                    return {"error_code": 4, "message": "service không có"}
                # The same request gets the same numbers.
                block = self.blocks.setdefault(body["maYeuCau"], [])
                while len(block) < int(body["soLuong"]):
                    block.append(f"H17.99.01-261124-{next(self._numbers):04d}")
                return {"error_code": self.success, "data": block}
            case "LayDanhSachTTHC":
                rows = [{"MATTHC": code} for code in self.catalogue]
                return {"error_code": self.success, "result": rows if self.listed is None else self.listed}
            case "LayThuTuc" if body["maTTHC"] in self.catalogue:
                return {"error_code": self.success, "result": [self.catalogue[body["maTTHC"]]]}
        return {"error_code": 4, "message": "service không có"}

    def store(self, fields: dict[str, str], content: bytes) -> None:
        """Take a file."""
        self.files[fields["TepDinhKemId"]] = (fields["mahoso"], content)

    def stored(self, number: str) -> list[dict[str, str]]:
        """List a dossier's files."""
        return [
            {
                "TepDinhKemId": uid,
                "DuongDanTaiTepTin": f"https://kho.example/{uid}",
                "KichThuoc": str(len(content)),
            }
            for uid, (owner, content) in self.files.items()
            if owner == number
        ]

    def _store_row(self, body: dict[str, Any]) -> dict[str, Any]:
        row = body["data"][0]
        number = row["MaHoSo"]
        if _OFFICIAL.fullmatch(number) is None:
            return {"error_code": 2, "message": "MaHoSo không đúng định dạng"}
        if body["isUpdating"] == "False":
            if number in self.rows:
                return {"error_code": "-3", "message": f"Hồ sơ {number} đã tồn tại"}
            self.creations.append(number)
        self.rows[number] = {**self.rows.get(number, {}), **row}
        return {"error_code": self.success}

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        row = self.rows[step["MaHoSo"]]
        if step["TrangThai"] == "7":
            self.withdrawals.append(row["ThongTinKhac"])
            row["TrangThaiHoSo"] = "7"
            return {"error_code": self.success}
        steps = self.steps.setdefault(step["MaHoSo"], [])
        if step not in steps:
            steps.append(step)
        row["NgayTiepNhan"] = "20261124153000"
        row["NgayHenTra"] = "20261127170000"
        return {"error_code": self.success}
