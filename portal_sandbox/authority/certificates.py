"""The authority's keys, the certificates that it gives, the codes that allow one, and what it took back."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_TEN_YEARS = timedelta(days=3650)
_MINUTES_BACK = timedelta(minutes=5)
"""Clocks of kiosks are a little behind."""


class RefusedError(Exception):
    """The authority gives no certificate; the text says why."""


@dataclass
class Authority:
    """Keeps its key in a folder; codes and revocations live as long as the process. Thread-safe."""

    folder: Path
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    lifetime: timedelta = timedelta(days=365)
    """Of the kiosks' certificates."""
    _codes: dict[str, str] = field(default_factory=dict)
    _revoked: set[int] = field(default_factory=set)
    _given: dict[str, list[x509.Certificate]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Make or read the authority's own key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        key_file, self.certificate_file = self.folder / "ca.key", self.folder / "ca.pem"
        if not key_file.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kiosk sandbox authority")])
            made = (
                _builder(name, name, key.public_key(), self.now() - _MINUTES_BACK, self.now() + _TEN_YEARS)
                .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
                .add_extension(_usage(signs_certificates=True), critical=True)
                .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
                .sign(key, hashes.SHA256())
            )
            _write_key(key_file, key)
            self.certificate_file.write_bytes(made.public_bytes(Encoding.PEM))
        loaded = load_pem_private_key(key_file.read_bytes(), None)
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{key_file}: not a key of this authority's")
        self._key = loaded
        self.certificate = x509.load_pem_x509_certificate(self.certificate_file.read_bytes())

    def new_code(self, kiosk_id: str) -> str:
        """Give a code that lets this kiosk enrol once."""
        code = secrets.token_urlsafe(12)
        with self._lock:
            self._codes[kiosk_id] = code
        return code

    def enrol(self, request: x509.CertificateSigningRequest, kiosk_id: str, code: str) -> x509.Certificate:
        """Give a certificate for a code, which is used up. Raises `RefusedError`."""
        with self._lock:
            known = self._codes.get(kiosk_id, "")
            if not known or not secrets.compare_digest(known.encode(), code.encode()):
                raise RefusedError("the code is not known, or was used")
            made = self._issue(request, kiosk_id)
            del self._codes[kiosk_id]
            return made

    def renew(self, request: x509.CertificateSigningRequest, presented: x509.Certificate) -> x509.Certificate:
        """Give a certificate to who holds one that is good. Raises `RefusedError`."""
        with self._lock:
            if presented.serial_number in self._revoked:
                raise RefusedError("the certificate was revoked")
            if not presented.not_valid_before_utc <= self.now() <= presented.not_valid_after_utc:
                raise RefusedError("the certificate is outside its dates")
            return self._issue(request, common_name(presented.subject))

    def revoke(self, kiosk_id: str) -> int:
        """Take back every certificate of a kiosk; gives how many."""
        with self._lock:
            numbers = {one.serial_number for one in self._given.get(kiosk_id, [])}
            self._revoked |= numbers
            return len(numbers)

    def revocation_list(self) -> bytes:
        """Give the list of what was taken back, PEM (RFC 5280)."""
        with self._lock:
            builder = (
                x509.CertificateRevocationListBuilder()
                .issuer_name(self.certificate.subject)
                .last_update(self.now() - _MINUTES_BACK)
                .next_update(self.now() + timedelta(days=1))
            )
            for number in sorted(self._revoked):
                builder = builder.add_revoked_certificate(
                    x509.RevokedCertificateBuilder()
                    .serial_number(number)
                    .revocation_date(self.now() - _MINUTES_BACK)
                    .build()
                )
            return builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM)

    def server_files(self, host: str = "127.0.0.1") -> tuple[Path, Path]:
        """Give certificate and key for a server of this authority's."""
        certificate_file, key_file = self.folder / "server.pem", self.folder / "server.key"
        key = ec.generate_private_key(ec.SECP256R1())
        made = (
            _builder(
                x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]),
                self.certificate.subject,
                key.public_key(),
                self.now() - _MINUTES_BACK,
                self.now() + _TEN_YEARS,
            )
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(self._authority_identifier(), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        _write_key(key_file, key)
        certificate_file.write_bytes(made.public_bytes(Encoding.PEM))
        return certificate_file, key_file

    def _issue(self, request: x509.CertificateSigningRequest, kiosk_id: str) -> x509.Certificate:
        if not request.is_signature_valid:
            raise RefusedError("the request is not signed by its own key")
        if common_name(request.subject) != kiosk_id:
            raise RefusedError("the request names another kiosk")
        began = self.now() - _MINUTES_BACK
        made = (
            _builder(
                x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, kiosk_id)]),
                self.certificate.subject,
                request.public_key(),
                began,
                self.now() + self.lifetime,
            )
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
            .add_extension(self._authority_identifier(), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        self._given.setdefault(kiosk_id, []).append(made)
        return made

    def _authority_identifier(self) -> x509.AuthorityKeyIdentifier:
        public = self._key.public_key()
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(public)


def common_name(name: x509.Name) -> str:
    """Give the common name, "" when there is not exactly one."""
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if len(found) == 1 else ""


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: CertificatePublicKeyTypes,
    begins: datetime,
    ends: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
