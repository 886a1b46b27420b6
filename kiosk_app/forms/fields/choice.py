"""One of several answers; its value travels, its official wording is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from kiosk_app.catalogue.model import Field, FieldType, Option
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error
from kiosk_app.identity.model import Claims
from vietnam.letters import folded

_WORDS = {
    ("sex", "male"): "Nam",
    ("sex", "female"): "Nữ",
    ("residence_kind", "permanent"): "Thường trú",
    ("residence_kind", "temporary"): "Tạm trú",
}


class ChoiceKind(FieldKind):
    """A value out of the field's options."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """The answer is none of the options."""
        del today
        if answers.get(field.key, "").strip() not in {option.value for option in field.options}:
            yield error(field, "choice")

    def text(self, field: Field, answers: Mapping[str, str], language: str) -> str:
        """The option's official wording."""
        value = answers.get(field.key, "").strip()
        return next(
            (option.label.in_language(language) for option in field.options if option.value == value), value
        )

    def from_claims(self, field: Field, claims: Claims) -> dict[str, str]:
        """The option that says the same: "Cơ Tu" or "Cơ-tu" (docs/domain/language.md#letters)."""
        value = claims.get(field.prefill)
        wanted = _loosely(_WORDS.get((field.prefill, value), value))
        found = _by_loose_wording(field.options).get(wanted)
        return {} if found is None or not wanted else {field.key: found}


@lru_cache(maxsize=64)
def _by_loose_wording(options: tuple[Option, ...]) -> dict[str, str]:
    """Give the value by what an option may be called; the first of two that are called alike."""
    found: dict[str, str] = {}
    for option in options:
        found.setdefault(_loosely(option.value), option.value)
        found.setdefault(_loosely(option.label.vi), option.value)
    return found


def _loosely(value: str) -> str:
    return " ".join(folded(value).replace("-", " ").replace("'", "").split())


KIND = ChoiceKind(FieldType.CHOICE)
