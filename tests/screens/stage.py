"""A kiosk without devices: the real journey and the real interface, with every result handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

import cv2
import numpy as np
import segno
from PySide6.QtCore import QMetaObject, QUrl
from PySide6.QtQml import QQmlComponent

from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.model import Catalogue
from kiosk_app.composition import NOTICE
from kiosk_app.identity.model import Claims
from kiosk_app.scanning.page import Finding, Page
from kiosk_app.session.facts.certified_copy import CertifiedCopies
from kiosk_app.session.facts.counters import CounterQueues
from kiosk_app.session.facts.payment import WaysToPay
from kiosk_app.session.facts.petition import Petitions
from kiosk_app.session.facts.portal_takes import ALL_TAKEN, PortalTakes
from kiosk_app.session.facts.rating import RatingScale
from kiosk_app.session.facts.results import ResultPrinter
from kiosk_app.session.facts.voice import VoiceTools
from kiosk_app.session.journeys.registry import JOURNEYS
from kiosk_app.session.kernel.context import Context, Options
from kiosk_app.session.kernel.day import OpeningHours
from kiosk_app.session.kernel.dispatcher import Dispatcher, Frame
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.pictures import CameraView
from kiosk_app.ui.pictures import Frame as CameraFrame
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import CounterInfo
from kiosk_app.ui.window import Panel, Window
from tests.catalogue.samples import offered
from tests.session import words as events
from tests.support.counters import QUEUES
from tests.support.papers import scanned, sheet
from tests.support.payments import WAYS
from tests.support.upright import prepared
from vietnam.time_zone import VIETNAM

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=VIETNAM)
AUTHORITY, PHONE = "UBND xã Nam Giang", "0235 000 0007"
SCREEN_CODE = "314159"
CLAIMS = Claims(
    {
        "full_name": "Trần Thị Bích Ngọc",
        "personal_id": "048190000002",
        "birth_date": "1990-03-12",
        "sex": "female",
        "nationality": "Việt Nam",
        "ethnicity": "Kinh",
        "id_type": "Thẻ Căn cước",
        "id_number": "048190000002",
        "id_issued_on": "2024-08-15",
        "id_issued_by": "Bộ Công an",
        "residence_kind": "permanent",
        "residence_province": "48",
        "residence_commune": "20707",
        "residence_detail": "Thôn Mực",
        "phone": "0905000002",
    }
)


_PAGES = b"""
import QtQml

QtObject {
    function leave() { stage.source = ""; }
    function come() { if (!main.current) main.open(); }
}
"""
"""In the context of the frame: its page goes, and comes again."""


@cache
def _catalogue() -> Catalogue:
    return offered({"1.004873": 15}, "1.004873", "2.000635")


_ANY_TIME, _NO_VOICE = OpeningHours(), VoiceTools()


@dataclass
class Actor:
    """The visit on the stage; the store sees one dispatcher, a new play begins a new one."""

    now: float = 1000.0
    at: datetime = NOW
    """What the clock on the wall shows."""
    dispatcher: Dispatcher = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(
        self,
        *,
        ways: WaysToPay = WAYS,
        levels: int = 5,
        signed: bool = True,
        opening: OpeningHours = _ANY_TIME,
        voice: VoiceTools = _NO_VOICE,
        takes: PortalTakes = ALL_TAKEN,
    ) -> None:
        """Begin anew: welcome screen, everything well.

        `levels`: of the scale by which dossiers are rated; `signed`: whether an officer signs copies here.
        """
        uids = iter(f"uid-{number}" for number in range(1, 100))
        self.at = NOW
        context = Context(
            Options(chip_reader=True),
            lambda: next(uids),
            lambda: SCREEN_CODE,
            lambda: self.at,
            _catalogue(),
            {
                CounterQueues: QUEUES,
                Petitions: Petitions(taken=True),
                CertifiedCopies: CertifiedCopies(offered=True, signed=signed, most_pages=3, booked=True),
                OpeningHours: opening,
                VoiceTools: voice,
                WaysToPay: ways,
                PortalTakes: takes,
                RatingScale: RatingScale(levels),
                ResultPrinter: ResultPrinter(installed=True),
            },
        )
        self.dispatcher = Dispatcher(context, JOURNEYS)
        self.dispatcher.handle(events.HealthChanged(link="online", daemon=True, has_feeder=True), self.now)

    @property
    def state(self) -> VisitState:
        """See session.kernel.dispatcher.Dispatcher."""
        return self.dispatcher.state

    def frame(self) -> Frame:
        """See session.kernel.dispatcher.Dispatcher."""
        return self.dispatcher.frame()

    def handle(self, event: Event, now: float) -> tuple[Effect, ...]:
        """See session.kernel.dispatcher.Dispatcher; the stage keeps its own time."""
        del now
        return self.dispatcher.handle(event, self.now)


Scene = Callable[["Stage"], None]


class Stage:
    """Store, window and actor together."""

    def __init__(self, width: int, height: int, width_mm: float, *, reduced_motion: bool = True) -> None:
        """Sizes of the panel in pixels and millimetres."""
        self.actor = Actor()
        self.store = Store(self.actor, lambda: self.actor.now)
        self.camera = CameraView(self.store)
        panel = Panel(width, height, width_mm, full_screen=False, reduced_motion=reduced_motion)
        counter = CounterInfo(AUTHORITY, PHONE, load_notice(NOTICE, AUTHORITY, PHONE))
        self.window = Window(self.store, self.camera, panel, counter)
        root = self.window.view.rootObject()
        context = self.window.view.engine().contextForObject(root)
        self._pages = QQmlComponent(self.window.view.engine())
        self._pages.setData(_PAGES, QUrl())
        self._hand = self._pages.create(context)

    @property
    def state(self) -> VisitState:
        """The state on the stage."""
        return self.actor.state

    @property
    def visit(self) -> int:
        """Number of the visit."""
        return self.actor.state.visit

    def restart(self) -> None:
        """Begin anew."""
        self.actor.restart()
        self.camera.show(None)
        self.store.changed.emit()

    def play(self, scene: Scene, *, text_size: int = 0, language: str = "vi") -> None:
        """Begin anew and let a scene happen at once: neither the way to it nor another look is drawn.

        The page is a new one in any case, as after the welcome screen.
        """
        self._frame("leave")
        self.store.blockSignals(True)
        try:
            self.restart()
            scene(self)
            if (text_size, language) != (self.state.text_size, self.state.language):
                self.dress(text_size, language)
        finally:
            self.show()

    def dress(self, text_size: int, language: str, *, high_contrast: bool = False, low: bool = False) -> None:
        """Show it in another look. That is a touch: the warning that nobody touches anything comes again."""
        warned, board = self.state.presence.warning, self.state.presence.board
        self.window.preferences.setTextSize(text_size)
        self.window.preferences.setHighContrast(high_contrast)
        self.window.preferences.setLow(low)
        if self.state.language != language:
            self.send(events.LanguageChosen(language))
        if warned:
            self.wait_for_warning()
        if board:
            before = self.actor.dispatcher.state
            self.actor.dispatcher.state = replace(before, presence=replace(before.presence, board=True))
            self.store.changed.emit()

    def show(self) -> None:
        """Draw what has happened so far: for a hand that is to touch it."""
        self.store.blockSignals(False)
        self.store.changed.emit()
        # Where the step is the one before, nothing tells the frame that its page is gone.
        self._frame("come")

    def _frame(self, what: str) -> None:
        # An expression would be evaluated with Python's lock held, while the thread that reads pictures waits
        # for it and has what the page waits for; an invoked method lets go of it, as signals do.
        QMetaObject.invokeMethod(self._hand, what)

    def send(self, *all_events: Event) -> None:
        """Let events happen."""
        for event in all_events:
            self.store.dispatch(event)

    def wait(self, seconds: int) -> None:
        """Let time pass, a tick a second."""
        for _ in range(seconds):
            self.actor.now += 1.0
            self.store.dispatch(events.Tick())

    def wait_for_warning(self) -> None:
        """Let time pass until the screen warns that nobody is there: later for larger text."""
        for _ in range(600):
            if self.state.presence.warning:
                return
            self.wait(1)
        raise AssertionError("the screen never warns")

    def close(self) -> None:
        """Take it down."""
        self.window.close()


@cache
def page(number: int, *findings: Finding) -> Page:
    """A prepared page of a drawn paper; scanned coarsely to be quick."""
    made = _scanned(number, blurred=Finding.BLURRED in findings)
    return Page(
        made.page_id, made.width, made.height, made.dpi, made.picture, made.thumbnail, made.preview, findings
    )


@cache
def _scanned(number: int, *, blurred: bool) -> Page:
    dice = np.random.default_rng(7 + number)
    paper = sheet("old-certificate" if number % 2 else "back-page", dice)
    coarse = np.asarray(cv2.resize(paper, None, fx=0.34, fy=0.34, interpolation=cv2.INTER_AREA), np.uint8)
    small = scanned(coarse, float(dice.uniform(-1.8, 1.8)), dice)
    if blurred:
        small = np.asarray(cv2.GaussianBlur(small, (0, 0), 6), np.uint8)
    return prepared(small, 102, f"page-{number}")


@cache
def phone_before_camera() -> CameraFrame:
    """A frame of a hand-held phone with a code."""
    room = np.full((480, 640, 3), 96, np.uint8)
    cv2.rectangle(room, (215, 40), (425, 450), (30, 30, 30), -1)
    cv2.rectangle(room, (225, 60), (415, 430), (235, 235, 235), -1)
    modules = np.array([list(row) for row in segno.make("VNEID1.sample", error="m").matrix], np.uint8)
    code = cv2.resize(255 - modules * 255, (170, 170), interpolation=cv2.INTER_NEAREST)
    room[150:320, 235:405] = code[:, :, np.newaxis]
    return np.asarray(room, np.uint8)
