"""What is sealed here opens with two other implementations of the format, whatever its size."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pyrage
import pytest

from offline_queue.contract.age_file import X25519Recipient, seal
from tests.offline_queue.support.dossiers import Keys

KEYS = Keys()
RECIPIENTS = [X25519Recipient(key) for key in KEYS.recipients]
CHUNK = 65_536
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300 * CHUNK + 7)


@pytest.mark.parametrize("size", SIZES)
def test_the_library_opens_it_with_either_key(size: int) -> None:
    content = Random(size).randbytes(size)
    sealed = bytes(seal(content, RECIPIENTS))
    for key in (KEYS.sync, KEYS.recovery):
        assert pyrage.decrypt(sealed, [key]) == content


@pytest.mark.parametrize("size", SIZES[:-1])
def test_the_ordinary_tool_opens_it(tmp_path: Path, size: int) -> None:
    content = Random(size).randbytes(size)
    (tmp_path / "key").write_text(str(KEYS.recovery))
    (tmp_path / "file.age").write_bytes(seal(content, RECIPIENTS))
    command = ["age", "-d", "-i", str(tmp_path / "key"), str(tmp_path / "file.age")]
    assert subprocess.run(command, capture_output=True, check=True).stdout == content


@pytest.mark.parametrize("cut", [1, 16, CHUNK + 16, 2 * (CHUNK + 16)])
def test_a_file_that_was_cut_does_not_open(cut: int) -> None:
    """Whole chunks that are missing are noticed too: only the last one says that it is the last."""
    sealed = bytes(seal(bytes(3 * CHUNK), RECIPIENTS))
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed[:-cut], [KEYS.sync])


def test_chunks_that_change_places_do_not_open() -> None:
    sealed = bytes(seal(bytes(3 * CHUNK), RECIPIENTS))
    body = len(sealed) - 3 * (CHUNK + 16)
    first, second = sealed[body : body + CHUNK + 16], sealed[body + CHUNK + 16 : body + 2 * (CHUNK + 16)]
    swapped = sealed[:body] + second + first + sealed[body + 2 * (CHUNK + 16) :]
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(swapped, [KEYS.sync])


def test_nothing_is_used_twice() -> None:
    """Two files of the same content share no key: no line of the head, no nonce, no chunk."""
    one, other = (bytes(seal(bytes(100), RECIPIENTS)) for _ in range(2))
    head, other_head = (set(sealed.split(b"\n---")[0].split(b"\n")[1:]) for sealed in (one, other))
    assert len(head) == 4
    assert head.isdisjoint(other_head)
    assert one[-132:-116] != other[-132:-116]
    assert one[-116:] != other[-116:]
