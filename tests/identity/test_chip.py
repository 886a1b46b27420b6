"""Keys from a card's QR, claims from its chip."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk_app.identity.chip import ChipClaimsError, chip_keys, claims_of_chip, ended_before
from kiosk_app.identity.model import Claims

FIELDS = {
    "personal_id": "092191004567",
    "full_name": "H'Blơ  Niê",
    "birth_date": "07/09/1991",
    "sex": "Nữ",
    "nationality": "Việt Nam",
    "ethnicity": "Ê-đê",
    "religion": "Không",
    "features": "Nốt ruồi",
    "origin": "Đắk Lắk",
    "residence": "Ấp Thạnh Lộc 1",
    "issued_on": "07/09/2021",
    "expires_on": "07/09/2031",
}


def card(birth: str, issued: str) -> Claims:
    return Claims({"personal_id": "092191004567", "birth_date": birth, "id_issued_on": issued})


@pytest.mark.parametrize(
    ("birth", "issued", "first"),
    [
        ("1991-09-07", "2021-09-07", "310907"),
        # Issued within the two years before an age: it holds until the next one.
        ("1991-09-07", "2030-01-01", "510907"),
        ("1965-05-01", "2024-05-01", "991231"),
        ("1950-05-01", "2022-05-01", "991231"),
        ("2012-02-29", "2024-08-01", "370228"),
        ("2015-06-01", "2024-08-01", "290601"),
    ],
)
def test_the_likeliest_day_comes_first(birth: str, issued: str, first: str) -> None:
    keys = chip_keys(card(birth, issued))
    assert keys[0].expiry_date == first
    # A card without an end is thought of for everybody.
    assert "991231" in {key.expiry_date for key in keys}
    assert len({key.expiry_date for key in keys}) == len(keys) <= 5
    assert {key.number for key in keys} == {"191004567"}


@pytest.mark.parametrize(("birth", "issued"), [("1991", "2021-09-07"), ("1991-09-07", ""), ("", "")])
def test_without_whole_dates_there_is_no_key(birth: str, issued: str) -> None:
    assert chip_keys(card(birth, issued)) == ()


def test_capitals_of_old_registers_are_a_name() -> None:
    said = claims_of_chip({**FIELDS, "full_name": "LÊ PHúC"})
    assert said.get("full_name") == "LÊ PHúC"


def test_only_what_forms_ask_for_leaves_the_chip() -> None:
    assert claims_of_chip(FIELDS).values == {
        "full_name": "H'Blơ Niê",
        "personal_id": "092191004567",
        "birth_date": "1991-09-07",
        "sex": "female",
        "nationality": "Việt Nam",
        "ethnicity": "Ê-đê",
        "id_number": "092191004567",
        "residence_text": "Ấp Thạnh Lộc 1",
        "id_issued_on": "2021-09-07",
        "id_type": "Thẻ căn cước công dân",
        "id_issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    }


@pytest.mark.parametrize(
    "wrong", [{"personal_id": "1"}, {"birth_date": "31/02/1991"}, {"sex": "?"}, {"full_name": "1234"}]
)
def test_what_no_card_says_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ChipClaimsError):
        claims_of_chip({**FIELDS, **wrong})


@pytest.mark.parametrize(
    ("text", "ended"), [("07/09/2031", False), ("06/09/2026", True), ("Không thời hạn", False), ("", False)]
)
def test_the_last_day(text: str, ended: bool) -> None:
    assert ended_before({**FIELDS, "expires_on": text}, date(2026, 9, 7)) is ended
