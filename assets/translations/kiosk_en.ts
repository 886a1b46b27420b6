<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>AccessBar</name>
    <message>
        <source>Gọi cán bộ</source>
        <translation>Call staff</translation>
    </message>
    <message>
        <source>Tương phản</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>Màn hình cao</source>
        <translation>Whole screen</translation>
    </message>
    <message>
        <source>Màn hình thấp</source>
        <translation>Lower screen</translation>
    </message>
    <message>
        <source>Hiển thị</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>Kết thúc</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Chữ vừa</source>
        <translation>Normal text</translation>
    </message>
    <message>
        <source>Chữ lớn</source>
        <translation>Large text</translation>
    </message>
    <message>
        <source>Chữ rất lớn</source>
        <translation>Very large text</translation>
    </message>
    <message>
        <source>Tương phản cao</source>
        <translation>High contrast</translation>
    </message>
</context>
<context>
    <name>CertifiedCopyScreen</name>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Ông/Bà cần chứng thực giấy gì?</source>
        <translation>Which paper is to be certified?</translation>
    </message>
    <message>
        <source>Chứng thực bản sao làm ở quầy</source>
        <translation>The counter certifies copies</translation>
    </message>
    <message>
        <source>Máy quét bản chính, Ông/Bà so trên màn hình, cán bộ đối chiếu rồi ký.</source>
        <translation>The machine scans the original, you compare on the screen, an officer compares and signs.</translation>
    </message>
    <message>
        <source>Xã chưa có cán bộ ký bản sao điện tử, nên máy không nhận quét. Cán bộ ở quầy chứng thực bản giấy. Mang theo bản chính và bản sao cần chứng thực; chỉ có bản chính thì hỏi quầy chụp.</source>
        <translation>No officer of this commune signs electronic copies, so nothing is scanned here. The counter certifies on paper. Bring the original and the copy; with the original alone, ask the counter to copy it.</translation>
    </message>
    <message>
        <source>Phải xuất trình bản chính. Cán bộ đối chiếu với bản chính rồi mới ký.</source>
        <translation>The original must be shown. The officer compares with it before signing.</translation>
    </message>
    <message>
        <source>Lấy số thứ tự</source>
        <translation>Take a queue number</translation>
    </message>
    <message>
        <source>Xin hẹn ngày khác</source>
        <translation>Ask for another day</translation>
    </message>
    <message>
        <source>Không chứng thực được: bản chính bị tẩy xóa, sửa chữa, hư hỏng, cũ nát; giấy đóng dấu mật; giấy của nước ngoài chưa hợp pháp hóa lãnh sự (trừ hộ chiếu, thẻ cư trú, bằng lái, bằng cấp); giấy cá nhân tự lập không có xác nhận. Chưa rõ, xin hỏi quầy.</source>
        <translation>Not certified: an original that was altered, damaged or worn out; papers marked secret; foreign papers that are not legalised (except passports, residence cards, driving licences, diplomas); private papers without confirmation. If unsure, ask the counter.</translation>
    </message>
    <message>
        <source>Phí: cán bộ báo khi đối chiếu.</source>
        <translation>Fee: the officer tells it when comparing.</translation>
    </message>
    <message>
        <source>Phí ghi trên Cổng Dịch vụ công: %1 Phải nộp bao nhiêu, cán bộ báo khi đối chiếu.</source>
        <translation>Fee as the public service portal says: %1 How much is due the officer tells when comparing.</translation>
    </message>
    <message numerus="yes">
        <source>Mỗi lần một giấy tờ, nhiều nhất %n trang, kể cả mặt sau có chữ.</source>
        <translation>
            <numerusform>One paper at a time, at most one page.</numerusform>
            <numerusform>One paper at a time, at most %n pages, written backs among them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeScreen</name>
    <message>
        <source>Hiện không có mạng nên chưa gửi được mã vào điện thoại.</source>
        <translation>There is no connection now, so no code could be sent to the phone.</translation>
    </message>
    <message>
        <source>Không dùng điện thoại.</source>
        <translation>Without a phone.</translation>
    </message>
    <message>
        <source>Mã gửi vào điện thoại đã bị khóa; cán bộ sẽ kiểm tra lại khi tiếp nhận.</source>
        <translation>The code sent to the phone is locked; an officer will check when the dossier is received.</translation>
    </message>
    <message>
        <source>Hệ thống chưa gửi được mã vào điện thoại.</source>
        <translation>The system could not send a code to the phone.</translation>
    </message>
    <message>
        <source>Mã xác nhận</source>
        <translation>Verification code</translation>
    </message>
    <message>
        <source>Nhập đúng mã là hồ sơ được nộp.</source>
        <translation>The right code files the dossier.</translation>
    </message>
    <message>
        <source>Đang gửi mã vào điện thoại…</source>
        <translation>Sending a code to the phone…</translation>
    </message>
    <message numerus="yes">
        <source>Điện thoại này vừa nhận một mã khác, mã đó không dùng ở đây được. Mã mới sẽ tự gửi sau %n giây.</source>
        <translation>
            <numerusform>This phone has just received another code, which is not valid here. A new code will be sent by itself in %n second.</numerusform>
            <numerusform>This phone has just received another code, which is not valid here. A new code will be sent by itself in %n seconds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mã gồm 6 chữ số đã gửi vào điện thoại số %1. Xin nhập mã đó.</source>
        <translation>A 6-digit code was sent to the phone %1. Please enter it.</translation>
    </message>
    <message>
        <source>Mã gồm 6 chữ số đã gửi vào điện thoại. Xin nhập mã đó.</source>
        <translation>A 6-digit code was sent to the phone. Please enter it.</translation>
    </message>
    <message>
        <source>%1 Xin nhập lại mã dưới đây để xác nhận.</source>
        <translation>%1 Please enter the code below to confirm.</translation>
    </message>
    <message>
        <source>Mã đã nhập</source>
        <translation>Code entered</translation>
    </message>
    <message numerus="yes">
        <source>Còn %n lần nhập.</source>
        <translation>
            <numerusform>%n try left.</numerusform>
            <numerusform>%n tries left.</numerusform>
        </translation>
    </message>
    <message>
        <source>Đang kiểm tra mã…</source>
        <translation>Checking the code…</translation>
    </message>
    <message>
        <source>Gửi lại mã</source>
        <translation>Send the code again</translation>
    </message>
    <message numerus="yes">
        <source>Gửi lại mã sau %n giây</source>
        <translation>
            <numerusform>Send again in %n second</numerusform>
            <numerusform>Send again in %n seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>Tiếp tục bằng mã trên màn hình</source>
        <translation>Go on with a code on the screen</translation>
    </message>
    <message>
        <source>Tôi không có điện thoại ở đây</source>
        <translation>I have no phone here</translation>
    </message>
</context>
<context>
    <name>CompareScreen</name>
    <message>
        <source>Nhiều trang quá</source>
        <translation>Too many pages</translation>
    </message>
    <message>
        <source>Trang %1 trên %2</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>So với bản chính: đủ chữ, đủ dấu, không mờ, không mất góc?</source>
        <translation>Compare with the original: all words and stamps, not blurred, no corner missing?</translation>
    </message>
    <message>
        <source>Giống bản chính</source>
        <translation>Same as the original</translation>
    </message>
    <message>
        <source>Không giống, quét lại</source>
        <translation>Different, scan again</translation>
    </message>
    <message>
        <source>Xem lại các trang</source>
        <translation>Look at the pages again</translation>
    </message>
</context>
<context>
    <name>ConfirmationScreen</name>
    <message>
        <source>Đăng nhập lại</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>đang in…</source>
        <translation>printing…</translation>
    </message>
    <message>
        <source>đã in, xin lấy</source>
        <translation>printed, please take it</translation>
    </message>
    <message>
        <source>chờ in</source>
        <translation>waiting to be printed</translation>
    </message>
    <message>
        <source>không rõ đã in chưa</source>
        <translation>not known whether it was printed</translation>
    </message>
    <message>
        <source>sắp in</source>
        <translation>about to be printed</translation>
    </message>
    <message>
        <source>Hồ sơ đã được lưu an toàn. Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.</source>
        <translation>The dossier is safely stored. It is sent by itself once there is a connection; you need do nothing more.</translation>
    </message>
    <message>
        <source>Xin ngồi chờ, khoảng %1 phút sẽ gọi tên.</source>
        <translation>Please take a seat; your name is called in about %1 minutes.</translation>
    </message>
    <message>
        <source>Xin ngồi chờ, khoảng %1 phút sẽ gọi tên. Chậm nhất %2.</source>
        <translation>Please take a seat; your name is called in about %1 minutes. At the latest %2.</translation>
    </message>
    <message>
        <source>Hồ sơ đã được lưu an toàn, đang gửi đến cổng dịch vụ công. Xin ngồi chờ.</source>
        <translation>The dossier is saved and being sent to the portal. Please take a seat.</translation>
    </message>
    <message>
        <source>Chậm nhất %1 có kết quả.</source>
        <translation>The result is ready by %1.</translation>
    </message>
    <message>
        <source>Khi nhận kết quả, xin nộp bản chính này.</source>
        <translation>Hand these originals in when you collect the result.</translation>
    </message>
    <message>
        <source>Khi nhận kết quả, xin nộp bản chính: %1.</source>
        <translation>Hand in when you collect the result: %1 (original).</translation>
    </message>
    <message>
        <source>Thời gian giải quyết: %1. Có kết quả, cán bộ sẽ báo.</source>
        <translation>Time: %1. Staff will tell you when the result is ready.</translation>
    </message>
    <message>
        <source>Chậm nhất %1 có kết quả, nhận tại quầy này.</source>
        <translation>The result is ready by %1 at the latest, at this counter.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đang lưu hồ sơ…</source>
        <translation>Saving the dossier…</translation>
    </message>
    <message>
        <source>Chưa lưu được hồ sơ</source>
        <translation>The dossier is not saved yet</translation>
    </message>
    <message>
        <source>Cổng chưa nhận, xin gặp cán bộ</source>
        <translation>Not accepted by the portal, please see staff</translation>
    </message>
    <message>
        <source>Một hồ sơ, %1 cơ quan cùng làm</source>
        <translation>One dossier, %1 offices</translation>
    </message>
    <message>
        <source>Hồ sơ đã gửi</source>
        <translation>The dossier is sent</translation>
    </message>
    <message>
        <source>Hồ sơ đã lưu</source>
        <translation>The dossier is saved</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Cổng dịch vụ công chưa nhận hồ sơ này. Hồ sơ không mất: cán bộ đã thấy và sẽ liên hệ. Xin hỏi quầy tiếp nhận.</source>
        <translation>The portal did not accept this dossier. It is not lost: staff have seen it and will contact you. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Mã tạm. Mã chính thức có khi hồ sơ đến cổng dịch vụ công.</source>
        <translation>Temporary code. The official code comes when the dossier reaches the portal.</translation>
    </message>
    <message>
        <source>Phiếu xác nhận: %1</source>
        <translation>Receipt: %1</translation>
    </message>
    <message>
        <source>Giấy tiếp nhận hồ sơ và hẹn trả kết quả: %1</source>
        <translation>Acknowledgement and appointment slip: %1</translation>
    </message>
    <message>
        <source>Xin lấy lại bản chính trong máy quét: %1.</source>
        <translation>Please take your originals out of the scanner: %1.</translation>
    </message>
    <message>
        <source>Danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.</source>
        <translation>Your identity will be checked when the dossier is received.</translation>
    </message>
    <message>
        <source>In lại phiếu</source>
        <translation>Print the slip again</translation>
    </message>
    <message>
        <source>Làm thêm việc khác</source>
        <translation>Do something else</translation>
    </message>
    <message>
        <source>Nộp phí bây giờ: %1</source>
        <translation>Pay the fee now: %1</translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>Thông báo xử lý dữ liệu cá nhân</source>
        <translation>Notice on the processing of personal data</translation>
    </message>
    <message>
        <source>Không đồng ý</source>
        <translation>I do not agree</translation>
    </message>
    <message>
        <source>Đồng ý</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>Có người giúp tôi đọc và điền</source>
        <translation>Somebody helps me read and fill in</translation>
    </message>
    <message>
        <source>Người giúp: %1. Sửa</source>
        <translation>Helped by: %1. Change</translation>
    </message>
</context>
<context>
    <name>CountEntry</name>
    <message>
        <source>Bớt một</source>
        <translation>One less</translation>
    </message>
    <message>
        <source>Thêm một</source>
        <translation>One more</translation>
    </message>
</context>
<context>
    <name>DateEntry</name>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
</context>
<context>
    <name>DigitPad</name>
    <message>
        <source>Xóa một số</source>
        <translation>Delete one digit</translation>
    </message>
</context>
<context>
    <name>DisplaySheet</name>
    <message>
        <source>Chữ, màu, tiếng</source>
        <translation>Text, colours, language</translation>
    </message>
    <message>
        <source>Chữ vừa</source>
        <translation>Normal text</translation>
    </message>
    <message>
        <source>Chữ lớn</source>
        <translation>Large text</translation>
    </message>
    <message>
        <source>Chữ rất lớn</source>
        <translation>Very large text</translation>
    </message>
    <message>
        <source>Tương phản</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>DossierRatingScreen</name>
    <message>
        <source>Không hài lòng</source>
        <translation>Not satisfied</translation>
    </message>
    <message>
        <source>Chưa hài lòng</source>
        <translation>Rather not satisfied</translation>
    </message>
    <message>
        <source>Bình thường</source>
        <translation>Neither</translation>
    </message>
    <message>
        <source>Hài lòng</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>Rất hài lòng</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>Việc giải quyết hồ sơ có làm Ông/Bà hài lòng không?</source>
        <translation>Are you satisfied with how your dossier was handled?</translation>
    </message>
    <message>
        <source>Cán bộ phục vụ có làm Ông/Bà hài lòng không?</source>
        <translation>Are you satisfied with the officials who served you?</translation>
    </message>
    <message>
        <source>Ông/Bà muốn nói thêm gì không?</source>
        <translation>Would you like to say more?</translation>
    </message>
    <message>
        <source>Đang lưu…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Cảm ơn Ông/Bà đã đánh giá</source>
        <translation>Thank you for your feedback</translation>
    </message>
    <message>
        <source>Chưa đánh giá được</source>
        <translation>Feedback is not possible now</translation>
    </message>
    <message>
        <source>Gửi đánh giá</source>
        <translation>Send feedback</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Không bắt buộc · không ghi tên công dân · không ảnh hưởng đến việc giải quyết hồ sơ</source>
        <translation>Voluntary · no name is kept · no effect on how your dossier is handled</translation>
    </message>
    <message>
        <source>Người giải quyết: %1</source>
        <translation>Handled by: %1</translation>
    </message>
    <message>
        <source>Giải quyết hồ sơ: %1. Cán bộ: %2.</source>
        <translation>Handling: %1. Officials: %2.</translation>
    </message>
    <message>
        <source>Ý kiến thêm, không bắt buộc</source>
        <translation>More words, if you like</translation>
    </message>
    <message>
        <source>Không bắt buộc ghi. Xin đừng ghi tên hay số giấy tờ của mình.</source>
        <translation>Nothing has to be written. Please leave out your name and numbers.</translation>
    </message>
    <message>
        <source>Đánh giá đã được lưu và đang gửi đi, không kèm tên và mã hồ sơ.</source>
        <translation>Your feedback is saved and being sent, without name and dossier code.</translation>
    </message>
    <message>
        <source>Đánh giá đã được lưu, không kèm tên và mã hồ sơ. Khi có mạng, máy tự gửi.</source>
        <translation>Your feedback is saved, without name and dossier code. It is sent by itself once there is a network.</translation>
    </message>
</context>
<context>
    <name>DossierScreen</name>
    <message>
        <source>Xem và in kết quả: %1</source>
        <translation>See and print the result: %1</translation>
    </message>
    <message>
        <source>Hồ sơ %1</source>
        <translation>Dossier %1</translation>
    </message>
    <message>
        <source>Hồ sơ của tôi</source>
        <translation>My dossiers</translation>
    </message>
    <message>
        <source>Mã hồ sơ %1</source>
        <translation>Dossier code %1</translation>
    </message>
    <message>
        <source>Mã tra cứu %1</source>
        <translation>Number %1</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đang hỏi cơ quan giải quyết…</source>
        <translation>Asking the authority…</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Chưa thấy hồ sơ nào của Ông/Bà ở tỉnh này.</source>
        <translation>No dossier of yours was found in this province.</translation>
    </message>
    <message numerus="yes">
        <source>Còn %n hồ sơ cũ hơn. Xin tra cứu bằng mã, hoặc hỏi quầy.</source>
        <translation>
            <numerusform>There is %n older dossier. Please look it up by code, or ask at the counter.</numerusform>
            <numerusform>There are %n older dossiers. Please look them up by code, or ask at the counter.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trả lời của cơ quan</source>
        <translation>The authority&apos;s answer</translation>
    </message>
    <message>
        <source>Để xem trả lời, xin đưa phiếu trước ô đọc mã, hoặc gõ thêm sáu số xem trả lời sau mã.</source>
        <translation>To read the answer, hold your slip before the reader, or type the six digits for the answer after the number.</translation>
    </message>
    <message numerus="yes">
        <source>Đã quá hẹn %n ngày.</source>
        <translation>
            <numerusform>%n day past the promised date.</numerusform>
            <numerusform>%n days past the promised date.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cơ quan xin lỗi và hẹn lại. Lý do: %1</source>
        <translation>The authority apologises and gave a new date. Reason: %1</translation>
    </message>
    <message>
        <source>Cơ quan yêu cầu: %1</source>
        <translation>The authority asks for: %1</translation>
    </message>
    <message>
        <source>(số lượng: %1)</source>
        <translation>(number: %1)</translation>
    </message>
    <message>
        <source>Cơ quan yêu cầu nộp: %1.</source>
        <translation>The authority asks you to hand in: %1.</translation>
    </message>
    <message>
        <source>Lý do: %1</source>
        <translation>Reason: %1</translation>
    </message>
    <message>
        <source>Xin nộp giấy tờ này ở quầy.</source>
        <translation>Please hand these papers in at the counter.</translation>
    </message>
    <message>
        <source>Cơ quan yêu cầu thêm giấy tờ. Xin đăng nhập để xem là giấy gì, hoặc xem phiếu yêu cầu bổ sung.</source>
        <translation>The authority asks for more papers. Please sign in to see which, or read the slip that asks for them.</translation>
    </message>
    <message>
        <source>Đã hết hạn xem bản nháp. Không trả lời là đồng ý. Nếu thấy sai, xin gặp cán bộ ở quầy.</source>
        <translation>The time for reading the draft is over. No answer is consent. If something is wrong, please see an officer at the counter.</translation>
    </message>
    <message>
        <source>Gửi lúc: %1</source>
        <translation>Sent: %1</translation>
    </message>
    <message>
        <source>Tiếp nhận: %1</source>
        <translation>Received: %1</translation>
    </message>
    <message>
        <source>Hẹn trước đây: %1</source>
        <translation>Promised before: %1</translation>
    </message>
    <message>
        <source>Hẹn trả kết quả: %1</source>
        <translation>Result promised: %1</translation>
    </message>
    <message>
        <source>Máy chưa có tin của cơ quan.</source>
        <translation>The kiosk has no news of the authority yet.</translation>
    </message>
    <message>
        <source>Tin sau cùng của cơ quan: %1. Hiện chưa hỏi lại được.</source>
        <translation>Last news of the authority: %1. It cannot be asked again now.</translation>
    </message>
    <message>
        <source>Từng thủ tục liên thông</source>
        <translation>Each linked procedure</translation>
    </message>
    <message>
        <source>Đã đến quầy: lấy số theo lịch hẹn</source>
        <translation>I am here: take the number of my appointment</translation>
    </message>
    <message>
        <source>Quét giấy tờ bổ sung</source>
        <translation>Scan the papers asked for</translation>
    </message>
    <message>
        <source>Xem bản nháp và xác nhận</source>
        <translation>Read the draft and confirm</translation>
    </message>
    <message>
        <source>Đăng nhập để xem nội dung, bổ sung hoặc rút hồ sơ</source>
        <translation>Sign in to see the contents, hand in papers or withdraw</translation>
    </message>
    <message>
        <source>Hẹn trả kết quả: chưa rõ, xin hỏi cán bộ ở quầy</source>
        <translation>Result due: not known yet, please ask at the counter</translation>
    </message>
    <message>
        <source>Đăng nhập để xem nội dung hoặc rút hồ sơ</source>
        <translation>Sign in to see the contents or withdraw</translation>
    </message>
    <message>
        <source>Đăng nhập để xem nội dung và kết quả điện tử (nếu có)</source>
        <translation>Sign in to see the contents and the electronic result (if any)</translation>
    </message>
    <message>
        <source>Đăng nhập để xem nội dung hồ sơ</source>
        <translation>Sign in to see the contents</translation>
    </message>
    <message>
        <source>Cơ quan yêu cầu thêm giấy tờ. Xin xem phiếu yêu cầu bổ sung, hoặc hỏi cán bộ.</source>
        <translation>The authority asks for more papers. See its request on paper, or ask the staff.</translation>
    </message>
    <message>
        <source>Đăng nhập để xem trả lời</source>
        <translation>Sign in to read the answer</translation>
    </message>
    <message>
        <source>Đăng nhập lại</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>Nội dung hồ sơ chỉ cho chủ hồ sơ và người nộp xem. Cần giúp, xin gặp cán bộ.</source>
        <translation>The contents are shown to the owner and to who filed it only. For help, please see an officer.</translation>
    </message>
    <message>
        <source>Đang in phiếu…</source>
        <translation>Printing the slip…</translation>
    </message>
    <message>
        <source>Đã in phiếu, xin lấy.</source>
        <translation>The slip is printed, please take it.</translation>
    </message>
    <message>
        <source>In phiếu yêu cầu bổ sung</source>
        <translation>Print what is asked for</translation>
    </message>
    <message>
        <source>In lại phiếu yêu cầu bổ sung</source>
        <translation>Print again what is asked for</translation>
    </message>
    <message>
        <source>In lại phiếu</source>
        <translation>Print the slip again</translation>
    </message>
    <message>
        <source>Rút hồ sơ</source>
        <translation>Withdraw the dossier</translation>
    </message>
    <message>
        <source>Nộp phí, lệ phí</source>
        <translation>Pay the fee</translation>
    </message>
    <message>
        <source>Đánh giá việc giải quyết hồ sơ này</source>
        <translation>Say how this dossier was handled</translation>
    </message>
</context>
<context>
    <name>DossierStates</name>
    <message>
        <source>Phản ánh, kiến nghị</source>
        <translation>Report or suggestion</translation>
    </message>
    <message>
        <source>Chứng thực bản sao điện tử</source>
        <translation>Electronic certified copy</translation>
    </message>
    <message>
        <source>Xin hẹn đến quầy</source>
        <translation>Request for an appointment</translation>
    </message>
    <message>
        <source>Máy đã gửi hồ sơ, cơ quan chưa trả lời.</source>
        <translation>The dossier is sent; the authority has not answered yet.</translation>
    </message>
    <message>
        <source>Mới đăng ký, chờ cơ quan tiếp nhận.</source>
        <translation>Registered, waits to be received.</translation>
    </message>
    <message>
        <source>Đã được tiếp nhận.</source>
        <translation>Received.</translation>
    </message>
    <message>
        <source>Không được tiếp nhận.</source>
        <translation>Not received.</translation>
    </message>
    <message>
        <source>Đang xử lý.</source>
        <translation>In work.</translation>
    </message>
    <message>
        <source>Cơ quan yêu cầu bổ sung giấy tờ.</source>
        <translation>The authority asks for more papers.</translation>
    </message>
    <message>
        <source>Cơ quan yêu cầu nộp phí, lệ phí.</source>
        <translation>The authority asks for the fee.</translation>
    </message>
    <message>
        <source>Công dân yêu cầu rút hồ sơ.</source>
        <translation>The citizen asked to withdraw it.</translation>
    </message>
    <message>
        <source>Dừng xử lý.</source>
        <translation>Stopped.</translation>
    </message>
    <message>
        <source>Đã xử lý xong, chờ trả kết quả.</source>
        <translation>Decided; the result waits to be collected.</translation>
    </message>
    <message>
        <source>Đã trả kết quả.</source>
        <translation>The result was handed over.</translation>
    </message>
    <message>
        <source>Hồ sơ đã được rút trước khi gửi đi.</source>
        <translation>The dossier was withdrawn before it was sent.</translation>
    </message>
    <message>
        <source>Hồ sơ đã được xóa theo yêu cầu.</source>
        <translation>The dossier was erased on request.</translation>
    </message>
    <message>
        <source>Hồ sơ đã được trả lại.</source>
        <translation>The dossier was given back.</translation>
    </message>
    <message>
        <source>Máy đã lưu hồ sơ, chưa gửi được. Máy tự gửi khi có mạng.</source>
        <translation>The dossier is saved but not sent yet. The kiosk sends it when there is a connection.</translation>
    </message>
    <message>
        <source>Cơ quan đã nhận phản ánh, chưa trả lời.</source>
        <translation>The authority has your report and has not answered yet.</translation>
    </message>
    <message>
        <source>Cơ quan đã trả lời.</source>
        <translation>The authority has answered.</translation>
    </message>
    <message>
        <source>Phản ánh không được gửi đi. Xin hỏi quầy.</source>
        <translation>The report was not sent. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Máy đã lưu phản ánh, chưa gửi được. Máy tự gửi khi có mạng.</source>
        <translation>This kiosk has saved the report and could not send it yet. It sends it by itself once there is a connection.</translation>
    </message>
    <message>
        <source>Cơ quan đã nhận bản quét. Cán bộ chờ đối chiếu với bản chính.</source>
        <translation>The authority has the scan. The officer waits to compare it with the original.</translation>
    </message>
    <message>
        <source>Cơ quan không ký bản sao này.</source>
        <translation>The authority does not sign this copy.</translation>
    </message>
    <message>
        <source>Cán bộ đã ký bản sao.</source>
        <translation>The officer has signed the copy.</translation>
    </message>
    <message>
        <source>Yêu cầu chứng thực không được gửi đi. Xin hỏi quầy.</source>
        <translation>The request was not sent. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Máy đã lưu bản quét, chưa gửi được. Máy tự gửi khi có mạng.</source>
        <translation>The scan is saved here and not sent yet. It is sent as soon as the network is back.</translation>
    </message>
    <message>
        <source>Quầy đã nhận lời xin hẹn, chờ xác nhận. Chưa phải là lịch hẹn.</source>
        <translation>The counter has your request and has not confirmed it. It is no appointment yet.</translation>
    </message>
    <message>
        <source>Quầy không hẹn được buổi này.</source>
        <translation>The counter cannot take this half day.</translation>
    </message>
    <message>
        <source>Quầy đã xác nhận lịch hẹn.</source>
        <translation>The counter has confirmed the appointment.</translation>
    </message>
    <message>
        <source>Lời xin hẹn không được gửi đi. Xin hỏi quầy.</source>
        <translation>Your request was not sent. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Máy đã lưu lời xin hẹn, chưa gửi được. Máy tự gửi khi có mạng.</source>
        <translation>Your request is saved and not sent yet. It is sent by itself when there is a network.</translation>
    </message>
</context>
<context>
    <name>DraftScreen</name>
    <message>
        <source>Sai ở: %1</source>
        <translation>Wrong at: %1</translation>
    </message>
    <message>
        <source>Xin đọc kỹ bản nháp</source>
        <translation>Please read the draft with care</translation>
    </message>
    <message>
        <source>Đang ghi: %1</source>
        <translation>It says: %1</translation>
    </message>
    <message>
        <source>Chỗ nào sai, chạm vào chỗ đó.</source>
        <translation>Touch the place that is wrong.</translation>
    </message>
    <message>
        <source>Gửi chỗ sai</source>
        <translation>Send what is wrong</translation>
    </message>
    <message>
        <source>Đúng cả</source>
        <translation>All is right</translation>
    </message>
    <message>
        <source>Xin trả lời trước %1. Không trả lời là đồng ý với bản nháp.</source>
        <translation>Please answer before %1. No answer is consent to the draft.</translation>
    </message>
    <message>
        <source>Sai ở đây</source>
        <translation>Wrong here</translation>
    </message>
    <message>
        <source>Đúng ra là</source>
        <translation>It should say</translation>
    </message>
</context>
<context>
    <name>DueServicesScreen</name>
    <message>
        <source>Việc đến lúc phải làm</source>
        <translation>What is due</translation>
    </message>
    <message>
        <source>Cổng dịch vụ công báo cho riêng Ông/Bà. Không làm hôm nay cũng được.</source>
        <translation>Told by the public-service portal to you alone. It need not be done today.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Hạn: %1</source>
        <translation>Due: %1</translation>
    </message>
    <message>
        <source>Đang hỏi cổng dịch vụ công…</source>
        <translation>Asking the portal…</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đăng nhập lại</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>Ông/Bà đã xem hết các việc đến hạn. Việc để sau vẫn còn ở cổng dịch vụ công.</source>
        <translation>You have seen all that is due. What you put off is still at the portal.</translation>
    </message>
    <message>
        <source>Hiện không có việc nào đến hạn.</source>
        <translation>Nothing is due now.</translation>
    </message>
    <message>
        <source>Máy này không nộp được thủ tục này. Nơi làm: %1.</source>
        <translation>This kiosk cannot file this. Where to go: %1.</translation>
    </message>
    <message>
        <source>Máy này không nộp được thủ tục này. Xin hỏi quầy tiếp nhận.</source>
        <translation>This procedure cannot be filed at this kiosk. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Làm ngay</source>
        <translation>Do it now</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>%1 (không bắt buộc)</source>
        <translation>%1 (optional)</translation>
    </message>
    <message>
        <source>Chạm để chọn</source>
        <translation>Touch to choose</translation>
    </message>
    <message>
        <source>Chạm để chọn tỉnh, thành phố</source>
        <translation>Touch to choose the province</translation>
    </message>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province or city</translation>
    </message>
    <message>
        <source>Chạm để chọn xã, phường</source>
        <translation>Touch to choose the commune</translation>
    </message>
    <message>
        <source>Xã, phường, đặc khu</source>
        <translation>Commune or ward</translation>
    </message>
    <message>
        <source>Thôn, số nhà, đường</source>
        <translation>Hamlet, house number, street</translation>
    </message>
</context>
<context>
    <name>FindProcedureScreen</name>
    <message>
        <source>Không còn thực hiện</source>
        <translation>No longer in force</translation>
    </message>
    <message>
        <source>Nộp được tại máy này</source>
        <translation>Can be filed at this kiosk</translation>
    </message>
    <message>
        <source>Nộp tại quầy tiếp nhận</source>
        <translation>Filed at the counter</translation>
    </message>
    <message>
        <source>Nộp ở nơi khác</source>
        <translation>Filed elsewhere</translation>
    </message>
    <message>
        <source>Giấy tờ: %1, và %2 tùy trường hợp</source>
        <translation>Papers: %1, and %2 in some cases</translation>
    </message>
    <message>
        <source>Giấy tờ: %1</source>
        <translation>Papers: %1</translation>
    </message>
    <message>
        <source>Cần hỏi thủ tục gì?</source>
        <translation>What do you want to apply for?</translation>
    </message>
    <message>
        <source>Gõ vài chữ, có dấu hay không dấu đều được. Kết quả hiện ngay.</source>
        <translation>Type a few letters, in Vietnamese, with or without marks. Results show at once.</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Chưa thấy thủ tục nào như vậy. Xin thử chữ khác, hoặc hỏi quầy tiếp nhận.</source>
        <translation>Nothing found like this. Please try other words, or ask at the counter.</translation>
    </message>
    <message>
        <source>Máy không chắc có đúng việc Ông/Bà cần. Nếu không đúng, xin hỏi quầy tiếp nhận.</source>
        <translation>This may not be what you need. If it is not, please ask at the counter.</translation>
    </message>
    <message>
        <source>Thời gian: %1</source>
        <translation>Time: %1</translation>
    </message>
    <message>
        <source>Lệ phí: %1</source>
        <translation>Fee: %1</translation>
    </message>
</context>
<context>
    <name>FormScreen</name>
    <message>
        <source>Trả lời xong, máy tự sang trang sau.</source>
        <translation>After the last answer the next page comes by itself.</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Thông tin từ VNeID của Ông/Bà</source>
        <translation>What VNeID says of you</translation>
    </message>
    <message>
        <source>Thông tin đọc từ thẻ</source>
        <translation>What your card says</translation>
    </message>
    <message>
        <source>Có chỗ sai</source>
        <translation>Something is wrong</translation>
    </message>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province or city</translation>
    </message>
    <message>
        <source>Xã, phường, đặc khu</source>
        <translation>Commune or ward</translation>
    </message>
    <message>
        <source>sinh ngày</source>
        <translation>born</translation>
    </message>
    <message>
        <source>Số định danh</source>
        <translation>Personal id</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Thay mặt</source>
        <translation>On behalf of</translation>
    </message>
    <message>
        <source>Mã số thuế</source>
        <translation>Tax code</translation>
    </message>
    <message>
        <source>Có chỗ sai?</source>
        <translation>Something is wrong?</translation>
    </message>
    <message>
        <source>Họ tên, số định danh và ngày sinh là của tài khoản VNeID, máy không sửa được. Nếu sai, xin gặp cán bộ ở quầy: phải sửa trong cơ sở dữ liệu dân cư trước. Nơi ở hiện nay và số điện thoại thì sửa được ở đây.</source>
        <translation>Name, personal id and date of birth are those of your VNeID account; this machine cannot change them. If they are wrong, please see staff at the counter: the population register has to be corrected first. Where you live now and your phone number can be changed here.</translation>
    </message>
    <message>
        <source>Mã trên thẻ chỉ giúp điền sẵn. Ông/Bà có thể tự điền lại từng ô.</source>
        <translation>The code of a card only helps to fill in the form. You may fill in each field yourself.</translation>
    </message>
    <message>
        <source>Thông tin đúng, đóng lại</source>
        <translation>It is right, close</translation>
    </message>
    <message>
        <source>Sửa ở đây</source>
        <translation>Change it here</translation>
    </message>
    <message>
        <source>Xin xem lại</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>Sửa lại</source>
        <translation>Correct it</translation>
    </message>
    <message>
        <source>Đúng như vậy</source>
        <translation>It is right</translation>
    </message>
</context>
<context>
    <name>HelpSign</name>
    <message>
        <source>Đã gọi cán bộ</source>
        <translation>Staff have been called</translation>
    </message>
    <message>
        <source>Quầy đã nhận được. Xin chờ tại máy, cán bộ sẽ đến.</source>
        <translation>The counter knows. Please wait here, an officer is coming.</translation>
    </message>
    <message>
        <source>Xin đứng cạnh máy: cán bộ thấy bảng này sẽ đến.</source>
        <translation>Please stay by the kiosk: an officer who sees this sign will come.</translation>
    </message>
    <message>
        <source>Những gì đã làm vẫn còn nguyên.</source>
        <translation>Nothing you did is lost.</translation>
    </message>
    <message>
        <source>Nếu chờ lâu, xin gọi số %1.</source>
        <translation>If it takes long, please call %1.</translation>
    </message>
    <message>
        <source>Cán bộ đã đến</source>
        <translation>The officer is here</translation>
    </message>
    <message>
        <source>Không cần nữa</source>
        <translation>No longer needed</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>sắc</source>
        <translation>sắc</translation>
    </message>
    <message>
        <source>huyền</source>
        <translation>huyền</translation>
    </message>
    <message>
        <source>hỏi</source>
        <translation>hỏi</translation>
    </message>
    <message>
        <source>ngã</source>
        <translation>ngã</translation>
    </message>
    <message>
        <source>nặng</source>
        <translation>nặng</translation>
    </message>
    <message>
        <source>bỏ dấu</source>
        <translation>no tone</translation>
    </message>
    <message>
        <source>dấu cách</source>
        <translation>space</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Chữ hoa</source>
        <translation>Capital letters</translation>
    </message>
    <message>
        <source>Xóa một chữ</source>
        <translation>Delete one letter</translation>
    </message>
    <message>
        <source>Ô tiếp theo</source>
        <translation>Next box</translation>
    </message>
    <message>
        <source>Chữ số và ký hiệu</source>
        <translation>Digits and signs</translation>
    </message>
    <message>
        <source>Chữ cái</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>Xóa cả ô</source>
        <translation>Clear the box</translation>
    </message>
    <message>
        <source>Chữ của các dân tộc</source>
        <translation>Letters of the peoples of Vietnam</translation>
    </message>
    <message>
        <source>Đổi chỗ dấu thanh, như hòa và hoà</source>
        <translation>Move the tone mark, as in hòa and hoà</translation>
    </message>
    <message>
        <source>Dấu trăng trên chữ đứng trước</source>
        <translation>Breve on the letter before</translation>
    </message>
    <message>
        <source>Gõ Telex, đang bật</source>
        <translation>Telex typing, on</translation>
    </message>
    <message>
        <source>Gõ VNI, đang bật</source>
        <translation>VNI typing, on</translation>
    </message>
    <message>
        <source>Gõ Telex, đang tắt</source>
        <translation>Telex typing, off</translation>
    </message>
</context>
<context>
    <name>LinkSign</name>
    <message>
        <source>Có mạng</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Chưa có mạng</source>
        <translation>Offline</translation>
    </message>
</context>
<context>
    <name>LookUpScreen</name>
    <message>
        <source>Hồ sơ nào?</source>
        <translation>Which dossier?</translation>
    </message>
    <message>
        <source>Đưa mã QR trên phiếu trước ô đọc mã. Hoặc gõ mã hồ sơ in trên phiếu.</source>
        <translation>Hold the QR code of your slip before the reader. Or type the dossier code that is printed on it.</translation>
    </message>
    <message>
        <source>Gõ mã hồ sơ in trên phiếu.</source>
        <translation>Type the dossier code that is printed on the slip.</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Hiện chưa có mạng. Máy cho biết tin sau cùng mà máy này có.</source>
        <translation>There is no connection now. The kiosk tells the last news that it has.</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Đang tra cứu…</source>
        <translation>Looking up…</translation>
    </message>
    <message>
        <source>Không có phiếu: đăng nhập, xem mọi hồ sơ của tôi</source>
        <translation>No slip: sign in and see all my dossiers</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Bước %1 trên %2</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Hủy và xóa hết?</source>
        <translation>Cancel and delete everything?</translation>
    </message>
    <message>
        <source>Những gì đã điền và đã quét sẽ bị xóa khỏi máy. Chưa có gì được gửi đi.</source>
        <translation>What was filled in and scanned will be deleted from this machine. Nothing has been sent.</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Hủy và xóa hết</source>
        <translation>Cancel and delete</translation>
    </message>
    <message>
        <source>Việc đang làm chưa gửi đi. Nếu chuyển sang việc khác, những gì đã điền và đã quét sẽ bị xóa khỏi máy.</source>
        <translation>What you are doing is not sent yet. If you go on to this, what you filled in and scanned is deleted from this machine.</translation>
    </message>
    <message>
        <source>Làm tiếp việc này</source>
        <translation>Go on with this</translation>
    </message>
    <message>
        <source>Ông/Bà còn ở đó không?</source>
        <translation>Are you still there?</translation>
    </message>
    <message numerus="yes">
        <source>Hồ sơ đã được lưu. Màn hình sẽ đóng sau %n giây.</source>
        <translation>
            <numerusform>The dossier is saved. The screen closes in %n second.</numerusform>
            <numerusform>The dossier is saved. The screen closes in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Màn hình sẽ đóng và xóa những gì đã điền sau %n giây.</source>
        <translation>
            <numerusform>The screen closes and deletes what was filled in, in %n second.</numerusform>
            <numerusform>The screen closes and deletes what was filled in, in %n seconds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tôi còn ở đây</source>
        <translation>I am still here</translation>
    </message>
    <message>
        <source>Cho thêm thời gian</source>
        <translation>Give me more time</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Máy in A4 hết giấy. Bản đang in đã được hủy. Xin báo cán bộ, rồi bấm In.</source>
        <translation>The A4 printer has no paper. The copy was cancelled. Please tell staff, then touch Print.</translation>
    </message>
    <message>
        <source>Máy này đang hết chỗ ghi nên chưa in được. Chưa in tờ nào. Xin nhận bản in ở quầy.</source>
        <translation>This machine cannot write anything down now, so nothing was printed. Please collect the copy at the counter.</translation>
    </message>
    <message>
        <source>Máy in A4 hết mực. Bản đang in đã được hủy. Xin báo cán bộ, rồi bấm In.</source>
        <translation>The A4 printer has no toner. The copy was cancelled. Please tell staff, then touch Print.</translation>
    </message>
    <message>
        <source>Máy in A4 kẹt giấy. Trong máy có thể còn tờ in dở: xin báo cán bộ lấy ra, rồi bấm In.</source>
        <translation>Paper is stuck in the A4 printer. A sheet of yours may be inside: please have staff take it out, then touch Print.</translation>
    </message>
    <message>
        <source>Nắp máy in A4 đang mở. Bản đang in đã được hủy. Đóng nắp lại, rồi bấm In.</source>
        <translation>The A4 printer&apos;s cover is open. The copy was cancelled. Close the cover, then touch Print.</translation>
    </message>
    <message>
        <source>Máy in A4 đang tắt hoặc mất kết nối. Xin báo cán bộ, hoặc nhận bản in ở quầy.</source>
        <translation>The A4 printer is off or not connected. Please tell staff, or get the paper at the counter.</translation>
    </message>
    <message>
        <source>Máy in A4 đang tạm dừng. Xin báo cán bộ, hoặc nhận bản in ở quầy.</source>
        <translation>The A4 printer is paused. Please tell staff, or get the paper at the counter.</translation>
    </message>
    <message>
        <source>Chưa dùng được máy in A4. Xin nhận bản in ở quầy.</source>
        <translation>The A4 printer cannot be used now. Please get the paper at the counter.</translation>
    </message>
    <message>
        <source>Chưa dùng được máy in A4. Xin thử lại, hoặc nhận bản in ở quầy.</source>
        <translation>The A4 printer cannot be used now. Please try again, or get the paper at the counter.</translation>
    </message>
    <message>
        <source>Máy in A4 không in được giấy này. Xin nhận bản in ở quầy.</source>
        <translation>The A4 printer cannot print this paper. Please get it at the counter.</translation>
    </message>
    <message>
        <source>Không rõ bản vừa rồi đã in xong chưa. Xin xem khay giấy trước khi in thêm.</source>
        <translation>It is not known whether the last copy came out. Please look into the tray before printing more.</translation>
    </message>
    <message>
        <source>Trong khay có thể có tờ in dở của bản này: xin lấy hết, đừng để lại cho người sau.</source>
        <translation>Sheets of this copy may lie in the tray: please take them all, and leave none for the next person.</translation>
    </message>
    <message>
        <source>Đăng nhập đã hết hạn. Xin quay lại và đăng nhập lại để xem kết quả.</source>
        <translation>Your sign-in has expired. Please go back and sign in again to see the result.</translation>
    </message>
    <message>
        <source>Cơ quan không còn thấy hồ sơ này. Xin hỏi quầy.</source>
        <translation>The authority no longer finds this dossier. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Kết quả chỉ giao cho chủ hồ sơ và người nộp. Cần giúp, xin gặp cán bộ.</source>
        <translation>A result is given only to the dossier&apos;s owner and to who filed it. If you need help, please see staff.</translation>
    </message>
    <message>
        <source>Cơ quan chưa có bản điện tử này. Xin thử lại sau, hoặc hỏi quầy.</source>
        <translation>The authority does not have this electronic result yet. Please try later, or ask at the counter.</translation>
    </message>
    <message>
        <source>Còn phải nộp %1 trước khi nhận kết quả. Xin thanh toán ở máy này hoặc ở quầy, rồi in sau.</source>
        <translation>%1 is still to be paid before the result is given. Please pay at this machine or at the counter, then print.</translation>
    </message>
    <message>
        <source>Còn phí, lệ phí chưa nộp. Xin hỏi quầy số tiền; nộp xong thì in được kết quả.</source>
        <translation>A fee is still to be paid. Please ask the counter how much; then the result can be printed.</translation>
    </message>
    <message>
        <source>Hiện chưa lấy được kết quả. Xin thử lại sau, hoặc nhận ở quầy.</source>
        <translation>The result cannot be fetched now. Please try later, or get it at the counter.</translation>
    </message>
    <message>
        <source>Đã lấy kết quả nhiều lần. Xin chờ mười phút, hoặc nhận ở quầy.</source>
        <translation>The result was fetched many times. Please wait ten minutes, or get it at the counter.</translation>
    </message>
    <message>
        <source>Bản điện tử nhận về không đúng như cơ quan đã ký, nên máy không in. Xin báo cán bộ.</source>
        <translation>What came is not what the authority signed, so it is not printed. Please tell staff.</translation>
    </message>
    <message>
        <source>Kết quả có quá nhiều trang để in ở máy này. Xin nhận ở quầy.</source>
        <translation>The result has too many pages to be printed here. Please get it at the counter.</translation>
    </message>
    <message>
        <source>Mã hồ sơ này không lấy được kết quả ở đây. Xin hỏi quầy.</source>
        <translation>The result of this dossier cannot be fetched here. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Hồ sơ này của tỉnh khác. Xin nhận kết quả trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn).</source>
        <translation>This dossier belongs to another province. Please get the result on the National Public Service Portal (dichvucong.gov.vn).</translation>
    </message>
    <message>
        <source>Đây là mã của một trang web. Xin mở ứng dụng VNeID và đưa mã QR định danh vào.</source>
        <translation>This is the code of a web page. Please open the VNeID app and show its identity QR code.</translation>
    </message>
    <message>
        <source>Đây là mã thanh toán. Máy không trừ tiền. Xin đưa mã QR của ứng dụng VNeID.</source>
        <translation>This is a payment code. No money was taken. Please show the QR code of the VNeID app.</translation>
    </message>
    <message>
        <source>Đây là mã Wi-Fi. Xin đưa mã QR của ứng dụng VNeID.</source>
        <translation>This is a Wi-Fi code. Please show the QR code of the VNeID app.</translation>
    </message>
    <message>
        <source>Đây là mã danh bạ. Xin đưa mã QR của ứng dụng VNeID.</source>
        <translation>This is a contact code. Please show the QR code of the VNeID app.</translation>
    </message>
    <message>
        <source>Đây là mã vị trí. Xin đưa mã QR của ứng dụng VNeID.</source>
        <translation>This is a location code. Please show the QR code of the VNeID app.</translation>
    </message>
    <message>
        <source>Mã này không phải mã định danh. Xin đưa mã QR của ứng dụng VNeID hoặc mã trên thẻ căn cước.</source>
        <translation>This is not an identity code. Please show the QR code of the VNeID app or that of the identity card.</translation>
    </message>
    <message>
        <source>Máy chưa đọc rõ mã. Xin giữ yên điện thoại, tăng độ sáng màn hình rồi thử lại.</source>
        <translation>The code could not be read. Hold the phone still, make its screen brighter and try again.</translation>
    </message>
    <message>
        <source>Máy chỉ đọc được một phần mã trên thẻ. Xin đưa mã vào đọc lại, hoặc đưa mã QR của ứng dụng VNeID.</source>
        <translation>Only a part of the card&apos;s code was read. Show the code again, or the QR code of the VNeID app.</translation>
    </message>
    <message>
        <source>Mã trên thẻ có định dạng máy chưa biết. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.</source>
        <translation>The card&apos;s code has a form that this machine does not know. Show the QR code of the VNeID app, or ask the staff.</translation>
    </message>
    <message>
        <source>Chữ trong mã trên thẻ bị lỗi. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.</source>
        <translation>The letters in the card&apos;s code are damaged. Show the QR code of the VNeID app, or ask the staff.</translation>
    </message>
    <message>
        <source>Số định danh trong mã trên thẻ bị sai. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.</source>
        <translation>The personal id in the card&apos;s code is not valid. Show the QR code of the VNeID app, or ask the staff.</translation>
    </message>
    <message>
        <source>Họ tên trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.</source>
        <translation>The name in the card&apos;s code is not valid. Show the QR code of the VNeID app, or ask the staff.</translation>
    </message>
    <message>
        <source>Ngày sinh trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.</source>
        <translation>The date of birth in the card&apos;s code is not valid. Show the QR code of the VNeID app, or ask the staff.</translation>
    </message>
    <message>
        <source>Giới tính trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.</source>
        <translation>The sex in the card&apos;s code is not valid. Show the QR code of the VNeID app, or ask the staff.</translation>
    </message>
    <message>
        <source>Ngày cấp trong mã trên thẻ không hợp lệ. Xin đưa mã QR của ứng dụng VNeID, hoặc chọn nhờ cán bộ.</source>
        <translation>The date of issue in the card&apos;s code is not valid. Show the QR code of the VNeID app, or ask the staff.</translation>
    </message>
    <message>
        <source>Xin xem lại: số định danh trong mã là của người sinh năm khác với năm sinh ở trên. Nếu thẻ ghi đúng như vậy (do đã cải chính) thì bấm Tiếp tục; nếu không, bấm Đưa mã khác.</source>
        <translation>Please check: the personal id number in the code belongs to someone born in another year than shown above. If the card says so (for example because the date of birth was corrected), press Continue; if not, press Show another code.</translation>
    </message>
    <message>
        <source>Xin xem lại: số định danh trong mã là của người có giới tính khác với giới tính ghi trong mã. Nếu thẻ ghi đúng như vậy thì bấm Tiếp tục; nếu không, bấm Đưa mã khác.</source>
        <translation>Please check: the personal id number in the code belongs to someone of another sex than the code says. If the card says so, press Continue; if not, press Show another code.</translation>
    </message>
    <message>
        <source>Xin xem lại: số định danh trong mã là của người có năm sinh và giới tính khác với mã này. Nếu thẻ ghi đúng như vậy thì bấm Tiếp tục; nếu không, bấm Đưa mã khác.</source>
        <translation>Please check: the personal id number in the code belongs to someone of another year of birth and another sex than the code says. If the card says so, press Continue; if not, press Show another code.</translation>
    </message>
    <message>
        <source>Đây là mã trên phiếu hồ sơ. Để đăng nhập, xin đưa mã QR của ứng dụng VNeID.</source>
        <translation>This is the code of a slip. To sign in, please show the QR code of the VNeID app.</translation>
    </message>
    <message>
        <source>Mã đã hết hạn. Xin bấm làm mới mã trong ứng dụng VNeID rồi đưa lại.</source>
        <translation>The code has expired. Please renew it in the VNeID app and show it again.</translation>
    </message>
    <message>
        <source>Hệ thống không nhận ra mã này. Xin mở lại mã QR trong ứng dụng VNeID rồi thử lại.</source>
        <translation>The system does not know this code. Please open the QR code in the VNeID app again and retry.</translation>
    </message>
    <message>
        <source>Tài khoản của Ông/Bà là mức độ 1. Muốn lên mức độ 2, xin đến công an xã. Hôm nay vẫn nộp được bằng thẻ căn cước hoặc nhờ cán bộ.</source>
        <translation>Your account is of level 1. For level 2 please go to the commune police. Today you can still file with your identity card or with the help of staff.</translation>
    </message>
    <message>
        <source>Đây là tài khoản của tổ chức, còn thủ tục này của cá nhân. Xin đưa mã VNeID của chính Ông/Bà.</source>
        <translation>This is an organisation&apos;s account, and this procedure is for persons. Please show the VNeID code of your own account.</translation>
    </message>
    <message>
        <source>Tài khoản VNeID chưa kích hoạt hoặc đang bị khóa. Xin kích hoạt trong ứng dụng, hoặc tiếp tục bằng thẻ căn cước, hoặc nhờ cán bộ.</source>
        <translation>The VNeID account is not active or is locked. Activate it in the app, or go on with your identity card or with the help of staff.</translation>
    </message>
    <message>
        <source>Ứng dụng VNeID đã cũ. Xin cập nhật ứng dụng, hoặc tiếp tục bằng thẻ căn cước, hoặc nhờ cán bộ.</source>
        <translation>The VNeID app is out of date. Update it, or go on with your identity card or with the help of staff.</translation>
    </message>
    <message>
        <source>Đăng nhập đã quá lâu nên không còn hiệu lực. Chưa mất gì: xin đăng nhập lại để tiếp tục.</source>
        <translation>You signed in too long ago, so it no longer counts. Nothing is lost: please sign in again to go on.</translation>
    </message>
    <message>
        <source>Máy chưa biết chắc người vừa đăng nhập là người đã bắt đầu việc này, nên chưa gửi. Xin chính người đó đăng nhập lại.</source>
        <translation>It is not certain that whoever signed in now is the person who began this, so nothing was sent. Please have that person sign in again.</translation>
    </message>
    <message>
        <source>Việc này chỉ gửi được khi VNeID xác nhận người yêu cầu, nên máy chưa gửi. Xin đăng nhập lại bằng VNeID, hoặc gặp cán bộ.</source>
        <translation>This is sent only when VNeID confirms who asks, so nothing was sent. Please sign in again with VNeID, or see the staff.</translation>
    </message>
    <message>
        <source>Máy đọc mã đang không hoạt động. Ông/Bà vẫn nộp được: xin nhờ cán bộ.</source>
        <translation>The code reader does not work now. You can still file: please ask staff.</translation>
    </message>
    <message>
        <source>Chưa thấy giấy trong khay. Xin đặt giấy vào khay quét rồi bấm quét lại.</source>
        <translation>No paper in the tray. Put it into the scanner and scan again.</translation>
    </message>
    <message>
        <source>Giấy bị kẹt. Xin nhờ cán bộ lấy giấy ra rồi quét lại. Các trang đã quét vẫn còn.</source>
        <translation>The paper is jammed. Ask staff to take it out, then scan again. The pages scanned are kept.</translation>
    </message>
    <message>
        <source>Nắp máy quét đang mở. Xin đóng nắp rồi quét lại. Các trang đã quét vẫn còn.</source>
        <translation>The cover of the scanner is open. Close it and scan again. The pages scanned are kept.</translation>
    </message>
    <message>
        <source>Máy quét đang bận. Xin chờ một chút rồi quét lại. Các trang đã quét vẫn còn.</source>
        <translation>The scanner is busy. Wait a moment and scan again. The pages scanned are kept.</translation>
    </message>
    <message>
        <source>Không tìm thấy máy quét. Xin báo cán bộ kiểm tra dây nối. Các trang đã quét vẫn còn.</source>
        <translation>The scanner was not found. Ask staff to check its cable. The pages scanned are kept.</translation>
    </message>
    <message>
        <source>Máy quét gặp lỗi. Xin quét lại. Các trang đã quét vẫn còn. Nếu vẫn lỗi, xin báo cán bộ.</source>
        <translation>The scanner met an error. Scan again; the pages scanned are kept. If it fails again, tell staff.</translation>
    </message>
    <message>
        <source>Máy quét không trả lời. Xin quét lại. Các trang đã quét vẫn còn.</source>
        <translation>The scanner does not answer. Scan again. The pages scanned are kept.</translation>
    </message>
    <message>
        <source>Đã dừng quét. Các trang đã quét vẫn còn.</source>
        <translation>Scanning was stopped. The pages scanned are kept.</translation>
    </message>
    <message>
        <source>Trang vừa rồi quét chưa hết. Xin quét lại trang đó. Các trang trước vẫn còn.</source>
        <translation>The last page was not scanned whole. Scan it again. The pages before it are kept.</translation>
    </message>
    <message>
        <source>Giấy này đã đủ số trang tối đa. Các trang đã quét vẫn còn. Cần thêm, xin hỏi cán bộ.</source>
        <translation>This paper has the most pages that are possible. They are kept. For more, ask staff.</translation>
    </message>
    <message>
        <source>Mã chưa đúng. Xin xem lại rồi nhập lại.</source>
        <translation>The code is not right. Check it and enter it again.</translation>
    </message>
    <message>
        <source>Mã đã hết hạn. Xin bấm Gửi lại mã.</source>
        <translation>The code has expired. Touch Send the code again.</translation>
    </message>
    <message>
        <source>Đã nhập sai ba lần nên mã bị khóa. Hồ sơ chưa mất: Ông/Bà vẫn nộp được bằng mã trên màn hình, cán bộ sẽ kiểm tra lại khi tiếp nhận.</source>
        <translation>Three wrong tries locked the code. Nothing is lost: you can still submit with a code on the screen; an officer will check when the dossier is received.</translation>
    </message>
    <message>
        <source>Chưa gửi được mã vào điện thoại. Xin dùng mã trên màn hình.</source>
        <translation>No code could be sent to the phone. Please use the code on the screen.</translation>
    </message>
    <message>
        <source>Bộ nhớ của máy đã đầy nên chưa lưu được. Xin đừng rời máy và báo cán bộ, rồi bấm thử lại.</source>
        <translation>The storage of this machine is full, so the dossier is not saved yet. Stay here, tell staff, then try again.</translation>
    </message>
    <message>
        <source>Máy chưa lưu được hồ sơ. Những gì đã nhập vẫn còn đây. Xin bấm thử lại hoặc báo cán bộ.</source>
        <translation>The dossier is not saved yet. What you entered is still here. Try again or tell staff.</translation>
    </message>
    <message>
        <source>Máy chưa được cài khóa bảo vệ nên không lưu hồ sơ. Xin báo cán bộ.</source>
        <translation>This machine has no protection key yet, so it saves no dossier. Please tell staff.</translation>
    </message>
    <message>
        <source>Chưa tạo được tệp hồ sơ. Những gì đã nhập vẫn còn. Xin bấm thử lại hoặc báo cán bộ.</source>
        <translation>The files could not be made yet. What you entered is still here. Try again or tell staff.</translation>
    </message>
    <message>
        <source>“%1” có trang quá lớn để gửi. Xin quét lại trang đó, hoặc nhờ cán bộ.</source>
        <translation>“%1” has a page that is too large to be sent. Please scan it again, or ask staff.</translation>
    </message>
    <message>
        <source>“%1” lớn hơn mức cổng nhận nên chưa tạo được tệp hồ sơ. Những gì đã nhập vẫn còn. Xin nhờ cán bộ.</source>
        <translation>“%1” is larger than the portal takes, so the files were not made. What you entered is kept. Please ask staff.</translation>
    </message>
    <message>
        <source>“%1” không vừa một tệp để cán bộ ký, máy chưa gửi gì. Xin đừng bỏ trang nào của bản chính: xin nhờ cán bộ chứng thực tại quầy.</source>
        <translation>“%1” does not fit into the one file that an officer signs; nothing was sent. Please leave out no page of the original: ask staff to have it certified at the counter.</translation>
    </message>
    <message>
        <source>Có chữ máy chưa in được, nên chưa tạo tờ khai. Những gì đã nhập vẫn còn. Xin nhờ cán bộ.</source>
        <translation>There is a letter that cannot be printed here, so no declaration was made. What you entered is kept. Please ask the staff.</translation>
    </message>
    <message>
        <source>Máy in hết giấy. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR; có giấy máy sẽ tự in. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The printer is out of paper. The dossier is saved. Write the code down or photograph the QR code; with paper it prints by itself. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Nắp máy in đang mở. Hồ sơ đã được lưu. Đóng nắp lại, máy sẽ tự in. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The cover of the printer is open. The dossier is saved. Close the cover and it prints by itself. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Máy in gặp lỗi. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR và báo cán bộ. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The printer met an error. The dossier is saved. Write the code down or photograph the QR code, and tell staff. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Trên thẻ ghi: %1</source>
        <translation>On the card: %1</translation>
    </message>
    <message>
        <source>Có chữ máy chưa in được, nên không in phiếu thiếu chữ. Hồ sơ đã lưu. Xin chụp lại mã trên màn hình.</source>
        <translation>Some letters cannot be printed, so no slip with missing letters was printed. The dossier is saved. Take a photo of the code on the screen.</translation>
    </message>
    <message>
        <source>Máy in chưa sẵn sàng. Hồ sơ đã được lưu. Xin ghi lại mã hoặc chụp mã QR.</source>
        <translation>The printer is not ready. The dossier is saved. Write the code down or photograph the QR code.</translation>
    </message>
    <message>
        <source>Không rõ phiếu đã in xong chưa. Hồ sơ đã được lưu. Nếu chưa có phiếu, xin bấm In lại.</source>
        <translation>It is not known whether the slip came out. The dossier is saved. If you have no slip, touch Print again.</translation>
    </message>
    <message>
        <source>Sáu số xem trả lời chưa đúng. Xin xem lại trên phiếu, hoặc đưa phiếu trước ô đọc mã.</source>
        <translation>The six digits for the answer are not right. Please look at the slip again, or hold it before the reader.</translation>
    </message>
    <message>
        <source>Xin ghi họ tên người giúp, chỉ gồm chữ cái. Hoặc đưa thẻ căn cước của họ trước ô đọc mã.</source>
        <translation>Please write the name of who helps, in letters only. Or hold their identity card before the reader.</translation>
    </message>
    <message>
        <source>Xin chọn người giúp là gì của Ông/Bà.</source>
        <translation>Please choose what they are to you.</translation>
    </message>
    <message>
        <source>Mã này không dùng được ở đây. Xin đưa mã trên thẻ cán bộ, hoặc chạm vào màn hình.</source>
        <translation>This code is of no use here. Please hold up a staff badge, or use the screen.</translation>
    </message>
    <message>
        <source>Nhiều nhất %1 trang một lần, máy chưa gửi gì. Xin bỏ tờ không cần chứng thực, hoặc mang cả tập đến quầy.</source>
        <translation>No more pages at once than %1; nothing was sent. Take away sheets that need no certification, or bring them all to the counter.</translation>
    </message>
    <message>
        <source>Chưa có nội dung. Xin viết vài câu rồi gửi.</source>
        <translation>Nothing is written yet. Please write a few sentences, then send.</translation>
    </message>
    <message>
        <source>Máy in chưa in được phiếu. Việc nộp phí đã được ghi nhận. Xin chụp lại mã hoặc in lại. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The slip could not be printed. The payment is noted. Please photograph the code, or print again. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Máy in chưa in được phiếu này. Xin ghi lại mã hồ sơ, hoặc thử in lại. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The slip could not be printed. Please write the dossier code down, or try to print again. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Máy in chưa in được phiếu. Yêu cầu đã được lưu. Xin ghi lại mã, hoặc thử in lại. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The slip could not be printed. Your request is saved. Please write the code down, or try to print again. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Máy chưa tìm được lúc này. Xin bấm Thử lại, hoặc hỏi quầy tiếp nhận.</source>
        <translation>The kiosk cannot search right now. Please touch Try again, or ask at the counter.</translation>
    </message>
    <message>
        <source>Không rõ phiếu đã in xong chưa. Nếu chưa có phiếu, xin bấm in lại.</source>
        <translation>It is not certain that the slip came out. If you have none, please print it again.</translation>
    </message>
    <message>
        <source>Máy chưa lấy được số. Xin chạm lại, hoặc báo cán bộ ở quầy.</source>
        <translation>No number could be given out. Please tap again, or tell the staff at the counter.</translation>
    </message>
    <message>
        <source>Không rõ phiếu đã in xong chưa. Số vẫn là của Ông/Bà. Nếu chưa có phiếu, xin bấm in lại.</source>
        <translation>It is not known whether the slip came out. The number is yours. If you have no slip, print it again.</translation>
    </message>
    <message>
        <source>Ô này chưa điền. Xin điền để tiếp tục.</source>
        <translation>This is empty. Fill it in to go on.</translation>
    </message>
    <message>
        <source>Số định danh có 12 chữ số. Xin kiểm tra lại.</source>
        <translation>A personal id number has 12 digits. Please check.</translation>
    </message>
    <message>
        <source>Số định danh này ứng với năm sinh %1, khác với ngày sinh đã ghi. Có đúng không?</source>
        <translation>This id number belongs to the birth year %1, which differs from the date of birth. Is it right?</translation>
    </message>
    <message>
        <source>Số định danh này không khớp với giới tính đã ghi. Có đúng không?</source>
        <translation>This id number does not fit the sex. Is it right?</translation>
    </message>
    <message>
        <source>Ba số đầu %1 của số định danh không phải mã tỉnh trong nước. Có đúng không?</source>
        <translation>The first three digits %1 of the id number are no province code. Is it right?</translation>
    </message>
    <message>
        <source>Không có ngày này trong lịch. Xin nhập lại.</source>
        <translation>There is no such date. Enter it again.</translation>
    </message>
    <message>
        <source>Xin ghi đủ ngày, tháng, năm.</source>
        <translation>Give day, month and year.</translation>
    </message>
    <message>
        <source>Ngày này chưa đến. Xin kiểm tra lại.</source>
        <translation>This date is yet to come. Please check.</translation>
    </message>
    <message>
        <source>Năm phải từ %1 trở đi. Xin kiểm tra lại.</source>
        <translation>The year must be %1 or later. Please check.</translation>
    </message>
    <message>
        <source>Số điện thoại chưa đúng. Ví dụ: 0905 000 123.</source>
        <translation>The phone number is not right. For example: 0905 000 123.</translation>
    </message>
    <message>
        <source>Mã số thuế chưa đúng. Xin xem lại từng số trên giấy đăng ký: 10, 12 hoặc 13 chữ số.</source>
        <translation>The tax code is not right. Please compare each digit with the certificate: 10, 12 or 13 digits.</translation>
    </message>
    <message>
        <source>Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@vidu.vn.</source>
        <translation>The e-mail address is not right. For example: name@example.vn.</translation>
    </message>
    <message>
        <source>Số lượng phải trong khoảng %1.</source>
        <translation>The number must be within %1.</translation>
    </message>
    <message>
        <source>Nội dung quá dài, nhiều nhất %1 ký tự.</source>
        <translation>Too long, at most %1 characters.</translation>
    </message>
    <message>
        <source>Họ tên chỉ gồm chữ cái. Xin kiểm tra lại.</source>
        <translation>A name has letters only. Please check.</translation>
    </message>
    <message>
        <source>Họ tên có dấu ít gặp. Có đúng như trong giấy tờ không?</source>
        <translation>The name has an unusual sign. Is it as in the paper?</translation>
    </message>
    <message>
        <source>Xin chọn một trong các mục.</source>
        <translation>Choose one of these.</translation>
    </message>
    <message>
        <source>Xin chọn tỉnh, rồi chọn xã hoặc phường.</source>
        <translation>Choose the province, then the commune or ward.</translation>
    </message>
    <message>
        <source>Xin ghi thôn, số nhà hoặc đường.</source>
        <translation>Give hamlet, house number or street.</translation>
    </message>
    <message>
        <source>Trang này bị mờ, cán bộ có thể không đọc được. Nên quét lại.</source>
        <translation>This page is blurred and may be unreadable. Better scan it again.</translation>
    </message>
    <message>
        <source>Trang này bị tối. Nên quét lại.</source>
        <translation>This page is too dark. Better scan it again.</translation>
    </message>
    <message>
        <source>Trang này bị lóa. Nên quét lại.</source>
        <translation>This page has glare. Better scan it again.</translation>
    </message>
    <message>
        <source>Trang này bị mất mép. Xin đặt giấy thẳng rồi quét lại.</source>
        <translation>An edge of this page is cut off. Lay the paper straight and scan again.</translation>
    </message>
    <message>
        <source>Góc giấy bị gấp. Xin vuốt phẳng rồi quét lại.</source>
        <translation>A corner is folded. Flatten it and scan again.</translation>
    </message>
    <message>
        <source>Trang này trống. Có thể giấy bị úp ngược.</source>
        <translation>This page is empty. The paper may lie the wrong way up.</translation>
    </message>
    <message>
        <source>Có thể hai tờ dính nhau. Xin tách ra rồi quét lại.</source>
        <translation>Two sheets may stick together. Part them and scan again.</translation>
    </message>
    <message>
        <source>Chữ trên trang này quá mờ, có thể mất nét. Nên quét lại.</source>
        <translation>The print on this page is so pale that strokes may be lost. Better scan again.</translation>
    </message>
    <message>
        <source>Chữ trang này quá nhỏ, bản quét có thể khó đọc. Nếu có bản chữ to hơn, xin quét bản đó.</source>
        <translation>The print on this page is very small, the scan may be hard to read. If you have the paper in larger print, please scan that.</translation>
    </message>
    <message>
        <source>Giấy đặt quá lệch. Xin đặt thẳng rồi quét lại.</source>
        <translation>The paper lies too far askew. Lay it straight and scan again.</translation>
    </message>
    <message>
        <source>Đây có vẻ là “%1”. Xin xem có đúng giấy cần nộp không.</source>
        <translation>This looks like “%1”. Please check that it is the paper asked for.</translation>
    </message>
    <message>
        <source>Giấy này bắt buộc phải có mới nộp được. Xin về lấy giấy, hoặc hỏi cán bộ ở quầy.</source>
        <translation>The dossier cannot be filed without this paper. Fetch it, or ask at the counter.</translation>
    </message>
    <message>
        <source>Giấy này bắt buộc mà chưa có trang nào. Xin quét giấy rồi tiếp tục.</source>
        <translation>This paper is required and has no page yet. Scan it, then go on.</translation>
    </message>
    <message>
        <source>Đây là thẻ cán bộ. Để đăng nhập, xin đưa mã QR của ứng dụng VNeID hoặc mã trên thẻ căn cước.</source>
        <translation>This is a staff badge. To sign in, show the QR code of the VNeID app or of an identity card.</translation>
    </message>
    <message>
        <source>Đây không phải thẻ cán bộ. Xin cán bộ đưa mã trên thẻ cán bộ của quầy này.</source>
        <translation>This is no staff badge. Please let an official hold up the badge of this counter.</translation>
    </message>
    <message>
        <source>Máy không nhận ra thẻ cán bộ này, hoặc thẻ đã hết hạn. Xin dùng thẻ khác; hồ sơ vẫn còn đủ.</source>
        <translation>The machine does not know this badge, or it has ended. Please use another one; your dossier is whole.</translation>
    </message>
    <message>
        <source>Đã có nhiều thẻ lạ được đưa vào, máy tạm không nhận thẻ cán bộ. Vẫn nộp được: danh tính sẽ được kiểm tra ở quầy.</source>
        <translation>Many unknown badges were shown, so the machine takes none for a while. You can still send: your identity is checked at the counter.</translation>
    </message>
    <message>
        <source>Hiện chưa kiểm tra được thẻ cán bộ. Xin thử lại, hoặc nộp luôn: danh tính sẽ được kiểm tra ở quầy.</source>
        <translation>The badge cannot be checked now. Please try again, or send it: your identity is checked at the counter.</translation>
    </message>
    <message>
        <source>Máy in chưa in được phiếu. Số vẫn là của Ông/Bà: xin nhớ hoặc chụp lại số này. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The slip could not be printed. The number is yours all the same: please remember it or take a photograph. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Chưa gửi được: chứng thực phải có tài khoản VNeID hoặc cán bộ xác nhận người yêu cầu. Xin gọi cán bộ, hoặc quay lại đăng nhập VNeID.</source>
        <translation>Not sent: a certified copy needs a VNeID account, or staff who confirm who asks. Please call staff, or go back and sign in with VNeID.</translation>
    </message>
    <message>
        <source>Đã có nhiều thẻ lạ được đưa vào, máy tạm không nhận thẻ cán bộ. Xin đăng nhập VNeID, hoặc mang bản chính đến quầy.</source>
        <translation>Several unknown badges were shown, so this machine takes no badge for now. Please sign in with VNeID, or bring the original to the counter.</translation>
    </message>
    <message>
        <source>Hiện chưa kiểm tra được thẻ cán bộ. Xin thử lại, hoặc mang bản chính đến quầy.</source>
        <translation>The badge cannot be checked right now. Please try again, or bring the original to the counter.</translation>
    </message>
    <message>
        <source>Đây là mã lịch hẹn. Để lấy số theo lịch hẹn, xin vào mục Lấy số thứ tự.</source>
        <translation>This is the code of an appointment. For a number by appointment, choose Take a queue number.</translation>
    </message>
    <message>
        <source>Đây không phải mã lịch hẹn. Xin đưa mã lịch hẹn, hoặc chọn việc bên dưới để lấy số.</source>
        <translation>This is no appointment&apos;s code. Please show the appointment&apos;s code, or choose below to take a number.</translation>
    </message>
    <message>
        <source>Mã lịch hẹn này không đúng. Xin lấy số như bình thường, hoặc hỏi quầy.</source>
        <translation>This appointment&apos;s code is wrong. Please take a number as usual, or ask at the counter.</translation>
    </message>
    <message>
        <source>Không có lịch hẹn mang mã này. Xin lấy số như bình thường, hoặc hỏi quầy.</source>
        <translation>No appointment has this code. Please take a number as usual, or ask at the counter.</translation>
    </message>
    <message>
        <source>Lịch hẹn này ở xã, phường khác. Xin đến đúng nơi ghi trên lịch hẹn, hoặc lấy số ở đây.</source>
        <translation>This appointment is at another commune. Please go where it says, or take a number here.</translation>
    </message>
    <message>
        <source>Lịch hẹn này là của ngày %1, không phải hôm nay. Xin đến đúng ngày, hoặc lấy số ở đây.</source>
        <translation>This appointment is for %1, not for today. Please come on that day, or take a number here.</translation>
    </message>
    <message>
        <source>Lịch hẹn lúc %1, bây giờ còn sớm. Xin đưa lại mã trong vòng 30 phút trước giờ hẹn.</source>
        <translation>The appointment is at %1, it is still early. Please show the code again within the 30 minutes before.</translation>
    </message>
    <message>
        <source>Lịch hẹn %1 đã qua. Xin lấy số như bình thường, hoặc hỏi quầy để hẹn lại.</source>
        <translation>The appointment of %1 is over. Please take a number as usual, or ask at the counter for another.</translation>
    </message>
    <message>
        <source>Lịch hẹn này đã nhận số %1. Số đó vẫn dùng được, xin chờ gọi. Mất phiếu thì hỏi quầy.</source>
        <translation>This appointment has number %1 already. It still holds, please wait for it. If the ticket is lost, ask at the counter.</translation>
    </message>
    <message>
        <source>Lịch hẹn này đã hủy. Xin lấy số như bình thường, hoặc hỏi quầy.</source>
        <translation>This appointment was cancelled. Please take a number as usual, or ask at the counter.</translation>
    </message>
    <message>
        <source>Vừa có nhiều mã lạ được đưa vào. Xin lấy số như bình thường, hoặc hỏi quầy.</source>
        <translation>Several unknown codes were just shown. Please take a number as usual, or ask at the counter.</translation>
    </message>
    <message>
        <source>Hiện chưa hỏi được lịch hẹn. Xin thử lại, hoặc lấy số như bình thường; lịch hẹn vẫn còn.</source>
        <translation>Appointments cannot be asked for right now. Please try again, or take a number as usual; the appointment still stands.</translation>
    </message>
    <message>
        <source>Lịch hẹn này ở quầy mà máy không phát số. Xin báo cán bộ ở quầy.</source>
        <translation>This appointment is at a counter for which this machine gives no numbers. Please tell the staff there.</translation>
    </message>
    <message>
        <source>Chưa đọc được chip. Xin thử lại, hoặc tiếp tục bằng mã trên thẻ.</source>
        <translation>The chip was not read. Please try again, or go on with the code on the card.</translation>
    </message>
    <message>
        <source>Ô đọc chip đang không hoạt động. Ông/Bà vẫn tiếp tục được bằng mã trên thẻ.</source>
        <translation>The chip reader does not work. You can go on with the code on the card.</translation>
    </message>
    <message>
        <source>Ô đọc chip đang bận. Xin nhấc thẻ ra, đặt lại rồi bấm đọc chip lại.</source>
        <translation>The chip reader is busy. Please lift the card, lay it down again and touch Read the chip again.</translation>
    </message>
    <message>
        <source>Chưa thấy thẻ trên ô đọc chip. Xin đặt thẻ nằm yên trên ô đọc.</source>
        <translation>No card is seen on the chip reader. Please lay the card flat on it.</translation>
    </message>
    <message>
        <source>Thẻ đã bị nhấc ra khi chưa đọc xong. Xin đặt thẻ lại và để yên vài giây.</source>
        <translation>The card was lifted before it was read. Please lay it down again and leave it for some seconds.</translation>
    </message>
    <message>
        <source>Đây không phải thẻ căn cước gắn chip. Xin đặt thẻ căn cước lên ô đọc, chỉ một thẻ.</source>
        <translation>This is no identity card with a chip. Please lay the identity card on the reader, and only that one.</translation>
    </message>
    <message>
        <source>Thẻ trên ô đọc chip không mở được bằng mã vừa đọc: có thể là thẻ của người khác. Xin đặt đúng thẻ vừa đưa mã, hoặc tiếp tục bằng mã trên thẻ.</source>
        <translation>The card on the chip reader does not open with the code just read: it may be somebody else&apos;s. Please lay down the card whose code you showed, or go on with the code.</translation>
    </message>
    <message>
        <source>Chip không trả lời như mọi khi. Xin đặt thẻ lại, hoặc tiếp tục bằng mã trên thẻ.</source>
        <translation>The chip does not answer as usual. Please lay the card down again, or go on with the code on the card.</translation>
    </message>
    <message>
        <source>Dữ liệu từ chip bị thay đổi trên đường đọc nên máy không dùng. Xin gọi cán bộ; chưa có gì được gửi đi.</source>
        <translation>The chip&apos;s data were changed on the way, so the machine does not use them. Please call an official; nothing has been sent.</translation>
    </message>
    <message>
        <source>Dữ liệu trong chip không đúng với chữ ký của cơ quan cấp thẻ nên máy không dùng thẻ này. Xin gọi cán bộ; chưa có gì được gửi đi.</source>
        <translation>The data in the chip are not those that the issuing authority signed, so the machine does not use this card. Please call an official; nothing has been sent.</translation>
    </message>
    <message>
        <source>Chữ ký trong chip không hợp lệ nên máy không dùng thẻ này. Xin gọi cán bộ; chưa có gì được gửi đi.</source>
        <translation>The signature in the chip is not valid, so the machine does not use this card. Please call an official; nothing has been sent.</translation>
    </message>
    <message>
        <source>Máy chưa biết cơ quan đã ký chip này nên chưa kiểm tra được. Ông/Bà vẫn tiếp tục được bằng mã trên thẻ.</source>
        <translation>The machine does not know who signed this chip, so it cannot check it. You can go on with the code on the card.</translation>
    </message>
    <message>
        <source>Chữ ký trong chip đã hết hạn nên máy không kiểm tra được. Ông/Bà vẫn tiếp tục được bằng mã trên thẻ.</source>
        <translation>The signature in the chip has expired, so the machine cannot check it. You can go on with the code on the card.</translation>
    </message>
    <message>
        <source>Chữ ký trong chip đã bị thu hồi nên máy không dùng dữ liệu chip. Ông/Bà vẫn tiếp tục được bằng mã trên thẻ; cán bộ sẽ kiểm tra.</source>
        <translation>The signature in the chip was withdrawn, so the machine does not use its data. You can go on with the code on the card; an official will check.</translation>
    </message>
    <message>
        <source>Máy không hiểu dữ liệu trong chip này. Ông/Bà vẫn tiếp tục được bằng mã trên thẻ.</source>
        <translation>The machine does not understand this chip. You can go on with the code on the card.</translation>
    </message>
    <message>
        <source>Thẻ này đã hết hạn sử dụng. Ông/Bà vẫn nộp được, cán bộ sẽ kiểm tra; xin đến công an xã đổi thẻ.</source>
        <translation>This card is no longer valid. You can still send, an official will check; please have the card changed at the commune police.</translation>
    </message>
    <message>
        <source>Mã vừa đưa và chip trên ô đọc là của hai người khác nhau. Xin dùng một thẻ của chính người nộp; chưa có gì được gửi đi.</source>
        <translation>The code you showed and the chip on the reader are two different people&apos;s. Please use one card, the applicant&apos;s own; nothing has been sent.</translation>
    </message>
    <message>
        <source>Không thấy hồ sơ nào có mã này. Xin xem lại mã trên phiếu, hoặc hỏi quầy tiếp nhận.</source>
        <translation>No dossier has this code. Please look at the code on the slip again, or ask at the counter.</translation>
    </message>
    <message>
        <source>Mã này không đúng. Xin xem lại từng chữ, từng số trên phiếu.</source>
        <translation>This code is not right. Please compare every letter and figure with the slip.</translation>
    </message>
    <message>
        <source>Xin gõ mã hồ sơ, hoặc đưa phiếu trước ô đọc mã.</source>
        <translation>Please type the dossier code, or hold the slip before the reader.</translation>
    </message>
    <message>
        <source>Đây không phải mã trên phiếu hồ sơ. Xin đưa mã QR in trên phiếu.</source>
        <translation>This is not the code of a dossier&apos;s slip. Please show the QR code that is printed on the slip.</translation>
    </message>
    <message>
        <source>Mã tạm này của một máy khác. Xin tra cứu ở máy đã in phiếu, hoặc đăng nhập xem mọi hồ sơ của mình.</source>
        <translation>This provisional code is another kiosk&apos;s. Please look it up where the slip was printed, or sign in to see all your dossiers.</translation>
    </message>
    <message>
        <source>Hồ sơ này của tỉnh khác. Xin tra cứu trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn).</source>
        <translation>This dossier is another province&apos;s. Please look it up on the national public service portal (dichvucong.gov.vn).</translation>
    </message>
    <message>
        <source>Hiện chưa hỏi được cơ quan giải quyết. Xin thử lại sau, hoặc hỏi quầy tiếp nhận.</source>
        <translation>The authority cannot be asked right now. Please try again later, or ask at the counter.</translation>
    </message>
    <message>
        <source>Đã hỏi quá nhiều lần. Xin chờ ít phút, hoặc hỏi quầy tiếp nhận.</source>
        <translation>Too many questions. Please wait a few minutes, or ask at the counter.</translation>
    </message>
    <message>
        <source>Micrô chưa dùng được. Xin viết, hoặc quét tờ đã viết. Điều đã viết vẫn còn.</source>
        <translation>The microphone cannot be used now. Please write, or scan a written page. What you wrote is still there.</translation>
    </message>
    <message>
        <source>Micrô ngừng giữa chừng, lần nói vừa rồi không ghi được. Xin nói lại, hoặc viết.</source>
        <translation>The microphone stopped in the middle, and this attempt was not recorded. Please speak again, or write.</translation>
    </message>
    <message>
        <source>Chưa ghi âm được. Xin nói lại, hoặc viết. Điều đã viết vẫn còn.</source>
        <translation>It could not be recorded. Please speak again, or write. What you wrote is still there.</translation>
    </message>
    <message>
        <source>Máy không nghe thấy tiếng nói, nên không giữ bản ghi. Xin đứng gần hơn và nói lại.</source>
        <translation>No speech was heard, so nothing was kept. Please stand closer and speak again.</translation>
    </message>
    <message>
        <source>Micrô ngừng giữa chừng. Phần nói trước đó đã giữ: xin dùng bản này, hoặc nói lại.</source>
        <translation>The microphone stopped midway. What you said before is kept: use this recording, or say it again.</translation>
    </message>
    <message>
        <source>Bản ghi âm dài hơn mức cổng nhận nên chưa lưu được. Chưa mất gì: xin bấm Quay lại rồi nói ngắn hơn, hoặc viết.</source>
        <translation>The recording is longer than the portal takes, so it is not saved yet. Nothing is lost: go back and say it more briefly, or write.</translation>
    </message>
    <message>
        <source>Bản ghi quá ngắn, máy không giữ. Xin nói lại.</source>
        <translation>The recording was too short and was not kept. Please speak again.</translation>
    </message>
    <message>
        <source>Loa chưa phát được nên chưa nghe lại được. Bản ghi vẫn còn, gửi được.</source>
        <translation>The loudspeaker does not work, so you cannot listen. The recording is still there and can be sent.</translation>
    </message>
    <message>
        <source>Đã đủ %1 ký tự, máy không nhận thêm. Phần đã viết còn nguyên; phần nữa xin viết ra giấy, quét kèm.</source>
        <translation>That is %1 characters; no more fit. What you wrote stays; please write the rest on paper and have it scanned.</translation>
    </message>
    <message>
        <source>Chưa xác thực qua VNeID nên máy không cho xem mọi hồ sơ. Xin dùng mã trên phiếu, hoặc hỏi quầy.</source>
        <translation>Without a verified VNeID sign-in the kiosk does not list all dossiers. Please use the code on the slip, or ask at the counter.</translation>
    </message>
    <message>
        <source>Máy in chưa in được phiếu này. Xin dùng điện thoại quét mã QR, hoặc thử in lại. Mẩu phiếu in dở, nếu có, xin bỏ đi.</source>
        <translation>The slip could not be printed. Please scan the QR code with your phone, or try to print again. Throw away any half-printed piece.</translation>
    </message>
    <message>
        <source>Chỗ sửa dài quá 500 ký tự. Xin viết ngắn lại.</source>
        <translation>The correction is longer than 500 letters. Please make it shorter.</translation>
    </message>
    <message>
        <source>Vừa hết hạn xem bản nháp nên máy chưa gửi. Không trả lời là đồng ý. Nếu thấy sai, xin gặp cán bộ ở quầy.</source>
        <translation>The time for looking at the draft has just ended, so nothing was sent. No answer counts as consent. If something is wrong, please see the staff at the counter.</translation>
    </message>
    <message>
        <source>Xin ghi chỗ đó đúng ra là gì.</source>
        <translation>Please write what should stand there.</translation>
    </message>
    <message>
        <source>Hiện chưa lấy được mã cho điện thoại. Xin thử lại, hoặc quay lại để dùng cách đăng nhập khác.</source>
        <translation>No code for the phone could be had now. Please try again, or go back to sign in another way.</translation>
    </message>
    <message>
        <source>Vừa có nhiều mã được lấy mà không dùng. Xin đợi vài phút, hoặc quay lại để dùng cách đăng nhập khác.</source>
        <translation>Many codes were taken and not used. Please wait some minutes, or go back to sign in another way.</translation>
    </message>
    <message>
        <source>Điện thoại đã từ chối đăng nhập. Nếu bấm nhầm, xin lấy mã khác; chưa có gì được gửi đi.</source>
        <translation>The phone refused the sign-in. If that was a slip, get another code; nothing has been sent.</translation>
    </message>
    <message>
        <source>Mã đã hết giờ mà chưa được đồng ý trên điện thoại. Xin lấy mã khác; chưa có gì bị mất.</source>
        <translation>The code ran out before the phone agreed. Please get another one; nothing is lost.</translation>
    </message>
    <message>
        <source>Máy này chưa thu được khoản này. Xin nộp tại quầy; hồ sơ vẫn được giải quyết.</source>
        <translation>This machine cannot take this fee. Please pay at the counter; your dossier is handled all the same.</translation>
    </message>
    <message>
        <source>Cơ quan chưa báo số tiền nên máy không thu. Xin hỏi và nộp tại quầy.</source>
        <translation>The authority has not said how much, so nothing is taken here. Please ask and pay at the counter.</translation>
    </message>
    <message>
        <source>Hiện chưa hỏi được cơ quan nên máy không thu. Xin nộp tại quầy, hoặc chờ; hồ sơ không bị ảnh hưởng.</source>
        <translation>The authority cannot be asked now, so nothing is taken here. Please pay at the counter, or wait; your dossier is not affected.</translation>
    </message>
    <message>
        <source>Hồ sơ chưa có mã chính thức nên chưa nộp được ở máy. Xin nộp tại quầy, hoặc chờ ít phút.</source>
        <translation>The dossier has no official code yet, so it cannot be paid for here. Please pay at the counter, or wait a few minutes.</translation>
    </message>
    <message>
        <source>Máy thu tiền không trả lời. Chưa thu gì. Xin trả cách khác, hoặc nộp tại quầy.</source>
        <translation>The terminal does not answer. Nothing was taken. Please pay another way, or at the counter.</translation>
    </message>
    <message>
        <source>Máy thu tiền đang bận. Chưa thu gì. Xin chờ một chút rồi chạm lại.</source>
        <translation>The terminal is busy. Nothing was taken. Please wait a moment and touch again.</translation>
    </message>
    <message>
        <source>Ngân hàng không chấp nhận thẻ này. Chưa thu gì. Xin thử thẻ khác, hoặc trả cách khác.</source>
        <translation>The bank declined this card. Nothing was taken. Please try another card, or pay another way.</translation>
    </message>
    <message>
        <source>Đã thôi trả ở máy thu tiền. Chưa thu gì.</source>
        <translation>Stopped at the terminal. Nothing was taken.</translation>
    </message>
    <message>
        <source>Máy thu tiền bị lỗi. Chưa thu gì. Xin trả cách khác, hoặc nộp tại quầy.</source>
        <translation>The terminal is out of order. Nothing was taken. Please pay another way, or at the counter.</translation>
    </message>
    <message>
        <source>Không rõ máy thu tiền đã thu chưa. Xin đừng trả lần nữa: giữ giấy của máy đó và gặp cán bộ ở quầy.</source>
        <translation>It is not known whether the terminal took the money. Please do not pay again: keep its slip and see staff at the counter.</translation>
    </message>
    <message>
        <source>Máy thu tiền đã thu một số tiền khác. Xin giữ giấy của máy thu tiền và gặp cán bộ ở quầy.</source>
        <translation>The terminal took another sum. Please keep its slip and see staff at the counter.</translation>
    </message>
    <message>
        <source>Hồ sơ này chưa có kết quả. Khi có kết quả, xin mời Ông/Bà đánh giá.</source>
        <translation>This dossier has no result yet. Once it has, your feedback is welcome.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần; đánh giá trước vẫn được giữ.</source>
        <translation>Feedback on this dossier was given. It is given once for each dossier; the first one stands.</translation>
    </message>
    <message>
        <source>Ý kiến dài quá 500 ký tự. Xin viết ngắn lại.</source>
        <translation>More than 500 letters. Please write less.</translation>
    </message>
</context>
<context>
    <name>PapersScreen</name>
    <message>
        <source>Trả lời để biết có phải mang giấy tờ gì không. Trả lời xong, máy tự sang trang sau.</source>
        <translation>Your answers tell which papers you need. After the last one the next page comes by itself.</translation>
    </message>
    <message>
        <source>Giấy tờ phải có hôm nay:</source>
        <translation>Papers that you need today:</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Chạm để chọn</source>
        <translation>Touch to choose</translation>
    </message>
    <message>
        <source>Phải có: %1</source>
        <translation>You need: %1</translation>
    </message>
    <message>
        <source>Ông/Bà có mang theo không?</source>
        <translation>Do you have it with you?</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Không còn giấy này</source>
        <translation>I no longer have it</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Gọi cán bộ</source>
        <translation>Call staff</translation>
    </message>
</context>
<context>
    <name>PaymentScreen</name>
    <message>
        <source>Đang hỏi phí của hồ sơ…</source>
        <translation>Asking for the fee of this dossier…</translation>
    </message>
    <message>
        <source>Không phải nộp phí</source>
        <translation>Nothing to pay</translation>
    </message>
    <message>
        <source>Xin nộp phí tại quầy</source>
        <translation>Please pay at the counter</translation>
    </message>
    <message>
        <source>Xin làm theo máy thu tiền</source>
        <translation>Please follow the payment terminal</translation>
    </message>
    <message>
        <source>Đang lưu…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Đã ghi nhận Ông/Bà báo chuyển tiền</source>
        <translation>Your word that you transferred it is noted</translation>
    </message>
    <message>
        <source>Đã nộp phí</source>
        <translation>Fee paid</translation>
    </message>
    <message>
        <source>Nộp phí, lệ phí</source>
        <translation>Pay the fee</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Mã hồ sơ %1</source>
        <translation>Dossier code %1</translation>
    </message>
    <message>
        <source>Cơ quan báo: %1</source>
        <translation>The authority says: %1</translation>
    </message>
    <message>
        <source>Lúc này cơ quan không thu khoản nào của hồ sơ này.</source>
        <translation>The authority asks nothing for this dossier at present.</translation>
    </message>
    <message>
        <source>Máy đã lưu lời báo. Khi ngân hàng báo có, cơ quan ghi nhận. Xin đừng chuyển lần nữa.</source>
        <translation>Your word is saved. The authority notes the payment once its bank has it. Please do not transfer again.</translation>
    </message>
    <message>
        <source>Cơ quan đã ghi nhận khoản phí này.</source>
        <translation>The authority has noted this payment.</translation>
    </message>
    <message>
        <source>Cơ quan đã ghi nhận khoản phí này. Mã giao dịch %1.</source>
        <translation>The authority has noted this payment. Transaction %1.</translation>
    </message>
    <message>
        <source>Khoản này đã được nộp thừa %1. Số thừa không chuyển cho hồ sơ khác; xin đến quầy để nhận lại.</source>
        <translation>%1 too much was paid. It goes to no other dossier; please get it back at the counter.</translation>
    </message>
    <message>
        <source>Đã nộp trước đây %1.</source>
        <translation>Paid before: %1.</translation>
    </message>
    <message>
        <source>Mở ứng dụng ngân hàng, quét mã này và chuyển đúng số tiền.</source>
        <translation>Open your banking app, scan this code and transfer exactly this sum.</translation>
    </message>
    <message>
        <source>Mã VietQR để ứng dụng ngân hàng quét</source>
        <translation>VietQR code for your banking app to scan</translation>
    </message>
    <message>
        <source>Nội dung: %1</source>
        <translation>Text: %1</translation>
    </message>
    <message>
        <source>Máy thu tiền ở bên cạnh. Chưa trả tiền thì chưa mất gì.</source>
        <translation>The terminal stands beside this machine. Until you pay, nothing is taken.</translation>
    </message>
    <message>
        <source>Máy tự biết khi tiền đến. Nộp sau cũng được: hồ sơ vẫn được nhận.</source>
        <translation>This machine will see when the money comes. You may pay later: your dossier is received all the same.</translation>
    </message>
    <message>
        <source>Đang mất mạng nên máy chưa biết tiền đã đến chưa. Đã chuyển rồi thì xin đừng chuyển lần nữa.</source>
        <translation>There is no network, so this machine cannot see the money. If you have transferred it, please do not transfer it again.</translation>
    </message>
    <message>
        <source>Đang mất mạng nên máy chưa biết tiền đã đến chưa. Đã chuyển rồi thì chạm nút dưới đây.</source>
        <translation>There is no network, so this machine cannot see the money. If you have transferred it, touch the button below.</translation>
    </message>
    <message>
        <source>Trả bằng thẻ hoặc tiền mặt ở máy bên cạnh</source>
        <translation>Pay by card or cash at the terminal</translation>
    </message>
    <message>
        <source>Trả tiền mặt ở máy bên cạnh</source>
        <translation>Pay cash at the terminal</translation>
    </message>
    <message>
        <source>Trả bằng thẻ ở máy bên cạnh</source>
        <translation>Pay by card at the terminal</translation>
    </message>
    <message>
        <source>Tôi đã chuyển tiền</source>
        <translation>I have transferred it</translation>
    </message>
    <message>
        <source>Thôi, trả cách khác</source>
        <translation>Pay another way</translation>
    </message>
    <message>
        <source>Đang dừng ở máy thu tiền… Xin chờ.</source>
        <translation>Stopping at the payment terminal… Please wait.</translation>
    </message>
    <message>
        <source>Hỏi lại</source>
        <translation>Ask again</translation>
    </message>
    <message>
        <source>Đang in phiếu…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>Đã in phiếu, xin lấy.</source>
        <translation>The slip is printed; please take it.</translation>
    </message>
    <message>
        <source>In phiếu</source>
        <translation>Print a slip</translation>
    </message>
    <message>
        <source>In lại phiếu</source>
        <translation>Print the slip again</translation>
    </message>
    <message>
        <source>Máy thu tiền đã nhận tiền. Mã giao dịch %1. Máy báo cho cơ quan ngay khi có mạng.</source>
        <translation>The terminal has taken the money. Transaction %1. The authority is told as soon as there is a network.</translation>
    </message>
</context>
<context>
    <name>PetitionScreen</name>
    <message>
        <source>Ông/Bà muốn phản ánh về việc gì?</source>
        <translation>What is it about?</translation>
    </message>
    <message>
        <source>Việc gì, ở đâu, từ khi nào? Viết vài câu là đủ.</source>
        <translation>What, where, since when? A few sentences are enough.</translation>
    </message>
    <message>
        <source>Gửi, không nêu tên</source>
        <translation>Send without my name</translation>
    </message>
    <message>
        <source>Gửi, có nêu tên</source>
        <translation>Send with my name</translation>
    </message>
    <message>
        <source>Việc khẩn cấp xin gọi ngay: công an 113, cứu hỏa 114, cấp cứu 115.</source>
        <translation>In an emergency call at once: police 113, fire 114, ambulance 115.</translation>
    </message>
    <message>
        <source>Khiếu nại, tố cáo có trình tự riêng theo luật: xin gặp cán bộ ở quầy.</source>
        <translation>Complaints and denunciations have a way of their own by law: please see staff at the counter.</translation>
    </message>
    <message numerus="yes">
        <source>Còn chỗ cho %n ký tự. Còn nhiều điều muốn nói, xin viết ra giấy và quét kèm theo.</source>
        <translation>
            <numerusform>Room for %n more character. If you have more to say, write it on paper and have it scanned.</numerusform>
            <numerusform>Room for %n more characters. If you have more to say, write it on paper and have it scanned.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nói thay cho viết</source>
        <translation>Speak instead of writing</translation>
    </message>
    <message>
        <source>Đã ghi âm %1</source>
        <translation>Recorded: %1</translation>
    </message>
    <message>
        <source>Máy ghi âm lời Ông/Bà, gửi kèm cho cơ quan.</source>
        <translation>Your words are recorded and sent to the authority.</translation>
    </message>
    <message>
        <source>Chạm để nghe lại, nói lại hoặc xóa.</source>
        <translation>Touch to listen, record again or delete.</translation>
    </message>
    <message>
        <source>Có giấy tờ hoặc ảnh kèm theo</source>
        <translation>Papers or pictures go with it</translation>
    </message>
    <message>
        <source>Máy quét sau khi chạm nút gửi.</source>
        <translation>They are scanned after you touch send.</translation>
    </message>
</context>
<context>
    <name>PetitionerScreen</name>
    <message>
        <source>Ông/Bà tên là gì?</source>
        <translation>What is your name?</translation>
    </message>
    <message>
        <source>Để cơ quan biết ai gửi và gọi lại được khi cần.</source>
        <translation>So that the authority knows who sends it, and can call back.</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>PhoneSignInScreen</name>
    <message>
        <source>Đăng nhập bằng điện thoại</source>
        <translation>Sign in with your phone</translation>
    </message>
    <message>
        <source>Mở ứng dụng VNeID, quét mã này, rồi đồng ý trên điện thoại. Chỉ đồng ý khi chữ trên điện thoại giống chữ dưới đây.</source>
        <translation>Open the VNeID app, scan this code, then agree on the phone. Agree only if the phone shows the same letters as below.</translation>
    </message>
    <message>
        <source>Đang lấy mã cho điện thoại…</source>
        <translation>Getting a code for your phone…</translation>
    </message>
    <message>
        <source>Mã QR để điện thoại quét</source>
        <translation>QR code for the phone to scan</translation>
    </message>
    <message numerus="yes">
        <source>Mã còn dùng được %n giây.</source>
        <translation>
            <numerusform>The code is good for %n more second.</numerusform>
            <numerusform>The code is good for %n more seconds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Điện thoại vừa đồng ý là của: %1, sinh %2, bốn số cuối %3. Có phải Ông/Bà không?</source>
        <translation>The phone that agreed belongs to: %1, born %2, last four digits %3. Is that you?</translation>
    </message>
    <message>
        <source>Đúng là tôi</source>
        <translation>Yes, that is me</translation>
    </message>
    <message>
        <source>Không phải tôi, lấy mã khác</source>
        <translation>Not me, get another code</translation>
    </message>
    <message>
        <source>Lấy mã khác</source>
        <translation>Get another code</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Trước là: %1</source>
        <translation>Formerly: %1</translation>
    </message>
    <message>
        <source>Tìm theo chữ đầu</source>
        <translation>Search by first letters</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Không có tên nào như vậy. Xin xóa bớt chữ.</source>
        <translation>No such name. Delete some letters.</translation>
    </message>
    <message>
        <source>Chạm ô trên để tìm theo chữ đầu, hoặc chọn trong danh sách.</source>
        <translation>Touch the box above to search by first letters, or choose from the list.</translation>
    </message>
</context>
<context>
    <name>ProceduresScreen</name>
    <message>
        <source>Ông/Bà cần làm thủ tục nào?</source>
        <translation>Which procedure do you need?</translation>
    </message>
    <message>
        <source>Chạm vào một thủ tục.</source>
        <translation>Touch a procedure.</translation>
    </message>
    <message>
        <source>Thời gian: %1</source>
        <translation>Time: %1</translation>
    </message>
    <message>
        <source>Tại đây: khoảng %1 phút</source>
        <translation>Here: about %1 minutes</translation>
    </message>
    <message>
        <source>Phí, lệ phí: theo quy định của tỉnh</source>
        <translation>Fee: as set by the province</translation>
    </message>
    <message>
        <source>Phí: %1 một bản</source>
        <translation>Fee: %1 a copy</translation>
    </message>
    <message>
        <source>Phí: %1</source>
        <translation>Fee: %1</translation>
    </message>
</context>
<context>
    <name>QueueTicketScreen</name>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Bây giờ không lấy số</source>
        <translation>No numbers are given out now</translation>
    </message>
    <message>
        <source>Số của Ông/Bà</source>
        <translation>Your number</translation>
    </message>
    <message>
        <source>Ông/Bà đến quầy nào?</source>
        <translation>Which counter do you need?</translation>
    </message>
    <message>
        <source>Chạm vào việc cần làm, máy in số ngay.</source>
        <translation>Touch what you came for; your number is printed at once.</translation>
    </message>
    <message>
        <source>Đang hỏi lịch hẹn…</source>
        <translation>Asking about the appointment…</translation>
    </message>
    <message>
        <source>Có lịch hẹn? Đưa mã lịch hẹn trước ô đọc mã.</source>
        <translation>Have an appointment? Hold its code before the reader.</translation>
    </message>
    <message>
        <source>Quầy phát số hằng ngày, %1. Ông/Bà có thể nộp hồ sơ ngay tại máy này, không cần số.</source>
        <translation>Numbers are given out every day, %1. You can apply at this kiosk right away, without a number.</translation>
    </message>
    <message>
        <source>Quầy phát số vào ngày làm việc, %1. Ông/Bà có thể nộp hồ sơ ngay tại máy này, không cần số.</source>
        <translation>Numbers are given out on working days, %1. You can apply at this kiosk right away, without a number.</translation>
    </message>
    <message>
        <source>Tôi thuộc diện ưu tiên</source>
        <translation>I belong to a group called first</translation>
    </message>
    <message>
        <source>Ưu tiên</source>
        <translation>Called first</translation>
    </message>
    <message>
        <source>Chờ gọi ở: %1</source>
        <translation>Wait for your call at: %1</translation>
    </message>
    <message>
        <source>Theo lịch hẹn %1.</source>
        <translation>By appointment, %1.</translation>
    </message>
    <message>
        <source>Xin theo dõi bảng gọi số.</source>
        <translation>Please watch the call display.</translation>
    </message>
    <message>
        <source>Số người đang chờ trước: %1</source>
        <translation>People waiting before you: %1</translation>
    </message>
    <message>
        <source>Dự kiến khoảng %1 phút nữa đến lượt.</source>
        <translation>About %1 minutes until your turn.</translation>
    </message>
    <message>
        <source>Chuẩn bị sẵn: %1</source>
        <translation>Have ready: %1</translation>
    </message>
    <message>
        <source>Đang in phiếu…</source>
        <translation>Printing the slip…</translation>
    </message>
    <message>
        <source>Đã in phiếu, xin lấy.</source>
        <translation>The slip is printed, please take it.</translation>
    </message>
    <message>
        <source>In lại phiếu</source>
        <translation>Print the slip again</translation>
    </message>
</context>
<context>
    <name>RatingScreen</name>
    <message>
        <source>Rất hài lòng</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>Hài lòng</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>Bình thường</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Chưa hài lòng</source>
        <translation>Not quite satisfied</translation>
    </message>
    <message>
        <source>Không hài lòng</source>
        <translation>Dissatisfied</translation>
    </message>
    <message>
        <source>Bỏ qua, kết thúc</source>
        <translation>Skip and finish</translation>
    </message>
    <message>
        <source>Ông/Bà thấy máy này thế nào?</source>
        <translation>How was this kiosk?</translation>
    </message>
    <message>
        <source>Không bắt buộc · không ghi tên công dân · không ảnh hưởng đến việc giải quyết hồ sơ</source>
        <translation>Optional · no name is recorded · no effect on your dossier</translation>
    </message>
</context>
<context>
    <name>ReadAloudScreen</name>
    <message>
        <source>Đọc to cho người nộp nghe</source>
        <translation>Read this out to who files</translation>
    </message>
    <message>
        <source>Người giúp: %1. Xin đọc hết, rồi để người nộp tự chạm nút.</source>
        <translation>Helped by: %1. Please read all of it, then let who files touch the button.</translation>
    </message>
    <message>
        <source>Tôi đã nghe đọc, đúng cả</source>
        <translation>I heard it read, all is right</translation>
    </message>
    <message>
        <source>Đang kiểm tra thẻ cán bộ…</source>
        <translation>Checking the badge…</translation>
    </message>
    <message>
        <source>Giấy tờ kèm theo: %1.</source>
        <translation>Papers with it: %1.</translation>
    </message>
    <message>
        <source>Phí phải nộp tại quầy: %1</source>
        <translation>Fee to be paid at the counter: %1</translation>
    </message>
    <message>
        <source>Phí, lệ phí: %1</source>
        <translation>Fees: %1</translation>
    </message>
    <message>
        <source>Cán bộ đọc cho người nộp nghe thì đưa thẻ cán bộ trước ô đọc mã thay cho chạm nút. Có chỗ sai: Quay lại để sửa.</source>
        <translation>Staff who read it out hold their badge before the reader instead of the button. If something is wrong: go back and change it.</translation>
    </message>
    <message>
        <source>Có chỗ sai: Quay lại để sửa.</source>
        <translation>If something is wrong: go back and change it.</translation>
    </message>
</context>
<context>
    <name>RequestSentScreen</name>
    <message>
        <source>Đã nhận giấy tờ bổ sung</source>
        <translation>The papers are taken</translation>
    </message>
    <message>
        <source>Đã nhận yêu cầu rút hồ sơ</source>
        <translation>Your request to withdraw is taken</translation>
    </message>
    <message>
        <source>Máy đã lưu phản ánh của Ông/Bà</source>
        <translation>Your report is saved</translation>
    </message>
    <message>
        <source>Máy đã lưu bản quét, chưa phải bản chứng thực</source>
        <translation>The scan is saved; it is not certified yet</translation>
    </message>
    <message>
        <source>Máy đã lưu lời xin hẹn, chờ quầy xác nhận</source>
        <translation>Your request is saved; the counter has still to confirm it</translation>
    </message>
    <message>
        <source>Đã nhận ý kiến về bản nháp</source>
        <translation>Your word on the draft is taken</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Chưa lưu được</source>
        <translation>Not saved yet</translation>
    </message>
    <message>
        <source>Đang lưu…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đăng nhập lại</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>Máy đang gửi đến quầy.</source>
        <translation>It is being sent to the counter.</translation>
    </message>
    <message>
        <source>Đây chưa phải là lịch hẹn: quầy xem rồi mới định giờ.</source>
        <translation>This is no appointment yet: the counter looks at it first and then names a time.</translation>
    </message>
    <message>
        <source>Xem quầy trả lời ở “Hồ sơ đã nộp”: mã %1, số xem trả lời %2, đều in trên phiếu.</source>
        <translation>See the counter’s answer under “A dossier already filed”: number %1, answer digits %2. Both are on the slip.</translation>
    </message>
    <message>
        <source>Xin mang bản chính đến quầy: cán bộ đối chiếu rồi mới ký.</source>
        <translation>Please take the original to the counter: the officer compares before signing.</translation>
    </message>
    <message>
        <source>Máy đang gửi đến cơ quan.</source>
        <translation>It is being sent to the authority.</translation>
    </message>
    <message>
        <source>Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.</source>
        <translation>It is sent by itself once there is a connection; you need do nothing more.</translation>
    </message>
    <message>
        <source>Mã tra cứu %1, số xem trả lời %2: đều in trên phiếu. Ai có phiếu thì xem được trả lời.</source>
        <translation>Number %1, digits for the answer %2: both are on the slip. Whoever has the slip can read the answer.</translation>
    </message>
    <message>
        <source>Máy đã lưu an toàn và đang gửi đến cơ quan giải quyết.</source>
        <translation>It is saved and is being sent to the authority.</translation>
    </message>
    <message>
        <source>Máy đã lưu an toàn. Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.</source>
        <translation>It is saved. The kiosk sends it when there is a connection; you need not do anything more.</translation>
    </message>
    <message>
        <source>Mã yêu cầu %1, cho hồ sơ %2.</source>
        <translation>Code of this request: %1, for dossier %2.</translation>
    </message>
    <message>
        <source>Đang in phiếu…</source>
        <translation>Printing the slip…</translation>
    </message>
    <message>
        <source>Đã in phiếu, xin lấy.</source>
        <translation>The slip is printed, please take it.</translation>
    </message>
    <message>
        <source>In lại phiếu</source>
        <translation>Print the slip again</translation>
    </message>
</context>
<context>
    <name>RequirementsScreen</name>
    <message>
        <source>Thủ tục này không còn thực hiện. Xin hỏi quầy tiếp nhận.</source>
        <translation>This procedure is no longer in force. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Nộp được ngay tại máy này.</source>
        <translation>Can be filed here, at this kiosk.</translation>
    </message>
    <message>
        <source>Nộp tại quầy tiếp nhận, không nộp ở máy này.</source>
        <translation>Filed at the counter, not at this kiosk.</translation>
    </message>
    <message>
        <source>Không nộp ở đây. Xin hỏi quầy tiếp nhận nơi nộp.</source>
        <translation>Not filed here. Please ask at the counter where to go.</translation>
    </message>
    <message>
        <source>Không nộp ở đây. Nơi giải quyết: %1.</source>
        <translation>Not filed here. Decided by: %1.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Xin hẹn ngày đến quầy</source>
        <translation>Ask for a day at the counter</translation>
    </message>
    <message>
        <source>Giấy tờ ai cũng phải có</source>
        <translation>Papers that everybody needs</translation>
    </message>
    <message>
        <source>Giấy tờ tùy trường hợp</source>
        <translation>Papers needed in some cases</translation>
    </message>
    <message>
        <source>Danh mục không nêu giấy tờ nào. Xin hỏi quầy tiếp nhận.</source>
        <translation>The catalogue names no papers. Please ask at the counter.</translation>
    </message>
    <message>
        <source>Thời gian: xin hỏi quầy tiếp nhận.</source>
        <translation>Time: please ask at the counter.</translation>
    </message>
    <message>
        <source>Thời gian: %1</source>
        <translation>Time: %1</translation>
    </message>
    <message>
        <source>Lệ phí: xin hỏi quầy tiếp nhận.</source>
        <translation>Fee: please ask at the counter.</translation>
    </message>
    <message>
        <source>Lệ phí: %1</source>
        <translation>Fee: %1</translation>
    </message>
    <message>
        <source>Được miễn: %1.</source>
        <translation>Free for: %1.</translation>
    </message>
    <message>
        <source>Có thể được miễn, xin hỏi quầy: %1.</source>
        <translation>May be free, please ask at the counter: %1.</translation>
    </message>
    <message>
        <source>Đang in phiếu…</source>
        <translation>Printing the slip…</translation>
    </message>
    <message>
        <source>Đã in phiếu, xin lấy.</source>
        <translation>The slip is printed, please take it.</translation>
    </message>
    <message>
        <source>In lại phiếu</source>
        <translation>Print the slip again</translation>
    </message>
    <message>
        <source>In phiếu mang về</source>
        <translation>Print a slip to take along</translation>
    </message>
    <message>
        <source>Hoặc quét mã này bằng điện thoại: danh bạ giữ giấy tờ cần mang và số điện thoại của quầy.</source>
        <translation>Or scan this code with your phone: its contacts keep the papers to bring and the counter&apos;s number.</translation>
    </message>
    <message>
        <source>Mã QR để điện thoại giữ</source>
        <translation>QR code for your phone</translation>
    </message>
</context>
<context>
    <name>ResultScreen</name>
    <message numerus="yes">
        <source>Bản điện tử, %n trang</source>
        <translation>
            <numerusform>Electronic result, %n page</numerusform>
            <numerusform>Electronic result, %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In tiếp %n bản</source>
        <translation>
            <numerusform>Print %n more copy</numerusform>
            <numerusform>Print %n more copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n bản</source>
        <translation>
            <numerusform>Print %n copy</numerusform>
            <numerusform>Print %n copies</numerusform>
        </translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đang lấy kết quả từ cơ quan giải quyết…</source>
        <translation>Fetching the result from the authority…</translation>
    </message>
    <message>
        <source>Đang in bản %1 trong %2 bản…</source>
        <translation>Printing copy %1 of %2…</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message numerus="yes">
        <source>Đã in %n bản, xin lấy ở khay giấy.</source>
        <translation>
            <numerusform>%n copy is printed: take it from the tray.</numerusform>
            <numerusform>%n copies are printed: take them from the tray.</numerusform>
        </translation>
    </message>
    <message>
        <source>Máy này không in được khổ A4. Xin nhận bản in ở quầy của bộ phận một cửa.</source>
        <translation>This machine has no A4 printer. Please get the paper at the one-stop counter.</translation>
    </message>
    <message>
        <source>Máy này không in được khổ A4. Xin nhận bản in ở %1.</source>
        <translation>This machine has no A4 printer. Please get the paper at %1.</translation>
    </message>
    <message>
        <source>Chữ ký số còn nguyên vẹn. Người ký ghi trong tệp: %1.</source>
        <translation>The digital signature is intact. It names as signer: %1.</translation>
    </message>
    <message>
        <source>Chữ ký số của %1 còn nguyên vẹn, sau đó tệp có phần thêm vào.</source>
        <translation>The digital signature of %1 is intact; something was added to the file after it.</translation>
    </message>
    <message>
        <source>Tệp có chữ ký số mà máy này không kiểm được. Nơi nhận kiểm tra trên tệp gốc.</source>
        <translation>The file has a digital signature that this machine cannot check. Whoever takes it checks the original file.</translation>
    </message>
    <message>
        <source>Tệp không có chữ ký số. Nơi nhận kiểm tra bằng mã trên giấy.</source>
        <translation>The file has no digital signature. Whoever takes it checks the code on the paper.</translation>
    </message>
    <message>
        <source>Số bản in (nhiều nhất %1)</source>
        <translation>Copies to print (at most %1)</translation>
    </message>
    <message>
        <source>Số bản in</source>
        <translation>Copies to print</translation>
    </message>
    <message>
        <source>Trang %1</source>
        <translation>Page %1</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Ông/Bà đã trả lời</source>
        <translation>Your answers</translation>
    </message>
    <message>
        <source>Nhận kết quả</source>
        <translation>How you receive the result</translation>
    </message>
    <message>
        <source>Thông tin từ VNeID của Ông/Bà</source>
        <translation>What VNeID says of you</translation>
    </message>
    <message>
        <source>Thông tin đọc từ thẻ</source>
        <translation>What your card says</translation>
    </message>
    <message>
        <source>Xem lại trước khi nộp</source>
        <translation>Check before submitting</translation>
    </message>
    <message>
        <source>Đây là tất cả những gì sẽ được gửi đi.</source>
        <translation>This is everything that will be sent.</translation>
    </message>
    <message>
        <source>Đúng, nhập mã để nộp</source>
        <translation>Right, enter the code to file</translation>
    </message>
    <message>
        <source>Sửa giấy này</source>
        <translation>Change this paper</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.</source>
        <translation>Your identity will be checked when the dossier is received.</translation>
    </message>
    <message>
        <source>Người giúp: %1. Sau trang này, xin đọc lại cho người nộp nghe.</source>
        <translation>Helped by: %1. After this page, please read it out to who files.</translation>
    </message>
    <message>
        <source>Có chỗ sai</source>
        <translation>Something is wrong</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Change</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n trang</source>
        <translation>
            <numerusform>%1: %n page</numerusform>
            <numerusform>%1: %n pages</numerusform>
        </translation>
    </message>
    <message>
        <source>Thêm giấy (không bắt buộc): %1</source>
        <translation>Add a paper (optional): %1</translation>
    </message>
    <message>
        <source>Khi nhận kết quả, xin mang theo để cán bộ xem: %1.</source>
        <translation>When you collect the result, please bring for staff to see: %1.</translation>
    </message>
    <message>
        <source>Các tệp sẽ gửi</source>
        <translation>Files to be sent</translation>
    </message>
    <message>
        <source>Đang tạo tệp…</source>
        <translation>Making the files…</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n trang, %2 kB</source>
        <translation>
            <numerusform>%1 – %n page, %2 kB</numerusform>
            <numerusform>%1 – %n pages, %2 kB</numerusform>
        </translation>
    </message>
    <message>
        <source>Phí phải nộp tại quầy: %1</source>
        <translation>Fee to pay at the counter: %1</translation>
    </message>
    <message>
        <source>Phí, lệ phí: %1</source>
        <translation>Fees: %1</translation>
    </message>
    <message>
        <source>Tại đây: khoảng %1 phút, chờ tại chỗ. Theo luật: %2.</source>
        <translation>Here: about %1 minutes, please wait. By law: %2.</translation>
    </message>
    <message>
        <source>Thời gian giải quyết: %1</source>
        <translation>Time to the result: %1</translation>
    </message>
    <message>
        <source>Có người giúp Ông/Bà điền? Ghi tên người giúp</source>
        <translation>Did somebody help you? Note who</translation>
    </message>
    <message>
        <source>Sửa tên người giúp</source>
        <translation>Change who helped</translation>
    </message>
</context>
<context>
    <name>ScanScreen</name>
    <message>
        <source>Mặt trống %1</source>
        <translation>Empty side %1</translation>
    </message>
    <message>
        <source>Các mặt trống đã bỏ</source>
        <translation>Empty sides left out</translation>
    </message>
    <message>
        <source>Trang %1</source>
        <translation>Page %1</translation>
    </message>
    <message>
        <source>Giấy tờ %1 trên %2</source>
        <translation>Paper %1 of %2</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message numerus="yes">
        <source>Máy đã bỏ %n mặt trống. Có thể xem lại và giữ lại.</source>
        <translation>
            <numerusform>%n empty side was left out. You can look at it and keep it.</numerusform>
            <numerusform>%n empty sides were left out. You can look at them and keep them.</numerusform>
        </translation>
    </message>
    <message>
        <source>Máy thấy mặt này trống nên đã bỏ. Nếu có chữ, xin giữ lại.</source>
        <translation>This side looked empty and was left out. If it has any text, please keep it.</translation>
    </message>
    <message>
        <source>Máy thấy các mặt này trống nên đã bỏ. Mặt nào có chữ, xin chạm vào để xem lớn và giữ lại.</source>
        <translation>These sides looked empty and were left out. If one has any text, touch it to see it large and keep it.</translation>
    </message>
    <message>
        <source>Giữ lại trang này</source>
        <translation>Keep this page</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>Quét lại trang này</source>
        <translation>Scan this page again</translation>
    </message>
    <message>
        <source>Giữ trang này</source>
        <translation>Keep this page</translation>
    </message>
    <message>
        <source>Xóa trang này</source>
        <translation>Delete this page</translation>
    </message>
    <message>
        <source>Đưa lên trước</source>
        <translation>Move forward</translation>
    </message>
    <message>
        <source>Đưa ra sau</source>
        <translation>Move back</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đặt lại trang cần quét lại, rồi bấm Quét lại.</source>
        <translation>Put in the page to be scanned again, then touch Scan again.</translation>
    </message>
    <message>
        <source>Đặt giấy vào khay. Máy tự quét khi có giấy.</source>
        <translation>Put the paper into the tray. Scanning starts by itself.</translation>
    </message>
    <message>
        <source>Đặt các tờ giấy vào khay, mặt chữ lên trên, rồi bấm Quét.</source>
        <translation>Put the sheets into the tray, printed side up, then touch Scan.</translation>
    </message>
    <message>
        <source>Đặt một tờ giấy lên mặt kính, mặt chữ úp xuống, rồi bấm Quét. Mỗi lần một trang.</source>
        <translation>Lay one sheet on the glass, printed side down, then touch Scan. One page at a time.</translation>
    </message>
    <message>
        <source>Đang quét… Xin chờ.</source>
        <translation>Scanning… Please wait.</translation>
    </message>
    <message>
        <source>Đang dừng… Xin chờ.</source>
        <translation>Stopping… Please wait.</translation>
    </message>
    <message>
        <source>Quét lại</source>
        <translation>Scan again</translation>
    </message>
    <message>
        <source>Quét</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Quét thêm trang</source>
        <translation>Scan another page</translation>
    </message>
    <message>
        <source>Dừng quét</source>
        <translation>Stop scanning</translation>
    </message>
    <message numerus="yes">
        <source>Đã quét %n trang. Chạm vào trang để xem lớn, quét lại, xóa hoặc đổi chỗ.</source>
        <translation>
            <numerusform>%n page scanned. Touch it to see it large, scan it again, delete or move it.</numerusform>
            <numerusform>%n pages scanned. Touch a page to see it large, scan it again, delete or move it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mặt trống đã bỏ · xem</source>
        <translation>
            <numerusform>%n empty side left out · view</numerusform>
            <numerusform>%n empty sides left out · view</numerusform>
        </translation>
    </message>
    <message>
        <source>Trang %1 ⚠</source>
        <translation>Page %1 ⚠</translation>
    </message>
    <message>
        <source>Tôi không có giấy này</source>
        <translation>I do not have this paper</translation>
    </message>
    <message>
        <source>Xóa các trang đã quét?</source>
        <translation>Delete the scanned pages?</translation>
    </message>
    <message>
        <source>Các trang đã quét của giấy này sẽ bị xóa khỏi máy.</source>
        <translation>The scanned pages of this paper will be deleted from this machine.</translation>
    </message>
    <message>
        <source>Giữ lại</source>
        <translation>Keep them</translation>
    </message>
    <message>
        <source>Xóa, tôi không có giấy này</source>
        <translation>Delete, I do not have this paper</translation>
    </message>
</context>
<context>
    <name>Scroller</name>
    <message>
        <source>Lên trên</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Xuống dưới</source>
        <translation>Down</translation>
    </message>
</context>
<context>
    <name>Service</name>
    <message>
        <source>Mã PIN hoặc thẻ không đúng. Xin thử lại.</source>
        <translation>Wrong PIN or badge. Please try again.</translation>
    </message>
    <message>
        <source>Hai người đang dùng cùng một mã PIN. Nhờ kỹ thuật cấp lại cho một người.</source>
        <translation>Two people have the same PIN. Ask the technician to give one of them a new one.</translation>
    </message>
    <message>
        <source>Đã sai nhiều lần. Thử lại sau %1 phút, hoặc dùng thẻ cán bộ.</source>
        <translation>Wrong too often. Minutes to wait: %1. Or use a staff badge.</translation>
    </message>
    <message>
        <source>Dịch vụ gửi hồ sơ của máy không trả lời. Đợi một phút rồi thử lại; nếu vẫn vậy, gọi kỹ thuật.</source>
        <translation>The delivery service does not answer. Wait a minute and try again; if it stays so, call the technician.</translation>
    </message>
    <message>
        <source>Phiên làm việc đã hết giờ. Kết thúc rồi vào lại bằng mã PIN.</source>
        <translation>This session has timed out. End it and come in again with your PIN.</translation>
    </message>
    <message>
        <source>Việc này cần mã PIN của kỹ thuật viên.</source>
        <translation>This needs a technician’s PIN.</translation>
    </message>
    <message>
        <source>Không thấy hồ sơ này trong máy.</source>
        <translation>This dossier is not in the machine.</translation>
    </message>
    <message>
        <source>Chưa làm được. Hồ sơ còn nguyên; xem mục kiểm tra máy.</source>
        <translation>It could not be done. The dossiers are intact; see the check of the machine.</translation>
    </message>
    <message>
        <source>Phần trợ giúp của máy không chạy. Tắt bật máy; nếu vẫn vậy, gọi kỹ thuật.</source>
        <translation>The machine’s helper is not running. Switch it off and on; if it stays so, call the technician.</translation>
    </message>
    <message>
        <source>Chưa thấy USB. Chạm nút trước, rồi mới cắm USB; nếu đã cắm, rút ra cắm lại.</source>
        <translation>No USB stick was seen. Touch the button first, then plug it in; if it is in already, pull it out and plug it in again.</translation>
    </message>
    <message>
        <source>USB này không dùng được. Chưa đọc, chưa ghi gì; dùng USB khác (FAT32 hoặc exFAT).</source>
        <translation>This stick cannot be used. Nothing was read or written; use another one (FAT32 or exFAT).</translation>
    </message>
    <message>
        <source>Chưa ghi được: USB đầy, bị rút ra, hoặc chỉ đọc. Hồ sơ trong máy còn nguyên.</source>
        <translation>Not written: the stick is full, was pulled out, or is read-only. The dossiers in the machine are whole.</translation>
    </message>
    <message>
        <source>Chưa cài đặt được. Cấu hình cũ còn nguyên.</source>
        <translation>It was not set up. The earlier configuration stands.</translation>
    </message>
    <message>
        <source>Máy chưa biết khóa của tỉnh. So dấu vân tay dưới đây với giấy của tỉnh.</source>
        <translation>The machine knows no key of a province. Compare the fingerprint below with the province&apos;s paper.</translation>
    </message>
    <message>
        <source>Ai giữ khóa khôi phục này mở được mọi hồ sơ. So dấu vân tay dưới đây với giấy của tỉnh.</source>
        <translation>Whoever holds this recovery key can open every dossier. Compare the fingerprint below with the province&apos;s paper.</translation>
    </message>
    <message>
        <source>Đây không phải mã cài đặt của tỉnh. Đưa đúng tờ mã của kiosk này.</source>
        <translation>This is no set-up code of the province. Hold up this kiosk&apos;s own sheet.</translation>
    </message>
    <message>
        <source>Mật khẩu Wi-Fi có 8 đến 63 ký tự.</source>
        <translation>A Wi-Fi password has 8 to 63 characters.</translation>
    </message>
    <message>
        <source>Cần tài khoản, mật khẩu, và tên máy chủ hoặc chứng thư gốc trên USB. Thiếu thì máy không gửi gì.</source>
        <translation>An account, a password, and the name of the server or a root certificate on a USB stick are needed. Without them nothing is sent.</translation>
    </message>
    <message>
        <source>Không ai chạm nữa: đã dừng. Cảm ứng vẫn như cũ.</source>
        <translation>Nobody touched any more: it was stopped. The touch panel is as before.</translation>
    </message>
    <message>
        <source>Còn mục chưa điền hoặc chưa đủ: xem các ô có viền đỏ.</source>
        <translation>Something is not filled in or not complete: see the boxes with a red edge.</translation>
    </message>
    <message>
        <source>Máy không quản lý được Wi-Fi. Cắm dây mạng, hoặc gọi kỹ thuật.</source>
        <translation>This machine cannot manage Wi-Fi. Plug in a network cable, or call the technician.</translation>
    </message>
    <message>
        <source>Máy đang làm việc khác. Đợi một phút rồi thử lại.</source>
        <translation>The machine is doing something else. Wait a minute and try again.</translation>
    </message>
    <message>
        <source>Máy in hết giấy. Lắp cuộn giấy 80 mm rồi in lại.</source>
        <translation>The printer is out of paper. Put in a roll of 80 mm and print again.</translation>
    </message>
    <message>
        <source>Nắp máy in đang mở. Đóng nắp rồi in lại.</source>
        <translation>The printer&apos;s cover is open. Close it and print again.</translation>
    </message>
    <message>
        <source>Máy in không trả lời. Kiểm tra nguồn và dây của máy in rồi in lại.</source>
        <translation>The printer does not answer. Check its power and its cable, then print again.</translation>
    </message>
    <message>
        <source>Máy in báo lỗi. Tắt máy in, gỡ giấy kẹt ở dao cắt, bật lại rồi in lại.</source>
        <translation>The printer reports a fault. Switch it off, take out paper that is stuck at the cutter, switch it on and print again.</translation>
    </message>
    <message>
        <source>Phiếu đã gửi tới máy in, máy in không xác nhận. Xem phiếu có ra đủ không.</source>
        <translation>The slip was sent to the printer, which did not confirm it. See whether all of it came out.</translation>
    </message>
    <message>
        <source>Máy in chưa in được (%1). Tắt bật máy in rồi in lại.</source>
        <translation>The printer could not print (%1). Switch it off and on, then print again.</translation>
    </message>
    <message>
        <source>Phiếu thử đã ra.</source>
        <translation>The test slip is out.</translation>
    </message>
    <message>
        <source>Chưa in phiếu thử.</source>
        <translation>No test slip was printed yet.</translation>
    </message>
    <message>
        <source>Đã phát tiếng thử: hãy nghe xem có rõ không.</source>
        <translation>A sound was played: listen whether it is clear.</translation>
    </message>
    <message>
        <source>Chưa phát tiếng thử.</source>
        <translation>No sound was played yet.</translation>
    </message>
    <message>
        <source>Đầu đọc đã đọc được một mã.</source>
        <translation>The reader has read a code.</translation>
    </message>
    <message>
        <source>Chưa thử đầu đọc mã.</source>
        <translation>The code reader was not tried yet.</translation>
    </message>
    <message>
        <source>Chưa quét tờ thử.</source>
        <translation>The test sheet was not scanned yet.</translation>
    </message>
    <message>
        <source>Làm ở mục Thử thiết bị.</source>
        <translation>Do it under “Try the devices”.</translation>
    </message>
    <message>
        <source>Hàng đợi hồ sơ không nguyên vẹn.</source>
        <translation>The queue of dossiers is not intact.</translation>
    </message>
    <message>
        <source>Đừng tắt máy, đừng xóa gì. Gọi kỹ thuật của tỉnh.</source>
        <translation>Do not switch off, do not delete anything. Call the province’s technician.</translation>
    </message>
    <message>
        <source>Máy không nhận thêm hồ sơ: đĩa gần đầy, hoặc mã kiosk bị trùng.</source>
        <translation>The machine takes no more dossiers: the disk is nearly full, or the kiosk’s id is in use elsewhere.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật. Hồ sơ đã lưu còn nguyên.</source>
        <translation>Call the technician. Saved dossiers are intact.</translation>
    </message>
    <message>
        <source>Đồng hồ của máy lệch.</source>
        <translation>The machine’s clock is off.</translation>
    </message>
    <message>
        <source>Kiểm tra mạng: có mạng thì đồng hồ tự chỉnh.</source>
        <translation>Check the network: with one the clock sets itself.</translation>
    </message>
    <message>
        <source>Chưa kiểm tra được VNeID.</source>
        <translation>VNeID cannot be checked now.</translation>
    </message>
    <message>
        <source>Công dân vẫn nộp được; danh tính kiểm tra ở quầy.</source>
        <translation>People can still file; their identity is checked at the counter.</translation>
    </message>
    <message>
        <source>Tạm ngừng gửi đến %1: cổng yêu cầu chờ hoặc đang lỗi.</source>
        <translation>Sending pauses until %1: the portal asked for it, or has a fault.</translation>
    </message>
    <message>
        <source>Không cần làm gì, máy tự gửi tiếp.</source>
        <translation>Nothing to do: the machine goes on by itself.</translation>
    </message>
    <message>
        <source>Mất mạng từ %1.</source>
        <translation>No network since %1.</translation>
    </message>
    <message>
        <source>Kiểm tra dây mạng và Wi-Fi. Công dân vẫn nộp được.</source>
        <translation>Check cable and Wi-Fi. People can still file.</translation>
    </message>
    <message>
        <source>Mạng đòi đăng nhập (trang của Wi-Fi).</source>
        <translation>The network wants a login (a page of the Wi-Fi).</translation>
    </message>
    <message>
        <source>Dùng mạng khác, hoặc nhờ người quản lý Wi-Fi. Chưa gửi gì.</source>
        <translation>Use another network, or ask who runs the Wi-Fi. Nothing was sent.</translation>
    </message>
    <message>
        <source>Chứng thư của cổng không khớp.</source>
        <translation>The portal’s certificate does not match.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật. Chưa gửi gì, hồ sơ còn nguyên.</source>
        <translation>Call the technician. Nothing was sent, the dossiers are intact.</translation>
    </message>
    <message>
        <source>Cổng từ chối tài khoản hoặc chứng thư của kiosk.</source>
        <translation>The portal refuses the kiosk’s account or certificate.</translation>
    </message>
    <message>
        <source>Gọi tỉnh. Hồ sơ còn nguyên.</source>
        <translation>Call the province. The dossiers are intact.</translation>
    </message>
    <message>
        <source>%1 hồ sơ bị cổng từ chối, cần người xem.</source>
        <translation>Dossiers refused by the portal, needing a person: %1.</translation>
    </message>
    <message>
        <source>Mở mục hồ sơ trong máy; ghi lại mã, báo người phụ trách Một cửa.</source>
        <translation>Open the list of dossiers, note the codes, tell who is in charge of the counter.</translation>
    </message>
    <message>
        <source>%1 hồ sơ bị hỏng trên đĩa.</source>
        <translation>Dossiers damaged on the disk: %1.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật của tỉnh, đừng xóa gì.</source>
        <translation>Call the province’s technician, do not delete anything.</translation>
    </message>
    <message>
        <source>chờ: cổng từ chối kiosk</source>
        <translation>waits: the portal refuses the kiosk</translation>
    </message>
    <message>
        <source>%1 hồ sơ chờ vì đồng hồ sai.</source>
        <translation>Dossiers waiting because the clock is wrong: %1.</translation>
    </message>
    <message>
        <source>Chỉnh đồng hồ: nối mạng, hoặc gọi kỹ thuật.</source>
        <translation>Set the clock: connect the network, or call the technician.</translation>
    </message>
    <message>
        <source>Hồ sơ chờ lâu: đã hết %1 % thời gian dự kiến.</source>
        <translation>Dossiers wait long: %1 % of the planned time is over.</translation>
    </message>
    <message>
        <source>Kiểm tra mạng; nếu mất mạng lâu, chép ra USB.</source>
        <translation>Check the network; if it stays away, copy them to a stick.</translation>
    </message>
    <message>
        <source>Nhiều hồ sơ chưa gửi: %1 % sức chứa.</source>
        <translation>Many unsent dossiers: %1 % of what is planned for.</translation>
    </message>
    <message>
        <source>Đĩa sắp đầy: %1 %.</source>
        <translation>The disk is nearly full: %1 %.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật; nếu mất mạng lâu, chép ra USB.</source>
        <translation>Call the technician; if the network stays away, copy to a stick.</translation>
    </message>
    <message>
        <source>Lịch sử của hàng đợi không khớp với điều máy đã ghi.</source>
        <translation>The queue’s history is not what the machine recorded.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật: đăng ký lại với mã mới của tỉnh.</source>
        <translation>Call the technician: enrol again with a new code of the province.</translation>
    </message>
    <message>
        <source>Mã kiosk này đang có máy khác dùng.</source>
        <translation>Another machine uses this kiosk’s id.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật của tỉnh. Hồ sơ đã lưu vẫn được gửi.</source>
        <translation>Call the province’s technician. Saved dossiers are still sent.</translation>
    </message>
    <message>
        <source>Tỉnh không thấy được máy này (%1).</source>
        <translation>The province cannot see this machine (%1).</translation>
    </message>
    <message>
        <source>Báo kỹ thuật của tỉnh. Công dân vẫn nộp được.</source>
        <translation>Tell the province&apos;s technicians. Citizens can still file.</translation>
    </message>
    <message>
        <source>%1 hồ sơ chờ vì cổng từ chối tài khoản hoặc chứng thư của kiosk.</source>
        <translation>Dossiers waiting because the portal refuses the kiosk’s account or certificate: %1.</translation>
    </message>
    <message>
        <source>Gọi tỉnh để mở lại tài khoản hoặc cấp mã đăng ký mới, rồi gửi lại.</source>
        <translation>Ask the province to unlock the account or to give a new enrolment code, then send them again.</translation>
    </message>
    <message>
        <source>Hàng đợi cũ giữ lại từ lần khôi phục đã %1 ngày, còn giấy tờ của công dân.</source>
        <translation>A queue from before a restore is kept, with citizens’ papers in it. Days so far: %1.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật: đưa trở lại hoặc xóa (mục kiểm tra máy nêu cách).</source>
        <translation>Call the technician: put it back or delete it (the examination says how).</translation>
    </message>
    <message>
        <source>Chứng thư của kiosk đã hết hạn.</source>
        <translation>The kiosk’s certificate has expired.</translation>
    </message>
    <message>
        <source>Chứng thư của kiosk bị thu hồi, hoặc tỉnh không gia hạn.</source>
        <translation>The kiosk’s certificate was revoked, or the province does not renew it.</translation>
    </message>
    <message>
        <source>Chứng thư của kiosk còn %1 ngày mà chưa tự gia hạn được.</source>
        <translation>The kiosk’s certificate could not renew itself. Days left: %1.</translation>
    </message>
    <message>
        <source>Tỉnh không thấy được máy này: chứng thư của kiosk không được nhận.</source>
        <translation>The province cannot see this machine: the kiosk’s certificate is not accepted.</translation>
    </message>
    <message>
        <source>Tỉnh không thấy được máy này: chứng thư của máy chủ không khớp.</source>
        <translation>The province cannot see this machine: the server’s certificate does not match.</translation>
    </message>
    <message>
        <source>Tỉnh không thấy được máy này: máy chủ không cho ghi.</source>
        <translation>The province cannot see this machine: the server does not let it write.</translation>
    </message>
    <message>
        <source>Một máy khác đang báo về tỉnh bằng tên của máy này.</source>
        <translation>Another machine reports to the province under this machine’s name.</translation>
    </message>
    <message>
        <source>Máy không lấy được bản cập nhật: chứng thư của kiosk không được nhận.</source>
        <translation>The machine cannot fetch the update: the kiosk’s certificate is not accepted.</translation>
    </message>
    <message>
        <source>Máy không lấy được bản cập nhật: máy chủ từ chối kiosk.</source>
        <translation>The machine cannot fetch the update: the server refuses the kiosk.</translation>
    </message>
    <message>
        <source>Máy không lấy được bản cập nhật: chứng thư của máy chủ không khớp.</source>
        <translation>The machine cannot fetch the update: the server’s certificate does not match.</translation>
    </message>
    <message>
        <source>Máy không lấy được bản cập nhật: đĩa gần đầy.</source>
        <translation>The machine cannot fetch the update: the disk is nearly full.</translation>
    </message>
    <message>
        <source>Máy không lấy được bản cập nhật của tỉnh (%1).</source>
        <translation>The machine cannot fetch the province&apos;s settings (%1).</translation>
    </message>
    <message>
        <source>Máy báo: %1.</source>
        <translation>The machine says: %1.</translation>
    </message>
    <message>
        <source>Gọi kỹ thuật và đọc dòng này.</source>
        <translation>Call the technician and read this line out.</translation>
    </message>
    <message>
        <source>Máy in chưa in được.</source>
        <translation>The printer cannot print.</translation>
    </message>
    <message>
        <source>Mở mục thay giấy in.</source>
        <translation>Open “Change the paper”.</translation>
    </message>
    <message>
        <source>Máy quét chưa dùng được.</source>
        <translation>The scanner cannot be used.</translation>
    </message>
    <message>
        <source>Kiểm tra nguồn, nắp và dây của máy quét.</source>
        <translation>Check the scanner’s power, lid and cable.</translation>
    </message>
    <message>
        <source>Đầu đọc mã chưa dùng được.</source>
        <translation>The code reader cannot be used.</translation>
    </message>
    <message>
        <source>Rút ra cắm lại đầu đọc mã.</source>
        <translation>Unplug the code reader and plug it in again.</translation>
    </message>
    <message>
        <source>Dịch vụ gửi hồ sơ không chạy.</source>
        <translation>The delivery service is not running.</translation>
    </message>
    <message>
        <source>Tắt bật máy; nếu vẫn vậy, gọi kỹ thuật. Công dân vẫn nộp được.</source>
        <translation>Switch the machine off and on; if it stays so, call the technician. People can still file.</translation>
    </message>
    <message>
        <source>chờ gửi</source>
        <translation>waits to be sent</translation>
    </message>
    <message>
        <source>đang gửi</source>
        <translation>being sent</translation>
    </message>
    <message>
        <source>đã gửi tệp, chờ nộp</source>
        <translation>files sent, not yet filed</translation>
    </message>
    <message>
        <source>cổng đã nhận</source>
        <translation>the portal has it</translation>
    </message>
    <message>
        <source>cổng đã nhận, máy đã xóa</source>
        <translation>the portal has it, deleted here</translation>
    </message>
    <message>
        <source>chờ gửi lại</source>
        <translation>waits for another try</translation>
    </message>
    <message>
        <source>chờ: đồng hồ sai</source>
        <translation>waits: wrong clock</translation>
    </message>
    <message>
        <source>bị từ chối, cần người xem</source>
        <translation>refused, needs a person</translation>
    </message>
    <message>
        <source>hỏng trên đĩa, cần người xem</source>
        <translation>damaged on the disk, needs a person</translation>
    </message>
    <message>
        <source>đã rút</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>đã xóa khỏi máy</source>
        <translation>erased from this machine</translation>
    </message>
    <message>
        <source>đã trả cho công dân</source>
        <translation>returned to the citizen</translation>
    </message>
    <message>
        <source>mất mạng hoặc cổng không trả lời: tự gửi khi có mạng</source>
        <translation>no network, or the portal does not answer: sent by itself once there is one</translation>
    </message>
    <message>
        <source>mạng đòi đăng nhập: dùng mạng khác</source>
        <translation>the network asks for a sign-in: use another one</translation>
    </message>
    <message>
        <source>chứng thư của cổng không khớp, máy chưa gửi gì: gọi kỹ thuật</source>
        <translation>the portal&apos;s certificate does not match, nothing was sent: call the technician</translation>
    </message>
    <message>
        <source>đồng hồ của máy lệch: nối mạng, hoặc gọi kỹ thuật</source>
        <translation>this machine&apos;s clock is off: connect the network, or call the technician</translation>
    </message>
    <message>
        <source>chứng thư của kiosk hết hạn, bị thu hồi hoặc không được nhận: gọi kỹ thuật, xin tỉnh mã mới</source>
        <translation>the kiosk’s certificate has expired, was revoked or is not accepted: call the technician, ask the province for a new code</translation>
    </message>
    <message>
        <source>cổng từ chối tài khoản của kiosk: gọi tỉnh</source>
        <translation>the portal refuses this kiosk&apos;s account: call the province</translation>
    </message>
    <message>
        <source>cổng không cho kiosk này gửi: gọi tỉnh</source>
        <translation>the portal does not let this kiosk send: call the province</translation>
    </message>
    <message>
        <source>cổng yêu cầu chờ: tự gửi lại</source>
        <translation>the portal asks to wait: sent again by itself</translation>
    </message>
    <message>
        <source>cổng đang bận hoặc lỗi: tự gửi lại</source>
        <translation>the portal is busy or ill: sent again by itself</translation>
    </message>
    <message>
        <source>cổng trả lời không đọc được: tự gửi lại</source>
        <translation>the portal&apos;s answer cannot be read: sent again by itself</translation>
    </message>
    <message>
        <source>hồ sơ lớn hơn mức cổng nhận: báo người phụ trách Một cửa</source>
        <translation>larger than the portal takes: tell whoever is in charge of the one-stop counter</translation>
    </message>
    <message>
        <source>cổng không nhận nội dung: báo người phụ trách Một cửa</source>
        <translation>the portal refuses the content: tell whoever is in charge of the one-stop counter</translation>
    </message>
    <message>
        <source>số cổng cấp là của hồ sơ khác: máy đăng ký lại; lặp lại thì gọi tỉnh</source>
        <translation>the portal&apos;s record is another dossier&apos;s: registered anew; if it happens again, call the province</translation>
    </message>
    <message>
        <source>cổng làm mất bản ghi: máy đăng ký lại; lặp lại thì gọi tỉnh</source>
        <translation>the portal lost the record: registered anew; if it happens again, call the province</translation>
    </message>
    <message>
        <source>số hồ sơ đã thuộc về hồ sơ khác: gọi kỹ thuật</source>
        <translation>its number is another dossier&apos;s: call the technician</translation>
    </message>
    <message>
        <source>cổng chưa cấp số hồ sơ: tự gửi lại, hoặc kỹ thuật nhập số do Một cửa cấp</source>
        <translation>the portal has given no number yet: sent again by itself, or the technician enters the one-stop counter&apos;s</translation>
    </message>
    <message>
        <source>chờ hồ sơ gốc gửi xong: không cần làm gì</source>
        <translation>waits until the dossier it is about was sent: nothing to do</translation>
    </message>
    <message>
        <source>máy vừa dừng giữa chừng: tự gửi lại</source>
        <translation>the machine stopped in between: sent again by itself</translation>
    </message>
    <message>
        <source>phần đã lưu bị hỏng trên đĩa, đừng xóa gì: gọi kỹ thuật của tỉnh</source>
        <translation>a stored part is damaged on the disk, delete nothing: call the province&apos;s technician</translation>
    </message>
    <message>
        <source>chưa xác thực được ai yêu cầu, gửi lại không được: mời công dân đăng nhập và yêu cầu lại, hoặc làm ở Một cửa</source>
        <translation>nothing proves who asked, and sending it again is no help: have the citizen sign in and ask again, or do it at the counter</translation>
    </message>
    <message>
        <source>cổng báo ngày hẹn trả không thể có, máy không in: báo Một cửa sửa trên cổng</source>
        <translation>the portal told a due date that cannot be, nothing was printed: tell the counter to mend it at the portal</translation>
    </message>
    <message>
        <source>cơ quan ghi trong hàng đợi khác với hồ sơ, máy chưa gửi gì: gọi kỹ thuật</source>
        <translation>the queue names another authority than the dossier; nothing was sent: call the technician</translation>
    </message>
</context>
<context>
    <name>ServiceCheckScreen</name>
    <message>
        <source>Kiểm tra máy</source>
        <translation>Check the machine</translation>
    </message>
    <message>
        <source>Đang kiểm tra: mạng, đồng hồ, đĩa, hàng đợi, chứng thư…</source>
        <translation>Checking network, clock, disk, queue, certificates…</translation>
    </message>
    <message>
        <source>Cắm USB vào bây giờ. Đang ghi biên bản thì đừng rút…</source>
        <translation>Plug the USB stick in now. Do not pull it out while the report is written…</translation>
    </message>
    <message numerus="yes">
        <source>Có %n chỗ hỏng, %1 chỗ cần để ý.</source>
        <translation>
            <numerusform>%n thing does not work. Needing attention: %1.</numerusform>
            <numerusform>%n things do not work. Needing attention: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Máy chạy được; có %n chỗ cần để ý.</source>
        <translation>
            <numerusform>The machine works; %n thing needs attention.</numerusform>
            <numerusform>The machine works; %n things need attention.</numerusform>
        </translation>
    </message>
    <message>
        <source>Máy tốt.</source>
        <translation>The machine is well.</translation>
    </message>
    <message numerus="yes">
        <source>Không thấy chỗ hỏng; còn %n thứ chưa ai thử.</source>
        <translation>
            <numerusform>Nothing is broken; %n thing was not tried by anybody yet.</numerusform>
            <numerusform>Nothing is broken; %n things were not tried by anybody yet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ghi biên bản nghiệm thu ra USB</source>
        <translation>Write the acceptance report to a USB stick</translation>
    </message>
    <message>
        <source>Kiểm tra lại</source>
        <translation>Check again</translation>
    </message>
</context>
<context>
    <name>ServiceDevicesScreen</name>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Đầu đọc mã</source>
        <translation>Code reader</translation>
    </message>
    <message>
        <source>Thử thiết bị</source>
        <translation>Try the devices</translation>
    </message>
    <message>
        <source>Đưa một mã bất kỳ vào đầu đọc để thử; máy không giữ nội dung mã. Máy quét: đặt tờ thử (kioskctl test-sheet) như khi quét giấy tờ.</source>
        <translation>Hold any code to the reader to try it; its content is not kept. Scanner: lay the test sheet (kioskctl test-sheet) in as papers are.</translation>
    </message>
    <message>
        <source>Đang quét tờ thử…</source>
        <translation>Scanning the test sheet…</translation>
    </message>
    <message>
        <source>Quét tờ thử</source>
        <translation>Scan the test sheet</translation>
    </message>
    <message>
        <source>sẵn sàng</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>%1: sẵn sàng</source>
        <translation>%1: ready</translation>
    </message>
    <message>
        <source>In phiếu thử</source>
        <translation>Print a test slip</translation>
    </message>
    <message>
        <source>Phát tiếng thử</source>
        <translation>Play a test sound</translation>
    </message>
</context>
<context>
    <name>ServiceEntryScreen</name>
    <message>
        <source>Chế độ dịch vụ</source>
        <translation>Service mode</translation>
    </message>
    <message>
        <source>Nhập mã PIN, hoặc đưa thẻ cán bộ trước ô đọc mã.</source>
        <translation>Type your PIN, or hold a staff badge before the reader.</translation>
    </message>
    <message>
        <source>Nhập mã PIN của cán bộ hoặc kỹ thuật viên.</source>
        <translation>Type the PIN of staff or technician.</translation>
    </message>
    <message>
        <source>Vào</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
    <message numerus="yes">
        <source>Đã nhập %n chữ số</source>
        <translation>
            <numerusform>%n digit typed</numerusform>
            <numerusform>%n digits typed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServiceLogScreen</name>
    <message>
        <source>Nhật ký máy</source>
        <translation>Log of the machine</translation>
    </message>
    <message>
        <source>Dòng mới ở trên. Những gì có thể là của công dân đã được lược bỏ.</source>
        <translation>Newest first. Whatever might be a citizen’s was left out.</translation>
    </message>
    <message>
        <source>Đang đọc nhật ký…</source>
        <translation>Reading the log…</translation>
    </message>
    <message>
        <source>Chưa có dòng nào.</source>
        <translation>There are no lines.</translation>
    </message>
</context>
<context>
    <name>ServiceMenuScreen</name>
    <message>
        <source>Kiểm tra máy</source>
        <translation>Check the machine</translation>
    </message>
    <message>
        <source>Hồ sơ trong máy</source>
        <translation>Dossiers in the machine</translation>
    </message>
    <message>
        <source>Thay giấy in</source>
        <translation>Change the paper</translation>
    </message>
    <message>
        <source>Thử thiết bị</source>
        <translation>Try the devices</translation>
    </message>
    <message>
        <source>Tin của tỉnh</source>
        <translation>Messages of the province</translation>
    </message>
    <message>
        <source>Nhật ký máy</source>
        <translation>Log of the machine</translation>
    </message>
    <message>
        <source>Chép hồ sơ ra USB</source>
        <translation>Copy dossiers to a stick</translation>
    </message>
    <message>
        <source>Cài đặt máy</source>
        <translation>Set up the machine</translation>
    </message>
    <message>
        <source>Chế độ dịch vụ</source>
        <translation>Service mode</translation>
    </message>
    <message>
        <source>%1, kỹ thuật viên</source>
        <translation>%1, technician</translation>
    </message>
    <message>
        <source>%1, cán bộ quầy</source>
        <translation>%1, staff of the counter</translation>
    </message>
    <message>
        <source>Kết thúc</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Đang hỏi máy…</source>
        <translation>Asking the machine…</translation>
    </message>
    <message>
        <source>Máy đang đóng: công dân chưa làm gì được.</source>
        <translation>The kiosk is closed: people can do nothing here.</translation>
    </message>
    <message>
        <source>Không có gì cần làm.</source>
        <translation>Nothing needs to be done.</translation>
    </message>
    <message>
        <source>Mở máy cho công dân</source>
        <translation>Open to the public</translation>
    </message>
    <message>
        <source>Đóng máy</source>
        <translation>Close the kiosk</translation>
    </message>
</context>
<context>
    <name>ServiceNoticesScreen</name>
    <message>
        <source>Tin của tỉnh</source>
        <translation>Messages of the province</translation>
    </message>
    <message>
        <source>Chưa có tin nào.</source>
        <translation>There are no messages.</translation>
    </message>
</context>
<context>
    <name>ServicePanelScreen</name>
    <message>
        <source>Đo màn hình bằng thẻ</source>
        <translation>Measure the panel with a card</translation>
    </message>
    <message>
        <source>Áp một thẻ căn cước lên kính, vào trong khung. Chỉnh đến khi khung vừa bằng thẻ.</source>
        <translation>Hold a citizen card to the glass, inside the frame. Change the frame until it is as large as the card.</translation>
    </message>
    <message>
        <source>Hẹp hơn nhiều</source>
        <translation>Much narrower</translation>
    </message>
    <message>
        <source>Hẹp hơn ít</source>
        <translation>A little narrower</translation>
    </message>
    <message>
        <source>Rộng hơn nhiều</source>
        <translation>Much wider</translation>
    </message>
    <message>
        <source>Rộng hơn ít</source>
        <translation>A little wider</translation>
    </message>
    <message>
        <source>Đang ghi…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>Khung vừa bằng thẻ</source>
        <translation>The frame fits the card</translation>
    </message>
</context>
<context>
    <name>ServicePaperScreen</name>
    <message>
        <source>Mở nắp máy in.</source>
        <translation>Open the printer’s cover.</translation>
    </message>
    <message>
        <source>Lấy lõi giấy cũ ra.</source>
        <translation>Take the old core out.</translation>
    </message>
    <message>
        <source>Đặt cuộn giấy mới, rộng 80 mm. Đầu giấy ra từ phía dưới, hướng về phía mình.</source>
        <translation>Put in a new roll, 80 mm wide. The paper comes from below, towards you.</translation>
    </message>
    <message>
        <source>Kéo đầu giấy ra khỏi mép một đoạn bằng ngón tay, rồi đóng nắp.</source>
        <translation>Pull the paper over the edge by a finger’s length, then close the cover.</translation>
    </message>
    <message>
        <source>In phiếu thử. Nếu phiếu trắng: cuộn giấy bị đặt ngược.</source>
        <translation>Print a test slip. If it is blank, the roll lies the wrong way round.</translation>
    </message>
    <message>
        <source>Thay giấy in: %1 trên %2</source>
        <translation>Change the paper: %1 of %2</translation>
    </message>
    <message>
        <source>Đã làm</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>In phiếu thử</source>
        <translation>Print a test slip</translation>
    </message>
    <message>
        <source>Máy in báo: sẵn sàng.</source>
        <translation>The printer says: ready.</translation>
    </message>
    <message>
        <source>Máy in báo: nắp đang mở.</source>
        <translation>The printer says: the cover is open.</translation>
    </message>
    <message>
        <source>Máy in báo: chưa có giấy.</source>
        <translation>The printer says: no paper.</translation>
    </message>
    <message>
        <source>Máy in báo: chưa sẵn sàng.</source>
        <translation>The printer says: not ready.</translation>
    </message>
    <message>
        <source>Đang in phiếu thử…</source>
        <translation>Printing the test slip…</translation>
    </message>
    <message>
        <source>Phiếu thử đã ra. Giấy đặt đúng.</source>
        <translation>The test slip is out. The paper lies right.</translation>
    </message>
</context>
<context>
    <name>ServicePlace</name>
    <message>
        <source>Mã kiosk (chữ hoa và số)</source>
        <translation>Kiosk code (capital letters and digits)</translation>
    </message>
    <message>
        <source>Cơ quan tiếp nhận</source>
        <translation>Receiving authority</translation>
    </message>
    <message>
        <source>Mã cơ quan trên cổng</source>
        <translation>Code of the authority at the portal</translation>
    </message>
    <message>
        <source>Điện thoại quầy (không bắt buộc)</source>
        <translation>Telephone of the counter (optional)</translation>
    </message>
    <message>
        <source>Địa chỉ cổng (https://…)</source>
        <translation>Address of the portal (https://…)</translation>
    </message>
    <message>
        <source>Địa chỉ dịch vụ định danh (https://…)</source>
        <translation>Address of the identity service (https://…)</translation>
    </message>
    <message>
        <source>Khóa khôi phục của tỉnh (age1…)</source>
        <translation>The province’s recovery key (age1…)</translation>
    </message>
    <message>
        <source>Tài khoản của kiosk trên cổng (để trống: giữ như cũ)</source>
        <translation>The kiosk’s account at the portal (empty: as before)</translation>
    </message>
    <message>
        <source>Mật khẩu của tài khoản</source>
        <translation>Password of the account</translation>
    </message>
</context>
<context>
    <name>ServicePlaceScreen</name>
    <message>
        <source>Khai báo kiosk này</source>
        <translation>Name this kiosk</translation>
    </message>
    <message>
        <source>Khi tỉnh không phát tệp. Hồ sơ trong máy được giữ nguyên.</source>
        <translation>Where the province gave no file. Dossiers in the machine stay as they are.</translation>
    </message>
    <message>
        <source>Đúng như trên giấy của tỉnh</source>
        <translation>As on the province&apos;s paper</translation>
    </message>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province or city</translation>
    </message>
    <message>
        <source>Chọn tỉnh, thành phố</source>
        <translation>Choose a province or city</translation>
    </message>
    <message>
        <source>Xã, phường, đặc khu</source>
        <translation>Commune or ward</translation>
    </message>
    <message>
        <source>Chọn xã, phường, đặc khu</source>
        <translation>Choose a commune, ward or special zone</translation>
    </message>
    <message>
        <source>Đang ghi cấu hình…</source>
        <translation>Writing the configuration…</translation>
    </message>
    <message>
        <source>Ghi cấu hình</source>
        <translation>Write the configuration</translation>
    </message>
</context>
<context>
    <name>ServiceQueueScreen</name>
    <message>
        <source>Hồ sơ trong máy</source>
        <translation>Dossiers in the machine</translation>
    </message>
    <message>
        <source>Mã và trạng thái. Nội dung hồ sơ đã niêm phong, không xem được ở đây.</source>
        <translation>Codes and states. What the dossiers say is sealed and cannot be seen here.</translation>
    </message>
    <message>
        <source>Đang hỏi máy…</source>
        <translation>Asking the machine…</translation>
    </message>
    <message>
        <source>Đã in mã, xin lấy phiếu.</source>
        <translation>The code is printed, please take the slip.</translation>
    </message>
    <message>
        <source>Đã đưa về đầu đường gửi.</source>
        <translation>Put back to be sent.</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ nào trong máy.</source>
        <translation>There is no dossier in the machine.</translation>
    </message>
    <message numerus="yes">
        <source>Gửi lại %n hồ sơ đang chờ</source>
        <translation>
            <numerusform>Send %n waiting dossier again</numerusform>
            <numerusform>Send %n waiting dossiers again</numerusform>
        </translation>
    </message>
    <message>
        <source>Đang in…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>In lại mã cho công dân</source>
        <translation>Print the code again for the citizen</translation>
    </message>
    <message>
        <source>Gửi lại hồ sơ này</source>
        <translation>Send this dossier again</translation>
    </message>
    <message>
        <source>Còn %1 hồ sơ nữa, xem bằng kioskctl queue list.</source>
        <translation>%1 more: see kioskctl queue list.</translation>
    </message>
</context>
<context>
    <name>ServiceSetupScreen</name>
    <message>
        <source>Đang tìm thiết bị…</source>
        <translation>Looking for devices…</translation>
    </message>
    <message>
        <source>Đang tìm sóng Wi-Fi…</source>
        <translation>Looking for Wi-Fi…</translation>
    </message>
    <message>
        <source>Đang nối Wi-Fi…</source>
        <translation>Joining the Wi-Fi…</translation>
    </message>
    <message>
        <source>Đang cài đặt theo mã…</source>
        <translation>Setting up from the code…</translation>
    </message>
    <message>
        <source>Cắm USB của tỉnh vào bây giờ. Máy thử bản mới khoảng hai phút, đừng rút…</source>
        <translation>Plug the province&apos;s USB stick in now. The machine tries the new settings for two minutes; do not pull it out…</translation>
    </message>
    <message>
        <source>Cắm USB của tỉnh vào bây giờ. Đang cài đặt thì đừng rút…</source>
        <translation>Plug the province’s stick in now. Leave it in while it is read…</translation>
    </message>
    <message>
        <source>Cài đặt máy</source>
        <translation>Set up the machine</translation>
    </message>
    <message>
        <source>Hồ sơ trong máy được giữ nguyên.</source>
        <translation>Dossiers in the machine are kept.</translation>
    </message>
    <message>
        <source>Đưa mã QR của tỉnh trước đầu đọc mã của kiosk.</source>
        <translation>Hold the province&apos;s QR code before the kiosk&apos;s code reader.</translation>
    </message>
    <message>
        <source>Đúng như trên giấy của tỉnh</source>
        <translation>As on the province&apos;s paper</translation>
    </message>
    <message>
        <source>Sóng %1 %</source>
        <translation>Signal %1 %</translation>
    </message>
    <message>
        <source>Mạng quá cũ (WEP), không an toàn: không nối</source>
        <translation>Too old a network (WEP), not safe: it is not joined</translation>
    </message>
    <message>
        <source>Tài khoản Wi-Fi</source>
        <translation>Wi-Fi account</translation>
    </message>
    <message>
        <source>Mật khẩu Wi-Fi</source>
        <translation>Wi-Fi password</translation>
    </message>
    <message>
        <source>Cách hỏi mật khẩu (phase 2), theo giấy của mạng</source>
        <translation>How the password is asked for (phase 2), as the network’s paper says</translation>
    </message>
    <message>
        <source>Chứng thư gốc trên USB</source>
        <translation>Root certificate on the USB stick</translation>
    </message>
    <message>
        <source>Tệp wifi-ca.pem; chạm Nối rồi mới cắm USB</source>
        <translation>File wifi-ca.pem; touch Join, then plug the stick in</translation>
    </message>
    <message>
        <source>Chứng thư công cộng</source>
        <translation>Public certificate</translation>
    </message>
    <message>
        <source>Gõ tên máy chủ, theo giấy của mạng</source>
        <translation>Type the name of the server, as the network’s paper says</translation>
    </message>
    <message>
        <source>Tên máy chủ</source>
        <translation>Name of the server</translation>
    </message>
    <message>
        <source>Nối</source>
        <translation>Join</translation>
    </message>
    <message>
        <source>Khai báo kiosk này</source>
        <translation>Name this kiosk</translation>
    </message>
    <message>
        <source>Chỉnh cảm ứng</source>
        <translation>Adjust the touch panel</translation>
    </message>
    <message>
        <source>Đo màn hình bằng thẻ</source>
        <translation>Measure the panel with a card</translation>
    </message>
    <message>
        <source>Tìm thiết bị</source>
        <translation>Look for devices</translation>
    </message>
    <message>
        <source>Chọn Wi-Fi</source>
        <translation>Choose a Wi-Fi</translation>
    </message>
    <message>
        <source>Cài đặt từ USB của tỉnh</source>
        <translation>Set up from the province’s stick</translation>
    </message>
    <message>
        <source>Cài đặt bằng mã QR của tỉnh</source>
        <translation>Set up with the province&apos;s QR code</translation>
    </message>
    <message>
        <source>Lấy bản cập nhật từ USB của tỉnh</source>
        <translation>Take new settings from the province&apos;s USB stick</translation>
    </message>
</context>
<context>
    <name>ServiceStickScreen</name>
    <message>
        <source>Chép hồ sơ ra USB</source>
        <translation>Copy dossiers to a stick</translation>
    </message>
    <message>
        <source>Những hồ sơ chưa gửi được chép ra, vẫn niêm phong. Máy vẫn tự gửi khi có mạng.</source>
        <translation>Unsent dossiers are copied, still sealed. The machine goes on sending by itself.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Cắm USB vào bây giờ. Đang chép thì đừng rút…</source>
        <translation>Plug the stick in now. Leave it in while it is written…</translation>
    </message>
</context>
<context>
    <name>ServiceTouchScreen</name>
    <message>
        <source>Chỉnh cảm ứng</source>
        <translation>Adjust the touch panel</translation>
    </message>
    <message>
        <source>Chạm lần lượt vào giữa năm dấu cộng, bằng một ngón. Để yên hai mươi giây là thôi.</source>
        <translation>Touch the middle of five crosses, one after the other, with one finger. Twenty seconds without a touch end it.</translation>
    </message>
    <message>
        <source>Đang ghi…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>Làm lại</source>
        <translation>Do it again</translation>
    </message>
    <message>
        <source>Bắt đầu</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Dấu thứ %1 trong %2</source>
        <translation>Cross %1 of %2</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Đăng nhập bằng mã QR</source>
        <translation>Sign in with a QR code</translation>
    </message>
    <message>
        <source>Mở ứng dụng VNeID, chạm vào Mã QR định danh, rồi đưa màn hình điện thoại trước ô đọc mã. Không có điện thoại thì đưa mã QR trên thẻ căn cước.</source>
        <translation>Open the VNeID app, touch the identity QR code, and hold the phone before the reader. Without a phone, show the QR code of your identity card.</translation>
    </message>
    <message>
        <source>Hình từ máy đọc mã</source>
        <translation>Picture from the reader</translation>
    </message>
    <message>
        <source>Đã đọc được mã. Đang kiểm tra…</source>
        <translation>The code was read. Checking…</translation>
    </message>
    <message>
        <source>Máy đọc mã đang không hoạt động. Ông/Bà vẫn nộp được: tự điền tờ khai, cán bộ xem giấy tờ tùy thân ở quầy. Hoặc thử đọc mã lại, hoặc gọi cán bộ.</source>
        <translation>The code reader does not work now. You can still file: fill in the form yourself, staff see your identity paper at the counter. Or try the reader again, or call staff.</translation>
    </message>
    <message>
        <source>Chưa thấy mã. Đưa điện thoại ra xa một chút, giữ yên, và tăng độ sáng màn hình. Quên mật khẩu VNeID thì chọn Quên mật khẩu trong ứng dụng, hoặc hỏi công an xã; hôm nay vẫn nộp được bằng thẻ căn cước hoặc nhờ cán bộ.</source>
        <translation>No code seen yet. Hold the phone a little farther away, keep it still, and turn its brightness up. If you forgot your VNeID password, choose Quên mật khẩu in the app, or ask the commune police; today you can still go on with your identity card or with an official.</translation>
    </message>
    <message>
        <source>Đã đọc thẻ của: %1, sinh %2, bốn số cuối %3. Nếu đúng, xin bấm Tiếp tục. Mã trên thẻ chỉ giúp điền sẵn; danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.</source>
        <translation>Card read: %1, born %2, last four digits %3. If that is right, go on. The code of a card only helps to fill in the form; your identity will be checked when the dossier is received.</translation>
    </message>
    <message>
        <source>Đã nhận mã VNeID nhưng hiện chưa kiểm tra được vì không có kết nối. Ông/Bà vẫn nộp được: xin tự điền tờ khai, danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.</source>
        <translation>The VNeID code was taken but cannot be checked now. You can still file: please fill in the form yourself; your identity will be checked when the dossier is received.</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Thử đọc mã lại</source>
        <translation>Try the reader again</translation>
    </message>
    <message>
        <source>Đưa mã khác</source>
        <translation>Show another code</translation>
    </message>
    <message>
        <source>Tự điền tờ khai, cán bộ kiểm tra sau</source>
        <translation>Fill in the form, staff check later</translation>
    </message>
    <message>
        <source>Không có điện thoại và thẻ: nhờ cán bộ</source>
        <translation>No phone and no card: ask staff</translation>
    </message>
    <message>
        <source>Gọi cán bộ</source>
        <translation>Call staff</translation>
    </message>
    <message>
        <source>Đặt thẻ lên ô đọc chip và để yên: máy đọc đúng dữ liệu của cơ quan cấp thẻ. Không đặt được thì bấm Tiếp tục.</source>
        <translation>Lay the card on the chip reader and leave it there: the machine reads the data that the issuing authority signed. If you cannot, touch Continue.</translation>
    </message>
    <message>
        <source>Đã đọc chip và kiểm tra chữ ký của cơ quan cấp thẻ: %1, sinh %2, bốn số cuối %3. Xin lấy thẻ lại; nếu đúng, bấm Tiếp tục. Cán bộ sẽ so thẻ với người nộp.</source>
        <translation>The chip was read, and the signature of the issuing authority is right: %1, born %2, last four digits %3. Please take your card; if it is right, touch Continue. An official will compare the card with you.</translation>
    </message>
    <message>
        <source>Đang đọc chip, xin để yên thẻ: %1%</source>
        <translation>Reading the chip, please leave the card: %1%</translation>
    </message>
    <message>
        <source>Đọc chip lại</source>
        <translation>Read the chip again</translation>
    </message>
    <message>
        <source>Dùng điện thoại quét mã trên màn hình</source>
        <translation>Scan a code on this screen with your phone</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Đang xử lý</source>
        <translation>Working</translation>
    </message>
</context>
<context>
    <name>StaffCheckScreen</name>
    <message>
        <source>Mời cán bộ xác nhận</source>
        <translation>Please ask an official to confirm</translation>
    </message>
    <message>
        <source>Cán bộ xem giấy tờ tùy thân của người nộp, rồi đưa mã trên thẻ cán bộ trước ô đọc mã.</source>
        <translation>The official looks at your identity paper, then holds the code of the staff badge before the reader.</translation>
    </message>
    <message>
        <source>Sinh %1, số định danh %2</source>
        <translation>Born %1, personal id %2</translation>
    </message>
    <message>
        <source>Số định danh %1</source>
        <translation>Personal id %1</translation>
    </message>
    <message>
        <source>Đọc từ chip của thẻ: dữ liệu là của cơ quan cấp thẻ. Xin so ảnh trên thẻ với người nộp.</source>
        <translation>Read from the chip: the data are the issuing authority&apos;s. Please compare the photo on the card with the applicant.</translation>
    </message>
    <message>
        <source>Đọc từ mã in trên thẻ, máy không tự kiểm tra được. Xin so thẻ với người nộp.</source>
        <translation>Read from the printed code, which the machine cannot check. Please compare the card with the applicant.</translation>
    </message>
    <message>
        <source>Mã VNeID chưa kiểm tra được. Xin so giấy tờ với người nộp.</source>
        <translation>The VNeID code could not be checked. Please compare the papers with the applicant.</translation>
    </message>
    <message>
        <source>Người nộp tự điền. Xin so giấy tờ với người nộp.</source>
        <translation>Filled in by hand. Please compare the papers with the applicant.</translation>
    </message>
    <message>
        <source>Hình từ máy đọc mã</source>
        <translation>Picture from the reader</translation>
    </message>
    <message>
        <source>Đang kiểm tra thẻ cán bộ…</source>
        <translation>Checking the badge…</translation>
    </message>
    <message>
        <source>Chưa có cán bộ thì vẫn nộp được ngay: danh tính sẽ được kiểm tra ở quầy.</source>
        <translation>If no official is free you can send it now: your identity is checked at the counter.</translation>
    </message>
    <message>
        <source>Máy đọc mã đang không hoạt động. Vẫn nộp được ngay: danh tính sẽ được kiểm tra ở quầy.</source>
        <translation>The reader does not work. You can send it now: your identity is checked at the counter.</translation>
    </message>
    <message>
        <source>Chứng thực bản sao phải có tài khoản VNeID, hoặc có cán bộ nhìn thấy người yêu cầu. Không có cán bộ, xin quay lại đăng nhập VNeID, hoặc mang bản chính đến quầy.</source>
        <translation>A certified copy needs a VNeID account, or staff who see who asks. If no staff is there, please go back and sign in with VNeID, or bring the original to the counter.</translation>
    </message>
    <message>
        <source>Gọi cán bộ</source>
        <translation>Call an official</translation>
    </message>
    <message>
        <source>Nộp không cần cán bộ lúc này</source>
        <translation>Send it without an official</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message numerus="yes">
        <source>Có %n chỗ cần xem lại.</source>
        <translation>
            <numerusform>%n place needs another look.</numerusform>
            <numerusform>%n places need another look.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextEntry</name>
    <message>
        <source>Xóa hết chữ trong ô</source>
        <translation>Clear the box</translation>
    </message>
</context>
<context>
    <name>VisitDayScreen</name>
    <message>
        <source>Ông/Bà muốn đến buổi nào?</source>
        <translation>When would you like to come?</translation>
    </message>
    <message>
        <source>Chạm một buổi. Quầy xem rồi mới xác nhận và định giờ.</source>
        <translation>Touch a half day. The counter looks at it, confirms it and names a time.</translation>
    </message>
    <message>
        <source>Chưa biết ngày nào quầy mở cửa. Xin hỏi quầy.</source>
        <translation>It is not known when the counter is open. Please ask there.</translation>
    </message>
</context>
<context>
    <name>VisitDays</name>
    <message>
        <source>Thứ Hai, %1</source>
        <translation>Monday, %1</translation>
    </message>
    <message>
        <source>Thứ Ba, %1</source>
        <translation>Tuesday, %1</translation>
    </message>
    <message>
        <source>Thứ Tư, %1</source>
        <translation>Wednesday, %1</translation>
    </message>
    <message>
        <source>Thứ Năm, %1</source>
        <translation>Thursday, %1</translation>
    </message>
    <message>
        <source>Thứ Sáu, %1</source>
        <translation>Friday, %1</translation>
    </message>
    <message>
        <source>Thứ Bảy, %1</source>
        <translation>Saturday, %1</translation>
    </message>
    <message>
        <source>Chủ nhật, %1</source>
        <translation>Sunday, %1</translation>
    </message>
    <message>
        <source>Sáng: %1</source>
        <translation>Morning: %1</translation>
    </message>
    <message>
        <source>Chiều: %1</source>
        <translation>Afternoon: %1</translation>
    </message>
</context>
<context>
    <name>VoiceScreen</name>
    <message>
        <source>Dùng bản ghi này</source>
        <translation>Use this recording</translation>
    </message>
    <message>
        <source>Máy đang ghi, xin nói</source>
        <translation>Recording, please speak</translation>
    </message>
    <message>
        <source>Nói điều Ông/Bà muốn phản ánh</source>
        <translation>Say what you want to report</translation>
    </message>
    <message>
        <source>Đã ghi lời Ông/Bà</source>
        <translation>Your words are recorded</translation>
    </message>
    <message>
        <source>Đứng gần máy, nói vừa phải. Nhiều nhất %1.</source>
        <translation>Stand close and speak normally. At most %1.</translation>
    </message>
    <message>
        <source>Còn nói được %1.</source>
        <translation>%1 left.</translation>
    </message>
    <message>
        <source>Đã ghi %1. Nghe lại, nói lại hoặc xóa được.</source>
        <translation>%1 recorded. You can listen, record again or delete it.</translation>
    </message>
    <message>
        <source>Nói lại từ đầu</source>
        <translation>Record again</translation>
    </message>
    <message>
        <source>Bắt đầu nói</source>
        <translation>Start recording</translation>
    </message>
    <message>
        <source>Nói xong</source>
        <translation>Stop recording</translation>
    </message>
    <message>
        <source>Dừng nghe</source>
        <translation>Stop listening</translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>Nghe lại</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Xóa bản ghi</source>
        <translation>Delete the recording</translation>
    </message>
    <message>
        <source>Máy chỉ ghi khi Ông/Bà chạm nút. Giọng nói có thể cho biết Ông/Bà là ai, kể cả khi không nêu tên. Không muốn vậy, xin viết.</source>
        <translation>It records only after you touch the button. Your voice may tell who you are even if you give no name. If you do not want that, please write.</translation>
    </message>
</context>
<context>
    <name>WelcomeScreen</name>
    <message>
        <source>Giấy in sắp hết.</source>
        <translation>The printer’s paper is running low.</translation>
    </message>
    <message>
        <source>Hôm nay máy chưa in được phiếu. Mã hồ sơ hiện trên màn hình, xin ghi hoặc chụp lại.</source>
        <translation>The kiosk cannot print slips now. The code is shown on the screen: please write it down or take a picture.</translation>
    </message>
    <message>
        <source>Máy quét đang hỏng: việc phải quét giấy tờ hôm nay xin làm ở quầy.</source>
        <translation>The scanner does not work: what needs papers scanned, please do at the counter today.</translation>
    </message>
    <message>
        <source>Đầu đọc mã đang hỏng: chưa đăng nhập được bằng mã QR.</source>
        <translation>The code reader does not work: signing in by a QR code is not possible now.</translation>
    </message>
    <message>
        <source>%1 cần gì nữa không?</source>
        <translation>%1, what else do you need?</translation>
    </message>
    <message>
        <source>Ông/Bà cần gì?</source>
        <translation>What do you need?</translation>
    </message>
    <message>
        <source>Máy đang tạm ngừng</source>
        <translation>This machine is paused</translation>
    </message>
    <message>
        <source>Chạm vào màn hình để bắt đầu</source>
        <translation>Touch the screen to begin</translation>
    </message>
    <message>
        <source>Chạm vào việc cần làm. Máy hướng dẫn từng bước.</source>
        <translation>Touch what you need. The machine guides you step by step.</translation>
    </message>
    <message>
        <source>Máy đang tạm ngừng nhận hồ sơ. Xin đến quầy tiếp nhận hoặc gọi số %1.</source>
        <translation>This machine takes no dossiers at the moment. Please go to the counter or call %1.</translation>
    </message>
    <message>
        <source>Quầy đang nghỉ. Máy nhận hồ sơ lại lúc %1.</source>
        <translation>The counter is closed. The kiosk takes dossiers again at %1.</translation>
    </message>
    <message>
        <source>Máy đang tạm ngừng nhận hồ sơ. Xin đến quầy tiếp nhận.</source>
        <translation>This machine takes no dossiers at the moment. Please go to the counter.</translation>
    </message>
    <message>
        <source>Hiện chưa có mạng. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.</source>
        <translation>There is no connection now. You can still file: the dossier is kept and sent by itself later.</translation>
    </message>
    <message>
        <source>Mất mạng từ %1. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.</source>
        <translation>No network since %1. You can still file: the dossier is kept and sent by itself once there is a network.</translation>
    </message>
    <message>
        <source>Giờ làm việc của quầy: %1.</source>
        <translation>The counter is open %1.</translation>
    </message>
    <message>
        <source>Quầy đang nghỉ, mở lại lúc %1.</source>
        <translation>The counter is closed and opens at %1.</translation>
    </message>
    <message>
        <source>Máy vẫn nhận hồ sơ; việc cần gặp cán bộ xin đến trong giờ.</source>
        <translation>The kiosk still takes dossiers; for what needs an officer please come in its hours.</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Việc khác: xem mục “Hỏi trước khi làm thủ tục”.</source>
        <translation>Anything else: see “Ask before you apply”.</translation>
    </message>
    <message>
        <source>Bắt đầu</source>
        <translation>Begin</translation>
    </message>
    <message numerus="yes">
        <source>Có %n việc Ông/Bà đến lúc phải làm</source>
        <translation>
            <numerusform>One thing is due to you</numerusform>
            <numerusform>%n things are due to you</numerusform>
        </translation>
    </message>
    <message>
        <source>Nộp hồ sơ</source>
        <translation>File a dossier</translation>
    </message>
</context>
<context>
    <name>WhoHelpsScreen</name>
    <message>
        <source>Ai giúp Ông/Bà?</source>
        <translation>Who helps you?</translation>
    </message>
    <message>
        <source>Máy ghi lại người giúp để gửi kèm hồ sơ. Người nộp vẫn là Ông/Bà.</source>
        <translation>Who helps is noted and sent with the dossier. It is still you who files.</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Cán bộ giúp: đưa mã trên thẻ cán bộ trước ô đọc mã.</source>
        <translation>Staff: hold the code of your badge before the reader.</translation>
    </message>
    <message>
        <source>Đang kiểm tra thẻ cán bộ…</source>
        <translation>Checking the badge…</translation>
    </message>
    <message>
        <source>Người thân, người quen giúp: ghi họ tên, hoặc đưa thẻ căn cước của họ trước ô đọc mã.</source>
        <translation>Somebody you know: write their name, or hold their identity card before the reader.</translation>
    </message>
    <message>
        <source>Người thân, người quen giúp: ghi họ tên.</source>
        <translation>Somebody you know: write their name.</translation>
    </message>
    <message>
        <source>Người giúp là gì của Ông/Bà?</source>
        <translation>What are they to you?</translation>
    </message>
    <message>
        <source>Không có ai giúp</source>
        <translation>Nobody helps</translation>
    </message>
</context>
<context>
    <name>WithdrawalScreen</name>
    <message>
        <source>Rút hồ sơ này?</source>
        <translation>Withdraw this dossier?</translation>
    </message>
    <message>
        <source>Gửi yêu cầu rút</source>
        <translation>Ask to withdraw</translation>
    </message>
    <message>
        <source>Mã hồ sơ %1</source>
        <translation>Dossier code %1</translation>
    </message>
    <message>
        <source>Cán bộ xem yêu cầu rồi trả lại hồ sơ. Khi đã rút, cơ quan không giải quyết nữa; muốn làm lại phải nộp hồ sơ mới. Phí đã nộp, xin hỏi quầy.</source>
        <translation>An officer looks at it and gives the dossier back. Once withdrawn it is not decided any more; to do it again a new dossier is needed. About fees already paid, please ask at the counter.</translation>
    </message>
</context>
</TS>
