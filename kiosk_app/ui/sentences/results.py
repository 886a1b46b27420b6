"""Sentences about an electronic result and the A4 printer."""

from __future__ import annotations

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

RESULTS: dict[str, str] = {
    "document_printer.no_paper": QT_TRANSLATE_NOOP(
        "Messages", "Máy in A4 hết giấy. Bản đang in đã được hủy. Xin báo cán bộ, rồi bấm In."
    ),
    "document_printer.no_toner": QT_TRANSLATE_NOOP(
        "Messages", "Máy in A4 hết mực. Bản đang in đã được hủy. Xin báo cán bộ, rồi bấm In."
    ),
    "document_printer.jam": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in A4 kẹt giấy. Trong máy có thể còn tờ in dở: xin báo cán bộ lấy ra, rồi bấm In.",
    ),
    "document_printer.cover_open": QT_TRANSLATE_NOOP(
        "Messages", "Nắp máy in A4 đang mở. Bản đang in đã được hủy. Đóng nắp lại, rồi bấm In."
    ),
    "document_printer.offline": QT_TRANSLATE_NOOP(
        "Messages", "Máy in A4 đang tắt hoặc mất kết nối. Xin báo cán bộ, hoặc nhận bản in ở quầy."
    ),
    "document_printer.held": QT_TRANSLATE_NOOP(
        "Messages", "Máy in A4 đang tạm dừng. Xin báo cán bộ, hoặc nhận bản in ở quầy."
    ),
    "document_printer.removed": QT_TRANSLATE_NOOP(
        "Messages", "Chưa dùng được máy in A4. Xin nhận bản in ở quầy."
    ),
    "document_printer.service": QT_TRANSLATE_NOOP(
        "Messages", "Chưa dùng được máy in A4. Xin thử lại, hoặc nhận bản in ở quầy."
    ),
    "document_printer.refused": QT_TRANSLATE_NOOP(
        "Messages", "Máy in A4 không in được giấy này. Xin nhận bản in ở quầy."
    ),
    "document_printer.unconfirmed": QT_TRANSLATE_NOOP(
        "Messages", "Không rõ bản vừa rồi đã in xong chưa. Xin xem khay giấy trước khi in thêm."
    ),
    "document_printer.partly": QT_TRANSLATE_NOOP(
        "Messages", "Trong khay có thể có tờ in dở của bản này: xin lấy hết, đừng để lại cho người sau."
    ),
    "result.not_counted": QT_TRANSLATE_NOOP(
        "Messages", "Máy này đang hết chỗ ghi nên chưa in được. Chưa in tờ nào. Xin nhận bản in ở quầy."
    ),
    "result.sign_in": QT_TRANSLATE_NOOP(
        "Messages", "Đăng nhập đã hết hạn. Xin quay lại và đăng nhập lại để xem kết quả."
    ),
    "result.unknown": QT_TRANSLATE_NOOP("Messages", "Cơ quan không còn thấy hồ sơ này. Xin hỏi quầy."),
    "result.not_yours": QT_TRANSLATE_NOOP(
        "Messages", "Kết quả chỉ giao cho chủ hồ sơ và người nộp. Cần giúp, xin gặp cán bộ."
    ),
    "result.not_ready": QT_TRANSLATE_NOOP(
        "Messages", "Cơ quan chưa có bản điện tử này. Xin thử lại sau, hoặc hỏi quầy."
    ),
    "result.unpaid": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn phải nộp %1 trước khi nhận kết quả. Xin thanh toán ở máy này hoặc ở quầy, rồi in sau.",
    ),
    "result.unpaid_unknown": QT_TRANSLATE_NOOP(
        "Messages", "Còn phí, lệ phí chưa nộp. Xin hỏi quầy số tiền; nộp xong thì in được kết quả."
    ),
    "result.not_now": QT_TRANSLATE_NOOP(
        "Messages", "Hiện chưa lấy được kết quả. Xin thử lại sau, hoặc nhận ở quầy."
    ),
    "result.too_often": QT_TRANSLATE_NOOP(
        "Messages", "Đã lấy kết quả nhiều lần. Xin chờ mười phút, hoặc nhận ở quầy."
    ),
    "result.damaged": QT_TRANSLATE_NOOP(
        "Messages",
        "Bản điện tử nhận về không đúng như cơ quan đã ký, nên máy không in. Xin báo cán bộ.",
    ),
    "result.too_large": QT_TRANSLATE_NOOP(
        "Messages", "Kết quả có quá nhiều trang để in ở máy này. Xin nhận ở quầy."
    ),
    "result.wrong_code": QT_TRANSLATE_NOOP(
        "Messages", "Mã hồ sơ này không lấy được kết quả ở đây. Xin hỏi quầy."
    ),
    "result.other_kiosk": QT_TRANSLATE_NOOP(
        "Messages", "Mã hồ sơ này không lấy được kết quả ở đây. Xin hỏi quầy."
    ),
    "result.other_province": QT_TRANSLATE_NOOP(
        "Messages",
        "Hồ sơ này của tỉnh khác. Xin nhận kết quả trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn).",
    ),
}
