"""Whether a procedure agrees with itself: what a JSON Schema cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kiosk_app.catalogue.condition import fields_of
from kiosk_app.catalogue.model import Field, FieldType, Need, Procedure

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
    }
)
"""What `prefill` may name: identity.Claims, with "residence" for an address as a whole."""


def faults(procedure: Procedure) -> Iterator[str]:
    """Say each fault in one line, with its place and what is allowed."""
    fields = [field for section in procedure.sections for field in section.fields]
    keys = {field.key for field in fields}
    for key, count in Counter(field.key for field in fields).items():
        if count > 1:
            yield f"field {key} stands {count} times; keys are unique"
    for field in fields:
        yield from _field_faults(field, {one.key: one for one in fields})
    for part_no, count in Counter(component.part_no for component in procedure.components).items():
        if count > 1:
            yield f"component {part_no} stands {count} times; part numbers are unique"
    for component in procedure.components:
        for key in sorted(fields_of(component.condition) - keys):
            yield f"component {component.part_no}: its condition names {key}; there is no such field"
    generated = [one.part_no for one in procedure.components if one.need is Need.GENERATED]
    if generated != [procedure.form_part_no]:
        yield f"form_part_no {procedure.form_part_no}: exactly this component must have need 'generated'"
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


def _field_faults(field: Field, fields: dict[str, Field]) -> Iterator[str]:
    for name, condition in (
        ("required", field.required),
        ("visible", field.visible),
        ("copies_when", field.copies_when),
    ):
        for key in sorted(fields_of(condition) - fields.keys()):
            yield f"field {field.key}: {name} names {key}; there is no such field"
    values = [option.value for option in field.options]
    if (field.type is FieldType.CHOICE) != bool(values):
        yield f"field {field.key}: a choice has options, and nothing else has"
    if len(values) != len(set(values)):
        yield f"field {field.key}: two options have the same value"
    if field.default and values and field.default not in values:
        yield f"field {field.key}: default {field.default!r} is none of its options"
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
