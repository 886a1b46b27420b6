"""A procedure that contradicts itself is told so, each fault with its place."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk_app.catalogue.consistency import faults
from kiosk_app.identity.model import Claims
from tests.catalogue.samples import SMALL, changed, shipped, small

FIELDS = ("sections", 0, "fields")


def test_the_small_one_is_sound() -> None:
    assert list(faults(small())) == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ((*FIELDS, 1, "key"), "name", "field name stands 2 times"),
        (("components", 1, "part_no"), "TK", "component TK stands 2 times"),
        (("components", 1, "condition"), {"filled": "gone"}, "component UQ: its condition names gone"),
        (("form_part_no",), "XX", "form_part_no XX: this component must"),
        (("delivery_field",), "gone", "delivery_field: gone: there is no such field"),
        (("copies_field",), "gone", "copies_field: gone"),
        (("summary_lines",), ["name", "gone"], "summary_lines: gone"),
        (("applicant", "phone"), "gone", "applicant: gone"),
        (("owner", "address"), "gone", "owner: gone"),
        (("fees", 0, "per"), "gone", "fees.per: gone"),
        (("effective_to",), "2025-06-30", "effective_to: lies before effective_from"),
        ((*FIELDS, 0, "required"), {"filled": "gone"}, "field name: required names gone"),
        ((*FIELDS, 4, "visible"), {"not": {"filled": "gone"}}, "field count: visible names gone"),
        ((*FIELDS, 5, "copies_when"), {"filled": "gone"}, "field other: copies_when names gone"),
        ((*FIELDS, 3, "options"), [], "field colour: a choice has options"),
        ((*FIELDS, 3, "type"), "text", "field colour: a choice has options, and nothing else has"),
        ((*FIELDS, 3, "default"), "b", "field colour: default 'b' is none of its options"),
        ((*FIELDS, 0, "prefill"), "shoe_size", "field name: prefill 'shoe_size'; allowed are birth_date"),
        ((*FIELDS, 0, "prefill"), "residence", "field name: 'residence' fills an address"),
        ((*FIELDS, 2, "prefill"), "full_name", "field home: 'residence' fills an address"),
        ((*FIELDS, 1, "agrees_with"), {"sex": "gone"}, "field id: agrees_with sex names gone"),
        ((*FIELDS, 5, "copies_from"), "gone", "field other: copies_from gone"),
        ((*FIELDS, 5, "copies_from"), "home", "field other: copies_from home: a field of the same type"),
    ],
)
def test_each_fault_is_named(path: tuple[str | int, ...], value: Any, expected: str) -> None:
    assert [fault for fault in faults(small(changed(*path, to=value))) if fault.startswith(expected)]


def test_two_options_of_one_value_are_named() -> None:
    twice = [{"value": "r", "vi": "Đỏ"}, {"value": "r", "vi": "Hồng"}]
    found = list(faults(small(changed(*FIELDS, 3, "options", to=twice))))
    assert "field colour: two options have the same value" in found


def test_every_fault_is_told_at_once() -> None:
    raw = {**SMALL, "copies_field": "gone", "delivery_field": "gone"}
    assert len(list(faults(small(raw)))) == 2


@pytest.mark.parametrize("code", sorted(shipped()))
def test_what_ships_is_sound(code: str) -> None:
    assert list(faults(shipped()[code])) == []


def test_prefill_may_name_every_claim() -> None:
    documented = Claims.__doc__ or ""
    prefills = {field.prefill for one in shipped().values() for part in one.sections for field in part.fields}
    assert {name for name in prefills - {"", "residence"} if f"`{name}`" not in documented} == set()


@pytest.mark.parametrize("code", sorted(shipped()))
def test_what_ships_speaks_both_languages(code: str) -> None:
    one = shipped()[code]
    texts = [one.name, one.short_name, one.summary, one.domain_name, one.deadline.text]
    texts += [fee.name for fee in one.fees] + [name for _, name in one.results]
    for part in one.sections:
        texts.append(part.title)
        for field in part.fields:
            texts += [field.label, field.hint, *(option.label for option in field.options)]
    for component in one.components:
        texts += [component.name, component.short_name, component.when]
    assert [text.vi for text in texts if bool(text.vi) != bool(text.en)] == []


@pytest.mark.parametrize("key", ["colour", "name"])
def test_a_rule_about_filing_elsewhere_looks_at_what_the_door_can_ask(key: str) -> None:
    rule = {"code": "away", "at": key, "must": {"field": key, "equals": "r"}, "effect": "elsewhere"}
    raw = {**SMALL, "rules": [{**rule, "says": {"vi": "Xin nộp tại quầy."}}]}
    found = [fault for fault in faults(small(raw)) if "effect elsewhere" in fault]
    assert found == [f"rule away: effect elsewhere: {key} must be a choice without default"]
