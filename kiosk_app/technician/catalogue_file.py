"""How a command gets at a compiled catalogue; what goes wrong ends it with one line."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from kiosk_app.catalogue.importers.report import ImportFailedError
from kiosk_app.catalogue.installed import compiled_file
from kiosk_app.catalogue.store import CatalogueStore, StoreError, open_store
from kiosk_app.technician.opening import EXIT_CONFIGURATION, EXIT_FAILED, end
from kiosk_app.technician.terminal import say_json

DatabaseFile = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="A compiled catalogue; default: the installed one."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]


@contextmanager
def opened_catalogue(database: Path | None, *, as_json: bool = False) -> Iterator[CatalogueStore]:
    """Open a compiled catalogue, by default the installed one or what ships."""
    try:
        store = open_store(database or compiled_file())
    except (StoreError, ImportFailedError) as error:
        fail(str(error), EXIT_CONFIGURATION, as_json=as_json)
    except OSError as error:
        fail(f"the catalogue that ships cannot be compiled: {error}", as_json=as_json)
    with closing(store):
        try:
            yield store
        except (sqlite3.DatabaseError, zlib.error) as error:
            # A database with our mark and other content: no version of this program writes that.
            told = f"{database or compiled_file()}: no catalogue that `build` made ({error}): build it anew"
            fail(told, EXIT_CONFIGURATION, as_json=as_json)


def fail(text: str, code: int = EXIT_FAILED, *, as_json: bool = False) -> NoReturn:
    """End the command with one line; where JSON was asked for, {"error": line} is written too."""
    said = plain(text)
    if as_json:
        write_json({"error": said})
    end(said, code)


def write_json(record: Any) -> None:
    """Write one object; half a letter from outside, which no UTF-8 has, as a question mark."""
    say_json(record)


def plain(text: str) -> str:
    """Give outside words as one line without what steers a terminal."""
    return "".join(letter if letter.isprintable() else " " * letter.isspace() for letter in text)
