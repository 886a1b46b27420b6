"""A dossier that was filed before: what is told of it, and what its citizen wants done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk_app.identity.model import Identity
from kiosk_app.scanning.page import Page
from kiosk_app.session.facts.voice import Voice
from kiosk_app.session.kernel.event import Effect, Result
from kiosk_app.session.kernel.state import Slice

_RECEIVED = frozenset({"2", "4", "5", "6", "7", "8", "9", "10"})
"""States of a dossier that an authority has received."""
_NO_RESULT = frozenset({"3", "7", "8"})
_DONE = frozenset({"9", "10"})
_ANSWERED = frozenset({"3", "9", "10"})


class Action(StrEnum):
    """What is asked for; the value is the kind of the submission."""

    NONE = ""
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    CONFIRMATION = "confirmation"
    PAYMENT = "payment"
    RATING = "rating"
    PETITION = "petition"
    """About no dossier."""
    CERTIFIED_COPY = "certified_copy"
    """About no dossier."""
    BOOKING = "booking"
    """About no dossier."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What was filed here, as the official slip names it."""

    service_code: str
    summary: str
    copies: int
    applicant_name: str
    applicant_address: str
    phone: str
    email: str
    personal_id: str
    owner_name: str
    owner_address: str
    delivery: str
    """ "counter", "post" or "online"."""
    papers: tuple[tuple[str, bool], ...]
    """(name, whether it was scanned from paper)."""

    def __repr__(self) -> str:
        return "Filed(…)"


@dataclass(frozen=True, slots=True)
class DossierStatus:
    """What is told of a dossier. Dates: ISO 8601, "" when not told."""

    code: str
    stage: str = ""
    """The national portal's code of its state, "1" to "10"; "" while no authority has said anything."""
    sent: bool = True
    """Whether the portal has it; False while it waits at this kiosk."""
    ended: str = ""
    """How it ended here before an authority had it: "withdrawn", "erased", "returned"."""
    received_at: str = ""
    due_at: str = ""
    due_before: str = ""
    told_at: str = ""
    fresh: bool = False
    own: bool = False
    """Whether it is known to concern who asks; the rest is only told then."""
    kind: str = "dossier"
    """"dossier", "petition", "certified_copy" or "booking"."""
    reference_uid: str = ""
    provisional_code: str = ""
    service_name: str = ""
    authority_name: str = ""
    words: str = ""
    """What the authority asks for, or answers to a request."""
    asked_at: str = ""
    """When it asked for papers."""
    asked_papers: tuple[tuple[str, str], ...] = ()
    """The papers that it asks for, where it lists them: (name, how many)."""
    late_reason: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    draft_uid: str = ""
    draft: tuple[tuple[str, str], ...] = ()
    draft_until: str = ""
    results: tuple[tuple[str, str], ...] = ()
    officials: tuple[str, ...] = ()
    """Who handled it, as the authority names them."""
    rating: str = ""
    """"given" where the portal says that it was rated; told to everybody."""
    filed: Filed | None = None
    """None where it was filed elsewhere, or is no longer kept here."""

    @property
    def request(self) -> bool:
        """Whether it is a request about no dossier: nothing can be done about it but read the answer."""
        return self.kind != "dossier"

    @property
    def received(self) -> bool:
        """Whether an authority has received it. Before that a date of the portal is when it was sent."""
        return self.stage in _RECEIVED

    @property
    def promised(self) -> bool:
        """Whether a result is still to come, or came: of what was refused, withdrawn or stopped none does."""
        return self.received and not self.ended and self.stage not in _NO_RESULT

    @property
    def awaited(self) -> bool:
        """Whether its result is promised and still to come."""
        return self.promised and self.stage not in _DONE

    @property
    def answered(self) -> bool:
        """Whether a request has its answer."""
        return self.request and not self.ended and self.stage in _ANSWERED

    def __repr__(self) -> str:
        return f"DossierStatus({self.code})"


def draft_over(found: DossierStatus, now: datetime) -> bool:
    """Whether the day for answering a draft is over: silence was consent."""
    try:
        until = datetime.fromisoformat(found.draft_until)
    except ValueError:
        return False
    if until.tzinfo is None:
        until = until.replace(hour=23, minute=59, second=59, tzinfo=now.tzinfo)
    return now > until


@dataclass(frozen=True, slots=True)
class Followed(Slice):
    """What is asked for, and about which dossier where one is meant."""

    code: str = ""
    """As typed or read; "" while all of one's own are looked at."""
    found: DossierStatus | None = None
    mine: tuple[DossierStatus, ...] = ()
    more: int = 0
    all_asked: bool = False
    """All of one's own are asked for: that needs a sign-in."""
    sign_in: bool = False
    """The citizen wants to sign in, to be told more."""
    action: Action = Action.NONE
    answers: tuple[tuple[str, str], ...] = ()
    """What the request says besides (`offline_queue.contract.requests`)."""

    def __repr__(self) -> str:
        return f"Followed({self.code}, {self.action.value})"


@dataclass(frozen=True, slots=True)
class LookUpDossier(Effect):
    """Ask for a dossier by its code (→ DossierTold)."""

    visit: int
    number: int
    code: str
    ticket: str

    def __repr__(self) -> str:
        # The code of a request comes with the key that opens its answer.
        return f"LookUpDossier({self.number})"


@dataclass(frozen=True, slots=True)
class ListMine(Effect):
    """Ask for all dossiers of who signed in (→ MineTold)."""

    visit: int
    number: int
    ticket: str

    def __repr__(self) -> str:
        return f"ListMine({self.number})"


@dataclass(frozen=True, slots=True)
class DossierTold(Result):
    """What became of the question: "found", or why not."""

    number: int
    result: str
    found: DossierStatus | None = None
    sign_in_over: bool = False
    """Whether the sign-in that it was asked with holds no longer: nothing was told by it."""


@dataclass(frozen=True, slots=True)
class MineTold(Result):
    """All of who signed in: "found", or why not."""

    number: int
    result: str
    mine: tuple[DossierStatus, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class SendRequest(Effect):
    """Seal a request into the queue (→ RequestSaved | RequestFailed)."""

    visit: int
    reference_uid: str
    action: Action
    found: DossierStatus | None
    """None where no dossier is meant."""
    identity: Identity | None
    """None: the citizen gives no name."""
    answers: tuple[tuple[str, str], ...]
    pages: tuple[Page, ...]
    consent_given_at: datetime | None = None
    """None where none is asked for again."""
    person: tuple[tuple[str, str], ...] = ()
    """Name and telephone as typed, where no sign-in told them: "full_name", "phone"."""
    confirmation: str = ""
    """The daemon's word that a member of staff saw who asks; "" where nobody did."""
    voice: Voice | None = None
    """What the citizen said, of a petition."""

    def __repr__(self) -> str:
        return f"SendRequest({self.reference_uid}, {self.action.value})"


@dataclass(frozen=True, slots=True)
class RequestSaved(Result):
    """It is durable."""

    reference_uid: str
    code: str
    """Its own provisional code, for the slip."""
    at: datetime
    pages: int
    key: str = ""
    """What opens the answer to a request about no dossier; "" for every other."""


@dataclass(frozen=True, slots=True)
class RequestFailed(Result):
    """It was not stored; what was scanned is still there."""

    reference_uid: str
    problem: str
