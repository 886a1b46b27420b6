"""What `kioskctl` says of the queue in Vietnamese: states and reasons in the screen's words, errors by code.

A program's own word (a code, an English detail for who helps from afar) stands in parentheses behind it.
"""

from __future__ import annotations

from offline_queue.contract.clock import moment_from
from offline_queue.contract.envelope import EnvelopeError
from offline_queue.contract.errors import QueueError
from vietnam.time_zone import in_vietnam

STATES = {
    "queued": "chờ gửi",
    "sending": "đang gửi",
    "uploaded": "đã gửi tệp, chờ nộp",
    "accepted": "cổng đã nhận",
    "purged": "cổng đã nhận, máy đã xóa",
    "waiting": "chờ gửi lại",
    "blocked_credentials": "chờ: cổng từ chối kiosk",
    "blocked_clock": "chờ: đồng hồ sai",
    "rejected": "bị từ chối, cần người xem",
    "damaged": "hỏng trên đĩa, cần người xem",
}
"""By `DeliveryState`; the screen's words, which this program may not import."""
ENDINGS = {"withdrawn": "đã rút", "erased": "đã xóa khỏi máy", "returned": "đã trả cho công dân"}
"""By `Ending`."""
REASONS = {
    "unreachable": "mất mạng hoặc cổng không trả lời: tự gửi khi có mạng",
    "captive": "mạng đòi đăng nhập: dùng mạng khác",
    "untrusted": "chứng thư của cổng không khớp, máy chưa gửi gì: gọi kỹ thuật",
    "clock": "đồng hồ của máy lệch: nối mạng, hoặc gọi kỹ thuật",
    "certificate": "chứng thư của kiosk hết hạn, bị thu hồi hoặc không được nhận: gọi kỹ thuật, "
    "xin tỉnh mã mới",
    "credentials": "cổng từ chối tài khoản của kiosk: gọi tỉnh",
    "forbidden": "cổng không cho kiosk này gửi: gọi tỉnh",
    "throttled": "cổng yêu cầu chờ: tự gửi lại",
    "busy": "cổng đang bận hoặc lỗi: tự gửi lại",
    "nonsense": "cổng trả lời không đọc được: tự gửi lại",
    "too_large": "hồ sơ lớn hơn mức cổng nhận: báo người phụ trách Một cửa",
    "rejected": "cổng không nhận nội dung: báo người phụ trách Một cửa",
    "foreign_record": "số cổng cấp là của hồ sơ khác: máy đăng ký lại; lặp lại thì gọi tỉnh",
    "record_gone": "cổng làm mất bản ghi: máy đăng ký lại; lặp lại thì gọi tỉnh",
    "number_taken": "số hồ sơ đã thuộc về hồ sơ khác: gọi kỹ thuật",
    "no_number": "cổng chưa cấp số hồ sơ: tự gửi lại, hoặc kỹ thuật nhập số do Một cửa cấp",
    "target_waits": "chờ hồ sơ gốc gửi xong: không cần làm gì",
    "stopped": "máy vừa dừng giữa chừng: tự gửi lại",
    "envelope.damaged": "phần đã lưu bị hỏng trên đĩa, đừng xóa gì: gọi kỹ thuật của tỉnh",
    "unproven": "chưa xác thực được ai yêu cầu, gửi lại không được: mời công dân đăng nhập và yêu cầu lại, "
    "hoặc làm ở Một cửa",
    "due_date": "cổng báo ngày hẹn trả không thể có, máy không in: báo Một cửa sửa trên cổng",
    "misaddressed": "cơ quan ghi trong hàng đợi khác với hồ sơ, máy chưa gửi gì: gọi kỹ thuật",
}
"""By the word that a reason begins with; the screen's words."""
ERRORS = {
    "queue.error": "Hàng đợi báo lỗi; hồ sơ còn nguyên, gọi kỹ thuật của tỉnh",
    "queue.newer": "Hàng đợi do phần mềm mới hơn ghi: cài lại bản mới, hồ sơ còn nguyên",
    "queue.damaged": "Tệp hàng đợi hỏng hoặc không phải hàng đợi: đừng xóa gì, gọi kỹ thuật của tỉnh",
    "queue.full": "Đĩa đầy: giải phóng chỗ rồi làm lại, hồ sơ đã lưu còn nguyên",
    "queue.read_only": "Hàng đợi không ghi được: đĩa chỉ đọc hoặc sai quyền",
    "queue.replaced": "Tệp hàng đợi bị thay khi đang mở: khởi động lại kiosk-sync và kiosk",
    "queue.id_in_use": "Mã kiosk này đang có máy khác dùng: tắt máy kia rồi chạy kioskctl queue claim-id",
    "queue.busy": "Chương trình khác đang ghi hàng đợi: làm lại sau một phút",
    "queue.unavailable": "Không đọc hoặc ghi được tệp: đĩa hoặc USB còn đó không? Hồ sơ đã lưu không bị đổi",
    "queue.conflict": "Hồ sơ cùng mã nhưng khác nội dung đã có trong máy; hồ sơ trong máy giữ nguyên",
    "queue.inconsistent": "Hồ sơ thiếu hoặc thừa phần; chưa lưu gì",
    "queue.unknown": "Không có hồ sơ này trong hàng đợi: xem kioskctl queue list",
    "queue.transition": "Hồ sơ đang ở bước không cho làm việc này; chưa thay đổi gì",
    "queue.checked_in": "Lịch hẹn này đã lấy số; số cũ còn hiệu lực",
    "queue.restore_refused": "Bản sao này không thay được hàng đợi đang có; chưa thay đổi gì",
    "queue.restore_later": "Máy còn hồ sơ chưa gửi mà bản sao không có: gửi hoặc kioskctl queue export "
    "trước, hoặc thêm --lose với số hồ sơ; chưa thay đổi gì",
    "queue.restore_doubtful": "Không biết hồ sơ trong bản sao từ đó đến nay đã gửi, rút hay xóa chưa. Gửi "
    "lại thì cổng nhận ra hồ sơ cũ theo mã tham chiếu, trừ hồ sơ đã được đổi mã hoặc cấp số khác (thành "
    "hai hồ sơ ở cổng); hồ sơ đã rút cũng bị gửi. Đối chiếu với cổng trước, rồi thêm --resend với số hồ "
    "sơ; chưa thay đổi gì",
    "queue.restore_other": "Bản sao là của kiosk khác: hồ sơ của kiosk khác nhận bằng kioskctl queue import; "
    "chưa thay đổi gì",
    "envelope.error": "Hồ sơ đã niêm phong báo lỗi; gọi kỹ thuật của tỉnh",
    "envelope.key_format": "Tệp khóa không đúng dạng: cần khóa age (AGE-SECRET-KEY-…)",
    "envelope.no_key": "Không đọc được khóa: đúng tệp, và chạy bằng sudo chưa?",
    "envelope.wrong_key": "Khóa này không mở được hồ sơ: lấy khóa của kiosk đã lưu nó, "
    "hoặc khóa khôi phục của tỉnh",
    "envelope.damaged": "Phần đã lưu không còn như lúc lưu; đừng xóa gì, gọi kỹ thuật của tỉnh",
}
"""By `code`: what happened and what to do."""


def state(name: str, ended: str = "") -> str:
    """Say where a dossier is. One that ended by law need not have reached the portal."""
    return ENDINGS.get(ended, ended) or STATES.get(name, name)


def moment(stored: str) -> str:
    """Give a moment as the clock on the wall shows it; what is none stays as it is."""
    at = moment_from(stored)
    return stored if at is None else f"{in_vietnam(at):%Y-%m-%d %H:%M}"


def reason(stored: str) -> str:
    """Say why a dossier was set aside; what the queue noted beside the word stands in parentheses."""
    word = stored.partition(":")[0].partition(" ")[0]
    if word not in REASONS:
        return stored
    return REASONS[word] if word == stored else f"{REASONS[word]} ({stored})"


def refused(error: QueueError | EnvelopeError) -> str:
    """Say what an error means for who stands at the machine."""
    return f"{ERRORS[error.code]} ({error.code}: {error})"
