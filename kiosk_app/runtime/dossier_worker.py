"""Makes the files of a dossier, keeps them in memory until "Nộp hồ sơ", and seals them into the queue."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from configuration.delivery_tables import KioskIdentity
from kiosk_app.catalogue.consent import ConsentNotice
from kiosk_app.runtime.dossier_files import PaperTooLargeError, PreparedDossier, make_parts, make_submission
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.filing import PreparedPart
from kiosk_app.session.facts.signer import SIGN_IN_OVER
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.confirmation import DossierSaved, SaveDossier, SavingFailed
from kiosk_app.session.steps.consent import CountRefusal
from kiosk_app.session.steps.rating import StoreRating
from kiosk_app.session.steps.review import PartsPrepared, PreparationFailed, PrepareParts
from kiosk_app.typesetting.faces import UnprintableError
from offline_queue.contract.dossier import ClockReading, CodeEvidence, numbered_name
from offline_queue.contract.errors import QueueError, QueueFullError, QueueUnavailableError
from offline_queue.store.outbox import ItemKind, Outbox

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DossierContext:
    """What the worker is handed: who this kiosk is, and what is not a function of its input."""

    kiosk: KioskIdentity
    notice: ConsentNotice
    wall_clock: Callable[[], datetime]
    new_uid: Callable[[], str]
    clock_doubtful: Callable[[], bool]
    max_file_bytes: Callable[[], int | None]
    attest: Callable[[str, str], str | None]
    """(reference uid, the sign-in's ticket) → what the daemon vouches for.

    "" when the sign-in holds no longer, None when the daemon is not there."""


class DossierWorker:
    """One thread makes and stores; nothing of a visit outlives its wipe."""

    def __init__(
        self,
        open_outbox: Callable[[], Outbox],
        context: DossierContext,
        post: Post,
        stored: Callable[[str], None],
    ) -> None:
        """`open_outbox` raises `QueueError` while the queue cannot be opened; it is called again later.

        `stored` is called with the reference once a dossier is durable, with "" for anything else.
        """
        self._stored = stored
        self._open_outbox = open_outbox
        self._context = context
        self._post = post
        self._lock = threading.Lock()
        self._outbox: Outbox | None = None
        self._closed = False
        self._prepared: dict[int, PreparedDossier] = {}
        self._codes: dict[str, str] = {}
        self._worker = JobThread("dossiers")

    def accepting(self) -> bool:
        """Whether a dossier could be stored now. May be called from any thread; touches the disk."""
        try:
            return self._queue().space_ok()
        except QueueError as error:
            log.warning("the queue cannot take a dossier: %s", error.code)
            return False

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {
            PrepareParts: self.prepare,
            SaveDossier: self.save,
            StoreRating: self.rate,
            CountRefusal: self.count_refusal,
        }

    def prepare(self, effect: PrepareParts) -> None:
        """Make the files."""
        given = effect.given

        def failed(problem: str, part_no: str = "") -> None:
            self._post(PreparationFailed(effect.visit, effect.attempt, problem, part_no))

        def make() -> None:
            try:
                code = self._code(given.reference_uid)
                prepared = make_parts(
                    given,
                    code,
                    self._context.kiosk,
                    self._context.wall_clock(),
                    self._context.new_uid,
                    self._context.max_file_bytes(),
                )
            except PaperTooLargeError as error:
                failed(error.code, error.part_no)
                return
            except UnprintableError as error:
                # The letters themselves are personal; their numbers are enough to find a face that has them.
                log.warning("no glyph for %s", [f"U+{ord(letter):04X}" for letter in error.letters])
                failed("prepare.letters")
                return
            except QueueError as error:
                log.warning("no provisional code: %s", error.code)
                failed(_problem(error))
                return
            with self._lock:
                self._prepared = {effect.visit: prepared}
            self._post(PartsPrepared(effect.visit, effect.attempt, _shown(prepared), code))

        self._worker.do(make, failed=lambda: failed("prepare.failed"))

    def save(self, effect: SaveDossier) -> None:
        """Seal and store."""

        def store() -> None:
            prepared = self.prepared(effect.visit)
            if prepared is None or prepared.given.reference_uid != effect.reference_uid:
                self._post(SavingFailed(effect.visit, "queue.unavailable"))
                return
            if prepared.saved_at is not None:
                # The second half of a double tap: the dossier is stored already.
                code, at = prepared.provisional_code, prepared.saved_at
                self._post(DossierSaved(effect.visit, effect.reference_uid, code, at))
                return
            made_at = self._context.wall_clock()
            if effect.identity is not None:
                prepared = prepared.signed_by(effect.identity)
            to_attest = prepared.given.identity.to_attest
            vouched = self._context.attest(effect.reference_uid, to_attest) if to_attest else None
            if to_attest and vouched == "":
                # Nobody asks for a proof later: stored without one the dossier would stay unproven. The
                # citizen is still here and can sign in again.
                self._post(SavingFailed(effect.visit, SIGN_IN_OVER))
                return
            submission = make_submission(
                prepared,
                self._context.kiosk,
                self._context.notice,
                CodeEvidence.model_validate({"method": effect.code_method, "reason": effect.code_reason}),
                ClockReading(made_at=made_at, doubtful=self._context.clock_doubtful()),
                vouched or "",
                effect.confirmation,
                effect.helped,
            )
            try:
                stored = self._queue().submit(submission)
            except QueueError as error:
                log.warning("dossier %s was not stored: %s", effect.reference_uid, error.code)
                self._post(SavingFailed(effect.visit, _problem(error)))
                return
            with self._lock:
                self._prepared[effect.visit] = prepared.saved(made_at)
            self._post(DossierSaved(effect.visit, stored.reference_uid, stored.provisional_code, made_at))
            self._stored(stored.reference_uid)

        self._worker.do(store, failed=lambda: self._post(SavingFailed(effect.visit, "queue.unavailable")))

    def queue(self) -> Outbox:
        """Give the queue, opened when it was not. Raises `QueueError`."""
        return self._queue()

    def prepared(self, visit: int) -> PreparedDossier | None:
        """What was made in this visit, or None."""
        with self._lock:
            return self._prepared.get(visit)

    def rate(self, effect: StoreRating) -> None:
        """Store a rating; it carries no dossier (docs/decisions/004)."""

        self._tell(ItemKind.RATING, {"service_code": effect.service_code, "stars": effect.stars})

    def count_refusal(self, effect: CountRefusal) -> None:
        """Store that a notice was not agreed to; nothing of a person was read before."""
        payload = {"service_code": effect.service_code, "notice_version": self._context.notice.version}
        self._tell(ItemKind.CONSENT_REFUSED, payload)

    def _tell(self, kind: ItemKind, payload: Mapping[str, str | int]) -> None:
        def store() -> None:
            try:
                self._queue().enqueue(kind, payload)
            except QueueError as error:
                log.warning("a %s was not stored: %s", kind.value, error.code)
            else:
                self._stored("")

        self._worker.do(store)

    def wipe(self, visit: int) -> None:
        """Forget the visit, after what it still has to store."""

        def forget() -> None:
            with self._lock:
                gone = self._prepared.pop(visit, None)
            if gone is not None:
                self._codes.pop(gone.given.reference_uid, None)

        self._worker.do(forget)

    def close(self) -> None:
        """Finish what was asked for, a dossier above all, and close the queue."""
        self._worker.close(finish=True)
        with self._lock:
            # A job that asks for the queue after this must not open it again: nobody would close it.
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


def _shown(prepared: PreparedDossier) -> tuple[PreparedPart, ...]:
    return tuple(
        PreparedPart(
            part.file_uid,
            part.part_no,
            numbered_name(part, prepared.parts),
            part.pages,
            part.size,
            part.sha256,
        )
        for part in prepared.parts
    )
