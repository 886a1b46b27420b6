"""The notice on personal data, agreed to or not."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.signer import Consent
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Touch
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, done, leave


@dataclass(frozen=True, slots=True)
class ConsentGiven(Touch):
    """ "Đồng ý"."""


@dataclass(frozen=True, slots=True)
class ConsentRefused(Touch):
    """ "Không đồng ý": the visit ends; nothing was read."""


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


STEP = Step("consent", {ConsentGiven: _given, ConsentRefused: _refused}, patience=1.6)
