"""The emulated printer's state, in a JSON file that a person or a test changes while it runs."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any


class StateError(ValueError):
    """The state file says something that no printer can be in. The text names the key."""


@dataclass(frozen=True, slots=True)
class EmulatorState:
    """What a person sees of the device or does to it. The keys of the file have the same names."""

    powered: bool = True
    """False: the printer refuses connections and forgets all that it had received."""
    online: bool = True
    paper: str = "enough"
    """ "enough", "near_end" or "out"."""
    cover_open: bool = False
    knife_jammed: bool = False
    """The next cut ends in a cutter error."""
    error: bool = False
    """An error that stops printing and that the printer reports."""
    silent: bool = False
    """True: the printer hangs. It takes connections and bytes, but prints nothing and answers nothing."""
    after_dots: int | None = None
    """After this many more rows are on paper, `then` takes effect."""
    then: tuple[tuple[str, Any], ...] = ()
    """Keys and values for that moment, e.g. {"paper": "out"}; an object in the file."""

    @property
    def prints(self) -> bool:
        """Whether paper moves."""
        return (
            self.powered
            and self.online
            and not self.silent
            and not self.cover_open
            and not self.error
            and self.paper != "out"
        )

    def changed(self, changes: dict[str, Any]) -> EmulatorState:
        """Give the state with some keys changed. Raises `StateError`."""
        known = {field.name for field in fields(EmulatorState)}
        for key, value in changes.items():
            if key not in known:
                raise StateError(f"{key}: no such key; there are {', '.join(sorted(known))}")
            _check(key, value)
        return replace(self, **{key: _frozen(key, value) for key, value in changes.items()})


class StateFile:
    """The state file.

    This class writes it only when it is missing; afterwards a person or a test changes it.
    """

    def __init__(self, path: Path) -> None:
        """Make the file when there is none."""
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        if not path.exists():
            write(path, EmulatorState())

    def news(self) -> EmulatorState | None:
        """Give the state when the file changed; None otherwise, also while it is half written or invalid."""
        try:
            entry = self._path.stat()
            mark = entry.st_mtime_ns, entry.st_ino, entry.st_size
            if mark == self._seen:
                return None
            state = read(self._path)
        except (OSError, ValueError):
            return None
        self._seen = mark
        return state


def read(path: Path) -> EmulatorState:
    """Read a state file; missing keys have their defaults. Raises `ValueError`, `OSError`."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise StateError("the state is an object")
    return EmulatorState().changed(found)


def write(path: Path, state: EmulatorState) -> None:
    """Write the state atomically, so that no reader sees half of it."""
    content = {**asdict(state), "then": dict(state.then)}
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    fresh.replace(path)


def _check(key: str, value: object) -> None:
    if key == "paper":
        allowed = value in ("enough", "near_end", "out")
    elif key == "after_dots":
        allowed = value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)
    elif key == "then":
        allowed = isinstance(value, dict)
    else:
        allowed = isinstance(value, bool)
    if not allowed:
        raise StateError(f"{key}: {value!r} is not allowed")
    if key == "then" and isinstance(value, dict):
        EmulatorState().changed(value)


def _frozen(key: str, value: Any) -> Any:
    return tuple(value.items()) if key == "then" else value
