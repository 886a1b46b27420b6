"""What can happen to a visit: the bases of every event.

An event says of itself whether it proves that a person is there; the kernel keeps no list of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class Event:
    """Something that happened."""

    __slots__ = ()
    presence: ClassVar[bool]
    """Whether it proves that somebody stands at the kiosk."""

    def __init_subclass__(cls) -> None:
        """Refuse a kind of event that does not say it: a default would be right for some and go unseen."""
        if not hasattr(cls, "presence"):
            raise TypeError(f"{cls.__name__} does not say whether it proves that somebody is there")


class Touch(Event):
    """Somebody touched the screen or pressed a key."""

    __slots__ = ()
    presence: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Result(Event):
    """What an effect came to. The kernel drops it when the visit that asked for it is over.

    It comes late, whether or not somebody is there; one that a citizen's hand brought about says so itself.
    """

    presence: ClassVar[bool] = False
    visit: int
    """Number of the visit that it belongs to."""


class Effect:
    """Something that is to be done outside: runtime carries it out, results come back as events."""

    __slots__ = ()
