"""Makes the files of a dossier, keeps them in memory until "Nộp hồ sơ", and seals them into the queue."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from configuration.delivery_tables import KioskIdentity
from kiosk_app.catalogue.consent import ConsentNotice
from kiosk_app.forms.typeface import UnprintableError
from kiosk_app.runtime.dossier_files import Prepared, make_parts, make_submission
from kiosk_app.runtime.worker import Post, Worker
from kiosk_app.scanning.pdf_binding import TooLargeError
from kiosk_app.session import effects
from kiosk_app.session.events import DossierSaved, PartsPrepared, PreparationFailed, SavingFailed
from kiosk_app.session.state import PreparedPart
from offline_queue.contract.dossier import ClockReading, CodeEvidence
from offline_queue.contract.errors import QueueError, QueueFullError, QueueUnavailableError
from offline_queue.store.outbox import ItemKind, Outbox

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DossierWorld:
    """What the desk is handed: who this kiosk is, and what is not a function of its input."""

    kiosk: KioskIdentity
    notice: ConsentNotice
    wall_clock: Callable[[], datetime]
    new_uid: Callable[[], str]
    clock_doubtful: Callable[[], bool]
    max_file_bytes: Callable[[], int | None]


class DossierDesk:
    """One thread makes and stores; nothing of a session outlives its wipe."""

    def __init__(self, open_outbox: Callable[[], Outbox], world: DossierWorld, post: Post) -> None:
        """`open_outbox` raises `QueueError` while the queue cannot be opened; it is called again later."""
        self._open_outbox = open_outbox
        self._world = world
        self._post = post
        self._lock = threading.Lock()
        self._outbox: Outbox | None = None
        self._closed = False
        self._prepared: dict[int, Prepared] = {}
        self._codes: dict[str, str] = {}
        self._worker = Worker("dossiers")

    def accepting(self) -> bool:
        """Whether a dossier could be stored now. May be called from any thread; touches the disk."""
        try:
            return self._queue().space_ok()
        except QueueError as error:
            log.warning("the queue cannot take a dossier: %s", error.code)
            return False

    def prepare(self, draft: effects.Draft) -> None:
        """Make the files."""

        def make() -> None:
            try:
                code = self._code(draft.reference_uid)
                prepared = make_parts(
                    draft,
                    code,
                    self._world.kiosk,
                    self._world.wall_clock(),
                    self._world.new_uid,
                    self._world.max_file_bytes(),
                )
            except TooLargeError:
                self._post(PreparationFailed(draft.session, "prepare.too_large"))
                return
            except UnprintableError as error:
                # The letters themselves are personal; their numbers are enough to find a face that has them.
                log.warning("no glyph for %s", [f"U+{ord(letter):04X}" for letter in error.letters])
                self._post(PreparationFailed(draft.session, "prepare.letters"))
                return
            except QueueError as error:
                log.warning("no provisional code: %s", error.code)
                self._post(PreparationFailed(draft.session, _problem(error)))
                return
            with self._lock:
                self._prepared = {draft.session: prepared}
            self._post(PartsPrepared(draft.session, _shown(prepared), code))

        self._worker.do(make, failed=lambda: self._post(PreparationFailed(draft.session, "prepare.failed")))

    def save(self, effect: effects.SaveDossier, then: Callable[[str], None]) -> None:
        """Seal and store; `then` is called with the reference once the dossier is durable."""

        def store() -> None:
            prepared = self.prepared(effect.session)
            if prepared is None or prepared.draft.reference_uid != effect.reference_uid:
                self._post(SavingFailed(effect.session, "queue.unavailable"))
                return
            if prepared.saved_at is not None:
                # A second tap that came through: it is durable already.
                code = prepared.provisional_code
                self._post(DossierSaved(effect.session, effect.reference_uid, code))
                return
            made_at = self._world.wall_clock()
            submission = make_submission(
                prepared,
                self._world.kiosk,
                self._world.notice,
                CodeEvidence.model_validate({"method": effect.code_method, "reason": effect.code_reason}),
                ClockReading(made_at=made_at, doubtful=self._world.clock_doubtful()),
            )
            try:
                stored = self._queue().submit(submission)
            except QueueError as error:
                log.warning("dossier %s was not stored: %s", effect.reference_uid, error.code)
                self._post(SavingFailed(effect.session, _problem(error)))
                return
            with self._lock:
                on_screen = effect.code_method == "screen_code"
                self._prepared[effect.session] = prepared.saved(made_at, code_on_screen=on_screen)
            self._post(DossierSaved(effect.session, stored.reference_uid, stored.provisional_code))
            then(stored.reference_uid)

        self._worker.do(store, failed=lambda: self._post(SavingFailed(effect.session, "queue.unavailable")))

    def prepared(self, session: int) -> Prepared | None:
        """What was made in this session, or None."""
        with self._lock:
            return self._prepared.get(session)

    def rate(self, effect: effects.StoreRating, then: Callable[[], None]) -> None:
        """Store a rating; it carries no dossier (docs/decisions/004). `then` is called once it is stored."""

        def store() -> None:
            try:
                self._queue().enqueue(
                    ItemKind.RATING, {"service_code": effect.service_code, "stars": effect.stars}
                )
            except QueueError as error:
                log.warning("a rating was not stored: %s", error.code)
            else:
                then()

        self._worker.do(store)

    def wipe(self, session: int) -> None:
        """Forget the session, after what it still has to store."""

        def forget() -> None:
            with self._lock:
                gone = self._prepared.pop(session, None)
            if gone is not None:
                self._codes.pop(gone.draft.reference_uid, None)

        self._worker.do(forget)

    def close(self) -> None:
        """Finish what was asked for, a dossier above all, and close the queue."""
        self._worker.close(finish=True)
        with self._lock:
            # Whoever still asks must not open it again: nobody would close that one.
            self._closed = True
            outbox, self._outbox = self._outbox, None
            self._prepared.clear()
        if outbox is not None:
            outbox.close()

    def _queue(self) -> Outbox:
        with self._lock:
            if self._closed:
                raise QueueUnavailableError("the screen is ending; what was stored is safe")
            if self._outbox is None:
                self._outbox = self._open_outbox()
            return self._outbox

    def _code(self, reference_uid: str) -> str:
        """One provisional code a dossier, however often its files are made."""
        if reference_uid not in self._codes:
            self._codes[reference_uid] = self._queue().reserve_code()
        return self._codes[reference_uid]


def _problem(error: QueueError) -> str:
    return QueueFullError.code if isinstance(error, QueueFullError) else "queue.unavailable"


def _shown(prepared: Prepared) -> tuple[PreparedPart, ...]:
    return tuple(
        PreparedPart(part.file_uid, part.part_no, part.display_name, part.pages, part.size, part.sha256)
        for part in prepared.parts
    )
