"""The side of the daemon that the screen talks to: its socket, and whoever answers each of its questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from configuration.kiosk_file import Configuration
from offline_queue.contract.attestation import Attester
from offline_queue.contract.clock import Clock
from offline_queue.contract.messages import HelpParams, Status
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.dossier_services import DossierServices
from offline_queue.daemon.remembered_rows import QueueMemory
from offline_queue.daemon.trusted import badges_of, country_signers
from offline_queue.daemon.visits import VisitCounts
from offline_queue.gateway.badges import Badges
from offline_queue.gateway.chip_check import ChipCheck
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.dossier_question import DossierQuestion
from offline_queue.gateway.guard_store import GuardStore
from offline_queue.gateway.hub import Hub
from offline_queue.gateway.identity_pool import IdentityPool
from offline_queue.gateway.phone_sign_ins import PhoneSignIns
from offline_queue.gateway.request_handler import RequestHandler
from offline_queue.gateway.server import GatewayServer
from offline_queue.gateway.service_attention import waiting_for_staff
from offline_queue.gateway.service_mode import ServiceMode
from offline_queue.gateway.service_sessions import ServiceSessions
from offline_queue.gateway.sign_ins import SignIns
from offline_queue.portal.port import Portal
from offline_queue.store import queries
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore


@dataclass(frozen=True, slots=True)
class ScreenSideDependencies:
    """What the answers are made of."""

    database: Database
    """Written where staff act in service mode."""
    reader: Database
    store: DeliveryStore
    identity: IdentityPool
    asking: Portal
    """Asked about dossiers while a citizen waits: in a hurry."""
    fetching: Portal
    """Fetches finished results, which may be large."""
    attester: Attester
    visits: VisitCounts
    hub: Hub


@dataclass(frozen=True, slots=True)
class DaemonCallbacks:
    """What the daemon does when the screen asks for it."""

    status: Callable[[], Status]
    woken: Callable[[bool], None]
    """Something was filed; whether by hand of staff."""
    help: Callable[[HelpParams], None]
    beat: Callable[[], None]
    news: Callable[[str], None]
    """The portal told something new of the dossier with this reference uid."""


class ScreenSide:
    """Bound at once, so that the socket is there when the daemon says that it is ready."""

    def __init__(
        self,
        settings: Configuration,
        secrets: DaemonSecrets,
        clock: Clock,
        parts: ScreenSideDependencies,
        told: DaemonCallbacks,
    ) -> None:
        """Raises `OSError` where the socket cannot be bound, `GuardStoreError` for the record of codes."""
        self._guard_store = GuardStore(
            settings.queue.private_folder / "codes.sqlite", secrets.key.derived("kiosk codes"), clock
        )
        guard = CodeGuard(parts.identity, self._guard_store)
        sign_ins = SignIns(parts.identity.verify, guard, self._guard_store, parts.attester, clock)
        questions = DossierQuestion(
            parts.asking,
            QueueMemory(parts.reader, parts.store, secrets.key),
            self._guard_store,
            clock,
            settings.kiosk.id,
            settings.kiosk.authority_code,
            told.news,
        )
        dossiers = DossierServices(questions, parts.fetching, parts.attester)
        phones = PhoneSignIns(parts.identity, sign_ins.verify, self._guard_store, clock)
        badges = badges_of(settings)
        self._service = ServiceMode(
            ServiceSessions(badges, self._guard_store, clock),
            parts.database,
            clock,
            lambda: waiting_for_staff(told.status()),
            told.woken,
        )
        handler = RequestHandler(
            told.status,
            sign_ins,
            guard,
            partial(queries.news_of, parts.reader),
            told.woken,
            told.help,
            dossiers.look_up,
            dossiers.mine,
            dossiers.due,
            Badges(badges, parts.attester, self._guard_store, clock).check,
            ChipCheck(country_signers(settings), parts.attester, clock).check,
            phones.begin,
            phones.ask,
            self._service,
            dossiers.fee,
            dossiers.results,
            parts.visits,
            dossiers.appointment,
        )
        self._server = GatewayServer(
            settings.gateway.socket,
            handler,
            parts.hub,
            deadline_s=settings.gateway.deadline_s,
            beat=told.beat,
        )

    def run(self) -> None:
        """Answer until `stop`."""
        self._server.run()

    def stop(self) -> None:
        """Take no more questions."""
        self._server.stop()

    def close(self) -> None:
        """Give back the store of the limits, once nobody answers any more."""
        self._guard_store.close()

    def closed_by_staff(self) -> bool:
        """Whether staff have closed the kiosk in service mode."""
        return self._service.closed()
