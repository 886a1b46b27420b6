"""The answers in the terms of the dossier: who files, for whom, what about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from kiosk_app.catalogue.condition import fields_of
from kiosk_app.catalogue.expand import MORE
from kiosk_app.catalogue.model import FieldType, Procedure
from kiosk_app.forms.derive import relevant
from kiosk_app.forms.display import address_text, display_value
from kiosk_app.forms.totals import count
from offline_queue.contract.dossier import Applicant, Organisation, PostAddress
from vietnam.address_keys import commune_key, province_key
from vietnam.contact import phone_number
from vietnam.tax_code import tax_code

SUMMARY_LENGTH = 1000
"""`TrichYeuHoSo` is cut to this (docs/domain/portal.md#the-dossier-object)."""
Delivery = Literal["counter", "post", "online"]
_DELIVERY: dict[str, Delivery] = {"1": "counter", "2": "post", "3": "online"}


Names = Literal["moj", "dvcqg"]
"""Whose control names: the ministry's e-form, or that of the new national portal where they are known."""


def form_data(procedure: Procedure, answers: Mapping[str, str], names: Names = "moj") -> str:
    """Give the e-form's answers as canonical JSON under its control names; rows of a group are a list."""
    flat = relevant(procedure, answers)
    other = {
        field.key: field.dvcqg
        for section in procedure.sections
        for field in section.fields
        if names == "dvcqg" and field.dvcqg
    }
    data: dict[str, object] = {}
    for repeat in procedure.repeats:
        rows = [repeat.row(number, flat) for number in range(1, repeat.rows + 1)]
        data[repeat.key] = [row for row in rows if row]
        own = {f"{field}_{number}" for field in repeat.fields for number in range(1, repeat.rows + 1)}
        own |= {f"{repeat.key}_{number}{MORE}" for number in range(repeat.rows + 1)}
        flat = {key: value for key, value in flat.items() if key.split(".", 1)[0] not in own}
    for key, value in flat.items():
        field, dot, part = key.partition(".")
        data[f"{other.get(field, field)}{dot}{part}"] = value
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def applicant(procedure: Procedure, answers: Mapping[str, str]) -> Applicant:
    """Who files the dossier (người nộp)."""
    return _person(procedure.applicant, relevant(procedure, answers))


def owner(procedure: Procedure, answers: Mapping[str, str]) -> Applicant:
    """Whom the dossier is about (chủ hồ sơ): the organisation where the applicant acts for one."""
    acts_for = organisation(procedure, answers)
    if acts_for is not None:
        return Applicant(full_name=acts_for.name, personal_id="", address=acts_for.address)
    return _person(procedure.owner, relevant(procedure, answers))


def organisation(procedure: Procedure, answers: Mapping[str, str], kind: str = "") -> Organisation | None:
    """Give the organisation that is filed for; None for a person.

    `kind`: as the account told it, "" where it is not known.
    """
    known = relevant(procedure, answers)
    keys = {field.prefill: field.key for section in procedure.sections for field in section.fields}

    def of(claim: str) -> str:
        return known.get(keys.get(claim, ""), "").strip()

    code, role = tax_code(of("tax_code")), of("organisation_role")
    if not code or role not in ("representative", "delegate"):
        return None
    place = keys.get("organisation_address", "")
    return Organisation.model_validate(
        {
            "name": of("organisation_name"),
            "tax_code": code,
            "role": role,
            "address": known.get(place, "").strip(),
            **({"kind": kind} if kind else {}),
        }
    )


def summary(procedure: Procedure, answers: Mapping[str, str]) -> str:
    """Give the trích yếu: the procedure and the answers that tell one dossier from another."""
    known = relevant(procedure, answers)
    details = [display_value(procedure.field(key), known, "vi") for key in procedure.summary_lines]
    text = " – ".join([procedure.name.vi, *(detail for detail in details if detail)])
    return text[:SUMMARY_LENGTH]


def delivery(procedure: Procedure, answers: Mapping[str, str]) -> Delivery:
    """How the result is received."""
    return _DELIVERY.get(answers.get(procedure.delivery_field, ""), "counter")


def post_address(procedure: Procedure, answers: Mapping[str, str]) -> PostAddress | None:
    """Give the address that the result is to be posted to; None where it is not posted.

    It is the address that only the way of delivery decides to ask for (the block `delivery`).
    """
    known = relevant(procedure, answers)
    key = next(
        (
            field.key
            for section in procedure.sections
            for field in section.fields
            if field.type is FieldType.ADDRESS and fields_of(field.visible) == {procedure.delivery_field}
        ),
        "",
    )
    if delivery(procedure, answers) != "post" or not key or not address_text(key, known):
        return None
    return PostAddress(address=address_text(key, known), province_code=known.get(province_key(key), ""))


def copies(procedure: Procedure, answers: Mapping[str, str]) -> int:
    """How many copies are asked for."""
    return count(answers, procedure.copies_field)


def _person(roles: Mapping[str, str], answers: Mapping[str, str]) -> Applicant:
    def of(role: str) -> str:
        return answers.get(roles.get(role, ""), "")

    address = roles.get("address", "")
    return Applicant(
        full_name=of("full_name"),
        personal_id=of("personal_id"),
        id_issued_on=of("id_issued_on"),
        address=address_text(address, answers) if address else "",
        province_code=answers.get(province_key(address), ""),
        commune_code=answers.get(commune_key(address), ""),
        phone=phone_number(of("phone")) or of("phone"),
        email=of("email"),
    )
