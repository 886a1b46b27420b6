"""A card that is no identity document."""

from __future__ import annotations

import pytest

from drivers.chip_reader.port import OtherCardError
from tests.drivers.chip_reader.cards import KEY, Country, Desk, reader


def test_a_bank_card(desk: Desk, country: Country) -> None:
    card = country.card()
    card.holds_identity = False
    desk.lay(card)
    with pytest.raises(OtherCardError):
        reader(country.trusted()).read([KEY])
