"""Checks of the answers (placeholder types; the rules follow)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops; a warning may be confirmed by the citizen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is not right with one answer.

    Codes: "required", "personal_id_digits", "personal_id_birth_year" (warning), "personal_id_sex" (warning),
    "personal_id_province" (warning), "date_impossible", "date_future", "date_too_old", "phone", "email", "count",
    "too_long", "name_characters", "choice", "address_commune".
    """

    key: str
    code: str
    severity: Severity
    detail: str = ""
    """A value for the sentence, e.g. the year that the id implies."""
