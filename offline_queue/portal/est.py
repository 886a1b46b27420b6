"""Enrolment over secure transport (EST, RFC 7030): a certificate for a code, and a new one for the old.

The certificate's subject is one common name, the kiosk's id (`[kiosk] id`).
"""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs7,
)
from cryptography.x509.oid import NameOID

from configuration.delivery_tables import Enrolment
from offline_queue.contract.clock import Clock
from offline_queue.portal.port import PortalError
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Endpoint, Transport

_BASE = "/.well-known/est"
_REFUSED = frozenset({401, 403})
_CONNECT_S, _READ_S, _TOTAL_S = 8.0, 20.0, 45.0
_HEADERS = {"Content-Type": "application/pkcs10", "Content-Transfer-Encoding": "base64", "Accept": "*/*"}


class EnrolmentError(Exception):
    """No certificate came. `code`: "enrolment." and refused, unreachable, untrusted, clock or nonsense."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = f"enrolment.{code}"


def new_key() -> ec.EllipticCurvePrivateKey:
    """Make a key for a certificate: P-256, which every TLS stack takes."""
    return ec.generate_private_key(ec.SECP256R1())


def key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Give the key as PEM, to be sealed at once."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def read_key(content: bytes) -> ec.EllipticCurvePrivateKey:
    """Read such a key. Raises `ValueError` or `TypeError`."""
    key = load_pem_private_key(content, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a key on an elliptic curve is expected")
    return key


def request_for(key: ec.EllipticCurvePrivateKey, kiosk_id: str) -> x509.CertificateSigningRequest:
    """Ask for a certificate whose subject is CN = the kiosk's id."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, kiosk_id)])
    return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())


def belongs(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> bool:
    """Whether a certificate is for this key."""
    return certificate.public_key() == key.public_key()


class EstClient:
    """Speaks to one authority; a connection a call."""

    def __init__(self, settings: Enrolment, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    def enrol(self, key: ec.EllipticCurvePrivateKey, kiosk_id: str, code: str) -> x509.Certificate:
        """Give the certificate that a one-time code allows. Raises `EnrolmentError`."""
        endpoint = self._endpoint(user=kiosk_id, password=code)
        return self._ask(endpoint, "simpleenroll", key, kiosk_id)

    def renew(
        self, key: ec.EllipticCurvePrivateKey, kiosk_id: str, certificate: Path, key_file: Path
    ) -> x509.Certificate:
        """Give a new certificate for the same key, by showing the old one. Raises `EnrolmentError`."""
        endpoint = self._endpoint(certificate=certificate, key_file=key_file)
        return self._ask(endpoint, "simplereenroll", key, kiosk_id)

    def _endpoint(
        self,
        *,
        user: str = "",
        password: str = "",
        certificate: Path | None = None,
        key_file: Path | None = None,
    ) -> Endpoint:
        return Endpoint(
            self._settings.address,
            user,
            password,
            ca_file=self._settings.ca_file,
            client_certificate=certificate,
            client_key=key_file,
            connect_s=_CONNECT_S,
            read_s=_READ_S,
            total_s=_TOTAL_S,
        )

    def _ask(
        self, endpoint: Endpoint, operation: str, key: ec.EllipticCurvePrivateKey, kiosk_id: str
    ) -> x509.Certificate:
        body = base64.encodebytes(request_for(key, kiosk_id).public_bytes(Encoding.DER))
        transport = Transport(endpoint, self._clock, RateLimit(self._clock))
        try:
            _, status, content = transport.exchange(
                "POST", f"{_BASE}/{operation}", body=body, headers=dict(_HEADERS)
            )
        except PortalError as error:
            raise _of_failure(error) from error
        finally:
            transport.close()
        if status in _REFUSED:
            raise EnrolmentError("refused", "the authority refuses: the code is wrong or used, or revoked")
        if status != 200:
            # 202: a person has to agree first; it is asked again later, as after any other trouble.
            raise EnrolmentError("unreachable", f"the authority answers {status}")
        return _checked(content, key, kiosk_id)


def _checked(content: bytes, key: ec.EllipticCurvePrivateKey, kiosk_id: str) -> x509.Certificate:
    """Take the certificate that is for our key and name out of the answer. Raises `EnrolmentError`."""
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(base64.b64decode(content))
        fitting = [one for one in certificates if belongs(one, key)]
    except Exception as error:  # the library raises many kinds for what is no PKCS #7
        raise EnrolmentError("nonsense", "the answer is no certificate") from error
    for one in fitting:
        names = one.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        if [name.value for name in names] == [kiosk_id]:
            return one
    raise EnrolmentError("nonsense", "the certificate is for another key or another name")


def _of_failure(error: PortalError) -> EnrolmentError:
    match error.outcome:
        case Outcome.CLOCK:
            return EnrolmentError("clock", "a certificate is outside its dates: is the clock right?")
        case Outcome.UNTRUSTED:
            return EnrolmentError("untrusted", f"the authority is not trusted ({error})")
        case Outcome.CERTIFICATE | Outcome.CREDENTIALS:
            return EnrolmentError("refused", f"the authority refuses this kiosk's certificate ({error})")
    return EnrolmentError("unreachable", f"the authority does not answer ({error})")
