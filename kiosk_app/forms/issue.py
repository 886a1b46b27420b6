"""What is not right with an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk_app.catalogue.model import NOTHING, Field, Text


class Severity(StrEnum):
    """An error stops; a warning may be confirmed by the citizen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is not right with one answer.

    Codes: "required", "personal_id_digits", "personal_id_birth_year" (warning), "personal_id_sex" (warning),
    "personal_id_province" (warning), "date_impossible", "date_incomplete", "date_future", "date_too_old",
    "phone", "email", "tax_code", "count", "too_long", "name_characters", "name_marks" (warning), "choice",
    "address_commune", "address_detail", and "rule" for a rule across fields, which has its own sentence.
    """

    key: str
    """Key of the field; for an address the field's, not the part's."""
    code: str
    severity: Severity
    detail: str = ""
    """A value for the sentence: the year or sex ("male", "female") that the id implies, the count's limits
    as "1–20", the longest length; of a rule its code."""
    sentence: Text = NOTHING
    """What a rule says; empty for the other codes."""
    law: str = ""
    """The law that the rule comes from."""


def error(field: Field, code: str, detail: str = "") -> Issue:
    """Make an issue that stops."""
    return Issue(field.key, code, Severity.ERROR, detail)


def warning(field: Field, code: str, detail: str = "") -> Issue:
    """Make an issue that the citizen may confirm."""
    return Issue(field.key, code, Severity.WARNING, detail)
