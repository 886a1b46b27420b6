"""A citizen in a hurry: tells the real kiosk what was touched, and leaves all else to the real devices."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent

from configuration.load import load
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.state import VisitState
from tests.journeys.script import DECIDING, PART, PROCEDURE, WISHES_SIGNED_IN
from tests.journeys.world import CITIZEN, World
from tests.session import words as events
from tests.session.words import CodePhase, ScanPhase, SlipPhase, SubmitPhase
from tests.support.event_loop import run_for
from tests.support.papers import Paper

STORED = (SubmitPhase.SAVED, SubmitPhase.SENT, SubmitPhase.REJECTED)


class Citizen:
    """Use as a context manager: the kiosk runs inside."""

    def __init__(self, world: World, personal_id: str = CITIZEN, kiosk: Kiosk | None = None) -> None:
        """Start the kiosk of this world, unless one is given. `personal_id`: who comes."""
        self.world = world
        self.personal_id = personal_id
        self.kiosk = kiosk or Kiosk(load(world.config), TimeAndRandomness())
        self.store = self.kiosk.store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kiosk.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def state(self) -> VisitState:
        """What the screen shows."""
        return self.store.state

    def touch(self, *all_events: Event) -> None:
        """Touch after touch."""
        for event in all_events:
            self.store.dispatch(event)

    def until(self, condition: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
        """Let the kiosk run until the condition holds."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                raise AssertionError(
                    f"waited {seconds:.0f} s for {what}; {self.state.step} "
                    f"{self.state.of(events.CodeEntry)} {self.state.health}"
                )
            run_for(0.015)

    def link(self, link: str) -> None:
        """Wait for the daemon's word on the link."""
        self.until(lambda: self.state.health.daemon and self.state.health.link == link, f"link {link}")

    def to_sign_in(self) -> None:
        """Welcome, papers, consent."""
        self.touch(events.Begin("filing", PROCEDURE))
        self.touch(*(events.PaperAsked(key, value) for key, value in DECIDING.items()))
        self.touch(events.PaperBrought(PART, brought=True), events.ConsentGiven())
        assert self.state.step == "sign_in", self.state.step

    def to_form(self) -> None:
        """Sign in with VNeID."""
        self.to_sign_in()
        self.world.show_phone(self.personal_id)
        self.until(lambda: self.state.step == "form", "the form")
        self.world.put_away()

    def fill(self, wishes: Mapping[str, str] = WISHES_SIGNED_IN) -> None:
        """Answer everything that is open."""
        for key, value in wishes.items():
            self.touch(events.Answered(key, value))
        for _ in range(15):
            if self.state.step != "form":
                break
            self.touch(events.Next())
        assert self.state.step == "scan", self.state.of(events.Form).issues

    def scan(self, *papers: Paper) -> None:
        """Lay sheet after sheet on the glass."""
        assert self.state.step == "scan"
        for paper in papers:
            self.world.tray.lay(paper.pixels)
            self.scan_what_lies()

    def scan_what_lies(self) -> None:
        """Scan the sheet that lies on the glass."""
        count = len(self.pages()) + 1
        self.touch(events.StartScan())
        self.until(lambda: self._scanned(count), f"page {count}", 60.0)

    def pages(self) -> tuple[str, ...]:
        """Ids of the pages of the component that is being scanned."""
        return tuple(page.page_id for page in self.state.of(events.Papers).line(PART).pages)

    def _scanned(self, count: int) -> bool:
        return self.state.of(events.Scan).phase is not ScanPhase.SCANNING and len(self.pages()) == count

    def to_code(self) -> None:
        """Review, then wait for the files and go to the code."""
        self.touch(events.Next())
        assert self.state.step == "review"
        self.until(lambda: bool(self.state.of(events.SubmissionState).parts), "the files")
        self.touch(events.Next())
        if self.state.step == "staff_check":
            self.touch(events.GoOnWithoutStaff())
        self.until(
            lambda: self.state.of(events.CodeEntry).phase in (CodePhase.SENT, CodePhase.ON_SCREEN), "a code"
        )

    def enter_code(self) -> None:
        """Type the code from the phone, or from the screen."""
        code = self.state.of(events.CodeEntry)
        on_screen = code.phase is CodePhase.ON_SCREEN
        typed = code.shown_code if on_screen else self.world.code_on_phone(self.personal_id)
        self.touch(events.CodeTyped(typed))
        self.until(lambda: self.state.step == "confirmation", "the code to be right")

    def submit(self) -> None:
        """The right code has submitted: wait until it is durable."""
        self.until(lambda: self.state.of(events.SubmissionState).phase in STORED, "đã lưu")

    def file_all(self, *papers: Paper) -> str:
        """From the welcome screen to "đã lưu"; gives the reference."""
        self.to_form()
        self.fill()
        self.scan(*papers)
        self.to_code()
        self.enter_code()
        self.submit()
        return self.state.of(events.Filing).reference_uid

    def receipt(self, phase: SlipPhase, seconds: float = 30.0) -> None:
        """Wait for the receipt."""
        self.until(lambda: self.state.of(events.Slips).receipt is phase, f"receipt {phase.value}", seconds)
