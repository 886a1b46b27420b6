"""Who gives a name and has no account that tells it: name and telephone are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk_app.catalogue.condition import ALWAYS, NEVER
from kiosk_app.catalogue.model import Field, FieldType, Text
from kiosk_app.forms.fields import kind_of
from kiosk_app.forms.issue import Severity
from kiosk_app.session.facts.petition import Petitioner
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay
from vietnam.contact import phone_number
from vietnam.names import without_hidden

NAME = Field("full_name", Text("Họ và tên", "Full name"), FieldType.PERSON_NAME, ALWAYS, ALWAYS)
PHONE = Field(
    "phone", Text("Số điện thoại (nếu có)", "Telephone, if you have one"), FieldType.PHONE, NEVER, ALWAYS
)
FIELDS = (NAME, PHONE)


@dataclass(frozen=True, slots=True)
class PetitionerForm(Slice):
    """What was typed, and the problem of each field after "Tiếp tục"."""

    answers: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "PetitionerForm(…)"


@dataclass(frozen=True, slots=True)
class PetitionerTyped(Touch):
    """A letter of name or telephone."""

    key: str
    text: str

    def __repr__(self) -> str:
        return "PetitionerTyped(…)"


def _typed(_context: Context, state: VisitState, event: PetitionerTyped) -> Change:
    form = state.of(PetitionerForm)
    if all(one.key != event.key for one in FIELDS):
        return stay(state)
    problems = {key: problem for key, problem in form.problems.items() if key != event.key}
    return stay(state.put(PetitionerForm({**form.answers, event.key: event.text}, problems)))


def _next(context: Context, state: VisitState, _event: Next) -> Change:
    form = state.of(PetitionerForm)
    problems = {one.key: code for one in FIELDS if (code := _problem(one, form.answers, context.today()))}
    if problems:
        return stay(state.put(replace(form, problems=problems)))
    told = {one.key: without_hidden(form.answers.get(one.key, "")) for one in FIELDS}
    phone = phone_number(told["phone"]) or told["phone"]
    return done(state.put(replace(state.of(Petitioner), full_name=told["full_name"], phone=phone)))


def _problem(asked: Field, answers: Mapping[str, str], today: date) -> str:
    """Code of what is wrong with an answer; "" for nothing."""
    kind = kind_of(asked)
    if not kind.filled(asked, answers):
        return "required" if asked is NAME else ""
    if len(answers[asked.key].strip()) > asked.max_length:
        return "too_long"
    found = (one.code for one in kind.faults(asked, answers, today) if one.severity is Severity.ERROR)
    return next(found, "")


STEP = Step("petitioner", {PetitionerTyped: _typed, Next: _next}, patience=2.0)
"""A name is typed letter by letter."""
