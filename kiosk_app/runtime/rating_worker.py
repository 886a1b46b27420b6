"""Seals what citizens think of a finished dossier, without who says it, or at which hour."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.runtime.request_worker import evidence_of
from kiosk_app.runtime.submitting import SubmissionWorker
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.dossier_rating import RatingNotStored, RatingStored, StoreDossierRating
from offline_queue.contract.dossier import (
    Applicant,
    ClockReading,
    Stored,
    Submission,
    SubmissionKind,
    TargetDossier,
)
from offline_queue.contract.requests import (
    LEVELS,
    OF_DOSSIER,
    OF_OFFICIALS,
    RATED_ON,
    WORDS,
    KioskAndAuthority,
    request_manifest,
)


class RatingWorker(SubmissionWorker):
    """The same dossier is rated once here, whatever happens in between."""

    name = "ratings"

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {StoreDossierRating: self._store}

    def _store(self, effect: StoreDossierRating) -> None:
        def saved(_submission: Submission, stored: Stored) -> None:
            self._post(RatingStored(effect.visit, stored.repeated))

        def failed(problem: str) -> None:
            self._post(RatingNotStored(effect.visit, problem))

        # Which one is not said: a rating is anonymous, in the log as well.
        self._submit("a rating", lambda: self._submission(effect), saved, failed)

    def _submission(self, effect: StoreDossierRating) -> Submission:
        context, queue = self._context, self._queue()
        day = context.wall_clock().replace(hour=0, minute=0, second=0, microsecond=0)
        manifest = request_manifest(
            SubmissionKind.RATING,
            reference_uid=queue.rating_uid(effect.code),
            provisional_code=queue.reserve_code(),
            place=KioskAndAuthority(
                context.kiosk.id, context.kiosk.authority_code, context.kiosk.authority_name
            ),
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
