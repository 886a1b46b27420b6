"""Services that the portal says are due to who signed in."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import VneidToken
from kiosk_app.session.facts.due_services import DueEntry
from tests.screens.stage import CLAIMS, Scene, Stage
from tests.session import words as ev

BIRTH = DueEntry(
    "due-1",
    "1.004873",
    "Đăng ký khai sinh cho con",
    "Trung tâm Y tế Nam Giang báo con của Ông/Bà sinh ngày 20/11/2026. Đúng hạn thì không mất lệ phí.",
    "2027-01-19T00:00:00+07:00",
)
LICENCE = replace(
    BIRTH,
    uid="due-2",
    service_code="1.012275",
    title="Gia hạn giấy phép hành nghề khám bệnh, chữa bệnh",
    reason="Giấy phép của Ông/Bà sắp hết hạn.",
    place="Sở Y tế Thành phố Đà Nẵng",
    due_at="2027-03-01T00:00:00+07:00",
)
SCHOOL = replace(
    BIRTH, uid="due-3", service_code="2.000635", title="Đăng ký cho con vào lớp 1", reason="", due_at=""
)


def _signed_in(stage: Stage) -> None:
    stage.send(ev.Begin("due_services"), ev.QrSeen(stage.visit, VneidToken("token")))
    stage.send(ev.QrSeen(stage.visit, VneidToken("token")))
    stage.send(ev.TokenVerified(stage.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))


def _told(result: str, *services: DueEntry) -> Scene:
    def play(stage: Stage) -> None:
        _signed_in(stage)
        stage.send(ev.DueServicesTold(stage.visit, result, services))

    return play


def _another_errand(stage: Stage) -> None:
    """Back on the welcome screen, with two things still to be done."""
    _told("found", BIRTH, LICENCE, SCHOOL)(stage)
    stage.send(ev.ServicePutOff("due-3"), ev.Next())


def _all_put_off(stage: Stage) -> None:
    """Seen, and none of it done today."""
    _told("found", LICENCE)(stage)
    stage.send(ev.ServicePutOff("due-2"))


DUE: dict[str, Scene] = {
    "due-asking": _signed_in,
    "due": _told("found", BIRTH, LICENCE, SCHOOL),
    "due-many": _told(
        "found",
        BIRTH,
        SCHOOL,
        replace(SCHOOL, uid="due-4", title="Đăng ký cho con vào lớp 6"),
        replace(LICENCE, reason=""),
        replace(
            LICENCE,
            uid="due-5",
            title="Cấp đổi thẻ hướng dẫn viên du lịch",
            place="Sở Văn hóa, Thể thao và Du lịch",
        ),
        replace(LICENCE, uid="due-6", title="Công nhận hộ nghèo, hộ cận nghèo", place=""),
        replace(
            LICENCE,
            uid="due-7",
            title="Cấp điện, cấp nước cho nhà ở mới xây",
            place="Điện lực và công ty cấp nước",
        ),
        replace(
            BIRTH, uid="due-8", service_code="2.000635", title="Cấp bản sao Trích lục khai sinh", reason=""
        ),
    ),
    "due-elsewhere": _told("found", replace(LICENCE, place=""), LICENCE),
    "due-put-off": _all_put_off,
    "due-none": _told("found"),
    "due-not-now": _told("not_now"),
    "due-sign-in-over": _told("sign_in"),
    "welcome-due": _another_errand,
}
"""By name; each plays on a fresh stage."""
