"""The number that opens an answer: printed on a petition's slip, so that nobody else reads what was answered.

A slip's code counts up and its check character can be worked out, so whoever knows one code knows the next.
The key comes from the reference uid, which is random and on no paper: nothing has to be kept for it, and it
holds as long as the queue knows the petition. Six digits; wrong ones are counted where they are asked for.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from offline_queue.contract import provisional_code

DIGITS = 6
_TRAILING = re.compile(rf"\s*(.+?)[\s.\-]*([0-9]{{{DIGITS}}})\s*", re.DOTALL)
_LONGEST = 80


def answer_key(reference_uid: str) -> str:
    """Give the six digits that belong to a petition."""
    digest = hashlib.sha256(b"answer key\n" + reference_uid.encode()).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def opens(key: str, reference_uid: str) -> bool:
    """Whether these digits are that petition's."""
    return hmac.compare_digest(key.encode(), answer_key(reference_uid).encode())


def with_key(code: str, key: str) -> str:
    """Give code and key as a slip's QR code has them: "TAM-DN07-0042-K.482913"."""
    return f"{code}.{key}"


def split(text: str) -> tuple[str, str]:
    """Give the code and the key of what was typed or scanned; the key is "" where there is none."""
    if len(text) > _LONGEST or provisional_code.is_code(text):
        return text, ""
    found = _TRAILING.fullmatch(text)
    if found is None or not provisional_code.is_code(found[1]):
        return text, ""
    return found[1], found[2]


def is_slip_code(text: str) -> bool:
    """Whether that is a provisional code with the right check character, with a key behind it or without."""
    return provisional_code.is_code(split(text)[0])
