"""What every question about a dossier by its code has in common."""

from __future__ import annotations

from typing import TypeVar

from offline_queue.contract import provisional_code
from offline_queue.portal.port import PortalError, RemoteCall
from offline_queue.portal.response_policy import Outcome

Asked = TypeVar("Asked")
Told = TypeVar("Told")


def asked(call: RemoteCall[Asked, Told], about: Asked) -> Told:
    """Ask, and once more where a portal that keeps one session ended this one for the sender's."""
    try:
        return call(about)
    except PortalError as error:
        if error.outcome is not Outcome.CREDENTIALS:
            raise
        return call(about)


def elsewhere(code: str, *, kiosk_id: str, province: str) -> str:
    """Say where a code leads that is not this kiosk's, nor this province's; "" for any other."""
    if provisional_code.is_code(code):
        return "" if provisional_code.parse(code).kiosk_id == kiosk_id else "other_kiosk"
    return "" if code.partition(".")[0].partition("-")[0] == province else "other_province"
