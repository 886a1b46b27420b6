"""Sentences about the way from the review to the slip: the code, the queue, the files, the printer."""

from __future__ import annotations

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

SENDING: dict[str, str] = {
    "code.wrong": QT_TRANSLATE_NOOP("Messages", "Mã chưa đúng. Xin xem lại rồi nhập lại."),
    "code.expired": QT_TRANSLATE_NOOP("Messages", "Mã đã hết hạn. Xin bấm Gửi lại mã."),
    "code.locked": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã nhập sai ba lần nên mã bị khóa. Hồ sơ chưa mất: Ông/Bà vẫn nộp được bằng mã trên màn hình, "
        "cán bộ sẽ kiểm tra lại khi tiếp nhận.",
    ),
    "code.unavailable": QT_TRANSLATE_NOOP(
        "Messages", "Chưa gửi được mã vào điện thoại. Xin dùng mã trên màn hình."
    ),
    "queue.full": QT_TRANSLATE_NOOP(
        "Messages",
        "Bộ nhớ của máy đã đầy nên chưa lưu được. Xin đừng rời máy và báo cán bộ, rồi bấm thử lại.",
    ),
    "queue.unavailable": QT_TRANSLATE_NOOP(
        "Messages", "Máy chưa lưu được hồ sơ. Những gì đã nhập vẫn còn đây. Xin bấm thử lại hoặc báo cán bộ."
    ),
    "queue.no_key": QT_TRANSLATE_NOOP(
        "Messages", "Máy chưa được cài khóa bảo vệ nên không lưu hồ sơ. Xin báo cán bộ."
    ),
    "prepare.failed": QT_TRANSLATE_NOOP(
        "Messages", "Chưa tạo được tệp hồ sơ. Những gì đã nhập vẫn còn. Xin bấm thử lại hoặc báo cán bộ."
    ),
    "prepare.too_large": QT_TRANSLATE_NOOP(
        "Messages", "“%1” có trang quá lớn để gửi. Xin quét lại trang đó, hoặc nhờ cán bộ."
    ),
    "declaration.too_large": QT_TRANSLATE_NOOP(
        "Messages",
        "“%1” lớn hơn mức cổng nhận nên chưa tạo được tệp hồ sơ. Những gì đã nhập vẫn còn. Xin nhờ cán bộ.",
    ),
    "copy.too_large": QT_TRANSLATE_NOOP(
        "Messages",
        "“%1” không vừa một tệp để cán bộ ký, máy chưa gửi gì. Xin đừng bỏ trang nào của bản chính: xin nhờ "
        "cán bộ chứng thực tại quầy.",
    ),
    "prepare.letters": QT_TRANSLATE_NOOP(
        "Messages",
        "Có chữ máy chưa in được, nên chưa tạo tờ khai. Những gì đã nhập vẫn còn. Xin nhờ cán bộ.",
    ),
    "printer.letters": QT_TRANSLATE_NOOP(
        "Messages",
        "Có chữ máy chưa in được, nên không in phiếu thiếu chữ. Hồ sơ đã lưu. Xin chụp lại mã trên màn hình.",
    ),
    "printer.paper_out": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in hết giấy. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR; có giấy máy sẽ tự in. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
    ),
    "printer.cover_open": QT_TRANSLATE_NOOP(
        "Messages",
        "Nắp máy in đang mở. Hồ sơ đã được lưu. Đóng nắp lại, máy sẽ tự in. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
    ),
    "printer.unreachable": QT_TRANSLATE_NOOP(
        "Messages", "Máy in chưa sẵn sàng. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR."
    ),
    "printer.fault": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in gặp lỗi. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR và báo cán bộ. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
    ),
    "printer.unconfirmed": QT_TRANSLATE_NOOP(
        "Messages", "Không rõ phiếu đã in xong chưa. Hồ sơ đã được lưu. Nếu chưa có phiếu, xin bấm In lại."
    ),
}
