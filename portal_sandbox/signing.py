"""An officer's digital signature on a PDF, as a commune's signing service makes one (PAdES, detached CMS)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

SIGNER = "UBND xã Nam Giang"
_OPTIONS = [PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoCapabilities]
_ROOM = 4_096
"""Bytes kept free for the signature."""
_UNKNOWN = 9_999_999_999
"""Stands in the document until the places are known: as long as any of them."""


def signed(document: bytes, name: str = SIGNER) -> bytes:
    """Give the PDF with one signature over all of it."""
    with pikepdf.open(BytesIO(document)) as pdf:
        signature = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Sig,
                Filter=pikepdf.Name("/Adobe.PPKLite"),
                SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
                ByteRange=pikepdf.Array([0, _UNKNOWN, _UNKNOWN, _UNKNOWN]),
                Contents=pikepdf.String(b"\0" * _ROOM),
            )
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Sig,
                T=pikepdf.String("Chu ky"),
                V=signature,
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                Rect=pikepdf.Array([0, 0, 0, 0]),
                F=132,
            )
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        page = pdf.pages[0].obj
        page.Annots = pikepdf.Array([*page.get("/Annots", pikepdf.Array()), field])
        written = BytesIO()
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return _filled(written.getvalue(), name)


def _filled(content: bytes, name: str) -> bytes:
    hole = b"<" + b"00" * _ROOM + b">"
    begin = content.index(hole)
    end = begin + len(hole)
    place = content.index(b"/ByteRange")
    until = content.index(b"]", place) + 1
    told = f"/ByteRange [ 0 {begin} {end} {len(content) - end} ]".encode()
    content = content[:place] + told.ljust(until - place) + content[until:]
    message = (
        PKCS7SignatureBuilder()
        .set_data(content[:begin] + content[end:])
        .add_signer(*_signer(name), hashes.SHA256())
        .sign(Encoding.DER, _OPTIONS)
    )
    filled = message.hex().encode().ljust(2 * _ROOM, b"0")
    return content[:begin] + b"<" + filled + b">" + content[end:]


@cache
def _signer(name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    return certificate, key
