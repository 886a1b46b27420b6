"""Passive authentication: whether a country of the trust store signed these data groups (ICAO 9303-11, 5.1).

The security object is a CMS signature over the digests of all data groups; `asn1crypto` takes it apart,
`cryptography` verifies. It proves the data. A chip that was copied whole with its signature would pass too.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from asn1crypto import cms, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from chip_data import tlv
from chip_data.errors import (
    DataChangedError,
    ExpiredSignerError,
    RevokedSignerError,
    SignatureError,
    UnknownSignerError,
)
from chip_data.trust_store import TrustStore

LDS_OBJECT = "2.23.136.1.1.1"
SECURITY_OBJECT_TAG = 0x77
_LONGEST_SALT = 1_024
_MALFORMED = (ValueError, TypeError, LookupError, OverflowError, RecursionError, UnsupportedAlgorithm)
"""What the libraries raise for bytes of any kind: certificates of signers are public, and whoever has one can
put anything beside it."""
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303  old signers; a collision would have to be made by the country itself
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class _DigestAlgorithm(core.Sequence):  # type: ignore[misc]  # the library has no types
    _fields: ClassVar = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any, {"optional": True})]


class GroupDigest(core.Sequence):  # type: ignore[misc]  # the library has no types
    """The digest of one data group."""

    _fields: ClassVar = [("number", core.Integer), ("digest", core.OctetString)]


class GroupDigests(core.SequenceOf):  # type: ignore[misc]  # the library has no types
    """All of them."""

    _child_spec = GroupDigest


class SecurityData(core.Sequence):  # type: ignore[misc]  # the library has no types
    """LDSSecurityObject (ICAO 9303-10, 4.6.2)."""

    _fields: ClassVar = [
        ("version", core.Integer),
        ("algorithm", _DigestAlgorithm),
        ("digests", GroupDigests),
        ("lds_version", core.Any, {"optional": True}),
    ]


_DIGEST_NAMES = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.4": "sha224",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}


def authenticate(
    security_object: bytes, groups: Mapping[int, bytes], trusted: TrustStore, now: datetime
) -> str:
    """Verify data groups, by number, against the security object; gives the signer's name.

    `now` with zone. Raises `UnknownSignerError`, `ExpiredSignerError`, `RevokedSignerError`, `SignatureError`
    or `DataChangedError`.
    """
    signed, signer, certificate = _parts(security_object)
    _trust(certificate, trusted, now)
    content = _verified_content(signed, signer, certificate)
    _compare(content, groups)
    return certificate.subject.rfc4514_string()


def _parts(security_object: bytes) -> tuple[Any, Any, x509.Certificate]:
    try:
        info = cms.ContentInfo.load(tlv.find(security_object, SECURITY_OBJECT_TAG), strict=True)
        signed = info["content"]
        (signer,) = signed["signer_infos"]
        certificates = [one.chosen for one in signed["certificates"]]
        wanted = next(one for one in certificates if is_of(one, signer["sid"]))
        return signed, signer, x509.load_der_x509_certificate(wanted.dump())
    except (*_MALFORMED, StopIteration, x509.InvalidVersion) as error:
        raise SignatureError("the security object is not in the standard's form") from error


def is_of(certificate: Any, identifier: Any) -> bool:
    """Whether a certificate of a CMS message is the one that its signer names."""
    if identifier.name == "issuer_and_serial_number":
        wanted = identifier.chosen
        return bool(
            certificate.serial_number == wanted["serial_number"].native
            and certificate.issuer == wanted["issuer"]
        )
    return bool(certificate.key_identifier == identifier.chosen.native)


def _trust(certificate: x509.Certificate, trusted: TrustStore, now: datetime) -> None:
    issuers = trusted.issuers_of(certificate)
    if not issuers:
        raise UnknownSignerError("no country signer of the trust store bears the name of this card's")
    # A country renews its key under the same name.
    issuer = next((one for one in issuers if _issued(certificate, one)), None)
    if issuer is None:
        raise UnknownSignerError("this card's signer bears a known name and was signed by another key")
    for one in (certificate, issuer):
        if not one.not_valid_before_utc <= now <= one.not_valid_after_utc:
            raise ExpiredSignerError(
                f"valid from {one.not_valid_before_utc.date()} to {one.not_valid_after_utc.date()}"
            )
    if trusted.revoked(certificate):
        raise RevokedSignerError("its country signer withdrew it")


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _verified_content(signed: Any, signer: Any, certificate: x509.Certificate) -> bytes:
    try:
        encapsulated = signed["encap_content_info"]
        content = bytes(encapsulated["content"].native or b"")
        if encapsulated["content_type"].dotted != LDS_OBJECT:
            raise SignatureError("the signature is over something else than data groups")
        attributes = signer["signed_attrs"]
        said = {one["type"].dotted: one["values"] for one in attributes}
        digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, content).digest()
        if not hmac.compare_digest(said[_MESSAGE_DIGEST][0].native, digest):
            raise SignatureError("the signature is over other digests")
        if said[_CONTENT_TYPE][0].dotted != LDS_OBJECT:
            raise SignatureError("the signature is over something else than data groups")
        # Signed is the set as such; in the message it stands under another tag.
        verify_signature(certificate, signer, attributes.untag().dump())
    except (*_MALFORMED, InvalidSignature) as error:
        raise SignatureError("the signature over the data groups does not verify") from error
    return content


_MESSAGE_DIGEST, _CONTENT_TYPE = "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.3"


def verify_signature(certificate: x509.Certificate, signer: Any, message: bytes) -> None:
    """Verify a CMS signer's signature. Raises `SignatureError` or what `cryptography` raises."""
    algorithm, signature = signer["signature_algorithm"], signer["signature"].native
    key = certificate.public_key()
    scheme = algorithm.signature_algo
    # A signer may name the key's kind alone; the digest is then the one that it names beside it.
    named = algorithm["algorithm"].native in {"rsassa_pkcs1v15", "rsaes_pkcs1v15"}
    digest = signer["digest_algorithm"]["algorithm"].native if named else algorithm.hash_algo
    if isinstance(key, rsa.RSAPublicKey) and scheme == "rsassa_pkcs1v15":
        key.verify(signature, message, padding.PKCS1v15(), _HASHES[digest])
    elif isinstance(key, rsa.RSAPublicKey) and scheme == "rsassa_pss":
        salt = int(algorithm["parameters"]["salt_length"].native)
        if not 0 <= salt <= _LONGEST_SALT:
            raise SignatureError("a salt that no key has room for")
        key.verify(signature, message, padding.PSS(padding.MGF1(_HASHES[digest]), salt), _HASHES[digest])
    elif isinstance(key, ec.EllipticCurvePublicKey) and scheme == "ecdsa":
        key.verify(signature, message, ec.ECDSA(_HASHES[digest]))
    else:
        raise SignatureError("a kind of signature that is not known here")


def _compare(content: bytes, groups: Mapping[int, bytes]) -> None:
    try:
        data = SecurityData.load(content, strict=True)
        name = _DIGEST_NAMES[data["algorithm"]["algorithm"].native]
        digests = {int(one["number"].native): bytes(one["digest"].native) for one in data["digests"]}
    except _MALFORMED as error:
        raise SignatureError("what was signed is not in the standard's form") from error
    for number, group in groups.items():
        if not hmac.compare_digest(digests.get(number, b""), hashlib.new(name, group).digest()):
            raise DataChangedError(f"data group {number} is not the one that was signed")
