"""Rules across fields: what answers must be to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kiosk_app.catalogue.condition import TODAY, fields_of, holds, verdict
from kiosk_app.catalogue.model import Procedure, Rule, RuleEffect
from kiosk_app.forms.derive import copied, in_play
from kiosk_app.forms.issue import Issue, Severity

_SEVERITY = {
    RuleEffect.STOP: Severity.ERROR,
    RuleEffect.ELSEWHERE: Severity.ERROR,
    RuleEffect.WARN: Severity.WARNING,
}


def broken(procedure: Procedure, answers: Mapping[str, str], wrong: Collection[str] = ()) -> Iterator[Issue]:
    """Give the rules that these answers break, in the order of the procedure.

    `wrong`: keys whose answers are faulty by themselves; nothing is concluded from those. What was typed into
    a field that has since been hidden counts neither. Where one rule stops, another does not ask about the
    same field: what is stopped is mended first.
    """
    found = list(_broken(procedure, answers, wrong))
    stopped = {issue.key for issue in found if issue.severity is Severity.ERROR}
    yield from (issue for issue in found if issue.severity is Severity.ERROR or issue.key not in stopped)


def _broken(procedure: Procedure, answers: Mapping[str, str], wrong: Collection[str]) -> Iterator[Issue]:
    if not procedure.rules:
        return
    judged = {key: value for key, value in in_play(procedure, answers).items() if key not in wrong}
    for rule in procedure.rules:
        if _asked_elsewhere(rule, procedure, answers):
            continue
        if is_broken(rule, judged):
            yield Issue(
                _told_at(rule, procedure, answers),
                "rule",
                _SEVERITY[rule.effect],
                rule.code,
                rule.sentence,
                rule.law,
            )


def is_broken(rule: Rule, answers: Mapping[str, str]) -> bool:
    """Whether these answers, all of them in play, break the rule."""
    return holds(rule.when, answers) and verdict(rule.must, answers) is False


def _asked_elsewhere(rule: Rule, procedure: Procedure, answers: Mapping[str, str]) -> bool:
    """Whether all of its fields are copies, and the same rule about their originals tells it already."""
    named = ({rule.at} | fields_of(rule.must) | fields_of(rule.when)) - {TODAY}
    if not all(copied(procedure.field(key), procedure, answers) for key in named):
        return False
    originals = {key: procedure.field(key).copies_from for key in named}
    same = _renamed(rule.must, originals)
    return any(one.must == same and holds(one.when, answers) for one in procedure.rules)


def _renamed(part: Any, names: Mapping[str, str]) -> Any:
    """Give a condition about other fields."""
    if isinstance(part, str):
        return names.get(part, part)
    if isinstance(part, tuple):
        return tuple(_renamed(one, names) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: _renamed(getattr(part, one.name), names) for one in fields(part)})
    return part


def _told_at(rule: Rule, procedure: Procedure, answers: Mapping[str, str]) -> str:
    """The rule's own field where it is asked, else another of its fields, else what made them copies."""
    named = sorted(fields_of(rule.must) | fields_of(rule.when))
    decided = {key for one in (rule.at, *named) if one != TODAY for key in _deciding(procedure, one)}
    for key in (rule.at, *named, *sorted(decided)):
        if key == TODAY:
            continue
        field = procedure.field(key)
        if holds(field.visible, answers) and not copied(field, procedure, answers):
            return key
    return rule.at


def _deciding(procedure: Procedure, key: str) -> frozenset[str]:
    field = procedure.field(key)
    return fields_of(field.copies_when) - {TODAY} if field.copies_from else frozenset()
