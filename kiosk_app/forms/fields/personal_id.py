"""The personal id of 12 digits (số định danh cá nhân)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error, warning
from kiosk_app.identity.personal_id import PersonalIdError
from kiosk_app.identity.personal_id import check as id_contradictions

_SEX = {"Nam": "male", "Nữ": "female"}


class PersonalIdKind(FieldKind):
    """Twelve digits that agree with the sex and the year of birth stated elsewhere."""

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """A contradiction is a warning: civil status may have been corrected."""
        del today
        others = {fact: answers.get(key, "") for fact, key in field.agrees_with}
        sex = _SEX.get(others.get("sex", ""), "")
        try:
            found = id_contradictions(
                answers.get(field.key, "").strip(), others.get("birth_date", "").strip(), sex
            )
        except PersonalIdError:
            yield error(field, "personal_id_digits")
            return
        for one in found:
            yield warning(field, f"personal_id_{one.kind.value}", one.implied)


KIND = PersonalIdKind(FieldType.PERSONAL_ID)
