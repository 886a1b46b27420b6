"""Chứng thực bản sao điện tử: which paper, scanned, compared page by page, saved, and the answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import StaffBadge, VneidToken
from kiosk_app.session.facts.followed import DossierStatus
from kiosk_app.session.kernel.day import OpeningHours
from tests.screens.scenes_following import signed_in, told
from tests.screens.stage import CLAIMS, Scene, Stage
from tests.screens.stage import page as drawn_page
from tests.session import words as ev

CODE, KEY = "TAM-DN07-0012-B", "482913"
MADE_AT = datetime(2026, 11, 24, 8, 31, tzinfo=UTC)
SIGNED = "Đã ký bản sao. Ông/Bà nhận ở Kho dữ liệu cá nhân trên Cổng Dịch vụ công, hoặc ở quầy số 2."
OPEN = OpeningHours(((450, 690), (810, 1020)))
CONFIRMED = (
    "Hẹn 08:30–09:00, ngày 26/11/2026. Mã lịch hẹn: LH-H17.99.01-261126-0007. Quầy 2, mang theo bản chính."
)
REFUSED = "Bản chính bị tẩy xóa ở ngày cấp. Xin đề nghị trường cấp lại bản sao từ sổ gốc."


def begin(stage: Stage) -> None:
    """Somebody touched the tile."""
    stage.send(ev.Begin("certified_copy"))


def _counter(stage: Stage) -> None:
    stage.actor.restart(signed=False)
    begin(stage)


def _scan(stage: Stage, pages: int) -> None:
    begin(stage)
    stage.send(ev.PaperChosen("diploma"), ev.ConsentGiven(), ev.QrSeen(stage.visit, VneidToken("token")))
    stage.send(ev.TokenVerified(stage.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
    stage.send(ev.StartScan())
    for number in range(1, pages + 1):
        stage.send(ev.PageScanned(stage.visit, drawn_page(number)))
    stage.send(ev.ScanEnded(stage.visit))


def compare(pages: int = 2, same: int = 0) -> Scene:
    """That many pages were scanned, and some of them compared."""

    def play(stage: Stage) -> None:
        _scan(stage, pages)
        stage.send(ev.Next())
        for line in stage.state.of(ev.Papers).lines:
            for page in line.pages[:same]:
                stage.send(ev.PageIsSame(page.page_id))

    return play


def _to_staff(stage: Stage) -> None:
    begin(stage)
    stage.send(ev.PaperChosen("diploma"), ev.ConsentGiven(), ev.SignInWithStaff())
    stage.send(ev.PetitionerTyped("full_name", "Zơrâm Nhiêu"), ev.Next())


def _nobody_saw(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        _to_staff(stage)
        stage.send(ev.QrSeen(stage.visit, StaffBadge("badge")), ev.BadgeVerdict(stage.visit, 1, problem))

    return play


def _scanned(stage: Stage) -> None:
    _scan(stage, 2)


def _saved(*, online: bool = True) -> Scene:
    def play(stage: Stage) -> None:
        compare(2, 2)(stage)
        if not online:
            stage.send(ev.HealthChanged(link="offline"))
        uid = stage.state.of(ev.Sending).reference_uid
        stage.send(ev.RequestSaved(stage.visit, uid, CODE, MADE_AT, 2, KEY))
        stage.send(ev.SlipPrinted(stage.visit, "request"))

    return play


def _too_large(stage: Stage) -> None:
    compare(2, 2)(stage)
    uid = stage.state.of(ev.Sending).reference_uid
    stage.send(ev.RequestFailed(stage.visit, uid, "copy.too_large"))


def _of(**more: object) -> DossierStatus:
    return DossierStatus(**{"code": CODE, "kind": "certified_copy", "fresh": True, **more})  # type: ignore[arg-type]  # mixed keyword values


def _counter_with_visits(stage: Stage) -> None:
    stage.actor.restart(signed=False, opening=OPEN)
    begin(stage)


def _days(stage: Stage) -> None:
    _counter_with_visits(stage)
    stage.send(ev.VisitWanted())


def _visit_asked(*, online: bool = True) -> Scene:
    def play(stage: Stage) -> None:
        _days(stage)
        stage.send(ev.HalfDayChosen(date(2026, 11, 26), morning=True), ev.ConsentGiven())
        stage.send(ev.SignInWithStaff(), ev.PetitionerTyped("full_name", "Zơrâm Thị Nhiêu"), ev.Next())
        if not online:
            stage.send(ev.HealthChanged(link="offline"))
        uid = stage.state.of(ev.Sending).reference_uid
        stage.send(ev.RequestSaved(stage.visit, uid, CODE, MADE_AT, 0, KEY))
        stage.send(ev.SlipPrinted(stage.visit, "request"))

    return play


def _visit_of(**more: object) -> DossierStatus:
    return DossierStatus(**{"code": CODE, "kind": "booking", "fresh": True, **more})  # type: ignore[arg-type]  # mixed keyword values


CERTIFIED_COPY: dict[str, Scene] = {
    "visit-counter": _counter_with_visits,
    "visit-days": _days,
    "visit-saved": _visit_asked(),
    "visit-saved-offline": _visit_asked(online=False),
    "visit-waiting": told(_visit_of(received_at="2026-11-24T08:31:00+07:00")),
    "visit-confirmed": told(_visit_of(stage="10", own=True, words=CONFIRMED)),
    "visit-refused": told(_visit_of(stage="3", own=True, words="Buổi ấy quầy nghỉ. Xin chọn buổi khác.")),
    "visit-unsent": told(_visit_of(sent=False, fresh=False)),
    "copy": begin,
    "copy-counter": _counter,
    "copy-staff": _to_staff,
    "copy-staff-locked": _nobody_saw("locked"),
    "copy-staff-unavailable": _nobody_saw("unavailable"),
    "copy-too-large": _too_large,
    "copy-scan": _scanned,
    "copy-compare": compare(),
    "copy-compare-second": compare(2, 1),
    "copy-too-many": compare(4),
    "copy-saved": _saved(),
    "copy-saved-offline": _saved(online=False),
    "copy-told": told(_of(received_at="2026-11-24T08:31:00+07:00")),
    "copy-signed-closed": told(_of(stage="10")),
    "copy-signed": told(_of(stage="10", own=True, words=SIGNED)),
    "copy-signed-file": told(
        _of(stage="10", own=True, words="Đã ký số.", results=(("r1", "Bằng, chứng chỉ, học bạ"),))
    ),
    "copy-refused": signed_in(_of(stage="3", own=True, words=REFUSED)),
    "copy-unsent": told(_of(sent=False, fresh=False)),
    "copy-ended": told(_of(ended="erased")),
}
"""By name; each plays on a fresh stage."""
