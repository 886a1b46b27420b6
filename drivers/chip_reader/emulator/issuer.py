"""A country that issues virtual cards: its country signer, its document signers, and what they sign."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from chip_data import tlv
from chip_data.passive_authentication import LDS_OBJECT, SECURITY_OBJECT_TAG, SecurityData

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class DocumentSigner:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    def der(self) -> bytes:
        """Give the certificate as a trust store keeps it."""
        return self.certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a certificate is valid."""

    begins: datetime
    ends: datetime


def country_signer(
    validity: Validity, country: str = "VN", common_name: str = "CSCA Virtual", key: Key | None = None
) -> DocumentSigner:
    """Make a country signer."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    name = _name(country, common_name)
    certificate = (
        _builder(name, name, own, validity)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(own, hashes.SHA256())
    )
    return DocumentSigner(certificate, own)


def document_signer(issuer: DocumentSigner, validity: Validity, key: Key | None = None) -> DocumentSigner:
    """Make a document signer that the country signer vouches for."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    name = _name("VN", "Document Signer Virtual")
    certificate = _builder(name, issuer.certificate.subject, own, validity).sign(issuer.key, hashes.SHA256())
    return DocumentSigner(certificate, own)


def revocation_list(issuer: DocumentSigner, revoked: x509.Certificate, now: datetime) -> bytes:
    """Make a list that withdraws one certificate, as DER."""
    entry = x509.RevokedCertificateBuilder().serial_number(revoked.serial_number).revocation_date(now).build()
    found = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now)
        .next_update(now + timedelta(days=90))
        .add_revoked_certificate(entry)
        .sign(issuer.key, hashes.SHA256())
    )
    return found.public_bytes(Encoding.DER)


def security_object(signer: DocumentSigner, groups: Mapping[int, bytes], *, pss: bool = False) -> bytes:
    """Sign the digests of data groups; gives the file EF.SOD."""
    sha256 = {"algorithm": "2.16.840.1.101.3.4.2.1"}
    content = SecurityData(
        {
            "version": 0,
            "algorithm": sha256,
            "digests": [
                {"number": number, "digest": hashlib.sha256(group).digest()}
                for number, group in groups.items()
            ],
        }
    ).dump()
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": [cms.ContentType(LDS_OBJECT)]}),
            cms.CMSAttribute(
                {"type": "message_digest", "values": [core.OctetString(hashlib.sha256(content).digest())]}
            ),
        ]
    )
    certificate = asn1_x509.Certificate.load(signer.der())
    message = attributes.dump()
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": LDS_OBJECT, "content": core.ParsableOctetString(content)},
            "certificates": [certificate],
            "signer_infos": [
                {
                    "version": "v1",
                    "sid": cms.SignerIdentifier(
                        "issuer_and_serial_number",
                        cms.IssuerAndSerialNumber(
                            {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                        ),
                    ),
                    "digest_algorithm": {"algorithm": "sha256"},
                    "signed_attrs": attributes,
                    "signature_algorithm": _algorithm(signer.key, pss=pss),
                    "signature": _signature(signer.key, message, pss=pss),
                }
            ],
        }
    )
    whole = cms.ContentInfo({"content_type": "signed_data", "content": signed})
    return tlv.build(SECURITY_OBJECT_TAG, whole.dump())


def _algorithm(key: Key, *, pss: bool) -> algos.SignedDigestAlgorithm:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    if not pss:
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
    sha256 = {"algorithm": "sha256"}
    mask = {"algorithm": "mgf1", "parameters": sha256}
    parameters = {"hash_algorithm": sha256, "mask_gen_algorithm": mask, "salt_length": 32}
    return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters})


def _signature(key: Key, message: bytes, *, pss: bool) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(message, ec.ECDSA(hashes.SHA256()))
    scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if pss else padding.PKCS1v15()
    return key.sign(message, scheme, hashes.SHA256())


def _name(country: str, common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, country),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: Key, validity: Validity) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.begins)
        .not_valid_after(validity.ends)
    )
