"""Where the compiled catalogue stands on this machine, and its making when it does not stand there yet."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import assets
from kiosk_app.catalogue.compile import FORMAT, compile_catalogue
from kiosk_app.catalogue.dated_fees import dated_versions
from kiosk_app.catalogue.fees import FeeTable
from kiosk_app.catalogue.general import general_procedure
from kiosk_app.catalogue.load import CatalogueError, DocumentError
from kiosk_app.catalogue.model import Catalogue, Procedure
from kiosk_app.catalogue.procedure_encoding import ProcedureEncodingError
from kiosk_app.catalogue.store import CatalogueStore, StoreError, open_store

INSTALLED = Path("/var/lib/kiosk/catalogue.sqlite")
"""What `kioskctl catalogue refresh` made of the portal's list (kiosk-catalogue.service), or a technician."""


def shipped_sources() -> tuple[Path, ...]:
    """Give the sources that ship with the program."""
    return (assets.folder("catalogue"),)


def compiled_file(sources: Sequence[Path] = (), cache: Path | None = None) -> Path:
    """Give a compiled catalogue of the sources; without any, the installed one, else of those that ship.

    It is made on first use and kept in `cache` (default: the user's) under a name that follows from its
    content. Raises `ImportFailedError` when a source is wrong, `OSError` when nothing at all can be written.
    """
    if not sources and INSTALLED.is_file():
        return INSTALLED
    chosen = tuple(sources) or shipped_sources()
    folder = cache or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kiosk"
    out = folder / f"catalogue-{_digest(chosen)}.sqlite"
    if not out.is_file():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            compile_catalogue(chosen, out)
        except OSError:
            # The cache folder cannot be written: compile into a temporary folder, at each start.
            out = Path(tempfile.mkdtemp(prefix="kiosk-catalogue-")) / out.name
            compile_catalogue(chosen, out)
    return out


def offered_procedures(
    path: Path,
    offered: Sequence[str] = (),
    promises: Mapping[str, int] | None = None,
    province: str | None = None,
) -> Catalogue:
    """Give the procedures with a form that a compiled file holds, in every version.

    A code of `offered` that has no form of its own gets the general application.

    `offered`: codes in the order of the screen, empty for all by code. `promises`: code → minutes in which
    this commune promises the result. `province`: two digits, by whose fees of the dated table the versions
    are cut; None: the forms as they were written.

    Raises `StoreError`, and `CatalogueError` for a code without a form.
    """
    try:
        with closing(open_store(path)) as store:
            forms = store.with_form()
            # What is not offered is not read: every form that ships took seven megabytes in each screen.
            every = store.catalogue(tuple(dict.fromkeys(offered)))
            general = [_general(store, code) for code in offered if code not in forms]
            table = FeeTable() if province is None else store.fees
    except ProcedureEncodingError as error:
        raise StoreError(f"{path}: {error}") from error
    every = Catalogue((*every.versions, *(one for one in general if one is not None)))
    there = {*forms, *(one.code for one in every.versions)}
    for key, codes in (("offered", offered), ("promises", promises or {})):
        for code in codes:
            if code not in there:
                raise CatalogueError(
                    f"catalogue.{key} = {code!r}: no procedure {code} with a form in {path}; "
                    f"there are {', '.join(sorted(there))}"
                )
    return Catalogue(
        tuple(
            replace(one, promise_minutes=(promises or {}).get(code, 0))
            for code in offered or sorted(there)
            for version in every.versions
            if version.code == code
            for one in dated_versions(version, table, province or "")
        )
    )


def _general(store: CatalogueStore, code: str) -> Procedure | None:
    """The general application for a code without a form; None where the catalogue does not know the code."""
    found = store.versions(store.resolve(code) or code)
    if not found:
        return None
    try:
        return general_procedure(found[-1])
    except DocumentError:
        return None


def _digest(sources: Sequence[Path]) -> str:
    """Tell the content of the sources, and of what they are compiled by, in sixteen hex digits."""
    found = hashlib.sha256(str(FORMAT).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        found.update(path.read_bytes())
    for source in (*sources, assets.folder("finding"), assets.folder("fees")):
        files = sorted(one for one in source.rglob("*") if one.is_file()) if source.is_dir() else [source]
        for path in files:
            found.update(path.name.encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]
