"""Whom the configuration has the daemon trust: this counter's staff, and the countries that sign cards."""

from __future__ import annotations

import structlog

from chip_data.trust_store import TrustStore, TrustStoreError, load_trust_store
from configuration.kiosk_file import Configuration
from offline_queue.gateway.badges import Badge

log = structlog.get_logger(__name__)


def country_signers(settings: Configuration) -> TrustStore | None:
    """Give the countries whose signature on a card counts; None without a chip reader, or when unreadable."""
    if settings.chip.reader is None:
        return None
    try:
        return load_trust_store(settings.chip.trust_store)
    except TrustStoreError as error:
        # Dossiers are sent all the same; those by chip are marked as not verified.
        log.error("no chip is vouched for", reason=str(error))  # noqa: TRY400  the text is the whole story
        return None


def badges_of(settings: Configuration) -> tuple[Badge, ...]:
    """Give the badges of this counter's staff."""
    return tuple(
        Badge(one.id, one.name, one.secret_hash, one.until, one.pin_hash, one.role)
        for one in settings.staff.badges
    )
