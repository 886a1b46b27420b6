"""Sealed to two recipients; every way of failing has its own name."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offline_queue.contract.dossier import sha256_of
from offline_queue.contract.envelope import (
    DamagedError,
    KeyFormatError,
    MissingKeyError,
    OpeningKey,
    Recipients,
    WrongKeyError,
)
from tests.offline_queue.support.dossiers import Keys

KEYS = Keys()
CONTENT = "Dấu riêng".encode() * 100
SEALED = Recipients(KEYS.recipients).seal(CONTENT)


def test_either_key_opens() -> None:
    sealed = Recipients(KEYS.recipients).seal(CONTENT)
    assert CONTENT not in sealed
    assert KEYS.opening.open(sealed, sha256_of(sealed)) == CONTENT
    assert OpeningKey(str(KEYS.recovery)).open(sealed, sha256_of(sealed)) == CONTENT


def test_the_ordinary_tool_opens(tmp_path: Path) -> None:
    key, file = tmp_path / "recovery.key", tmp_path / "part.age"
    key.write_text(f"# recovery\n{KEYS.recovery}\n")
    file.write_bytes(Recipients(KEYS.recipients).seal(CONTENT))
    opened = subprocess.run(["age", "-d", "-i", str(key), str(file)], capture_output=True, check=True)
    assert opened.stdout == CONTENT


def test_another_kiosks_key_does_not_open() -> None:
    sealed = Recipients(KEYS.recipients).seal(CONTENT)
    with pytest.raises(WrongKeyError):
        Keys().opening.open(sealed, sha256_of(sealed))


@settings(max_examples=30)
@given(st.data())
def test_any_change_is_found(data: st.DataObject) -> None:
    sealed = bytearray(SEALED)
    before = sha256_of(SEALED)
    # age pads with random lines: the length differs from run to run, so a share of it is drawn.
    place = int(data.draw(st.floats(0, 0.999)) * len(sealed))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DamagedError):
        KEYS.opening.open(bytes(sealed), before)


def test_truncation_is_found() -> None:
    sealed = Recipients(KEYS.recipients).seal(CONTENT)
    with pytest.raises(DamagedError):
        KEYS.opening.open(sealed[:-1], sha256_of(sealed))


@pytest.mark.parametrize("keys", [(), (KEYS.recipients[0],), (KEYS.recipients[0],) * 2, ("age1x", "age1y")])
def test_too_few_or_wrong_recipients(keys: tuple[str, ...]) -> None:
    with pytest.raises(KeyFormatError):
        Recipients(keys)


def test_key_files(tmp_path: Path) -> None:
    with pytest.raises(MissingKeyError):
        OpeningKey.read(tmp_path / "none")
    wrong = tmp_path / "wrong"
    wrong.write_text(KEYS.recipients[0])
    with pytest.raises(KeyFormatError):
        OpeningKey.read(wrong)
    wrong.write_bytes(b"\xff\xfe")
    with pytest.raises(KeyFormatError):
        OpeningKey.read(wrong)
    assert "AGE-SECRET" not in repr(KEYS.opening)
