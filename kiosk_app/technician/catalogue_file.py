"""How a command gets at a compiled catalogue; what goes wrong ends it with one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kiosk_app.catalogue.importers.report import ImportFailedError
from kiosk_app.catalogue.installed import compiled_file
from kiosk_app.catalogue.store import CatalogueStore, StoreError, open_store
from kiosk_app.technician.opening import EXIT_CONFIGURATION, end

DatabaseFile = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="A compiled catalogue; default: the installed one."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]


@contextmanager
def opened_catalogue(database: Path | None) -> Iterator[CatalogueStore]:
    """Open a compiled catalogue, by default the installed one or what ships."""
    try:
        store = open_store(database or compiled_file())
    except (StoreError, ImportFailedError) as error:
        end(str(error), EXIT_CONFIGURATION)
    except OSError as error:
        end(f"the catalogue that ships cannot be compiled: {error}")
    with closing(store):
        yield store


def plain(text: str) -> str:
    """Give outside words without what steers a terminal."""
    return "".join(letter for letter in text if letter.isprintable())
