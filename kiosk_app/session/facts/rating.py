"""How citizens are asked about a finished dossier. Nothing of a citizen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RatingScale:
    """From `[rating]` of the configuration."""

    levels: int = 5
    """3 or 5; the highest is best."""
    on_front: bool = False
    """Whether the welcome screen offers it."""


FINISHED = frozenset({"9", "10"})
"""States in which the result is there, and the dossier may be rated (docs/domain/portal.md#codes)."""
GIVEN = "given"
