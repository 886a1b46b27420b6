"""Reads the configuration file, for every program of the kiosk alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from configuration.error_line import ConfigurationError, error_line
from configuration.kiosk_file import Configuration
from configuration.migrate import with_new_names
from configuration.outside_file import read_outside

Model = TypeVar("Model", bound=BaseModel)
MOST_BYTES = 4_000_000
"""A configuration has some ten thousand."""


def load(path: Path) -> Configuration:
    """Read the file. Relative paths in it are taken from its folder. Raises `ConfigurationError`."""
    try:
        raw = tomllib.loads(configuration_text(path))
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: no such file; give one with --config") from error
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: not valid TOML: {error}") from error
    return check_tables(path, raw)


def configuration_text(path: Path) -> str:
    """Give the file's text. Raises `OSError`, `UnicodeDecodeError`."""
    return read_outside(path, MOST_BYTES, follow=True).decode("utf-8")


def check_tables(path: Path, raw: Mapping[str, object]) -> Configuration:
    """Give what these tables would mean in that file. Raises `ConfigurationError`."""
    try:
        configuration = Configuration.model_validate(with_new_names(raw))
    except ValidationError as error:
        raise ConfigurationError(f"{path}: {error_line(error, Configuration)}") from error
    return _with_absolute_paths(configuration, path.parent)


def _with_absolute_paths(table: Model, folder: Path) -> Model:
    changes: dict[str, object] = {}
    for name in type(table).model_fields:
        value = getattr(table, name)
        if isinstance(value, Path):
            changes[name] = folder / value
        elif isinstance(value, BaseModel):
            changes[name] = _with_absolute_paths(value, folder)
    return table.model_copy(update=changes)
