"""The way of every errand about a dossier that was filed: its slip is shown, its citizen signs in."""

from __future__ import annotations

from kiosk_app.session.facts.followed import DossierStatus
from tests.journeys.filed import file_before, slip
from tests.journeys.hand import Hand
from tests.session.words import Followed, Papers, Scan, ScanPhase, Sending, SendingPhase, SlipPhase
from tests.support.papers import draw

TILE = "welcome.errand.follow_up."


def show_slip(hand: Hand, code: str) -> None:
    """From the welcome screen to the dossier's: two things are done, a touch and a slip."""
    hand.pilot.touch(TILE)
    hand.step("look_up")
    hand.world.hold_up(slip(code))
    hand.step("dossier")
    hand.world.put_away()


def to_own(hand: Hand) -> str:
    """To the contents of a dossier of this citizen; gives its official number."""
    code = file_before(hand.world)
    return own(hand, code)


def own(hand: Hand, code: str) -> str:
    """The same for a dossier that is there already."""
    show_slip(hand, code)
    hand.pilot.touch("dossier.signin")
    hand.sign_in()
    hand.until(lambda: bool((found := hand.state().of(Followed).found) and found.own), "the contents")
    hand.pilot.picture("dossier-own")
    return code


def saved_and_printed(hand: Hand, picture: str) -> Sending:
    """Wait until the request is durable and its slip came out; gives what the screen knows of it."""
    hand.until(lambda: hand.state().of(Sending).phase is SendingPhase.SAVED, "saved")
    hand.until(lambda: hand.state().of(Sending).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture(picture)
    return hand.state().of(Sending)


def read_answer(hand: Hand, held: str, stage: str) -> DossierStatus:
    """Show the slip of a request, and give what is told of it, which has to be at `stage`.

    `held`: what the slip's QR code holds, the key of its answer with it.
    """
    show_slip(hand, held)
    hand.until(lambda: hand.state().of(Followed).found is not None, "what became of it")
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.stage == stage
    return found


def sent(hand: Hand) -> None:
    """Wait until the request is durable and its slip came out, and leave."""
    hand.found["request_code"] = saved_and_printed(hand, "request_sent").code
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def scan_one_page(hand: Hand) -> None:
    """Lay one sheet on the glass, scan it, keep it whatever is found on it, and go on."""
    hand.world.tray.lay(draw("back-page", hand.world.seed).pixels)
    hand.pilot.touch("scan.start")
    hand.until(lambda: _scanned(hand), "the page", 90.0)
    if hand.state().of(Scan).phase is ScanPhase.CHECK_PAGE:
        hand.pilot.touch("scan.keep")
    hand.world.tray.take()
    hand.pilot.touch("nav.next")


def _scanned(hand: Hand) -> bool:
    state = hand.state()
    return state.of(Scan).phase is not ScanPhase.SCANNING and bool(state.of(Papers).lines[0].pages)
