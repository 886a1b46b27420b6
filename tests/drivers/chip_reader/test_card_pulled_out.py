"""A card that is lifted off before everything was read, at every command."""

from __future__ import annotations

import pytest

from drivers.chip_reader.pace_agreement import Suite
from drivers.chip_reader.port import CardRemovedError
from tests.drivers.chip_reader.cards import KEY, PACE, CardSlot, Country, reader


@pytest.mark.parametrize("pace", [None, PACE])
@pytest.mark.parametrize("last", [1, 3, 6, 12])
def test_at_any_moment(slot: CardSlot, country: Country, pace: Suite | None, last: int) -> None:
    device = reader(country.trusted())
    slot.lay(country.card(pace=pace), lambda number: number < last)
    with pytest.raises(CardRemovedError):
        device.read([KEY])
    slot.lay(country.card(pace=pace))
    device.read([KEY])
