"""The country signers (CSCA) that this kiosk trusts, and what they have withdrawn: a folder of files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

_CERTIFICATES = frozenset({".cer", ".crt", ".der", ".pem"})
_LISTS = frozenset({".crl"})
_PEM = b"-----BEGIN"
_UNREADABLE = (
    ValueError,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What the library raises for a file that it cannot take apart; they have no class of their own."""


class TrustStoreError(Exception):
    """A file of the trust store is none, or there is none at all. The text names the file and says why."""


@dataclass(frozen=True, slots=True)
class TrustStore:
    """Certificates of country signers, and the lists of withdrawn certificates that they signed."""

    signers: tuple[x509.Certificate, ...]
    revocations: tuple[x509.CertificateRevocationList, ...] = ()

    def issuers_of(self, certificate: x509.Certificate) -> tuple[x509.Certificate, ...]:
        """Give the country signers that bear the name of the certificate's issuer."""
        return tuple(one for one in self.signers if one.subject == certificate.issuer)

    def revoked(self, certificate: x509.Certificate) -> bool:
        """Tell whether a list of the certificate's issuer names it."""
        return any(
            found.issuer == certificate.issuer
            and found.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None
            for found in self.revocations
        )


def load_trust_store(folder: Path) -> TrustStore:
    """Read every certificate (`.cer`, `.crt`, `.der`, `.pem`) and list (`.crl`) of a folder.

    A list counts only when a signer of the folder signed it. Raises `TrustStoreError`.
    """
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        raise TrustStoreError(f"{folder}: cannot be read ({error.strerror})") from error
    signers = tuple(_certificate(one) for one in files if one.suffix.lower() in _CERTIFICATES)
    if not signers:
        raise TrustStoreError(f"{folder}: holds no certificate of a country signer")
    lists = tuple(_list(one, signers) for one in files if one.suffix.lower() in _LISTS)
    return TrustStore(signers, lists)


def _certificate(path: Path) -> x509.Certificate:
    content = _content(path)
    try:
        if content.startswith(_PEM):
            found = x509.load_pem_x509_certificate(content)
        else:
            found = x509.load_der_x509_certificate(content)
        authority = found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except _UNREADABLE as error:
        raise TrustStoreError(f"{path}: is no certificate of a country signer ({error})") from error
    if not authority:
        raise TrustStoreError(f"{path}: may not sign certificates, so it is no country signer's")
    return found


def _list(path: Path, signers: tuple[x509.Certificate, ...]) -> x509.CertificateRevocationList:
    content = _content(path)
    try:
        if content.startswith(_PEM):
            found = x509.load_pem_x509_crl(content)
        else:
            found = x509.load_der_x509_crl(content)
    except _UNREADABLE as error:
        raise TrustStoreError(f"{path}: is no list of withdrawn certificates ({error})") from error
    if not any(one.subject == found.issuer and _signed(found, one) for one in signers):
        raise TrustStoreError(f"{path}: no country signer of the folder signed this list")
    return found


def _signed(found: x509.CertificateRevocationList, signer: x509.Certificate) -> bool:
    try:
        # The library takes any key here and raises for one that cannot sign.
        return found.is_signature_valid(signer.public_key())  # type: ignore[arg-type]
    except (InvalidSignature, TypeError, ValueError, UnsupportedAlgorithm):
        return False


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TrustStoreError(f"{path}: cannot be read ({error.strerror})") from error
