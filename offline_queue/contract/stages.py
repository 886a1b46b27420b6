"""The ten states of a dossier at an authority and OpenCPS's words for them.

Codes of `TrangThaiHoSo`: docs/domain/portal.md#codes.
"""

from __future__ import annotations

from enum import IntEnum


class Stage(IntEnum):
    """The national portal's code."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    IN_WORK = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10


NAMES = {
    Stage.REGISTERED: "Mới đăng ký",
    Stage.RECEIVED: "Được tiếp nhận",
    Stage.NOT_RECEIVED: "Không được tiếp nhận",
    Stage.IN_WORK: "Đang xử lý",
    Stage.SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    Stage.PAYMENT: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Stage.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    Stage.STOPPED: "Dừng xử lý",
    Stage.FINISHED: "Đã xử lý xong",
    Stage.RETURNED: "Đã trả kết quả",
}
FINAL = frozenset({Stage.NOT_RECEIVED, Stage.WITHDRAWN, Stage.STOPPED, Stage.RETURNED})
"""After these the kiosk asks no more."""
FINISHED = frozenset({str(int(Stage.FINISHED)), str(int(Stage.RETURNED))})
"""Codes, as text, of a dossier whose result is there."""
_OPENCPS = {
    "new": Stage.REGISTERED,
    "receiving": Stage.REGISTERED,
    "waiting": Stage.SUPPLEMENT,
    "processing": Stage.IN_WORK,
    "interoperating": Stage.IN_WORK,
    "correcting": Stage.IN_WORK,
    "posting": Stage.IN_WORK,
    "pausing": Stage.STOPPED,
    "releasing": Stage.FINISHED,
    "denied": Stage.NOT_RECEIVED,
    "unresolved": Stage.STOPPED,
    "cancelling": Stage.WITHDRAWN,
    "cancelled": Stage.WITHDRAWN,
    "done": Stage.RETURNED,
}


def of_opencps(status: str) -> str:
    """Give the code as text; "" for a word that OpenCPS does not have."""
    stage = _OPENCPS.get(status)
    return "" if stage is None else str(int(stage))


def of_number(value: object) -> str:
    """Give the code as text from what a portal wrote ("4", 4, "04"); "" for anything else."""
    text = str(value or "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > 4 or not 1 <= int(text) <= len(Stage):
        return ""
    return str(int(text))
