"""The review: the files are made here, so that what is shown is what is sent."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.forms.derive import relevant
from kiosk_app.session import code, effects, events
from kiosk_app.session.answers import first_section_with_error
from kiosk_app.session.change import Change, Handler, World, enter
from kiosk_app.session.state import JourneyState, Step, Submission


def begin(state: JourneyState) -> Change:
    """Open the review and have the files made; a form with an error is shown instead."""
    wrong = first_section_with_error(state)
    if wrong is not None:
        shown = frozenset(issue.key for issue in state.form.issues)
        form = replace(state.form, section=wrong, show_issues=state.form.show_issues | shown)
        return enter(replace(state, form=form), Step.FORM), ()
    return prepare(enter(state, Step.REVIEW))


def prepare(state: JourneyState) -> Change:
    """Have the files made from what the citizen gave."""
    if state.procedure is None or state.identity is None or state.consent_given_at is None:
        return state, ()
    draft = effects.Draft(
        session=state.session,
        reference_uid=state.reference_uid,
        procedure=state.procedure,
        identity=state.identity,
        answers=relevant(state.procedure, state.form.answers),
        pages=tuple((line.component.part_no, line.pages) for line in state.components if line.pages),
        consent_given_at=state.consent_given_at,
    )
    return replace(state, submission=Submission(preparing=True)), (effects.PrepareParts(draft),)


def forget_parts(state: JourneyState) -> JourneyState:
    """Something may change: the files made so far are no longer what is sent."""
    return replace(state, submission=Submission())


def go_on(state: JourneyState) -> Change:
    """To the verification code."""
    if state.submission.preparing or not state.submission.parts:
        return state, ()
    return code.begin(state)


def go_back(state: JourneyState) -> Change:
    """To the list of components: from there every paper can be reached."""
    return enter(forget_parts(state), Step.COMPONENTS), ()


def _prepared(_world: World, state: JourneyState, event: events.PartsPrepared) -> Change:
    if not state.submission.preparing:
        return state, ()
    submission = Submission(parts=event.parts, provisional_code=event.provisional_code)
    return replace(state, submission=submission), ()


def _not_prepared(_world: World, state: JourneyState, event: events.PreparationFailed) -> Change:
    if not state.submission.preparing:
        return state, ()
    return replace(state, submission=Submission(problem=event.problem)), ()


HANDLERS: dict[type, Handler] = {events.PartsPrepared: _prepared, events.PreparationFailed: _not_prepared}
