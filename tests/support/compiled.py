"""The catalogue that ships, compiled once for all tests that read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_app.catalogue.installed import compiled_file, shipped_sources


@pytest.fixture(scope="session")
def compiled_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its file, which nobody may change.

    It lies beside the folders of the workers and is named by its content: whichever worker needs it first
    makes it for all.
    """
    return compiled_file(shipped_sources(), tmp_path_factory.getbasetemp().parent / "kiosk-catalogue")
