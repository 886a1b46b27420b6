"""What the province says of who holds a kiosk's id."""

from __future__ import annotations

from enum import StrEnum

ID_IN_USE = "id_in_use:100"
"""Among the warnings of the daemon's status."""


class IdHolding(StrEnum):
    """What the province says of the id."""

    OURS = "ours"
    NOT_TOLD = "not_told"
    """This portal does not know of holders."""
    OTHER_KEY = "other_key"
    """Another key is known for this id."""
    OLDER_GENERATION = "older_generation"
    """Another life of the queue took over since: this one is the copy, or the copied."""
    OLDER_START = "older_start"
    """This start, or a later one, was told by another running program."""


REFUSED = frozenset({IdHolding.OTHER_KEY, IdHolding.OLDER_GENERATION, IdHolding.OLDER_START})
