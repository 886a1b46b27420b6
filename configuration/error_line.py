"""What is wrong with the configuration, in one line: key, value, and what is allowed there."""

from __future__ import annotations

import types
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

_MOST_OF_A_VALUE = 80
_NOT_SHOWN = "AGE-SECRET-KEY"


class ConfigurationError(Exception):
    """The configuration is wrong. The text is one line: file, key, value, what is allowed."""


def error_line(error: ValidationError, model: type[BaseModel]) -> str:
    """Give the first fault of the file as `key = value: what is allowed`."""
    first = error.errors(include_url=False)[0]
    place = first["loc"]
    key = ".".join(str(part) for part in place)
    value = first.get("input")
    shown = "" if first["type"] == "missing" or isinstance(value, dict) else f" = {_short(value)}"
    return f"{key}{shown}: {_allowed(first['type'], first['msg'], place, model)}"


def _allowed(kind: str, message: str, place: tuple[int | str, ...], model: type[BaseModel]) -> str:
    match kind:
        case "missing":
            return "is missing, and has no default"
        case "extra_forbidden":
            known = _keys(place[:-1], model)
            return f"no such key; there are {', '.join(known)}" if known else "no such key"
        case "value_error":
            return message.removeprefix("Value error, ")
        case _:
            return " ".join(message.split())


def _keys(place: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    """The keys of the table at that place."""
    current: type[BaseModel] | None = model
    for part in place:
        field = current.model_fields.get(str(part)) if current else None
        current = _model_of(field.annotation) if field else None
    return list(current.model_fields) if current else []


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType):
        return next((found for one in get_args(annotation) if (found := _model_of(one))), None)
    return None


def _short(value: object) -> str:
    shown = repr(value)
    if _NOT_SHOWN in shown.upper():
        # Pasted into the wrong place; what is told here ends in the journal.
        return "a secret key, not shown"
    return shown if len(shown) <= _MOST_OF_A_VALUE else f"{shown[: _MOST_OF_A_VALUE - 1]}…"
