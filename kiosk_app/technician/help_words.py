"""The Vietnamese of what the commands' help says: English, as it stands beside each command → Vietnamese.

`tests/technician/test_help.py` finds what is missing and what nobody says any more.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    "Looks after a kiosk: its queue, its devices, its configuration.": (
        "Chăm sóc kiosk: hàng đợi hồ sơ, thiết bị, cấu hình."
    ),
    "The kiosk's configuration.": "Cấu hình của kiosk.",
    "Do not ask again.": "Làm ngay, không hỏi lại.",
    "Write over a file of this name; what it holds is lost.": (
        "Ghi đè tệp đang mang tên này; nội dung cũ mất hẳn."
    ),
    "One JSON document instead of lines.": "In ra JSON thay cho từng dòng.",
    "One JSON document instead of a table.": "In ra JSON thay cho bảng.",
    "The province's public key (PEM).": "Khóa công khai của tỉnh (PEM).",
    # provision, enrol
    "Make this machine a kiosk: devices, network, secrets, configuration. Existing dossiers are kept.": (
        "Biến máy này thành kiosk: thiết bị, mạng, khóa, cấu hình. Hồ sơ đang có được giữ nguyên."
    ),
    "The province's signed file, its stick, or its QR code's text (-: input).": (
        "Tệp có chữ ký của tỉnh, USB của tỉnh, hoặc nội dung mã QR của tỉnh (-: đọc từ đầu vào)."
    ),
    "JSON with what would be asked (docs/FLEET.md).": "Tệp JSON trả lời sẵn các câu hỏi (docs/FLEET.md).",
    "Fingerprint on paper: takes the key that lies on the stick.": (
        "Dấu vân tay trên giấy của tỉnh: đúng thì nhận khóa nằm trên USB."
    ),
    "Which kiosk of the file this is.": "Máy này là kiosk nào trong tệp.",
    "Join a network of the file.": "Nối Wi-Fi ghi trong tệp.",
    "Look for devices.": "Tìm thiết bị.",
    "Start the services afterwards.": "Xong thì bật dịch vụ.",
    "Write below this folder instead of /: for preparing an image.": (
        "Ghi dưới thư mục này thay cho /: để chuẩn bị ảnh đĩa."
    ),
    "Get this kiosk its certificate. The key is made here, sealed, and never shown.": (
        "Lấy chứng thư cho kiosk này. Khóa được tạo trong máy, niêm phong, không bao giờ hiện ra."
    ),
    "A file with the code; else it is asked for.": "Tệp chứa mã một lần; không có thì máy hỏi.",
    "Draw the province's signed files as QR codes for the kiosks' own readers. Keep the paper like a key.": (
        "Vẽ các tệp có chữ ký của tỉnh thành mã QR để đầu đọc của kiosk đọc. Giữ tờ giấy như chìa khóa."
    ),
    "KIOSK.toml for each, its .sig beside it.": "Mỗi kiosk một tệp KIOSK.toml, tệp .sig nằm bên cạnh.",
    "The PDF to print, a page a kiosk.": "Tệp PDF để in, mỗi kiosk một trang.",
    # devices
    "List what is connected to this machine.": "Liệt kê những gì đang nối vào máy.",
    "Show or set where a touch lands. Crosses: 0.1,0.1 0.9,0.1 0.9,0.9 0.1,0.9 and 0.5,0.5 as the check.": (
        "Xem hoặc chỉnh chỗ chạm. Năm dấu cộng: 0.1,0.1 0.9,0.1 0.9,0.9 0.1,0.9 và 0.5,0.5 để kiểm tra."
    ),
    "Where five touches landed, as shares of the glass.": (
        "Năm chỗ đã chạm, tính theo phần của mặt kính (từ 0 đến 1)."
    ),
    "Take the panel as its maker made it.": "Bỏ chỉnh, dùng màn hình như lúc xuất xưởng.",
    "Show or set how wide the panel is, as measured.": "Xem hoặc ghi bề rộng đo được của màn hình.",
    "Visible width, by a ruler.": "Bề rộng nhìn thấy, đo bằng thước (mm).",
    "How wide the card had to be drawn to fit a real one.": (
        "Khung phải vẽ rộng bao nhiêu (mm) thì vừa bằng thẻ thật."
    ),
    "With --card-mm: the width it was drawn by.": "Cùng --card-mm: bề rộng màn hình (mm) dùng khi vẽ khung.",
    "Write whither this machine may go: portal and services, devices with an address, name servers.": (
        "Ghi những nơi máy được đi tới: cổng và các dịch vụ, thiết bị có địa chỉ mạng, máy chủ tên."
    ),
    "Only let apt out to its mirrors, for so long.": (
        "Chỉ mở đường cho apt tới kho của nó, trong chừng ấy phút."
    ),
    # doctor
    "Examine the whole machine. Exit code: 0 nothing failed, 1 something failed, 2 wrong configuration.": (
        "Kiểm tra cả máy. Mã kết thúc: 0 không có gì hỏng, 1 có chỗ hỏng, 2 cấu hình sai."
    ),
    "Ask for paper and codes; needs somebody there.": "Thử cả với giấy và mã: cần người đứng tại máy.",
    "Leave the devices alone: the screen that runs holds them.": (
        "Không đụng đến thiết bị: màn hình đang chạy giữ chúng."
    ),
    "With --machine: what the screen tried.": "Cùng --machine: những gì màn hình đã thử.",
    "With --hands: everything lies ready, do not ask.": "Cùng --hands: mọi thứ đã sẵn, không hỏi nữa.",
    "Print the findings as a slip.": "In kết quả ra phiếu.",
    "Write the acceptance report (PDF/A).": "Ghi biên bản nghiệm thu (PDF/A).",
    "Tell whether that kiosk signed exactly this acceptance report. Exit code: 0 it did, 1 it did not.": (
        "Cho biết đúng kiosk ấy có ký đúng biên bản này không. Mã kết thúc: 0 đúng, 1 không."
    ),
    "The report; its signature stands beside it (.sig).": "Biên bản; chữ ký nằm bên cạnh (.sig).",
    "Public key that `doctor --report` showed.": "Khóa công khai mà `doctor --report` đã hiện.",
    "Write the sheet by which `doctor` tests the scanner.": "Ghi tờ thử để `doctor` thử máy quét.",
    "The PDF to write; print it on A4 at 100 %.": "Tệp PDF cần ghi; in trên giấy A4, cỡ 100 %.",
    # badge
    "Make a badge whose QR code confirms, at the kiosk, that a member of staff saw the citizen. It also "
    "opens service mode for what staff may do; a PIN opens it for the person's role. Prints the code and "
    "what to add to `[staff] badges` of the configuration, which tells neither the secret nor the PIN.": (
        "Làm thẻ có mã QR: đưa trước kiosk là cán bộ xác nhận đã gặp công dân. Thẻ cũng mở chế độ dịch vụ "
        "cho việc của cán bộ; PIN mở theo vai trò của người ấy. In ra mã và dòng cần thêm vào "
        "`[staff] badges` của cấu hình; dòng ấy không để lộ bí mật của thẻ và PIN."
    ),
    "Short id, e.g. CB07: letters, digits, - and _.": "Mã ngắn, ví dụ CB07: chữ cái, chữ số, - và _.",
    "Name of the member of staff or technician.": "Tên cán bộ hoặc kỹ thuật viên.",
    "Write the QR code as PNG here, to print it.": "Ghi mã QR thành tệp PNG này, để in.",
    "What the PIN opens in service mode.": "PIN mở được gì trong chế độ dịch vụ.",
    "Ask for a PIN: it opens service mode on the screen.": "Hỏi mã PIN để vào chế độ dịch vụ trên màn hình.",
    # edition
    "What the province gives its kiosks together, signed and numbered.": (
        "Bản cập nhật tỉnh phát chung cho các kiosk, có chữ ký và số."
    ),
    "Take an edition; one that makes the kiosk ill is given back by itself. Dossiers are not touched.": (
        "Nhận một bản cập nhật; bản nào làm kiosk lỗi thì máy tự trở về bản trước. Hồ sơ không bị đụng đến."
    ),
    "The edition's file, or its stick.": "Tệp của bản cập nhật, hoặc USB chứa nó.",
    "Also one that is not this ring's turn, or that was given up.": (
        "Nhận cả khi chưa đến lượt vòng này, hoặc bản ấy đã bị bỏ."
    ),
    "Take what kiosk-sync fetched from the province, between two visits; started by its path unit.": (
        "Nhận bản kiosk-sync đã tải từ tỉnh, giữa hai lượt công dân; máy tự gọi lệnh này."
    ),
    "Give back what a power cut left half taken.": "Trở về bản trước khi mất điện giữa lúc nhận.",
    "Nothing runs yet that would have to be told.": "Lúc khởi động: chưa dịch vụ nào chạy để phải báo.",
    "Lay a signed edition where the kiosks of its rings look for it, at the province.": (
        "Tại tỉnh: đặt bản đã ký vào nơi kiosk của các vòng tìm đến."
    ),
    "edition-NUMBER.tar, its signature beside it.": "Tệp edition-SỐ.tar, chữ ký nằm bên cạnh.",
    "What the web server shows to kiosks.": "Thư mục mà máy chủ web đưa cho kiosk xem.",
    "Say which edition holds.": "Cho biết đang dùng bản cập nhật nào.",
    "Make an edition of a folder, at the province; the signature is made with openssl.": (
        "Tại tỉnh: đóng một thư mục thành bản cập nhật; ký bằng openssl."
    ),
    "edition.toml, settings.toml, catalogue/": "Thư mục có edition.toml, settings.toml, catalogue/",
    "edition-NUMBER.tar, to be signed.": "Tệp edition-SỐ.tar, để ký.",
    # bundle, recover, wipe
    "Pack what helps whoever helps from afar. Nothing of a citizen is in it.": (
        "Gói những gì giúp người hỗ trợ từ xa. Không có gì của công dân trong đó."
    ),
    "The file to write (tar.gz), e.g. on a stick.": "Tệp cần ghi (tar.gz), ví dụ trên USB.",
    "Open the dossiers of a broken kiosk with the province's key. The disk is only read.": (
        "Mở hồ sơ của một kiosk hỏng bằng khóa của tỉnh. Ổ đĩa chỉ bị đọc."
    ),
    "The mounted disk of the broken kiosk, or its queue's file.": (
        "Ổ đĩa đã gắn của kiosk hỏng, hoặc tệp hàng đợi của nó."
    ),
    "The province's recovery key (age).": "Khóa khôi phục của tỉnh (age).",
    "Folder for the dossiers; keep it like the papers.": "Thư mục để hồ sơ; giữ như giữ giấy tờ.",
    "Make this kiosk forget everything: keys, then queue. What is not sent yet is checked first.": (
        "Xóa sạch kiosk này: hủy khóa, rồi xóa hàng đợi. Hồ sơ chưa gửi được xét trước."
    ),
    "How many dossiers will be lost, if any; the exact number.": (
        "Chấp nhận mất đúng chừng này hồ sơ; phải ghi đúng số."
    ),
    # queue
    "The dossiers that wait, were sent, or need a person.": "Hồ sơ đang chờ, đã gửi, hoặc cần người xử lý.",
    "Show every dossier, oldest first.": "Liệt kê mọi hồ sơ, cũ nhất trước.",
    "Show one dossier: its parts and its history.": "Xem một hồ sơ: các phần và lịch sử của nó.",
    "Reference uid, provisional or official code.": "Mã tham chiếu, mã tạm hoặc mã hồ sơ chính thức.",
    "Reference uid or code.": "Mã tham chiếu hoặc mã hồ sơ.",
    'Reference uid or code, or "all".': 'Mã tham chiếu hoặc mã hồ sơ, hoặc "all": tất cả.',
    "Send a dossier again that waits, was refused or was quarantined.": (
        "Gửi lại hồ sơ đang chờ, bị từ chối hoặc đang bị giữ riêng."
    ),
    "Give a dossier a new code when its own turned out to be another dossier's, and send it again.": (
        "Cấp mã mới cho hồ sơ có mã trùng với hồ sơ khác, rồi gửi lại."
    ),
    "Give a dossier its official number where the portal hands out none, and send it.": (
        "Ghi số hồ sơ do Một cửa cấp khi cổng không cấp số, rồi gửi."
    ),
    "Official number that the one-stop counter gave it.": "Số hồ sơ chính thức do Một cửa cấp.",
    "Let this machine go on under the kiosk's id after the province saw a second holder of it.": (
        "Cho máy này tiếp tục dùng mã kiosk, sau khi tỉnh thấy có hai máy mang mã ấy."
    ),
    "Withdraw a dossier that the portal does not have yet: its papers are deleted, a record stays.": (
        "Rút hồ sơ cổng chưa nhận: giấy tờ bị xóa, nhật ký còn lại."
    ),
    "On whose word.": "Theo yêu cầu của ai.",
    "Erase what this kiosk still holds of a dossier; a record without the citizen stays.": (
        "Xóa những gì kiosk còn giữ của một hồ sơ; nhật ký còn lại không có tên công dân."
    ),
    "Close a dossier that the portal refused, once the citizen was told and has the papers.": (
        "Đóng hồ sơ bị cổng từ chối, sau khi đã báo và trả giấy tờ cho công dân."
    ),
    "Check the file, the audit log and every sealed part. Exit code 1 when something is damaged.": (
        "Kiểm tra tệp hàng đợi, nhật ký và mọi phần niêm phong. Mã kết thúc 1: có chỗ hỏng."
    ),
    "Write a backup while the kiosk goes on working. The parts stay sealed.": (
        "Sao lưu trong khi kiosk vẫn chạy. Các phần vẫn niêm phong."
    ),
    "A folder, or the file to write.": "Thư mục, hoặc tệp cần ghi.",
    "Put a backup in the queue's place. What stood there is kept beside it; the kiosk must be stopped. "
    "What the queue that stands there knows of the same dossiers is newer, and is carried into the backup.": (
        "Đưa bản sao lưu vào chỗ của hàng đợi; phải dừng kiosk trước. Tệp đang có được giữ bên cạnh. Hồ sơ "
        "có ở cả hai thì theo tình trạng mới hơn trong máy."
    ),
    "The file that `backup` wrote.": "Tệp do `backup` ghi.",
    "How many undelivered dossiers are not in the backup; the exact number.": (
        "Chấp nhận mất đúng chừng này hồ sơ chưa gửi mà bản sao không có; phải ghi đúng số."
    ),
    "How many dossiers of the backup may be sent again though nobody can tell what became of them since; the "
    "exact number.": (
        "Cho gửi lại đúng chừng này hồ sơ trong bản sao, dù không biết từ đó đến nay chúng ra sao; phải ghi "
        "đúng số."
    ),
    "Delete the queues that `restore` kept beside the one in use, with the sealed papers in them.": (
        "Xóa các hàng đợi cũ mà `restore` đã giữ bên cạnh, cùng giấy tờ niêm phong trong đó."
    ),
    "How many undelivered dossiers will be lost, if any; the exact number.": (
        "Chấp nhận mất đúng chừng này hồ sơ chưa gửi; phải ghi đúng số."
    ),
    "Delete those too of which nobody can tell what they hold.": "Xóa cả tệp không đọc được.",
    "Write what was not delivered to a stick: sealed, with a signed list. The kiosk goes on delivering.": (
        "Chép hồ sơ chưa gửi ra USB: niêm phong, kèm danh sách có chữ ký. Kiosk vẫn gửi tiếp."
    ),
    "A folder on a stick.": "Một thư mục trên USB.",
    "Write to the queue's own disk too.": "Cho ghi cả vào chính đĩa của hàng đợi.",
    "Take over another kiosk's dossiers; both may deliver them, the portal has each once.": (
        "Nhận hồ sơ của kiosk khác; cả hai cùng gửi thì cổng vẫn chỉ có mỗi hồ sơ một lần."
    ),
    "A folder that `export` wrote.": "Thư mục do `export` ghi.",
    "The other kiosk's key or the province's.": "Khóa của kiosk kia, hoặc của tỉnh.",
    "Public key that `export` showed.": "Khóa công khai mà `export` đã hiện.",
}
