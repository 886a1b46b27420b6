"""The questions that are asked before the form: which papers are needed, and whether it is filed here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kiosk_app.catalogue.condition import ALWAYS, All, Condition, Not, fields_of, holds, verdict
from kiosk_app.catalogue.model import Field, FieldType, Need, Procedure, Rule, RuleEffect
from kiosk_app.forms.derive import copied, in_play
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.rules import is_broken
from kiosk_app.identity.model import Identity

_PHYSICAL = (Need.REQUIRED, Need.SHOW_AT_COUNTER)


def deciding_questions(
    procedure: Procedure, answers: Mapping[str, str], identity: Identity
) -> tuple[Field, ...]:
    """Give the open questions that decide which papers are needed and where it is filed, in the form's order.

    Only those that can be asked now: a question that another one opens comes after that one is answered.
    """
    known = {**prefill(procedure, identity.claims)[0], **answers}
    sent = in_play(procedure, known)
    # Only choices are asked before the form: what is written later (a reason, a number) counts as blank.
    choices = [
        field
        for section in procedure.sections
        for field in section.fields
        if field.type is FieldType.CHOICE and not sent.get(field.key)
    ]
    open_keys = _askable(choices, sent)
    wanted: set[str] = set()
    for component in procedure.components:
        need = component.need
        if not identity.verified and component.need_unverified is not None:
            need = component.need_unverified
        if need in _PHYSICAL and verdict(component.condition, sent, open_keys) is None:
            # Nothing, where only the form will tell (an age, a date): there is no question to ask before.
            wanted |= _open_behind(component.condition, procedure, open_keys)
    for rule in procedure.rules:
        refuses = All((rule.when, Not(rule.must)))
        if rule.effect is RuleEffect.ELSEWHERE and verdict(refuses, sent, open_keys) is None:
            wanted |= _open_behind(refuses, procedure, open_keys)
    return tuple(
        field
        for section in procedure.sections
        for field in section.fields
        if field.key in wanted and holds(field.visible, known) and not copied(field, procedure, known)
    )


def _askable(choices: list[Field], sent: Mapping[str, str]) -> frozenset[str]:
    """Those choices that are asked now, or once another of them is answered."""
    unanswered = frozenset(field.key for field in choices)
    found: set[str] = set()
    grown = True
    while grown:
        grown = False
        for field in choices:
            if field.key in found:
                continue
            result = verdict(field.visible, sent, unanswered)
            if result is True or (result is None and found & fields_of(field.visible)):
                found.add(field.key)
                grown = True
    return frozenset(found)


def refusal(procedure: Procedure, answers: Mapping[str, str], asked: Collection[str]) -> Rule | None:
    """Give what stops this dossier by these questions alone, once all that it looks at are answered."""
    sent = in_play(procedure, answers)
    for rule in procedure.rules:
        named = fields_of(rule.when) | fields_of(rule.must)
        if rule.effect is RuleEffect.WARN or not named <= set(asked) or not all(map(sent.get, named)):
            continue
        if is_broken(rule, sent):
            return rule
    return None


def _open_behind(condition: Condition, procedure: Procedure, open_keys: frozenset[str]) -> frozenset[str]:
    """The open questions of a condition, and those that have to be answered before these are asked."""
    found: set[str] = set()
    todo = list(fields_of(condition))
    while todo:
        key = todo.pop()
        if key in found or key not in open_keys:
            continue
        found.add(key)
        visible = procedure.field(key).visible
        if visible != ALWAYS:
            todo += fields_of(visible)
    return frozenset(found)
