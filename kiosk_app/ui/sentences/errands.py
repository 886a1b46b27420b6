"""Sentences about errands besides filing: looking up, paying, rating, petitions, drafts, guides."""

from __future__ import annotations

from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP

ERRANDS: dict[str, str] = {
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
    "microphone.absent": QT_TRANSLATE_NOOP(
        "Messages", "Micrô chưa dùng được. Xin viết, hoặc quét tờ đã viết. Điều đã viết vẫn còn."
    ),
    "microphone.stalled": QT_TRANSLATE_NOOP(
        "Messages", "Micrô ngừng giữa chừng, lần nói vừa rồi không ghi được. Xin nói lại, hoặc viết."
    ),
    "microphone.fault": QT_TRANSLATE_NOOP(
        "Messages", "Chưa ghi âm được. Xin nói lại, hoặc viết. Điều đã viết vẫn còn."
    ),
    "voice.silent": QT_TRANSLATE_NOOP(
        "Messages", "Máy không nghe thấy tiếng nói, nên không giữ bản ghi. Xin đứng gần hơn và nói lại."
    ),
    "voice.broken_off": QT_TRANSLATE_NOOP(
        "Messages", "Micrô ngừng giữa chừng. Phần nói trước đó đã giữ: xin dùng bản này, hoặc nói lại."
    ),
    "voice.too_large": QT_TRANSLATE_NOOP(
        "Messages",
        "Bản ghi âm dài hơn mức cổng nhận nên chưa lưu được. Chưa mất gì: xin bấm Quay lại rồi nói ngắn hơn, "
        "hoặc viết.",
    ),
    "voice.short": QT_TRANSLATE_NOOP("Messages", "Bản ghi quá ngắn, máy không giữ. Xin nói lại."),
    "voice.mute": QT_TRANSLATE_NOOP(
        "Messages", "Loa chưa phát được nên chưa nghe lại được. Bản ghi vẫn còn, gửi được."
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
        "Máy in chưa in được phiếu. Việc nộp phí đã được ghi nhận. Xin chụp lại mã hoặc in lại. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
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
    "rating.too_long": QT_TRANSLATE_NOOP("Messages", "Ý kiến dài quá 500 ký tự. Xin viết ngắn lại."),
    "state.not_printed": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in chưa in được phiếu này. Xin ghi lại mã hồ sơ, hoặc thử in lại. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
    ),
    "request.not_printed": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in chưa in được phiếu. Yêu cầu đã được lưu. Xin ghi lại mã, hoặc thử in lại. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
    ),
    "draft.too_long": QT_TRANSLATE_NOOP("Messages", "Chỗ sửa dài quá 500 ký tự. Xin viết ngắn lại."),
    "draft.over": QT_TRANSLATE_NOOP(
        "Messages",
        "Vừa hết hạn xem bản nháp nên máy chưa gửi. Không trả lời là đồng ý. "
        "Nếu thấy sai, xin gặp cán bộ ở quầy.",
    ),
    "draft.empty": QT_TRANSLATE_NOOP("Messages", "Xin ghi chỗ đó đúng ra là gì."),
    "guide.unreadable": QT_TRANSLATE_NOOP(
        "Messages", "Máy chưa tìm được lúc này. Xin bấm Thử lại, hoặc hỏi quầy tiếp nhận."
    ),
    "guide.not_printed": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in chưa in được phiếu này. Xin dùng điện thoại quét mã QR, hoặc thử in lại. "
        "Mẩu phiếu in dở, nếu có, xin bỏ đi.",
    ),
    "guide.unconfirmed": QT_TRANSLATE_NOOP(
        "Messages", "Không rõ phiếu đã in xong chưa. Nếu chưa có phiếu, xin bấm in lại."
    ),
}
