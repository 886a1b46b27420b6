"""Reads procedure files: YAML, checked against the schema, then against themselves."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

import assets
from kiosk_app.catalogue.build import build
from kiosk_app.catalogue.consistency import faults
from kiosk_app.catalogue.model import Catalogue, Procedure

OPTIONS_FILE = "options.yaml"
SCHEMA_FILE = "procedure.schema.json"


class CatalogueError(Exception):
    """A procedure file is wrong. The text names file, place and what is allowed."""


def load_catalogue(
    folder: Path, offered: Sequence[str] = (), promises: Mapping[str, str] | None = None
) -> Catalogue:
    """Read every version of every procedure.

    `offered`: codes in the order of the screen, empty for all by code. `promises`: code → a shorter time that
    this commune promises. Raises `CatalogueError`.
    """
    shared = _read(folder / OPTIONS_FILE) if (folder / OPTIONS_FILE).exists() else {}
    found: dict[str, list[Procedure]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == OPTIONS_FILE:
            continue
        procedure = load_procedure(path, shared)
        versions = found.setdefault(procedure.code, [])
        for other in versions:
            day = max(procedure.effective_from, other.effective_from)
            if procedure.in_force(day) and other.in_force(day):
                raise CatalogueError(
                    f"{path}: {procedure.code} is in force twice on {day}; end one of the versions"
                )
        versions.append(procedure)
    for key, codes in (("offered", offered), ("promises", promises or {})):
        for code in codes:
            if code not in found:
                raise CatalogueError(
                    f"catalogue.{key} = {code!r}: no procedure {code} in {folder}; "
                    f"there are {', '.join(sorted(found))}"
                )
    return Catalogue(
        tuple(
            replace(one, promise=(promises or {}).get(code, ""))
            for code in offered or sorted(found)
            for one in found[code]
        )
    )


def load_procedure(path: Path, shared: Mapping[str, Any]) -> Procedure:
    """Read one file; `shared` are the lists of options.yaml. Raises `CatalogueError`."""
    raw = _read(path)
    validator = Draft202012Validator(_schema())
    first = next(iter(sorted(validator.iter_errors(raw), key=lambda error: list(map(str, error.path)))), None)
    if first is not None:
        place = ".".join(str(part) for part in first.absolute_path) or "top level"
        raise CatalogueError(f"{path}: {place}: {first.message}")
    try:
        procedure = build(raw, shared)
    except KeyError as error:
        raise CatalogueError(f"{path}: no list of options called {error}; {OPTIONS_FILE} has them") from error
    except ValueError as error:
        raise CatalogueError(f"{path}: {error}") from error
    for fault in faults(procedure):
        raise CatalogueError(f"{path}: {fault}")
    return procedure


def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (assets.folder("catalogue") / SCHEMA_FILE).read_text(encoding="utf-8")
    )
    return loaded


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = assets.read_yaml(path)
    # ValueError: bytes that are no UTF-8, and a bare date that no calendar has.
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path}: cannot be read as YAML: {error}") from error
    clean = _clean(raw)
    if not isinstance(clean, dict):
        raise CatalogueError(f"{path}: a table of keys is expected at the top level")
    return clean


def _clean(value: Any) -> Any:
    """Bring every text to NFC without hidden characters (docs/domain/language.md#normal-form)."""
    if isinstance(value, str):
        return "".join(
            letter for letter in unicodedata.normalize("NFC", value) if unicodedata.category(letter) != "Cf"
        ).strip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {_clean(key): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return value
