"""The list of components (thành phần hồ sơ), confirmed one by one."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.needs import needs
from kiosk_app.session import events, scan
from kiosk_app.session.change import Change, Handler, World, enter
from kiosk_app.session.state import ComponentStatus, JourneyState, Step


def begin(_world: World, state: JourneyState) -> Change:
    """Work out what these answers ask for; what was confirmed or scanned before stays."""
    if state.procedure is None:
        return state, ()
    verified = state.identity is not None and state.identity.verified
    known = {line.component.part_no: line for line in state.components}
    lines = []
    for component, need in needs(state.procedure, state.form.answers, verified):
        if need is Need.NOT_APPLICABLE:
            continue
        line = known.get(component.part_no)
        if line is None or line.need is not need:
            # The kiosk makes the e-form itself: there is nothing to confirm.
            own = need is Need.GENERATED
            line = ComponentStatus(component, need, own, own, line.pages if line else ())
        lines.append(line)
    return enter(replace(state, components=tuple(lines), component_problem=""), Step.COMPONENTS), ()


def go_on(state: JourneyState) -> Change:
    """To the papers, once every line is answered and nothing required is missing for good."""
    stopped_by = next(
        (
            line
            for line in state.components
            if not line.answered or (line.need is Need.REQUIRED and not line.confirmed)
        ),
        None,
    )
    if stopped_by is not None:
        return replace(state, component_problem=stopped_by.component.part_no), ()
    return scan.open_first(replace(state, component_problem=""))


def _confirmed(_world: World, state: JourneyState, event: events.ComponentConfirmed) -> Change:
    if state.step is not Step.COMPONENTS:
        return state, ()
    lines = tuple(
        replace(
            line,
            answered=True,
            confirmed=event.confirmed or line.need not in (Need.REQUIRED, Need.OPTIONAL),
            pages=line.pages if event.confirmed else (),
        )
        if line.component.part_no == event.part_no
        else line
        for line in state.components
    )
    problem = "" if event.confirmed and state.component_problem == event.part_no else state.component_problem
    return replace(state, components=lines, component_problem=problem), ()


HANDLERS: dict[type, Handler] = {events.ComponentConfirmed: _confirmed}
