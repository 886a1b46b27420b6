"""Gợi ý chủ động: after the sign-in the portal tells of a birth, and one touch opens the form filled in."""

from __future__ import annotations

import requests

from kiosk_app.session.facts.due_services import DueServices
from tests.journeys.hand import Hand, Run
from tests.journeys.world import CITIZEN
from tests.session.words import Filing, Form

CHILD = "Zơ Râm Thị Bnướch"


def play(hand: Hand) -> None:
    """One service is put off, the other opened: nothing that the hospital told is asked for again."""
    _tell(
        hand,
        "1.001193",
        "Đăng ký khai sinh cho con",
        f"HoTenKS: {CHILD}\nNgaySinhChon: 2026-11-20\nGioiTinhKS: Nữ",
    )
    _tell(hand, "1.012275", "Gia hạn giấy phép hành nghề", "")
    hand.pilot.touch("welcome.errand.due_services.")
    hand.sign_in()
    hand.step("due_services")
    hand.until(lambda: len(hand.state().of(DueServices).open()) == 2, "what is due")
    hand.pilot.picture("due")
    birth, licence = hand.state().of(DueServices).open()
    hand.pilot.touch(f"due.later.{licence.uid}")
    hand.until(lambda: hand.state().of(DueServices).open() == (birth,), "the one that is left")
    hand.pilot.touch(f"due.open.{birth.uid}")
    hand.step("papers")
    procedure = hand.state().of(Filing).procedure
    assert procedure is not None
    assert procedure.code == "1.001193"
    answers = hand.state().of(Form).answers
    assert (answers["HoTenKS"], answers["NgaySinhChon"], answers["GioiTinhKS"]) == (CHILD, "2026-11-20", "Nữ")
    hand.pilot.touch("bar.cancel")
    hand.pilot.touch("cancel.confirm")
    hand.step("welcome")


def _tell(hand: Hand, code: str, title: str, fields: str) -> None:
    form = {"person": CITIZEN, "serviceCode": code, "title": title, "fields": fields, "dueDate": "2027-01-19"}
    address = f"{hand.world.portal_address}/inbox/due/add"
    requests.post(address, data=form, timeout=10).raise_for_status()


RUN = Run("due_services", play, offered=("1.004873", "1.001193"))
