"""What a QR text is."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk_app.identity.parse import MAX_BYTES, parse_payload
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, QrPayload, SlipCode, VneidToken

TOKEN_PATTERN = re.compile(r"VNEID\d?\.[A-Za-z0-9_\-.]{20,3000}")
TOKEN = "VNEID1.eyJhbGciOiJFZERTQSJ9.c2ltdWxhdGVk"
SLIP = "DN07-2K4M-9"
CARD = "048190000002|012345678|Lê Thị Xuân Ữ|02031990|Nữ|Thôn Pà Dấu, xã Nam Giang, Đà Nẵng|15042021"
PAYMENT = (
    "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA520400005303704540480005802VN"
    "5912UBND XA TEST62150811H17.01 TEST630490F6"
)


def parse(text: str) -> QrPayload:
    return parse_payload(text, TOKEN_PATTERN, lambda code: code == SLIP)


def test_a_token_is_taken_whole_and_stays_opaque() -> None:
    assert parse(TOKEN) == VneidToken(TOKEN)
    assert parse(f"  {TOKEN}\n") == VneidToken(TOKEN)
    assert TOKEN not in repr(parse(TOKEN))


@pytest.mark.parametrize(
    "text", [TOKEN + "!", "x" + TOKEN, TOKEN.lower() + " ", "VNEID1.short", f"{TOKEN} {TOKEN}"]
)
def test_what_is_almost_a_token_is_not_one(text: str) -> None:
    assert isinstance(parse(text), ForeignQr)


def test_a_slip_code_counts_only_when_its_check_character_is_right() -> None:
    assert parse(SLIP) == SlipCode(SLIP)
    assert parse("DN07-2K4M-8") == ForeignQr(ForeignKind.TEXT)


def test_long_texts_are_not_offered_as_slip_codes() -> None:
    offered: list[str] = []

    def is_slip_code(code: str) -> bool:
        offered.append(code)
        return True

    parse_payload("a" * 65, TOKEN_PATTERN, is_slip_code)
    assert offered == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://dichvucong.gov.vn/tra-cuu?ma=1", ForeignKind.WEB_ADDRESS),
        ("HTTP://EXAMPLE.VN", ForeignKind.WEB_ADDRESS),
        ("www.example.vn", ForeignKind.WEB_ADDRESS),
        ("dichvucong.gov.vn/abc", ForeignKind.WEB_ADDRESS),
        ("intent://scan/#Intent;scheme=zalo;end", ForeignKind.WEB_ADDRESS),
        (PAYMENT, ForeignKind.PAYMENT),
        ("2|99|0900000000|NGUYEN VAN AN||0|0|50000", ForeignKind.PAYMENT),
        ("WIFI:T:WPA;S:UBND xã;P:abc;;", ForeignKind.WIFI),
        ("wifi:S:x;;", ForeignKind.WIFI),
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:An\r\nEND:VCARD", ForeignKind.CONTACT),
        ("MECARD:N:An;TEL:0900000000;;", ForeignKind.CONTACT),
        ("tel:0900000000", ForeignKind.CONTACT),
        ("geo:15.6,107.7", ForeignKind.PLACE),
        ("Xin chào", ForeignKind.TEXT),
        ("Nguyễn.Văn", ForeignKind.TEXT),
        ("8934563138165", ForeignKind.TEXT),
        ("Robert'); DROP TABLE dossier;--", ForeignKind.TEXT),
        ("$(reboot) `id` ; rm -rf /", ForeignKind.TEXT),
        ("", ForeignKind.UNREADABLE),
        (" \u200b\u200e\ufeff ", ForeignKind.UNREADABLE),
        ("a\0b", ForeignKind.UNREADABLE),
        ("\x1b[2J", ForeignKind.UNREADABLE),
        ("L\ufffd Xu\ufffdn", ForeignKind.UNREADABLE),
        ("\ud800", ForeignKind.UNREADABLE),
        ("\ue000", ForeignKind.UNREADABLE),
        ("a" * (MAX_BYTES + 1), ForeignKind.UNREADABLE),
        ("Ữ" * (MAX_BYTES // 2), ForeignKind.UNREADABLE),
    ],
)
def test_foreign_codes_are_told_apart(text: str, kind: ForeignKind) -> None:
    assert parse(text) == ForeignQr(kind)


def test_four_thousand_characters_of_text_are_still_text() -> None:
    assert parse("a" * MAX_BYTES) == ForeignQr(ForeignKind.TEXT)


@pytest.mark.parametrize("trick", ["\u202e", "\u2066", "\u200f", "\u200b", "\u00ad"])
def test_hidden_characters_and_direction_tricks_change_nothing(trick: str) -> None:
    payload = parse(CARD.replace("Xuân", f"X{trick}uân").replace("0481", f"{trick}0481"))
    assert isinstance(payload, CardQr)
    assert payload.claims.get("full_name") == "Lê Thị Xuân Ữ"


def test_decomposed_letters_are_composed() -> None:
    payload = parse(unicodedata.normalize("NFD", CARD))
    assert isinstance(payload, CardQr)
    assert payload == parse(CARD)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CARD.replace("02031990", "31021990"), ForeignKind.CARD_BIRTH_DATE),
        (CARD.replace("15042021", "15042"), ForeignKind.CARD_INCOMPLETE),
        (CARD.replace("15042021", "15142021"), ForeignKind.CARD_ISSUE_DATE),
        (CARD.replace("Nữ", "N?"), ForeignKind.CARD_SEX),
        (CARD.replace("Xuân", "Xu\ufffdn"), ForeignKind.CARD_INCOMPLETE),
        (CARD.replace("Thị", "Thí\u00ad").replace("Thí", "ThÃ"), ForeignKind.CARD_GARBLED),
        (CARD.replace("Thị", "Тhị"), ForeignKind.CARD_GARBLED),
        ("048190000002||C\u00adêng Hoµ|02031990|Nữ|X\u00b7 Mai, Hoµ An|15042021", ForeignKind.CARD_GARBLED),
        ("048190000002||Trung Cêng|02031990|Nữ|T\u00ad Mai, Hà An|15042021", ForeignKind.CARD_GARBLED),
        ("048190000002||TrâÌn Hýng|02031990|Nữ|HaÒi An, Nam Điònh|15042021", ForeignKind.CARD_GARBLED),
        (CARD.replace("Thôn", "Th«n"), ForeignKind.CARD_GARBLED),
        (CARD + "|||||", ForeignKind.CARD_FORMAT),
        ("048190000002|", ForeignKind.CARD_INCOMPLETE),
        (CARD[3:], ForeignKind.CARD_INCOMPLETE),
        (CARD[:40], ForeignKind.CARD_INCOMPLETE),
    ],
)
def test_what_is_wrong_with_a_card_is_told(text: str, kind: ForeignKind) -> None:
    assert parse(text) == ForeignQr(kind)


@pytest.mark.parametrize(
    "framed",
    [
        CARD + "\x1d",
        CARD + "\0",
        "\0" + CARD,
        f"\x02{CARD}\x03",
        f"]Q1{CARD}",
        f"]Q1*{CARD}*",
        f"*{CARD}*",
        f"\x02]Q1{CARD}\x03\r\n",
        CARD + "\x04",
        CARD + "\x1e",
        CARD + ";",
        f"]d2{CARD}",
        f"]Q2\\000026{CARD}",
        f"\\000026{CARD}#",
        f"\ufeff{CARD}",
        f"\x01\x02{CARD}\x03",
        f"\x16{CARD}\x1a",
        CARD + "\x7f",
        f"QR:{CARD}",
        f"s{CARD}",
        f"P01{CARD}",
        f"#{CARD}#",
        f"<{CARD}>",
        f'"{CARD}"',
        f"$ {CARD}.",
        f"{CARD}!",
    ],
)
def test_what_a_scanner_puts_around_a_card_is_taken_away(framed: str) -> None:
    assert parse(framed) == parse(CARD)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H17.99.01-261123-0001", "H17.99.01-261123-0001"),
        ("G22.99.08.123-261124-00001", "G22.99.08.123-261124-00001"),
        ("000.00.16.H48-210315-0001", "000.00.16.H48-210315-0001"),
        ("https://dichvucong.gov.vn/tra-cuu?mahoso=H17.99.01-261123-0001", "H17.99.01-261123-0001"),
        (f"https://dichvucong.gov.vn/tra-cuu/{SLIP}", SLIP),
    ],
)
def test_the_code_on_a_slip_is_known(text: str, code: str) -> None:
    assert parse(text) == SlipCode(code)


def test_a_code_amid_other_words_is_no_slip() -> None:
    assert isinstance(parse("Hồ sơ H17.99.01-261123-0001 của tôi"), ForeignQr)


@given(st.text(max_size=300))
@example("048190000002|||||||||||||")
@example("|" * 100)
def test_every_text_gives_a_payload(text: str) -> None:
    payload = parse(text)
    assert isinstance(payload, VneidToken | CardQr | SlipCode | ForeignQr)
    assert parse(text) == payload


@given(st.lists(st.sampled_from([*CARD.split("|"), "", "0", "Nam", "00001950", "x" * 400]), max_size=14))
def test_every_shuffled_card_gives_a_payload(fields: list[str]) -> None:
    payload = parse("|".join(fields))
    if isinstance(payload, CardQr):
        assert re.fullmatch(r"[0-9]{12}", payload.claims.get("personal_id"))
        assert payload.claims.get("sex") in {"male", "female"}
