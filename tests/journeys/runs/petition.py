"""Phản ánh, kiến nghị: typed, a paper scanned, sent without a name; its slip shows the answer."""

from __future__ import annotations

import requests

from offline_queue.contract.answer_key import with_key
from tests.journeys.filed import requests_at
from tests.journeys.following import read_answer, saved_and_printed, scan_one_page
from tests.journeys.hand import Hand, Run
from tests.journeys.typing import type_into
from tests.session.words import Petition

WORDS = "đèn đường tắt đã hai tuần"
ANSWER = "Đã giao đội điện sửa trong tuần này."


def play(hand: Hand) -> None:
    """From the tile to the answer."""
    hand.pilot.touch("welcome.errand.petition.")
    hand.step("petition")
    hand.pilot.touch("petition.category.roads")
    type_into(hand.pilot, hand.state, "petition.text", WORDS)
    assert hand.state().of(Petition).text.casefold() == WORDS
    hand.pilot.touch("petition.papers")
    hand.pilot.picture("petition-written")
    hand.pilot.touch("petition.nameless")
    hand.step("scan")
    scan_one_page(hand)
    sending = saved_and_printed(hand, "petition-saved")
    hand.found |= {
        "petition_code": sending.code,
        "taps_to_slip": hand.pilot.taps,
        "keys_to_slip": hand.pilot.keys_typed,
        "least_taps_without_keys": 3,
    }
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    _answered(hand)
    _read(hand, with_key(sending.code, sending.key))


def _answered(hand: Hand) -> None:
    """The officer finds it, whole and without a name, and answers."""
    hand.until(lambda: _received(hand), "the petition at the portal")
    (one,) = requests_at(hand.world, "petition")
    page = requests.get(f"{hand.world.portal_address}/inbox/requests/{one['uid']}", timeout=10).text
    assert WORDS in page.casefold()
    assert "không nêu tên" in page
    assert "Giấy tờ, ảnh kèm theo" in page
    address = f"{hand.world.portal_address}/inbox/requests/{one['uid']}/answer"
    requests.post(address, data={"answer": ANSWER}, timeout=10).raise_for_status()


def _received(hand: Hand) -> bool:
    return [one["status"] for one in requests_at(hand.world, "petition")] == ["received"]


def _read(hand: Hand, held: str) -> None:
    assert read_answer(hand, held, "10").words == ANSWER
    assert ANSWER in hand.pilot.text("dossier.answer")
    hand.pilot.picture("petition-answered")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


RUN = Run("petition", play)
