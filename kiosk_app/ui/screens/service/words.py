"""What service mode says: for each code what is the matter, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

CONTEXT = "Service"


PROBLEMS: dict[str, str] = {
    "service.wrong": QT_TRANSLATE_NOOP("Service", "Mã PIN hoặc thẻ không đúng. Xin thử lại."),
    "service.shared": QT_TRANSLATE_NOOP(
        "Service", "Hai người đang dùng cùng một mã PIN. Nhờ kỹ thuật cấp lại cho một người."
    ),
    "service.locked": QT_TRANSLATE_NOOP(
        "Service", "Đã sai nhiều lần. Thử lại sau %1 phút, hoặc dùng thẻ cán bộ."
    ),
    "service.unavailable": QT_TRANSLATE_NOOP(
        "Service",
        "Dịch vụ gửi hồ sơ của máy không trả lời. Đợi một phút rồi thử lại; nếu vẫn vậy, gọi kỹ thuật.",
    ),
    "service.ended": QT_TRANSLATE_NOOP(
        "Service", "Phiên làm việc đã hết giờ. Kết thúc rồi vào lại bằng mã PIN."
    ),
    "service.not_allowed": QT_TRANSLATE_NOOP("Service", "Việc này cần mã PIN của kỹ thuật viên."),
    "service.unknown": QT_TRANSLATE_NOOP("Service", "Không thấy hồ sơ này trong máy."),
    "service.failed": QT_TRANSLATE_NOOP("Service", "Chưa làm được. Hồ sơ còn nguyên; xem mục kiểm tra máy."),
    "service.no_helper": QT_TRANSLATE_NOOP(
        "Service", "Phần trợ giúp của máy không chạy. Tắt bật máy; nếu vẫn vậy, gọi kỹ thuật."
    ),
    "service.no_stick": QT_TRANSLATE_NOOP(
        "Service", "Chưa thấy USB. Chạm nút trước, rồi mới cắm USB; nếu đã cắm, rút ra cắm lại."
    ),
    "service.bad_stick": QT_TRANSLATE_NOOP(
        "Service", "USB này không dùng được. Chưa đọc, chưa ghi gì; dùng USB khác (FAT32 hoặc exFAT)."
    ),
    "service.export_failed": QT_TRANSLATE_NOOP(
        "Service", "Chưa ghi được: USB đầy, bị rút ra, hoặc chỉ đọc. Hồ sơ trong máy còn nguyên."
    ),
    "service.setup_failed": QT_TRANSLATE_NOOP("Service", "Chưa cài đặt được. Cấu hình cũ còn nguyên."),
    "service.trust": QT_TRANSLATE_NOOP(
        "Service", "Máy chưa biết khóa của tỉnh. So dấu vân tay dưới đây với giấy của tỉnh."
    ),
    "service.trust_recovery": QT_TRANSLATE_NOOP(
        "Service",
        "Ai giữ khóa khôi phục này mở được mọi hồ sơ. So dấu vân tay dưới đây với giấy của tỉnh.",
    ),
    "service.no_code": QT_TRANSLATE_NOOP(
        "Service", "Đây không phải mã cài đặt của tỉnh. Đưa đúng tờ mã của kiosk này."
    ),
    "service.password_short": QT_TRANSLATE_NOOP("Service", "Mật khẩu Wi-Fi có 8 đến 63 ký tự."),
    "service.account_missing": QT_TRANSLATE_NOOP(
        "Service",
        "Cần tài khoản, mật khẩu, và tên máy chủ hoặc chứng thư gốc trên USB. Thiếu thì máy không gửi gì.",
    ),
    "service.crosses_left": QT_TRANSLATE_NOOP("Service", "Không ai chạm nữa: đã dừng. Cảm ứng vẫn như cũ."),
    "service.place_missing": QT_TRANSLATE_NOOP(
        "Service", "Còn mục chưa điền hoặc chưa đủ: xem các ô có viền đỏ."
    ),
    "service.no_network_manager": QT_TRANSLATE_NOOP(
        "Service", "Máy không quản lý được Wi-Fi. Cắm dây mạng, hoặc gọi kỹ thuật."
    ),
    "service.busy": QT_TRANSLATE_NOOP("Service", "Máy đang làm việc khác. Đợi một phút rồi thử lại."),
}
"""By code."""

PRINTING: dict[str, str] = {
    "printer.paper_out": QT_TRANSLATE_NOOP("Service", "Máy in hết giấy. Lắp cuộn giấy 80 mm rồi in lại."),
    "printer.cover_open": QT_TRANSLATE_NOOP("Service", "Nắp máy in đang mở. Đóng nắp rồi in lại."),
    "printer.unreachable": QT_TRANSLATE_NOOP(
        "Service", "Máy in không trả lời. Kiểm tra nguồn và dây của máy in rồi in lại."
    ),
    "printer.fault": QT_TRANSLATE_NOOP(
        "Service", "Máy in báo lỗi. Tắt máy in, gỡ giấy kẹt ở dao cắt, bật lại rồi in lại."
    ),
    "printer.unconfirmed": QT_TRANSLATE_NOOP(
        "Service", "Phiếu đã gửi tới máy in, máy in không xác nhận. Xem phiếu có ra đủ không."
    ),
    "": QT_TRANSLATE_NOOP("Service", "Máy in chưa in được (%1). Tắt bật máy in rồi in lại."),
}
"""What a person at the printer reads when a slip did not come out; "" for every other code."""

TRIED: dict[str, tuple[str, str]] = {
    "printer.slip": (
        QT_TRANSLATE_NOOP("Service", "Phiếu thử đã ra."),
        QT_TRANSLATE_NOOP("Service", "Chưa in phiếu thử."),
    ),
    "sound": (
        QT_TRANSLATE_NOOP("Service", "Đã phát tiếng thử: hãy nghe xem có rõ không."),
        QT_TRANSLATE_NOOP("Service", "Chưa phát tiếng thử."),
    ),
    "reader": (
        QT_TRANSLATE_NOOP("Service", "Đầu đọc đã đọc được một mã."),
        QT_TRANSLATE_NOOP("Service", "Chưa thử đầu đọc mã."),
    ),
    "scanner.target": (
        "",
        QT_TRANSLATE_NOOP("Service", "Chưa quét tờ thử."),
    ),
}
"""What needs hands: what is said once it was tried, and before."""
TRY_THERE = QT_TRANSLATE_NOOP("Service", "Làm ở mục Thử thiết bị.")

WAITING: dict[str, tuple[str, str]] = {
    "sound": (
        QT_TRANSLATE_NOOP("Service", "Hàng đợi hồ sơ không nguyên vẹn."),
        QT_TRANSLATE_NOOP("Service", "Đừng tắt máy, đừng xóa gì. Gọi kỹ thuật của tỉnh."),
    ),
    "disk": (
        QT_TRANSLATE_NOOP("Service", "Máy không nhận thêm hồ sơ: đĩa gần đầy, hoặc mã kiosk bị trùng."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật. Hồ sơ đã lưu còn nguyên."),
    ),
    "clock": (
        QT_TRANSLATE_NOOP("Service", "Đồng hồ của máy lệch."),
        QT_TRANSLATE_NOOP("Service", "Kiểm tra mạng: có mạng thì đồng hồ tự chỉnh."),
    ),
    "identity": (
        QT_TRANSLATE_NOOP("Service", "Chưa kiểm tra được VNeID."),
        QT_TRANSLATE_NOOP("Service", "Công dân vẫn nộp được; danh tính kiểm tra ở quầy."),
    ),
    "paused": (
        QT_TRANSLATE_NOOP("Service", "Tạm ngừng gửi đến %1: cổng yêu cầu chờ hoặc đang lỗi."),
        QT_TRANSLATE_NOOP("Service", "Không cần làm gì, máy tự gửi tiếp."),
    ),
    "link.offline": (
        QT_TRANSLATE_NOOP("Service", "Mất mạng từ %1."),
        QT_TRANSLATE_NOOP("Service", "Kiểm tra dây mạng và Wi-Fi. Công dân vẫn nộp được."),
    ),
    "link.captive": (
        QT_TRANSLATE_NOOP("Service", "Mạng đòi đăng nhập (trang của Wi-Fi)."),
        QT_TRANSLATE_NOOP("Service", "Dùng mạng khác, hoặc nhờ người quản lý Wi-Fi. Chưa gửi gì."),
    ),
    "link.untrusted": (
        QT_TRANSLATE_NOOP("Service", "Chứng thư của cổng không khớp."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật. Chưa gửi gì, hồ sơ còn nguyên."),
    ),
    "link.blocked": (
        QT_TRANSLATE_NOOP("Service", "Cổng từ chối tài khoản hoặc chứng thư của kiosk."),
        QT_TRANSLATE_NOOP("Service", "Gọi tỉnh. Hồ sơ còn nguyên."),
    ),
    "queue.rejected": (
        QT_TRANSLATE_NOOP("Service", "%1 hồ sơ bị cổng từ chối, cần người xem."),
        QT_TRANSLATE_NOOP("Service", "Mở mục hồ sơ trong máy; ghi lại mã, báo người phụ trách Một cửa."),
    ),
    "queue.damaged": (
        QT_TRANSLATE_NOOP("Service", "%1 hồ sơ bị hỏng trên đĩa."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật của tỉnh, đừng xóa gì."),
    ),
    "queue.blocked_credentials": (
        QT_TRANSLATE_NOOP("Service", "%1 hồ sơ chờ vì cổng từ chối tài khoản hoặc chứng thư của kiosk."),
        QT_TRANSLATE_NOOP("Service", "Gọi tỉnh để mở lại tài khoản hoặc cấp mã đăng ký mới, rồi gửi lại."),
    ),
    "queue.blocked_clock": (
        QT_TRANSLATE_NOOP("Service", "%1 hồ sơ chờ vì đồng hồ sai."),
        QT_TRANSLATE_NOOP("Service", "Chỉnh đồng hồ: nối mạng, hoặc gọi kỹ thuật."),
    ),
    "warning.days": (
        QT_TRANSLATE_NOOP("Service", "Hồ sơ chờ lâu: đã hết %1 % thời gian dự kiến."),
        QT_TRANSLATE_NOOP("Service", "Kiểm tra mạng; nếu mất mạng lâu, chép ra USB."),
    ),
    "warning.dossiers": (
        QT_TRANSLATE_NOOP("Service", "Nhiều hồ sơ chưa gửi: %1 % sức chứa."),
        QT_TRANSLATE_NOOP("Service", "Kiểm tra mạng; nếu mất mạng lâu, chép ra USB."),
    ),
    "warning.space": (
        QT_TRANSLATE_NOOP("Service", "Đĩa sắp đầy: %1 %."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật; nếu mất mạng lâu, chép ra USB."),
    ),
    "warning.history": (
        QT_TRANSLATE_NOOP("Service", "Lịch sử của hàng đợi không khớp với điều máy đã ghi."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật của tỉnh, đừng xóa gì."),
    ),
    "warning.kept": (
        QT_TRANSLATE_NOOP(
            "Service", "Hàng đợi cũ giữ lại từ lần khôi phục đã %1 ngày, còn giấy tờ của công dân."
        ),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật: đưa trở lại hoặc xóa (mục kiểm tra máy nêu cách)."),
    ),
    "warning.certificate:expired": (
        QT_TRANSLATE_NOOP("Service", "Chứng thư của kiosk đã hết hạn."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật: đăng ký lại với mã mới của tỉnh."),
    ),
    "warning.certificate:revoked": (
        QT_TRANSLATE_NOOP("Service", "Chứng thư của kiosk bị thu hồi, hoặc tỉnh không gia hạn."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật: đăng ký lại với mã mới của tỉnh."),
    ),
    "warning.certificate": (
        QT_TRANSLATE_NOOP("Service", "Chứng thư của kiosk còn %1 ngày mà chưa tự gia hạn được."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật: đăng ký lại với mã mới của tỉnh."),
    ),
    "warning.id_in_use": (
        QT_TRANSLATE_NOOP("Service", "Mã kiosk này đang có máy khác dùng."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật của tỉnh. Hồ sơ đã lưu vẫn được gửi."),
    ),
    "warning.fleet:certificate": (
        QT_TRANSLATE_NOOP("Service", "Tỉnh không thấy được máy này: chứng thư của kiosk không được nhận."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật: đăng ký lại với mã mới của tỉnh."),
    ),
    "warning.fleet:untrusted": (
        QT_TRANSLATE_NOOP("Service", "Tỉnh không thấy được máy này: chứng thư của máy chủ không khớp."),
        QT_TRANSLATE_NOOP("Service", "Báo kỹ thuật của tỉnh. Công dân vẫn nộp được."),
    ),
    "warning.fleet:not_allowed": (
        QT_TRANSLATE_NOOP("Service", "Tỉnh không thấy được máy này: máy chủ không cho ghi."),
        QT_TRANSLATE_NOOP("Service", "Báo kỹ thuật của tỉnh. Công dân vẫn nộp được."),
    ),
    "warning.fleet:taken_over": (
        QT_TRANSLATE_NOOP("Service", "Một máy khác đang báo về tỉnh bằng tên của máy này."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật của tỉnh. Hồ sơ đã lưu vẫn được gửi."),
    ),
    "warning.fleet": (
        QT_TRANSLATE_NOOP("Service", "Tỉnh không thấy được máy này (%1)."),
        QT_TRANSLATE_NOOP("Service", "Báo kỹ thuật của tỉnh. Công dân vẫn nộp được."),
    ),
    "warning.editions:certificate": (
        QT_TRANSLATE_NOOP("Service", "Máy không lấy được bản cập nhật: chứng thư của kiosk không được nhận."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật: đăng ký lại với mã mới của tỉnh."),
    ),
    "warning.editions:credentials": (
        QT_TRANSLATE_NOOP("Service", "Máy không lấy được bản cập nhật: máy chủ từ chối kiosk."),
        QT_TRANSLATE_NOOP("Service", "Báo kỹ thuật của tỉnh. Công dân vẫn nộp được."),
    ),
    "warning.editions:untrusted": (
        QT_TRANSLATE_NOOP("Service", "Máy không lấy được bản cập nhật: chứng thư của máy chủ không khớp."),
        QT_TRANSLATE_NOOP("Service", "Báo kỹ thuật của tỉnh. Công dân vẫn nộp được."),
    ),
    "warning.editions:disk": (
        QT_TRANSLATE_NOOP("Service", "Máy không lấy được bản cập nhật: đĩa gần đầy."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật; nếu mất mạng lâu, chép ra USB."),
    ),
    "warning.editions": (
        QT_TRANSLATE_NOOP("Service", "Máy không lấy được bản cập nhật của tỉnh (%1)."),
        QT_TRANSLATE_NOOP("Service", "Báo kỹ thuật của tỉnh. Công dân vẫn nộp được."),
    ),
    "other": (
        QT_TRANSLATE_NOOP("Service", "Máy báo: %1."),
        QT_TRANSLATE_NOOP("Service", "Gọi kỹ thuật và đọc dòng này."),
    ),
    "printer": (
        QT_TRANSLATE_NOOP("Service", "Máy in chưa in được."),
        QT_TRANSLATE_NOOP("Service", "Mở mục thay giấy in."),
    ),
    "scanner": (
        QT_TRANSLATE_NOOP("Service", "Máy quét chưa dùng được."),
        QT_TRANSLATE_NOOP("Service", "Kiểm tra nguồn, nắp và dây của máy quét."),
    ),
    "reader": (
        QT_TRANSLATE_NOOP("Service", "Đầu đọc mã chưa dùng được."),
        QT_TRANSLATE_NOOP("Service", "Rút ra cắm lại đầu đọc mã."),
    ),
    "daemon": (
        QT_TRANSLATE_NOOP("Service", "Dịch vụ gửi hồ sơ không chạy."),
        QT_TRANSLATE_NOOP("Service", "Tắt bật máy; nếu vẫn vậy, gọi kỹ thuật. Công dân vẫn nộp được."),
    ),
}
"""Code, where it is one thing of several with its figure → what is the matter, what to do."""

STATES: dict[str, str] = {
    "queued": QT_TRANSLATE_NOOP("Service", "chờ gửi"),
    "sending": QT_TRANSLATE_NOOP("Service", "đang gửi"),
    "uploaded": QT_TRANSLATE_NOOP("Service", "đã gửi tệp, chờ nộp"),
    "accepted": QT_TRANSLATE_NOOP("Service", "cổng đã nhận"),
    "purged": QT_TRANSLATE_NOOP("Service", "cổng đã nhận, máy đã xóa"),
    "waiting": QT_TRANSLATE_NOOP("Service", "chờ gửi lại"),
    "blocked_credentials": QT_TRANSLATE_NOOP("Service", "chờ: cổng từ chối kiosk"),
    "blocked_clock": QT_TRANSLATE_NOOP("Service", "chờ: đồng hồ sai"),
    "rejected": QT_TRANSLATE_NOOP("Service", "bị từ chối, cần người xem"),
    "damaged": QT_TRANSLATE_NOOP("Service", "hỏng trên đĩa, cần người xem"),
}
"""By `DeliveryState`."""

ENDINGS: dict[str, str] = {
    "withdrawn": QT_TRANSLATE_NOOP("Service", "đã rút"),
    "erased": QT_TRANSLATE_NOOP("Service", "đã xóa khỏi máy"),
    "returned": QT_TRANSLATE_NOOP("Service", "đã trả cho công dân"),
}
"""By `Ending`."""

REASONS: dict[str, str] = {
    "unreachable": QT_TRANSLATE_NOOP("Service", "mất mạng hoặc cổng không trả lời: tự gửi khi có mạng"),
    "captive": QT_TRANSLATE_NOOP("Service", "mạng đòi đăng nhập: dùng mạng khác"),
    "untrusted": QT_TRANSLATE_NOOP("Service", "chứng thư của cổng không khớp, máy chưa gửi gì: gọi kỹ thuật"),
    "clock": QT_TRANSLATE_NOOP("Service", "đồng hồ của máy lệch: nối mạng, hoặc gọi kỹ thuật"),
    "certificate": QT_TRANSLATE_NOOP(
        "Service",
        "chứng thư của kiosk hết hạn, bị thu hồi hoặc không được nhận: gọi kỹ thuật, xin tỉnh mã mới",
    ),
    "credentials": QT_TRANSLATE_NOOP("Service", "cổng từ chối tài khoản của kiosk: gọi tỉnh"),
    "forbidden": QT_TRANSLATE_NOOP("Service", "cổng không cho kiosk này gửi: gọi tỉnh"),
    "throttled": QT_TRANSLATE_NOOP("Service", "cổng yêu cầu chờ: tự gửi lại"),
    "busy": QT_TRANSLATE_NOOP("Service", "cổng đang bận hoặc lỗi: tự gửi lại"),
    "nonsense": QT_TRANSLATE_NOOP("Service", "cổng trả lời không đọc được: tự gửi lại"),
    "too_large": QT_TRANSLATE_NOOP("Service", "hồ sơ lớn hơn mức cổng nhận: báo người phụ trách Một cửa"),
    "rejected": QT_TRANSLATE_NOOP("Service", "cổng không nhận nội dung: báo người phụ trách Một cửa"),
    "foreign_record": QT_TRANSLATE_NOOP(
        "Service", "số cổng cấp là của hồ sơ khác: máy đăng ký lại; lặp lại thì gọi tỉnh"
    ),
    "record_gone": QT_TRANSLATE_NOOP(
        "Service", "cổng làm mất bản ghi: máy đăng ký lại; lặp lại thì gọi tỉnh"
    ),
    "number_taken": QT_TRANSLATE_NOOP("Service", "số hồ sơ đã thuộc về hồ sơ khác: gọi kỹ thuật"),
    "no_number": QT_TRANSLATE_NOOP(
        "Service", "cổng chưa cấp số hồ sơ: tự gửi lại, hoặc kỹ thuật nhập số do Một cửa cấp"
    ),
    "target_waits": QT_TRANSLATE_NOOP("Service", "chờ hồ sơ gốc gửi xong: không cần làm gì"),
    "stopped": QT_TRANSLATE_NOOP("Service", "máy vừa dừng giữa chừng: tự gửi lại"),
    "envelope.damaged": QT_TRANSLATE_NOOP(
        "Service", "phần đã lưu bị hỏng trên đĩa, đừng xóa gì: gọi kỹ thuật của tỉnh"
    ),
    "unproven": QT_TRANSLATE_NOOP(
        "Service",
        "chưa xác thực được ai yêu cầu, gửi lại không được: mời công dân đăng nhập và yêu cầu lại, "
        "hoặc làm ở Một cửa",
    ),
    "due_date": QT_TRANSLATE_NOOP(
        "Service", "cổng báo ngày hẹn trả không thể có, máy không in: báo Một cửa sửa trên cổng"
    ),
    "misaddressed": QT_TRANSLATE_NOOP(
        "Service",
        "cơ quan ghi trong hàng đợi khác với hồ sơ, máy chưa gửi gì: gọi kỹ thuật",
    ),
}
"""Why a dossier is not sent yet or was set aside, and what staff do about it."""


def problem(code: str, figure: str = "") -> str:
    """Give the sentence in the language of the screen; "" for no problem."""
    return _said(PROBLEMS[code], figure) if code else ""


def waiting(code: str, figure: str = "") -> tuple[str, str]:
    """Say what waits and what to do; a code that is not known is shown as it is.

    `figure` as it is shown: a moment in words of the screen's language.
    """
    # Some figures are words of the program's own, which have sentences of their own.
    code = f"{code}:{figure}" if f"{code}:{figure}" in WAITING else code
    if code not in WAITING:
        return _said(WAITING["other"][0], f"{code} {figure}".strip()), _said(WAITING["other"][1], "")
    said, mend = WAITING[code]
    return _said(said, figure), _said(mend, "")


def printing(code: str) -> str:
    """Say why a slip did not come out, to whoever stands at the printer; "" for no problem."""
    return _said(PRINTING.get(code, PRINTING[""]), code) if code else ""


def tried(check: str, *, done: bool) -> str:
    """Say whether something that needs hands was tried."""
    return _said(TRIED[check][0 if done else 1], "")


def try_there() -> str:
    """Say where it is tried."""
    return _said(TRY_THERE, "")


def state(name: str) -> str:
    """Say where a dossier is, or how it ended."""
    words = {**STATES, **ENDINGS}
    return _said(words[name], "") if name in words else name


def reason(code: str) -> str:
    """Say why a dossier was set aside; a code without words stays as it is."""
    return _said(REASONS[code], "") if code in REASONS else code


def _said(text: str, figure: str) -> str:
    return QCoreApplication.translate(CONTEXT, text).replace("%1", figure)
