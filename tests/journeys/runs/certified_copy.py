"""Chứng thực bản sao điện tử: scanned, compared, sent; refused by the officer, asked again and signed."""

from __future__ import annotations

import requests

from drivers.document_printer.emulator.private_cups import PrivateCups
from offline_queue.contract.answer_key import with_key
from offline_queue.gateway.document_signature import SignatureState, signature_of
from portal_sandbox.signing import SIGNER
from tests.journeys.filed import requests_at
from tests.journeys.following import read_answer, saved_and_printed, scan_one_page
from tests.journeys.hand import Hand, Run
from tests.journeys.runs.print_result import with_printer
from tests.session.words import (
    ResultPhase,
    ResultShown,
)

REFUSAL = "Bản chính mờ dấu, xin mang đến quầy."
SIGNED = "Đã ký. Nhận ở quầy số 2."


def play(hand: Hand) -> None:
    """From the tile to what the officer says, signed and refused."""
    held = _sent(hand, "signed")
    _decides(hand, 0, "sign", SIGNED, electronic="yes")
    _read(hand, held, "10", SIGNED, prints=True)
    held = _sent(hand, "refused")
    _decides(hand, 1, "refuse", REFUSAL)
    _read(hand, held, "3", REFUSAL)


def _sent(hand: Hand, name: str) -> str:
    """To the slip; gives what its QR code holds."""
    hand.pilot.touch("welcome.errand.certified_copy.")
    hand.step("certified_copy")
    hand.pilot.touch("certified_copy.paper.diploma")
    if hand.state().step == "consent":
        hand.pilot.touch("consent.agree")
        hand.sign_in()
    hand.step("scan")
    scan_one_page(hand)
    hand.step("compare")
    hand.pilot.picture(f"copy-{name}-compare")
    hand.pilot.touch("compare.same")
    sending = saved_and_printed(hand, f"copy-{name}-saved")
    hand.found |= {f"{name}_code": sending.code, f"{name}_taps_to_slip": hand.pilot.taps}
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    return with_key(sending.code, sending.key)


def _decides(hand: Hand, already: int, decision: str, words: str, **more: str) -> None:
    """The officer sees the scan and who asks, and decides with a word."""
    hand.until(lambda: len(_received(hand)) == 1, "the request at the portal")
    assert len(requests_at(hand.world, "certified_copy")) == already + 1
    (uid,) = _received(hand)
    address = f"{hand.world.portal_address}/inbox/requests/{uid}"
    page = requests.get(address, timeout=10).text
    assert "Bản chụp từ bản chính" in page
    assert "không nêu tên" not in page
    form = {"decision": decision, "answer": words, **more}
    requests.post(f"{address}/answer", data=form, timeout=10).raise_for_status()


def _received(hand: Hand) -> list[object]:
    kept = requests_at(hand.world, "certified_copy")
    return [one["uid"] for one in kept if one["status"] == "received"]


def _read(hand: Hand, held: str, stage: str, words: str, *, prints: bool = False) -> None:
    found = read_answer(hand, held, stage)
    assert found.words == words
    assert words in hand.pilot.text("dossier.answer")
    hand.pilot.picture(f"copy-answer-{stage}")
    if prints:
        _print(hand, found.results[0][0])
        return
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _print(hand: Hand, uid: str) -> None:
    """The signed file comes with the slip alone, whole, and is printed once."""
    cups = hand.things["cups"]
    assert isinstance(cups, PrivateCups)
    hand.pilot.touch(f"dossier.result.{uid}")
    hand.step("result")
    hand.until(lambda: hand.state().of(ResultShown).phase is ResultPhase.SHOWN, "the signed copy", 60.0)
    shown = hand.state().of(ResultShown)
    assert (shown.signature, shown.signer) == ("intact", SIGNER)
    hand.pilot.picture("copy-signed")
    hand.pilot.touch("nav.next")
    hand.until(lambda: hand.state().of(ResultShown).printed == 1, "the paper", 120.0)
    (printed,) = (path.read_bytes() for path in cups.printed())
    assert signature_of(printed).state is SignatureState.INTACT
    hand.pilot.touch("nav.next")
    hand.step("welcome")


RUN = Run("certified_copy", play, around=with_printer)
