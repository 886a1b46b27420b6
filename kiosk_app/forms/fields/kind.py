"""What a type of field is: how its answer is kept, checked, shown and filled from the sign-in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.issue import Issue
from kiosk_app.identity.model import Claims


class FieldKind:
    """A type of field whose answer is one text; other types override what differs."""

    type: FieldType

    def __init__(self, type_: FieldType) -> None:
        """Take the name that procedure files use."""
        self.type = type_

    def keys(self, field: Field) -> tuple[str, ...]:
        """Keys under which the answer is kept."""
        return (field.key,)

    def filled(self, field: Field, answers: Mapping[str, str]) -> bool:
        """Whether anything was answered."""
        return any(answers.get(key, "").strip() for key in self.keys(field))

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """Say what is wrong with an answer that is not blank. Never raises."""
        del field, answers, today
        yield from ()

    def text(self, field: Field, answers: Mapping[str, str], language: str) -> str:
        """Give the answer as people read it."""
        del language
        return answers.get(field.key, "").strip()

    def from_claims(self, field: Field, claims: Claims) -> dict[str, str]:
        """Give the answer that the sign-in tells, under its keys; empty where the field would refuse it."""
        value = claims.get(field.prefill)
        return {field.key: value} if value else {}
