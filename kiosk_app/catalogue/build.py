"""From the checked, expanded document of a procedure to the model: a pure function."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk_app.catalogue.condition import (
    ALWAYS,
    NEVER,
    Aged,
    All,
    AnyOf,
    Between,
    Condition,
    Constant,
    Digits,
    Filled,
    IdOf,
    Measure,
    Not,
    OneOf,
    Order,
    Same,
    WithinDays,
)
from kiosk_app.catalogue.layout import layout
from kiosk_app.catalogue.model import (
    Component,
    Deadline,
    Fee,
    Field,
    FieldType,
    LinkedPart,
    Need,
    Option,
    Procedure,
    Repeat,
    Rule,
    RuleEffect,
    Section,
    StandInKind,
    Text,
)

Raw = Mapping[str, Any]


def build(raw: Raw) -> Procedure:
    """Make a procedure of a document from `expand`. ValueError: a day that is none."""
    return Procedure(
        code=raw["code"],
        version=raw["version"],
        name=_text(raw["name"]),
        short_name=_text(raw["short_name"]),
        summary=_text(raw.get("summary", {})),
        icon=raw.get("icon", ""),
        domain_code=raw["domain"]["code"],
        domain_name=_text(raw["domain"]),
        template_no=raw["template_no"],
        form_part_no=raw["form_part_no"],
        results=tuple((one["code"], _text(one)) for one in raw["results"]),
        deadline=Deadline(
            raw["deadline"].get("working_days"),
            raw["deadline"].get("cutoff_hour", 15),
            _text(raw["deadline"]),
        ),
        fees=tuple(
            Fee(
                one["code"],
                _text(one),
                one.get("amount_vnd"),
                one.get("per", ""),
                _text(one.get("waived", {})),
                condition(one.get("when", True)),
                one.get("channel", ""),
            )
            for one in raw.get("fees", ())
        ),
        sections=tuple(
            Section(
                _text(one["title"]), tuple(_field(field) for field in one["fields"]), one.get("repeat", "")
            )
            for one in raw["sections"]
        ),
        components=tuple(_component(one) for one in raw["components"]),
        legal_basis=tuple(raw.get("legal_basis", ())),
        effective_from=_day(raw, "effective_from"),
        effective_to=_day(raw, "effective_to") if raw.get("effective_to") else None,
        delivery_field=raw.get("delivery_field", ""),
        copies_field=raw.get("copies_field", ""),
        applicant=dict(raw["applicant"]),
        owner=dict(raw["owner"]),
        summary_lines=tuple(raw.get("summary_lines", ())),
        declarations={
            part_no: layout(one, condition) for part_no, one in raw.get("declarations", {}).items()
        },
        rules=tuple(_rule(one) for one in raw.get("rules", ())),
        repeats=tuple(
            Repeat(one["key"], _text(one["title"]), tuple(one["fields"]), one["rows"])
            for one in raw.get("repeats", ())
        ),
        form_version=raw.get("form_version", ""),
        elsewhere=_text(raw.get("elsewhere", {})),
        door=_text(raw.get("door", {})),
        linked=tuple(
            LinkedPart(
                one["code"],
                _text(one),
                _text(one["authority"]),
                one["days"],
                one.get("waits_for", ""),
                _text(one["waits"]) if "waits" in one else Text("", ""),
            )
            for one in raw.get("linked", ())
        ),
    )


def condition(raw: Any) -> Condition:
    """Read a condition in the notation of `condition.py`."""
    match raw:
        case bool():
            return Constant(raw)
        case {"field": str(field), "equals": str(value)}:
            return OneOf(field, (value,))
        case {"field": str(field), "in": list(values)}:
            return OneOf(field, tuple(values))
        case {"filled": str(field)}:
            return Filled(field)
        case {"before": [str(first), str(second)]}:
            return Order(first, second, strict=True)
        case {"not_after": [str(first), str(second)]}:
            return Order(first, second, strict=False)
        case {"within_days": [str(first), str(second)], "days": int(days)}:
            return WithinDays(first, second, days)
        case {"age": str(born), "by": str(on), "at_least": int(years)}:
            return Aged(born, on, years)
        case {"same": [str(first), str(second)]}:
            return Same(first, second)
        case {"same_surname": [str(first), str(second)]}:
            return Same(first, second, surname=True)
        case {"digits": str(field), "count": list(counts)}:
            return Digits(field, tuple(counts))
        case {"id_of": str(field), "sex": str(sex)}:
            return IdOf(field, sex)
        case {"number": str(field)}:
            return Between(field, raw.get("at_least"), raw.get("at_most"))
        case {"measure": str(field)}:
            return Measure(field)
        case {"not": inner}:
            return Not(condition(inner))
        case {"all": list(inner)}:
            return All(tuple(condition(one) for one in inner))
        case {"any": list(inner)}:
            return AnyOf(tuple(condition(one) for one in inner))
        case _:
            raise ValueError(f"not a condition: {raw!r}")


def _day(raw: Raw, key: str) -> date:
    try:
        return date.fromisoformat(raw[key])
    except ValueError as error:
        raise ValueError(f"{key}: {raw[key]}: no calendar has this day") from error


def _text(raw: Raw) -> Text:
    return Text(raw.get("vi", ""), raw.get("en", ""))


def _option(raw: Raw) -> Option:
    return Option(raw["value"], _text(raw), _text(raw.get("ask", {})))


def _rule(raw: Raw) -> Rule:
    return Rule(
        code=raw["code"],
        at=raw["at"],
        must=condition(raw["must"]),
        when=condition(raw["when"]) if "when" in raw else ALWAYS,
        effect=RuleEffect(raw["effect"]),
        sentence=_text(raw["says"]),
        law=raw.get("law", ""),
    )


def _field(raw: Raw) -> Field:
    return Field(
        key=raw["key"],
        label=_text(raw),
        type=FieldType(raw["type"]),
        required=condition(raw.get("required", False)),
        visible=condition(raw["visible"]) if "visible" in raw else ALWAYS,
        options=tuple(_option(one) for one in raw.get("options", ())),
        prefill=raw.get("prefill", ""),
        default=raw.get("default", ""),
        hint=_text(raw.get("hint", {})),
        suggest=raw.get("suggest", ""),
        ask=_text(raw.get("ask", {})),
        dvcqg=raw.get("dvcqg", ""),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        max_length=raw.get("max_length", 200),
        not_future=raw.get("not_future", False),
        agrees_with=tuple(raw.get("agrees_with", {}).items()),
        follows=tuple((one["value"], condition(one["when"])) for one in raw.get("follows", ())),
        copies_from=raw.get("copies_from", ""),
        copies_when=condition(raw["copies_when"]) if "copies_when" in raw else NEVER,
    )


def _component(raw: Raw) -> Component:
    unverified = raw.get("need_unverified")
    return Component(
        part_no=raw["part_no"],
        name=_text(raw),
        short_name=_text(raw["short"]),
        need=Need(raw["need"]),
        condition=condition(raw["condition"]) if "condition" in raw else ALWAYS,
        when=_text(raw.get("when", {})),
        need_unverified=Need(unverified) if unverified else None,
        originals=raw.get("originals", 1),
        copies=raw.get("copies", 0),
        title_words=tuple(raw.get("title_words", ())),
        code=raw.get("code", ""),
        hand_in=raw.get("hand_in", False),
        stand_in=StandInKind(raw.get("stand_in", "database")),
    )
