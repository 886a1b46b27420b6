"""The queue: whether it is whole, and whether anything in it waits too long."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from configuration.delivery_tables import QueueSettings
from kiosk_app.servicing.check_result import CheckResult, failed, good, warning
from offline_queue.contract.errors import QueueError
from offline_queue.contract.holding import IdHolding
from offline_queue.store import begun_payments, id_holding, printed_copies, statistics
from offline_queue.store.database import Database, free_bytes
from offline_queue.store.integrity import check
from offline_queue.store.kept_queues import KeptQueues, kept_beside_queue

OpenQueue = Callable[[], AbstractContextManager[Database]]
"""Opens the queue for looking only; raises `QueueError` or `OSError`."""
_DAY_S = 86_400.0
_DOUBT_DAYS = 30
"""So long it is told that nobody knows whether a copy came out."""


def queue(open_queue: OpenQueue, settings: QueueSettings, now: datetime) -> tuple[CheckResult, ...]:
    """Read every sealed byte, and count what waits."""
    try:
        with open_queue() as database:
            findings = check(database)
            with database.reading() as connection:
                figures = statistics.count(connection, now)
                disputed = id_holding.in_use(connection)
                open_payments = len(begun_payments.begun(connection))
                copies = printed_copies.doubted(connection, now - timedelta(days=_DOUBT_DAYS))
            kept = kept_beside_queue(database)
            free = free_bytes(database.path)
    except FileNotFoundError:
        return (
            failed(
                "queue.integrity",
                f"Chưa có hàng đợi ở {settings.database}.",
                "Khởi động kiosk-sync một lần, hoặc sửa queue.database.",
            ),
        )
    except (QueueError, OSError) as error:
        return (
            failed(
                "queue.integrity",
                f"Không mở được hàng đợi: {error}",
                "Đừng xóa gì. Chép cả thư mục ra đĩa khác, rồi gọi kỹ thuật của tỉnh.",
            ),
        )
    whole = (
        good("queue.integrity", f"Hàng đợi nguyên vẹn ({findings.parts} phần đã kiểm).", parts=findings.parts)
        if findings.sound
        else failed(
            "queue.integrity",
            "Hàng đợi không nguyên vẹn.",
            "Đừng xóa gì. kioskctl queue verify kể chi tiết; gọi kỹ thuật của tỉnh.",
            parts=findings.parts,
            damaged=len(findings.damaged),
        )
    )
    waiting = _waiting(figures, settings, free)
    return whole, waiting, _kept(kept, now, settings.kept_days), _doubts(open_payments, copies), _id(disputed)


def kept_words(found: KeptQueues) -> str:
    """Say what lies beside the queue since a restore, "" where nothing does."""
    if found.dossiers:
        codes = ", ".join(one.code for one in found.dossiers[:5])
        names = ", ".join(sorted({one.file.name for one in found.dossiers}))
        return (
            f"{len(found.dossiers)} hồ sơ chưa gửi ({codes}) chỉ còn trong {names}: không tự gửi. "
            "Đưa trở lại: dừng máy, kioskctl queue restore TỆP đó."
        )
    if found.files:
        unknown = f", {len(found.unreadable)} tệp không đọc được" if found.unreadable else ""
        return (
            f"Còn {len(found.files)} tệp giữ lại từ lần khôi phục{unknown}, trong đó có giấy tờ niêm phong: "
            "không cần nữa thì kioskctl queue forget-kept."
        )
    return ""


def _kept(found: KeptQueues, now: datetime, most_days: int) -> CheckResult:
    said = kept_words(found)
    if not said:
        return good("queue.kept", "Không có hàng đợi giữ lại từ lần khôi phục nào.")
    days = found.days(now)
    late = days >= most_days
    told = failed if late else warning
    return told(
        "queue.kept",
        f"{said} Đã giữ {days} ngày, quá hạn {most_days} ngày." if late else said,
        "kioskctl queue restore, hoặc kioskctl queue forget-kept.",
        files=len(found.files),
        dossiers=len(found.dossiers),
        days=days,
    )


def mend_of_id(why: str) -> str:
    """Say what staff do when another machine holds the kiosk's id. `why`: a `IdHolding` that is refused."""
    if why == IdHolding.OTHER_KEY:
        return "Đặt mã khác ở [kiosk] id, hoặc nhờ tỉnh gỡ khóa của máy trước."
    return "Tắt máy kia rồi chạy kioskctl queue claim-id."


def _doubts(payments: int, copies: int) -> CheckResult:
    """Tell of money and paper of which the machine itself does not know what became."""
    said = []
    if payments:
        said.append(f"{payments} lần thu tiền chưa rõ máy thanh toán đã thu hay chưa")
    if copies:
        said.append(f"{copies} bản A4 trong {_DOUBT_DAYS} ngày không rõ đã in ra chưa (mất điện giữa chừng)")
    if not said:
        return good("queue.doubts", "Không có khoản thu hay bản in nào còn chưa rõ.")
    return warning(
        "queue.doubts",
        f"{'; '.join(said)}.",
        "Đối chiếu sổ của máy thanh toán và khay giấy. Kiosk hỏi lại máy thanh toán mỗi khi có người mới.",
        payments=payments,
        copies=copies,
    )


def _id(disputed: str) -> CheckResult:
    if not disputed:
        return good("queue.id", "Không biết máy nào khác dùng mã của kiosk này.")
    return failed(
        "queue.id",
        "Mã của kiosk này đang có máy khác dùng: không cấp mã tạm, số thứ tự mới, hồ sơ đã lưu vẫn được gửi.",
        mend_of_id(disputed),
        why=disputed,
    )


def _waiting(figures: statistics.Statistics, settings: QueueSettings, free: int) -> CheckResult:
    days = round(figures.oldest_s / _DAY_S, 1)
    told: dict[str, str | int | float | bool] = {"undelivered": figures.undelivered, "oldest_days": days}
    for (kind, way), number in sorted(figures.by_sign_in.items()):
        told[f"{kind}_by_{way}"] = number
    stuck = figures.by_state.get("rejected", 0) + figures.by_state.get("damaged", 0)
    if stuck:
        return warning(
            "queue.waiting",
            f"{stuck} hồ sơ cần người xử lý.",
            "kioskctl queue list cho biết hồ sơ nào và vì sao.",
            **told,
            needs_a_person=stuck,
        )
    room = free - settings.reserve_bytes
    if statistics.warnings(figures, settings, room):
        return warning(
            "queue.waiting",
            f"{figures.undelivered} hồ sơ chưa gửi, lâu nhất {days} ngày.",
            "Kiểm tra mạng và cổng; hồ sơ còn nguyên.",
            **told,
        )
    return good("queue.waiting", f"{figures.undelivered} hồ sơ chưa gửi.", **told)
