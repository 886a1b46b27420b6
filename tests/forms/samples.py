"""Citizens that nobody is, and whole sets of answers for the two procedures."""

from __future__ import annotations

from kiosk_app.forms.derive import derived
from kiosk_app.forms.prefill import prefill
from kiosk_app.identity.model import Claims
from tests.catalogue.samples import COPIES, MARITAL, TODAY, shipped

__all__ = ["CLAIMS", "COPYING", "MARRYING", "TODAY", "codes", "copying", "marrying"]

MARRYING, COPYING = shipped()[MARITAL], shipped()[COPIES]
CLAIMS = Claims(
    {
        "full_name": "Nguyễn Thị Hồng Ơn",
        "personal_id": "048190000002",
        "birth_date": "1990-03-15",
        "sex": "female",
        "nationality": "Việt Nam",
        "ethnicity": "Cơ-tu",
        "id_type": "Thẻ Căn cước",
        "id_number": "048190000002",
        "id_issued_on": "2024-08-01",
        "id_issued_by": "Bộ Công an",
        "residence_kind": "permanent",
        "residence_province": "48",
        "residence_commune": "20707",
        "residence_detail": "Thôn Pà Dương",
        "phone": "0905000123",
        "email": "on@example.vn",
    }
)


def marrying(**more: str) -> dict[str, str]:
    """Whole answers for a first certificate, for oneself, never married, for a job."""
    answers, _ = prefill(MARRYING, CLAIMS)
    answers |= {
        "quanhevoinguoiduocxacminh": "1",
        "loaidangky": "DangKyLanDau",
        "TinhTrangHonNhanC1": "Hiện tại chưa đăng ký kết hôn với ai",
        "mucdich": "Xin việc",
    }
    return derived(MARRYING, answers | more)


def copying(**more: str) -> dict[str, str]:
    """Whole answers for a copy of one's own birth certificate."""
    answers, _ = prefill(COPYING, CLAIMS)
    answers |= {
        "NYC_QuanHe": "BanThan",
        "HoSo_LoaiYeuCau": COPYING.field("HoSo_LoaiYeuCau").options[0].value,
        "HoSo_CoQuanDangKy": "UBND xã Tà Bhing",
    }
    return derived(COPYING, answers | more)


def codes(found: object) -> list[tuple[str, str]]:
    """Give (key, code) of issues."""
    return [(issue.key, issue.code) for issue in found]  # type: ignore[attr-defined]  # any iterable of issues
