"""The wire to the province's broker: topics, and what a message may hold.

    kiosk/<province>/<kiosk id>/online    retained; the last will sets it to offline
    kiosk/<province>/<kiosk id>/status    retained; the whole state, every minute and when it changes
    kiosk/<province>/<kiosk id>/event     one change each, kept while offline
    kiosk/<province>/<kiosk id>/figures/<errand>, …/<errand>/<step>
                                          retained; sums of how errands went, once a day, kept while offline

A message holds numbers, truth values and short words of this program. Text of any other shape is refused,
whoever put it there: nothing that a citizen said or an authority wrote can leave by this way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

FORMAT = 1
MOST_BYTES = 8_000
"""Of one message."""
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,63}")
_MANY_DIGITS = re.compile(r"\d{9}")
"""Personal ids and phone numbers have nine digits or more in a row; nothing that this program says does."""

Value = bool | int | float | str | None | Sequence["Value"] | Mapping[str, "Value"]


class MessageKind(StrEnum):
    """What a message is about; the last part of its topic."""

    ONLINE = "online"
    STATUS = "status"
    EVENT = "event"
    FIGURES = "figures"


class NotTellableError(ValueError):
    """A message holds what must not leave this way; the text names the key and never the value."""


@dataclass(frozen=True, slots=True)
class Topics:
    """Of one kiosk. The broker lets a kiosk write below its own name only."""

    province_code: str
    kiosk_id: str

    def of(self, kind: MessageKind, path: str = "") -> str:
        """Give the topic of a kind of message; `path`: what stands below it, words of this program."""
        _examine("", path.split("/") if path else ())
        below = f"/{path}" if path else ""
        return f"kiosk/{self.province_code}/{self.kiosk_id}/{kind.value}{below}"


def encoded(message: Mapping[str, Value]) -> bytes:
    """Give the bytes of a message. Raises `NotTellableError`."""
    _examine("", message)
    content = json.dumps({"format": FORMAT, **message}, separators=(",", ":"), allow_nan=False).encode()
    if len(content) > MOST_BYTES:
        raise NotTellableError(f"longer than {MOST_BYTES} bytes")
    return content


def _examine(place: str, value: object) -> None:
    match value:
        case None | bool() | int() | float():
            return
        case str():
            if value and (not _WORD.fullmatch(value) or _MANY_DIGITS.search(value)):
                raise NotTellableError(f"{place}: a word of this program is expected")
        case Mapping():
            for key, one in value.items():
                _examine(place, key)
                _examine(f"{place}.{key}" if place else str(key), one)
        case list() | tuple():
            for one in value:
                _examine(place, one)
        case _:
            raise NotTellableError(f"{place}: {type(value).__name__} has no place in a message")
