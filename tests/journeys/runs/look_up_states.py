"""Tra cứu: days late, a new date with its reason, each linked part, and the authority's last word offline."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import timedelta

import requests

from offline_queue.contract.clock import SystemClock
from portal_sandbox.sandbox import RECEIVED_AT
from tests.journeys.following import own, show_slip
from tests.journeys.hand import Hand, Run
from tests.journeys.runs.reprint import filed_here
from tests.session.words import DossierShown, Followed
from vietnam.time_zone import in_vietnam

_RECEIVED = "UPDATE dossier SET fields = json_set(fields, ?, ?) WHERE reference_uid = ?"
REASON = "Phải xác minh tại xã nơi Ông/Bà từng cư trú."
PARTS = "Đăng ký khai sinh: Đã xử lý xong\nĐăng ký thường trú: Chờ số định danh"


def play(hand: Hand) -> None:
    """Its citizen looks four times; the last time the portal is away."""
    code, uid = filed_here(hand)
    official = str(hand.world.wait_for_dossier(uid)["dossierNo"])
    hand.world.officer_receives(uid)
    today = in_vietnam(SystemClock().now()).date()
    _received_ten_days_ago(hand, uid)
    _officer(hand, uid, "later", due=(today - timedelta(days=3)).isoformat(), reason="")
    own(hand, code)
    assert "3 ngày" in hand.pilot.text("dossier.late")
    hand.pilot.picture("late")
    _leave(hand)
    new = today + timedelta(days=4)
    _officer(hand, uid, "later", due=new.isoformat(), reason=REASON)
    _look(hand, code)
    assert REASON in hand.pilot.text("dossier.late")
    assert f"ngày {new.day:02d} tháng {new.month:02d}" in hand.pilot.text("dossier.due")
    hand.pilot.picture("new-date")
    _leave(hand)
    _officer(hand, uid, "parts", parts=PARTS)
    _look(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.parts == (("Đăng ký khai sinh", "Đã xử lý xong"), ("Đăng ký thường trú", "Chờ số định danh"))
    hand.pilot.picture("parts")
    _leave(hand)
    hand.world.stop_portal()
    hand.until(lambda: not hand.state().health.online, "a line that is away")
    _look(hand, official)
    found = hand.state().of(Followed).found
    assert found is not None
    assert (found.stage, found.fresh) == ("4", False)
    assert "Hiện chưa hỏi lại được" in hand.pilot.text("dossier.old")
    hand.pilot.picture("offline")
    _leave(hand)


def _received_ten_days_ago(hand: Hand, uid: str) -> None:
    """A due day before the reception would be none."""
    (database,) = hand.world.layout.folder("portal").glob("*.sqlite")
    long_ago = (in_vietnam(SystemClock().now()) - timedelta(days=10)).isoformat()
    with contextlib.closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute(_RECEIVED, (f"$.{RECEIVED_AT}", long_ago, uid))


def _look(hand: Hand, code: str) -> None:
    """Still signed in."""
    show_slip(hand, code)
    hand.until(lambda: not hand.state().of(DossierShown).asking, "the answer")


def _leave(hand: Hand) -> None:
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _officer(hand: Hand, uid: str, action: str, **form: str) -> None:
    address = f"{hand.world.portal_address}/inbox/{uid}/{action}"
    requests.post(address, data=form, timeout=10).raise_for_status()


RUN = Run("look_up_states", play)
