"""What is to be paid for a dossier, and whether it was: the portal's word, asked while a citizen waits.

Whoever holds a dossier's code may ask: a relative pays too. Told are amounts and payments, no name and no
procedure. What the portal does not tell now is not guessed: the counter takes the money then.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import structlog

from offline_queue.contract.fee_messages import FeeParams, FeeTold
from offline_queue.contract.portal_record import FeeRecord
from offline_queue.contract.stages import Stage
from offline_queue.gateway.dossier_question import DossierQuestion
from offline_queue.gateway.guard_store import UNKNOWN_CODES, CountedAct, GuardStoreError, Limit
from offline_queue.gateway.last_known import RememberedDossier
from offline_queue.gateway.look_ups import LOOK_UPS, read_code
from offline_queue.portal.port import FeeKey, PortalError

log = structlog.get_logger(__name__)
_KIOSK = "fees"
_SOONEST_S = 1.5
"""A dossier asked for again within it gets the same answer: a screen that asks all the time asks no more."""
_KEPT_S = 900.0
"""A dossier that was found is not looked for again within it."""
_LEFT_S = 60.0
"""Nobody has asked for so long: the citizen has left."""
_MOST_KEPT = 200
"""Answers that are kept at once; then all are let go of."""
_OVER = frozenset(str(int(one)) for one in (Stage.NOT_RECEIVED, Stage.WITHDRAWN, Stage.STOPPED))
"""States in which nothing is to be paid any more."""


@dataclass(frozen=True, slots=True)
class FeeLimits:
    """How much is let through: somebody who pays waits a few minutes, asked every few seconds."""

    asked: tuple[Limit, ...] = (Limit(60, 60.0), Limit(1_200, 3_600.0))
    unknown: tuple[Limit, ...] = UNKNOWN_CODES


@dataclass(slots=True)
class _Kept:
    key: FeeKey
    stage: str
    expected_vnd: int
    at: float
    told: FeeTold | None = field(default=None)
    told_at: float = 0.0


class Fees:
    """Thread-safe."""

    def __init__(self, asking: DossierQuestion, limits: FeeLimits | None = None) -> None:
        """`asking`: whom to ask, and whose kiosk this is."""
        self._asking = asking
        self._portal, self._known = asking.portal, asking.known
        self._store, self._clock = asking.store, asking.clock
        self._limits = limits or FeeLimits()
        self._lock = threading.Lock()
        self._kept: dict[str, _Kept] = {}

    def fee(self, params: FeeParams) -> FeeTold:
        """Give what is known of a dossier's fee."""
        code = read_code(params.code)
        if not code:
            return FeeTold(result="wrong_code")
        if not self._lock.acquire(timeout=2.0):
            return FeeTold(result="not_now")
        try:
            return self._fee(code)
        except GuardStoreError as error:
            log.error("no fee is told", reason=str(error))  # noqa: TRY400  the text is the whole story
            return FeeTold(result="not_now")
        finally:
            self._lock.release()

    def _fee(self, code: str) -> FeeTold:
        now = self._clock.monotonic()
        # Forget those who no longer ask: no dossier's number is kept longer than its payer stays.
        self._kept = {key: one for key, one in self._kept.items() if now - one.told_at < _LEFT_S}
        kept = self._kept.get(code)
        if kept is not None and kept.told is not None and now - kept.told_at < _SOONEST_S:
            return kept.told
        self._store.tidy()
        if not self._may(CountedAct.FEE_ASKED, self._limits.asked):
            return FeeTold(result="too_often")
        if kept is None or now - kept.at > _KEPT_S:
            found = self._find(code, now)
            if isinstance(found, FeeTold):
                return found
            kept = found
        try:
            record = self._record(kept.key)
        except PortalError as error:
            log.info("a fee not told", outcome=error.outcome.value)
            return FeeTold(result="not_now", code=kept.key.code)
        kept.told, kept.told_at = _told(kept, record), now
        return kept.told

    def _find(self, code: str, now: float) -> _Kept | FeeTold:
        local = self._known.find(code)
        away = self._asking.elsewhere(code)
        if local is None and away:
            return FeeTold(result=away)
        if local is None and not self._may(CountedAct.UNKNOWN_CODE, self._limits.unknown, count=False):
            return FeeTold(result="too_often")
        if local is not None and local.ended:
            return FeeTold(result="none", code=local.official_code or local.provisional_code)
        key = local.official_code or local.reference_uid if local else code
        try:
            found = self._asking.ask(self._portal.find, key)
        except PortalError as error:
            return self._not_found(local, error)
        if local is not None and found.reference_uid != local.reference_uid:
            # The number stands for another dossier there: nobody pays for a stranger's by mistake.
            log.warning("the portal has another dossier under this number", dossier=local.reference_uid)
            return FeeTold(result="not_now")
        expected = 0 if local is None else local.fee_vnd()
        kept = _Kept(FeeKey(found.reference_uid, found.code), found.record.stage, expected, now, told_at=now)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        if found.code:
            self._kept[code] = kept
        return kept

    def _not_found(self, local: RememberedDossier | None, error: PortalError) -> FeeTold:
        if local is not None:
            sent = bool(local.official_code) and not error.gone
            return FeeTold(result="not_now" if sent else "not_sent", code=local.official_code)
        if error.gone:
            self._store.count(CountedAct.UNKNOWN_CODE, self._store.digest(LOOK_UPS))
            return FeeTold(result="unknown")
        return FeeTold(result="not_now")

    def _record(self, key: FeeKey) -> FeeRecord:
        return FeeRecord() if self._portal.fee is None else self._asking.ask(self._portal.fee, key)

    def _may(self, act: CountedAct, limits: tuple[Limit, ...], *, count: bool = True) -> bool:
        digest = self._store.digest(LOOK_UPS if act is CountedAct.UNKNOWN_CODE else _KIOSK)
        with self._store.changing():
            if self._store.wait_s(act, digest, limits) > 0:
                return False
            if count:
                self._store.count(act, digest)
        return True


def _told(kept: _Kept, record: FeeRecord) -> FeeTold:
    """Say it. Where the portal names no amount, the fee table's holds, that was told when it was filed."""
    total = record.amount_vnd
    if total is None and not record.lines and kept.expected_vnd:
        total = kept.expected_vnd
    state = record.state
    if total is not None and state in ("", "due"):
        state = "paid" if record.paid_vnd >= total > 0 else "due" if total else "none"
    if kept.stage in _OVER and state == "due":
        state = "none"
    last = max(record.payments, key=lambda one: one[1], default=(0, "", ""))
    return FeeTold(
        result=state or "none",
        code=kept.key.code,
        reference_uid=kept.key.reference_uid,
        lines=record.lines,
        amount_vnd=None if total is None else max(0, total - record.paid_vnd),
        total_vnd=total,
        paid_vnd=record.paid_vnd,
        paid_at=last[1],
        proofs=tuple(proof for _, _, proof in record.payments if proof),
        times=len(record.payments),
        receipt=record.receipt,
        words=record.words,
    )
