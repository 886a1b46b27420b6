"""In lại phiếu: filed here under a provisional code, received since; the official slip comes in exchange."""

from __future__ import annotations

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.store.outbox import Outbox
from tests.journeys.following import own
from tests.journeys.hand import Hand, Run
from tests.journeys.played import slips_of
from tests.offline_queue.support.dossiers import submission
from tests.session.words import DossierShown, Followed, SlipPhase


def play(hand: Hand) -> None:
    """The slip in the citizen's hand is the provisional one."""
    code, uid = filed_here(hand)
    official = hand.world.wait_for_dossier(uid)["dossierNo"]
    hand.world.officer_receives(uid)
    own(hand, code)
    hand.until(lambda: _stage(hand) == "4", "the reception")
    hand.pilot.touch("dossier.print")
    hand.until(lambda: hand.state().of(DossierShown).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("printed")
    assert set(slips_of(hand.world).values()) == {(official,)}
    hand.found["exchanged"] = f"{code} → {official}"
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def filed_here(hand: Hand) -> tuple[str, str]:
    """Put a dossier of this citizen into the queue, as the screen did some days ago."""
    world = hand.world
    database = world.layout.folder("queue") / "outbox.sqlite"
    outbox = Outbox.open(database, world.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=50)
    sent = submission(outbox.reserve_code())
    outbox.submit(sent)
    outbox.close()
    GatewayClient(world.layout.folder("run") / "sync.sock", 4.0).wake()
    return sent.manifest.provisional_code, sent.manifest.reference_uid


def _stage(hand: Hand) -> str:
    found = hand.state().of(Followed).found
    return found.stage if found else ""


RUN = Run("reprint", play)
