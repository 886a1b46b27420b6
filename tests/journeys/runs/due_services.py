"""Gợi ý chủ động: after the sign-in the portal tells what is due, and one touch opens the form filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import requests

from kiosk_app.session.facts.due_services import DueEntry, DueServices
from tests.journeys.hand import Hand, Run
from tests.journeys.world import CITIZEN
from tests.session.words import Filing, Form


@dataclass(frozen=True, slots=True)
class Due:
    """What the portal tells. Codes from "9.99" on are made up: a province has its own."""

    code: str
    title: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """What it knows already; with these it is opened here."""
    place: str = ""
    """Where it is done, of what is not filed here."""


BIRTH = Due(
    "1.001193",
    "Đăng ký khai sinh cho con sinh tại bệnh viện",
    {"HoTenKS": "Zơ Râm Thị Bnướch", "NgaySinhChon": "2026-11-20", "GioiTinhKS": "Nữ"},
)
SENT = Due(
    "2.000635",
    "Cấp bản sao Trích lục khai sinh",
    {"HoSo_CoQuanDangKy": "UBND xã Nam Giang"},
)
"""What the portal sends besides."""
DUE = (
    BIRTH,
    Due("9.990001", "Tuyển sinh vào lớp 1", place="Trường Tiểu học Nam Giang"),
    Due("9.990006", "Tuyển sinh vào lớp 6", place="Trường Trung học cơ sở Nam Giang"),
    Due("9.990012", "Gia hạn giấy phép hành nghề khám bệnh, chữa bệnh", place="Sở Y tế Thành phố Đà Nẵng"),
    Due("9.990018", "Cấp đổi thẻ hướng dẫn viên du lịch", place="Sở Văn hóa, Thể thao và Du lịch"),
    Due("1.011606", "Công nhận hộ nghèo, hộ cận nghèo"),
    Due("9.990024", "Cấp điện, cấp nước cho nhà ở mới xây", place="Điện lực và công ty cấp nước"),
    SENT,
)
COUNTER = "Xin hỏi quầy tiếp nhận."


def play(hand: Hand) -> None:
    """Each is told; two open filled in, the rest say where they are done; none comes twice."""
    for one in DUE:
        _tell(hand, one)
    hand.pilot.touch("welcome.errand.due_services.")
    hand.sign_in()
    hand.step("due_services")
    hand.until(lambda: len(_open(hand)) == len(DUE), "what is due")
    hand.pilot.picture("due")
    told = {one.service_code: one for one in _open(hand)}
    assert [(one.service_code, one.title) for one in _open(hand)] == [(one.code, one.title) for one in DUE]
    elsewhere = [one for one in DUE if not one.fields]
    for one in elsewhere:
        said = hand.pilot.text(f"due.elsewhere.{told[one.code].uid}")
        assert said.endswith(f"Nơi làm: {one.place}." if one.place else COUNTER), said
        assert not hand.pilot.shows(f"due.open.{told[one.code].uid}")
    for one in elsewhere:
        _put_off(hand, told[one.code])
    assert [one.service_code for one in _open(hand)] == [BIRTH.code, SENT.code]
    hand.pilot.picture("due-left")
    for one, left in ((BIRTH, [SENT]), (SENT, [])):
        _opens(hand, told[one.code], one)
        hand.pilot.touch("nav.back")
        hand.step("welcome")
        assert [entry.service_code for entry in _open(hand)] == [other.code for other in left]
        hand.pilot.touch("welcome.due" if left else "welcome.errand.due_services.")
        hand.step("due_services")
    assert "đã xem hết" in hand.pilot.text("due.none")
    hand.pilot.touch("bar.cancel")
    hand.step("welcome")


def _open(hand: Hand) -> tuple[DueEntry, ...]:
    return hand.state().of(DueServices).open()


def _put_off(hand: Hand, entry: DueEntry) -> None:
    hand.pilot.touch(f"due.later.{entry.uid}")
    hand.until(lambda: entry not in _open(hand), entry.title)
    # A shorter list may get back the width of the arrows: nobody touches the next one before they see it.
    hand.pilot.run(0.5)


def _opens(hand: Hand, entry: DueEntry, due: Due) -> None:
    """One touch: the form has what the portal knew."""
    hand.pilot.touch(f"due.open.{entry.uid}")
    hand.step("papers")
    procedure = hand.state().of(Filing).procedure
    assert procedure is not None
    assert procedure.code == due.code
    answers = hand.state().of(Form).answers
    assert {key: answers[key] for key in due.fields} == due.fields
    assert entry.uid not in {one.uid for one in _open(hand)}


def _tell(hand: Hand, one: Due) -> None:
    form = {
        "person": CITIZEN,
        "serviceCode": one.code,
        "title": one.title,
        "fields": "\n".join(f"{key}: {value}" for key, value in one.fields.items()),
        "authorityName": one.place,
        "dueDate": "2027-01-19",
    }
    address = f"{hand.world.portal_address}/inbox/due/add"
    requests.post(address, data=form, timeout=10).raise_for_status()


RUN = Run("due_services", play, offered=("1.004873", BIRTH.code, SENT.code))
