"""Fetches the edition of this kiosk's ring from the province's address, in pieces, and hands it over.

Beside each other on any web server (HTTPS, ranges), a folder a ring:

    <address>/<ring>/edition.json           {"format": 1, "number": 17, "bytes": 20480, "sha256": "…"}
    <address>/<ring>/edition-17.tar, .sig   the edition and its signature

`edition.json` is written by `kioskctl edition announce` and only says what there is; whether an edition is
the province's is judged where it is taken, by its signature. What was fetched stays when the line breaks, and
goes on from there. Nothing is fetched that would take a dossier's room.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated, Literal, Protocol

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from offline_queue.contract.clock import Clock
from offline_queue.contract.edition_shelf import ARRIVED, EDITION_NAME, MOST_BYTES, Shelf, shelf_of
from offline_queue.contract.error_place import error_place
from offline_queue.delivery.backoff import Backoff
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

log = structlog.get_logger(__name__)

PIECE_BYTES = 262_144
"""Of one call: a line of 40 kbit/s takes it within a minute."""
_PART, _NOTE = "edition.part", "edition.part.json"
_LONGEST_INDEX, _LONGEST_SIGNATURE = 4_000, 1_000
_LOOK_S = 1.0
_EARLIEST_S = 60.0
_DISK = "disk"
FAULTS = frozenset({Outcome.UNTRUSTED.value, Outcome.CERTIFICATE.value, Outcome.CREDENTIALS.value, _DISK})
"""What a person must mend: staff are warned. The others pass by themselves."""


class Exchange(Protocol):
    """The one call of a `Transport` that is used."""

    def __call__(
        self, method: str, path: str, *, headers: Mapping[str, str | None], most_bytes: int
    ) -> tuple[Mapping[str, str], int, bytes]:
        """See `Transport.exchange`. Raises `PortalError`."""


class _Index(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    format: Literal[1]
    number: Annotated[int, Field(ge=1, lt=100_000_000)]
    bytes: Annotated[int, Field(ge=1, le=MOST_BYTES)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Tray:
    """Where things are and what room there is."""

    folder: Path
    """Of the daemon's own; what is in it is handed over."""
    shelf: Path
    free_bytes: Callable[[], int]
    reserve_bytes: int
    """Room that belongs to dossiers."""


class EditionFetch:
    """Runs on a thread of its own: a province's server that hangs holds no dossier up."""

    def __init__(
        self,
        exchange: Exchange,
        ring: str,
        tray: Tray,
        clock: Clock,
        random: Random,
        backoff: Backoff,
        *,
        every_s: float,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """`every_s`: between two looks, spread by a quarter so that kiosks do not come together."""
        self._exchange = exchange
        self._ring = ring
        self._tray = tray
        self._clock = clock
        self._random = random
        self._backoff = backoff
        self._every_s = every_s
        self._beat = beat
        self._stop = threading.Event()
        self._due = clock.monotonic() + random.uniform(0.0, min(_EARLIEST_S, every_s))
        self._known: _Index | None = None
        self._etag = ""
        self._wanted: _Index | None = None
        self._part_etag = ""
        self._failures = 0
        self._trouble = ""

    @property
    def trouble(self) -> str:
        """Why nothing comes: an `Outcome`, "disk", or "" when it does."""
        return self._trouble

    def warnings(self) -> tuple[str, ...]:
        """Give what staff are warned of, e.g. "editions:untrusted"."""
        return (f"editions:{self._trouble}",) if self._trouble in FAULTS else ()

    def run(self) -> None:
        """Fetch until `stop`."""
        while not self._stop.is_set():
            self._beat()
            try:
                self.turn()
            except Exception as error:
                # Nothing about being looked after may end the daemon that delivers dossiers.
                log.error("fetching an edition failed inside", at=error_place(error))  # noqa: TRY400  no texts
                self._put_off(Outcome.NONSENSE.value)
            self._stop.wait(_LOOK_S)

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()

    def turn(self) -> None:
        """Fetch what is due, a piece at a time, until there is nothing more or it is put off."""
        while self._clock.monotonic() >= self._due and not self._stop.is_set():
            self._beat()
            try:
                more = self._piece()
            except PortalError as error:
                self._put_off(error.outcome.value)
                return
            except OSError as error:
                log.warning("no room for an edition", error=type(error).__name__)
                self._put_off(_DISK)
                return
            self._failures, self._trouble = 0, ""
            if not more:
                self._due = self._clock.monotonic() + self._every_s * self._random.uniform(0.75, 1.25)

    def _put_off(self, why: str) -> None:
        self._failures += 1
        self._wanted = None
        wait_s = self._backoff.wait_s(self._failures)
        self._due = self._clock.monotonic() + wait_s
        if why != self._trouble:
            log.warning("no edition came", why=why)
        self._trouble = why

    def _piece(self) -> bool:
        """Do one call; gives whether there is more. Raises `PortalError`, `OSError`."""
        if self._wanted is None:
            self._wanted = self._look()
            return self._wanted is not None
        wanted = self._wanted
        if not self._handed_over_before(wanted) and self._size(wanted) < wanted.bytes:
            self._fetch(wanted)
            return True
        self._hand_over(wanted)
        self._wanted = None
        return False

    def _look(self) -> _Index | None:
        """Ask what there is; gives what is wanted of it."""
        headers: dict[str, str | None] = {"If-None-Match": self._etag} if self._etag else {}
        answered, status, content = self._ask("edition.json", headers, _LONGEST_INDEX)
        match status:
            case 304:
                pass
            case 200:
                self._known, self._etag = _index(content), answered.get("ETag", "")[:200]
            case 404 | 410:
                # Nothing was published for this ring yet, which is no error.
                self._known, self._etag = None, ""
            case _:
                raise PortalError(_outcome(status), status=status)
        known, shelf = self._known, self._shelf()
        if known is None or not shelf.wants(known.number, known.sha256):
            self._forget_but(None)
            return None
        if self._waits(known):
            return None
        if not self._handed_over_before(known):
            missing = known.bytes - self._size(known)
            if self._tray.free_bytes() < self._tray.reserve_bytes + 2 * missing:
                raise OSError("a dossier's room")
        return known

    def _shelf(self) -> Shelf:
        return shelf_of(self._tray.shelf)

    def _waits(self, index: _Index) -> bool:
        """Whether it is handed over and was not looked at yet."""
        return (self._tray.folder / ARRIVED).exists() and self._handed_over_before(index)

    def _path(self, index: _Index) -> Path:
        return self._tray.folder / f"edition-{index.number}.tar"

    def _handed_over_before(self, index: _Index) -> bool:
        """Whether it lies there whole: the taker leaves one that could not be taken just now."""
        path = self._path(index)
        return path.is_file() and path.stat().st_size == index.bytes and self._note() == index

    def _note(self) -> _Index | None:
        try:
            return _Index.model_validate_json((self._tray.folder / _NOTE).read_bytes()[:_LONGEST_INDEX])
        except (OSError, ValidationError):
            return None

    def _size(self, index: _Index) -> int:
        """Give how much of it is there; a part of another one is given up."""
        part = self._tray.folder / _PART
        if self._note() != index:
            self._forget_but(index)
            self._tray.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(b"")
            (self._tray.folder / _NOTE).write_text(index.model_dump_json(), encoding="utf-8")
            self._part_etag = ""
        try:
            size = part.stat().st_size
        except FileNotFoundError:
            return 0
        if size > index.bytes:
            part.write_bytes(b"")
            return 0
        return size

    def _forget_but(self, index: _Index | None) -> None:
        """Take away what was fetched of other editions and not handed over."""
        folder = self._tray.folder
        with suppress(FileNotFoundError):
            if (folder / ARRIVED).exists():
                return
            for path in folder.iterdir():
                kept = index is not None and path.name.startswith(f"edition-{index.number}.tar")
                if not kept and (
                    path.name in (_PART, _NOTE) or EDITION_NAME.match(path.name.removesuffix(".sig"))
                ):
                    path.unlink(missing_ok=True)

    def _fetch(self, index: _Index) -> None:
        begin = self._size(index)
        end = min(begin + PIECE_BYTES, index.bytes) - 1
        headers: dict[str, str | None] = {"Range": f"bytes={begin}-{end}"}
        if self._part_etag:
            headers["If-Range"] = self._part_etag
        answered, status, content = self._ask(self._path(index).name, headers, index.bytes)
        part = self._tray.folder / _PART
        match status:
            case 206:
                range_told = f"bytes {begin}-{begin + len(content) - 1}/{index.bytes}"
                if not content or answered.get("Content-Range", "").strip() != range_told:
                    raise self._useless(part, "another range than was asked for")
                with part.open("ab") as file:
                    file.write(content)
            case 200 if len(content) == index.bytes:
                # A server without ranges, or the file was replaced: it is all there at once.
                part.write_bytes(content)
            case 200 | 416:
                raise self._useless(part, "not the file that was announced")
            case _:
                raise PortalError(_outcome(status), status=status)
        etag = answered.get("ETag", "")[:200]
        self._part_etag = "" if etag.startswith("W/") else etag

    def _hand_over(self, index: _Index) -> None:
        folder, path = self._tray.folder, self._path(index)
        if not path.is_file():
            part = folder / _PART
            digest = hashlib.sha256()
            with part.open("rb") as file:
                while piece := file.read(1_000_000):
                    digest.update(piece)
                os.fsync(file.fileno())
            if digest.hexdigest() != index.sha256:
                raise self._useless(part, "not the bytes that were announced")
        _answered, status, signature = self._ask(f"{path.name}.sig", {}, _LONGEST_SIGNATURE)
        if status != 200 or len(signature) > _LONGEST_SIGNATURE:
            raise PortalError(_outcome(status), status=status)
        path.with_name(path.name + ".sig").write_bytes(signature)
        if not path.is_file():
            (folder / _PART).replace(path)
        # Last: what the taker finds is whole.
        (folder / ARRIVED).touch()
        log.info("edition fetched", number=index.number, bytes=index.bytes)

    def _useless(self, part: Path, why: str) -> PortalError:
        """Begin again next time: no mixture of two files is ever handed over."""
        part.write_bytes(b"")
        self._part_etag, self._etag = "", ""
        return PortalError(Outcome.NONSENSE, own_words=why)

    def _ask(
        self, name: str, headers: Mapping[str, str | None], most_bytes: int
    ) -> tuple[Mapping[str, str], int, bytes]:
        asked = {"Accept": "*/*", **headers}
        return self._exchange("GET", f"/{self._ring}/{name}", headers=asked, most_bytes=most_bytes)


def _index(content: bytes) -> _Index:
    try:
        return _Index.model_validate_json(content)
    except ValidationError as error:
        raise PortalError(Outcome.NONSENSE, own_words="edition.json is none, or of a later format") from error


def _outcome(status: int) -> Outcome:
    """Tell who must do something: a page of something in between, the server, or the one who set it up."""
    if status in (401, 403):
        return Outcome.CREDENTIALS
    if 300 <= status < 400 or status in (407, 511):
        return Outcome.CAPTIVE
    return Outcome.NONSENSE if status < 500 else Outcome.BUSY
