"""Asks what became of delivered dossiers, and whether the portal still has them whole."""

from __future__ import annotations

import threading

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import SubmissionKind
from offline_queue.contract.envelope import EnvelopeError, OpeningKey
from offline_queue.contract.stages import FINAL, Stage
from offline_queue.delivery.background_jobs import REFUSED
from offline_queue.delivery.sender import proof_of
from offline_queue.portal.port import Outgoing, Portal, PortalError, RecordKey
from offline_queue.portal.response_policy import Outcome
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.followed_dossiers import FollowedDossier, FollowedDossiers
from offline_queue.store.linked_parts import PartsTold

log = structlog.get_logger(__name__)

_SLOWEST_FACTOR = 24
_SOON_S = 2.0
"""A dossier without its number, or that no authority has received, is asked for soon: the citizen may still
stand there and wait for the appointment slip. Twice as long each time, up to the usual interval."""
_NOT_TOLD = REFUSED | {Outcome.NONSENSE}


def _awaited(one: FollowedDossier) -> bool:
    return not one.official_code or one.stage in ("", str(int(Stage.REGISTERED)))


class DossierFollower:
    """Asks about one dossier at a time, the one due longest; the fewer its changes, the less often."""

    def __init__(
        self,
        store: DeliveryStore,
        followed: FollowedDossiers,
        portal: Portal,
        key: OpeningKey,
        clock: Clock,
        *,
        every_s: float,
    ) -> None:
        """`key`: opens the manifests in `store`; `every_s`: between two questions about one dossier."""
        self._store = store
        self._followed = followed
        self._portal = portal
        self._key = key
        self._clock = clock
        self._every_s = every_s
        self._ask_at: dict[int, tuple[float, int]] = {}
        self._lock = threading.Lock()
        self._news_of: set[str] = set()

    def news_of(self, reference_uid: str) -> None:
        """There is news of a dossier: ask about it next. From any thread."""
        with self._lock:
            self._news_of.add(reference_uid)

    def __call__(self) -> bool:
        """Ask for one."""
        final = tuple(str(int(stage)) for stage in FINAL)
        candidates = self._followed.to_follow(final, self._portal.followed_kinds())
        now = self._clock.monotonic()
        fresh = {one.id: now + (_SOON_S if _awaited(one) else self._every_s) for one in candidates}
        self._ask_at = {key: self._ask_at.get(key, (at, 1)) for key, at in fresh.items()}
        with self._lock:
            news_of, self._news_of = self._news_of, set()
        self._ask_at |= {one.id: (now, 1) for one in candidates if one.reference_uid in news_of}
        due = [one for one in candidates if self._ask_at[one.id][0] <= now]
        if not due:
            return False
        one = min(due, key=lambda candidate: self._ask_at[candidate.id])
        factor = self._ask_at[one.id][1]
        self._ask_at[one.id] = (now + self._interval(one, factor), factor)
        factor = 1 if self._ask(one) else factor * 2
        self._ask_at[one.id] = (now + self._interval(one, factor), factor)
        return True

    def _interval(self, one: FollowedDossier, factor: int) -> float:
        """Seconds until it is asked for again after `factor` / 2 answers without news."""
        if _awaited(one) and _SOON_S * factor < self._every_s:
            return _SOON_S * factor
        return self._every_s * min(factor, _SLOWEST_FACTOR)

    def seconds_to_next(self) -> float | None:
        """Give how long until the next is due; None when none is followed."""
        if not self._ask_at:
            return None
        if self._news_of:
            return 0.0
        return max(0.0, min(at for at, _ in self._ask_at.values()) - self._clock.monotonic())

    def _ask(self, one: FollowedDossier) -> bool:
        """Give whether anything changed."""
        try:
            ask = self._portal.calls_of(SubmissionKind(one.kind)).followed
            if ask is None:
                return False
            record = ask(RecordKey(one.portal_id, one.reference_uid))
            proof, listed = self._prove(one)
        except PortalError as error:
            if error.gone or error.outcome is Outcome.FOREIGN_RECORD:
                self._lost(one, "record", error.status)
                return True
            if error.outcome not in _NOT_TOLD:
                raise
            log.warning("state not told", dossier=one.reference_uid, outcome=error.outcome.value)
            return False
        if listed and not proof:
            self._lost(one, "files", 0)
            return True
        parts = self._follow_parts(one)
        changed = parts is not None and bool(parts.changes)
        return self._followed.take_over(one.id, record, proof=proof, parts=parts) or changed

    def _follow_parts(self, one: FollowedDossier) -> PartsTold | None:
        """Ask what became of the parts of a linked group; None where nothing was told."""
        if self._portal.list_linked is None or not one.linked:
            return None
        try:
            records = self._portal.list_linked(RecordKey(one.portal_id, one.reference_uid))
        except PortalError as error:
            if error.outcome not in _NOT_TOLD and error.outcome is not Outcome.FOREIGN_RECORD:
                raise
            log.warning("parts not told", dossier=one.reference_uid, outcome=error.outcome.value)
            return None
        return self._followed.take_over_parts(one.id, records)

    def _prove(self, one: FollowedDossier) -> tuple[str, bool]:
        """Give the proof that every file is there, and whether it could be asked for."""
        if one.purged:
            return "", False
        try:
            manifest = self._store.manifest(one.id, self._key)
        except EnvelopeError:
            return "", False
        outgoing = Outgoing(manifest, "", one.portal_id, one.reserved_code)
        return proof_of(manifest, self._portal.calls_of(manifest.kind).list_files(outgoing)), True

    def _lost(self, one: FollowedDossier, what: str, status: int) -> None:
        log.critical("the portal lost a dossier", dossier=one.reference_uid, what=what, status=status)
        self._followed.lost(one, what, status)
