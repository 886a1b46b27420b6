"""A modelled procedure as JSON and back: every dataclass under its name, nothing executed.

Which classes may be read back follows from the annotations of `Procedure`, so nothing is listed here.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from kiosk_app.catalogue.model import Procedure

_CLASS_IN_FILES = {"StandInKind": "Source"}
_FIELD_IN_FILES = {("Component", "stand_in"): "source"}
"""What was renamed since files were compiled: they keep the first name, so that a kiosk reads what an older
or a newer program compiled."""


class ProcedureEncodingError(Exception):
    """A compiled procedure names what this version of the program does not know."""


def to_json(procedure: Procedure) -> str:
    """Write a procedure; the same one gives the same text."""
    return json.dumps(_plain(procedure), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | bytes) -> Procedure:
    """Read it back. Raises `ProcedureEncodingError`."""
    try:
        made = _made(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise ProcedureEncodingError(f"compiled by another version: {error}") from error
    if not isinstance(made, Procedure):
        raise ProcedureEncodingError("no procedure in it")
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return {"=": _in_files(type(value)), "v": value.value}
    if isinstance(value, date):
        return {"=": "date", "v": value.isoformat()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = {}
        for field in dataclasses.fields(value):
            one = getattr(value, field.name)
            if field.default is dataclasses.MISSING or one != field.default:
                kept[_field_in_files(type(value), field.name)] = _plain(one)
        return {"=": _in_files(type(value)), "f": kept}
    if isinstance(value, Mapping):
        return {"=": "", "m": [[_plain(key), _plain(one)] for key, one in value.items()]}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset | set):
        return {"=": "set", "v": sorted(_plain(one) for one in value)}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value).__name__} cannot be kept in a compiled catalogue")


def _made(raw: Any) -> Any:
    if isinstance(raw, list):
        return tuple(_made(one) for one in raw)
    if not isinstance(raw, dict):
        return raw
    name = raw["="]
    if "m" in raw:
        return {_made(key): _made(one) for key, one in raw["m"]}
    if name == "date":
        return date.fromisoformat(raw["v"])
    if name == "set":
        return frozenset(_made(one) for one in raw["v"])
    kind = _classes()[name]
    if "v" in raw:
        return kind(raw["v"])
    told = {_field_in_files(kind, field.name): field.name for field in dataclasses.fields(kind)}
    return kind(**{told[key]: _made(one) for key, one in raw["f"].items()})


def _in_files(kind: type[Any]) -> str:
    return _CLASS_IN_FILES.get(kind.__name__, kind.__name__)


def _field_in_files(kind: type[Any], name: str) -> str:
    return _FIELD_IN_FILES.get((kind.__name__, name), name)


@cache
def _classes() -> dict[str, type[Any]]:
    """Give every dataclass and enumeration that a `Procedure` can hold."""
    found: dict[str, type[Any]] = {}
    waiting: list[Any] = [Procedure]
    while waiting:
        kind = waiting.pop()
        waiting.extend(typing.get_args(kind))
        if not isinstance(kind, type) or _in_files(kind) in found:
            continue
        if issubclass(kind, Enum):
            found[_in_files(kind)] = kind
        elif dataclasses.is_dataclass(kind):
            found[_in_files(kind)] = kind
            waiting.extend(typing.get_type_hints(kind).values())
    return found
