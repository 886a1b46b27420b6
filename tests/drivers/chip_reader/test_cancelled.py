"""A read that the visit ends."""

from __future__ import annotations

import time

import pytest

from drivers.chip_reader.port import ReadingCancelledError
from tests.drivers.chip_reader.cards import KEY, CardSlot, Country, reader


def test_it_ends_at_the_next_command(slot: CardSlot, country: Country) -> None:
    device = reader(country.trusted())
    seen: list[int] = []

    def count(number: int) -> bool:
        seen.append(number)
        if number == 5:
            device.cancel()
        return True

    slot.lay(country.card(), count)
    with pytest.raises(ReadingCancelledError):
        device.read([KEY])
    assert len(seen) == 5


def test_a_look_for_a_card_waits_again_after_a_cancel(slot: CardSlot, country: Country) -> None:
    """Whoever looks again and again, as the kiosk does, would else keep a core and pcscd busy."""
    slot.clear()
    device = reader(country.trusted())
    device.cancel()
    began = time.monotonic()
    assert not device.card_present(0.6)
    assert time.monotonic() - began >= 0.5
