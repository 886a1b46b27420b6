"""The dossier and step objects of the national portal: every value a string.

Fields: docs/domain/portal.md#the-dossier-object.
"""

from __future__ import annotations

import re
from typing import Any

from offline_queue.contract.dossier import Organisation, PartInfo, StandIn
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.provisional_code import PREFIX
from offline_queue.contract.stages import Stage, of_number
from offline_queue.portal.dates import date_of, due_of
from offline_queue.portal.fields import code_of, compact, plain, posted_to
from offline_queue.portal.port import Outgoing, PortalError
from offline_queue.portal.response_policy import Outcome

_CHANNEL_COUNTER, _CHANNEL_ONLINE = "1", "2"
"""`KenhThucHien` (docs/domain/portal.md#codes): with one's own verified account it is online; by card, with
help, or where the kiosk's daemon verified nobody, it is the officer's intake, for an online dossier's
requester must be the account that signed."""
_CITIZEN, _BUSINESS, _OTHER = "1", "2", "4"
"""`LoaiDoiTuong`; a household business is no enterprise."""
_PROVINCIAL_SYSTEM = "2"
_TWELVE_DIGITS = "1"
_LONGEST_SUMMARY = 1_000
_MOST_PAPERS = 40
_COUNT = re.compile(r"[1-9][0-9]{0,2}")


def dossier_row(
    outgoing: Outgoing, number: str, addresses: dict[str, str], stage: Stage
) -> dict[str, object]:
    """Give the dossier. `addresses`: file uid → where the portal fetches it; others are left out."""
    manifest = outgoing.manifest
    owner, applicant, organisation = manifest.owner, manifest.applicant, manifest.organisation
    made_at = compact(manifest.clock.made_at)
    identities = (
        [{"LoaiDinhDanh": _TWELVE_DIGITS, "SoDinhDanh": owner.personal_id}] if owner.personal_id else []
    )
    files = [
        _file_row(part, addresses[part.file_uid]) for part in manifest.parts if part.file_uid in addresses
    ]
    files += [_stand_in_row(one) for one in manifest.stand_ins if one.source != "database"]
    return {
        "MaHoSo": number,
        "MaTTHC": manifest.service_code,
        "TenTTHC": manifest.service_name,
        "MaLinhVuc": manifest.domain_code,
        "TenLinhVuc": manifest.domain_name,
        "KenhThucHien": _CHANNEL_ONLINE if outgoing.own_account else _CHANNEL_COUNTER,
        "ChuHoSo": owner.full_name,
        "SoGiayToChuHoSo": organisation.tax_code if organisation else owner.personal_id,
        "LoaiDoiTuong": _subject(organisation),
        "MaDoiTuong": "",
        "ThongTinKhac": manifest.reference_uid,
        "Email": applicant.email or owner.email,
        "Fax": "",
        "SoDienThoai": applicant.phone or owner.phone,
        "TrichYeuHoSo": manifest.summary[:_LONGEST_SUMMARY],
        "NgayTiepNhan": "",
        "NgayHenTra": "",
        "NgayNopHoSo": made_at,
        "TrangThaiHoSo": str(int(stage)),
        "ThongTinTra": posted_to(manifest).address,
        "HinhThuc": "1" if manifest.delivery == "post" else "0",
        "DonViXuLy": manifest.authority_code,
        "GhiChu": outgoing.note,
        "TaiLieuNop": files,
        "DanhSachLePhi": _fees(manifest.fee_vnd),
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": [],
        "DanhSachGiayToKetQua": [],
        "NoiNopHoSo": _PROVINCIAL_SYSTEM,
        "HoSoCoThanhPhanSoHoa": "1" if any(part.scanned for part in manifest.parts) else "0",
        "TaiKhoanDuocXacThucVoiVNeID": "1" if outgoing.account_verified else "0",
        "DuocThanhToanTrucTuyen": "0",
        "DinhDanhCHS": identities,
    }


def _subject(organisation: Organisation | None) -> str:
    if organisation is None:
        return _CITIZEN
    return _BUSINESS if organisation.kind == "business" else _OTHER


def step_row(outgoing: Outgoing, number: str) -> dict[str, object]:
    """Give the step that hands the dossier in. It is the same however often it is sent."""
    manifest = outgoing.manifest
    made_at = compact(manifest.clock.made_at)
    return {
        "MaHoSo": number,
        "NguoiXuLy": f"Kiosk {manifest.kiosk_id}"[:50],
        "ChucDanh": "",
        "ThoiDiemXuLy": made_at,
        "PhongBanXuLy": manifest.authority_name,
        "NoiDungXuLy": "Công dân nộp hồ sơ tại kiosk",
        "TrangThai": str(int(Stage.REGISTERED)),
        "NgayBatDau": made_at,
        "NgayKetThucTheoQuyDinh": "",
    }


def _file_row(part: PartInfo, address: str) -> dict[str, str]:
    return {
        "TepDinhKemId": part.file_uid,
        "TenTepDinhKem": part.file_name,
        "IsDeleted": "False",
        "MaThanhPhanHoSo": part.component_code or part.part_no,
        "DuongDanTaiTepTin": address,
        "DuocSoHoa": "1" if part.scanned else "0",
        "DuocTaiSuDung": "0",
        "DuocLayTuKhoDMQG": "0",
        "MaKetQuaThayThe": "",
    }


def _stand_in_row(one: StandIn) -> dict[str, str]:
    """A component without a file of this kiosk: the authority takes it from the store of records."""
    return {
        "TepDinhKemId": "",
        "TenTepDinhKem": one.name,
        "IsDeleted": "False",
        "MaThanhPhanHoSo": one.component_code or one.part_no,
        "DuongDanTaiTepTin": "",
        "DuocSoHoa": "0",
        "DuocTaiSuDung": "0",
        "DuocLayTuKhoDMQG": "1",
        "MaKetQuaThayThe": "",
    }


def _fees(fee_vnd: int) -> list[dict[str, str]]:
    if not fee_vnd:
        return []
    fee = {"TenPhiLePhi": "Phí, lệ phí", "MaPhiLePhi": "1", "HinhThucThu": "1", "Gia": str(fee_vnd)}
    return [{**fee, "LoaiPhiLePhi": "1"}]


def number_of(outgoing: Outgoing) -> str:
    """Give the `MaHoSo` by which the portal knows the dossier. Raises `PortalError` when it has none yet."""
    number = outgoing.portal_id or outgoing.reserved_code
    if not number:
        raise PortalError(Outcome.NO_NUMBER, own_words="no official number yet")
    return number


def record_of(row: dict[str, Any], number: str) -> PortalRecord:
    """Read a dossier's row."""
    stage = of_number(row.get("TrangThaiHoSo"))
    official = code_of(row.get("SoHoSo"))
    # An earlier version of this program sent provisional codes; what was begun so ends so.
    if not official and not number.startswith(f"{PREFIX}-"):
        official = number
    received_at = date_of(row.get("NgayTiepNhan") or row.get("NgayNopHoSo"))
    due_at, due_doubt = due_of(row.get("NgayHenTra"), received_at)
    asked = _asked(row)
    return PortalRecord(
        portal_id=number,
        submitted=bool(stage),
        official_code=official,
        received_at=received_at,
        due_at=due_at,
        due_doubt=due_doubt,
        status=stage,
        stage=stage,
        supplement=plain(asked.get("NoiDungBoSung"), 1000),
        asked_at=date_of(asked.get("NgayBoSung")),
        asked_papers=_asked_papers(asked.get("DanhSachGiayToBoSung")),
    )


def _asked(row: dict[str, Any]) -> dict[str, Any]:
    """Give the newest open request of `DanhSachHoSoBoSung`."""
    requests = row.get("DanhSachHoSoBoSung")
    if not isinstance(requests, list):
        return {}
    open_ones = [one for one in requests if isinstance(one, dict) and not one.get("NgayTiepNhanBoSung")]
    return max(open_ones, key=lambda one: date_of(one.get("NgayBoSung")), default={})


def _asked_papers(papers: object) -> tuple[tuple[str, str], ...]:
    """Give the papers asked for, named as every list of papers of this protocol names them; or none.

    What an entry holds is written down nowhere: one that cannot be read would leave a list that looks whole.
    """
    if not isinstance(papers, list) or len(papers) > _MOST_PAPERS:
        return ()
    named = [
        (plain(one.get("TenGiayTo"), 300), str(one.get("SoLuong") or "").strip())
        if isinstance(one, dict)
        else ("", "")
        for one in papers
    ]
    if not all(name for name, _ in named):
        return ()
    return tuple((name, count if _COUNT.fullmatch(count) else "") for name, count in named)
