"""The catalogue that ships, compiled once for all tests that read it."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

import pytest

import vietnam
from kiosk_app import identity
from kiosk_app.catalogue.installed import compiled_file, shipped_sources


@cache
def compiled() -> Path:
    """Give its file, which nobody may change.

    It is kept from one run to the next, under a name that follows from the sources, from what compiles them
    and from the rooms below that: whichever worker needs it first makes it for all.
    """
    below = hashlib.sha256()
    for room in (vietnam, identity):
        for path in sorted(Path(room.__path__[0]).rglob("*.py")):
            below.update(path.read_bytes())
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kiosk-tests"
    return compiled_file(shipped_sources(), folder / below.hexdigest()[:16])


@pytest.fixture(scope="session")
def compiled_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it for the tests of this worker."""
    return Path(shutil.copy(compiled(), tmp_path_factory.mktemp("catalogue")))
