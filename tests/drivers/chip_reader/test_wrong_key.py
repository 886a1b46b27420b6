"""Another card than the one whose data were printed."""

from __future__ import annotations

import pytest

from drivers.chip_reader.pace_agreement import Suite
from drivers.chip_reader.port import WrongDocumentKeyError
from tests.drivers.chip_reader.cards import OTHER_KEY, PACE, CardSlot, Country, reader


@pytest.mark.parametrize("pace", [None, PACE])
def test_the_chip_stays_shut(slot: CardSlot, country: Country, pace: Suite | None) -> None:
    slot.lay(country.card(pace=pace))
    with pytest.raises(WrongDocumentKeyError):
        reader(country.trusted()).read([OTHER_KEY])


def test_without_a_key_nothing_opens(slot: CardSlot, country: Country) -> None:
    slot.lay(country.card())
    with pytest.raises(WrongDocumentKeyError):
        reader(country.trusted()).read([])
