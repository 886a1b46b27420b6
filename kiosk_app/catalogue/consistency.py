"""Whether a procedure agrees with itself: what a JSON Schema cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kiosk_app.catalogue.condition import (
    NEVER,
    TODAY,
    Condition,
    OneOf,
    fields_of,
)
from kiosk_app.catalogue.feasibility import can_hold, circles, leaves
from kiosk_app.catalogue.layout import FILTERS, OWN, PLACE
from kiosk_app.catalogue.model import Field, FieldType, Need, Procedure, Rule, RuleEffect, Text

CLAIMS = frozenset(
    {
        "full_name",
        "personal_id",
        "birth_date",
        "sex",
        "nationality",
        "ethnicity",
        "id_type",
        "id_number",
        "id_issued_on",
        "id_issued_by",
        "residence_kind",
        "residence",
        "phone",
        "email",
        "organisation_name",
        "organisation_role",
        "tax_code",
        "organisation_address",
    }
)
"""What `prefill` may name: identity.Claims, with "residence" for an address as a whole."""


def faults(procedure: Procedure) -> Iterator[str]:
    """Say each fault in one line, with its place and what is allowed."""
    fields = [field for section in procedure.sections for field in section.fields]
    keys = {field.key for field in fields}
    if TODAY in keys:
        yield f"field {TODAY}: this name stands for the day of the visit"
    for key, count in Counter(field.key for field in fields).items():
        if count > 1:
            yield f"field {key} stands {count} times; keys are unique"
    for field in fields:
        yield from _field_faults(field, {one.key: one for one in fields})
    for part_no, count in Counter(component.part_no for component in procedure.components).items():
        if count > 1:
            yield f"component {part_no} stands {count} times; part numbers are unique"
    by_key = {field.key: field for field in fields}
    for place, condition in _conditions(procedure):
        for key in sorted(fields_of(condition) - keys):
            yield f"{place} names {key}; there is no such field"
        yield from _never(place, condition, by_key)
    yield from circles(by_key)
    parts: list[str] = []
    for part in procedure.linked:
        if part.waits_for and part.waits_for not in parts:
            yield f"linked {part.code}: waits_for {part.waits_for}: no part before it has this code"
        parts.append(part.code)
    for component in procedure.components:
        if component.condition == NEVER and component.need is not Need.NOT_APPLICABLE:
            yield f"component {component.part_no}: no answers ask for it; remove it or its condition"
    for rule in procedure.rules:
        if rule.at not in keys:
            yield f"rule {rule.code}: at {rule.at}: there is no such field"
        yield from _not_at_the_door(rule, by_key)
    for code, count in Counter(rule.code for rule in procedure.rules).items():
        if count > 1:
            yield f"rule {code} stands {count} times; codes are unique"
    generated = [one.part_no for one in procedure.components if one.need is Need.GENERATED]
    if procedure.form_part_no not in generated:
        yield f"form_part_no {procedure.form_part_no}: this component must have need 'generated'"
    for part_no in generated:
        if part_no != procedure.form_part_no and part_no not in procedure.declarations:
            yield f"component {part_no}: it is generated, and declarations has no layout for it"
    yield from _layout_faults(procedure, keys, generated)
    named = {
        "delivery_field": [procedure.delivery_field],
        "copies_field": [procedure.copies_field],
        "summary_lines": list(procedure.summary_lines),
        "applicant": list(procedure.applicant.values()),
        "owner": list(procedure.owner.values()),
        "fees.per": [fee.per for fee in procedure.fees],
    }
    for place, wanted in named.items():
        for key in wanted:
            if key and key not in keys:
                yield f"{place}: {key}: there is no such field"
    if procedure.effective_to and procedure.effective_to < procedure.effective_from:
        yield "effective_to: lies before effective_from"


def _layout_faults(procedure: Procedure, keys: set[str], generated: list[str]) -> Iterator[str]:
    rows = {repeat.key: set(repeat.fields) for repeat in procedure.repeats}
    for part_no, layout in procedure.declarations.items():
        if part_no not in generated:
            yield f"declarations.{part_no}: no generated component has this part number"
        for text, repeat in layout.texts():
            if repeat and repeat not in rows:
                groups = ", ".join(rows) or "none"
                yield f"declarations.{part_no}: no repeat group {repeat}; there are {groups}"
                continue
            known = (rows[repeat] if repeat else keys) | OWN
            for key, filter_, _ in PLACE.findall(text):
                if key not in known:
                    yield f"declarations.{part_no}: {{{key}}}: there is no such field"
                if filter_ and filter_ not in FILTERS:
                    allowed = ", ".join(sorted(FILTERS))
                    yield f"declarations.{part_no}: {{{key}:{filter_}}}: filters are {allowed}"
            if set("{}$") & set(PLACE.sub("", text)):
                yield f"declarations.{part_no}: {text!r}: a brace or role that is not understood"


def untranslated(procedure: Procedure) -> Iterator[str]:
    """Name each text that is there in one language alone."""
    for place, text in _texts(procedure):
        if text.vi and not text.en:
            yield f"{place}: {text.vi!r} has no English"
        elif text.en and not text.vi:
            yield f"{place}: {text.en!r} has no Vietnamese"


def _texts(procedure: Procedure) -> Iterator[tuple[str, Text]]:
    one = procedure
    yield from (("name", one.name), ("short_name", one.short_name), ("summary", one.summary))
    yield from (("domain", one.domain_name), ("deadline", one.deadline.text))
    yield from (("elsewhere", one.elsewhere), ("door", one.door))
    for fee in one.fees:
        yield from ((f"fee {fee.code}", fee.name), (f"fee {fee.code}", fee.waived))
    yield from ((f"result {code}", name) for code, name in one.results)
    for section in one.sections:
        yield f"section {section.title.vi}", section.title
        for field in section.fields:
            for text in (field.label, field.ask, field.hint):
                yield f"field {field.key}", text
            for option in field.options:
                yield from (
                    (f"field {field.key}, {option.value}", text) for text in (option.label, option.ask)
                )
    for repeat in one.repeats:
        yield f"repeat {repeat.key}", repeat.title
    for rule in one.rules:
        yield f"rule {rule.code}", rule.sentence
    for component in one.components:
        for text in (component.name, component.short_name, component.when):
            yield f"component {component.part_no}", text
    for part in one.linked:
        for text in (part.name, part.authority, part.waits):
            yield f"linked {part.code}", text


def _not_at_the_door(rule: Rule, fields: Mapping[str, Field]) -> Iterator[str]:
    """Tell what a rule about filing elsewhere looks at that nobody can be asked before the form."""
    if rule.effect is not RuleEffect.ELSEWHERE:
        return
    for key in sorted(fields_of(rule.when) | fields_of(rule.must)):
        field = fields.get(key)
        if field is None or field.type is not FieldType.CHOICE or field.default or field.prefill:
            yield f"rule {rule.code}: effect elsewhere: {key} must be a choice without default"


def _conditions(procedure: Procedure) -> Iterator[tuple[str, Condition]]:
    """Every condition with its place."""
    for section in procedure.sections:
        for field in section.fields:
            yield f"field {field.key}: required", field.required
            yield f"field {field.key}: visible", field.visible
            yield f"field {field.key}: copies_when", field.copies_when
            yield from ((f"field {field.key}: follows {value}", when) for value, when in field.follows)
    for component in procedure.components:
        yield f"component {component.part_no}: its condition", component.condition
    for rule in procedure.rules:
        yield f"rule {rule.code}: must", rule.must
        yield f"rule {rule.code}: when", rule.when


def _never(place: str, condition: Condition, fields: Mapping[str, Field]) -> Iterator[str]:
    """Tell a value that no option has, and a condition that no answers fulfil."""
    for leaf in leaves(condition):
        if not isinstance(leaf, OneOf):
            continue
        field = fields.get(leaf.field)
        if field is None or not field.options:
            continue
        known = [option.value for option in field.options]
        for value in leaf.values:
            if value and value not in known:
                yield f"{place}: {leaf.field} is never {value!r}; its options are {', '.join(known)}"
                return
    if condition != NEVER and not can_hold(condition, fields):
        yield f"{place} can never hold"


def _field_faults(field: Field, fields: dict[str, Field]) -> Iterator[str]:
    values = [option.value for option in field.options]
    if (field.type is FieldType.CHOICE) != bool(values):
        yield f"field {field.key}: a choice has options, and nothing else has"
    if len(values) != len(set(values)):
        yield f"field {field.key}: two options have the same value"
    for value, _ in field.follows:
        if values and value not in values:
            yield f"field {field.key}: follows {value!r} is none of its options"
    if field.default and values and field.default not in values:
        yield f"field {field.key}: default {field.default!r} is none of its options"
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield f"field {field.key}: minimum {field.minimum} is above maximum {field.maximum}"
    if field.prefill and field.prefill not in CLAIMS:
        yield f"field {field.key}: prefill {field.prefill!r}; allowed are {', '.join(sorted(CLAIMS))}"
    if (field.prefill == "residence") != (field.type is FieldType.ADDRESS and bool(field.prefill)):
        yield f"field {field.key}: 'residence' fills an address, and only that does"
    for fact, key in field.agrees_with:
        if key not in fields:
            yield f"field {field.key}: agrees_with {fact} names {key}; there is no such field"
    if field.copies_from:
        source = fields.get(field.copies_from)
        if source is None or source.type is not field.type:
            yield f"field {field.key}: copies_from {field.copies_from}: a field of the same type is needed"
