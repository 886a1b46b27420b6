"""The notice on personal data, agreed to or not."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.signer import Consent
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Touch
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, done, go, leave, stay

HELPED = "helped"
"""The way to where it is said who helps; only where a dossier is filed."""


@dataclass(frozen=True, slots=True)
class ConsentGiven(Touch):
    """ "Đồng ý"."""


@dataclass(frozen=True, slots=True)
class ConsentRefused(Touch):
    """ "Không đồng ý": the visit ends; nothing was read."""


@dataclass(frozen=True, slots=True)
class HelpedBySomebody(Touch):
    """ "Có người giúp tôi": asked of nobody, said by whom it concerns."""


@dataclass(frozen=True, slots=True)
class CountRefusal(Effect):
    """Count that somebody did not agree. Who, and for whom, is not known: nothing was read."""

    service_code: str
    """"" where no procedure was chosen."""


def _given(context: Context, state: VisitState, _event: ConsentGiven) -> Change:
    return done(state.put(Consent(context.wall_clock())))


def _refused(_context: Context, state: VisitState, _event: ConsentRefused) -> Change:
    procedure = state.of(Filing).procedure
    return leave(state, CountRefusal(procedure.code if procedure else ""))


def _helped(_context: Context, state: VisitState, _event: HelpedBySomebody) -> Change:
    return go(HELPED, state) if state.of(Filing).procedure else stay(state)


STEP = Step(
    "consent",
    {ConsentGiven: _given, ConsentRefused: _refused, HelpedBySomebody: _helped},
    patience=1.6,
)
