"""Answers that follow from other answers, and which of all answers are sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from kiosk_app.catalogue.condition import NEVER, TODAY, holds, verdict
from kiosk_app.catalogue.model import Field, Procedure
from kiosk_app.forms.fields import kind_of


def keys_of(field: Field) -> tuple[str, ...]:
    """Keys under which the answer of a field is kept."""
    return kind_of(field).keys(field)


def with_today(answers: Mapping[str, str], today: date) -> dict[str, str]:
    """Give the answers with the day of the visit, which conditions may name."""
    return {**answers, TODAY: today.isoformat()}


def copied(field: Field, procedure: Procedure, answers: Mapping[str, str]) -> bool:
    """Whether the field takes another field's answer, unasked."""
    if not field.copies_from or not holds(field.copies_when, answers):
        return False
    source = procedure.field(field.copies_from)
    return any(answers.get(key, "") for key in keys_of(source))


def derived(procedure: Procedure, answers: Mapping[str, str]) -> dict[str, str]:
    """Give the answers with everything that follows from them.

    When a copy ends (the form is for somebody else after all), the copied value goes away again.
    """
    complete = dict(answers)
    for section in procedure.sections:
        for field in section.fields:
            if field.follows:
                _follow(field, complete)
            if not field.copies_from:
                continue
            source = procedure.field(field.copies_from)
            pairs = list(zip(keys_of(field), keys_of(source), strict=True))
            if copied(field, procedure, complete):
                complete.update({key: complete.get(origin, "") for key, origin in pairs})
                complete[_mark(field)] = "1"
            elif complete.pop(_mark(field), ""):
                complete.update({key: "" for key, _ in pairs})
                if field.default:
                    complete[field.key] = field.default
    return complete


def _follow(field: Field, complete: dict[str, str]) -> None:
    """Give a field the value that follows; what cannot be told (yet) stays as it was."""
    found = [(value, verdict(when, complete)) for value, when in field.follows]
    for value, holds_now in found:
        if holds_now:
            complete[field.key] = value
            return
        if holds_now is None:
            return
    complete.pop(field.key, None)


def in_play(procedure: Procedure, answers: Mapping[str, str]) -> dict[str, str]:
    """Give the answers that conclusions may be drawn from: of fields that apply, and of those never asked."""
    complete = derived(procedure, answers)
    kept = {TODAY: complete[TODAY]} if TODAY in complete else {}
    for section in procedure.sections:
        for field in section.fields:
            if field.visible == NEVER or holds(field.visible, complete):
                kept.update({key: complete[key] for key in keys_of(field) if complete.get(key, "").strip()})
    return kept


def relevant(procedure: Procedure, answers: Mapping[str, str]) -> dict[str, str]:
    """Give the answers that are sent: of fields that apply, without what only the screen needs."""
    complete = derived(procedure, answers)
    # Fields that are never asked are only means to fill others, unless the dossier itself names them or
    # their value follows from what was asked.
    named = {*procedure.applicant.values(), *procedure.owner.values()}
    kept: dict[str, str] = {}
    for section in procedure.sections:
        for field in section.fields:
            carried = field.visible == NEVER and (field.key in named or bool(field.follows))
            if carried or holds(field.visible, complete):
                kept.update(
                    {key: _spaced(complete[key]) for key in keys_of(field) if complete.get(key, "").strip()}
                )
    return kept


def _spaced(value: str) -> str:
    """Give an answer composed, with one space between words and none around; lines stay lines."""
    lines = unicodedata.normalize("NFC", value).strip().splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


def _mark(field: Field) -> str:
    return f"{field.key}.copied"
