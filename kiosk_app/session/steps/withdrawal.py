"""Rút hồ sơ: what it means is said, and one touch asks for it."""

from __future__ import annotations

from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, done


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return done(state)


STEP = Step("withdrawal", {Next: _next}, saved=lambda _state: True)
