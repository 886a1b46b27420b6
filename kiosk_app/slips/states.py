"""Where a dossier is, in one sentence: the same on paper as on the screen."""

from __future__ import annotations

STATES = {
    "": "Máy đã gửi hồ sơ, cơ quan chưa trả lời.",
    "1": "Mới đăng ký, chờ cơ quan tiếp nhận.",
    "2": "Đã được tiếp nhận.",
    "3": "Không được tiếp nhận.",
    "4": "Đang xử lý.",
    "5": "Cơ quan yêu cầu bổ sung giấy tờ.",
    "6": "Cơ quan yêu cầu nộp phí, lệ phí.",
    "7": "Công dân yêu cầu rút hồ sơ.",
    "8": "Dừng xử lý.",
    "9": "Đã xử lý xong, chờ trả kết quả.",
    "10": "Đã trả kết quả.",
}
"""By the national portal's code (docs/domain/portal.md#codes)."""
ENDED = {
    "withdrawn": "Hồ sơ đã được rút trước khi gửi đi.",
    "erased": "Hồ sơ đã được xóa theo yêu cầu.",
    "returned": "Hồ sơ đã được trả lại.",
}
PETITION = {
    "": "Cơ quan đã nhận phản ánh, chưa trả lời.",
    "9": "Cơ quan đã trả lời.",
    "10": "Cơ quan đã trả lời.",
}
"""Of a petition; a state without words of its own is one without an answer."""
PETITION_ENDED = "Phản ánh không được gửi đi. Xin hỏi quầy."
PETITION_NOT_SENT = "Máy đã lưu phản ánh, chưa gửi được. Máy tự gửi khi có mạng."
CERTIFIED_COPY = {
    "": "Cơ quan đã nhận bản quét. Cán bộ chờ đối chiếu với bản chính.",
    "3": "Cơ quan không ký bản sao này.",
    "9": "Cán bộ đã ký bản sao.",
    "10": "Cán bộ đã ký bản sao.",
}
"""Of a copy to be certified; a state without words of its own is one without an answer."""
CERTIFIED_COPY_ENDED = "Yêu cầu chứng thực không được gửi đi. Xin hỏi quầy."
CERTIFIED_COPY_NOT_SENT = "Máy đã lưu bản quét, chưa gửi được. Máy tự gửi khi có mạng."
BOOKING = {
    "": "Quầy đã nhận lời xin hẹn, chờ xác nhận. Chưa phải là lịch hẹn.",
    "3": "Quầy không hẹn được buổi này.",
    "9": "Quầy đã xác nhận lịch hẹn.",
    "10": "Quầy đã xác nhận lịch hẹn.",
}
"""Of a wish to come on a half day; a state without words of its own is one that nobody has confirmed."""
BOOKING_ENDED = "Lời xin hẹn không được gửi đi. Xin hỏi quầy."
BOOKING_NOT_SENT = "Máy đã lưu lời xin hẹn, chưa gửi được. Máy tự gửi khi có mạng."
NOT_SENT = "Máy đã lưu hồ sơ, chưa gửi được. Máy tự gửi khi có mạng."


_REQUESTS = {
    "petition": (PETITION, PETITION_ENDED, PETITION_NOT_SENT),
    "certified_copy": (CERTIFIED_COPY, CERTIFIED_COPY_ENDED, CERTIFIED_COPY_NOT_SENT),
    "booking": (BOOKING, BOOKING_ENDED, BOOKING_NOT_SENT),
}


def request_words(kind: str, stage: str, *, sent: bool, ended: str) -> str:
    """Say where a request about no dossier is; the other arguments as in `state_words`."""
    states, over, waiting = _REQUESTS[kind]
    if ended:
        return over
    if not stage and not sent:
        return waiting
    return states.get(stage, states[""])


def state_words(stage: str, *, sent: bool, ended: str) -> str:
    """Say it. `stage`: the portal's code, "" for none; `ended`: how it ended here, "" when it did not."""
    if ended:
        return ENDED.get(ended, STATES["8"])
    if not stage and not sent:
        return NOT_SENT
    return STATES.get(stage, STATES[""])
