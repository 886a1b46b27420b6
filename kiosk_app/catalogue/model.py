"""An administrative procedure (thủ tục hành chính) as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk_app.catalogue.condition import ALWAYS, NEVER, Condition
from kiosk_app.catalogue.layout import Layout


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or label in the two languages of the screen."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """Give the English text for "en" when there is one, else the Vietnamese."""
        return self.en if language == "en" and self.en else self.vi


NOTHING = Text("", "")


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
    TAX_CODE = "tax_code"
    ADDRESS = "address"
    """Stored under the three keys of `vietnam.address_keys`: province, commune, detail."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice; `value` is what travels to the portal."""

    value: str
    label: Text
    """The official wording: it is printed and sent."""
    ask: Text = NOTHING
    """The same in people's words; empty where the official wording is plain enough."""

    def asked(self, language: str) -> str:
        """Give the wording of the screen."""
        return (self.ask if self.ask.vi else self.label).in_language(language)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the e-form. `key` is the control's name in the e-form of the ministry."""

    key: str
    label: Text
    """The official wording: it is printed and sent."""
    type: FieldType
    required: Condition
    visible: Condition
    options: tuple[Option, ...] = ()
    prefill: str = ""
    """Name of the claim that fills it (identity.Claims), or "" ."""
    default: str = ""
    hint: Text = NOTHING
    suggest: str = ""
    """What one touch takes over: "authority", this commune's and that of one's residence; "" for nothing."""
    ask: Text = NOTHING
    """The question in people's words; empty where the label is plain enough."""
    dvcqg: str = ""
    """Name of the same control in the e-form of the new national portal; "" where it is not known."""
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200
    not_future: bool = False
    agrees_with: tuple[tuple[str, str], ...] = ()
    """For a personal id: pairs (fact, key) with fact "birth_date" or "sex"; a contradiction warns."""
    follows: tuple[tuple[str, Condition], ...] = ()
    """Values that follow from other answers: the first whose condition holds is the answer, unasked."""
    copies_from: str = ""
    """Key of the field whose answer it takes, unasked, while `copies_when` holds and that one is filled."""
    copies_when: Condition = NEVER

    def asked(self, language: str) -> str:
        """Give the wording of the screen."""
        return (self.ask if self.ask.vi else self.label).in_language(language)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, in the order of the form."""

    title: Text
    fields: tuple[Field, ...]
    repeat: str = ""
    """Key of the repeat group that this is a row of."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A group that may be answered several times: people of a household, places where one lived.

    Each row is a section of its own, asked only while the row before says that there is another one. The keys
    of row n (from 1) are `<field>_<n>`.
    """

    key: str
    """Name of the list in the form's data."""
    title: Text
    fields: tuple[str, ...]
    """Keys without the number of the row."""
    rows: int
    """How many there are room for."""

    def row(self, number: int, answers: Mapping[str, str]) -> dict[str, str]:
        """Give the answers of a row (from 1) under the keys without its number; empty when it is not used."""
        found = {}
        for field in self.fields:
            own = f"{field}_{number}"
            for key, value in answers.items():
                if (key == own or key.startswith(f"{own}.")) and value.strip():
                    found[field + key[len(own) :]] = value
        return found


class RuleEffect(StrEnum):
    """What a broken rule does."""

    STOP = "stop"
    """The law does not accept it: the dossier cannot be filed so."""
    ELSEWHERE = "elsewhere"
    """Not filed at a kiosk: asked and told at the door, with where to go and what to bring."""
    WARN = "warn"
    """Unlikely, yet possible: the citizen may confirm it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What answers must be to each other. It is broken where `when` holds and `must` is known not to."""

    code: str
    at: str
    """Key of the field by which it is told."""
    must: Condition
    when: Condition
    effect: RuleEffect
    sentence: Text
    """What is wrong and what to do."""
    law: str = ""
    """Shown with the sentence: the law's number; an article only if `docs/domain/law.md#articles` has it."""


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


class StandInKind(StrEnum):
    """What stands in for a paper that is not handed in."""

    DATABASE = "database"
    HOSPITAL = "hospital"
    """A signed electronic record that the health facility sent."""
    E_COPY = "e_copy"
    """A certified electronic copy in the citizen's data store (NĐ 45/2020/NĐ-CP)."""


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
    when: Text = NOTHING
    """Said to the citizen: "chỉ khi …"; empty for always."""
    need_unverified: Need | None = None
    """What it is instead while the identity is not verified (e.g. shown at the counter)."""
    originals: int = 1
    copies: int = 0
    title_words: tuple[str, ...] = ()
    """Words that the title of such a paper carries, for the hint of the OCR."""
    code: str = ""
    """The component's code in the national catalogue; "" where it is not known."""
    hand_in: bool = False
    """Whether the original is handed in when the result is collected."""
    stand_in: StandInKind = StandInKind.DATABASE
    """What it is taken from where `need` is from_database."""


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in đồng, for each unit counted by the field `per` (or once)."""

    code: str
    name: Text
    amount_vnd: int | None
    """None where a province or another office sets it: then `waived` is what may be said."""
    per: str = ""
    waived: Text = NOTHING
    when: Condition = ALWAYS
    """Of whose answers it is asked for, such as a fee for copies."""
    channel: str = ""
    """ "online": only of who files with an account of their own; "counter": only through an officer."""
    exempt: Text = NOTHING
    """Who pays none by the dated table; of the form's own fees `waived` says it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the result is due by law."""

    working_days: int | None
    """0 = the same day; None where the law or the portal leaves the day to the authority: `text` says it."""
    cutoff_hour: int = 15
    """Same-day dossiers received after this hour count for the next working day.

    See docs/domain/procedures.md#deadlines.
    """
    text: Text = NOTHING


@dataclass(frozen=True, slots=True)
class LinkedPart:
    """One procedure of a linked group (thủ tục liên thông), which an authority of its own decides."""

    code: str
    name: Text
    authority: Text
    """Who decides it, for example the police of the commune."""
    days: int
    """Working days."""
    waits_for: str = ""
    """Code of the part whose result this one needs before it can begin; "" for none."""
    waits: Text = NOTHING
    """What it waits for, in people's words, for example "Chờ số định danh của trẻ"."""


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
    promise_minutes: int = 0
    """In how many minutes this commune promises the result to whoever waits; 0: no promise. Configured."""
    declarations: Mapping[str, Layout] = dataclasses.field(default_factory=dict)
    """Layout of each generated component, by part number; one without is laid out as the screen asks."""
    rules: tuple[Rule, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    form_version: str = ""
    """Version of the portal's e-form that the fields are written for; a queued dossier keeps it."""
    elsewhere: Text = NOTHING
    """Why it cannot be filed at a kiosk, where to go and what to bring; empty where it can."""
    door: Text = NOTHING
    """Told before anything is asked, for example that both have to come in person to sign."""
    linked: tuple[LinkedPart, ...] = ()
    """Parts of a linked group, each with its authority."""

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
