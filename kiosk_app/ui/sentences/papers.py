"""Sentences about scanned papers: the scanner, each page, and what is lacking."""

from __future__ import annotations

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

PAPERS: dict[str, str] = {
    "scanner.empty": QT_TRANSLATE_NOOP(
        "Messages", "Chưa thấy giấy trong khay. Xin đặt giấy vào khay quét rồi bấm quét lại."
    ),
    "scanner.jam": QT_TRANSLATE_NOOP(
        "Messages", "Giấy bị kẹt. Xin nhờ cán bộ lấy giấy ra rồi quét lại. Các trang đã quét vẫn còn."
    ),
    "scanner.cover_open": QT_TRANSLATE_NOOP(
        "Messages", "Nắp máy quét đang mở. Xin đóng nắp rồi quét lại. Các trang đã quét vẫn còn."
    ),
    "scanner.busy": QT_TRANSLATE_NOOP(
        "Messages", "Máy quét đang bận. Xin chờ một chút rồi quét lại. Các trang đã quét vẫn còn."
    ),
    "scanner.unplugged": QT_TRANSLATE_NOOP(
        "Messages", "Không tìm thấy máy quét. Xin báo cán bộ kiểm tra dây nối. Các trang đã quét vẫn còn."
    ),
    "scanner.io": QT_TRANSLATE_NOOP(
        "Messages", "Máy quét gặp lỗi. Xin quét lại. Các trang đã quét vẫn còn. Nếu vẫn lỗi, xin báo cán bộ."
    ),
    "scanner.hang": QT_TRANSLATE_NOOP(
        "Messages", "Máy quét không trả lời. Xin quét lại. Các trang đã quét vẫn còn."
    ),
    "scanner.cancelled": QT_TRANSLATE_NOOP("Messages", "Đã dừng quét. Các trang đã quét vẫn còn."),
    "scanner.incomplete": QT_TRANSLATE_NOOP(
        "Messages", "Trang vừa rồi quét chưa hết. Xin quét lại trang đó. Các trang trước vẫn còn."
    ),
    "scan.too_many_pages": QT_TRANSLATE_NOOP(
        "Messages", "Giấy này đã đủ số trang tối đa. Các trang đã quét vẫn còn. Cần thêm, xin hỏi cán bộ."
    ),
    "copy.too_many_pages": QT_TRANSLATE_NOOP(
        "Messages",
        "Nhiều nhất %1 trang một lần, máy chưa gửi gì. Xin bỏ tờ không cần chứng thực, hoặc mang cả tập đến "
        "quầy.",
    ),
    "blurred": QT_TRANSLATE_NOOP("Messages", "Trang này bị mờ, cán bộ có thể không đọc được. Nên quét lại."),
    "too_dark": QT_TRANSLATE_NOOP("Messages", "Trang này bị tối. Nên quét lại."),
    "glare": QT_TRANSLATE_NOOP("Messages", "Trang này bị lóa. Nên quét lại."),
    "cut_off": QT_TRANSLATE_NOOP("Messages", "Trang này bị mất mép. Xin đặt giấy thẳng rồi quét lại."),
    "folded_corner": QT_TRANSLATE_NOOP("Messages", "Góc giấy bị gấp. Xin vuốt phẳng rồi quét lại."),
    "empty": QT_TRANSLATE_NOOP("Messages", "Trang này trống. Có thể giấy bị úp ngược."),
    "two_sheets": QT_TRANSLATE_NOOP("Messages", "Có thể hai tờ dính nhau. Xin tách ra rồi quét lại."),
    "faint": QT_TRANSLATE_NOOP("Messages", "Chữ trên trang này quá mờ, có thể mất nét. Nên quét lại."),
    "small_print": QT_TRANSLATE_NOOP(
        "Messages", "Chữ trang này quá nhỏ, bản quét có thể khó đọc. Nếu có bản chữ to hơn, xin quét bản đó."
    ),
    "askew": QT_TRANSLATE_NOOP("Messages", "Giấy đặt quá lệch. Xin đặt thẳng rồi quét lại."),
    "other_document": QT_TRANSLATE_NOOP("Messages", "Đây có vẻ là “%1”. Xin xem có đúng giấy cần nộp không."),
    "component.lacking": QT_TRANSLATE_NOOP(
        "Messages", "Giấy này bắt buộc phải có mới nộp được. Xin về lấy giấy, hoặc hỏi cán bộ ở quầy."
    ),
    "component.no_page": QT_TRANSLATE_NOOP(
        "Messages", "Giấy này bắt buộc mà chưa có trang nào. Xin quét giấy rồi tiếp tục."
    ),
}
