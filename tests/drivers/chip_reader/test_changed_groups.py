"""One data group that is not what was signed."""

from __future__ import annotations

import pytest

from drivers.chip_reader.emulator.issuer import security_object
from drivers.chip_reader.port import DataChangedError
from tests.drivers.chip_reader.cards import KEY, CardSlot, Country, reader


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [(1, b"GIANG", b"GIANH"), (2, b"\xff\xd9", b"\xff\xd8"), (13, b"Kinh", b"Khme")],
)
def test_every_group_is_compared(
    slot: CardSlot, country: Country, number: int, before: bytes, after: bytes
) -> None:
    card = country.card()
    groups = dict(card.groups)
    assert before in groups[number]
    groups[number] = groups[number].replace(before, after)
    card.groups = groups
    slot.lay(card)
    with pytest.raises(DataChangedError, match=f"data group {number} "):
        reader(country.trusted()).read([KEY], photo=True)


def test_a_group_that_was_never_signed_is_changed(slot: CardSlot, country: Country) -> None:
    card = country.card()
    signed = {number: group for number, group in card.groups.items() if number != 13}
    card.security_object = security_object(country.signer, signed)
    slot.lay(card)
    with pytest.raises(DataChangedError, match="data group 13 "):
        reader(country.trusted()).read([KEY])
