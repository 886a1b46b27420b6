"""Nothing lies on the reader."""

from __future__ import annotations

import pytest

from drivers.chip_reader.port import NoCardError
from tests.drivers.chip_reader.cards import KEY, Country, Desk, reader


def test_there_is_nothing_to_read(desk: Desk, country: Country) -> None:
    desk.clear()
    device = reader(country.trusted())
    assert not device.card_present()
    with pytest.raises(NoCardError):
        device.read([KEY])
