"""Chứng thực bản sao điện tử: what it takes, and which paper; or that the counter does it here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.model import Component, Need, Text
from kiosk_app.session.facts.booking import VisitMatter
from kiosk_app.session.facts.certified_copy import PAPERS, PROCEDURE, CertifiedCopies, CertifiedCopy
from kiosk_app.session.facts.counters import CounterQueues
from kiosk_app.session.facts.filing import PaperLine, Papers
from kiosk_app.session.facts.followed import Action, Followed
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.day import OpeningHours
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import NO_TEXT, VisitState
from kiosk_app.session.kernel.step import Change, Step, begin, done, stay

CERTIFYING = "Chứng thực bản sao từ bản chính"
QUEUE_TICKET = "queue_ticket"
"""The errand that leads to the counter."""
PAPER = "paper"
"""Name of the answer, as `offline_queue.contract.requests` has it."""
PART_NO = "BAN_CHINH"


@dataclass(frozen=True, slots=True)
class PaperChosen(Touch):
    """Which kind of paper the original is."""

    code: str


@dataclass(frozen=True, slots=True)
class CounterAsked(Touch):
    """ "Lấy số thứ tự": the counter certifies on paper."""


@dataclass(frozen=True, slots=True)
class VisitWanted(Touch):
    """ "Xin hẹn đến quầy": on another day."""


def _enter(context: Context, state: VisitState) -> Change:
    arranged = context.of(CertifiedCopies)
    copy = replace(
        state.of(CertifiedCopy),
        signed=arranged.signed,
        most_pages=arranged.most_pages,
        fee=_fee(context),
        numbers=bool(context.of(CounterQueues).fields),
        books=arranged.booked and not arranged.signed and bool(context.of(OpeningHours).hours),
        visit=False,
    )
    return stay(state.put(copy))


def _fee(context: Context) -> Text:
    """What the portal says of the fee: how much it is the officer says, who counts the original's pages."""
    known = next((one for one in context.procedures() if one.code == PROCEDURE), None)
    said = [one.waived for one in known.fees if one.waived.vi] if known else []
    return said[0] if said else NO_TEXT


def _chosen(_context: Context, state: VisitState, event: PaperChosen) -> Change:
    copy = state.of(CertifiedCopy)
    kind = next((one for one in PAPERS if one.code == event.code), None)
    if kind is None or not copy.signed:
        return stay(state)
    followed = Followed(action=Action.CERTIFIED_COPY, answers=((PAPER, kind.name.vi),))
    papers = state.of(Papers)
    if not papers.lines or copy.paper != kind.code:
        # Pages of another paper are not those of this one.
        component = Component(PART_NO, kind.name, kind.name, Need.REQUIRED, ALWAYS)
        papers = Papers(lines=(PaperLine(component, Need.REQUIRED, brought=True),))
        copy = replace(copy, paper=kind.code, same=frozenset())
    return done(state.put(copy, followed, papers))


def _counter(_context: Context, state: VisitState, _event: CounterAsked) -> Change:
    copy = state.of(CertifiedCopy)
    return begin(QUEUE_TICKET, "", state) if copy.numbers and not copy.signed else stay(state)


def _visit(_context: Context, state: VisitState, _event: VisitWanted) -> Change:
    copy = state.of(CertifiedCopy)
    if not copy.books:
        return stay(state)
    return done(state.put(replace(copy, visit=True), VisitMatter(CERTIFYING)))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """Only where the counter does it: there is nothing more to do here."""
    return stay(state) if state.of(CertifiedCopy).signed else done(state)


STEP = Step(
    "certified_copy",
    {PaperChosen: _chosen, CounterAsked: _counter, VisitWanted: _visit, Next: _next},
    enter=_enter,
    patience=2.0,
    saved=lambda state: not state.of(Papers).lines,
)
"""What an officer refuses is read before anything is scanned."""
