"""Errands as they are played in the process of a visit: the runs of the demo, up to the first wipe, and more.

Nothing of this is imported outside of that process.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drivers.document_printer.emulator.private_cups import PrivateCups
from kiosk_app.bare_machine import BareScreen
from kiosk_app.composition import Kiosk
from kiosk_app.session.facts.service import ServiceWanted
from kiosk_app.session.steps.dossier_rating import DossierRating, RatingPhase, RatingWordsTyped
from kiosk_app.session.steps.petition import (
    CategoryChosen,
    PapersWanted,
    PetitionSent,
    PetitionTyped,
    VoiceWanted,
)
from kiosk_app.session.steps.service_entry import PinTyped
from kiosk_app.session.steps.service_setup import (
    JOIN,
    NETWORKS,
    JoinAsked,
    NetworkChosen,
    PasswordTyped,
    ServiceSetup,
    WorkChosen,
)
from kiosk_app.session.steps.voice import ListenTouched, RecordTouched, StopTouched
from kiosk_app.slips.qr import qr_png
from tests.journeys.card_and_badge import CardAndBadge
from tests.journeys.filed import file_before, officer
from tests.journeys.following import show_slip
from tests.journeys.hand import Hand
from tests.journeys.pilot import Pilot
from tests.journeys.runs import runs
from tests.journeys.world import World
from tests.session import words as events
from tests.session.words import ScanPhase, SendingPhase, SlipPhase
from tests.visit_process.errand_files import BADGE, DONE, LAID, PORT, SAID, SET_UP


class VisitOverError(Exception):
    """The visit was wiped: what a run does with the next one is no part of it."""


class _World(World):
    """The world that runs elsewhere, seen from a visit."""

    def __init__(self, root: Path, over: Callable[[], bool]) -> None:
        super().__init__(root)
        # Made where the world was started: here they are read.
        made = tomllib.loads(self.config.read_text(encoding="utf-8"))
        self.recipients = tuple(made["queue"]["recipients"])
        self._over = over

    def wait_for_dossier(self, reference_uid: str, seconds: float = 30.0) -> dict[str, object]:
        """As in every world, while the visit lasts."""
        if self._over():
            raise VisitOverError
        return super().wait_for_dossier(reference_uid, seconds)


@dataclass
class _OneVisit(Hand):
    """A hand that stops when its visit is over."""

    begun: bool = False

    def step(self, name: str, seconds: float = 30.0) -> None:
        """As every hand."""
        super().step(name, seconds)
        if name == "welcome" and self.begun:
            raise VisitOverError


class _CardAndBadge(CardAndBadge):
    """Asks whoever holds the card to lay it."""

    def __init__(self, folder: Path) -> None:
        badge = folder / BADGE
        super().__init__(0, None, badge.read_bytes() if badge.exists() else b"")  # type: ignore[arg-type]  # held elsewhere
        self._file = folder / LAID

    def lay(self) -> None:
        """See `CardAndBadge`."""
        self._file.touch()

    def take(self) -> None:
        """See `CardAndBadge`."""
        self._file.unlink(missing_ok=True)


def play(name: str, kiosk: Kiosk, folder: Path) -> None:
    """Play one errand until its visit is wiped."""
    world = _World(folder / "world", lambda: hand.begun and kiosk.store.state.step == "welcome")
    world.portal_port = int((folder / PORT).read_text())
    pilot = Pilot(kiosk.window.view, folder / "pictures" if name == "payment" else None)
    things = {
        "card_and_badge": _CardAndBadge(folder),
        # Only asked for what came out, after the visit.
        "cups": object.__new__(PrivateCups),
    }
    hand = _OneVisit(pilot, world, lambda: kiosk.store.state, kiosk.store.dispatch, things)

    def note() -> None:
        # Told at the wipe itself: this process may be ended before the run is back from its last step.
        if hand.begun and kiosk.store.state.step == "welcome":
            (folder / DONE).touch()
        hand.begun = hand.begun or kiosk.store.state.step != "welcome"

    kiosk.store.changed.connect(note)
    pilot.wait_until(lambda: kiosk.store.state.health.online, "the link", 60.0)
    if pilot.shows("welcome.wake"):
        pilot.touch("welcome.wake")
    with contextlib.suppress(VisitOverError):
        if name in OWN:
            OWN[name](hand, json.loads((folder / SAID).read_text(encoding="utf-8")))
        else:
            runs()[name].play(hand)
    if kiosk.store.state.errands_done:
        # Who has signed in may have another errand: else the visit ends when nobody has been there for long.
        hand.dispatch(events.CancelAsked())


def play_bare(name: str, bare: BareScreen, folder: Path) -> None:
    """Set a machine up that has no configuration: join a Wi-Fi, and leave."""
    assert name == SET_UP
    said = json.loads((folder / SAID).read_text(encoding="utf-8"))
    pilot = Pilot(bare.window.view, None)

    def setup() -> ServiceSetup:
        return bare.store.state.of(ServiceSetup)

    bare.store.dispatch(WorkChosen(NETWORKS))
    pilot.wait_until(lambda: setup().ended == NETWORKS, "the networks")
    bare.store.dispatch(NetworkChosen(setup().networks[0].ssid))
    for length in range(1, len(said["pin"]) + 1):
        bare.store.dispatch(PasswordTyped(said["pin"][:length]))
        pilot.run(0.02)
    bare.store.dispatch(JoinAsked())
    pilot.wait_until(lambda: setup().ended == JOIN, "the Wi-Fi")
    # Told before the wipe: this process may be ended before it is back from its last step.
    (folder / DONE).touch()
    bare.store.dispatch(events.Back())


def _petition_named(hand: Hand, said: dict[str, str]) -> None:
    """With name and phone, and a paper."""
    hand.dispatch(events.Begin("petition"))
    hand.step("petition")
    hand.dispatch(CategoryChosen("roads"))
    hand.dispatch(PetitionTyped(said["words"]))
    hand.dispatch(PapersWanted(wanted=True))
    hand.dispatch(PetitionSent(named=True))
    hand.step("consent")
    hand.dispatch(events.ConsentGiven())
    hand.step("sign_in")
    hand.world.hold_up(qr_png(said["card"], 6))
    hand.until(lambda: hand.state().of(events.SignIn).candidate is not None, "the card")
    hand.world.put_away()
    hand.dispatch(events.GoOnUnverified())
    hand.step("scan")
    _scan(hand)
    hand.dispatch(events.Next())
    hand.until(lambda: hand.state().of(events.Sending).phase is SendingPhase.SAVED, "saved")
    hand.until(lambda: hand.state().of(events.Sending).slip is SlipPhase.PRINTED, "the slip")
    hand.dispatch(events.Next())
    hand.step("welcome")


def _petition_spoken(hand: Hand, _said: dict[str, str]) -> None:
    """Recorded, listened to, sent without a name."""
    hand.dispatch(events.Begin("petition"))
    hand.step("petition")
    hand.dispatch(CategoryChosen("roads"))
    hand.dispatch(VoiceWanted())
    hand.step("voice")
    hand.dispatch(RecordTouched())
    hand.until(lambda: hand.state().of(events.Speaking).seconds >= 3.0, "three seconds", 60.0)
    hand.dispatch(StopTouched())
    hand.until(lambda: hand.state().of(events.Recorded).voice is not None, "the recording")
    hand.dispatch(ListenTouched())
    hand.until(lambda: hand.state().of(events.Speaking).phase is events.VoicePhase.PLAYING, "it is played")
    hand.until(lambda: hand.state().of(events.Speaking).phase is events.VoicePhase.READY, "it was played")
    hand.dispatch(events.Next())
    hand.step("petition")
    hand.dispatch(PetitionSent(named=False))
    hand.until(lambda: hand.state().of(events.Sending).phase is SendingPhase.SAVED, "saved")
    hand.until(lambda: hand.state().of(events.Sending).slip is SlipPhase.PRINTED, "the slip")
    hand.dispatch(events.Next())
    hand.step("welcome")


def _scan(hand: Hand) -> None:
    sheet = ("back-page", str(hand.world.seed))
    tray = str(hand.world.tray.sheet.parent)
    drawing = subprocess.Popen([sys.executable, "-m", "tests.support.paper_tray", tray, *sheet])
    hand.until(lambda: drawing.poll() is not None, "the sheet to be drawn", 120.0)
    hand.dispatch(events.StartScan())
    hand.until(lambda: _scanned(hand), "the page", 120.0)
    if hand.state().of(events.Scan).phase is ScanPhase.CHECK_PAGE:
        hand.pilot.touch("scan.keep")
    hand.world.tray.take()


def _scanned(hand: Hand) -> bool:
    state = hand.state()
    return state.of(events.Scan).phase is not ScanPhase.SCANNING and bool(
        state.of(events.Papers).lines[0].pages
    )


def _rating_words(hand: Hand, said: dict[str, str]) -> None:
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    officer(hand.world, "step", status="done")
    show_slip(hand, code)
    hand.pilot.touch("dossier.rating")
    hand.step("dossier_rating")
    hand.pilot.touch("dossier_rating.dossier.2")
    hand.until(lambda: hand.state().of(DossierRating).phase is not RatingPhase.DOSSIER, "the next question")
    if hand.state().of(DossierRating).phase is RatingPhase.OFFICIALS:
        hand.pilot.touch("dossier_rating.officials.2")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.WORDS, "the words")
    hand.dispatch(RatingWordsTyped(said["words"]))
    hand.pilot.run(0.3)
    hand.pilot.touch("dossier_rating.next")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.SAVED, "saved")
    hand.pilot.touch("dossier_rating.next")
    hand.step("welcome")


def _service_pin(hand: Hand, said: dict[str, str]) -> None:
    hand.dispatch(ServiceWanted())
    hand.step("service_entry")
    hand.dispatch(PinTyped(said["pin"]))
    hand.pilot.run(0.3)
    hand.dispatch(events.Next())
    hand.step("service_menu")
    hand.pilot.run(0.5)
    hand.dispatch(events.CancelAsked())
    hand.dispatch(events.CancelConfirmed())
    hand.step("welcome")


def _left_behind(hand: Hand, said: dict[str, str]) -> None:
    """What no errand does: a file, and a process that outlives the screen. A search must find both."""
    (Path.home() / "left").write_text(said["words"], encoding="utf-8")
    hold = "import sys, time; said = sys.stdin.readline(); time.sleep(60)"
    holding = subprocess.Popen(
        [sys.executable, "-c", hold],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert holding.stdin is not None
    holding.stdin.write(said["words"].encode() + b"\n")
    holding.stdin.flush()
    hand.dispatch(events.Begin("petition"))
    hand.step("petition")
    hand.dispatch(events.CancelAsked())
    hand.dispatch(events.CancelConfirmed())
    hand.step("welcome")


OWN: dict[str, Callable[[Hand, dict[str, str]], None]] = {
    "petition_named": _petition_named,
    "petition_spoken": _petition_spoken,
    "rating_words": _rating_words,
    "service_pin": _service_pin,
    "left_behind": _left_behind,
}
