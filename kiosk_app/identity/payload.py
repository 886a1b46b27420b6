"""Payloads of QR codes that citizens show, parsed strictly and typed.

See docs/domain/identity.md#qr-code-of-the-card and docs/domain/identity.md#vneid.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk_app.identity.model import Claims


class ForeignKind(StrEnum):
    """Codes that are not for this kiosk, told apart so that the sentence on screen can help."""

    WEB_ADDRESS = "web_address"
    PAYMENT = "payment"
    WIFI = "wifi"
    CONTACT = "contact"
    """A business card, a phone number, an address for mail or messages."""
    PLACE = "place"
    TEXT = "text"
    UNREADABLE = "unreadable"
    """Control characters, too long, or not text."""
    CARD_INCOMPLETE = "card_incomplete"
    """A piece of a card's code; the next kinds say what else is wrong with a card (`card.CardFault`)."""
    CARD_FORMAT = "card_format"
    CARD_GARBLED = "card_garbled"
    CARD_PERSONAL_ID = "card_personal_id"
    CARD_NAME = "card_name"
    CARD_BIRTH_DATE = "card_birth_date"
    CARD_SEX = "card_sex"
    CARD_ISSUE_DATE = "card_issue_date"


@dataclass(frozen=True, slots=True)
class VneidToken:
    """A token of the VNeID app: opaque, short-lived; only the identity service can check it."""

    token: str

    def __repr__(self) -> str:
        return "VneidToken(…)"


@dataclass(frozen=True, slots=True)
class CardQr:
    """The printed QR of a CCCD (7 fields, 6 with some readers) or căn cước card (11 fields)."""

    claims: Claims
    fields: int


@dataclass(frozen=True, slots=True)
class SlipCode:
    """The code of a dossier as slips carry it, alone or in a web address: provisional with the right check
    character, or official."""

    code: str


@dataclass(frozen=True, slots=True)
class AppointmentCode:
    """The code of an appointment at a counter, alone or in a web address."""

    code: str


@dataclass(frozen=True, slots=True)
class StaffBadge:
    """The badge of a member of staff; the daemon alone tells whether it is one of this counter's."""

    text: str

    def __repr__(self) -> str:
        return "StaffBadge(…)"


@dataclass(frozen=True, slots=True)
class SetupCode:
    """The province's file for this kiosk (`setup_code`); may hold passwords."""

    text: str

    def __repr__(self) -> str:
        return "SetupCode(…)"


@dataclass(frozen=True, slots=True)
class ForeignQr:
    """Something else."""

    kind: ForeignKind


QrPayload = VneidToken | CardQr | SlipCode | AppointmentCode | StaffBadge | SetupCode | ForeignQr
