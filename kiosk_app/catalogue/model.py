"""An administrative procedure (thủ tục hành chính) as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk_app.catalogue.condition import NEVER, Condition


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or label in the two languages of the screen."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """Give the English text for "en" when there is one, else the Vietnamese."""
        return self.en if language == "en" and self.en else self.vi


class FieldType(StrEnum):
    """What a field takes; it decides the input, the on-screen keyboard and the built-in checks."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    PERSON_NAME = "person_name"
    PERSONAL_ID = "personal_id"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    """A date of which the day, or day and month, may be unknown: yyyy-mm-dd, yyyy-mm or yyyy."""
    CHOICE = "choice"
    PHONE = "phone"
    EMAIL = "email"
    COUNT = "count"
    ADDRESS = "address"
    """Stored under the three keys of `vietnam.address_keys`: province, commune, detail."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice; `value` is what travels to the portal."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the e-form. `key` is the form control's name on the portal's e-form."""

    key: str
    label: Text
    type: FieldType
    required: Condition
    visible: Condition
    options: tuple[Option, ...] = ()
    prefill: str = ""
    """Name of the claim that fills it (identity.Claims), or "" ."""
    default: str = ""
    hint: Text = Text("", "")
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200
    not_future: bool = False
    agrees_with: tuple[tuple[str, str], ...] = ()
    """For a personal id: pairs (fact, key) with fact "birth_date" or "sex"; a contradiction warns."""
    copies_from: str = ""
    """Key of the field whose answer it takes, unasked, while `copies_when` holds and that one is filled."""
    copies_when: Condition = NEVER


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form."""

    title: Text
    fields: tuple[Field, ...]


class Need(StrEnum):
    """What a component (thành phần hồ sơ) asks of this citizen."""

    GENERATED = "generated"
    """The interactive e-form: the kiosk makes it from the answers."""
    REQUIRED = "required"
    OPTIONAL = "optional"
    FROM_DATABASE = "from_database"
    """The authority already knows it: no paper needed."""
    SHOW_AT_COUNTER = "show_at_counter"
    NOT_APPLICABLE = "not_applicable"
    """Its condition does not hold for these answers."""


@dataclass(frozen=True, slots=True)
class Component:
    """A paper of the dossier and when it is needed."""

    part_no: str
    """`dossierPartNo` of the portal."""
    name: Text
    short_name: Text
    """For buttons and slips."""
    need: Need
    """What it is when `condition` holds."""
    condition: Condition
    when: Text = Text("", "")
    """Said to the citizen: "chỉ khi …"; empty for always."""
    need_unverified: Need | None = None
    """What it is instead while the identity is not verified (e.g. shown at the counter)."""
    originals: int = 1
    copies: int = 0
    title_words: tuple[str, ...] = ()
    """Words that the title of such a paper carries, for the hint of the OCR."""


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in đồng, for each unit counted by the field `per` (or once)."""

    code: str
    name: Text
    amount_vnd: int
    per: str = ""
    waived: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the result is due by law."""

    working_days: int
    """0 = the same day."""
    cutoff_hour: int = 15
    """Same-day dossiers received after this hour count for the next working day.

    See docs/domain/procedures.md#deadlines.
    """
    text: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure in one version."""

    code: str
    version: str
    name: Text
    short_name: Text
    summary: Text
    icon: str
    domain_code: str
    domain_name: Text
    """Lĩnh vực."""
    template_no: str
    """`dossierTemplateNo` of the portal."""
    form_part_no: str
    results: tuple[tuple[str, Text], ...]
    deadline: Deadline
    fees: tuple[Fee, ...]
    sections: tuple[Section, ...]
    components: tuple[Component, ...]
    legal_basis: tuple[str, ...]
    effective_from: date
    effective_to: date | None = None
    delivery_field: str = ""
    """Key of the field that says how the result is received."""
    copies_field: str = ""
    """Key of the field that counts copies."""
    applicant: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Who files: role → field key. Roles: "full_name", "personal_id", "id_issued_on", "address", "phone",
    "email"."""
    owner: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Chủ hồ sơ, in the same roles."""
    summary_lines: tuple[str, ...] = ()
    """Keys of the fields that the trích yếu mentions."""
    promise: str = ""
    """A shorter time that this commune promises; from the configuration."""

    def in_force(self, on: date) -> bool:
        """Whether the law knows this version on that day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def field(self, key: str) -> Field:
        """Give the field with that key; KeyError when there is none."""
        for section in self.sections:
            for candidate in section.fields:
                if candidate.key == key:
                    return candidate
        raise KeyError(key)

    def component(self, part_no: str) -> Component:
        """Give the component with that part number; KeyError when there is none."""
        for candidate in self.components:
            if candidate.part_no == part_no:
                return candidate
        raise KeyError(part_no)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every version of every procedure, those to come and those past among them: a kiosk runs for months."""

    versions: tuple[Procedure, ...]
    """In the order of the screen."""

    def in_force(self, on: date) -> tuple[Procedure, ...]:
        """Give the procedures of that day; what has not begun or has ended is left out."""
        return tuple(one for one in self.versions if one.in_force(on))
