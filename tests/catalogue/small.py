"""A small procedure for tests that need one with few questions: two sections, four components."""

from __future__ import annotations

from datetime import date

from kiosk_app.catalogue.condition import ALWAYS, Constant, OneOf
from kiosk_app.catalogue.model import (
    Component,
    Deadline,
    Field,
    FieldType,
    Need,
    Option,
    Procedure,
    Section,
    Text,
)


def text(vi: str) -> Text:
    """A text that needs no English here."""
    return Text(vi, vi)


def field(key: str, kind: FieldType = FieldType.TEXT, **more: object) -> Field:
    """A required field that is always shown, unless told otherwise."""
    values: dict[str, object] = {"required": ALWAYS, "visible": ALWAYS, **more}
    return Field(key=key, label=text(key), type=kind, **values)  # type: ignore[arg-type]  # mixed keyword values


def component(part_no: str, need: Need, condition: OneOf | Constant = ALWAYS) -> Component:
    """A component of the given need."""
    return Component(part_no, text(part_no), text(part_no), need, condition)


def procedure(**more: object) -> Procedure:
    """Two sections, four components."""
    values: dict[str, object] = {
        "code": "9.000001",
        "version": "1",
        "name": text("Thủ tục thử"),
        "short_name": text("Thử"),
        "summary": text(""),
        "icon": "",
        "domain_code": "G15-HT",
        "domain_name": text("Hộ tịch"),
        "template_no": "T1",
        "form_part_no": "TK",
        "results": (),
        "deadline": Deadline(3),
        "fees": (),
        "sections": (
            Section(
                text("Người yêu cầu"),
                (
                    field("name", FieldType.PERSON_NAME, prefill="full_name"),
                    field(
                        "id",
                        FieldType.PERSONAL_ID,
                        prefill="personal_id",
                        agrees_with=(("birth_date", "birth"),),
                    ),
                    field("birth", FieldType.DATE, prefill="birth_date"),
                ),
            ),
            Section(
                text("Yêu cầu"),
                (
                    field(
                        "again",
                        FieldType.CHOICE,
                        options=(Option("no", text("Lần đầu")), Option("yes", text("Cấp lại"))),
                    ),
                ),
            ),
        ),
        "components": (
            component("TK", Need.GENERATED),
            component("OLD", Need.REQUIRED, OneOf("again", ("yes",))),
            component("MORE", Need.OPTIONAL),
            component("ID", Need.FROM_DATABASE),
        ),
        "legal_basis": (),
        "effective_from": date(2025, 7, 1),
    }
    values.update(more)
    return Procedure(**values)  # type: ignore[arg-type]  # mixed keyword values
