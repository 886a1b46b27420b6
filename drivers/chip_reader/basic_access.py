"""Basic Access Control: both sides prove that they know what is printed (ICAO 9303-11, 4.3)."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from drivers.chip_reader.channel import (
    EXTERNAL_AUTHENTICATE,
    GET_CHALLENGE,
    OK,
    CommandApdu,
    PlainChannel,
    SecureChannel,
    Transmit,
)
from drivers.chip_reader.ciphers import MAC_LENGTH, TripleDesCipher, pad
from drivers.chip_reader.document_keys import AUTHENTICATION, ENCRYPTION, seed, triple_des_key
from drivers.chip_reader.port import CardProtocolError, DocumentKey, WrongDocumentKeyError

_NONCE, _SECRET = 8, 16
_NO_COUNTER = bytes(8)


def basic_access_cipher(secret: bytes) -> TripleDesCipher:
    """Give the cipher of a secret of 16 bytes: of the printed data, or agreed on for a session."""
    return TripleDesCipher(triple_des_key(secret, ENCRYPTION), triple_des_key(secret, AUTHENTICATION))


def open_by_basic_access(
    transmit: Transmit, key: DocumentKey, random: Callable[[int], bytes]
) -> SecureChannel:
    """Open the selected application. Raises `WrongDocumentKeyError`, or `CardProtocolError`."""
    plain = PlainChannel(transmit)
    challenge = plain.send(CommandApdu(GET_CHALLENGE, 0, 0, expected=_NONCE))
    if challenge.status != OK or len(challenge.data) != _NONCE:
        raise CardProtocolError(f"no challenge from the chip ({challenge.status:04X})")
    own_nonce, own_secret = random(_NONCE), random(_SECRET)
    cipher = basic_access_cipher(seed(key)[:16])
    sealed = cipher.encrypt(_NO_COUNTER, own_nonce + challenge.data + own_secret)
    message = sealed + cipher.mac(pad(sealed, cipher.block))
    answer = plain.send(CommandApdu(EXTERNAL_AUTHENTICATE, 0, 0, message, len(message)))
    if answer.status != OK:
        raise WrongDocumentKeyError(f"the chip does not open with this key ({answer.status:04X})")
    if len(answer.data) != len(message):
        raise CardProtocolError("an answer of another length than the standard's")
    theirs, code = answer.data[:-MAC_LENGTH], answer.data[-MAC_LENGTH:]
    if not hmac.compare_digest(cipher.mac(pad(theirs, cipher.block)), code):
        raise CardProtocolError("the chip did not prove that it knows the key")
    opened = cipher.decrypt(_NO_COUNTER, theirs)
    if opened[:_NONCE] != challenge.data or opened[_NONCE : 2 * _NONCE] != own_nonce:
        raise CardProtocolError("the chip answered another challenge")
    agreed = bytes(one ^ other for one, other in zip(own_secret, opened[-_SECRET:], strict=True))
    counter = int.from_bytes(challenge.data[-4:] + own_nonce[-4:], "big")
    return SecureChannel(transmit, basic_access_cipher(agreed), counter)
