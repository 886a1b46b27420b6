"""Tells what a QR text is: VNeID token, card, our own slip, or something foreign. Strict; never logs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kiosk_app.identity.card import CardFormatError, looks_like_card, parse_card_fields
from kiosk_app.identity.payload import ForeignKind, ForeignQr, QrPayload, SlipCode, VneidToken

MAX_BYTES = 7089
"""A QR code holds 2,953 bytes, 4,296 letters or 7,089 digits; what is longer came from a broken device."""
MAX_SLIP_CODE = 64
_LAYOUT = "\t\r\n"
# Zero-width joiners, direction marks and soft hyphens (Cf) change what is seen, never what is meant.
_HIDDEN = "Cf"
# Controls, surrogates, private use and unassigned characters stand in no text that a citizen may show.
_NOT_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})
_REPLACEMENT = "\ufffd"

_WEB_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.\-]{1,20}://\S|www\.\S|(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,24}(?:[/?#:]\S*)?\Z)",
    re.IGNORECASE,
)
# What payment codes begin with: docs/domain/money-and-ratings.md#payment-codes.
_PAYMENT = re.compile(r"000201[0-9]{4}|2\|99\|")
_WIFI = re.compile(r"WIFI:", re.IGNORECASE)
_CONTACT = re.compile(r"(?:BEGIN:VCARD|MECARD:|BIZCARD:|tel:|mailto:|smsto:|sms:)", re.IGNORECASE)
_PLACE = re.compile(r"geo:", re.IGNORECASE)
_KINDS = (
    (ForeignKind.PAYMENT, _PAYMENT),
    (ForeignKind.WIFI, _WIFI),
    (ForeignKind.CONTACT, _CONTACT),
    (ForeignKind.PLACE, _PLACE),
    (ForeignKind.WEB_ADDRESS, _WEB_ADDRESS),
)


class NotTextError(ValueError):
    """Control characters, too long, empty, or broken on the way. The text never holds the value."""


def parse_payload(
    text: str, token_pattern: re.Pattern[str], is_slip_code: Callable[[str], bool]
) -> QrPayload:
    """Tell what a QR text is.

    `token_pattern` must match the whole token of the VNeID app, which stays opaque. `is_slip_code` tells
    whether a text is a code of our slips with the right check character. Total: every text gives a payload. A
    text that begins like a card's and breaks its form is `UNREADABLE`, because another try helps.
    """
    try:
        clean = clean_text(text)
    except NotTextError:
        return ForeignQr(ForeignKind.UNREADABLE)
    if token_pattern.fullmatch(clean):
        return VneidToken(clean)
    if looks_like_card(clean):
        try:
            return parse_card_fields(clean)
        except CardFormatError:
            return ForeignQr(ForeignKind.UNREADABLE)
    if len(clean) <= MAX_SLIP_CODE and is_slip_code(clean):
        return SlipCode(clean)
    return ForeignQr(_foreign_kind(clean))


def clean_text(text: str) -> str:
    """Give the text in NFC, trimmed, without hidden characters.

    Raises `NotTextError` for what is no text: empty, more than `MAX_BYTES` of UTF-8, control characters other
    than tab and line ends, replacement characters, unassigned or private ones.
    """
    # A first, cheap bound: no character takes less than one byte.
    if len(text) > MAX_BYTES:
        raise NotTextError("longer than a QR code can be")
    for character in text:
        if character == _REPLACEMENT:
            raise NotTextError("broken on the way")
        if unicodedata.category(character) in _NOT_TEXT and character not in _LAYOUT:
            raise NotTextError("holds characters that stand in no text")
    if len(text.encode()) > MAX_BYTES:
        raise NotTextError("longer than a QR code can be")
    shown = "".join(character for character in text if unicodedata.category(character) != _HIDDEN)
    clean = unicodedata.normalize("NFC", shown).strip()
    if not clean:
        raise NotTextError("empty")
    return clean


def _foreign_kind(clean: str) -> ForeignKind:
    for kind, pattern in _KINDS:
        if pattern.match(clean):
            return kind
    return ForeignKind.TEXT
