"""What the portal says is due to who signed in (gợi ý chủ động): kept for the visit, shown to nobody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from kiosk_app.session.kernel.event import Effect, Result
from kiosk_app.session.kernel.state import Lifetime, Slice, VisitState
from kiosk_app.session.kernel.step import Change, stay

FOUND = "found"


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A procedure that is due. Title and reason are the portal's words."""

    uid: str
    service_code: str
    title: str
    reason: str = ""
    due_at: str = ""
    """ISO 8601; "" where no day is named."""
    place: str = ""
    """Who takes it, in the portal's words; "" where it does not say."""
    answers: tuple[tuple[str, str], ...] = ()
    """(key of the form, value): what the portal knows already."""

    def __repr__(self) -> str:
        return f"DueEntry({self.service_code})"


@dataclass(frozen=True, slots=True)
class DueServices(Slice):
    """Of this citizen."""

    lifetime: ClassVar[Lifetime] = Lifetime.VISIT

    asked_in: int = 0
    """The visit number in which it was asked for; an answer to an earlier one never comes."""
    result: str = ""
    """ "" while it is not known; "found", or why it is not known: "not_now", "too_often", "sign_in"."""
    services: tuple[DueEntry, ...] = ()
    seen: frozenset[str] = frozenset()
    """Uids of those that were put off or opened: not shown again in this visit."""
    opened: str = ""
    """Uid of the one that is being filed."""

    def open(self) -> tuple[DueEntry, ...]:
        """Give those that are still to be shown, in the portal's order."""
        return tuple(one for one in self.services if one.uid not in self.seen)

    def being_filed(self, service_code: str) -> DueEntry | None:
        """Give the one that was opened, when it is this procedure."""
        return next(
            (one for one in self.services if (one.uid, one.service_code) == (self.opened, service_code)), None
        )

    def __repr__(self) -> str:
        return f"DueServices({self.result})"


@dataclass(frozen=True, slots=True)
class AskDueServices(Effect):
    """Ask what is due to who signed in (→ DueServicesTold)."""

    visit: int
    ticket: str

    def __repr__(self) -> str:
        return "AskDueServices(…)"


@dataclass(frozen=True, slots=True)
class DueServicesTold(Result):
    """What became of the question."""

    result: str
    services: tuple[DueEntry, ...] = ()


def asked(state: VisitState, ticket: str) -> Change:
    """Ask, for somebody who has just signed in or once more; without a verified sign-in nothing is asked."""
    if not ticket:
        return stay(state.put(DueServices(result="sign_in")))
    known = state.of(DueServices)
    return stay(
        state.put(replace(known, asked_in=state.visit, result="")), AskDueServices(state.visit, ticket)
    )


def told(_context: object, state: VisitState, event: DueServicesTold) -> Change:
    """Keep the answer, unless who asked was signed out meanwhile."""
    known = state.of(DueServices)
    if known.asked_in != state.visit or known.result:
        return stay(state)
    return stay(state.put(replace(known, result=event.result, services=event.services)))
