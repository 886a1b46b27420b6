"""What lies in the repository is written by us: no library, package or program of anybody's as bytes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_HOLD_BYTES = ("docs/pictures/", "tests/fuzz/corpus/")
"""Pictures of a machine that a script cannot draw, and inputs that a fuzzer found."""


@pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a checkout of git's"
)
def test_nothing_but_text_is_kept() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [name for name in listed.stdout.split("\0") if name and not name.startswith(MAY_HOLD_BYTES)]
    assert len(names) > 1_000
    assert [name for name in names if _is_bytes(ROOT / name)] == []


def _is_bytes(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and b"\0" in path.read_bytes()[:8_000]
