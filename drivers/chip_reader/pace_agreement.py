"""The arithmetic of PACE: key agreement on elliptic curves with generic mapping (ICAO 9303-11, 4.4 and 9.7).

`cryptography` gives no sum of points, which the mapping needs, so the points are `ecdsa`'s. The time that
its arithmetic takes depends on the numbers; they are drawn for one card and used once, so nobody can measure
them.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ecdsa
from cryptography.hazmat.primitives.ciphers import Cipher as Engine
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from ecdsa.ellipticcurve import INFINITY, PointJacobi

from chip_data import tlv
from drivers.chip_reader.ciphers import AesCipher
from drivers.chip_reader.document_keys import AUTHENTICATION, ENCRYPTION, PASSWORD, aes_key, seed
from drivers.chip_reader.port import CardProtocolError, DocumentKey

OBJECT_IDS = {
    bytes.fromhex("04007F00070202040202"): 16,
    bytes.fromhex("04007F00070202040203"): 24,
    bytes.fromhex("04007F00070202040204"): 32,
}
"""id-PACE-ECDH-GM-AES-CBC-CMAC-128, -192 and -256, each with the length of its keys in bytes."""
CURVES: dict[int, Any] = {
    12: ecdsa.NIST256p,
    13: ecdsa.BRAINPOOLP256r1,
    15: ecdsa.NIST384p,
    16: ecdsa.BRAINPOOLP384r1,
    17: ecdsa.BRAINPOOLP512r1,
}
"""Standardised domain parameters (9303-11, table 6) that cards use; shorter ones are not taken any more."""
PUBLIC_KEY, _OBJECT_ID, _POINT = 0x7F49, 0x06, 0x86


@dataclass(frozen=True, slots=True)
class Suite:
    """What card and kiosk calculate with."""

    object_id: bytes
    parameters: int

    @property
    def key_length(self) -> int:
        """Bytes of an AES key."""
        return OBJECT_IDS[self.object_id]

    @property
    def curve(self) -> Any:
        """The curve with its generator and order."""
        return CURVES[self.parameters]

    def random_number(self, random: Callable[[int], bytes]) -> int:
        """Draw a private key."""
        size = self.curve.order.bit_length() // 8 + 9
        return int.from_bytes(random(size), "big") % (int(self.curve.order) - 1) + 1

    def point_of(self, text: bytes) -> Any:
        """Read an uncompressed point. Raises `CardProtocolError` when it does not lie on the curve."""
        try:
            if text[:1] != b"\x04":
                raise CardProtocolError("a point that is not written in full")
            return PointJacobi.from_bytes(self.curve.curve, text[1:], valid_encodings=("raw",))
        except ecdsa.errors.MalformedPointError as error:
            raise CardProtocolError("a point that is not on the curve") from error

    def mapped_generator(self, nonce: bytes, shared: Any) -> Any:
        """Give the generator for this session: nonce · G + the point agreed on."""
        generator = self.curve.generator * int.from_bytes(nonce, "big") + shared
        if generator == INFINITY:
            raise CardProtocolError("a mapping that leads nowhere")
        return generator

    def session(self, shared: Any) -> AesCipher:
        """Give the session's keys of the second point agreed on."""
        if shared == INFINITY:
            raise CardProtocolError("an agreement that leads nowhere")
        secret = int(shared.x()).to_bytes(self._field_length, "big")
        return AesCipher(
            aes_key(secret, ENCRYPTION, self.key_length), aes_key(secret, AUTHENTICATION, self.key_length)
        )

    def token(self, session: AesCipher, point: bytes) -> bytes:
        """Give the proof of the session's keys, made over the other side's public key."""
        content = tlv.build(_OBJECT_ID, self.object_id) + tlv.build(_POINT, point)
        return session.mac(tlv.build(PUBLIC_KEY, content))

    def opened_nonce(self, key: DocumentKey, sealed: bytes) -> bytes:
        """Decrypt the card's nonce with what is printed."""
        if len(sealed) != 16:
            raise CardProtocolError("a nonce of another length than the standard's")
        context = self._nonce_engine(key).decryptor()
        return context.update(sealed) + context.finalize()

    def sealed_nonce(self, key: DocumentKey, nonce: bytes) -> bytes:
        """Encrypt a nonce, as a card does."""
        context = self._nonce_engine(key).encryptor()
        return context.update(nonce) + context.finalize()

    def _nonce_engine(self, key: DocumentKey) -> Engine[CBC]:
        return Engine(AES(aes_key(seed(key), PASSWORD, self.key_length)), CBC(bytes(16)))

    @property
    def _field_length(self) -> int:
        return int((self.curve.curve.p().bit_length() + 7) // 8)


def written(point: Any) -> bytes:
    """Write a point in full."""
    return bytes(point.to_bytes("uncompressed"))


def equal(one: bytes, other: bytes) -> bool:
    """Compare two proofs without telling by the time where they differ."""
    return hmac.compare_digest(one, other)
