"""The door: a notice board while nobody is there, several errands with one sign-in, one end; slips."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk_app.session.facts.signer import Signer
from tests.journeys.filed import file_before, officer, slip
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import DossierShown, DueServices, Followed, QueueTicketTaken, SlipPhase

BOARD_S = 10
TITLE, TEXT = "Nghỉ Tết Dương lịch", "Quầy nghỉ ngày 1/1/2027, mở lại ngày 4/1/2027."
NOTICES = f"""format = 1
issued = 2026-11-20T08:00:00+07:00

[[notice]]
title = "{TITLE}"
text = "{TEXT}"
"""


def play(hand: Hand) -> None:
    """The board; then what is due, one's own dossiers, another one by its slip, a number, and the end."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    hand.until(lambda: hand.state().presence.board, "the notice board", BOARD_S + 30.0)
    hand.pilot.picture("board")
    assert [(one.title.vi, one.text.vi) for one in hand.state().notices] == [(TITLE, TEXT)]
    hand.pilot.touch("welcome.wake")
    hand.until(lambda: not hand.state().presence.board, "the front")
    hand.pilot.picture("front")
    hand.pilot.touch("welcome.errand.due_services.")
    hand.sign_in()
    hand.step("due_services")
    hand.until(lambda: bool(hand.state().of(DueServices).result), "what is due")
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    assert hand.state().of(Signer).verified
    _by_slip(hand, code)
    _all_of_ones_own(hand, code)
    _number(hand)


def _by_slip(hand: Hand, code: str) -> None:
    """Held up at the front: straight to its dossier, its contents as well, and nobody signs in again."""
    taps = hand.pilot.taps
    hand.world.hold_up(slip(code))
    hand.step("dossier")
    hand.world.put_away()
    hand.until(lambda: bool((found := hand.state().of(Followed).found) and found.own), "the contents")
    hand.found["taps_slip_to_dossier"] = hand.pilot.taps - taps
    hand.pilot.picture("own-by-slip")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _all_of_ones_own(hand: Hand, code: str) -> None:
    hand.pilot.touch("welcome.errand.follow_up.")
    hand.step("look_up")
    hand.pilot.touch("lookup.mine")
    hand.step("dossier")
    hand.until(lambda: not hand.state().of(DossierShown).asking, "the list")
    assert [one.code for one in hand.state().of(Followed).mine] == [code]
    hand.pilot.picture("mine")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _number(hand: Hand) -> None:
    """A number for the counter ends the visit: the next in the queue stands behind."""
    hand.found["errands_done"] = hand.state().errands_done
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    hand.pilot.touch("queue_ticket.field.A")
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.touch("queue_ticket.done")
    hand.step("welcome")
    # The visit ended, once: nobody is signed in any more.
    assert hand.state().of(Signer).identity is None
    assert hand.state().errands_done == 0


@contextmanager
def _board(folder: Path) -> Iterator[Surroundings]:
    """A message that the province signed, opening hours, and a camera that looks in every step."""
    own, notices = Ed25519PrivateKey.generate(), folder / "notices.toml"
    key = folder / "province.pem"
    key.write_bytes(own.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    notices.write_text(NOTICES, encoding="utf-8")
    signature = base64.b64encode(own.sign(NOTICES.encode()))
    notices.with_name("notices.toml.sig").write_bytes(signature)
    toml = f"""
[notices]
file = "{notices.resolve()}"
key = "{key.resolve()}"
board_after_s = {BOARD_S}

[opening]
hours = ["00:00-12:00", "12:00-24:00"]
every_day = true
"""
    yield Surroundings(toml, at_door=True)


RUN = Run("door", play, around=_board)
