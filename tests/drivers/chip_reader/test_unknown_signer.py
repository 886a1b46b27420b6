"""A card that no country of the trust store signed."""

from __future__ import annotations

import pytest

from chip_data.trust_store import TrustStore
from drivers.chip_reader.emulator.issuer import country_signer, document_signer
from drivers.chip_reader.port import UnknownSignerError
from tests.drivers.chip_reader.cards import KEY, VALID, CardSlot, Country, reader


def test_a_country_that_is_not_in_the_store(slot: CardSlot, country: Country) -> None:
    other = country_signer(VALID, "UT", "CSCA Utopia")
    slot.lay(country.card())
    with pytest.raises(UnknownSignerError):
        reader(TrustStore((other.certificate,))).read([KEY])


def test_somebody_who_took_the_countrys_name(slot: CardSlot, country: Country) -> None:
    """Anybody can write a name into a certificate; the key tells."""
    false = Country()
    false.signer = document_signer(false.top, VALID)
    slot.lay(false.card())
    with pytest.raises(UnknownSignerError):
        reader(country.trusted()).read([KEY])


def test_a_country_that_renewed_its_key(slot: CardSlot, country: Country) -> None:
    newer = country_signer(VALID)
    slot.lay(country.card())
    found = reader(TrustStore((newer.certificate, country.top.certificate))).read([KEY])
    assert found == reader(country.trusted()).read([KEY]), "the newer key changes nothing for older cards"
