"""Whether the digital signatures in a PDF still fit what they were made over (ISO 32000-1, 12.8).

Who signed is told as the certificate names them; whether that is an authority is not known here: the document
came from the portal, over its own connection, with the digest that the portal told.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import NameOID

from chip_data.errors import SignatureError
from chip_data.passive_authentication import is_of, verify_signature

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_MOST = 20
_LONGEST_NAME = 120
_DIGEST, _CONTENT = "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.3"
_TIME_STAMP = "1.2.840.113549.1.9.16.1.4"
_MALFORMED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
    StopIteration,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
)
"""What parsing bytes of another form raises in asn1crypto, cryptography and hashlib."""


class SignatureState(StrEnum):
    """What the signatures are worth."""

    NONE = "none"
    INTACT = "intact"
    """Each fits, and the last one covers the whole document."""
    EXTENDED = "extended"
    """Each fits; something was added behind the last one."""
    BROKEN = "broken"
    """One does not fit: the document is not the one that was signed."""
    UNREAD = "unread"
    """One is of a form that is not read here."""


@dataclass(frozen=True, slots=True)
class DocumentSignature:
    """What a document's signatures say."""

    state: SignatureState
    signer: str = ""
    """As the last signature's certificate names them."""


def signature_of(document: bytes) -> DocumentSignature:
    """Look at every signature of a PDF. Total: any bytes give an answer."""
    found = list(_RANGE.finditer(document))
    if not found:
        return DocumentSignature(SignatureState.NONE)
    if len(found) > _MOST:
        return DocumentSignature(SignatureState.UNREAD)
    signer, end = "", 0
    try:
        for one in found:
            first, length, second, rest = (int(number) for number in one.groups())
            name = _checked(document, first, length, second, rest)
            signer, end = name or signer, max(end, second + rest)
    except (SignatureError, InvalidSignature):
        return DocumentSignature(SignatureState.BROKEN)
    except _MALFORMED:
        return DocumentSignature(SignatureState.UNREAD)
    whole = SignatureState.INTACT if end == len(document) else SignatureState.EXTENDED
    return DocumentSignature(whole if signer else SignatureState.UNREAD, signer)


def _checked(document: bytes, first: int, length: int, second: int, rest: int) -> str:
    """Give the signer of one signature; "" of a time stamp. Raises what `signature_of` catches."""
    hole = document[length:second]
    if first != 0 or second + rest > len(document) or hole[:1] != b"<" or hole[-1:] != b">":
        raise SignatureError("what is signed lies outside the document")
    info = cms.ContentInfo.load(bytes.fromhex(hole[1:-1].decode("ascii")))
    signed = info["content"]
    (signer,) = signed["signer_infos"]
    attributes = signer["signed_attrs"]
    said = {one["type"].dotted: one["values"] for one in attributes}
    if said[_CONTENT][0].dotted == _TIME_STAMP:
        return ""
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, document[:length])
    certificate = _certificate(signed, signer)
    digest.update(document[second : second + rest])
    if said[_DIGEST][0].native != digest.digest():
        raise SignatureError("the signature is over another document")
    verify_signature(certificate, signer, attributes.untag().dump())
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    name = str(names[0].value) if names else certificate.subject.rfc4514_string()
    return " ".join(name.split())[:_LONGEST_NAME] or "?"


def _certificate(signed: Any, signer: Any) -> x509.Certificate:
    certificates = [one.chosen for one in signed["certificates"]]
    wanted = next(one for one in certificates if is_of(one, signer["sid"]))
    return x509.load_der_x509_certificate(wanted.dump())
