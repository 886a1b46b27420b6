"""A certificate that is not valid at this time, of the document signer or of the country."""

from __future__ import annotations

import pytest

from drivers.chip_reader.emulator.issuer import Validity, country_signer, document_signer
from drivers.chip_reader.port import ExpiredSignerError
from tests.drivers.chip_reader.cards import KEY, PAST, VALID, CardSlot, Country, reader


@pytest.mark.parametrize(("of_country", "of_document"), [(PAST, VALID), (VALID, PAST)])
def test_an_expired_certificate_vouches_for_nothing(
    slot: CardSlot, of_country: Validity, of_document: Validity
) -> None:
    country = Country(country_signer(of_country))
    country.signer = document_signer(country.top, of_document)
    slot.lay(country.card())
    with pytest.raises(ExpiredSignerError):
        reader(country.trusted()).read([KEY])
