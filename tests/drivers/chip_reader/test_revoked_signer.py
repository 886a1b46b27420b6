"""A document signer that the country withdrew."""

from __future__ import annotations

from pathlib import Path

import pytest

from chip_data.trust_store import load_trust_store
from drivers.chip_reader.emulator.issuer import document_signer, revocation_list
from drivers.chip_reader.port import RevokedSignerError
from tests.drivers.chip_reader.cards import KEY, NOW, VALID, CardSlot, Country, reader


def test_what_it_signed_is_refused_and_the_others_are_not(
    slot: CardSlot, country: Country, tmp_path: Path
) -> None:
    (tmp_path / "country.cer").write_bytes(country.top.der())
    stolen = Country(country.top)
    stolen.signer = document_signer(country.top, VALID)
    (tmp_path / "country.crl").write_bytes(revocation_list(country.top, stolen.signer.certificate, NOW))
    device = reader(load_trust_store(tmp_path))
    slot.lay(stolen.card())
    with pytest.raises(RevokedSignerError):
        device.read([KEY])
    slot.lay(country.card())
    device.read([KEY])
