"""kiosk-sync put together from its settings and secrets: one loop per concern, each watched."""

from __future__ import annotations

import secrets as secrets_module
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

import structlog

from configuration.kiosk_file import Configuration
from offline_queue.contract.attestation import Attester
from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.envelope import Recipients
from offline_queue.contract.errors import QueueUnavailableError
from offline_queue.contract.holding import ID_IN_USE
from offline_queue.contract.messages import HelpParams, LinkState, Status
from offline_queue.contract.sending_hours import within
from offline_queue.daemon.clock_check import ClockCheck
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.endpoints import (
    LONGEST_STEP_S,
    SHARE_OF_DEADLINE,
    endpoints,
    hasty,
    longest_step,
    own_certificate,
)
from offline_queue.daemon.file_limit import FileLimit
from offline_queue.daemon.fleet_link import FleetLink, StateSources
from offline_queue.daemon.maintenance import Maintenance
from offline_queue.daemon.metrics import Attempts, MetricsServer, MetricsSources
from offline_queue.daemon.progress import Progress
from offline_queue.daemon.screen_side import DaemonCallbacks, ScreenSide, ScreenSideDependencies
from offline_queue.daemon.visits import VisitCounts
from offline_queue.delivery.background_jobs import BackgroundJobs
from offline_queue.delivery.backoff import Backoff
from offline_queue.delivery.catalogue_fetch import CatalogueFetch
from offline_queue.delivery.catch_up import CatchUp
from offline_queue.delivery.dossier_follower import DossierFollower
from offline_queue.delivery.fact_sender import FactSender
from offline_queue.delivery.id_holder import IdHolder
from offline_queue.delivery.link import Link
from offline_queue.delivery.loop import DeliveryLoop, LoopCallbacks
from offline_queue.delivery.network_watch import NetworkWatch, system_bus
from offline_queue.delivery.number_reserve import NumberReserve
from offline_queue.delivery.queue_watch import QueueWatch
from offline_queue.delivery.schedule import Schedule
from offline_queue.delivery.sender import Sender, SenderParts
from offline_queue.gateway.hub import Hub
from offline_queue.gateway.identity_pool import IdentityPool
from offline_queue.gateway.log_throttle import LogThrottle
from offline_queue.portal.id_statement import HolderKey, IdStatement
from offline_queue.portal.identity_service import IdentityClient
from offline_queue.portal.port import Portal, ShortMemory, UploadMemory
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport
from offline_queue.store import queries
from offline_queue.store.audit_witness import AuditWitness
from offline_queue.store.catching_up import undelivered
from offline_queue.store.database import Database, free_bytes
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.fact_queue import FactQueue
from offline_queue.store.followed_dossiers import FollowedDossiers
from offline_queue.store.history_telling import HistoryTelling
from offline_queue.store.lease import Lease
from offline_queue.store.sealed_words import SealedWords
from offline_queue.store.upload_addresses import UploadAddresses
from vietnam.time_zone import in_vietnam

log = structlog.get_logger(__name__)

_LEASE_EVERY_S = 1.0
_LONGEST_MAINTENANCE_S = 900.0
"""Time for a check or a backup of a large queue on a slow disk."""
_BYTES_PER_KBIT = 125.0
_STOP_S = 5.0
MakePortal = Callable[[Transport, UploadMemory], Portal]


@dataclass(frozen=True, slots=True)
class DaemonDependencies:
    """What the daemon is handed: clock, randomness, the adapter of the portal."""

    clock: Clock
    random: Random
    make_portal: MakePortal
    step: Callable[[str], None]


class Daemon:
    """Owns every loop. Call `start`, then `trouble` until it names one, then `stop`."""

    def __init__(self, settings: Configuration, secrets: DaemonSecrets, outside: DaemonDependencies) -> None:
        """Open the queue and bind the socket. Raises `QueueError`, `GuardStoreError` or `OSError`."""
        clock = outside.clock
        self._settings = settings
        self._clock = clock
        self._stop = threading.Event()
        self._progress = Progress(clock)
        self._hub = Hub()
        self._lease = Lease(settings.queue.database)
        self._lease_error = ""
        self._offline_since = ""
        self._lease_trouble = LogThrottle(clock, self._tell_lease_trouble)
        self._database = Database.open(settings.queue.database)
        self._reader = Database.open(settings.queue.database)
        self._keeper = Database.open(settings.queue.database)
        self._clock_check = ClockCheck(clock, queries.newest_event(self._database))
        self._file_limit = FileLimit(self._database, clock)
        beat = self._progress.beat_of
        self._delivery_beat = beat("delivery", longest_step(settings))
        sync = settings.sync
        limit = sync.limit_kbit_s * _BYTES_PER_KBIT if sync.limit_kbit_s is not None else None
        rate_limit = RateLimit(clock, limit_bytes_per_s=limit, stop=self._stop, beat=self._delivery_beat)
        self._own_certificate = own_certificate(settings, secrets, clock, lambda: self._clock_doubtful, beat)
        identity_endpoint, portal_endpoint = endpoints(settings, secrets, self._own_certificate)
        self._transports = [
            Transport(portal_endpoint, clock, rate_limit, heard=self._clock_check.heard),
            Transport(portal_endpoint, clock, RateLimit(clock), heard=self._clock_check.heard),
            Transport(hasty(portal_endpoint, settings), clock, RateLimit(clock)),
            Transport(portal_endpoint, clock, RateLimit(clock), heard=self._clock_check.heard),
            Transport(portal_endpoint, clock, RateLimit(clock)),
            *(Transport(identity_endpoint, clock, RateLimit(clock)) for _ in range(3)),
        ]
        sending, probing, asking, holding, fetching, *identity = self._transports
        wait_s = settings.gateway.deadline_s * (1 - SHARE_OF_DEADLINE) / 2
        self._identity = IdentityPool([IdentityClient(transport) for transport in identity[:2]], wait_s)
        self._link = Link(
            outside.make_portal(probing, ShortMemory()),
            clock,
            sync.probe_every_s,
            found=self._link_found,
            beat=beat("link", sync.probe_every_s + longest_step(settings)),
            random=outside.random,
            connect_anew=probing.connect_anew,
        )
        words = SealedWords(self._database, Recipients(settings.queue.recipients), clock)
        store = DeliveryStore(self._database, clock, tell=self._hub.tell)
        followed = FollowedDossiers(self._database, clock, tell=self._hub.tell, words=words)
        portal = outside.make_portal(sending, UploadAddresses(self._database, clock))
        waiting = partial(undelivered, self._database)
        catch_up = CatchUp(waiting, clock, outside.random, sync.catch_up_share)
        schedule = Schedule(store, clock, sync.backoff_cap_s, catch_up)
        attester = Attester(secrets.key.derived("kiosk attestation"))
        sender = Sender(
            SenderParts(
                store,
                portal,
                IdentityClient(identity[2]),
                secrets.key,
                attester,
                outside.step,
                yield_to_others=schedule.yields,
                took=self._file_limit.outgrow,
                successors=settings.queue.successors,
                may_send=self._may_send,
            )
        )
        holder_key = HolderKey(secrets.key.derived("kiosk id"))
        run = secrets_module.token_hex(8)
        self._holder = IdHolder(
            self._database,
            outside.make_portal(holding, ShortMemory()),
            clock,
            lambda start: holder_key.signed(
                IdStatement(settings.kiosk.id, self._database.lineage, start, run)
            ),
            online=lambda: self._link.state is LinkState.ONLINE,
            beat=beat("id", LONGEST_STEP_S),
        )
        backoff = Backoff(sync.backoff_first_s, sync.backoff_cap_s, outside.random)
        reserve = NumberReserve(
            self._database,
            portal,
            clock,
            authority_code=settings.kiosk.authority_code,
            wanted=settings.portal.reserved_numbers,
        )
        self._queue_watch = QueueWatch(
            portal,
            clock,
            lambda: in_vietnam(clock.now()).date(),
            wanted=bool(settings.tickets.fields),
        )
        self._follower = DossierFollower(
            store, followed, portal, secrets.key, clock, every_s=sync.status_every_s
        )
        jobs = BackgroundJobs(
            (
                reserve,
                self._queue_watch,
                FactSender(FactQueue(self._database), portal, outside.step),
                self._follower,
                CatalogueFetch(
                    portal,
                    clock,
                    folder=sync.catalogue_folder,
                    unit_code=settings.portal.unit_code or settings.kiosk.authority_code,
                    every_h=sync.catalogue_every_h,
                ),
            ),
            clock,
            backoff,
            link_failed=self._link.poke,
        )
        self._attempts = Attempts()
        self._delivery = DeliveryLoop(
            store,
            sender,
            schedule,
            self._link,
            backoff,
            clock,
            LoopCallbacks(self._delivery_beat, self._attempts.add, self._file_limit.learn),
            may_send=self._may_send,
            aside=jobs,
            words=words,
        )
        self._maintenance = Maintenance(
            self._keeper,
            settings.queue,
            clock,
            sync.maintenance_every_s,
            witness=AuditWitness(
                self._keeper,
                settings.queue.private_folder / "history.json",
                secrets.key.derived("kiosk history"),
            ),
            telling=HistoryTelling(self._keeper, settings.kiosk.id, secrets.key, clock)
            if settings.portal.facts_address
            else None,
            beat=beat("maintenance", sync.maintenance_every_s + _LONGEST_MAINTENANCE_S),
            changed=self._delivery.wake,
        )
        self._network = NetworkWatch(
            self._link.poke,
            connect=system_bus if sync.network_manager else None,
            beat=beat("network", LONGEST_STEP_S),
        )
        self._visits = VisitCounts(self._keeper, clock)
        self._screen = ScreenSide(
            settings,
            secrets,
            clock,
            ScreenSideDependencies(
                self._database,
                self._reader,
                store,
                self._identity,
                outside.make_portal(asking, ShortMemory()),
                outside.make_portal(fetching, ShortMemory()),
                attester,
                self._visits,
                self._hub,
            ),
            DaemonCallbacks(self.status, self._woken, self._help, beat("gateway", 60.0), self._news),
        )
        self._fleet_link = FleetLink(
            settings,
            StateSources(
                self._reader,
                self._keeper,
                clock,
                self.status,
                self._attempts,
                self._own_certificate,
                self._visits,
            ),
            outside.random,
            beat,
        )
        self._metrics: MetricsServer | None = None
        if sync.metrics_port:
            sources = MetricsSources(
                self._reader,
                clock,
                self._attempts,
                lambda: self._clock_check.skew_s,
                lambda: self._link.state,
                lambda: self._maintenance.condition,
                self._visits.told,
            )
            self._metrics = MetricsServer(sources, sync.metrics_port)

    def _help(self, asked: HelpParams) -> None:
        """An officer is wanted at the kiosk, or no longer: whoever listens is told."""
        log.info("help", wanted=asked.wanted, step=asked.step)
        self._hub.tell(asked)
        self._fleet_link.event("help", {"wanted": asked.wanted, "step": asked.step})

    def start(self) -> None:
        """Start every loop."""
        self._progress.start("gateway", self._screen.run)
        self._progress.start("link", self._link.run)
        self._progress.start("delivery", self._deliver)
        self._progress.start("maintenance", self._maintenance.run)
        self._progress.start("network", self._network.run)
        if self._own_certificate is not None:
            self._progress.start("certificate", self._own_certificate.run)
        self._progress.start("id", self._holder.run)
        self._fleet_link.start(self._progress)

    def trouble(self) -> str:
        """Give what is wrong, or "" while every loop makes progress."""
        if not self._database.same_file():
            return f"{self._database.path}: removed, moved or swapped while it was open"
        return self._progress.trouble()

    def stop(self) -> None:
        """End every loop; what was under way is taken up again by the next daemon."""
        self._progress.stopping()
        self._stop.set()
        self._screen.stop()
        self._link.stop()
        self._delivery.stop()
        self._maintenance.stop()
        self._network.stop()
        if self._own_certificate is not None:
            self._own_certificate.stop()
        self._holder.stop()
        self._fleet_link.stop()
        if self._metrics is not None:
            self._metrics.stop()
        for transport in self._transports:
            transport.close()
        self._progress.join(_STOP_S)
        self._lease.give_back()
        self._database.close()
        self._reader.close()
        self._keeper.close()
        self._screen.close()

    def status(self) -> Status:
        """Answer the screen's question for the status."""
        paused = self._delivery.paused
        return Status(
            link=self._link.state,
            identity_service=self._identity.well,
            clock_doubtful=self._clock_doubtful,
            accepting=not self._holder.in_use
            and self._database.same_file()
            and free_bytes(self._database.path) >= self._settings.queue.reserve_bytes,
            max_file_bytes=self._file_limit.bytes,
            warnings=(
                *self._maintenance.condition.warnings,
                *(self._own_certificate.warnings() if self._own_certificate is not None else ()),
                *((ID_IN_USE,) if self._holder.in_use else ()),
                *self._fleet_link.warnings(),
            ),
            sound=self._maintenance.condition.sound,
            waiting=self._queue_watch.waiting(),
            closed=self._screen.closed_by_staff(),
            in_visit=self._visits.in_visit,
            offline_since=self._offline_since,
            paused_until="" if paused is None else stamp(paused.until),
            paused_by="" if paused is None else paused.by.value,
        )

    def _deliver(self) -> None:
        """Wait for the lease, then send: two daemons never do at once."""
        told = False
        while not self._may_deliver():
            self._delivery_beat()
            if not told:
                log.warning("another daemon sends; waiting for its end")
                told = True
            if self._stop.wait(_LEASE_EVERY_S):
                return
        self._holder.sends()
        self._delivery.run()

    def _may_deliver(self) -> bool:
        """Take the lease; what stands in its way is told with its mend, and tried again."""
        try:
            return self._lease.take()
        except QueueUnavailableError as error:
            self._lease_error = str(error)
            self._lease_trouble.happened()
            return False

    def _link_found(self, state: LinkState) -> None:
        self._offline_since = (
            "" if state is LinkState.ONLINE else self._offline_since or stamp(self._clock.now())
        )
        if state is LinkState.ONLINE:
            self._delivery.link_came_up()
            self._holder.link_came_up()
        else:
            self._delivery.link_went()

    @property
    def _clock_doubtful(self) -> bool:
        """A clock that is years ahead is after the release and every event, and hears no portal's time: its
        certificate seems to have ended."""
        unheard = self._clock_check.skew_s is None
        return self._clock_check.doubtful or (unheard and self._link.outcome is Outcome.CLOCK)

    def _woken(self, by_hand: bool) -> None:
        self._delivery.wake(by_hand=by_hand)
        if self._link.state is not LinkState.ONLINE:
            self._link.poke()

    def _news(self, reference_uid: str) -> None:
        self._follower.news_of(reference_uid)
        self._delivery.wake(by_hand=False)

    def _tell_lease_trouble(self, times: int) -> None:
        log.error("nothing is sent", text=self._lease_error, times=times)

    def _may_send(self) -> bool:
        """Whether files may be sent at this hour. A doubtful clock does not hold anything back."""
        return self._clock_check.doubtful or within(self._settings.sync.hours, self._clock.now())
