"""A card that is lifted off before everything was read, at every command."""

from __future__ import annotations

import pytest

from drivers.chip_reader.pace_agreement import Suite
from drivers.chip_reader.port import CardRemovedError
from tests.drivers.chip_reader.cards import KEY, PACE, Country, Desk, reader


@pytest.mark.parametrize("pace", [None, PACE])
@pytest.mark.parametrize("last", [1, 3, 6, 12])
def test_at_any_moment(desk: Desk, country: Country, pace: Suite | None, last: int) -> None:
    device = reader(country.trusted())
    desk.lay(country.card(pace=pace), lambda number: number < last)
    with pytest.raises(CardRemovedError):
        device.read([KEY])
    desk.lay(country.card(pace=pace))
    device.read([KEY])
