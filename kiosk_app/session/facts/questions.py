"""Which questions are open, in which order and on which page; what was said, and what the sign-in told."""

from __future__ import annotations

import math
from dataclasses import replace

from kiosk_app.catalogue.condition import NEVER, fields_of, holds
from kiosk_app.catalogue.model import Field, FieldType, Procedure
from kiosk_app.forms.derive import copied, derived, keys_of
from kiosk_app.forms.display import display_value
from kiosk_app.forms.known import known_fields, read_only
from kiosk_app.forms.pages import LONG_LIST, pages_of
from kiosk_app.forms.validation import Issue, Severity, validate
from kiosk_app.identity.model import Identity
from kiosk_app.session.facts.delivery import SubmissionState
from kiosk_app.session.facts.filing import Filing, Form
from kiosk_app.session.facts.page_capacity import PanelCapacity
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.state import VisitState

SAID, RESULT, KNOWN = "said", "result", "known"
"""Cards of the review: what the citizen said, how they get the result, what the sign-in told."""
CARD_CLAIMS = (
    *("full_name", "birth_date", "personal_id", "phone", "residence"),
    *("organisation_name", "tax_code"),
)
"""What the card shows of what the sign-in told, in its order; the review shows all."""
_CARD_LABEL = 10
"""Letters of what stands before an entry of the card."""


def checked(context: Context, state: VisitState, answers: dict[str, str]) -> VisitState:
    """Put new answers into the form, with what follows from them."""
    procedure, form = state.of(Filing).procedure, state.of(Form)
    if procedure is None:
        return state
    complete = derived(procedure, answers)
    issues = validate(procedure, complete, context.today())
    locked = locked_keys(state)
    return state.put(
        replace(form, answers=complete, issues=tuple(one for one in issues if one.key not in locked))
    )


def locked_keys(state: VisitState) -> frozenset[str]:
    """Keys that nobody can change: the requester is who signed in."""
    procedure, identity = state.of(Filing).procedure, state.of(Signer).identity
    return read_only(procedure, identity) if procedure and identity else frozenset()


def told(state: VisitState) -> tuple[Field, ...]:
    """Fields that the sign-in answered, in the order of the form."""
    procedure, identity = state.of(Filing).procedure, state.of(Signer).identity
    return known_fields(procedure, identity) if procedure and identity else ()


def pages(state: VisitState) -> tuple[tuple[Field, ...], ...]:
    """Give the pages of questions as they stand now; there is always one.

    What is laid keeps its place; what has come up since stands behind it.
    """
    procedure, form = state.of(Filing).procedure, state.of(Form)
    if procedure is None:
        return ((),)
    asked, preset = _open(procedure, state)
    by_key = {field.key: field for field in (*asked, *preset)}
    standing = [tuple(by_key[key] for key in keys if key in by_key) for keys in form.laid]
    laid = {key for keys in form.laid for key in keys}
    following = pages_of(
        [field for field in asked if field.key not in laid],
        [field for field in preset if field.key not in laid],
        state.of(PanelCapacity).capacity,
        above=standing[-1],
        taken=_card_lines(state) if form.page == 0 and not form.editing else 0.0,
        language=state.language,
        titles=titles(procedure, state.language),
    )
    return (*standing[:-1], *following)


def turned(state: VisitState, to: int) -> VisitState:
    """Turn to that page: those before it stay as they are, and it is laid out afresh."""
    form, all_pages = state.of(Form), pages(state)
    before = tuple(tuple(field.key for field in one) for one in all_pages[:to])
    return state.put(replace(form, laid=(*before, ())))


def held(state: VisitState, key: str) -> VisitState:
    """Keep that question, and those above it on the page, where they stand."""
    form = state.of(Form)
    keys = tuple(field.key for field in page(state))
    if key not in keys:
        return state
    standing = keys[: keys.index(key) + 1]
    return state.put(replace(form, laid=(*form.laid[:-1], standing), touched=form.touched | {key}))


def _open(procedure: Procedure, state: VisitState) -> tuple[list[Field], list[Field]]:
    """Questions to be asked, and those that have an answer already and stand where there is room."""
    form, locked = state.of(Form), locked_keys(state)
    applicable = [field for field in _applicable(procedure, form) if field.key not in locked]
    if form.editing:
        return [field for field in applicable if _edited(field, state)], []
    told_keys = _told_keys(state)
    asked: list[Field] = []
    preset: list[Field] = []
    for field in applicable:
        if field.key not in form.settled and not _known(field, form, told_keys):
            (preset if field.default else asked).append(field)
    return asked, preset


def titles(procedure: Procedure, language: str) -> dict[str, str]:
    """Title of the section that a question stands in, by the question's key."""
    return {
        field.key: section.title.in_language(language)
        for section in procedure.sections
        for field in section.fields
    }


def told_on_card(state: VisitState) -> tuple[Field, ...]:
    """Fields that the card shows, in its order."""
    by_claim = {field.prefill: field for field in told(state)}
    return tuple(by_claim[claim] for claim in CARD_CLAIMS if claim in by_claim)


def _card_lines(state: VisitState) -> float:
    """Estimate what the card takes of the first page, in lines: entries flow one behind the other."""
    capacity, answers = state.of(PanelCapacity).capacity, state.of(Form).answers
    lines, left = 0, 0
    for field in told_on_card(state):
        wanted = len(display_value(field, answers, state.language)) + _CARD_LABEL
        if wanted > left:
            lines += math.ceil(wanted / capacity.letters)
            left = capacity.letters
        left -= wanted
    return capacity.touch + 1.6 + 1.3 * lines if lines else 0.0


def page(state: VisitState) -> tuple[Field, ...]:
    """Give the questions that stand on the screen."""
    return pages(state)[state.of(Form).page]


def goes_on(state: VisitState) -> bool:
    """Whether the page needs no "Tiếp tục": each of its questions takes one touch, and none is preset."""
    form, fields = state.of(Form), page(state)
    only_touches = all(
        field.type is FieldType.CHOICE and len(field.options) <= LONG_LIST and not field.default
        for field in fields
    )
    return bool(fields) and only_touches and not form.editing and not form.doubted


def errors(state: VisitState) -> tuple[Issue, ...]:
    """What has to be put right before anything is sent."""
    return tuple(issue for issue in state.of(Form).issues if issue.severity is Severity.ERROR)


def page_with_error(state: VisitState) -> int | None:
    """Index of the first page that still has an error."""
    wrong = {issue.key for issue in errors(state)}
    return next(
        (index for index, one in enumerate(pages(state)) if wrong & {field.key for field in one}), None
    )


def card(state: VisitState, name: str) -> tuple[Field, ...]:
    """Give the fields of a card of the review that have an answer, in the order of the form."""
    procedure, form = state.of(Filing).procedure, state.of(Form)
    if procedure is None:
        return ()
    known = _told_keys(state)
    result = {procedure.delivery_field, procedure.copies_field}
    fields = []
    for field in _applicable(procedure, form):
        where = KNOWN if field.key in known else RESULT if field.key in result else SAID
        if where == name:
            fields.append(field)
    return tuple(fields)


def signed_in(state: VisitState, identity: Identity) -> Form:
    """Give the form for who signs in now: what it knew of somebody else is not this person's."""
    # Where a dossier waits for its signer, it is looked at who they are before anything of it is shown.
    same = state.of(Signer).identity == identity or state.of(SubmissionState).waits_for_sign_in
    return state.of(Form) if same else _begun_anew(state.of(Form))


def _begun_anew(form: Form) -> Form:
    """Give a form that keeps only what was answered before anybody signed in."""
    kept = {key: value for key, value in form.answers.items() if key in form.settled}
    return Form(answers=kept, settled=form.settled)


def _applicable(procedure: Procedure, form: Form) -> tuple[Field, ...]:
    return tuple(
        field
        for section in procedure.sections
        for field in section.fields
        if field.visible != NEVER
        and holds(field.visible, form.answers)
        and not copied(field, procedure, form.answers)
    )


def _known(field: Field, form: Form, told_keys: frozenset[str]) -> bool:
    """Whether the sign-in answered it, and nobody doubts it."""
    if form.doubted or field.key not in told_keys or field.key in form.touched:
        return False
    return all(issue.key != field.key for issue in form.issues)


def _told_keys(state: VisitState) -> frozenset[str]:
    """Keys that the sign-in answered, with those that follow: an address told is one in this country."""
    fields = told(state)
    return frozenset(one.key for one in fields).union(*(fields_of(one.visible) for one in fields))


def _edited(field: Field, state: VisitState) -> bool:
    """Whether it stands on the card that is changed, or has come up or gone wrong by the change."""
    form = state.of(Form)
    if field.key in form.editing or field.key in form.touched:
        return True
    empty = not any(form.answers.get(key, "").strip() for key in keys_of(field))
    return empty and any(issue.key == field.key for issue in errors(state))
