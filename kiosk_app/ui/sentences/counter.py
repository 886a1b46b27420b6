"""Sentences about staff's badges, queue numbers and appointments."""

from __future__ import annotations

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

COUNTER: dict[str, str] = {
    "badge.none": QT_TRANSLATE_NOOP(
        "Messages", "Đây không phải thẻ cán bộ. Xin cán bộ đưa mã trên thẻ cán bộ của quầy này."
    ),
    "badge.unknown": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy không nhận ra thẻ cán bộ này, hoặc thẻ đã hết hạn. Xin dùng thẻ khác; hồ sơ vẫn còn đủ.",
    ),
    "badge.locked": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã có nhiều thẻ lạ được đưa vào, máy tạm không nhận thẻ cán bộ. "
        "Vẫn nộp được: danh tính sẽ được kiểm tra ở quầy.",
    ),
    "badge.unavailable": QT_TRANSLATE_NOOP(
        "Messages",
        "Hiện chưa kiểm tra được thẻ cán bộ. Xin thử lại, hoặc nộp luôn: danh tính sẽ được kiểm tra ở quầy.",
    ),
    "ticket.unavailable": QT_TRANSLATE_NOOP(
        "Messages", "Máy chưa lấy được số. Xin chạm lại, hoặc báo cán bộ ở quầy."
    ),
    "ticket.not_printed": QT_TRANSLATE_NOOP(
        "Messages", "Máy in chưa in được phiếu. Số vẫn là của Ông/Bà: xin nhớ hoặc chụp lại số này."
    ),
    "ticket.unconfirmed": QT_TRANSLATE_NOOP(
        "Messages", "Không rõ phiếu đã in xong chưa. Số vẫn là của Ông/Bà. Nếu chưa có phiếu, xin bấm in lại."
    ),
    "badge.needed": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa gửi được: chứng thực phải có tài khoản VNeID hoặc cán bộ xác nhận người yêu cầu. "
        "Xin gọi cán bộ, hoặc quay lại đăng nhập VNeID.",
    ),
    "badge.needed_locked": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã có nhiều thẻ lạ được đưa vào, máy tạm không nhận thẻ cán bộ. "
        "Xin đăng nhập VNeID, hoặc mang bản chính đến quầy.",
    ),
    "badge.needed_unavailable": QT_TRANSLATE_NOOP(
        "Messages",
        "Hiện chưa kiểm tra được thẻ cán bộ. Xin thử lại, hoặc mang bản chính đến quầy.",
    ),
}
