"""Visits that nobody planned: hands that touch anything, machines that answer late, wrongly or not at all.

Whatever happens: a screen that waits has something to wait for, everybody can leave, whoever walks off is
forgotten, and nothing of one dossier or person is taken for another's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from kiosk_app.catalogue.model import Fee
from kiosk_app.identity.payload import (
    AppointmentCode,
    CardQr,
    ForeignKind,
    ForeignQr,
    SlipCode,
    StaffBadge,
    VneidToken,
)
from kiosk_app.session.facts.followed import Action, draft_over
from kiosk_app.session.facts.helped import RELATIONS
from kiosk_app.session.facts.rating import RatingScale
from kiosk_app.session.kernel.context import Options
from kiosk_app.session.kernel.day import OpeningHours
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.state import WELCOME, Lifetime
from kiosk_app.session.steps.dossier_rating import LevelChosen, RatingWordsTyped
from tests.session import words as ev
from tests.session.machine_answers import ANSWERS, CODES, PEOPLE, claims_of
from tests.session.support import Driver, procedure, text
from tests.support.guides import COUNTER, HERE
from tests.support.payments import WAYS

HALL = ev.CounterQueues((ev.QueueField("A", text("Hộ tịch")),), ("người từ 80 tuổi",), ((480, 1020),), True)
SETTINGS: dict[type, object] = {
    ev.CounterQueues: HALL,
    ev.WaysToPay: WAYS,
    RatingScale: RatingScale(5, on_front=True),
    OpeningHours: OpeningHours(((450, 690), (810, 1020))),
    ev.ResultPrinter: ev.ResultPrinter(installed=True),
    ev.Petitions: ev.Petitions(taken=True),
    ev.CertifiedCopies: ev.CertifiedCopies(offered=True, signed=True, booked=True),
    ev.VoiceTools: ev.VoiceTools(microphone=True, listens=True),
}


class Visitors:
    """Drives one kiosk: touches, answers what is under way, and looks after each."""

    def __init__(self, seed: int) -> None:
        self.random = Random(f"any visit {seed}")
        options = Options(reader_at_door=True, chip_reader=True)
        self.driver = Driver(
            options, procedure(code=HERE.code, fees=(Fee("1", text("Phí"), 8_000),)), settings=SETTINGS
        )
        self.pending: list[Effect] = []
        self.told: list[str] = []
        self.token = ""
        self.pages = 0
        self.of_page: dict[str, str] = {}
        self.reads = False

    @property
    def state(self) -> Any:
        return self.driver.state

    def send(self, event: Event) -> None:
        """Send it, keep what is to be done, and look whether all is well."""
        self.told.append(f"{self.state.step}: {type(event).__name__}")
        for effect in self.driver.send(event):
            if type(effect) in ANSWERS:
                self.pending.append(effect)
            self._look_at(effect)
        self.pending = [one for one in self.pending if getattr(one, "visit", 0) == self.state.visit]
        self._look()

    def tick(self, seconds: float = 1.0) -> None:
        self.driver.now += seconds
        self.send(ev.Tick())

    def answer(self, effect: Effect, *, badly: bool = False) -> None:
        """One of the answers to what is under way; `badly`: the last of them."""
        found = ANSWERS[type(effect)](self, effect)
        self.pending = [one for one in self.pending if one is not effect]
        self.send(found[-1] if badly else self.random.choice(found))

    def touch(self) -> None:
        """Something that a hand or a code before the reader does on this screen, or on another one."""
        chance = self.random.random()
        step = self.random.choice(list(TOUCHES)) if chance < 0.05 else self.state.step
        found = TOUCHES.get(step, _always())(self)
        event = self.random.choice(found if found and chance < 0.85 else _anywhere(self))
        if isinstance(event, ev.QrSeen) and not self.reads:
            return
        self.send(event)

    def _look_at(self, effect: Effect) -> None:
        match effect:
            case ev.StartReader():
                self.reads = True
            case ev.StopReader() | ev.Wipe():
                self.reads = False
            case ev.VerifyToken(token=token):
                self.token = token
            case ev.SendRequest(found=found, pages=pages) if found is not None:
                assert {self.of_page[one.page_id] for one in pages} <= {found.code}, "another dossier's pages"
            case ev.PrintAppointment(submission=submission):
                assert submission.received
                assert submission.due_at is not None

    def _look(self) -> None:
        state, step = self.state, self.driver.dispatcher.step()
        if step is not None and (step.working(state) or step.holds(state)):
            assert self.pending, f"{state.step} waits for nothing"
        if state.step == WELCOME and not state.errands_done:
            kept = [kind for kind in state.slices if kind.lifetime is not Lifetime.MACHINE]
            assert kept == [], "somebody was not forgotten"
        followed, payment = state.of(ev.Followed), state.of(ev.Payment)
        if state.step == "payment" and payment.fee.code:
            assert payment.fee.code == (state.of(ev.ToPay).code or followed.found.code)
        if state.step == "draft" and state.of(ev.DraftReading).problem == "draft.over":
            assert draft_over(followed.found, self.driver.wall_clock)
        identity = state.of(ev.Signer).identity
        if identity is not None and identity.ticket and not identity.by_phone:
            assert identity.ticket == f"ticket {self.token}", "signed in by a code that is put away"

    def may_leave(self) -> None:
        """Whether "Hủy" ends the visit from here, unless something is being made durable."""
        state, step = self.state, self.driver.dispatcher.step()
        if step is None or step.holds(state):
            return
        probe = self.driver.dispatcher
        probe.handle(ev.CancelAsked(), self.driver.now)
        probe.handle(ev.CancelConfirmed(), self.driver.now)
        assert (probe.state.step, probe.state.errands_done) == (WELCOME, 0), f"nobody leaves {state.step}"
        probe.state = state

    def walk_off(self) -> None:
        """Nobody touches anything any more; what is under way is answered badly."""
        for _ in range(3_000):
            if not self.state.somebody_here:
                break
            if self.pending:
                self.answer(self.pending[0], badly=True)
            else:
                self.tick(5.0)
        assert not self.state.somebody_here, f"{self.state.step} is never left"
        assert self.reads == self.state.watching, "the reader reads for nobody"


def _anywhere(visit: Visitors) -> list[Event]:
    number = visit.state.visit
    payloads = (
        SlipCode(visit.random.choice(CODES)),
        AppointmentCode("LH-H17.99.01-261126-0007"),
        # At the door a badge leads to service mode, which is walked through elsewhere.
        StaffBadge("BADGE1.CB07.x") if visit.state.journey else ForeignQr(ForeignKind.TEXT),
        ForeignQr(ForeignKind.WIFI),
        CardQr(claims_of(visit.random.choice(PEOPLE)), 7),
        VneidToken(f"{visit.random.choice(PEOPLE)} {visit.random.randrange(1000)}"),
    )
    return [
        *(ev.QrSeen(number, one) for one in payloads),
        *(ev.Next(), ev.Next(), ev.Next(), ev.Back(), ev.TryAgain(), ev.Touched(), ev.HelpAsked()),
        *(ev.CancelAsked(), ev.CancelDismissed(), ev.DoorAnswered(enter=visit.random.random() < 0.5)),
        ev.HealthChanged(link=visit.random.choice(["online", "offline"])),
        ev.HealthChanged(printer=visit.random.choice(["", "printer.paper_out"])),
        ev.HealthChanged(reader=visit.random.choice(["", "", "reader.unplugged"])),
    ]


def _welcome(visit: Visitors) -> list[Event]:
    return [ev.Begin(one.journey, one.subject) for one in visit.state.errands]


def _sign_in(visit: Visitors) -> list[Event]:
    by_code = [event for event in _anywhere(visit) if isinstance(event, ev.QrSeen)][-2:]
    return [
        *(*by_code, by_code[-1], by_code[-1]),
        *(ev.SignInByPhone(), ev.SignInWithStaff(), ev.GoOnUnverified(), ev.ReadChipAgain()),
    ]


def _dossier(visit: Visitors) -> list[Event]:
    return [
        *(ev.ActionAsked(one) for one in Action),
        *(ev.DossierChosen(one) for one in CODES),
        *(ev.SignInAsked(), ev.CheckInAsked(), ev.StateSlipAsked(), ev.ResultAsked("r1")),
        ev.StateSlipAsked(ev.DossierSlip.REQUEST),
    ]


def _scan(visit: Visitors) -> list[Event]:
    return [ev.StartScan(), ev.StopScan(), ev.PageKept(), ev.NotBrought(), ev.Next()]


def _visit_day(visit: Visitors) -> list[Event]:
    return [ev.HalfDayChosen(one.day, one.morning) for one in visit.state.of(ev.VisitDay).halves]


def _compare(visit: Visitors) -> list[Event]:
    lines = visit.state.of(ev.Papers).lines
    return [*(ev.PageIsSame(one.page_id) for line in lines for one in line.pages), ev.PageDiffers()]


def _always(*found: Event) -> Callable[[Visitors], list[Event]]:
    return lambda _visit: list(found)


TOUCHES: dict[str, Callable[[Visitors], list[Event]]] = {
    WELCOME: _welcome,
    "papers": _always(ev.PaperAsked("again", "no"), ev.PaperAsked("again", "yes"), ev.Next()),
    "consent": _always(
        ev.ConsentGiven(), ev.ConsentGiven(), ev.ConsentGiven(), ev.ConsentRefused(), ev.HelpedBySomebody()
    ),
    "who_helps": _always(
        ev.HelperNamed("Trần Văn Bình"), ev.RelationChosen(RELATIONS[0].vi), ev.NobodyHelps(), ev.Next()
    ),
    "sign_in": _sign_in,
    "phone_sign_in": _always(ev.ThatIsMe(), ev.ThatIsMe(), ev.NotMe(), ev.Back()),
    "form": _always(
        ev.Answered("name", "Trần Văn Bình"),
        ev.Answered("id", PEOPLE[1]),
        ev.Answered("birth", "1990-03-15"),
        ev.Answered("again", "no"),
        ev.Next(),
    ),
    "scan": _scan,
    "review": _always(ev.EditAnswers("said"), ev.EditHelper(), ev.Next(), ev.Next()),
    "staff_check": _always(ev.GoOnWithoutStaff()),
    "code": _always(ev.CodeTyped("123456"), ev.ResendCode(), ev.NoPhone(), ev.CodeTyped("314159")),
    "confirmation": _always(ev.PayNow(), ev.Reprint(), ev.AnotherErrand(), ev.SignInAnew(), ev.Next()),
    "rating": _always(ev.Rated(5)),
    "find_procedure": _always(ev.GuideChosen(HERE.code), ev.GuideChosen(COUNTER.code), ev.NeedTyped("khai")),
    "requirements": _always(ev.PrintAsked(), ev.CounterVisitAsked(), ev.Next()),
    "visit_day": _visit_day,
    "petitioner": _always(ev.PetitionerTyped("full_name", "Trần Văn Bình"), ev.Next()),
    "look_up": _always(ev.CodeEntered(CODES[0]), ev.CodeEntered(CODES[1]), ev.MineAsked(), ev.Next()),
    "dossier": _dossier,
    "draft": _always(ev.LineWrong("Dân tộc"), ev.CorrectionTyped("Cơ Tu"), ev.Next()),
    "withdrawal": _always(ev.Next()),
    "result": _always(ev.CopiesChosen(2), ev.CopiesChosen(1)),
    "payment": _always(ev.TerminalChosen(), ev.TerminalGivenUp(), ev.TransferSaid(), ev.PaymentSlipAsked()),
    "dossier_rating": _always(LevelChosen(5), LevelChosen(1), RatingWordsTyped("Chờ lâu")),
    "request_sent": _always(ev.RequestSlipAsked(), ev.SignInAnew(), ev.TryAgain()),
    "queue_ticket": _always(
        ev.PriorityChosen(wanted=True), ev.QueueFieldChosen("A"), ev.QueueTicketPrintAsked()
    ),
    "petition": _always(
        ev.CategoryChosen("roads"),
        ev.PetitionTyped("Đèn tắt."),
        ev.PapersWanted(wanted=True),
        ev.PetitionSent(named=True),
        ev.PetitionSent(named=False),
        ev.VoiceWanted(),
    ),
    "voice": _always(ev.RecordTouched(), ev.StopTouched(), ev.ListenTouched(), ev.DeleteTouched()),
    "certified_copy": _always(ev.PaperChosen("diploma"), ev.VisitWanted(), ev.CounterAsked()),
    "compare": _compare,
    "due_services": _always(ev.ServiceOpened("u1"), ev.ServicePutOff("u1"), ev.SignInAnew()),
    "read_aloud": _always(ev.Next()),
}


def _step(visit: Visitors) -> None:
    """One thing that happens."""
    chance = visit.random.random()
    if visit.random.random() < 0.01:
        # The counter closes, midnight passes, a draft's day ends, while somebody stands here.
        visit.driver.wall_clock += timedelta(hours=visit.random.randrange(1, 10))
    if visit.pending and chance < 0.3:
        visit.answer(visit.random.choice(visit.pending))
    elif chance < 0.38:
        visit.tick(visit.random.choice([1.0, 1.0, 5.0, 30.0]))
    elif chance < 0.42 and visit.state.step == "confirmation":
        visit.driver.news(received=visit.random.random() < 0.5)
    else:
        visit.touch()


@pytest.mark.mostly_long("one more walk", one_in=4)
@pytest.mark.parametrize("seed", range(24))
def test_nobody_is_stuck_and_nothing_is_anothers(seed: int) -> None:
    visit = Visitors(seed)
    for _ in range(6):
        for _ in range(160):
            _step(visit)
            visit.may_leave()
        visit.walk_off()


@pytest.mark.long("every walk once more")
def test_the_walks_come_everywhere() -> None:
    """Walks that never leave the door would find nothing: a hundred of them are more than enough."""
    left = set(TOUCHES)
    for seed in range(100):
        visit = Visitors(seed)
        for _ in range(6):
            for _ in range(160):
                _step(visit)
                left.discard(visit.state.step)
            visit.walk_off()
        if not left:
            break
    assert left == set()
