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
NOT_SENT = "Máy đã lưu hồ sơ, chưa gửi được. Máy tự gửi khi có mạng."


def petition_words(stage: str, *, sent: bool, ended: str) -> str:
    """Say where a petition is; arguments as in `state_words`."""
    if ended:
        return PETITION_ENDED
    if not stage and not sent:
        return PETITION_NOT_SENT
    return PETITION.get(stage, PETITION[""])


def state_words(stage: str, *, sent: bool, ended: str) -> str:
    """Say it. `stage`: the portal's code, "" for none; `ended`: how it ended here, "" when it did not."""
    if ended:
        return ENDED.get(ended, STATES["8"])
    if not stage and not sent:
        return NOT_SENT
    return STATES.get(stage, STATES[""])
