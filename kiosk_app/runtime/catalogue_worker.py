"""Searches the compiled catalogue, on a thread of its own: the screen never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from kiosk_app.catalogue.guide import Guide, guide_of
from kiosk_app.catalogue.search.found import Hit, Question
from kiosk_app.catalogue.store import CatalogueStore, LifeEvent, open_store
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.find_procedure import FindProcedures, ProceduresFound, SearchFailed

MOST_RESULTS = 6
"""Procedures that a search offers; whoever finds theirs in none of them types on."""
MOST_IN_FRONT = 12
"""Of the 60 that communes handle most: a list to glance at."""


class CatalogueWorker:
    """Answers the newest search only; what was typed over is not searched any more. Keeps nothing typed."""

    def __init__(
        self,
        file: Path,
        province: str,
        wall_clock: Callable[[], datetime],
        post: Post,
        used: Callable[[], Mapping[str, int]] = dict,
    ) -> None:
        """`file`: a compiled catalogue. `province`: two digits, for fees.

        `used`: how often each procedure was filed at this counter, by code; called on the worker's thread.
        """
        self._file = file
        self._province = province
        self._wall_clock = wall_clock
        self._post = post
        self._count = used
        self._used: Mapping[str, int] = {}
        self._store: CatalogueStore | None = None
        self._worker = JobThread("catalogue")
        self._lock = threading.Lock()
        self._wiped = 0
        self._newest = (0, 0)
        self._worker.do(self._warm_up)

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {FindProcedures: self.find}

    def find(self, effect: FindProcedures) -> None:
        """Search (→ ProceduresFound | SearchFailed)."""
        with self._lock:
            self._newest = (effect.visit, effect.number)
        failed = SearchFailed(effect.visit, effect.number)
        self._worker.do(lambda: self._find(effect), failed=lambda: self._post(failed))

    def wipe(self, visit: int) -> None:
        """Drop what waits for this visit."""
        with self._lock:
            self._wiped = max(self._wiped, visit)

    def close(self) -> None:
        """End the thread and let go of the file."""
        self._worker.do(self._let_go)
        self._worker.close(finish=True)

    def _warm_up(self) -> None:
        """Read the vocabulary before the first letter is typed, and what this commune uses most."""
        self._used = self._count()
        self._opened().finder.search("khai sinh")

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()

    def _opened(self) -> CatalogueStore:
        if self._store is None:
            self._store = open_store(self._file)
        return self._store

    def _find(self, effect: FindProcedures) -> None:
        with self._lock:
            wanted = self._newest == (effect.visit, effect.number) and effect.visit > self._wiped
        if not wanted:
            return
        store, today = self._opened(), self._wall_clock().date()
        letters = frozenset[str]()
        question = None
        doubtful = False
        events: tuple[LifeEvent, ...] = ()
        if effect.codes:
            codes: Iterable[str] = effect.codes
        elif effect.text.strip():
            found = store.finder.search(effect.text, MOST_RESULTS, self._used)
            codes, question = _in_force(store, found.hits, today), _known(store, found.question)
            doubtful = found.doubtful
            letters = store.finder.next_letters(effect.text)
        else:
            codes = [code for code in self._front(store) if store.resolve(code)][:MOST_IN_FRONT]
            events = tuple(event for event in store.life_events() if any(map(store.resolve, event.codes)))
        guides = self._told(store, codes, today)
        self._post(
            ProceduresFound(effect.visit, effect.number, guides, question, events, letters, doubtful=doubtful)
        )

    def _front(self, store: CatalogueStore) -> list[str]:
        """Give what was filed here most, then what communes handle most."""
        here = sorted(self._used, key=lambda code: (-self._used[code], code))
        return list(dict.fromkeys((*here, *store.front())))

    def _told(self, store: CatalogueStore, codes: Iterable[str], today: date) -> tuple[Guide, ...]:
        told = (guide_of(store, code, self._province, today) for code in codes)
        by_code = {guide.code: guide for guide in told if guide is not None}
        return tuple(by_code.values())


def _known(store: CatalogueStore, question: Question | None) -> Question | None:
    """Give the question with the answers that lead to something; one answer alone asks nothing."""
    if question is None:
        return None
    choices = tuple(one for one in question.choices if any(map(store.resolve, one.codes)))
    return replace(question, choices=choices) if len(choices) > 1 else None


def _in_force(store: CatalogueStore, hits: Iterable[Hit], today: date) -> list[str]:
    """Give the codes, what took the place of a repealed procedure instead of it where that is known."""
    codes = []
    for hit in hits:
        entry = store.entry(hit.code, today) if hit.repealed else None
        successors = [code for code in entry.successors if store.resolve(code)] if entry else []
        codes += successors or [hit.code]
    return codes
