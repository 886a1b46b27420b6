"""Badges of the members of staff who confirm, at the kiosk, that they saw who hands a dossier in.

The check is the daemon's (contract/badge.py): the screen cannot claim a confirmation.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import structlog

from offline_queue.contract.attestation import Attester, Confirmation
from offline_queue.contract.badge import fits, parts_of
from offline_queue.contract.clock import Clock
from offline_queue.contract.sign_in_messages import BadgeChecked, BadgeParams
from offline_queue.gateway.guard_store import CountedAct, GuardStore, GuardStoreError, Limit
from vietnam.time_zone import VIETNAM

log = structlog.get_logger(__name__)

WRONG_BADGES = (Limit(10, 600.0), Limit(40, 86_400.0))
"""Unknown badges at one kiosk: somebody who holds up another card, not somebody who tries."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A person of `[staff]`: may confirm by the badge, and come into service mode."""

    id: str
    name: str
    secret_hash: str
    """Argon2id in PHC form, of the badge's secret; "" without a badge."""
    until: date | None = None
    """Last day on which it holds; None without an end."""
    pin_hash: str = ""
    """Argon2id of the PIN; "" without one."""
    role: str = "staff"
    """What the PIN opens."""


class Badges:
    """Thread-safe."""

    def __init__(self, badges: Sequence[Badge], attester: Attester, store: GuardStore, clock: Clock) -> None:
        self._badges: Mapping[str, Badge] = {badge.id: badge for badge in badges}
        self._attester = attester
        self._store = store
        self._clock = clock
        self._counted_for = store.digest("badges")
        # One check at a time: each takes the 19 MiB by which Argon2id makes guessing costly.
        self._lock = threading.Lock()

    def check(self, params: BadgeParams) -> BadgeChecked:
        """Confirm one dossier; "unknown" for none of our badges, "locked" after many of those."""
        with self._lock:
            try:
                if self._store.wait_s(CountedAct.WRONG, self._counted_for, WRONG_BADGES) > 0:
                    return BadgeChecked(result="locked")
                found = self._found(params.badge)
                if found is None:
                    with self._store.changing():
                        self._store.count(CountedAct.WRONG, self._counted_for)
                    log.warning("a badge that is not known", dossier=params.reference_uid)
                    return BadgeChecked(result="unknown")
            except GuardStoreError as error:
                log.error("no badge is believed", reason=str(error))  # noqa: TRY400  the text is the whole story
                return BadgeChecked(result="unavailable")
        log.info(
            "confirmed by a member of staff",
            dossier=params.reference_uid,
            officer=found.id,
            act=params.act.value,
        )
        confirmation = Confirmation(
            reference_uid=params.reference_uid,
            officer_id=found.id,
            officer_name=found.name,
            confirmed_at=self._clock.now(),
            act=params.act,
        )
        return BadgeChecked(
            result="accepted", officer_name=found.name, confirmation=self._attester.confirm(confirmation)
        )

    def _found(self, text: str) -> Badge | None:
        badge_id, secret = parts_of(text)
        badge = self._badges.get(badge_id)
        if badge is None:
            return None
        if badge.until is not None and self._clock.now().astimezone(VIETNAM).date() > badge.until:
            return None
        return badge if fits(secret, badge.secret_hash) else None
