"""What the citizen said, as cards of lines: looked over before it is sent, and read out to who was helped."""

from __future__ import annotations

from kiosk_app.catalogue.model import Field
from kiosk_app.forms.derive import keys_of
from kiosk_app.forms.display import said_value
from kiosk_app.session.facts import questions
from kiosk_app.session.facts.filing import Form
from kiosk_app.session.facts.helped import RELATIONS, Helped
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.view import Shown

_CARDS = (questions.SAID, questions.RESULT, questions.KNOWN)


def said_cards(state: VisitState) -> list[Shown]:
    """Give each card that has a line: "card", "lines" of "label" and "value", "editable"."""
    return [one for one in (_card(name, state) for name in _CARDS) if one["lines"]]


def helper_words(helped: Helped, language: str) -> str:
    """Name who helps; "" where nobody does."""
    words = next(
        (one.in_language(language) for one in RELATIONS if one.vi == helped.relation), helped.relation
    )
    return f"{helped.name} ({words})" if words else helped.name


def _card(name: str, state: VisitState) -> Shown:
    answers, locked = state.of(Form).answers, questions.locked_keys(state)
    filled = [
        field
        for field in questions.card(state, name)
        if any(answers.get(key, "").strip() for key in keys_of(field))
    ]
    return {
        "card": name,
        "lines": [_line(field, state) for field in filled],
        "editable": any(field.key not in locked for field in filled),
    }


def _line(field: Field, state: VisitState) -> Shown:
    return {
        "label": field.asked(state.language),
        "value": said_value(field, state.of(Form).answers, state.language),
    }
