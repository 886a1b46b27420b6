""" "Nộp hồ sơ": made durable first, then followed on its way to the portal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk_app.session import effects, events, slips
from kiosk_app.session.change import Change, Handler, World, enter
from kiosk_app.session.state import CodePhase, JourneyState, Step, SubmitPhase

SEEN_S = 4.0
"""How long "đã gửi" stands before the screen goes on by itself."""
REMINDER_S = 15.0
"""How long the reminder stands before the slip is printed without a touch."""
_OPEN = (SubmitPhase.NOT_YET, SubmitPhase.FAILED)
_DONE = (SubmitPhase.SAVED, SubmitPhase.SENT, SubmitPhase.REJECTED)


def save(state: JourneyState) -> Change:
    """Have the dossier sealed and stored. A second touch finds the phase changed and does nothing."""
    method = "screen_code" if state.code.shown_code else "portal_otp"
    submission = replace(state.submission, phase=SubmitPhase.SAVING, problem="")
    after = enter(replace(state, submission=submission), Step.SAVED)
    return after, (effects.SaveDossier(state.session, state.reference_uid, method, state.code.reason),)


def go_on(state: JourneyState) -> Change:
    """To the reminder."""
    return (enter(state, Step.ORIGINALS), ()) if state.submission.phase in _DONE else (state, ())


def tick(world: World, state: JourneyState) -> Change:
    """Go on without a touch: somebody who walks off still gets the slip."""
    if state.step is Step.SAVED and state.submission.phase in _DONE:
        waited = state.now - state.submission.saved_at
        heard = state.submission.phase is not SubmitPhase.SAVED
        heard_for = state.now - state.submission.sent_at if heard else 0.0
        if heard_for >= SEEN_S or (not heard and waited >= max(SEEN_S, world.options.wait_for_portal_s)):
            return go_on(state)
    if state.step is Step.ORIGINALS and state.now - state.entered_at >= REMINDER_S:
        return slips.begin(world, state)
    return state, ()


def _submit(_world: World, state: JourneyState, _event: object) -> Change:
    ready = state.step is Step.CODE and state.code.phase is CodePhase.ACCEPTED
    if not ready or state.submission.phase not in _OPEN or not state.submission.parts:
        return state, ()
    return save(state)


def _saved(_world: World, state: JourneyState, event: events.DossierSaved) -> Change:
    if state.submission.phase is not SubmitPhase.SAVING:
        return state, ()
    submission = replace(
        state.submission,
        phase=SubmitPhase.SAVED,
        provisional_code=event.provisional_code,
        saved_at=state.now,
    )
    return replace(state, submission=submission), ()


def _not_saved(_world: World, state: JourneyState, event: events.SavingFailed) -> Change:
    if state.submission.phase is not SubmitPhase.SAVING:
        return state, ()
    return replace(
        state, submission=replace(state.submission, phase=SubmitPhase.FAILED, problem=event.problem)
    ), ()


def _news(world: World, state: JourneyState, event: events.DossierNews) -> Change:
    if event.reference_uid != state.reference_uid or state.submission.phase not in _DONE:
        return state, ()
    phase = state.submission.phase
    if event.state == "rejected":
        phase = SubmitPhase.REJECTED
    elif event.official_code:
        phase = SubmitPhase.SENT
    old = state.submission
    submission = replace(
        old,
        phase=phase,
        official_code=event.official_code or old.official_code,
        received_at=_moment(event.received_at) or old.received_at,
        due_at=_moment(event.due_at) or old.due_at,
        sent_at=old.sent_at or (state.now if phase is not SubmitPhase.SAVED else 0.0),
    )
    return slips.news_came(world, replace(state, submission=submission))


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


HANDLERS: dict[type, Handler] = {
    events.Submit: _submit,
    events.DossierSaved: _saved,
    events.SavingFailed: _not_saved,
    events.DossierNews: _news,
}
