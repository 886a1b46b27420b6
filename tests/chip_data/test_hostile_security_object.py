"""A security object around a genuine certificate, made by who wants the verifier to fall over.

Certificates of document signers are public: whoever has one can put anything beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from asn1crypto import algos, cms, core
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from chip_data import tlv
from chip_data.errors import ChipError, SignatureError
from chip_data.passive_authentication import SECURITY_OBJECT_TAG, authenticate
from drivers.chip_reader.emulator.issuer import document_signer, security_object
from tests.drivers.chip_reader.cards import VALID, Country, holder

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
COUNTRY = Country()
GROUPS = {number: one for number, one in holder().groups().items() if number in (1, 13)}
GENUINE = security_object(COUNTRY.signer, holder().groups())


def changed(change: Callable[[cms.SignedData], None], genuine: bytes = GENUINE) -> bytes:
    """The genuine object with something in it changed."""
    info = cms.ContentInfo.load(tlv.find(genuine, SECURITY_OBJECT_TAG))
    change(info["content"])
    return tlv.build(SECURITY_OBJECT_TAG, info.dump(force=True))


def assert_refused(hostile: bytes) -> None:
    with pytest.raises(SignatureError):
        authenticate(hostile, GROUPS, COUNTRY.trusted(), NOW)


def _attributes(signed: cms.SignedData, attributes: list[cms.CMSAttribute]) -> None:
    signed["signer_infos"][0]["signed_attrs"] = cms.CMSAttributes(attributes)


def test_unchanged_it_verifies() -> None:
    genuine = authenticate(GENUINE, GROUPS, COUNTRY.trusted(), NOW)
    assert authenticate(changed(lambda _signed: None), GROUPS, COUNTRY.trusted(), NOW) == genuine


@pytest.mark.parametrize("kind", ["message_digest", "content_type"])
def test_an_attribute_without_a_value(kind: str) -> None:
    def empty(signed: cms.SignedData) -> None:
        kept = [one for one in signed["signer_infos"][0]["signed_attrs"] if one["type"].native != kind]
        _attributes(signed, [*kept, cms.CMSAttribute({"type": kind, "values": []})])

    assert_refused(changed(empty))


def test_no_attributes() -> None:
    assert_refused(changed(lambda signed: _attributes(signed, [])))


def test_no_signer_and_no_certificate() -> None:
    assert_refused(changed(lambda signed: signed.__setitem__("signer_infos", [])))
    assert_refused(changed(lambda signed: signed.__setitem__("certificates", [])))
    assert_refused(changed(lambda signed: signed.__setitem__("certificates", None)))


def test_no_content() -> None:
    assert_refused(changed(lambda signed: signed["encap_content_info"].__setitem__("content", None)))


@pytest.mark.parametrize("name", ["md5", "md2", "shake256"])
def test_a_digest_that_no_card_has(name: str) -> None:
    def weak(signed: cms.SignedData) -> None:
        signed["signer_infos"][0]["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": name})

    assert_refused(changed(weak))


@pytest.mark.parametrize("salt", [2**31, 2**63, 2**90, -1])
def test_a_salt_of_a_length_that_no_key_has(salt: int) -> None:
    country = Country(COUNTRY.top)
    country.signer = document_signer(COUNTRY.top, VALID, rsa.generate_private_key(65_537, 2_048))
    genuine = security_object(country.signer, holder().groups(), pss=True)
    authenticate(genuine, GROUPS, COUNTRY.trusted(), NOW)

    def long(signed: cms.SignedData) -> None:
        sha256 = {"algorithm": "sha256"}
        parameters = {
            "hash_algorithm": sha256,
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": sha256},
            "salt_length": salt,
        }
        signed["signer_infos"][0]["signature_algorithm"] = algos.SignedDigestAlgorithm(
            {"algorithm": "rsassa_pss", "parameters": parameters}
        )

    assert_refused(changed(long, genuine))


@pytest.mark.parametrize("signature", [b"", b"\x00" * 8_000, b"\xff" * 64])
def test_a_signature_that_is_none(signature: bytes) -> None:
    def replaced(signed: cms.SignedData) -> None:
        signed["signer_infos"][0]["signature"] = core.OctetString(signature)

    assert_refused(changed(replaced))


@pytest.mark.parametrize("tag", [0x24, 0x30, 0xA0])
def test_content_as_deep_as_it_is_long(tag: int) -> None:
    deep = b"\x04\x01a"
    while len(deep) < 12_000:
        deep = tlv.build(tag, deep)
    assert_refused(_around(deep))


def _around(content: bytes) -> bytes:
    """The genuine object with another content, put together without the library's own checks."""
    identifier, outer = tlv.row(tlv.find(GENUINE, SECURITY_OBJECT_TAG, 0x30))
    version, digests, encapsulated, *rest = tlv.row(tlv.find(outer.value, 0x30))
    kind = next(tlv.row(encapsulated.value))
    parts = (
        (version.tag, version.value),
        (digests.tag, digests.value),
        (encapsulated.tag, tlv.build(kind.tag, kind.value) + tlv.build(0xA0, content)),
        *((one.tag, one.value) for one in rest),
    )
    signed = tlv.build(0x30, b"".join(tlv.build(tag, value) for tag, value in parts))
    info = tlv.build(identifier.tag, identifier.value) + tlv.build(0xA0, signed)
    return tlv.build(SECURITY_OBJECT_TAG, tlv.build(0x30, info))


@given(st.data())
def test_any_changed_bytes_are_refused_by_a_typed_error_or_change_nothing(data: st.DataObject) -> None:
    hostile = bytearray(GENUINE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(hostile) - 1))
        hostile[at] = data.draw(st.integers(0, 255))
    try:
        accepted = authenticate(bytes(hostile), GROUPS, COUNTRY.trusted(), NOW)
    except ChipError:
        return
    assert accepted == authenticate(GENUINE, GROUPS, COUNTRY.trusted(), NOW)
