"""Checks of the answers. Total: no answers, however odd, make them raise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, FieldType, Procedure
from kiosk_app.forms.derive import copied, keys_of
from kiosk_app.identity.dates import DateFormatError, PartialDate, parse_iso
from kiosk_app.identity.personal_id import PersonalIdError
from kiosk_app.identity.personal_id import check as id_contradictions
from vietnam.places import commune


class Severity(StrEnum):
    """An error stops; a warning may be confirmed by the citizen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is not right with one answer.

    Codes: "required", "personal_id_digits", "personal_id_birth_year" (warning), "personal_id_sex" (warning),
    "personal_id_province" (warning), "date_impossible", "date_incomplete", "date_future", "date_too_old",
    "phone", "email", "count", "too_long", "name_characters", "choice", "address_commune", "address_detail".
    """

    key: str
    """Key of the field; for an address the field's, not the part's."""
    code: str
    severity: Severity
    detail: str = ""
    """A value for the sentence: the year or sex ("male", "female") that the id implies, the count's limits
    as "1–20", the longest length."""


OLDEST_YEAR = 1900
_SEX = {"Nam": "male", "Nữ": "female"}
_PHONE = re.compile(r"(?:\+84|84|0)(?:[35789][0-9]{8}|2[0-9]{8,9})")
_EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE_FILLING = re.compile(r"[ .\-()]")
_NAME_MARKS = " '’-.,"


def check(procedure: Procedure, answers: Mapping[str, str], today: date) -> tuple[Issue, ...]:
    """Say everything that is not right with the answers as they stand, in the order of the form."""
    found: list[Issue] = []
    for section in procedure.sections:
        for field in section.fields:
            if holds(field.visible, answers) and not copied(field, procedure, answers):
                found += _issues(field, answers, today)
    return tuple(found)


def _issues(field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
    value = answers.get(field.key, "").strip()
    if field.type is FieldType.ADDRESS:
        yield from _address(field, answers)
        return
    if not value:
        if holds(field.required, answers):
            yield _error(field, "required")
        return
    if len(value) > field.max_length:
        yield _error(field, "too_long", str(field.max_length))
    match field.type:
        case FieldType.PERSONAL_ID:
            yield from _personal_id(field, value, answers)
        case FieldType.DATE | FieldType.PARTIAL_DATE:
            yield from _date(field, value, today)
        case FieldType.PHONE if not _PHONE.fullmatch(_PHONE_FILLING.sub("", value)):
            yield _error(field, "phone")
        case FieldType.EMAIL if not _EMAIL.fullmatch(value):
            yield _error(field, "email")
        case FieldType.COUNT:
            yield from _count(field, value)
        case FieldType.PERSON_NAME if not _is_name(value):
            yield _error(field, "name_characters")
        case FieldType.CHOICE if value not in {option.value for option in field.options}:
            yield _error(field, "choice")


def _error(field: Field, code: str, detail: str = "") -> Issue:
    return Issue(field.key, code, Severity.ERROR, detail)


def _address(field: Field, answers: Mapping[str, str]) -> Iterator[Issue]:
    province, ward, detail = (answers.get(key, "").strip() for key in keys_of(field))
    if not (province or ward or detail):
        if holds(field.required, answers):
            yield _error(field, "required")
        return
    if commune(province, ward) is None:
        yield _error(field, "address_commune")
    elif len(detail) > field.max_length:
        yield _error(field, "too_long", str(field.max_length))
    elif not detail and holds(field.required, answers):
        yield _error(field, "address_detail")


def _personal_id(field: Field, value: str, answers: Mapping[str, str]) -> Iterator[Issue]:
    others = {fact: answers.get(key, "") for fact, key in field.agrees_with}
    sex = _SEX.get(others.get("sex", ""), "")
    try:
        contradictions = id_contradictions(value, others.get("birth_date", ""), sex)
    except PersonalIdError:
        yield _error(field, "personal_id_digits")
        return
    for one in contradictions:
        yield Issue(field.key, f"personal_id_{one.kind.value}", Severity.WARNING, one.implied)


def _date(field: Field, value: str, today: date) -> Iterator[Issue]:
    try:
        parsed = parse_iso(value)
    except DateFormatError:
        yield _error(field, "date_impossible")
        return
    if field.type is FieldType.DATE and not parsed.whole:
        yield _error(field, "date_incomplete")
    elif parsed.year < OLDEST_YEAR:
        yield _error(field, "date_too_old", str(OLDEST_YEAR))
    elif field.not_future and _earliest(parsed) > today:
        yield _error(field, "date_future")


def _earliest(value: PartialDate) -> date:
    return date(value.year, value.month or 1, value.day or 1)


def _count(field: Field, value: str) -> Iterator[Issue]:
    low = field.minimum if field.minimum is not None else 0
    high = field.maximum if field.maximum is not None else 999
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
    if not low <= number <= high:
        yield _error(field, "count", f"{low}–{high}")


def _is_name(value: str) -> bool:
    letters = [letter for letter in value if letter not in _NAME_MARKS]
    return bool(letters) and all(unicodedata.category(letter)[0] in "LM" for letter in letters)
