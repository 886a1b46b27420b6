"""Data that ships: catalogue, slip templates, translations, icons, sounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# libyaml is much the faster at start-up; a build of PyYAML without it gives the same.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def folder(name: str) -> Path:
    """Give the path of a folder of shipped data, e.g. "catalogue"."""
    return Path(__file__).parent / name


def read_yaml(path: Path) -> Any:
    """Read a file of plain YAML.

    Raises `OSError`, `yaml.YAMLError`, and `ValueError` for bytes that are no UTF-8 or a date that no
    calendar has.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506  a safe loader in either case
