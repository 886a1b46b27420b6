"""The order of the steps: forward, back, and out."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.session import code, components, events, filling, reviewing, scan, sign_in, slips, submitting
from kiosk_app.session.change import Change, World, enter, wipe
from kiosk_app.session.state import JourneyState, ScanPhase, Step, SubmitPhase


def next_step(world: World, state: JourneyState, _event: object) -> Change:
    """Carry out "Tiếp tục" as the step understands it."""
    match state.step:
        case Step.FORM:
            return filling.go_on(world, state)
        case Step.COMPONENTS:
            return components.go_on(state)
        case Step.SCAN:
            return scan.go_on(state)
        case Step.REVIEW:
            return reviewing.go_on(state)
        case Step.SAVED:
            return submitting.go_on(state)
        case Step.ORIGINALS:
            return slips.begin(world, state)
        case Step.SLIP:
            return enter(state, Step.RATING), ()
        case Step.RATING:
            return wipe(state)
        case _:
            return state, ()


def back(_world: World, state: JourneyState, _event: object) -> Change:
    """Carry out "Quay lại"."""
    match state.step:
        case Step.CONSENT:
            return wipe(state)
        case Step.PROCEDURES:
            return enter(state, Step.CONSENT), ()
        case Step.SIGN_IN:
            return sign_in.leave(state)
        case Step.FORM:
            return filling.go_back(state)
        case Step.COMPONENTS:
            return enter(replace(state, component_problem=""), Step.FORM), ()
        case Step.SCAN:
            return scan.go_back(state)
        case Step.REVIEW:
            return reviewing.go_back(state)
        case Step.CODE:
            return code.leave(state)
        case _:
            return state, ()


def go_to(_world: World, state: JourneyState, event: events.GoTo) -> Change:
    """From the review back to a step already done."""
    if state.step is not Step.REVIEW:
        return state, ()
    match event.step:
        case Step.FORM:
            return enter(
                replace(reviewing.forget_parts(state), form=replace(state.form, section=0)), Step.FORM
            ), ()
        case Step.COMPONENTS:
            return enter(reviewing.forget_parts(state), Step.COMPONENTS), ()
        case Step.SCAN:
            return scan.open_first(reviewing.forget_parts(state))
        case _:
            return state, ()


def try_again(world: World, state: JourneyState, event: object) -> Change:
    """Another try after a problem, on the step that has one."""
    match state.step:
        case Step.SIGN_IN:
            return sign_in.try_again(state)
        case Step.SCAN if state.scan.phase is ScanPhase.FAILED:
            return scan.start(world, state, event)
        case Step.REVIEW if state.submission.problem:
            return reviewing.prepare(state)
        case Step.SAVED if state.submission.phase is SubmitPhase.FAILED:
            return submitting.save(state)
        case Step.SLIP:
            return slips.retry_now(world, state)
        case _:
            return state, ()
