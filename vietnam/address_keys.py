"""The three keys under which an address of a form is kept; the portals' e-forms spell them so."""

from __future__ import annotations

_PROVINCE, _COMMUNE, _DETAIL = "tinh", "xa", "diaChi"


def province_key(field: str) -> str:
    """Key of the province's code (2 digits)."""
    return f"{field}.{_PROVINCE}"


def commune_key(field: str) -> str:
    """Key of the commune's code (5 digits)."""
    return f"{field}.{_COMMUNE}"


def detail_key(field: str) -> str:
    """Key of what stands below the commune: house, street, hamlet."""
    return f"{field}.{_DETAIL}"


def address_keys(field: str) -> tuple[str, str, str]:
    """Give all three, in this order: province, commune, detail."""
    return province_key(field), commune_key(field), detail_key(field)
