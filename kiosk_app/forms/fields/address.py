"""An address in Vietnam after the merger of 2025: province, commune, detail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import Kind
from kiosk_app.forms.issue import Issue, error
from kiosk_app.identity.model import Claims
from vietnam.address_keys import address_keys, commune_key, detail_key, province_key
from vietnam.places import commune, province


class Address(Kind):
    """Three answers: two codes and a detail."""

    def keys(self, field: Field) -> tuple[str, ...]:
        """Province, commune, detail."""
        return address_keys(field.key)

    def faults(self, field: Field, answers: Mapping[str, str], today: date) -> Iterator[Issue]:
        """No such commune in the province, or a required detail is missing."""
        del today
        province_code, ward, detail = (answers.get(key, "").strip() for key in self.keys(field))
        if commune(province_code, ward) is None:
            yield error(field, "address_commune")
        elif len(detail) > field.max_length:
            yield error(field, "too_long", str(field.max_length))
        elif not detail and holds(field.required, answers):
            yield error(field, "address_detail")

    def text(self, field: Field, answers: Mapping[str, str], language: str) -> str:
        """One line."""
        del language
        return address_text(field.key, answers)

    def from_claims(self, field: Field, claims: Claims) -> dict[str, str]:
        """The residence; without a known commune only its words, to be completed by hand."""
        province_code, commune_code = claims.get("residence_province"), claims.get("residence_commune")
        if commune(province_code, commune_code) is None:
            detail = claims.get("residence_detail") or claims.get("residence_text")
            return {detail_key(field.key): detail} if detail else {}
        return {
            province_key(field.key): province_code,
            commune_key(field.key): commune_code,
            detail_key(field.key): claims.get("residence_detail"),
        }


def address_text(key: str, answers: Mapping[str, str]) -> str:
    """Give an address as one line: detail, commune, province."""
    province_code, commune_code = answers.get(province_key(key), ""), answers.get(commune_key(key), "")
    found = (commune(province_code, commune_code), province(province_code))
    parts = [answers.get(detail_key(key), "").strip(), *(place.name for place in found if place)]
    return ", ".join(part for part in parts if part)


KIND = Address(FieldType.ADDRESS)
