"""The PIN of a member of staff: digits on the screen's own pad, kept as an Argon2id hash alone."""

from __future__ import annotations

from itertools import pairwise

from offline_queue.contract.badge import hash_of
from offline_queue.contract.service_messages import PIN_DIGITS

_FEWEST_DIFFERENT = 3


def is_pin(text: str) -> bool:
    """Tell whether a text has the form of a PIN."""
    return text.isascii() and text.isdigit() and PIN_DIGITS[0] <= len(text) <= PIN_DIGITS[1]


def is_guessed_first(pin: str) -> bool:
    """Whether somebody who guesses begins with it: few different digits, rows up or down, a year twice."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    repeated = len(pin) % 2 == 0 and pin[: len(pin) // 2] == pin[len(pin) // 2 :]
    return len(set(pin)) < _FEWEST_DIFFERENT or steps in ({1}, {-1}) or repeated


def pin_hash(pin: str) -> str:
    """Give the hash for the configuration. Raises `ValueError` for a text that is no good PIN."""
    if not is_pin(pin) or is_guessed_first(pin):
        raise ValueError(f"{PIN_DIGITS[0]} to {PIN_DIGITS[1]} digits that nobody guesses first")
    return hash_of(pin)
