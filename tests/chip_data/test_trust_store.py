"""The folder of country signers."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtensionOID, NameOID

from chip_data.trust_store import TrustStoreError, load_trust_store
from drivers.chip_reader.emulator.issuer import country_signer, revocation_list
from tests.drivers.chip_reader.cards import NOW, VALID, Country

COUNTRY = Country()


def test_both_forms_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.der").write_bytes(COUNTRY.top.der())
    (tmp_path / "b.PEM").write_bytes(COUNTRY.top.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "README.txt").write_text("where they come from")
    assert load_trust_store(tmp_path).signers == (COUNTRY.top.certificate,) * 2


def test_an_empty_or_missing_folder_trusts_nobody(tmp_path: Path) -> None:
    with pytest.raises(TrustStoreError, match="no certificate"):
        load_trust_store(tmp_path)
    with pytest.raises(TrustStoreError, match="none: cannot be read"):
        load_trust_store(tmp_path / "none")


def test_a_document_signer_is_no_country(tmp_path: Path) -> None:
    (tmp_path / "a.cer").write_bytes(COUNTRY.signer.der())
    with pytest.raises(TrustStoreError, match="is no certificate of a country signer"):
        load_trust_store(tmp_path)


def test_what_is_no_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.cer").write_bytes(b"-----BEGIN CERTIFICATE-----\nxx\n")
    with pytest.raises(TrustStoreError, match=r"broken\.cer"):
        load_trust_store(tmp_path)


def test_a_certificate_with_a_kind_of_name_that_is_not_known_is_named(tmp_path: Path) -> None:
    """RFC 5280, 4.2.1.6: an EDI party name, which the library does not read."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nước thử")])
    edi_party = x509.UnrecognizedExtension(
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME, bytes.fromhex("3008a506a1040c024142")
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(VALID.begins)
        .not_valid_after(VALID.ends)
        .add_extension(edi_party, critical=False)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "odd.cer").write_bytes(made.public_bytes(Encoding.DER))
    with pytest.raises(TrustStoreError, match=r"odd\.cer: is no certificate"):
        load_trust_store(tmp_path)


def test_a_list_that_a_stranger_signed_withdraws_nothing(tmp_path: Path) -> None:
    (tmp_path / "country.cer").write_bytes(COUNTRY.top.der())
    stranger = country_signer(VALID)
    (tmp_path / "a.crl").write_bytes(revocation_list(stranger, COUNTRY.signer.certificate, NOW))
    with pytest.raises(TrustStoreError, match=r"a\.crl"):
        load_trust_store(tmp_path)


def test_a_list_of_another_version_is_named(tmp_path: Path) -> None:
    (tmp_path / "country.cer").write_bytes(COUNTRY.top.der())
    good = revocation_list(COUNTRY.top, COUNTRY.signer.certificate, NOW)
    version_2 = b"\x02\x01\x01"
    assert version_2 in good[:12]
    (tmp_path / "a.crl").write_bytes(good.replace(version_2, b"\x02\x01\x05", 1))
    with pytest.raises(TrustStoreError, match=r"a\.crl: is no list"):
        load_trust_store(tmp_path)
