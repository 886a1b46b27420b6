"""What a badge's hash costs whoever guesses, and that it fits its own secret alone."""

from __future__ import annotations

import pytest

from offline_queue.contract import badge
from tests.support.cheap_parts import STRONG_HASH


def test_guessing_costs_what_the_rfc_asks_of_a_small_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    memory_kib, passes = STRONG_HASH
    assert memory_kib >= 19_456
    assert passes >= 2
    monkeypatch.setattr(badge, "_MEMORY_KIB", memory_kib)
    monkeypatch.setattr(badge, "_PASSES", passes)
    code, made = badge.new_badge("CB07")
    assert made.startswith(f"$argon2id$v=19$m={memory_kib},t={passes},p=1$")
    assert badge.fits(badge.parts_of(code)[1], made)
    assert not badge.fits("another", made)


@pytest.mark.parametrize("text", ["", "284617", "$argon2id$v=19$m=16,t=1,p=1$", "$2b$12$abc"])
def test_what_is_no_hash_fits_nothing(text: str) -> None:
    assert not badge.fits("", text)
    assert not badge.fits("284617", text)
