"""The citizen's journey: one function from state and event to a new state and what is to be done.

No Qt, no I/O, no clock of its own: time comes with each event, effects go out as values. What a step
does stands in the module of that step; this one knows what holds on all of them.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.session import (
    code,
    components,
    effects,
    events,
    filling,
    idle,
    ordering,
    reviewing,
    sign_in,
    slips,
    submitting,
)
from kiosk_app.session import scan as scanning
from kiosk_app.session.change import Change, Handler, World, enter, wipe
from kiosk_app.session.state import Health, JourneyState, Scan, Step, SubmitPhase


class Journey:
    """Holds the state and turns events into effects. Not thread-safe: all events on one thread."""

    def __init__(self, world: World) -> None:
        """`world` hands in what is not a function of state: ids, codes, the calendar day, the procedures."""
        self._world = world
        self.state = JourneyState(procedures=world.procedures())

    def handle(self, event: object, now: float) -> tuple[effects.Effect, ...]:
        """Take an event at `now` (monotonic seconds) and tell what is to be done.

        Results of an earlier session change nothing.
        """
        session = getattr(event, "session", None)
        if session is not None and session != self.state.session:
            return ()
        before = replace(self.state, now=now)
        if _is_touch(event):
            before = idle.touched(before)
        handler = _HANDLERS.get(type(event))
        after, todo = handler(self._world, before, event) if handler else (before, ())
        self.state = after
        return todo


def _is_touch(event: object) -> bool:
    return not isinstance(event, _RESULTS)


_RESULTS = (
    events.Tick,
    events.HealthChanged,
    events.QrSeen,
    events.TokenVerified,
    events.PaperSensed,
    events.BlankSideDropped,
    events.ScanEnded,
    events.ScanFailed,
    events.PartsPrepared,
    events.PreparationFailed,
    events.CodeRequested,
    events.CodeVerdict,
    events.DossierSaved,
    events.SavingFailed,
    events.DossierNews,
    events.SlipPrinted,
    events.SlipFailed,
)
"""Everything that is not a person at the screen. A page that was just fed is one: somebody stands there."""


def _begin(world: World, state: JourneyState, _event: object) -> Change:
    if state.step is not Step.WELCOME or not state.health.accepting or not state.procedures:
        return state, ()
    fresh = replace(
        state,
        session=state.session + 1,
        reference_uid=world.new_reference_uid(),
        scan=Scan(senses_paper=state.scan.senses_paper, has_feeder=state.scan.has_feeder),
    )
    return enter(fresh, Step.CONSENT), ()


def _language(_world: World, state: JourneyState, event: events.LanguageChosen) -> Change:
    return (replace(state, language=event.language) if event.language in ("vi", "en") else state), ()


def _consent_given(world: World, state: JourneyState, _event: object) -> Change:
    if state.step is not Step.CONSENT:
        return state, ()
    return enter(replace(state, consent_given_at=world.wall_clock()), Step.PROCEDURES), ()


def _consent_refused(_world: World, state: JourneyState, _event: object) -> Change:
    return wipe(state) if state.step is Step.CONSENT else (state, ())


def _health(world: World, state: JourneyState, event: events.HealthChanged) -> Change:
    old = state.health
    health = Health(
        online=old.online if event.link is None else event.link == "online",
        link=old.link if event.link is None else event.link,
        identity_service=old.identity_service if event.identity_service is None else event.identity_service,
        accepting=old.accepting if event.accepting is None else event.accepting,
        clock_doubtful=old.clock_doubtful if event.clock_doubtful is None else event.clock_doubtful,
        daemon=old.daemon if event.daemon is None else event.daemon,
        scanner=old.scanner if event.scanner is None else event.scanner,
        printer=old.printer if event.printer is None else event.printer,
        reader=old.reader if event.reader is None else event.reader,
    )
    scan = replace(
        state.scan,
        senses_paper=state.scan.senses_paper if event.senses_paper is None else event.senses_paper,
        has_feeder=state.scan.has_feeder if event.has_feeder is None else event.has_feeder,
    )
    after = sign_in.reader_changed(replace(state, health=health, scan=scan))
    if old.printer and not health.printer:
        return slips.retry_now(world, after)
    return after, ()


def _tick(world: World, state: JourneyState, _event: object) -> Change:
    if state.step is Step.WELCOME:
        # A new day may bring a new version, and a clock that was set right the first of them.
        state = replace(state, procedures=world.procedures())
    state, again = code.tick(sign_in.tick(state))
    state, todo = submitting.tick(world, state)
    state, more = slips.tick(world, state)
    state, last = idle.tick(world.options, state)
    return state, (*again, *todo, *more, *last)


def _cancel_asked(_world: World, state: JourneyState, _event: object) -> Change:
    if state.step is Step.WELCOME or state.submission.phase is SubmitPhase.SAVING:
        return state, ()
    if state.submission.phase in (SubmitPhase.SAVED, SubmitPhase.SENT, SubmitPhase.REJECTED):
        return wipe(state)
    return replace(state, confirm_cancel=True), ()


def _cancel_confirmed(_world: World, state: JourneyState, _event: object) -> Change:
    return wipe(state) if state.confirm_cancel else (state, ())


def _cancel_dismissed(_world: World, state: JourneyState, _event: object) -> Change:
    return replace(state, confirm_cancel=False), ()


def _touched(_world: World, state: JourneyState, _event: object) -> Change:
    return state, ()


_HANDLERS: dict[type, Handler] = {
    events.Touched: _touched,
    events.Tick: _tick,
    events.Begin: _begin,
    events.LanguageChosen: _language,
    events.ConsentGiven: _consent_given,
    events.ConsentRefused: _consent_refused,
    events.HealthChanged: _health,
    events.CancelAsked: _cancel_asked,
    events.CancelConfirmed: _cancel_confirmed,
    events.CancelDismissed: _cancel_dismissed,
    events.Next: ordering.next_step,
    events.Back: ordering.back,
    events.GoTo: ordering.go_to,
    events.TryAgain: ordering.try_again,
    **sign_in.HANDLERS,
    **filling.HANDLERS,
    **components.HANDLERS,
    **scanning.HANDLERS,
    **reviewing.HANDLERS,
    **code.HANDLERS,
    **submitting.HANDLERS,
    **slips.HANDLERS,
}
