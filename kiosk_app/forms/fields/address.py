"""An address in Vietnam after the merger of 2025: province, commune, detail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error
from kiosk_app.identity.model import Claims
from vietnam.address_keys import address_keys, commune_key, detail_key, province_key
from vietnam.former_communes import read_address
from vietnam.places import commune, province


class AddressKind(FieldKind):
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
        """The residence; where only words are known, what they say of today's places."""
        province_code, commune_code = claims.get("residence_province"), claims.get("residence_commune")
        if commune(province_code, commune_code) is None:
            return _proposed(field, claims)
        return {
            province_key(field.key): province_code,
            commune_key(field.key): commune_code,
            detail_key(field.key): claims.get("residence_detail"),
        }


def _proposed(field: Field, claims: Claims) -> dict[str, str]:
    """Bring the words of a card to today's places. A commune that was split is left to the citizen."""
    words = claims.get("residence_text")
    read = None if claims.get("residence_detail") else read_address(words)
    if read is None:
        detail = claims.get("residence_detail") or words
        return {detail_key(field.key): detail} if detail else {}
    codes = {today.province.code for today in read.today}
    proposal = {detail_key(field.key): read.detail}
    if len(codes) == 1:
        proposal[province_key(field.key)] = codes.pop()
    if len(read.today) == 1:
        proposal[commune_key(field.key)] = read.today[0].commune.code
    return proposal


def address_text(key: str, answers: Mapping[str, str]) -> str:
    """Give an address as one line: detail, commune, province."""
    province_code, commune_code = answers.get(province_key(key), ""), answers.get(commune_key(key), "")
    found = (commune(province_code, commune_code), province(province_code))
    parts = [answers.get(detail_key(key), "").strip(), *(place.name for place in found if place)]
    return ", ".join(part for part in parts if part)


KIND = AddressKind(FieldType.ADDRESS)
