"""What the form knows when it opens."""

from __future__ import annotations

from kiosk_app.catalogue.model import Field, FieldType, Procedure
from kiosk_app.identity.model import Claims
from vietnam.address_keys import commune_key, detail_key, province_key
from vietnam.letters import folded
from vietnam.places import commune

_SEX = {"male": "Nam", "female": "Nữ"}
_RESIDENCE_KIND = {"permanent": "Thường trú", "temporary": "Tạm trú"}


def prefill(procedure: Procedure, claims: Claims) -> tuple[dict[str, str], frozenset[str]]:
    """Give the first answers, and the keys of those that came from the claims.

    A claim that the field would refuse (an option that does not exist, a commune of another province) is left
    out: the citizen then answers by hand.
    """
    answers: dict[str, str] = {}
    known: set[str] = set()
    for section in procedure.sections:
        for field in section.fields:
            found = _from_claims(field, claims)
            answers.update(found or _default(field))
            if found:
                known.add(field.key)
    return answers, frozenset(known)


def _default(field: Field) -> dict[str, str]:
    return {field.key: field.default} if field.default else {}


def _from_claims(field: Field, claims: Claims) -> dict[str, str]:
    if not field.prefill:
        return {}
    if field.type is FieldType.ADDRESS:
        return _address(field.key, claims)
    value = claims.get(field.prefill)
    if field.prefill == "sex":
        value = _SEX.get(value, "")
    elif field.prefill == "residence_kind":
        value = _RESIDENCE_KIND.get(value, "")
    if field.options and value:
        value = _option(field, value)
    return {field.key: value} if value else {}


def _option(field: Field, value: str) -> str:
    """The option that says the same: spellings vary, "Cơ Tu" or "Cơ-tu" (docs/domain/language.md#letters)."""
    wanted = _loosely(value)
    return next((option.value for option in field.options if _loosely(option.value) == wanted), "")


def _loosely(value: str) -> str:
    return " ".join(folded(value).replace("-", " ").split())


def _address(key: str, claims: Claims) -> dict[str, str]:
    province_code, commune_code = claims.get("residence_province"), claims.get("residence_commune")
    if commune(province_code, commune_code) is None:
        detail = claims.get("residence_detail") or claims.get("residence_text")
        return {detail_key(key): detail} if detail else {}
    return {
        province_key(key): province_code,
        commune_key(key): commune_code,
        detail_key(key): claims.get("residence_detail"),
    }
