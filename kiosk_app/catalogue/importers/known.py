"""What is known of single procedures beside their sources: repealed, misnamed, other codes, the front.

The file `known.yaml` in the assets' folder `finding` holds it; its facts are public decisions and code lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import assets
from kiosk_app.catalogue.checked_yaml import read_checked
from kiosk_app.catalogue.importers.report import ImportFailedError


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    repealed: dict[str, tuple[str, ...]]
    misnamed: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]
    front: tuple[str, ...]
    far_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Facts beside the sources."""

    repealed: dict[str, tuple[str, ...]]
    """Code → the codes that took its place."""
    misnamed: frozenset[str]
    aliases: dict[str, tuple[str, ...]]
    """Code → other codes of the same procedure."""
    front: tuple[str, ...]
    """What communes handle most, in the order of the front."""
    far_fields: frozenset[str]
    """Fields (lĩnh vực) that no citizen brings to a commune's counter."""


@cache
def known() -> KnownFacts:
    """Read the file that ships. Raises `ImportFailedError`."""
    return read_known(assets.folder("finding") / "known.yaml")


def read_known(path: Path) -> KnownFacts:
    """Read such a file. Raises `ImportFailedError`."""
    file = read_checked(path, _File, ImportFailedError)
    return KnownFacts(
        repealed=file.repealed,
        misnamed=frozenset(file.misnamed),
        aliases=file.aliases,
        front=file.front,
        far_fields=frozenset(file.far_fields),
    )
