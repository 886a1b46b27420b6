"""Fetches the portal's catalogue, one procedure at a time, while no dossier waits.

What was fetched is put into a folder in one step and never while it is half: the screen's own tool checks and
compiles it between two visits. This process knows nothing of what it says.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import structlog

from offline_queue.contract.clock import Clock, stamp
from offline_queue.delivery.background_jobs import REFUSED
from offline_queue.portal.port import Portal, PortalError
from offline_queue.portal.response_policy import Outcome

log = structlog.get_logger(__name__)

FETCHED = "portal-catalogue.jsonl"
"""First line: {"unit", "fetched_at", "listed"}; then one procedure a line."""
_DRAFT = f".{FETCHED}.part"
MOST_BYTES = 256_000_000
"""As much as `kiosk_app.catalogue.refresh` takes: a portal that goes on without end fills no disk."""
_MOST_SKIPPED = 0.1
"""Share of the listed procedures that may have no answer; with more the catalogue is not whole."""
_HOUR_S = 3_600.0


class CatalogueFetch:
    """A background job: each call fetches one procedure, or the list to begin with."""

    def __init__(
        self, portal: Portal, clock: Clock, *, folder: Path | None, unit_code: str, every_h: float
    ) -> None:
        """`folder`: where it goes, None fetches nothing; `every_h`: hours between two whole fetches."""
        self._source = portal.procedures if folder is not None and every_h > 0 else None
        self._clock = clock
        self._folder = folder or Path()
        self._unit_code = unit_code
        self._every_s = every_h * _HOUR_S
        self._due = 0.0
        self._waiting: list[str] = []
        self._written = 0
        self._listed = 0
        self._skipped = 0

    def __call__(self) -> bool:
        """Fetch one piece. Raises `PortalError`."""
        if self._source is None or (not self._waiting and self._clock.monotonic() < self._due):
            return False
        try:
            if not self._waiting:
                self._begin(self._source.codes())
                return True
            self._append(dict(self._source.procedure(self._waiting[0])))
        except PortalError as error:
            if error.outcome not in REFUSED and error.outcome is not Outcome.NONSENSE:
                raise
            self._skipped += 1
            # A portal that has no list is asked again as seldom as one that has.
            if not self._waiting or self._skipped > self._listed * _MOST_SKIPPED:
                self._give_up(error.outcome.value)
                return False
        except OSError as error:
            self._give_up(type(error).__name__)
            return False
        self._waiting.pop(0)
        if not self._waiting:
            self._finish()
        return True

    def seconds_to_next(self) -> float | None:
        """Give how long until the next fetch begins."""
        if self._source is None:
            return None
        return 0.0 if self._waiting else max(0.0, self._due - self._clock.monotonic())

    def _begin(self, codes: tuple[str, ...]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        header = {"unit": self._unit_code, "fetched_at": stamp(self._clock.now()), "listed": len(codes)}
        text = json.dumps(header, ensure_ascii=False) + "\n"
        (self._folder / _DRAFT).write_text(text, encoding="utf-8")
        self._waiting, self._written = list(codes), len(text.encode())
        self._listed, self._skipped = len(codes), 0
        log.info("fetching the catalogue", procedures=len(codes))

    def _append(self, procedure: dict[str, object]) -> None:
        line = json.dumps(procedure, ensure_ascii=False) + "\n"
        self._written += len(line.encode())
        if self._written > MOST_BYTES:
            raise OSError("the catalogue is too large")
        with (self._folder / _DRAFT).open("a", encoding="utf-8") as file:
            file.write(line)

    def _finish(self) -> None:
        draft = self._folder / _DRAFT
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(self._folder / FETCHED)
        self._due = self._clock.monotonic() + self._every_s
        log.info("catalogue fetched", bytes=self._written, without_answer=self._skipped)

    def _give_up(self, why: str) -> None:
        """Leave what was fetched before as it is, and try again when the next fetch is due."""
        self._waiting = []
        self._due = self._clock.monotonic() + self._every_s
        with suppress(OSError):
            (self._folder / _DRAFT).unlink(missing_ok=True)
        log.warning("no catalogue from the portal", why=why)
