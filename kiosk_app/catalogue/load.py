"""Reads procedure files: YAML, checked against the schema, then against themselves."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import assets
from kiosk_app.catalogue.build import build
from kiosk_app.catalogue.consistency import faults
from kiosk_app.catalogue.expand import Document, ExpansionError, Library, expand
from kiosk_app.catalogue.model import Catalogue, Procedure
from kiosk_app.catalogue.source import SourceError, line_of, read_source

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

LIBRARY_FILES = ("options.yaml", "blocks.yaml", "components.yaml", "layouts.yaml")
SCHEMA_FILE = "procedure.schema.json"
_LONGEST_TOLD = 80


class CatalogueError(Exception):
    """A procedure file is wrong. The text names file, line, place and what is allowed."""


class DocumentError(ValueError):
    """A procedure's document is wrong; `place` leads to the fault, from the top."""

    def __init__(self, sentence: str, place: Sequence[str | int] = ()) -> None:
        """Say it in one sentence."""
        super().__init__(sentence)
        self.place = tuple(place)


def procedure_of(document: Mapping[str, Any], library: Library) -> Procedure:
    """Make a procedure of a source document: schema, expansion, model, consistency. Pure.

    Raises `DocumentError`.
    """
    return built(checked(document, library))


def checked(document: Mapping[str, Any], library: Library) -> Document:
    """Check a source document and put the library's parts in; the result stands alone.

    Raises `DocumentError`.
    """
    clean = cleaned(document)
    first = min(
        _validator().iter_errors(clean), key=lambda error: list(map(str, error.absolute_path)), default=None
    )
    if first is not None:
        place = tuple(first.absolute_path)
        told = ".".join(map(str, place)) or "top level"
        raise DocumentError(f"{told}: {_said(first)}", (*place, *_surplus(first)[:1]))
    try:
        whole = expand(clean, library)
    except ExpansionError as error:
        raise DocumentError(str(error)) from error
    parts = [("field", "key", field) for section in whole["sections"] for field in section["fields"]]
    parts += [("component", "part_no", component) for component in whole["components"]]
    parts += [("rule", "code", rule) for rule in whole["rules"]]
    # Parts that no block made were already checked as part of the document.
    written = [field for section in clean["sections"] for field in section["fields"]]
    written += [*clean["components"], *clean.get("rules", ())]
    for kind, name, part in parts:
        if part not in written and (wrong := _wrong_part(kind, json.dumps(part))):
            raise DocumentError(f"{kind} {part[name]}: {wrong}")
    return whole


def built(document: Mapping[str, Any]) -> Procedure:
    """Make a procedure of an expanded document, as `checked` gives it. Raises `DocumentError`."""
    try:
        procedure = build(document)
    except ValueError as error:
        raise DocumentError(str(error)) from error
    for fault in faults(procedure):
        raise DocumentError(fault)
    return procedure


def load_library(folder: Path) -> Library:
    """Read what the procedures of a folder share: its own parts on top of those that ship.

    Raises `CatalogueError`.
    """
    shipped = assets.folder("catalogue")
    folders = (shipped,) if folder.resolve() == shipped.resolve() else (shipped, folder)
    parts: dict[str, dict[str, Any]] = {name: {} for name in LIBRARY_FILES}
    for place in folders:
        for name in LIBRARY_FILES:
            if (place / name).exists():
                parts[name].update(_read(place / name))
    return Library(*parts.values())


def load_catalogue(
    folder: Path, offered: Sequence[str] = (), promises: Mapping[str, int] | None = None
) -> Catalogue:
    """Read every version of every procedure.

    `offered`: codes in the order of the screen, empty for all by code. `promises`: code → minutes in which
    this commune promises the result. Raises `CatalogueError`.
    """
    library = load_library(folder)
    found: dict[str, list[Procedure]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in LIBRARY_FILES:
            continue
        procedure = load_procedure(path, library)
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
            replace(one, promise_minutes=(promises or {}).get(code, 0))
            for code in offered or sorted(found)
            for one in found[code]
        )
    )


def load_procedure(path: Path, library: Library) -> Procedure:
    """Read one file. Raises `CatalogueError`."""
    document = _read(path)
    try:
        return procedure_of(document, library)
    except DocumentError as error:
        line = line_of(path, error.place, str(error))
        raise CatalogueError(f"{path}:{line}: {error}" if line else f"{path}: {error}") from error


def cleaned(value: Any) -> Any:
    """Bring every text to NFC without hidden characters (docs/domain/language.md#normal-form)."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        hidden = {ord(letter) for letter in set(text) if unicodedata.category(letter) == "Cf"}
        return text.translate(dict.fromkeys(hidden)).strip() if hidden else text.strip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {cleaned(key): cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return value


@cache
def _validator() -> Draft202012Validator:
    text = (assets.folder("catalogue") / SCHEMA_FILE).read_text(encoding="utf-8")
    return _validator_of(json.loads(text))


def _validator_of(schema: Any) -> Draft202012Validator:
    validator: Draft202012Validator = _validator_class()(schema)
    return validator


@cache
def _validator_class() -> Any:
    """The library's, which tells apart the many forms of a condition without trying each."""
    # Imported here: a screen that opens a compiled catalogue never needs it, and it loads slowly.
    from jsonschema import Draft202012Validator, validators

    extend: Any = validators.extend
    thorough = Draft202012Validator.VALIDATORS["oneOf"]

    def one_of(validator: Any, forms: list[Any], instance: Any, schema: Any) -> Iterator[Any]:
        fitting = (form for form in forms if _may_be(validator, form, instance))
        if sum(validator.evolve(schema=form).is_valid(instance) for form in fitting) != 1:
            # What is wrong with each form is worth its time only now.
            yield from thorough(validator, forms, instance, schema)

    return extend(Draft202012Validator, {"oneOf": one_of})


def _may_be(validator: Any, form: Any, instance: Any) -> bool:
    """Whether type and keys do not already say that the instance has not this form."""
    if not isinstance(form, dict):
        return True
    if "type" in form and not validator.is_type(instance, form["type"]):
        return False
    return not isinstance(instance, dict) or all(key in instance for key in form.get("required", ()))


@cache
def _part_validator(kind: str) -> Draft202012Validator:
    """Of a field, component or rule as it stands after the library was put in."""
    schema: Any = _validator().schema
    return _validator_of({"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"})


@lru_cache(maxsize=4096)
def _wrong_part(kind: str, text: str) -> str:
    """Say what the schema has against a part, given as JSON; "" for nothing.

    Remembered by the text, since the parts of the library come again in nearly every procedure.
    """
    for wrong in _part_validator(kind).iter_errors(json.loads(text)):
        inside = ".".join(map(str, wrong.absolute_path))
        return f"{inside}{': ' if inside else ''}{_said(wrong)}"
    return ""


def _said(error: ValidationError) -> str:
    """Say what is allowed where the schema only says that none of several forms fits."""
    schema: Any = error.schema if isinstance(error.schema, dict) else {}
    allowed = schema.get("title", "")
    if error.validator in {"oneOf", "anyOf"} and allowed:
        return f"{_short(error.instance)} is not {allowed}"
    if error.validator in {"oneOf", "anyOf"} and error.context:
        # Of several forms, the one that was meant fits farthest.
        nearest = max(error.context, key=lambda one: len(one.absolute_path))
        inside = ".".join(map(str, nearest.relative_path))
        return f"{inside}{': ' if inside else ''}{_said(nearest)}"
    if error.validator == "type":
        quoted = "; write it in quotes" if error.validator_value == "string" else ""
        return f"{_short(error.instance)} is not of type {error.validator_value!r}{quoted}"
    if surplus := _surplus(error):
        known = ", ".join(sorted(schema.get("properties", ())))
        return f"{', '.join(map(repr, surplus))} is not known here; allowed are {known}"
    return error.message


def _surplus(error: ValidationError) -> list[str]:
    """Give the keys that a table must not have."""
    if error.validator != "additionalProperties" or not isinstance(error.instance, dict):
        return []
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    return [key for key in error.instance if key not in known]


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}…"


def _read(path: Path) -> dict[str, Any]:
    try:
        clean = cleaned(read_source(path))
    except SourceError as error:
        raise CatalogueError(f"{path}: {error}") from error
    if not isinstance(clean, dict):
        raise CatalogueError(f"{path}: a table of keys is expected at the top level")
    return clean
