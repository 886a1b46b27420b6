"""`kioskctl catalogue try`: what a procedure makes of given answers, without a screen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from configuration.outside_file import read_outside
from kiosk_app.catalogue.dated_fees import fee_line, fees_on
from kiosk_app.catalogue.entry import ChannelKind, Entry
from kiosk_app.catalogue.fees import FeesAndTime, FeeTable, fees_and_time
from kiosk_app.catalogue.model import Need, Procedure
from kiosk_app.forms import export
from kiosk_app.forms.declaration import Heading, generated_declarations
from kiosk_app.forms.derive import derived, keys_of, with_today
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.forms.totals import fee_total, fees_due
from kiosk_app.forms.validation import Issue, Severity, validate
from kiosk_app.forms.visible import visible_fields, visible_sections
from kiosk_app.identity.model import Claims
from vietnam.working_days import due_date

HEADING_CODE = "KHÔNG GỬI"
"""Stands where the dossier's code would: this declaration belongs to none."""
MOST_BYTES = 100_000
"""Of a file of answers: the longest form that ships holds some 20,000."""
_AUTHORITY = "UBND cấp xã"


class AnswersError(Exception):
    """The file of answers is no table of keys. The text names it and what is allowed."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and when the answers are tried."""

    province: str
    """Two digits; "" unknown."""
    at: datetime
    verified: bool
    """Whether the citizen signed in with VNeID."""


def read_answers(path: Path) -> dict[str, str]:
    """Read a JSON table: key → answer, an address also as a table of its parts. Raises `AnswersError`."""
    try:
        raw = json.loads(read_outside(path, MOST_BYTES, follow=True), object_pairs_hook=_once)
    except OSError as error:
        raise AnswersError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise AnswersError(f"{path}: no JSON: {error}") from error
    if not isinstance(raw, dict):
        raise AnswersError(f"{path}: a table of keys and answers is expected")
    return {key: value for name, one in raw.items() for key, value in _flat(str(name), one, path)}


def _flat(name: str, value: Any, path: Path) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for part, one in value.items() for pair in _flat(f"{name}.{part}", one, path)]
    if isinstance(value, bool) or value is None or not isinstance(value, str | int):
        raise AnswersError(f"{path}: {name}: an answer is text or a whole number")
    text = str(value)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise AnswersError(f"{path}: {name}: half a letter (a lone surrogate); an answer is text")
    return [(name, text)]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: which answer was meant is not known."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name} stands twice")
        found[name] = value
    return found


def report(
    procedure: Procedure, given: Mapping[str, str], entry: Entry, table: FeeTable, counter: Circumstances
) -> dict[str, Any]:
    """Say what is asked next, what is wrong, which papers follow, fee, due date, and what would be sent."""
    today = counter.at.date()
    procedure = replace(procedure, fees=fees_on(procedure, table, counter.province, today))
    answers = _complete(procedure, given, counter.at)
    known = {key for section in procedure.sections for field in section.fields for key in keys_of(field)}
    issues = validate(procedure, answers, today)
    # Who signed in files with an account of their own; others through an officer.
    channel = ChannelKind.ONLINE if counter.verified else ChannelKind.COUNTER
    said = fees_and_time(table, entry, counter.province, channel, today)
    return {
        "code": procedure.code,
        "version": procedure.version,
        "in_force": procedure.in_force(today),
        "elsewhere": procedure.elsewhere.vi,
        "door": procedure.door.vi,
        "unknown_keys": sorted(given.keys() - known),
        "asked_next": _asked_next(procedure, answers, issues),
        "wrong": [_issue(one) for one in issues if one.severity is Severity.ERROR],
        "warned": [_issue(one) for one in issues if one.severity is Severity.WARNING],
        "papers": [
            {
                "part_no": component.part_no,
                "code": component.code,
                "name": component.name.vi,
                "need": need.value,
                "originals": component.originals,
                "copies": component.copies,
                "when": component.when.vi,
                "hand_in_original": component.hand_in,
            }
            for component, need in required_documents(procedure, answers, counter.verified)
            if need is not Need.NOT_APPLICABLE
        ],
        "fee": _fee(procedure, answers, said, online=counter.verified),
        "due": _due(procedure, counter),
        "parts_elsewhere": [
            {
                "code": one.code,
                "name": one.name.vi,
                "authority": one.authority.vi,
                "days": one.days,
                "waits_for": one.waits_for,
            }
            for one in procedure.linked
        ],
        "sent": {
            "service_code": procedure.code,
            "service_version": procedure.version,
            "template_no": procedure.template_no,
            "summary": export.summary(procedure, answers),
            "applicant": export.applicant(procedure, answers).model_dump(),
            "owner": export.owner(procedure, answers).model_dump(),
            "delivery": export.delivery(procedure, answers),
            "post_address": _posted(procedure, answers),
            "copies": export.copies(procedure, answers),
            "form_data": json.loads(export.form_data(procedure, answers)),
        },
    }


def report_without_form(
    entry: Entry, elsewhere: str, table: FeeTable, counter: Circumstances
) -> dict[str, Any]:
    """Say the same of a procedure that is not filed here: papers, time and fee as they are known."""
    said = fees_and_time(table, entry, counter.province, ChannelKind.COUNTER, counter.at.date())
    return {
        "code": entry.code,
        "version": entry.version,
        "in_force": entry.in_force(counter.at.date()),
        "form": "none",
        "status": entry.status.value,
        "successors": list(entry.successors),
        "elsewhere": elsewhere,
        "papers": [
            {
                "code": paper.code,
                "name": paper.name,
                "originals": paper.originals,
                "copies": paper.copies,
                "when": paper.case,
            }
            for paper in entry.papers
            if not paper.is_note
        ],
        "fee": {"vnd": None, "said": [line.sentence for line in said.fees], "laws": list(said.laws)},
        "time": said.time.sentence if said.time else "",
        "authority": entry.authority,
    }


def declarations(
    procedure: Procedure, given: Mapping[str, str], counter: Circumstances
) -> tuple[tuple[str, bytes], ...]:
    """Make what the kiosk would make itself: part number and PDF, the e-form first.

    Raises `UnprintableError` for a letter that no face has.
    """
    heading = Heading(_AUTHORITY, _AUTHORITY, counter.at, HEADING_CODE, "")
    return generated_declarations(procedure, _complete(procedure, given, counter.at), heading)


def _complete(procedure: Procedure, given: Mapping[str, str], at: datetime) -> dict[str, str]:
    """Give the answers as the screen would have them: defaults first, then what was answered and follows."""
    begun, _ = prefill(procedure, Claims(), at.date())
    return derived(procedure, with_today({**begun, **given}, at.date()))


def _asked_next(
    procedure: Procedure, answers: Mapping[str, str], issues: tuple[Issue, ...]
) -> list[dict[str, Any]]:
    """Give the fields of the first section that still lacks or has something wrong."""
    wrong = {issue.key for issue in issues if issue.severity is Severity.ERROR}
    for number in visible_sections(procedure, answers):
        fields = visible_fields(procedure, number, answers)
        if any(field.key in wrong for field in fields):
            return [
                {
                    "key": field.key,
                    "label": field.label.vi,
                    "type": field.type.value,
                    "section": procedure.sections[number].title.vi,
                    "options": [option.value for option in field.options],
                    "answered": any(answers.get(key, "") for key in keys_of(field)),
                }
                for field in fields
            ]
    return []


def _issue(issue: Issue) -> dict[str, str]:
    return {
        "key": issue.key,
        "code": issue.code,
        "detail": issue.detail,
        "sentence": issue.sentence.vi,
        "law": issue.law,
    }


def _posted(procedure: Procedure, answers: Mapping[str, str]) -> dict[str, str] | None:
    found = export.post_address(procedure, answers)
    return found.model_dump() if found else None


def _due(procedure: Procedure, counter: Circumstances) -> str:
    """The day, or "" where the authority appoints it."""
    days = procedure.deadline.working_days
    if days is None:
        return ""
    return due_date(counter.at, days, procedure.deadline.cutoff_hour).isoformat()


def _fee(
    procedure: Procedure, answers: Mapping[str, str], said: FeesAndTime, *, online: bool
) -> dict[str, Any]:
    """Give the sum where every amount is known for certain; else only what is said of them."""
    due = fees_due(procedure, answers, online=online)
    return {
        "vnd": fee_total(procedure, answers, online=online) if due else None,
        "said": [fee_line(fee).vi for fee in due],
        "laws": list(said.laws),
        "exempt": [{"who": one.vi, "law": one.law, "certain": one.certain} for one in said.exempt],
    }
