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
        "Messages",
        "Máy in chưa in được phiếu. Số vẫn là của Ông/Bà: xin nhớ hoặc chụp lại số này. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
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
    "qr.appointment": QT_TRANSLATE_NOOP(
        "Messages", "Đây là mã lịch hẹn. Để lấy số theo lịch hẹn, xin vào mục Lấy số thứ tự."
    ),
    "appointment.none": QT_TRANSLATE_NOOP(
        "Messages", "Đây không phải mã lịch hẹn. Xin đưa mã lịch hẹn, hoặc chọn việc bên dưới để lấy số."
    ),
    "appointment.wrong_code": QT_TRANSLATE_NOOP(
        "Messages", "Mã lịch hẹn này không đúng. Xin lấy số như bình thường, hoặc hỏi quầy."
    ),
    "appointment.unknown": QT_TRANSLATE_NOOP(
        "Messages", "Không có lịch hẹn mang mã này. Xin lấy số như bình thường, hoặc hỏi quầy."
    ),
    "appointment.other_commune": QT_TRANSLATE_NOOP(
        "Messages", "Lịch hẹn này ở xã, phường khác. Xin đến đúng nơi ghi trên lịch hẹn, hoặc lấy số ở đây."
    ),
    "appointment.other_day": QT_TRANSLATE_NOOP(
        "Messages", "Lịch hẹn này là của ngày %1, không phải hôm nay. Xin đến đúng ngày, hoặc lấy số ở đây."
    ),
    "appointment.early": QT_TRANSLATE_NOOP(
        "Messages", "Lịch hẹn lúc %1, bây giờ còn sớm. Xin đưa lại mã trong vòng 30 phút trước giờ hẹn."
    ),
    "appointment.late": QT_TRANSLATE_NOOP(
        "Messages", "Lịch hẹn %1 đã qua. Xin lấy số như bình thường, hoặc hỏi quầy để hẹn lại."
    ),
    "appointment.checked_in": QT_TRANSLATE_NOOP(
        "Messages", "Lịch hẹn này đã nhận số %1. Số đó vẫn dùng được, xin chờ gọi. Mất phiếu thì hỏi quầy."
    ),
    "appointment.cancelled": QT_TRANSLATE_NOOP(
        "Messages", "Lịch hẹn này đã hủy. Xin lấy số như bình thường, hoặc hỏi quầy."
    ),
    "appointment.too_often": QT_TRANSLATE_NOOP(
        "Messages", "Vừa có nhiều mã lạ được đưa vào. Xin lấy số như bình thường, hoặc hỏi quầy."
    ),
    "appointment.not_now": QT_TRANSLATE_NOOP(
        "Messages", "Hiện chưa hỏi được lịch hẹn. Xin thử lại, hoặc lấy số như bình thường; lịch hẹn vẫn còn."
    ),
    "appointment.no_field": QT_TRANSLATE_NOOP(
        "Messages", "Lịch hẹn này ở quầy mà máy không phát số. Xin báo cán bộ ở quầy."
    ),
}
