"""Nothing lies on the reader."""

from __future__ import annotations

import pytest

from drivers.chip_reader.port import NoCardError
from tests.drivers.chip_reader.cards import KEY, CardSlot, Country, reader


def test_there_is_nothing_to_read(slot: CardSlot, country: Country) -> None:
    slot.clear()
    device = reader(country.trusted())
    assert not device.card_present()
    with pytest.raises(NoCardError):
        device.read([KEY])
