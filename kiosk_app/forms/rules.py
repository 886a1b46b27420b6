"""Rules across fields: what answers must be to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kiosk_app.catalogue.condition import TODAY, fields_of, holds, verdict
from kiosk_app.catalogue.model import Procedure, Rule, RuleEffect
from kiosk_app.forms.derive import copied, in_play
from kiosk_app.forms.issue import Issue, Severity

_SEVERITY = {RuleEffect.STOP: Severity.ERROR, RuleEffect.WARN: Severity.WARNING}


def broken(procedure: Procedure, answers: Mapping[str, str], wrong: Collection[str] = ()) -> Iterator[Issue]:
    """Give the rules that these answers break, in the order of the procedure.

    `wrong`: keys whose answers are faulty by themselves; nothing is concluded from those. What was typed into
    a field that has since been hidden counts neither.
    """
    if not procedure.rules:
        return
    judged = {key: value for key, value in in_play(procedure, answers).items() if key not in wrong}
    for rule in procedure.rules:
        if _asked_elsewhere(rule, procedure, answers):
            continue
        if holds(rule.when, judged) and verdict(rule.must, judged) is False:
            yield Issue(
                _told_at(rule, procedure, answers),
                "rule",
                _SEVERITY[rule.effect],
                rule.code,
                rule.sentence,
                rule.law,
            )


def _asked_elsewhere(rule: Rule, procedure: Procedure, answers: Mapping[str, str]) -> bool:
    """Whether all of its fields are copies: the same rule about their originals tells it already."""
    named = {rule.at} | fields_of(rule.must) | fields_of(rule.when)
    return all(copied(procedure.field(key), procedure, answers) for key in named - {TODAY})


def _told_at(rule: Rule, procedure: Procedure, answers: Mapping[str, str]) -> str:
    """The rule's own field where it is asked, else another of its fields that is."""
    others = sorted(fields_of(rule.must) | fields_of(rule.when))
    for key in (rule.at, *others):
        field = procedure.field(key)
        if holds(field.visible, answers) and not copied(field, procedure, answers):
            return key
    return rule.at
