"""Sentences about the sign-in: codes before the reader, phone, the chip, and whoever helps."""

from __future__ import annotations

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

SIGN_IN: dict[str, str] = {
    "qr.web_address": QT_TRANSLATE_NOOP(
        "Messages", "Đây là mã của một trang web. Xin mở ứng dụng VNeID và đưa mã QR định danh vào."
    ),
    "qr.payment": QT_TRANSLATE_NOOP(
        "Messages", "Đây là mã thanh toán. Máy không trừ tiền. Xin đưa mã QR của ứng dụng VNeID."
    ),
    "qr.wifi": QT_TRANSLATE_NOOP("Messages", "Đây là mã Wi-Fi. Xin đưa mã QR của ứng dụng VNeID."),
    "qr.contact": QT_TRANSLATE_NOOP("Messages", "Đây là mã danh bạ. Xin đưa mã QR của ứng dụng VNeID."),
    "qr.place": QT_TRANSLATE_NOOP("Messages", "Đây là mã vị trí. Xin đưa mã QR của ứng dụng VNeID."),
    "qr.text": QT_TRANSLATE_NOOP(
        "Messages",
        "Mã này không phải mã định danh. Xin đưa mã QR của ứng dụng VNeID hoặc mã trên thẻ căn cước.",
    ),
    "qr.unreadable": QT_TRANSLATE_NOOP(
        "Messages", "Máy chưa đọc rõ mã. Xin giữ yên điện thoại, tăng độ sáng màn hình rồi thử lại."
    ),
    "qr.card_incomplete": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chỉ đọc được một phần mã trên thẻ. Xin đưa mã vào đọc lại, hoặc đưa mã QR của ứng dụng VNeID.",
    ),
    "qr.card_format": QT_TRANSLATE_NOOP(
        "Messages",
        "Mã trên thẻ có định dạng máy chưa biết. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.",
    ),
    "qr.card_garbled": QT_TRANSLATE_NOOP(
        "Messages",
        "Chữ trong mã trên thẻ bị lỗi. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.",
    ),
    "qr.card_personal_id": QT_TRANSLATE_NOOP(
        "Messages",
        "Số định danh trong mã trên thẻ bị sai. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.",
    ),
    "qr.card_name": QT_TRANSLATE_NOOP(
        "Messages",
        "Họ tên trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.",
    ),
    "qr.card_birth_date": QT_TRANSLATE_NOOP(
        "Messages",
        "Ngày sinh trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.",
    ),
    "qr.card_sex": QT_TRANSLATE_NOOP(
        "Messages",
        "Giới tính trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.",
    ),
    "qr.card_issue_date": QT_TRANSLATE_NOOP(
        "Messages",
        "Ngày cấp trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.",
    ),
    "card.birth_year": QT_TRANSLATE_NOOP(
        "Messages",
        "Xin xem lại: số định danh trong mã là của người sinh năm khác với năm sinh ở trên. Nếu thẻ "
        "ghi đúng như vậy (do đã cải chính) thì bấm Tiếp tục; nếu không, bấm Đưa mã khác.",
    ),
    "card.sex": QT_TRANSLATE_NOOP(
        "Messages",
        "Xin xem lại: số định danh trong mã là của người có giới tính khác với giới tính ghi trong "
        "mã. Nếu thẻ ghi đúng như vậy thì bấm Tiếp tục; nếu không, bấm Đưa mã khác.",
    ),
    "card.birth_year_sex": QT_TRANSLATE_NOOP(
        "Messages",
        "Xin xem lại: số định danh trong mã là của người có năm sinh và giới tính khác với mã này. "
        "Nếu thẻ ghi đúng như vậy thì bấm Tiếp tục; nếu không, bấm Đưa mã khác.",
    ),
    "qr.slip": QT_TRANSLATE_NOOP(
        "Messages", "Đây là mã trên phiếu hồ sơ. Để đăng nhập, xin đưa mã QR của ứng dụng VNeID."
    ),
    "qr.badge": QT_TRANSLATE_NOOP(
        "Messages",
        "Đây là thẻ cán bộ. Để đăng nhập, xin đưa mã QR của ứng dụng VNeID hoặc mã trên thẻ căn cước.",
    ),
    "phone.unavailable": QT_TRANSLATE_NOOP(
        "Messages",
        "Hiện chưa lấy được mã cho điện thoại. Xin thử lại, hoặc quay lại để dùng cách đăng nhập khác.",
    ),
    "phone.locked": QT_TRANSLATE_NOOP(
        "Messages",
        "Vừa có nhiều mã được lấy mà không dùng. Xin đợi vài phút, hoặc quay lại để dùng cách đăng nhập "
        "khác.",
    ),
    "phone.denied": QT_TRANSLATE_NOOP(
        "Messages", "Điện thoại đã từ chối đăng nhập. Nếu bấm nhầm, xin lấy mã khác; chưa có gì được gửi đi."
    ),
    "phone.expired": QT_TRANSLATE_NOOP(
        "Messages", "Mã đã hết giờ mà chưa được đồng ý trên điện thoại. Xin lấy mã khác; chưa có gì bị mất."
    ),
    "chip": QT_TRANSLATE_NOOP("Messages", "Chưa đọc được chip. Xin thử lại, hoặc tiếp tục bằng mã trên thẻ."),
    "chip.no_reader": QT_TRANSLATE_NOOP(
        "Messages", "Ô đọc chip đang không hoạt động. Ông/Bà vẫn tiếp tục được bằng mã trên thẻ."
    ),
    "chip.busy": QT_TRANSLATE_NOOP(
        "Messages", "Ô đọc chip đang bận. Xin nhấc thẻ ra, đặt lại rồi bấm đọc chip lại."
    ),
    "chip.no_card": QT_TRANSLATE_NOOP(
        "Messages", "Chưa thấy thẻ trên ô đọc chip. Xin đặt thẻ nằm yên trên ô đọc."
    ),
    "chip.removed": QT_TRANSLATE_NOOP(
        "Messages", "Thẻ đã bị nhấc ra khi chưa đọc xong. Xin đặt thẻ lại và để yên vài giây."
    ),
    "chip.other_card": QT_TRANSLATE_NOOP(
        "Messages", "Đây không phải thẻ căn cước gắn chip. Xin đặt thẻ căn cước lên ô đọc, chỉ một thẻ."
    ),
    "chip.wrong_key": QT_TRANSLATE_NOOP(
        "Messages",
        "Thẻ trên ô đọc chip không mở được bằng mã vừa đọc: có thể là thẻ của người khác. "
        "Xin đặt đúng thẻ vừa đưa mã, hoặc tiếp tục bằng mã trên thẻ.",
    ),
    "chip.protocol": QT_TRANSLATE_NOOP(
        "Messages", "Chip không trả lời như mọi khi. Xin đặt thẻ lại, hoặc tiếp tục bằng mã trên thẻ."
    ),
    "chip.channel": QT_TRANSLATE_NOOP(
        "Messages",
        "Dữ liệu từ chip bị thay đổi trên đường đọc nên máy không dùng. Xin gọi cán bộ; chưa có gì được "
        "gửi đi.",
    ),
    "chip.changed": QT_TRANSLATE_NOOP(
        "Messages",
        "Dữ liệu trong chip không đúng với chữ ký của cơ quan cấp thẻ nên máy không dùng thẻ này. "
        "Xin gọi cán bộ; chưa có gì được gửi đi.",
    ),
    "chip.signature": QT_TRANSLATE_NOOP(
        "Messages",
        "Chữ ký trong chip không hợp lệ nên máy không dùng thẻ này. Xin gọi cán bộ; chưa có gì được gửi đi.",
    ),
    "chip.unknown_signer": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chưa biết cơ quan đã ký chip này nên chưa kiểm tra được. Ông/Bà vẫn tiếp tục được bằng mã "
        "trên thẻ.",
    ),
    "chip.expired_signer": QT_TRANSLATE_NOOP(
        "Messages",
        "Chữ ký trong chip đã hết hạn nên máy không kiểm tra được. Ông/Bà vẫn tiếp tục được bằng mã "
        "trên thẻ.",
    ),
    "chip.revoked_signer": QT_TRANSLATE_NOOP(
        "Messages",
        "Chữ ký trong chip đã bị thu hồi nên máy không dùng dữ liệu chip. "
        "Ông/Bà vẫn tiếp tục được bằng mã trên thẻ; cán bộ sẽ kiểm tra.",
    ),
    "chip.data": QT_TRANSLATE_NOOP(
        "Messages", "Máy không hiểu dữ liệu trong chip này. Ông/Bà vẫn tiếp tục được bằng mã trên thẻ."
    ),
    "chip.ended": QT_TRANSLATE_NOOP(
        "Messages",
        "Thẻ này đã hết hạn sử dụng. Ông/Bà vẫn nộp được, cán bộ sẽ kiểm tra; xin đến công an xã đổi thẻ.",
    ),
    "chip.other_person": QT_TRANSLATE_NOOP(
        "Messages",
        "Mã vừa đưa và chip trên ô đọc là của hai người khác nhau. "
        "Xin dùng một thẻ của chính người nộp; chưa có gì được gửi đi.",
    ),
    "identity.expired": QT_TRANSLATE_NOOP(
        "Messages", "Mã đã hết hạn. Xin bấm làm mới mã trong ứng dụng VNeID rồi đưa lại."
    ),
    "identity.unknown": QT_TRANSLATE_NOOP(
        "Messages", "Hệ thống không nhận ra mã này. Xin mở lại mã QR trong ứng dụng VNeID rồi thử lại."
    ),
    "identity.level_1": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài khoản của Ông/Bà là mức độ 1. Muốn lên mức độ 2, xin đến công an xã. "
        "Hôm nay vẫn nộp được bằng thẻ căn cước hoặc nhờ cán bộ.",
    ),
    "identity.organisation": QT_TRANSLATE_NOOP(
        "Messages",
        "Đây là tài khoản của tổ chức, còn thủ tục này của cá nhân. Xin đưa mã VNeID của chính Ông/Bà.",
    ),
    "identity.inactive": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài khoản VNeID chưa kích hoạt hoặc đang bị khóa. "
        "Xin kích hoạt trong ứng dụng, hoặc tiếp tục bằng thẻ căn cước, hoặc nhờ cán bộ.",
    ),
    "identity.outdated_app": QT_TRANSLATE_NOOP(
        "Messages",
        "Ứng dụng VNeID đã cũ. Xin cập nhật ứng dụng, hoặc tiếp tục bằng thẻ căn cước, hoặc nhờ cán bộ.",
    ),
    "sign_in.over": QT_TRANSLATE_NOOP(
        "Messages",
        "Đăng nhập đã quá lâu nên không còn hiệu lực. Chưa mất gì: xin đăng nhập lại để tiếp tục.",
    ),
    "sign_in.other_person": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chưa biết chắc người vừa đăng nhập là người đã bắt đầu việc này, nên chưa gửi. "
        "Xin chính người đó đăng nhập lại.",
    ),
    "sign_in.no_account": QT_TRANSLATE_NOOP(
        "Messages",
        "Việc này chỉ gửi được khi VNeID xác nhận người yêu cầu, nên máy chưa gửi. "
        "Xin đăng nhập lại bằng VNeID, hoặc gặp cán bộ.",
    ),
    "reader.absent": QT_TRANSLATE_NOOP(
        "Messages", "Máy đọc mã đang không hoạt động. Ông/Bà vẫn nộp được: xin nhờ cán bộ."
    ),
    "helper.name": QT_TRANSLATE_NOOP(
        "Messages", "Xin ghi họ tên người giúp, chỉ gồm chữ cái. Hoặc đưa thẻ căn cước của họ trước ô đọc mã."
    ),
    "helper.relation": QT_TRANSLATE_NOOP("Messages", "Xin chọn người giúp là gì của Ông/Bà."),
    "helper.not_a_badge": QT_TRANSLATE_NOOP(
        "Messages", "Mã này không dùng được ở đây. Xin đưa mã trên thẻ cán bộ, hoặc chạm vào màn hình."
    ),
}
