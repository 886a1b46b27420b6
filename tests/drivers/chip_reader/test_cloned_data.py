"""A chip that carries the signature of one card over the data of another."""

from __future__ import annotations

import pytest

from drivers.chip_reader.port import DataChangedError
from tests.drivers.chip_reader.cards import KEY, OTHER_KEY, CardSlot, Country, holder, reader


def test_the_signature_of_another_card_does_not_fit(slot: CardSlot, country: Country) -> None:
    card = country.card()
    card.security_object = country.card(holder(OTHER_KEY, "092190001234")).security_object
    slot.lay(card)
    with pytest.raises(DataChangedError, match="data group 1 "):
        reader(country.trusted()).read([KEY])
