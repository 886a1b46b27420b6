"""The province's file for one kiosk as a QR code: the same content and the same signature as on a stick.

`KIOSK1.` and base64url of: the Ed25519 signature over the file's bytes (64 bytes), then the file deflated. A
file for one kiosk comes to some 700 letters, which a camera reads from paper at 12 cm; what would not fit is
refused when the code is made. The code may hold passwords and a one-time code: the paper is kept like a key.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.identity.setup_code import MOST_LETTERS, PREFIX
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_file import ProvisioningFile, parsed

NAME = "Mã QR"
MOST_UNPACKED = 64_000
"""Bytes of the file: a code that a stranger made must not unpack into gigabytes."""
_SIGNATURE = 64
"""Bytes of an Ed25519 signature."""
_NOTHING_CHANGED = "Chưa thay đổi gì."


def pack_code(content: bytes, signature: bytes) -> str:
    """Give the text of the code. `signature`: base64, as it stands beside the file.

    Raises `ProvisioningError` for what does not fit into a code that a kiosk's reader can read.
    """
    try:
        raw = base64.b64decode(b"".join(signature.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProvisioningError("Chữ ký không phải base64.") from error
    if len(raw) != _SIGNATURE:
        raise ProvisioningError("Chữ ký không phải của Ed25519.")
    packed = base64.urlsafe_b64encode(raw + zlib.compress(content, 9)).rstrip(b"=").decode()
    text = PREFIX + packed
    if len(text) > MOST_LETTERS or len(content) > MOST_UNPACKED:
        raise ProvisioningError(
            f"Tệp quá lớn cho một mã QR ({len(text)} chữ, nhiều nhất {MOST_LETTERS}): "
            "mỗi mã chỉ nêu một kiosk; nếu vẫn lớn, dùng USB."
        )
    return text


def read_code(text: str, key: Ed25519PublicKey) -> ProvisioningFile:
    """Check the signature of a code, then read its content. Raises `ProvisioningError`."""
    text = text.strip()
    if not text.startswith(PREFIX) or len(text) > MOST_LETTERS:
        raise ProvisioningError(f"Đây không phải mã cài đặt của tỉnh. {_NOTHING_CHANGED}")
    body = text.removeprefix(PREFIX)
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(raw[_SIGNATURE:], MOST_UNPACKED)
        whole = unpacking.eof and not unpacking.unused_data
    except (binascii.Error, ValueError, zlib.error) as error:
        raise ProvisioningError(f"{NAME} đọc chưa trọn hoặc bị hỏng: quét lại. {_NOTHING_CHANGED}") from error
    if not whole:
        raise ProvisioningError(f"{NAME} đọc chưa trọn hoặc bị hỏng: quét lại. {_NOTHING_CHANGED}")
    try:
        key.verify(raw[:_SIGNATURE], content)
    except InvalidSignature as error:
        raise ProvisioningError(
            f"Chữ ký của {NAME} không đúng: mã bị sửa, hoặc do người khác ký. {_NOTHING_CHANGED}"
        ) from error
    return parsed(content, NAME)
