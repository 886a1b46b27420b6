"""Reads a YAML file that ships into its model, and says what is wrong: file, place, what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

import assets

M = TypeVar("M", bound=BaseModel)


def read_checked(path: Path, model: type[M], failed: type[Exception]) -> M:
    """Read the file. Raises `failed`, whose text names the file and the place in it."""
    try:
        return model.model_validate(assets.read_yaml(path))
    except ValidationError as error:
        place, wrong = first_fault(error)
        raise failed(f"{path}: {place}: {wrong}") from error
    # ValueError: bytes that are no UTF-8, and a bare date that no calendar has.
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise failed(f"{path}: cannot be read ({error})") from error


def first_fault(error: ValidationError) -> tuple[str, str]:
    """Give the place of the first fault, its steps parted by dots, and what is wrong there."""
    first = error.errors()[0]
    return ".".join(str(part) for part in first["loc"]), first["msg"]
