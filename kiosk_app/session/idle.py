"""Idle warning with countdown; nothing of a citizen stays on an abandoned screen."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.session.change import Change, Options, wipe
from kiosk_app.session.state import CodePhase, Idle, JourneyState, ScanPhase, SignInPhase, Step, SubmitPhase


def touched(state: JourneyState) -> JourneyState:
    """Somebody is there."""
    return replace(state, idle=Idle(last_touch=state.now))


def tick(options: Options, state: JourneyState) -> Change:
    """Warn, count down, wipe. While the machine itself is at work nobody is idle."""
    if state.step is Step.WELCOME:
        return state, ()
    if _working(state):
        return touched(state), ()
    if state.step is Step.RATING and state.now - state.entered_at >= options.goodbye_s:
        return wipe(state)
    idle_for = state.now - state.idle.last_touch
    if idle_for < options.idle_warning_s:
        return state, ()
    left = options.idle_warning_s + options.idle_countdown_s - idle_for
    if left <= 0:
        return wipe(state)
    return replace(state, idle=replace(state.idle, warning=True, seconds_left=round(left + 0.499))), ()


def _working(state: JourneyState) -> bool:
    return (
        state.submission.phase is SubmitPhase.SAVING
        or (state.step is Step.SCAN and state.scan.phase is ScanPhase.SCANNING)
        or (state.step is Step.SIGN_IN and state.sign_in.phase is SignInPhase.VERIFYING)
        or (state.step is Step.CODE and state.code.phase is CodePhase.CHECKING)
        or (state.step is Step.REVIEW and state.submission.preparing)
    )
