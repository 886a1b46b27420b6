"""Values between the kiosk and the portals' wire formats: words, codes, the note for the officer."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from offline_queue.contract.dossier import Manifest, PostAddress
from offline_queue.portal.evidence import Assurance, Evidence
from vietnam.time_zone import VIETNAM

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,59}")
_REQUESTER = {
    Assurance.VERIFIED: "Danh tính: đã xác thực qua VNeID tại kiosk.",
    Assurance.ON_RECEIPT: "Danh tính: đọc mã VNeID khi ngoại tuyến.",
    Assurance.SOMEBODY_ELSE: "Danh tính CHƯA XÁC THỰC: người yêu cầu KHÔNG PHẢI người đăng nhập VNeID, "
    "đề nghị đối chiếu.",
    Assurance.UNPROVEN: "Danh tính CHƯA XÁC THỰC: hồ sơ ghi đã xác thực nhưng không có bằng chứng, "
    "đề nghị đối chiếu.",
    Assurance.CHIP: "Danh tính: đọc từ chip thẻ căn cước, kiosk đã kiểm tra chữ ký của cơ quan cấp thẻ; "
    "người cầm thẻ CHƯA ĐƯỢC ĐỐI CHIẾU.",
    Assurance.OTHER_CARD: "Danh tính CHƯA XÁC THỰC: người yêu cầu KHÔNG PHẢI chủ thẻ căn cước đã đọc chip, "
    "đề nghị đối chiếu.",
    Assurance.CARD: "Danh tính CHƯA XÁC THỰC: điền từ mã QR trên thẻ căn cước, đề nghị đối chiếu thẻ.",
    Assurance.NOBODY: "Danh tính: người gửi không nêu tên.",
    Assurance.STAFF: "Danh tính CHƯA XÁC THỰC: người dân tự khai, đề nghị đối chiếu giấy tờ tại quầy.",
}
_RECEIPT_CHECK = {
    "verified": "Kết quả xác thực khi tiếp nhận: hợp lệ, khớp số định danh.",
    "mismatch": "Kết quả xác thực khi tiếp nhận: số định danh KHÔNG KHỚP tờ khai, đề nghị đối chiếu.",
    "other_name": "Kết quả xác thực khi tiếp nhận: đúng số định danh; họ tên gõ tại máy khác với tài khoản, "
    "xin đối chiếu.",
    "unavailable": "CHƯA XÁC THỰC: dịch vụ định danh không trả lời, đề nghị đối chiếu.",
    "expired": "CHƯA XÁC THỰC: mã VNeID đã hết hạn khi gửi, đề nghị đối chiếu.",
    "level_1": "CHƯA XÁC THỰC: tài khoản định danh mức độ 1, đề nghị đối chiếu.",
}
_RECEIPT_OTHER = "CHƯA XÁC THỰC: dịch vụ định danh không xác nhận mã, đề nghị đối chiếu."
_STANDS_IN = {
    "database": "Không nộp giấy, đề nghị khai thác cơ sở dữ liệu",
    "hospital": "Thay bằng bản điện tử có ký số do cơ sở y tế gửi",
    "e_copy": "Thay bằng bản sao chứng thực điện tử trong kho dữ liệu của công dân",
}
_CODE_REASON = {
    "offline": "khi ngoại tuyến",
    "no_phone": "người dân không có điện thoại",
    "service_unavailable": "dịch vụ gửi mã không hoạt động",
    "locked": "mã gửi về điện thoại bị khóa sau nhiều lần nhập sai",
}


def note_for_officer(
    manifest: Manifest,
    identity_result: str,
    evidence: Evidence,
    *,
    readdressed_from: str = "",
    printed_code: str = "",
) -> str:
    """Say in the portal's language what only the kiosk knows.

    `evidence`: what this daemon itself vouched for; the manifest's own word proves nothing.
    `identity_result`: what checking a pending token gave, "" when there was none to check.
    `readdressed_from`: the authority the citizen named, when its successor gets the dossier.
    `printed_code`: that authority's number on the citizen's slip.
    """
    sentences = [
        f"Nộp tại kiosk {manifest.kiosk_id}, mã tạm {manifest.provisional_code}.",
        _REQUESTER[evidence.requester],
    ]
    if manifest.identity.personal_id:
        signer = f"{manifest.identity.full_name}, số định danh {manifest.identity.personal_id}".strip(", ")
        sentences.append(f"Người đăng nhập tại kiosk: {signer}.")
    if manifest.identity.method == "vneid_pending":
        sentences.append(_RECEIPT_CHECK.get(identity_result, _RECEIPT_OTHER))
    sentences += _acts_for(manifest, evidence)
    sentences += _seen_by_staff(manifest, evidence)
    sentences += _helped(manifest, evidence)
    if manifest.code.method == "screen_code":
        reason = _CODE_REASON.get(manifest.code.reason, "")
        sentences.append(f"Xác nhận nộp bằng mã hiện trên màn hình{f' ({reason})' if reason else ''}.")
    elif manifest.code.method == "touch":
        sentences.append("Xác nhận bằng cách bấm trên màn hình.")
    elif evidence.code_proven:
        sentences.append("Xác nhận nộp bằng mã gửi về điện thoại.")
    else:
        sentences.append("Hồ sơ ghi xác nhận bằng mã gửi về điện thoại, CHƯA có bằng chứng.")
    sentences += _not_handed_in(manifest)
    made = manifest.clock.made_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
    doubt = ", đồng hồ kiosk CHƯA CHẮC ĐÚNG" if manifest.clock.doubtful else ""
    sentences.append(f"Giờ nộp tại kiosk: {made}{doubt}.")
    if manifest.consent.text_version:
        agreed = manifest.consent.given_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
        sentences.append(
            f"Đồng ý xử lý dữ liệu cá nhân: thông báo bản {manifest.consent.text_version}"
            f" (sha256 {manifest.consent.text_sha256[:16]}), lúc {agreed}."
        )
    if readdressed_from:
        sentences.append(f"Chuyển từ cơ quan {readdressed_from} theo sắp xếp đơn vị hành chính.")
        if printed_code:
            sentences.append(f"Phiếu của công dân ghi mã {printed_code}.")
    return " ".join(sentences)


def _not_handed_in(manifest: Manifest) -> list[str]:
    """Say which components come without paper, and what stands in for them."""
    found = []
    for source, words in _STANDS_IN.items():
        names = ", ".join(one.name for one in manifest.stand_ins if one.source == source)
        if names:
            found.append(f"{words}: {names}.")
    return found


def _seen_by_staff(manifest: Manifest, evidence: Evidence) -> list[str]:
    """Say who of the staff saw the citizen."""
    found = []
    if evidence.confirmation is not None:
        seen = evidence.confirmation
        at = seen.confirmed_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
        found.append(
            f"Cán bộ {seen.officer_name} (thẻ {seen.officer_id}) đã đối chiếu người nộp tại kiosk lúc {at}."
        )
    elif manifest.identity.confirmation:
        found.append("Hồ sơ ghi đã có cán bộ đối chiếu nhưng KHÔNG CÓ bằng chứng.")
    return found


def _acts_for(manifest: Manifest, evidence: Evidence) -> list[str]:
    """Say for which organisation the applicant acts, and what that rests on."""
    found = manifest.organisation
    if found is None:
        return []
    role = "người đại diện" if found.role == "representative" else "người được ủy quyền"
    said = f"Nộp thay mặt {found.name}, mã số thuế {found.tax_code}, với tư cách {role}"
    if evidence.organisation_proven:
        return [f"{said}: đã xác thực qua tài khoản VNeID của tổ chức."]
    return [f"{said}: người nộp tự khai, CHƯA XÁC THỰC, đề nghị đối chiếu giấy đăng ký và giấy ủy quyền."]


def _helped(manifest: Manifest, evidence: Evidence) -> list[str]:
    """Say who filled it in for the citizen, and how the citizen agreed."""
    helper = manifest.helper
    if helper is None:
        return []
    if helper.kind == "relative":
        said = f"Người khác điền giúp: {helper.name} ({helper.relation})"
        found = [f"{said}, theo lời khai trên màn hình, CHƯA ĐƯỢC ĐỐI CHIẾU."]
    elif evidence.helped is not None:
        by = evidence.helped
        found = [f"Cán bộ {by.officer_name} (thẻ {by.officer_id}) điền giúp tại kiosk."]
    else:
        found = ["Hồ sơ ghi có cán bộ điền giúp nhưng KHÔNG CÓ bằng chứng."]
    if helper.read_back == "heard":
        found.append(
            "Kiosk ghi: nội dung đã được đọc lại và có người chạm đồng ý trên màn hình;"
            " không có cán bộ chứng kiến."
        )
    elif evidence.read_back is not None:
        heard = evidence.read_back
        found.append(
            f"Cán bộ {heard.officer_name} (thẻ {heard.officer_id}) đã đọc lại cho người nộp nghe, "
            "người nộp đồng ý."
        )
    else:
        found.append("Hồ sơ ghi cán bộ đã đọc lại cho người nộp nhưng KHÔNG CÓ bằng chứng.")
    return found


def posted_to(manifest: Manifest) -> PostAddress:
    """Give where the post brings the result; empty where it is fetched or read online."""
    if manifest.delivery != "post":
        return PostAddress(address="")
    home = manifest.applicant
    return manifest.post_address or PostAddress(address=home.address, province_code=home.province_code)


def compact(moment: datetime) -> str:
    """Give a moment as the national portal writes it: `yyyyMMddHHmmss` in Vietnam's zone."""
    return moment.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S")


def plain(value: object, longest: int) -> str:
    """Give a portal's value as one line of printable text in NFC, cut to `longest`; "" when there is none."""
    text = unicodedata.normalize("NFC", str(value or "")[: 4 * longest])
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())[:longest]


def code_of(value: object) -> str:
    """Give a portal's code, number or id; "" for what is none: words could name a citizen."""
    text = str(value if value is not None else "").strip()
    return text if _CODE.fullmatch(text) else ""


def says_known(words: str) -> bool:
    """Whether a refusal says that the portal has it already."""
    return "đã tồn tại" in words.lower()


def size_of(value: object) -> int:
    """Give a size in bytes, -1 when it is none."""
    try:
        return int(str(value))
    except ValueError:
        return -1
