"""Service mode: the way in, and each of its screens."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.service import (
    CheckFinding,
    FoundNetwork,
    HelperEnded,
    HelperSaid,
    QueueEntry,
    ServiceAct,
    ServiceDone,
    ServiceEntered,
    ServiceWanted,
    WaitingTask,
)
from kiosk_app.session.kernel.day import BoardNotice, DayState
from kiosk_app.session.kernel.events import NoticesChanged
from kiosk_app.session.steps.service_check import ReportAsked
from kiosk_app.session.steps.service_devices import TryDevice
from kiosk_app.session.steps.service_entry import PinTyped
from kiosk_app.session.steps.service_menu import ClosingChosen, PlaceChosen
from kiosk_app.session.steps.service_panel import CardFits, FrameSized
from kiosk_app.session.steps.service_queue import CodeSlipAsked, EntryChosen, SendAgainAsked
from kiosk_app.session.steps.service_setup import (
    AccountTyped,
    JoinAsked,
    NetworkChosen,
    PasswordTyped,
    ToolChosen,
    WorkChosen,
)
from kiosk_app.session.steps.service_touch import CrossesLeft, CrossesWanted, CrossTouched
from tests.screens.stage import Scene, Stage
from tests.session import words as ev

WAITING = (
    WaitingTask("queue.rejected", "2"),
    WaitingTask("link.offline", "2026-11-24T02:12:00+00:00"),
    WaitingTask("warning.days", "80"),
    WaitingTask("warning.new_kind", "7"),
)
ENTRIES = (
    QueueEntry(
        "TAM-DN07-0042-K",
        "TAM-DN07-0042-K",
        "1.004873",
        "rejected",
        "rejected",
        4,
        "2026-11-24T01:05:00+00:00",
    ),
    QueueEntry(
        "TAM-DN07-0043-H", "TAM-DN07-0043-H", "2.000635", "waiting", "", 1, "2026-11-24T01:15:00+00:00"
    ),
    QueueEntry(
        "H17.99.01-261124-0007", "TAM-DN07-0041-M", "1.004873", "accepted", "", 1, "2026-11-23T09:00:00+00:00"
    ),
    QueueEntry(
        "TAM-DN07-0044-C", "TAM-DN07-0044-C", "", "rejected", "unproven", 1, "2026-11-24T01:20:00+00:00"
    ),
)
FINDINGS = (
    CheckFinding("versions", "good", "Phần mềm 1.4.0, Python 3.11."),
    CheckFinding(
        "network.dns",
        "failed",
        "Không tra được tên cong.tinh.gov.vn.",
        "Kiểm tra máy chủ tên (DNS) của mạng.",
    ),
    CheckFinding("disk.space", "warning", "Đĩa còn 3 GB.", "Chép hồ sơ chưa gửi ra USB rồi gọi kỹ thuật."),
    CheckFinding("promises.chip", "not_done", "Kiosk này được đặt không có đầu đọc chip."),
)


def _entry(stage: Stage) -> None:
    stage.send(ServiceWanted())


def _typed(stage: Stage) -> None:
    _entry(stage)
    stage.send(PinTyped("28461"), PinTyped("284617"))


def _refused(result: str, wait_s: int = 0) -> Scene:
    def play(stage: Stage) -> None:
        _typed(stage)
        stage.send(ev.Next(), ServiceEntered(stage.visit, result, wait_s=wait_s))

    return play


def _checking(stage: Stage) -> None:
    _typed(stage)
    stage.send(ev.Next())


def inside(stage: Stage, role: str = "technician", waiting: tuple[WaitingTask, ...] = ()) -> None:
    """Come in, as a technician or one of the staff."""
    _checking(stage)
    stage.send(ServiceEntered(stage.visit, "accepted", role, "Lê Thị Một"))
    stage.send(ServiceDone(stage.visit, ServiceAct.ATTENTION, "done", waiting))


def _closed(stage: Stage) -> None:
    inside(stage, "staff")
    stage.send(ClosingChosen(closed=True), ServiceDone(stage.visit, ServiceAct.CLOSE, "done"))
    stage.send(ServiceDone(stage.visit, ServiceAct.ATTENTION, "done"))


def _many(stage: Stage) -> None:
    inside(stage, "staff", WAITING)
    stage.send(ev.HealthChanged(printer="printer.paper_out", reader="reader.absent"))


def _ended(stage: Stage) -> None:
    _checking(stage)
    stage.send(ServiceEntered(stage.visit, "accepted", "staff", "Trần Văn Bảy"))
    stage.send(ServiceDone(stage.visit, ServiceAct.ATTENTION, "ended"))


def _room(place: str) -> Scene:
    def play(stage: Stage) -> None:
        inside(stage)
        stage.send(PlaceChosen(place))

    return play


def _queue(stage: Stage) -> None:
    _room("queue")(stage)
    stage.send(ServiceDone(stage.visit, ServiceAct.QUEUE, "done", entries=ENTRIES, more=12))


def _queue_chosen(stage: Stage) -> None:
    _queue(stage)
    stage.send(EntryChosen("TAM-DN07-0042-K"))


def _queue_printed(stage: Stage) -> None:
    _queue_chosen(stage)
    stage.send(CodeSlipAsked(), ServiceDone(stage.visit, ServiceAct.REPRINT, "done"))
    stage.send(ev.SlipPrinted(stage.visit, "code"))


def _queue_failed(stage: Stage) -> None:
    _queue(stage)
    stage.send(SendAgainAsked(), ServiceDone(stage.visit, ServiceAct.RETRY, "failed"))


def _queue_none(stage: Stage) -> None:
    _room("queue")(stage)
    stage.send(ServiceDone(stage.visit, ServiceAct.QUEUE, "done"))


def _paper(at: int, printer: str = "printer.cover_open") -> Scene:
    def play(stage: Stage) -> None:
        _room("paper")(stage)
        stage.send(ev.HealthChanged(printer=printer), *(ev.Next() for _ in range(at)))

    return play


def _paper_printed(stage: Stage) -> None:
    _paper(5, "")(stage)
    stage.send(ServiceDone(stage.visit, ServiceAct.PAPER, "done"), ev.SlipPrinted(stage.visit, "test"))


def _paper_not_printed(stage: Stage) -> None:
    _paper(5, "printer.paper_out")(stage)
    stage.send(ServiceDone(stage.visit, ServiceAct.PAPER, "done"))
    stage.send(ev.SlipFailed(stage.visit, "test", "printer.paper_out"))


def _devices_tried(stage: Stage) -> None:
    _room("devices")(stage)
    stage.send(ev.HealthChanged(scanner="scanner.unplugged"), TryDevice("sound"))
    stage.send(ServiceDone(stage.visit, ServiceAct.DEVICES, "done"))


def _check(stage: Stage) -> None:
    _room("check")(stage)
    stage.send(*(HelperSaid(stage.visit, ServiceAct.CHECK, one) for one in FINDINGS[:2]))


def _checked(stage: Stage) -> None:
    _room("check")(stage)
    stage.send(*(HelperSaid(stage.visit, ServiceAct.CHECK, one) for one in FINDINGS))
    stage.send(HelperEnded(stage.visit, ServiceAct.CHECK))


def _no_helper(stage: Stage) -> None:
    _room("check")(stage)
    stage.send(HelperEnded(stage.visit, ServiceAct.CHECK, "no_helper"))


def _log(stage: Stage) -> None:
    _room("log")(stage)
    lines = (
        "Nov 24 08:12:01 kiosk-sync link state=offline",
        "Nov 24 08:13:44 kiosk-app printer: printer.paper_out […]",
    )
    stage.send(*(HelperSaid(stage.visit, ServiceAct.LOG, line=one) for one in lines))
    stage.send(HelperEnded(stage.visit, ServiceAct.LOG))


def _stick(said: str, problem: str = "") -> Scene:
    def play(stage: Stage) -> None:
        _room("stick")(stage)
        stage.send(ev.Next(), HelperEnded(stage.visit, ServiceAct.EXPORT, problem, said))

    return play


def _writing(stage: Stage) -> None:
    _room("stick")(stage)
    stage.send(ev.Next())


NOTICES = (
    BoardNotice(
        Text("Nghỉ Tết Dương lịch", "New Year’s Day"),
        Text("Quầy nghỉ ngày 1/1/2027.", "The counter is closed on 1 January 2027."),
    ),
    BoardNotice(
        Text("Cho cán bộ", "For staff"),
        Text("Kiểm tra cuộn giấy trước 11 giờ.", "Check the roll before 11."),
        for_staff=True,
    ),
)


def _day(*, board: bool = False, is_open: bool = True, shut: bool = False) -> Scene:
    """The counter's day as it is told, without waiting for it."""

    def play(stage: Stage) -> None:
        opens_at = None if is_open else stage.actor.at.replace(hour=13, minute=30)
        day = DayState(is_open, shut, "07:30–11:30, 13:30–17:00", opens_at, opens_today=not is_open)
        before = stage.actor.dispatcher.state
        presence = replace(before.presence, board=board)
        stage.actor.dispatcher.state = replace(before, day=day, presence=presence)

    return play


def _board(stage: Stage) -> None:
    stage.send(NoticesChanged(NOTICES))
    _day(board=True)(stage)


def _board_closed(stage: Stage) -> None:
    stage.send(ev.HealthChanged(link="offline", offline_since="2026-11-24T02:12:00+00:00", paper_low=True))
    _day(board=True, is_open=False)(stage)


def _notices(stage: Stage) -> None:
    stage.send(NoticesChanged(NOTICES))
    _room("notices")(stage)


def _found(stage: Stage) -> None:
    _room("setup")(stage)
    stage.send(WorkChosen("devices"))
    for line in (
        "máy quét: pixma:04A91909 (LiDE 400)",
        "máy in: 04b8:0e15 TM-T20II",
        "không thấy: loa",
    ):
        stage.send(HelperSaid(stage.visit, ServiceAct.SETUP, line=line))
    stage.send(HelperEnded(stage.visit, ServiceAct.SETUP))


def _networks(stage: Stage) -> None:
    _room("setup")(stage)
    stage.send(WorkChosen("networks"))
    for one in (
        FoundNetwork("Xã Nam Giang", 82, "wpa-psk"),
        FoundNetwork("Khách", 60, "open"),
        FoundNetwork("Tỉnh-8021x", 44, "wpa-eap"),
    ):
        stage.send(HelperSaid(stage.visit, ServiceAct.SETUP, network=one))
    stage.send(HelperEnded(stage.visit, ServiceAct.SETUP), NetworkChosen("Xã Nam Giang"))


def _enterprise(stage: Stage) -> None:
    _networks(stage)
    stage.send(NetworkChosen("Tỉnh-8021x"), AccountTyped("identity", "kiosk-dn07@danang.gov.vn"))
    stage.send(PasswordTyped("matkhau"), AccountTyped("server", "radius.danang.gov.vn"))


def _enterprise_lacking(stage: Stage) -> None:
    _networks(stage)
    stage.send(NetworkChosen("Tỉnh-8021x"), AccountTyped("authority", "stick"), JoinAsked())


def _tool(tool: str) -> Scene:
    def play(stage: Stage) -> None:
        _room("setup")(stage)
        stage.send(ToolChosen(tool))

    return play


def _crosses(touched: int) -> Scene:
    def play(stage: Stage) -> None:
        _tool("touch")(stage)
        stage.send(CrossesWanted())
        at = ((0.12, 0.09), (0.91, 0.1), (0.9, 0.9), (0.11, 0.91), (0.5, 0.5))
        stage.send(*(CrossTouched(x, y) for x, y in at[:touched]))

    return play


def _calibrated(said: str, problem: str = "") -> Scene:
    def play(stage: Stage) -> None:
        _crosses(5)(stage)
        stage.send(HelperEnded(stage.visit, ServiceAct.SETUP, problem, said))

    return play


def _crosses_left(stage: Stage) -> None:
    _crosses(2)(stage)
    stage.send(CrossesLeft())


def _measured(stage: Stage) -> None:
    _tool("panel")(stage)
    stage.send(FrameSized(-2), FrameSized(-2), FrameSized(0.5), CardFits(268.0))
    stage.send(HelperEnded(stage.visit, ServiceAct.SETUP, "", "Màn hình rộng 279,4 mm."))


def _short(stage: Stage) -> None:
    _networks(stage)
    stage.send(PasswordTyped("ngan"), JoinAsked())


def _joined(stage: Stage) -> None:
    _networks(stage)
    stage.send(PasswordTyped("matkhau-wifi"), JoinAsked())
    stage.send(HelperEnded(stage.visit, ServiceAct.SETUP, "", "Đã nối Wi-Fi “Xã Nam Giang”."))


def _setup_failed(stage: Stage) -> None:
    _room("setup")(stage)
    said = "Chữ ký của provision.toml không đúng: tệp bị sửa, hoặc do người khác ký. Chưa thay đổi gì."
    stage.send(WorkChosen("stick"), HelperEnded(stage.visit, ServiceAct.SETUP, "setup_failed", said))


def _setup_looking(stage: Stage) -> None:
    _room("setup")(stage)
    stage.send(WorkChosen("code"))


def _setup_trust(stage: Stage) -> None:
    _room("setup")(stage)
    shown = "3f8a 11c0 9be2 77d4 02aa 5c31 e6f0 84b9"
    stage.send(WorkChosen("stick"), HelperEnded(stage.visit, ServiceAct.SETUP, "trust", shown))


def _reported(stage: Stage) -> None:
    _checked(stage)
    said = "Đã ghi biên bản nghiệm thu (PDF) và chữ ký. Rút USB được rồi."
    stage.send(ReportAsked(), HelperEnded(stage.visit, ServiceAct.REPORT, "", said))


SERVICE: dict[str, Scene] = {
    "service-setup-looking": _setup_looking,
    "service-setup-trust": _setup_trust,
    "service-check-reported": _reported,
    "service-setup": _room("setup"),
    "service-setup-devices": _found,
    "service-setup-networks": _networks,
    "service-setup-enterprise": _enterprise,
    "service-setup-enterprise-lacking": _enterprise_lacking,
    "service-touch": _tool("touch"),
    "service-touch-crosses": _crosses(1),
    "service-touch-writing": _crosses(5),
    "service-touch-done": _calibrated("Đã chỉnh cảm ứng. Tắt bật máy để dùng."),
    "service-touch-refused": _calibrated(
        "Các điểm chạm không khớp nhau: chạm đúng giữa dấu cộng, bằng một ngón. Chưa thay đổi gì.",
        "setup_failed",
    ),
    "service-touch-left": _crosses_left,
    "service-panel": _tool("panel"),
    "service-panel-measured": _measured,
    "service-place": _tool("place"),
    "service-setup-short": _short,
    "service-setup-joined": _joined,
    "service-setup-failed": _setup_failed,
    "welcome-board": _board,
    "welcome-board-closed": _board_closed,
    "welcome-at-noon": _day(is_open=False),
    "welcome-rests": _day(is_open=False, shut=True),
    "welcome-offline-since": lambda stage: stage.send(
        ev.HealthChanged(link="offline", offline_since="2026-11-24T02:12:00+00:00")
    ),
    "welcome-shortcomings": lambda stage: stage.send(
        ev.HealthChanged(printer="printer.paper_out", scanner="scanner.unplugged", reader="reader.absent")
    ),
    "welcome-notices": lambda stage: stage.send(NoticesChanged(NOTICES)),
    "service-notices": _notices,
    "welcome-closed-by-staff": lambda stage: stage.send(ev.HealthChanged(closed=True)),
    "service-entry": _entry,
    "service-entry-typed": _typed,
    "service-entry-checking": _checking,
    **{f"service-entry-{one}": _refused(one) for one in ("wrong", "shared", "unavailable")},
    "service-entry-locked": _refused("locked", 872),
    "service-menu": inside,
    "service-menu-waiting": _many,
    "service-menu-closed": _closed,
    "service-menu-ended": _ended,
    "service-queue": _queue,
    "service-queue-chosen": _queue_chosen,
    "service-queue-printed": _queue_printed,
    "service-queue-failed": _queue_failed,
    "service-queue-none": _queue_none,
    **{f"service-paper-{at + 1}": _paper(at, "" if at == 4 else "printer.cover_open") for at in range(5)},
    "service-paper-printed": _paper_printed,
    "service-paper-not-printed": _paper_not_printed,
    "service-devices": _room("devices"),
    "service-devices-tried": _devices_tried,
    "service-check": _check,
    "service-check-over": _checked,
    "service-check-no-helper": _no_helper,
    "service-log": _log,
    "service-stick": _room("stick"),
    "service-stick-writing": _writing,
    "service-stick-written": _stick("Đã chép 4 hồ sơ."),
    "service-stick-none": _stick("", "no_stick"),
}
"""By name; each plays on a fresh stage."""
