"""The composition root of the screen: reads what the configuration names and puts the parts together."""

from __future__ import annotations

import logging
import re
import secrets
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import SignalInstance

import assets
from chip_data.trust_store import TrustStoreError, load_trust_store
from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.screen_tables import Pages
from drivers.chip_reader.pcsc_reader import PcscReader
from drivers.printer.port import Printer
from drivers.scanner.port import PaperSource, RawPage
from kiosk_app import errand_settings
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.importers.report import ImportFailedError
from kiosk_app.catalogue.installed import compiled_file, offered_procedures, shipped_sources
from kiosk_app.catalogue.load import CatalogueError
from kiosk_app.catalogue.model import Catalogue
from kiosk_app.catalogue.store import StoreError
from kiosk_app.device_adapters import (
    document_printer_of,
    microphone_of,
    printer_of,
    reader_of,
    scanner_of,
    speaker_of,
    terminal_of,
)
from kiosk_app.page_settings import known_titles, page_settings
from kiosk_app.runtime.catalogue_worker import CatalogueWorker
from kiosk_app.runtime.chip_worker import ChipWorker, daemon_verifies
from kiosk_app.runtime.daemon_worker import DaemonWorker, daemon_attests
from kiosk_app.runtime.dossier_worker import DossierContext, DossierWorker
from kiosk_app.runtime.fee_worker import FeeWorker
from kiosk_app.runtime.free_memory import give_back
from kiosk_app.runtime.look_up_worker import LookUpWorker
from kiosk_app.runtime.notice_worker import NoticeWorker
from kiosk_app.runtime.payment_worker import PaymentWorker
from kiosk_app.runtime.performer import Performer
from kiosk_app.runtime.print_worker import PrintWorker
from kiosk_app.runtime.queue_ticket_worker import QueueTicketWorker
from kiosk_app.runtime.rating_worker import RatingWorker
from kiosk_app.runtime.reader_worker import ReaderWorker
from kiosk_app.runtime.request_worker import RequestWorker
from kiosk_app.runtime.result_worker import ResultWorker
from kiosk_app.runtime.scanner_worker import ScannerWorker
from kiosk_app.runtime.service_worker import ServiceWorker
from kiosk_app.runtime.sound_worker import SoundWorker
from kiosk_app.runtime.title_worker import TitleWorker
from kiosk_app.runtime.voice_worker import VoiceWorker
from kiosk_app.runtime.worker import Worker
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.prepare import Settings as PageSettings
from kiosk_app.scanning.prepare import prepare
from kiosk_app.scanning.title import TitleReader
from kiosk_app.session.facts.certified_copy import CertifiedCopies
from kiosk_app.session.facts.counters import CounterQueues
from kiosk_app.session.facts.payment import WaysToPay
from kiosk_app.session.facts.petition import Petitions
from kiosk_app.session.facts.portal_takes import PortalTakes
from kiosk_app.session.facts.rating import RatingScale
from kiosk_app.session.facts.results import ResultPrinter
from kiosk_app.session.facts.voice import VoiceTools
from kiosk_app.session.journeys.registry import JOURNEYS
from kiosk_app.session.kernel.context import Context, Options
from kiosk_app.session.kernel.day import OpeningHours
from kiosk_app.session.kernel.dispatcher import Dispatcher
from kiosk_app.ui.pictures import CameraView
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import CounterInfo
from kiosk_app.ui.window import Panel, Window
from offline_queue.contract.answer_key import is_slip_code
from offline_queue.contract.badge import is_badge
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.errors import QueueError
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.store.outbox import Outbox
from vietnam import places
from vietnam.time_zone import VIETNAM

NOTICE = Path(assets.__file__).parent / "consent" / "notice.yaml"
STATUS_EVERY_S = 2.0
log = logging.getLogger(__name__)

PRINTER_EVERY_S = 15.0
NOTICES_EVERY_S = 60.0
_SOURCES = {"feeder": PaperSource.FEEDER, "flatbed": PaperSource.FLATBED, "auto": None}


@dataclass(frozen=True, slots=True)
class TimeAndRandomness:
    """What is handed in so that a test decides it: clocks and randomness."""

    monotonic: Callable[[], float] = time.monotonic
    wall_clock: Callable[[], datetime] = lambda: datetime.now(VIETNAM)
    new_uid: Callable[[], str] = lambda: str(uuid.uuid4())
    new_screen_code: Callable[[], str] = lambda: f"{secrets.randbelow(1_000_000):06d}"


class StandingScreen:
    """A screen as the supervisor of visits uses it: ready behind another one, shown, and closed.

    Who builds one sets `store` and `window`; `performer` stands once `start()` was called.
    """

    store: Store
    window: Window
    performer: Performer | None = None

    def on_visit_end(self, ended: Callable[[], None]) -> None:
        """Have `ended` called once the first visit is over and wiped; no other visit begins then."""
        self.store.end_with_the_visit(ended)

    def stand_by(self) -> None:
        """Draw the first picture without showing it."""
        self.window.warm_up()
        # Reading every screen's QML left some twenty megabytes that nobody uses, in each of two processes.
        give_back()

    def appear(self) -> SignalInstance:
        """Come before the citizens; gives the signal that is sent when a picture is on the glass."""
        return self.window.appear()

    def close(self) -> None:
        """Stop the clock, then the devices, then the interface."""
        self.store.stop()
        if self.performer is not None:
            self.performer.close()
        self.window.close()


class Kiosk(StandingScreen):
    """The running screen with its devices."""

    def __init__(self, settings: Configuration, machine: TimeAndRandomness, *, start: bool = True) -> None:
        """Build everything. Raises `ConfigurationError` when the configuration cannot work.

        `start` False shows nothing and holds no device: `appear()` and `start()` do that, later.
        """
        _check_place(settings)
        self._catalogue_file, catalogue = _catalogue(settings, machine)
        self._counter = _counter(settings)
        self._printer = printer_of(settings.printer)
        self._settings, self._machine = settings, machine
        self.dispatcher = Dispatcher(_context(settings, machine, catalogue), JOURNEYS)
        self.store = Store(self.dispatcher, machine.monotonic)
        self.camera = CameraView(self.store)
        screen = settings.screen
        panel = Panel(
            screen.width_px,
            screen.height_px,
            screen.width_mm,
            screen.full_screen,
            screen.reduced_motion,
            screen.keypad,
        )
        self.window = Window(self.store, self.camera, panel, self._counter, hidden=not start)
        if start:
            self.start()

    def start(self) -> None:
        """Take the devices and let time pass."""
        workers = _workers(
            self._settings,
            self._machine,
            self.store,
            self.camera,
            self._counter,
            self._printer,
            self._catalogue_file,
        )
        self.performer = Performer(workers)
        self.store.start(self.performer)


def _workers(
    settings: Configuration,
    machine: TimeAndRandomness,
    store: Store,
    camera: CameraView,
    counter: CounterInfo,
    printer: Printer,
    catalogue_file: Path,
) -> tuple[Worker, ...]:
    client = GatewayClient(settings.gateway.socket, settings.gateway.deadline_s)
    context = DossierContext(
        kiosk=settings.kiosk,
        notice=counter.notice,
        wall_clock=machine.wall_clock,
        new_uid=machine.new_uid,
        clock_doubtful=lambda: daemon.clock_doubtful,
        max_file_bytes=lambda: daemon.max_file_bytes or settings.portal.max_file_bytes,
        attest=daemon_attests(client),
    )

    def wake(reference_uid: str) -> None:
        daemon.wake(reference_uid)

    dossiers = DossierWorker(_outbox(settings), context, store.post, wake)
    daemon = DaemonWorker(
        client, store.post, STATUS_EVERY_S, dossiers.accepting, lambda: store.state.somebody_here
    )
    return (
        *_chip_workers(settings, machine, client, store),
        ReaderWorker(
            reader_of(settings.reader),
            re.compile(settings.reader.token_pattern),
            is_slip_code,
            is_badge,
            store.post,
            camera.show,
            lambda: machine.wall_clock().date() if daemon.clock_sure else None,
        ),
        ScannerWorker(
            scanner_of(settings.scanner),
            partial(_page, page_settings(settings.pages), machine.new_uid),
            _SOURCES[settings.scanner.source],
            settings.scanner.poll_paper_s,
            store.post,
        ),
        dossiers,
        PrintWorker(
            printer,
            settings.kiosk,
            settings.catalogue.lookup_address,
            machine.wall_clock,
            PRINTER_EVERY_S,
            store.post,
        ),
        daemon,
        LookUpWorker(client, store.post),
        NoticeWorker(
            settings.notices.file,
            settings.notices.key,
            settings.kiosk.id,
            machine.wall_clock,
            NOTICES_EVERY_S,
            store.post,
        ),
        ResultWorker(
            client, document_printer_of(settings.document_printer), dossiers.queue, store.post, wake
        ),
        ServiceWorker(client, settings.gateway.helper, store.post),
        RequestWorker(dossiers.queue, context, store.post, wake),
        FeeWorker(client, store.post),
        PaymentWorker(dossiers.queue, context, terminal_of(settings.terminal), store.post, wake),
        RatingWorker(dossiers.queue, context, store.post, wake),
        SoundWorker(speaker_of(settings.sound)),
        *_voice_workers(settings, store),
        TitleWorker(_title_reader(settings.pages), known_titles(), store.post),
        CatalogueWorker(
            catalogue_file, settings.kiosk.province_code, machine.wall_clock, store.post, _filed(settings)
        ),
        QueueTicketWorker(
            _outbox(settings),
            machine.wall_clock,
            lambda letter: daemon.waiting.get(letter),  # noqa: PLW0108  another dict at each answer
            store.post,
            wake,
            client,
            first=settings.tickets.first,
            step=settings.tickets.step,
        ),
    )


def _chip_workers(
    settings: Configuration, machine: TimeAndRandomness, client: GatewayClient, store: Store
) -> tuple[Worker, ...]:
    wanted = settings.chip
    if wanted.reader is None:
        return ()
    try:
        trusted = load_trust_store(wanted.trust_store)
    except TrustStoreError as error:
        raise ConfigurationError(f"chip.trust_store: {error}") from error
    reader = PcscReader(wanted.reader, trusted, machine.wall_clock)
    today = machine.wall_clock
    return (ChipWorker(reader, daemon_verifies(client), lambda: today().date(), store.post),)


def _voice_workers(settings: Configuration, store: Store) -> tuple[Worker, ...]:
    microphone = microphone_of(settings.microphone)
    return () if microphone is None else (VoiceWorker(microphone, speaker_of(settings.sound), store.post),)


def _title_reader(wanted: Pages) -> TitleReader | None:
    return TitleReader(wanted.title_language, wanted.title_deadline_s) if wanted.read_titles else None


def _page(settings: PageSettings, new_uid: Callable[[], str], raw: RawPage) -> Page:
    page = prepare(raw.pixels, raw.dpi, new_uid(), settings)
    give_back()
    return page


def _catalogue(settings: Configuration, machine: TimeAndRandomness) -> tuple[Path, Catalogue]:
    """The compiled file, and what this kiosk offers of it."""
    wanted = settings.catalogue
    if wanted.folder and not wanted.folder.is_dir():
        raise ConfigurationError(f"catalogue.folder = {str(wanted.folder)!r}: there is no such folder")
    folder = (wanted.folder,) if wanted.folder else ()
    try:
        file = wanted.compiled or compiled_file(folder)
        catalogue = _offered(settings, file)
    except StoreError as error:
        if wanted.compiled:
            raise ConfigurationError(f"catalogue.compiled: {error}") from error
        # Made by another version of the program: what ships is there in any case.
        log.warning("%s", error)
        file = compiled_file(shipped_sources())
        catalogue = _offered(settings, file)
    except (CatalogueError, ImportFailedError) as error:
        raise ConfigurationError(str(error)) from error
    today = machine.wall_clock().date()
    if not catalogue.in_force(today):
        # No reason to end: a clock without a battery is set right by the network.
        log.warning("no procedure is in force on %s: is the clock right?", today)
    return file, catalogue


def _offered(settings: Configuration, path: Path) -> Catalogue:
    wanted = settings.catalogue
    return offered_procedures(path, wanted.offered, wanted.promises, settings.kiosk.province_code)


def _check_place(settings: Configuration) -> None:
    kiosk = settings.kiosk
    province = places.province(kiosk.province_code)
    if province is None:
        raise ConfigurationError(
            f"kiosk.province_code = {kiosk.province_code!r}: a province has one of "
            + ", ".join(sorted(one.code for one in places.provinces()))
        )
    if places.commune(kiosk.province_code, kiosk.commune_code) is None:
        raise ConfigurationError(
            f"kiosk.commune_code = {kiosk.commune_code!r}: no commune of {province.name} has this code"
        )


def _counter(settings: Configuration) -> CounterInfo:
    kiosk = settings.kiosk
    try:
        notice = load_notice(
            settings.catalogue.notice or NOTICE,
            kiosk.authority_name,
            kiosk.phone,
            kept_hours=settings.queue.retention_h,
            unsent_days=settings.queue.most_days,
        )
    except CatalogueError as error:
        raise ConfigurationError(f"catalogue.notice: {error}") from error
    return CounterInfo(kiosk.authority_name, kiosk.phone, notice)


def _context(settings: Configuration, machine: TimeAndRandomness, catalogue: Catalogue) -> Context:
    session = settings.session
    options = Options(
        idle_warning_s=session.idle_warning_s,
        idle_countdown_s=session.idle_countdown_s,
        wait_for_portal_s=session.wait_for_portal_s,
        goodbye_s=session.goodbye_s,
        retry_print_s=session.retry_print_s,
        reprints=session.reprints,
        max_pages=settings.scanner.max_pages,
        reader_at_door=_reads_at_door(settings),
        board_after_s=settings.notices.board_after_s,
        chip_reader=settings.chip.reader is not None,
    )
    offered: dict[type, object] = {
        CounterQueues: errand_settings.counter_queues(settings),
        WaysToPay: errand_settings.ways_to_pay(settings),
        PortalTakes: errand_settings.portal_takes(settings),
        RatingScale: RatingScale(settings.rating.levels, settings.rating.on_front),
        OpeningHours: errand_settings.opening(settings),
        ResultPrinter: ResultPrinter(
            bool(settings.document_printer.queue),
            settings.document_printer.most_copies,
            settings.document_printer.elsewhere,
        ),
        Petitions: Petitions(taken=bool(settings.portal.requests_address)),
        CertifiedCopies: errand_settings.certified_copies(settings),
        VoiceTools: errand_settings.voice_tools(settings),
    }
    return Context(options, machine.new_uid, machine.new_screen_code, machine.wall_clock, catalogue, offered)


def _reads_at_door(settings: Configuration) -> bool:
    wanted = settings.reader.at_door
    return settings.reader.kind != "camera" if wanted is None else wanted


def _filed(settings: Configuration) -> Callable[[], dict[str, int]]:
    """Count what was filed here; a queue that cannot be read counts nothing, and says so where it is used."""

    def filed() -> dict[str, int]:
        try:
            with closing(_outbox(settings)()) as outbox:
                return outbox.filed()
        except QueueError as error:
            log.warning("what is filed most here is not known: %s", error)
            return {}

    return filed


def _outbox(settings: Configuration) -> Callable[[], Outbox]:
    queue = settings.queue
    return lambda: Outbox.open(
        queue.database,
        queue.recipients,
        SystemClock(),
        kiosk_id=settings.kiosk.id,
        reserve_mb=queue.reserve_mb,
    )
