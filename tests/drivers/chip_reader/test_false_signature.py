"""A security object whose signature is broken, over other data, or in no known form."""

from __future__ import annotations

import hashlib

import pytest

from drivers.chip_reader.port import SignatureError
from tests.drivers.chip_reader.cards import KEY, CardSlot, Country, reader


def test_no_bit_of_it_may_turn(slot: CardSlot, country: Country) -> None:
    """The signature stands at the end."""
    card = country.card()
    card.security_object = card.security_object[:-1] + bytes([card.security_object[-1] ^ 1])
    slot.lay(card)
    with pytest.raises(SignatureError):
        reader(country.trusted()).read([KEY])


def test_digests_that_were_changed_after_signing(slot: CardSlot, country: Country) -> None:
    """Whoever changes a group and its digest still lacks the key."""
    card = country.card()
    groups = dict(card.groups)
    changed = groups[13].replace(b"Kinh", b"Khme")
    card.security_object = card.security_object.replace(
        hashlib.sha256(groups[13]).digest(), hashlib.sha256(changed).digest()
    )
    groups[13] = changed
    card.groups = groups
    slot.lay(card)
    with pytest.raises(SignatureError):
        reader(country.trusted()).read([KEY])


@pytest.mark.parametrize("content", [b"\x77\x03abc", b"\x77\x00", b"\x30\x03\x02\x01\x01"])
def test_what_is_no_signature(slot: CardSlot, country: Country, content: bytes) -> None:
    card = country.card()
    card.security_object = content
    slot.lay(card)
    with pytest.raises(SignatureError):
        reader(country.trusted()).read([KEY])


def test_a_certificate_of_a_version_that_does_not_exist(slot: CardSlot, country: Country) -> None:
    card = country.card()
    third, sixth = b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x05"
    assert third in card.security_object
    card.security_object = card.security_object.replace(third, sixth)
    slot.lay(card)
    with pytest.raises(SignatureError):
        reader(country.trusted()).read([KEY])
