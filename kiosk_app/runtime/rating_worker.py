"""Seals what citizens think of a finished dossier, without who says it, or at which hour."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from kiosk_app.runtime.dossier_worker import DossierContext
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.request_worker import evidence_of
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.dossier_rating import RatingNotStored, RatingStored, StoreDossierRating
from offline_queue.contract.dossier import Applicant, ClockReading, Submission, SubmissionKind, TargetDossier
from offline_queue.contract.errors import QueueError, QueueFullError
from offline_queue.contract.requests import (
    LEVELS,
    OF_DOSSIER,
    OF_OFFICIALS,
    RATED_ON,
    WORDS,
    Place,
    request_manifest,
)
from offline_queue.store.outbox import Outbox

log = logging.getLogger(__name__)


class RatingWorker:
    """One thread. The same dossier is rated once here, whatever happens in between."""

    def __init__(
        self,
        queue: Callable[[], Outbox],
        context: DossierContext,
        post: Post,
        stored: Callable[[str], None],
    ) -> None:
        """`queue` raises `QueueError` while it cannot be opened; `stored`: called once it is durable."""
        self._queue = queue
        self._context = context
        self._post = post
        self._stored = stored
        self._worker = JobThread("ratings")

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {StoreDossierRating: self._store}

    def wipe(self, visit: int) -> None:
        """Nothing of a visit is kept here."""

    def close(self) -> None:
        """Finish what was asked for."""
        self._worker.close(finish=True)

    def _store(self, effect: StoreDossierRating) -> None:
        def failed(problem: str) -> None:
            self._post(RatingNotStored(effect.visit, problem))

        def store() -> None:
            try:
                stored = self._queue().submit(self._submission(effect))
            except QueueError as error:
                log.warning("a rating was not stored: %s", error.code)
                failed(QueueFullError.code if isinstance(error, QueueFullError) else "queue.unavailable")
                return
            self._post(RatingStored(effect.visit, stored.repeated))
            self._stored("")

        self._worker.do(store, failed=lambda: failed("queue.unavailable"))

    def _submission(self, effect: StoreDossierRating) -> Submission:
        context, queue = self._context, self._queue()
        day = context.wall_clock().replace(hour=0, minute=0, second=0, microsecond=0)
        manifest = request_manifest(
            SubmissionKind.RATING,
            reference_uid=queue.rating_uid(effect.code),
            provisional_code=queue.reserve_code(),
            place=Place(context.kiosk.id, context.kiosk.authority_code, context.kiosk.authority_name),
            person=Applicant(full_name="", personal_id=""),
            identity=evidence_of(None, ""),
            clock=ClockReading(made_at=day, doubtful=context.clock_doubtful()),
            summary="Đánh giá",
            target=TargetDossier(code=effect.code, reference_uid=effect.reference_uid),
            answers={
                LEVELS: str(effect.levels),
                OF_DOSSIER: str(effect.dossier),
                OF_OFFICIALS: str(effect.officials),
                WORDS: effect.words,
                RATED_ON: day.date().isoformat(),
            },
        )
        return Submission(manifest=manifest, contents=())
