"""A card that is in order, opened either way."""

from __future__ import annotations

import pytest

from drivers.chip_reader.pace_agreement import OBJECT_IDS, Suite
from drivers.chip_reader.port import CardField, ReadingStage
from tests.drivers.chip_reader.cards import KEY, OTHER_KEY, PACE, CardSlot, Country, holder, portrait, reader


@pytest.mark.parametrize(("pace", "access"), [(None, "bac"), (PACE, "pace")])
def test_it_says_what_the_card_says(
    slot: CardSlot, country: Country, pace: Suite | None, access: str
) -> None:
    slot.lay(country.card(pace=pace))
    found = reader(country.trusted()).read([KEY])
    assert found.access == access
    assert found.fields == {
        CardField.PERSONAL_ID: "092191004567",
        CardField.FULL_NAME: "Nguyễn Thị Hương Giang",
        CardField.BIRTH_DATE: "07/09/1991",
        CardField.SEX: "Nữ",
        CardField.NATIONALITY: "Việt Nam",
        CardField.ETHNICITY: "Kinh",
        CardField.ORIGIN: "Vĩnh Thạnh Trung, An Giang",
        CardField.RESIDENCE: "Ấp Thạnh Lộc 1, xã Trung Hưng, thành phố Cần Thơ",
        CardField.ISSUED_ON: "07/09/2021",
        CardField.EXPIRES_ON: "07/09/2031",
        CardField.PARENTS: "Nguyễn Văn Bảy; Trần Thị Út",
    }
    assert found.photo == b""
    assert "Document Signer Virtual" in found.signer


@pytest.mark.parametrize(("key_length", "parameters"), [(16, 12), (24, 13), (32, 15), (16, 16), (32, 17)])
def test_every_cipher_and_curve_of_pace_opens(
    slot: CardSlot, country: Country, key_length: int, parameters: int
) -> None:
    object_id = next(one for one, length in OBJECT_IDS.items() if length == key_length)
    slot.lay(country.card(pace=Suite(object_id, parameters)))
    assert reader(country.trusted()).read([KEY]).access == "pace"


@pytest.mark.parametrize("pace", [None, PACE])
def test_the_portrait_is_read_when_asked_for(slot: CardSlot, country: Country, pace: Suite | None) -> None:
    slot.lay(country.card(pace=pace))
    assert reader(country.trusted()).read([KEY], photo=True).photo == portrait()


@pytest.mark.parametrize("pace", [None, PACE])
def test_a_portrait_behind_the_near_half_of_a_file_is_read(
    slot: CardSlot, country: Country, pace: Suite | None
) -> None:
    """Offsets of more than 15 bits take another command."""
    large = holder()
    object.__setattr__(large, "portrait", large.portrait + bytes(40_000) + b"\xff\xd9")
    slot.lay(country.card(large, pace))
    assert reader(country.trusted()).read([KEY], photo=True).photo == large.portrait


@pytest.mark.parametrize("pace", [None, PACE])
def test_a_later_key_opens(slot: CardSlot, country: Country, pace: Suite | None) -> None:
    """The date of expiry does not stand in the card's QR, so several are tried."""
    slot.lay(country.card(pace=pace))
    assert reader(country.trusted()).read([OTHER_KEY, KEY]).fields[CardField.PERSONAL_ID] == "092191004567"


def test_a_card_that_breaks_off_pace_is_opened_by_bac(slot: CardSlot, country: Country) -> None:
    card = country.card(pace=PACE)
    card.pace_fails = True
    slot.lay(card)
    assert reader(country.trusted()).read([KEY]).access == "bac"


def test_progress_rises_to_the_end(slot: CardSlot, country: Country) -> None:
    told: list[tuple[ReadingStage, int]] = []
    slot.lay(country.card())
    reader(country.trusted()).read([KEY], photo=True, progress=lambda *one: told.append(one))
    parts = [percent for _stage, percent in told]
    assert parts == sorted(parts)
    assert [told[0][0], told[-1]] == [ReadingStage.OPENING, (ReadingStage.CHECKING, 100)]
    assert len(parts) > 20


def test_one_card_after_the_other(slot: CardSlot, country: Country) -> None:
    device = reader(country.trusted())
    slot.lay(country.card())
    assert device.card_present()
    device.read([KEY])
    slot.lay(country.card(holder(OTHER_KEY, "092190001234")))
    assert device.read([OTHER_KEY]).fields[CardField.PERSONAL_ID] == "092190001234"
    device.close()
