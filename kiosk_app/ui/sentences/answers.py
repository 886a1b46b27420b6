"""Sentences about what a citizen answered in a form."""

from __future__ import annotations

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

ANSWERS: dict[str, str] = {
    "address.on_card": QT_TRANSLATE_NOOP("Messages", "Trên thẻ ghi: %1"),
    "required": QT_TRANSLATE_NOOP("Messages", "Ô này chưa điền. Xin điền để tiếp tục."),
    "personal_id_digits": QT_TRANSLATE_NOOP("Messages", "Số định danh có 12 chữ số. Xin kiểm tra lại."),
    "personal_id_birth_year": QT_TRANSLATE_NOOP(
        "Messages", "Số định danh này ứng với năm sinh %1, khác với ngày sinh đã ghi. Có đúng không?"
    ),
    "personal_id_sex": QT_TRANSLATE_NOOP(
        "Messages", "Số định danh này không khớp với giới tính đã ghi. Có đúng không?"
    ),
    "personal_id_province": QT_TRANSLATE_NOOP(
        "Messages", "Ba số đầu %1 của số định danh không phải mã tỉnh trong nước. Có đúng không?"
    ),
    "date_impossible": QT_TRANSLATE_NOOP("Messages", "Không có ngày này trong lịch. Xin nhập lại."),
    "date_incomplete": QT_TRANSLATE_NOOP("Messages", "Xin ghi đủ ngày, tháng, năm."),
    "date_future": QT_TRANSLATE_NOOP("Messages", "Ngày này chưa đến. Xin kiểm tra lại."),
    "date_too_old": QT_TRANSLATE_NOOP("Messages", "Năm phải từ %1 trở đi. Xin kiểm tra lại."),
    "phone": QT_TRANSLATE_NOOP("Messages", "Số điện thoại chưa đúng. Ví dụ: 0905 000 123."),
    "tax_code": QT_TRANSLATE_NOOP(
        "Messages", "Mã số thuế chưa đúng. Xin xem lại từng số trên giấy đăng ký: 10, 12 hoặc 13 chữ số."
    ),
    "email": QT_TRANSLATE_NOOP("Messages", "Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@vidu.vn."),
    "count": QT_TRANSLATE_NOOP("Messages", "Số lượng phải trong khoảng %1."),
    "too_long": QT_TRANSLATE_NOOP("Messages", "Nội dung quá dài, nhiều nhất %1 ký tự."),
    "name_characters": QT_TRANSLATE_NOOP("Messages", "Họ tên chỉ gồm chữ cái. Xin kiểm tra lại."),
    "name_marks": QT_TRANSLATE_NOOP("Messages", "Họ tên có dấu ít gặp. Có đúng như trong giấy tờ không?"),
    "choice": QT_TRANSLATE_NOOP("Messages", "Xin chọn một trong các mục."),
    "address_commune": QT_TRANSLATE_NOOP("Messages", "Xin chọn tỉnh, rồi chọn xã hoặc phường."),
    "address_detail": QT_TRANSLATE_NOOP("Messages", "Xin ghi thôn, số nhà hoặc đường."),
}
