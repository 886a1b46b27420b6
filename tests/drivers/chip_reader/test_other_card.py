"""A card that is no identity document."""

from __future__ import annotations

import pytest

from drivers.chip_reader.port import OtherCardError
from tests.drivers.chip_reader.cards import KEY, CardSlot, Country, reader


def test_a_bank_card(slot: CardSlot, country: Country) -> None:
    card = country.card()
    card.holds_identity = False
    slot.lay(card)
    with pytest.raises(OtherCardError):
        reader(country.trusted()).read([KEY])
