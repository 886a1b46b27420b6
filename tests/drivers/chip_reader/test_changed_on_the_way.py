"""Somebody between card and kiosk changes messages."""

from __future__ import annotations

import pytest

from drivers.chip_reader.pace_agreement import Suite
from drivers.chip_reader.port import CardProtocolError, ChannelError
from tests.drivers.chip_reader.cards import KEY, PACE, CardSlot, Country, reader


@pytest.mark.parametrize("pace", [None, PACE])
@pytest.mark.parametrize("at", [3, -12, -3])
def test_a_turned_bit_shows(slot: CardSlot, country: Country, pace: Suite | None, at: int) -> None:
    def turned(answer: bytes) -> bytes:
        changed = bytearray(answer)
        changed[at] ^= 1
        return bytes(changed)

    card = country.card(pace=pace)
    card.tamper = turned
    slot.lay(card)
    with pytest.raises(ChannelError):
        reader(country.trusted()).read([KEY])


def test_an_answer_without_its_protection_is_refused(slot: CardSlot, country: Country) -> None:
    card = country.card()
    card.tamper = lambda _answer: b"\x90\x00"
    slot.lay(card)
    with pytest.raises(ChannelError):
        reader(country.trusted()).read([KEY])


def test_a_session_that_the_chip_drops(slot: CardSlot, country: Country) -> None:
    card = country.card()
    card.tamper = lambda _answer: b"\x69\x88"
    slot.lay(card)
    with pytest.raises(CardProtocolError):
        reader(country.trusted()).read([KEY])
