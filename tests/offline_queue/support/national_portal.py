"""The messages of the national portal, as small as the tests allow."""

from __future__ import annotations

from typing import Any


class NationalPortal:
    """Keeps dossiers by `MaHoSo`. Change the attributes to make it behave otherwise."""

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.logins = 0
        self.rows: dict[str, dict[str, Any]] = {}
        self.creations: list[str] = []
        self.steps: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.services: list[str] = []
        self.catalogue: dict[str, dict[str, Any]] = {}
        """Code → the answer to LayThuTuc."""
        self.listed: Any = None
        """Answer to LayDanhSachTTHC; None: the codes of `catalogue`."""
        self.password = "bí-mật"
        self.success: object = 0

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
            return {"error_code": "-9", "message": "Session không hợp lệ"}
        self.services.append(body["service"])
        match body["service"]:
            case "TraCuuHoSo":
                row = self.rows.get(body["mahoso"])
                return {"error_code": self.success, "data": [] if row is None else [row]}
            case "DongBoHoSoMC":
                return self._store_row(body)
            case "CapNhatTienDoHoSoMC":
                return self._step(body["data"][0])
            case "CapSoHoSo":
                numbers = [f"H17.99.01-261124-{n:04d}" for n in range(int(body["soLuong"]))]
                return {"error_code": self.success, "data": numbers}
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
        if body["isUpdating"] == "False":
            if number in self.rows:
                return {"error_code": "-3", "message": f"Hồ sơ {number} đã tồn tại"}
            self.creations.append(number)
        self.rows[number] = {**self.rows.get(number, {}), **row}
        return {"error_code": self.success}

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        row = self.rows[step["MaHoSo"]]
        steps = self.steps.setdefault(step["MaHoSo"], [])
        if step not in steps:
            steps.append(step)
        if step["MaHoSo"].startswith("TAM-"):
            row["SoHoSo"] = f"H17.99.01-261124-{len(self.steps):04d}"
        row["NgayTiepNhan"] = "20261124153000"
        row["NgayHenTra"] = "20261127170000"
        return {"error_code": self.success}
