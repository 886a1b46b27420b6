"""Printing, apart from delivery: the receipt by itself, the appointment slip when there is an appointment."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.session import effects, events
from kiosk_app.session.change import Change, Handler, World, enter, wipe
from kiosk_app.session.state import JourneyState, SlipPhase, Slips, Step

_UNCONFIRMED = "printer.unconfirmed"


def begin(world: World, state: JourneyState) -> Change:
    """Open the step and print the receipt."""
    state = enter(state, Step.SLIP)
    if state.slips.receipt is not SlipPhase.NOT_ASKED:
        return state, ()
    slips = replace(state.slips, reprints_left=world.options.reprints)
    return _print_receipt(replace(state, slips=slips), reprint=False)


def news_came(_world: World, state: JourneyState) -> Change:
    """The portal answered: with a due date, and the receipt out, the appointment slip follows."""
    return _print_next(state)


def retry_now(_world: World, state: JourneyState) -> Change:
    """Print what could not be printed before."""
    if state.slips.receipt is SlipPhase.WAITING:
        return _print_receipt(state, reprint=False)
    if state.slips.appointment is SlipPhase.WAITING:
        return _print_appointment(state, reprint=False)
    return state, ()


def tick(world: World, state: JourneyState) -> Change:
    """Try again by itself: paper may be back."""
    waiting = SlipPhase.WAITING in (state.slips.receipt, state.slips.appointment)
    return retry_now(world, state) if waiting and state.now >= state.slips.retry_at else (state, ())


def _print_receipt(state: JourneyState, *, reprint: bool) -> Change:
    submission = state.submission
    effect = effects.PrintReceipt(
        state.session,
        submission.provisional_code,
        submission.official_code,
        submission.received_at,
        submission.due_at,
        reprint,
    )
    return replace(state, slips=replace(state.slips, receipt=SlipPhase.PRINTING, problem="")), (effect,)


def _print_appointment(state: JourneyState, *, reprint: bool) -> Change:
    submission = state.submission
    if submission.due_at is None:
        return state, ()
    effect = effects.PrintAppointment(
        state.session, submission.official_code, submission.received_at, submission.due_at, reprint
    )
    return replace(state, slips=replace(state.slips, appointment=SlipPhase.PRINTING, problem="")), (effect,)


def _print_next(state: JourneyState) -> Change:
    ready = state.slips.receipt in (SlipPhase.PRINTED, SlipPhase.UNCONFIRMED)
    if ready and state.slips.appointment is SlipPhase.NOT_ASKED and state.submission.official_code:
        return _print_appointment(state, reprint=False)
    return state, ()


def _printed(_world: World, state: JourneyState, event: events.SlipPrinted) -> Change:
    slips = replace(state.slips, problem="")
    if event.slip == "receipt":
        return _print_next(replace(state, slips=replace(slips, receipt=SlipPhase.PRINTED)))
    return replace(state, slips=replace(slips, appointment=SlipPhase.PRINTED)), ()


def _failed(world: World, state: JourneyState, event: events.SlipFailed) -> Change:
    phase = SlipPhase.UNCONFIRMED if event.problem == _UNCONFIRMED else SlipPhase.WAITING
    retry_at = state.now + world.options.retry_print_s
    slips: Slips = replace(state.slips, problem=event.problem, retry_at=retry_at)
    slips = replace(slips, receipt=phase) if event.slip == "receipt" else replace(slips, appointment=phase)
    return replace(state, slips=slips), ()


def _reprint(_world: World, state: JourneyState, _event: object) -> Change:
    slips = state.slips
    if state.step is not Step.SLIP or not slips.may_reprint:
        return state, ()
    state = replace(state, slips=replace(slips, reprints_left=slips.reprints_left - 1))
    # The one that may not have come out is the one that is missing.
    if slips.appointment is SlipPhase.UNCONFIRMED and slips.receipt is SlipPhase.PRINTED:
        return _print_appointment(state, reprint=True)
    return _print_receipt(state, reprint=True)


def _rated(_world: World, state: JourneyState, event: events.Rated) -> Change:
    if state.step is not Step.RATING or state.procedure is None or not 1 <= event.stars <= 5:
        return state, ()
    after, todo = wipe(state)
    return after, (effects.StoreRating(state.procedure.code, event.stars), *todo)


HANDLERS: dict[type, Handler] = {
    events.SlipPrinted: _printed,
    events.SlipFailed: _failed,
    events.Reprint: _reprint,
    events.Rated: _rated,
}
