"""The daemon's link to the province's fleet: reports to its broker, editions from its address."""

from __future__ import annotations

import secrets as secrets_module
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from random import Random

from configuration.delivery_tables import MEGABYTE
from configuration.kiosk_file import Configuration
from offline_queue.contract.clock import Clock
from offline_queue.contract.edition_shelf import TRAY, shelf_of
from offline_queue.contract.messages import Status
from offline_queue.daemon.metrics import Attempts
from offline_queue.daemon.own_certificate import OwnCertificate
from offline_queue.daemon.progress import Progress
from offline_queue.daemon.visits import VisitCounts
from offline_queue.delivery.backoff import Backoff
from offline_queue.fleet.connection import Broker
from offline_queue.fleet.edition_fetch import EditionFetch, Tray
from offline_queue.fleet.messages import Topics, Value
from offline_queue.fleet.reporter import FleetReporter, ReportHeader, connecting
from offline_queue.fleet.spool import Spool
from offline_queue.fleet.state import KioskState
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.transport import Endpoint, Transport
from offline_queue.store import statistics
from offline_queue.store.database import Database, free_bytes

_FIRST_WAIT_S = 2.0
_LONGEST_WAIT_S = 300.0
"""Between two tries to reach the broker: twice as long each time."""
_ANSWERS_IN_A_STEP = 4
"""Of the broker that one step may wait for, by which the watchdog reckons."""
_EDITION_FIRST_WAIT_S, _EDITION_LONGEST_WAIT_S = 30.0, 21_600.0
"""The same for the province's editions: up to six hours (docs/FLEET.md)."""
_CONNECT_S, _READ_S, _TOTAL_S = 10.0, 30.0, 90.0
"""Deadlines of one piece of an edition."""
_HOUR_S = 3_600.0


@dataclass(frozen=True, slots=True)
class StateSources:
    """Where the state comes from."""

    reader: Database
    writer: Database
    clock: Clock
    status: Callable[[], Status]
    attempts: Attempts
    certificate: OwnCertificate | None
    visits: VisitCounts


class FleetLink:
    """Both loops, where they are configured."""

    def __init__(
        self,
        settings: Configuration,
        sources: StateSources,
        random: Random,
        beat_of: Callable[[str, float], Callable[[], None]],
    ) -> None:
        """`beat_of`: see `Progress`."""
        self._reporter = _reporter_of(settings, sources, random, beat_of)
        self._fetch, self._transport = _fetch_of(settings, sources, random, beat_of)

    def start(self, progress: Progress) -> None:
        """Run what is configured."""
        if self._reporter is not None:
            progress.start("fleet", self._reporter.run)
        if self._fetch is not None:
            progress.start("editions", self._fetch.run)

    def stop(self) -> None:
        """End the loops, also a call that is under way."""
        if self._reporter is not None:
            self._reporter.stop()
        if self._fetch is not None:
            self._fetch.stop()
        if self._transport is not None:
            self._transport.close()

    def event(self, name: str, more: Mapping[str, Value] | None = None) -> None:
        """Keep an event for the province."""
        if self._reporter is not None:
            self._reporter.event(name, more)

    def warnings(self) -> tuple[str, ...]:
        """Give what staff are warned of."""
        return (
            *(self._reporter.warnings() if self._reporter is not None else ()),
            *(self._fetch.warnings() if self._fetch is not None else ()),
        )


def _fetch_of(
    settings: Configuration,
    sources: StateSources,
    random: Random,
    beat_of: Callable[[str, float], Callable[[], None]],
) -> tuple[EditionFetch | None, Transport | None]:
    """Give what fetches editions; None where no address is configured."""
    fleet = settings.fleet
    if not fleet.editions_address:
        return None, None
    chain, key = settings.portal.client_certificate, settings.portal.client_key
    if sources.certificate is not None:
        chain, key = sources.certificate.file, sources.certificate.key_file
    endpoint = Endpoint(
        fleet.editions_address,
        ca_file=fleet.ca_file,
        client_certificate=chain,
        client_key=key,
        connect_s=_CONNECT_S,
        read_s=_READ_S,
        total_s=_TOTAL_S,
    )
    transport = Transport(endpoint, sources.clock, RateLimit(sources.clock))
    folder = settings.queue.private_folder
    tray = Tray(folder / TRAY, fleet.editions, lambda: free_bytes(folder), settings.queue.reserve_bytes)
    backoff = Backoff(_EDITION_FIRST_WAIT_S, _EDITION_LONGEST_WAIT_S, random)
    fetch = EditionFetch(
        transport.exchange,
        fleet.ring,
        tray,
        sources.clock,
        random,
        backoff,
        every_s=fleet.editions_every_h * _HOUR_S,
        beat=beat_of("editions", 2 * _TOTAL_S + _READ_S),
    )
    return fetch, transport


def _reporter_of(
    settings: Configuration,
    sources: StateSources,
    random: Random,
    beat_of: Callable[[str, float], Callable[[], None]],
) -> FleetReporter | None:
    """Give what tells the broker; None where none is configured."""
    fleet = settings.fleet
    if not fleet.broker:
        return None
    about = ReportHeader(
        Topics(settings.kiosk.province_code, settings.kiosk.id),
        settings.kiosk.commune_code,
        _version(),
        # Read once: when the settings change, the daemon is restarted.
        str(shelf_of(fleet.editions).applied or ""),
        fleet.ring,
        secrets_module.token_hex(4),
    )
    return FleetReporter(
        about,
        lambda: state_of(sources),
        Spool(sources.writer, fleet.most_waiting, settings.queue.reserve_bytes),
        connecting(fleet.broker, fleet.port, lambda: _broker(settings, sources.certificate)),
        sources.clock,
        Backoff(_FIRST_WAIT_S, _LONGEST_WAIT_S, random),
        every_s=fleet.status_every_s,
        # While the clock is doubtful, no day counts as over.
        figures=lambda: () if sources.status().clock_doubtful else sources.visits.due(),
        beat=beat_of("fleet", 60.0 + _ANSWERS_IN_A_STEP * fleet.answer_s),
    )


def state_of(sources: StateSources) -> KioskState:
    """Read the state. Raises `QueueError`."""
    status = sources.status()
    database = sources.reader
    with database.reading() as connection:
        figures = statistics.count(connection, sources.clock.now())
    own = sources.certificate
    return KioskState(
        link=status.link.value,
        accepting=status.accepting,
        sound=status.sound,
        identity_service=status.identity_service,
        clock_doubtful=status.clock_doubtful,
        warnings=status.warnings,
        paused_by=status.paused_by,
        undelivered=figures.undelivered,
        oldest_s=int(figures.oldest_s),
        undelivered_mb=figures.undelivered_bytes // MEGABYTE,
        free_mb=free_bytes(database.path) // MEGABYTE,
        certificate_days=int(own.days_left) if own is not None else None,
        by_state=figures.by_state,
        attempts=sources.attempts.counts(),
    )


def _broker(settings: Configuration, own: OwnCertificate | None) -> Broker | None:
    """Give the broker with the certificate of today: the enrolled one, or that which the portal is shown."""
    fleet, portal = settings.fleet, settings.portal
    chain, key = portal.client_certificate, portal.client_key or portal.client_certificate
    if own is not None:
        chain, key = own.file, own.key_file
    if chain is None or key is None:
        return None
    return Broker(fleet.broker, fleet.port, fleet.ca_file, chain, key, fleet.keepalive_s, fleet.answer_s)


def _version() -> str:
    try:
        return version("dich-vu-cong-kiosk")
    except PackageNotFoundError:
        return "0"
