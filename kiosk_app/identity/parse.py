"""Tells what a QR text is: VNeID token, card, our own slip, or something foreign. Strict; never logs."""

from __future__ import annotations

import base64
import json
import re
import string
import unicodedata
from collections.abc import Callable
from datetime import date

from kiosk_app.identity.card import (
    CardFault,
    CardFormatError,
    is_in_a_wrong_encoding,
    looks_like_card,
    looks_like_piece,
    parse_card_fields,
    without_frame,
)
from kiosk_app.identity.payload import (
    AppointmentCode,
    ForeignKind,
    ForeignQr,
    QrPayload,
    SetupCode,
    SlipCode,
    StaffBadge,
    VneidToken,
)
from kiosk_app.identity.setup_code import is_setup_code

MAX_BYTES = 7089
"""A QR code holds 2,953 bytes, 4,296 letters or 7,089 digits; what is longer came from a broken device."""
MAX_SLIP_CODE = 64
MAX_SLIP_ADDRESS = 512
"""Characters of a slip's code and of a web address that holds one; what is longer is not searched."""
_LAYOUT = "\t\r\n"
# Zero-width joiners, direction marks and soft hyphens (Cf) change what is seen, never what is meant.
_HIDDEN = "Cf"
# Controls, surrogates, private use and unassigned characters stand in no text that a citizen may show.
_NOT_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})
_REPLACEMENT = "\ufffd"
# Scanners put control characters around a text, such as STX and ETX; an escape begins a command instead.
_FRAME = "".join(map(chr, (*range(0x1B), *range(0x1C, 0x20), 0x7F)))
# An official code: unit, day, running number, e.g. "H17.99.01-261123-0001".
# Source: docs/domain/slips.md#dossier-number.
_OFFICIAL_CODE = re.compile(
    r"(?:[A-Z][0-9]{2}(?:\.[0-9]{2,3}){1,4}|(?:[0-9]{2,3}\.){3}[A-Z][0-9]{2})-[0-9]{6}-[0-9]{4,6}"
)
# "LH", unit, day, running number: docs/domain/slips.md#queue-ticket.
_APPOINTMENT = re.compile(r"LH-[A-Z][0-9]{2}(?:\.[0-9]{2,3}){1,4}-[0-9]{6}-[0-9]{4,6}")
_JWS = re.compile(r"eyJ[\w-]*(?:\.[\w-]+){2}", re.ASCII)
_ADDRESS_PARTS = re.compile(r"[/?#&=:;]")

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

_CARD_KINDS = {fault: ForeignKind(f"card_{fault.value}") for fault in CardFault}


class NotTextError(ValueError):
    """Control characters, too long, empty, or broken on the way. The text never holds the value."""


def _never(_text: str) -> bool:
    return False


def parse_payload(
    text: str,
    token_pattern: re.Pattern[str],
    is_slip_code: Callable[[str], bool],
    is_badge: Callable[[str], bool] = _never,
    today: date | None = None,
    *,
    typed: bool = False,
) -> QrPayload:
    """Tell what a QR text is.

    `token_pattern` must match the whole token of the VNeID app, which stays opaque. `is_slip_code` tells
    whether a text is a code of our slips with the right check character, `is_badge` whether it has the form
    of a badge of the staff; `today`, `typed`: see `parse_card_fields`. Total: every text gives a payload.
    A text that begins like a card's and breaks its form is a `ForeignQr` whose kind says what is wrong.
    """
    try:
        clean = clean_text(text)
    except NotTextError:
        damaged_card = looks_like_card(text) or looks_like_piece(text)
        return ForeignQr(ForeignKind.CARD_INCOMPLETE if damaged_card else ForeignKind.UNREADABLE)
    if is_setup_code(clean):
        return SetupCode(clean)
    if token_pattern.fullmatch(clean):
        return VneidToken(clean)
    if is_badge(clean):
        return StaffBadge(clean)
    card = without_frame(clean)
    if looks_like_card(card):
        if is_in_a_wrong_encoding(unicodedata.normalize("NFC", text)):
            return ForeignQr(ForeignKind.CARD_GARBLED)
        try:
            return parse_card_fields(card, today, typed=typed)
        except CardFormatError as error:
            return ForeignQr(_CARD_KINDS[error.fault])
    appointment = appointment_code(clean)
    if appointment:
        return AppointmentCode(appointment)
    code = _slip_code(clean, is_slip_code)
    return SlipCode(code) if code else ForeignQr(_foreign_kind(clean))


def proves_itself(text: str) -> bool:
    """Tell whether a text that was typed has a form that no mistake of letters gives: a whole card, or a
    signed token (JWS, RFC 7515), whose header is JSON. Total.
    """
    try:
        clean = clean_text(text)
    except NotTextError:
        return False
    if _JWS.fullmatch(clean):
        head = clean.split(".")[0]
        try:
            return isinstance(json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4))), dict)
        except (ValueError, RecursionError):
            return False
    card = without_frame(clean)
    try:
        return looks_like_card(card) and bool(parse_card_fields(card, typed=True).fields)
    except CardFormatError:
        return False


def clean_text(text: str) -> str:
    """Give the text in NFC, trimmed, without hidden characters and what a scanner puts around it.

    Raises `NotTextError` for what is no text: empty, more than `MAX_BYTES` of UTF-8, control characters other
    than tab and line ends, replacement characters, unassigned or private ones.
    """
    # A first, cheap bound: no character takes less than one byte.
    if len(text) > MAX_BYTES:
        raise NotTextError("longer than a QR code can be")
    text = text.strip(_FRAME + string.whitespace)
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


def appointment_code(clean: str) -> str:
    """Give the appointment's code that the text is, or that stands in a web address; else ""."""
    if _APPOINTMENT.fullmatch(clean):
        return clean
    if len(clean) > MAX_SLIP_ADDRESS or not _WEB_ADDRESS.match(clean):
        return ""
    return next((part for part in _ADDRESS_PARTS.split(clean) if _APPOINTMENT.fullmatch(part)), "")


def _slip_code(clean: str, is_slip_code: Callable[[str], bool]) -> str:
    """Give the dossier's code that the text is, or that stands in a web address; else ""."""
    if len(clean) <= MAX_SLIP_CODE and (_OFFICIAL_CODE.fullmatch(clean) or is_slip_code(clean)):
        return clean
    if len(clean) > MAX_SLIP_ADDRESS or not _WEB_ADDRESS.match(clean):
        return ""
    parts = (part for part in _ADDRESS_PARTS.split(clean) if len(part) <= MAX_SLIP_CODE)
    return next((part for part in parts if _OFFICIAL_CODE.fullmatch(part) or is_slip_code(part)), "")


def _foreign_kind(clean: str) -> ForeignKind:
    for kind, pattern in _KINDS:
        if pattern.match(clean):
            return kind
    return ForeignKind.CARD_INCOMPLETE if looks_like_piece(clean) else ForeignKind.TEXT
