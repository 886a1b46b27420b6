"""The portal may ask the kiosk for a certificate of its own; a kiosk without one sends nothing."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from offline_queue.contract.dossier import DeliveryState
from tests.offline_queue.support.dossiers import PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def files(self, folder: Path, name: str) -> tuple[Path, Path]:
        """Write both as PEM."""
        certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
        certificate.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        private = self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        key.write_bytes(private)
        return certificate, key


def _issue(name: str, issuer: Pair | None = None) -> Pair:
    """Give a certificate authority, or a certificate of one."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    )
    return Pair(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


@pytest.mark.parametrize("own", [True, False], ids=["with", "without"])
def test_client_certificate(tmp_path: Path, own: bool) -> None:
    authority = _issue("Province CA")
    ca_file, _ = authority.files(tmp_path, "ca")
    portal_pem, portal_key = _issue("portal", authority).files(tmp_path, "portal")
    kiosk_pem, kiosk_key = _issue("kiosk", authority).files(tmp_path, "kiosk")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(portal_pem, portal_key)
    context.load_verify_locations(ca_file)
    context.verify_mode = ssl.CERT_REQUIRED
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    with PortalServer() as portal:
        portal.over_tls(context)
        with running(
            tmp_path,
            KEYS,
            portal,
            address=portal.address.replace("http://", "https://"),
            identity_address=portal.identity_address.replace("http://", "https://"),
            ca_file=ca_file,
            client_certificate=kiosk_pem if own else None,
            client_key=kiosk_key if own else None,
        ) as (_, client):
            client.wake()
            if own:
                assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)
                return
            assert eventually(lambda: client.status().link.value != "online")
        assert outbox.list()[0].state is not DeliveryState.ACCEPTED
        assert all(PERSONAL_ID.encode() not in call.body for call in portal.calls)
