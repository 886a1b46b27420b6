"""One sentence for each problem: what happened, what to do, and that nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk_app.forms.issue import Issue
from kiosk_app.ui.counter_messages import COUNTER_SENTENCES
from kiosk_app.ui.result_messages import QT_TRANSLATE_NOOP, RESULT_SENTENCES

CONTEXT = "Messages"


SENTENCES: dict[str, str] = {
    **COUNTER_SENTENCES,
    **RESULT_SENTENCES,
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
    "reader.absent": QT_TRANSLATE_NOOP(
        "Messages", "Máy đọc mã đang không hoạt động. Ông/Bà vẫn nộp được: xin nhờ cán bộ."
    ),
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
        "Messages", "“%1” có quá nhiều trang để gửi. Xin bớt trang của giấy này, hoặc nhờ cán bộ."
    ),
    "prepare.letters": QT_TRANSLATE_NOOP(
        "Messages",
        "Có chữ máy chưa in được, nên chưa tạo tờ khai. Những gì đã nhập vẫn còn. Xin nhờ cán bộ.",
    ),
    "address.on_card": QT_TRANSLATE_NOOP("Messages", "Trên thẻ ghi: %1"),
    "printer.letters": QT_TRANSLATE_NOOP(
        "Messages",
        "Có chữ máy chưa in được, nên không in phiếu thiếu chữ. Hồ sơ đã lưu. Xin chụp lại mã trên màn hình.",
    ),
    "printer.paper_out": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in hết giấy. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR; có giấy máy sẽ tự in.",
    ),
    "printer.cover_open": QT_TRANSLATE_NOOP(
        "Messages", "Nắp máy in đang mở. Hồ sơ đã được lưu. Đóng nắp lại, máy sẽ tự in."
    ),
    "printer.unreachable": QT_TRANSLATE_NOOP(
        "Messages", "Máy in chưa sẵn sàng. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR."
    ),
    "printer.fault": QT_TRANSLATE_NOOP(
        "Messages", "Máy in gặp lỗi. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR và báo cán bộ."
    ),
    "printer.unconfirmed": QT_TRANSLATE_NOOP(
        "Messages", "Không rõ phiếu đã in xong chưa. Hồ sơ đã được lưu. Nếu chưa có phiếu, xin bấm In lại."
    ),
    "look_up.unknown": QT_TRANSLATE_NOOP(
        "Messages", "Không thấy hồ sơ nào có mã này. Xin xem lại mã trên phiếu, hoặc hỏi quầy tiếp nhận."
    ),
    "look_up.wrong_code": QT_TRANSLATE_NOOP(
        "Messages", "Mã này không đúng. Xin xem lại từng chữ, từng số trên phiếu."
    ),
    "look_up.empty": QT_TRANSLATE_NOOP("Messages", "Xin gõ mã hồ sơ, hoặc đưa phiếu trước ô đọc mã."),
    "look_up.not_a_slip": QT_TRANSLATE_NOOP(
        "Messages", "Đây không phải mã trên phiếu hồ sơ. Xin đưa mã QR in trên phiếu."
    ),
    "look_up.other_kiosk": QT_TRANSLATE_NOOP(
        "Messages",
        "Mã tạm này của một máy khác. Xin tra cứu ở máy đã in phiếu, hoặc đăng nhập xem mọi hồ sơ của mình.",
    ),
    "look_up.other_province": QT_TRANSLATE_NOOP(
        "Messages",
        "Hồ sơ này của tỉnh khác. Xin tra cứu trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn).",
    ),
    "look_up.not_now": QT_TRANSLATE_NOOP(
        "Messages", "Hiện chưa hỏi được cơ quan giải quyết. Xin thử lại sau, hoặc hỏi quầy tiếp nhận."
    ),
    "look_up.too_often": QT_TRANSLATE_NOOP(
        "Messages", "Đã hỏi quá nhiều lần. Xin chờ ít phút, hoặc hỏi quầy tiếp nhận."
    ),
    "look_up.wrong_key": QT_TRANSLATE_NOOP(
        "Messages", "Sáu số xem trả lời chưa đúng. Xin xem lại trên phiếu, hoặc đưa phiếu trước ô đọc mã."
    ),
    "helper.name": QT_TRANSLATE_NOOP(
        "Messages", "Xin ghi họ tên người giúp, chỉ gồm chữ cái. Hoặc đưa thẻ căn cước của họ trước ô đọc mã."
    ),
    "helper.relation": QT_TRANSLATE_NOOP("Messages", "Xin chọn người giúp là gì của Ông/Bà."),
    "helper.not_a_badge": QT_TRANSLATE_NOOP(
        "Messages", "Mã này không dùng được ở đây. Xin đưa mã trên thẻ cán bộ, hoặc chạm vào màn hình."
    ),
    "copy.too_many_pages": QT_TRANSLATE_NOOP(
        "Messages", "Nhiều nhất %1 trang một lần, máy chưa gửi gì. Xin bỏ bớt, hoặc mang cả tập đến quầy."
    ),
    "petition.empty": QT_TRANSLATE_NOOP("Messages", "Chưa có nội dung. Xin viết vài câu rồi gửi."),
    "petition.full": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã đủ %1 ký tự, máy không nhận thêm. Phần đã viết còn nguyên; phần nữa xin viết ra giấy, quét kèm.",
    ),
    "look_up.sign_in": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa xác thực qua VNeID nên máy không cho xem mọi hồ sơ. Xin dùng mã trên phiếu, hoặc hỏi quầy.",
    ),
    "payment.no_way": QT_TRANSLATE_NOOP(
        "Messages", "Máy này chưa thu được khoản này. Xin nộp tại quầy; hồ sơ vẫn được giải quyết."
    ),
    "payment.amount_unknown": QT_TRANSLATE_NOOP(
        "Messages", "Cơ quan chưa báo số tiền nên máy không thu. Xin hỏi và nộp tại quầy."
    ),
    "payment.not_now": QT_TRANSLATE_NOOP(
        "Messages",
        "Hiện chưa hỏi được cơ quan nên máy không thu. Xin nộp tại quầy, hoặc chờ; hồ sơ không bị ảnh hưởng.",
    ),
    "payment.not_sent": QT_TRANSLATE_NOOP(
        "Messages", "Hồ sơ chưa có mã chính thức nên chưa nộp được ở máy. Xin nộp tại quầy, hoặc chờ ít phút."
    ),
    "payment.not_printed": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in chưa in được phiếu. Việc nộp phí đã được ghi nhận. Xin chụp lại mã hoặc in lại.",
    ),
    "terminal.unreachable": QT_TRANSLATE_NOOP(
        "Messages", "Máy thu tiền không trả lời. Chưa thu gì. Xin trả cách khác, hoặc nộp tại quầy."
    ),
    "terminal.busy": QT_TRANSLATE_NOOP(
        "Messages", "Máy thu tiền đang bận. Chưa thu gì. Xin chờ một chút rồi chạm lại."
    ),
    "terminal.declined": QT_TRANSLATE_NOOP(
        "Messages", "Ngân hàng không chấp nhận thẻ này. Chưa thu gì. Xin thử thẻ khác, hoặc trả cách khác."
    ),
    "terminal.cancelled": QT_TRANSLATE_NOOP("Messages", "Đã thôi trả ở máy thu tiền. Chưa thu gì."),
    "terminal.fault": QT_TRANSLATE_NOOP(
        "Messages", "Máy thu tiền bị lỗi. Chưa thu gì. Xin trả cách khác, hoặc nộp tại quầy."
    ),
    "terminal.unconfirmed": QT_TRANSLATE_NOOP(
        "Messages",
        "Không rõ máy thu tiền đã thu chưa. Xin đừng trả lần nữa: giữ giấy của máy đó và gặp cán bộ ở quầy.",
    ),
    "terminal.wrong_amount": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy thu tiền đã thu một số tiền khác. Xin giữ giấy của máy thu tiền và gặp cán bộ ở quầy.",
    ),
    "rating.not_finished": QT_TRANSLATE_NOOP(
        "Messages", "Hồ sơ này chưa có kết quả. Khi có kết quả, xin mời Ông/Bà đánh giá."
    ),
    "rating.given": QT_TRANSLATE_NOOP(
        "Messages", "Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần; đánh giá trước vẫn được giữ."
    ),
    "rating.too_long": QT_TRANSLATE_NOOP("Messages", "Ý kiến dài quá 500 chữ. Xin viết ngắn lại."),
    "state.not_printed": QT_TRANSLATE_NOOP(
        "Messages", "Máy in chưa in được phiếu này. Xin ghi lại mã hồ sơ, hoặc thử in lại."
    ),
    "request.not_printed": QT_TRANSLATE_NOOP(
        "Messages", "Máy in chưa in được phiếu. Yêu cầu đã được lưu. Xin ghi lại mã, hoặc thử in lại."
    ),
    "draft.empty": QT_TRANSLATE_NOOP("Messages", "Xin ghi chỗ đó đúng ra là gì."),
    "guide.unreadable": QT_TRANSLATE_NOOP(
        "Messages", "Máy chưa tìm được lúc này. Xin bấm Thử lại, hoặc hỏi quầy tiếp nhận."
    ),
    "guide.not_printed": QT_TRANSLATE_NOOP(
        "Messages", "Máy in chưa in được phiếu này. Xin dùng điện thoại quét mã QR, hoặc thử in lại."
    ),
    "guide.unconfirmed": QT_TRANSLATE_NOOP(
        "Messages", "Không rõ phiếu đã in xong chưa. Nếu chưa có phiếu, xin bấm in lại."
    ),
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
    "blurred": QT_TRANSLATE_NOOP("Messages", "Trang này bị mờ, cán bộ có thể không đọc được. Nên quét lại."),
    "too_dark": QT_TRANSLATE_NOOP("Messages", "Trang này bị tối. Nên quét lại."),
    "glare": QT_TRANSLATE_NOOP("Messages", "Trang này bị lóa. Nên quét lại."),
    "cut_off": QT_TRANSLATE_NOOP("Messages", "Trang này bị mất mép. Xin đặt giấy thẳng rồi quét lại."),
    "folded_corner": QT_TRANSLATE_NOOP("Messages", "Góc giấy bị gấp. Xin vuốt phẳng rồi quét lại."),
    "empty": QT_TRANSLATE_NOOP("Messages", "Trang này trống. Có thể giấy bị úp ngược."),
    "two_sheets": QT_TRANSLATE_NOOP("Messages", "Có thể hai tờ dính nhau. Xin tách ra rồi quét lại."),
    "faint": QT_TRANSLATE_NOOP("Messages", "Chữ trên trang này quá mờ, có thể mất nét. Nên quét lại."),
    "askew": QT_TRANSLATE_NOOP("Messages", "Giấy đặt quá lệch. Xin đặt thẳng rồi quét lại."),
    "other_document": QT_TRANSLATE_NOOP("Messages", "Đây có vẻ là “%1”. Xin xem có đúng giấy cần nộp không."),
    "component.lacking": QT_TRANSLATE_NOOP(
        "Messages", "Giấy này bắt buộc phải có mới nộp được. Xin về lấy giấy, hoặc hỏi cán bộ ở quầy."
    ),
    "component.no_page": QT_TRANSLATE_NOOP(
        "Messages", "Giấy này bắt buộc mà chưa có trang nào. Xin quét giấy rồi tiếp tục."
    ),
}
"""Vietnamese by code; English is in the translation file."""


def issue_sentence(issue: Issue, language: str) -> str:
    """Say what is not right with an answer; a rule has its own words, and names the law."""
    if issue.code != "rule":
        return sentence(issue.code, issue.detail)
    words = issue.sentence.in_language(language)
    return f"{words} ({issue.law})" if issue.law else words


def sentence(code: str, detail: str = "") -> str:
    """Give the sentence in the language of the screen; "" for no problem.

    KeyError for a code without a sentence: a test keeps the table complete.
    """
    if not code:
        return ""
    return QCoreApplication.translate(CONTEXT, SENTENCES[code]).replace("%1", detail)
