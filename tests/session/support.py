"""A small procedure and a journey to drive through events alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from kiosk_app.catalogue.condition import ALWAYS, NEVER
from kiosk_app.catalogue.model import Catalogue, Procedure
from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import VneidToken
from kiosk_app.scanning.page import Finding, Page
from kiosk_app.session.facts.qr_reader import QrSeen
from kiosk_app.session.journeys.registry import JOURNEYS
from kiosk_app.session.kernel.context import Context, Options
from kiosk_app.session.kernel.dispatcher import Dispatcher
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.state import VisitState
from tests.catalogue.small import component, field, procedure, text
from tests.session import words as events
from tests.session.words import PreparedPart

CLAIMS = Claims(
    {
        "full_name": "Nguyễn Thị Hồng Ơn",
        "personal_id": "048190000002",
        "birth_date": "1990-03-15",
        "sex": "female",
        "phone": "0905000123",
    }
)


def page(name: str, *findings: Finding) -> Page:
    """A page; only its id and findings matter to the journey."""
    return Page(name, 100, 140, 300, b"picture", b"thumbnail", b"preview", findings)


Kind = TypeVar("Kind")


class Driver:
    """Drives a visit: keeps time, collects effects, says what a citizen does in few words."""

    def __init__(
        self,
        options: Options | None = None,
        *procedures: Procedure,
        settings: Mapping[type, object] | None = None,
    ) -> None:
        self.now = 1000.0
        self.effects: list[Effect] = []
        self.wall_clock = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
        self._uids = 0
        self.context = Context(
            options=options or Options(),
            new_reference_uid=self._new_uid,
            new_screen_code=lambda: "314159",
            wall_clock=lambda: self.wall_clock,
            catalogue=Catalogue(procedures or (procedure(),)),
            settings=settings or {},
        )
        self.dispatcher = Dispatcher(self.context, JOURNEYS)
        self.send(events.HealthChanged(link="online", daemon=True))

    def _new_uid(self) -> str:
        self._uids += 1
        return f"uid-{self._uids}"

    @property
    def state(self) -> VisitState:
        return self.dispatcher.state

    @property
    def visit(self) -> int:
        return self.dispatcher.state.visit

    def send(self, *all_events: Event) -> list[Effect]:
        """Send events; gives the effects of the last."""
        last: list[Effect] = []
        for event in all_events:
            last = list(self.dispatcher.handle(event, self.now))
            self.effects += last
        return last

    def wait(self, seconds: float) -> list[Effect]:
        """Let time pass, a tick a second; gives every effect of it."""
        found: list[Effect] = []
        for _ in range(round(seconds)):
            self.now += 1
            found += self.send(events.Tick())
        return found

    def all_of(self, kind: type[Kind]) -> list[Kind]:
        """Every effect of this kind so far."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def to_papers(self) -> None:
        self.send(events.Begin(), events.ProcedureChosen("9.000001"))
        assert self.state.step == "papers"

    def to_consent(self, again: str = "yes") -> None:
        self.to_papers()
        self.send(events.PaperAsked("again", again))
        if again == "yes":
            self.send(events.PaperBrought("OLD", brought=True))
        assert self.state.step == "consent"

    def to_sign_in(self, again: str = "yes") -> None:
        self.to_consent(again)
        self.send(events.ConsentGiven())
        assert self.state.step == "sign_in"

    def to_form(self, claims: Claims = CLAIMS, again: str = "yes") -> None:
        self.to_sign_in(again)
        self.send(QrSeen(self.visit, VneidToken("token")))
        self.send(events.TokenVerified(self.visit, "token", VerifyResult.VERIFIED, 2, claims))
        assert self.state.step == "form"

    def to_form_by_hand(self) -> None:
        """Nobody vouches for this citizen: everything is asked."""
        self.to_sign_in()
        self.send(events.SignInWithStaff())
        assert self.state.step == "form"

    def to_scan(self) -> None:
        self.to_form()
        self.send(events.Next())
        assert self.state.step == "scan"

    def scan(self, *names: str) -> None:
        self.send(events.StartScan())
        for name in names:
            self.send(events.PageScanned(self.visit, page(name)))
        self.send(events.ScanEnded(self.visit))

    def to_review(self) -> None:
        self.to_scan()
        self.scan("p1", "p2")
        self.send(events.Next())
        assert self.state.step == "review"

    def prepared(self) -> None:
        part = PreparedPart("f1", "OLD", "Giấy cũ.pdf", 2, 1000, "ab" * 32)
        attempt = self.all_of(events.PrepareParts)[-1].attempt
        self.send(events.PartsPrepared(self.visit, attempt, (part,), "TAM-DN07-0001-K"))

    def to_code(self) -> None:
        self.to_review()
        self.prepared()
        self.send(events.Next())
        assert self.state.step == "code"

    def code_sent(self, tries: int = 3) -> None:
        self.send(events.CodeRequested(self.visit, "sent", "•••• 123", 60, tries))

    def code_accepted(self) -> None:
        self.code_sent()
        self.send(events.CodeTyped("123456"), events.CodeVerdict(self.visit, "accepted", 2))

    def to_saved(self) -> None:
        self.to_code()
        self.code_accepted()
        self.stored()
        assert self.state.step == "confirmation"

    def stored(self) -> None:
        uid = self.state.of(events.Filing).reference_uid
        self.send(events.DossierSaved(self.visit, uid, "TAM-DN07-0001-K", self.wall_clock))

    def news(
        self, due: str = "2026-11-27T15:00:00+07:00", state: str = "accepted", *, received: bool = True
    ) -> None:
        code = "H17.99.01-261124-0001" if state == "accepted" else ""
        received_at = "2026-11-24T15:31:00+07:00" if code else ""
        self.send(
            events.DeliveryNews(
                self.state.of(events.Filing).reference_uid,
                state,
                code,
                received_at,
                due if code else "",
                received=received,
            )
        )


Check = Callable[[VisitState], bool]
__all__ = ["ALWAYS", "CLAIMS", "NEVER", "Driver", "component", "field", "page", "procedure", "text"]
