"""Takes a portal's catalogue into use if it is whole, newer and this unit's; else it is kept apart.

What tells one from the other are signs, and they are read against what is in use: a good one that is refused
once would be refused for ever. So a person may overrule them.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from configuration.outside_file import check_readable, check_replaceable, read_outside
from kiosk_app.catalogue.compile import CompileResult, compile_catalogue
from kiosk_app.catalogue.importers.fetched import FetchHeader, read_fetched, read_header
from kiosk_app.catalogue.importers.refused_name import REFUSED, own_name
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport
from kiosk_app.catalogue.portal_edition import PortalEdition, another_province
from kiosk_app.catalogue.store import StoreError, open_store

LEAST_WHOLE = 0.98
"""Share of what the portal listed that has to be there: a procedure may be withdrawn meanwhile."""
LEAST_OF_BEFORE = 0.8
"""Share of the procedures in use that a new catalogue must have: fewer is half a catalogue."""
BETWEEN_REASONS = "+"
"""In the name of a file that is kept apart: those that were overruled, then the one that was not."""
MOST_NAMED = 5
"""Procedures that a refusal names, after their number."""
MOST_BYTES = 256_000_000
"""As much as the daemon fetches (`offline_queue.delivery.catalogue_fetch`)."""
_LONGEST_SIGNATURE = 4_000
SIGNATURE_SUFFIX = ".sig"
"""Of the detached Ed25519 signature (base64) beside a file that comes on a stick."""


class CatalogueRefusedError(Exception):
    """A catalogue is not taken into use. `reason` is one word, the text says what to do."""

    def __init__(self, reason: str, text: str) -> None:
        """`reason`: "unit", "older", "half", "unsigned" or "unreadable"."""
        super().__init__(text)
        self.reason = reason


class Overrulable(StrEnum):
    """Reasons that a person may overrule; a signature and what cannot be read are facts."""

    UNIT = "unit"
    OLDER = "older"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of it."""

    compiled: CompileResult
    header: FetchHeader
    overruled: tuple[CatalogueRefusedError, ...] = ()


class _Judge:
    """Refuses, but for the reasons that a person overruled."""

    def __init__(self, accepted: Iterable[Overrulable]) -> None:
        self._accepted = {one.value for one in accepted}
        self.overruled: list[CatalogueRefusedError] = []

    def refuse(self, reason: Overrulable, text: str) -> None:
        error = CatalogueRefusedError(reason.value, text)
        if error.reason not in self._accepted:
            raise error
        self.overruled.append(error)

    def reasons(self, last: str) -> str:
        """Give what was overruled on the way and what was not."""
        return BETWEEN_REASONS.join(dict.fromkeys([*(one.reason for one in self.overruled), last]))


def _nowhere(_: CatalogueRefusedError) -> None:
    """Write it down nowhere."""


def check_signature(path: Path, public_key: str) -> None:
    """Check the signature beside a file. `public_key`: raw Ed25519, base64.

    Raises `CatalogueRefusedError`.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
    except ValueError as error:
        raise CatalogueRefusedError(
            "unsigned", f"the key of the signer is no Ed25519 key in base64 ({error})"
        ) from error
    beside = path.with_name(own_name(path) + SIGNATURE_SUFFIX)
    try:
        signature = base64.b64decode(read_outside(beside, _LONGEST_SIGNATURE), validate=False)
        key.verify(signature, read_outside(path, MOST_BYTES))
    except (OSError, ValueError, InvalidSignature) as error:
        raise CatalogueRefusedError(
            "unsigned", f"{path}: no good signature in {beside.name}; it is not used"
        ) from error


def refresh(
    fetched: Path,
    others: Sequence[Path],
    out: Path,
    *,
    unit: str,
    public_key: str = "",
    accepted: Iterable[Overrulable] = (),
    note: Callable[[CatalogueRefusedError], None] = _nowhere,
) -> Refreshed:
    """Compile `others` and what was fetched into `out`. `public_key`: whose signature it must bear, "" none.

    `accepted`: what a person overrules; each refusal that it meets is handed to `note` before anything is
    taken into use, and what `note` raises keeps it out.

    Raises `CatalogueRefusedError`, and then `out` stays and the fetched file is renamed to
    `<name>.refused-<reason>`; raises `ImportFailedError` when one of the others is wrong.
    """
    judge = _Judge(accepted)
    try:
        header = _checked(fetched, out, unit, public_key, judge)
        made = _compiled(fetched, others, out, header, unit, judge, note)
        return Refreshed(made, header, tuple(judge.overruled))
    except CatalogueRefusedError as error:
        if not fetched.is_file():
            # A device or a pipe that was named by mistake stays where the machine needs it.
            raise
        apart = fetched.with_name(f"{own_name(fetched)}{REFUSED}{judge.reasons(error.reason)}")
        # A stick may be write-protected: then it stays where it is.
        with suppress(OSError):
            fetched.replace(apart)
        raise


def _checked(fetched: Path, out: Path, unit: str, public_key: str, judge: _Judge) -> FetchHeader:
    if public_key:
        check_signature(fetched, public_key)
    check_replaceable(out)
    try:
        check_readable(fetched)
        size = fetched.stat().st_size
    except OSError as error:
        raise CatalogueRefusedError("unreadable", f"{fetched}: {error.strerror}") from error
    header = read_header(fetched) if size <= MOST_BYTES else None
    if header is None:
        raise CatalogueRefusedError(
            "unreadable", f"{fetched}: no catalogue fetched from a portal, or too large"
        )
    if header.unit != unit:
        judge.refuse(Overrulable.UNIT, f"{fetched}: it is of {header.unit!r}, this kiosk belongs to {unit!r}")
    before = _fetched_at(out)
    if before is not None and header.fetched_at <= before:
        told = f"{fetched}: fetched on {header.fetched_at:%Y-%m-%d}, what is in use on {before:%Y-%m-%d}"
        judge.refuse(Overrulable.OLDER, told)
    return header


def _compiled(
    fetched: Path,
    others: Sequence[Path],
    out: Path,
    header: FetchHeader,
    unit: str,
    judge: _Judge,
    note: Callable[[CatalogueRefusedError], None],
) -> CompileResult:
    try:
        read_fetched(fetched, header, ImportReport())
    except ImportFailedError as error:
        raise CatalogueRefusedError("unreadable", str(error)) from error
    draft = out.with_name(f".{out.name}.new")
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = compile_catalogue([*others, fetched], draft)
        read = sum(entry.source == "exchange" for entry in made.reading.entries)
        if read < header.listed * LEAST_WHOLE:
            judge.refuse(Overrulable.HALF, f"{fetched}: {read} of {header.listed} procedures can be read")
        if told := another_province(unit, made.reading.offices):
            judge.refuse(Overrulable.UNIT, f"{fetched}: {told}, this kiosk belongs to {unit!r}")
        new = PortalEdition.of(made.reading.entries, header.fetched_at.year)
        _compare(fetched, new, _edition_in_use(out), judge)
        before = _in_use(out)
        if made.procedures < before * LEAST_OF_BEFORE:
            told = f"{fetched}: {made.procedures} procedures, {before} are in use; is a part missing?"
            judge.refuse(Overrulable.HALF, told)
        for each in judge.overruled:
            note(each)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return made


def _compare(fetched: Path, new: PortalEdition, before: PortalEdition, judge: _Judge) -> None:
    if lacking := new.lacks(before):
        told = f"{fetched}: {lacking} of {len(before.states)} procedures that the portal told before are gone"
        judge.refuse(Overrulable.HALF, f"{told}; is a part missing?")
    if turned_back := new.turned_back(before):
        told = f"{fetched}: {len(turned_back)} procedures rest on older laws than in use, or are public again"
        judge.refuse(Overrulable.OLDER, f"{told}: {', '.join(turned_back[:MOST_NAMED])}")


def _edition_in_use(out: Path) -> PortalEdition:
    try:
        with closing(open_store(out)) as store:
            return store.portal_edition
    except (StoreError, ValueError):
        return PortalEdition({})


def _in_use(out: Path) -> int:
    try:
        with closing(open_store(out)) as store:
            return store.size
    except StoreError:
        return 0


def _fetched_at(out: Path) -> datetime | None:
    try:
        with closing(open_store(out)) as store:
            return datetime.fromisoformat(store.fetched_at) if store.fetched_at else None
    except (StoreError, ValueError):
        return None
