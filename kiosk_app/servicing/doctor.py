"""The whole examination of a machine, in the order in which a fault explains the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from configuration.kiosk_file import Configuration
from drivers.document_printer.port import DocumentPrinter
from drivers.microphone.port import Microphone
from drivers.payment_terminal.port import PaymentTerminal
from drivers.printer.port import Printer
from drivers.qr_reader.port import QrReader
from drivers.scanner.port import PaperSource, Scanner
from drivers.speaker.port import Speaker
from kiosk_app.catalogue.installed import INSTALLED
from kiosk_app.servicing.calibration.touch import TouchPanels
from kiosk_app.servicing.check_result import CheckResult, Verdict, not_done
from kiosk_app.servicing.checks import devices, disk, network, paying_and_printing, promises, touch, versions
from kiosk_app.servicing.checks.boot import secure_boot
from kiosk_app.servicing.checks.portal_catalogue import portal_catalogue
from kiosk_app.servicing.checks.queue import OpenQueue, queue
from kiosk_app.servicing.checks.sealing import sealing
from kiosk_app.servicing.find_devices.everything import ConnectedDevices, find_everything
from kiosk_app.servicing.find_devices.panel import panels
from kiosk_app.servicing.firewall import devices_by_name
from kiosk_app.servicing.provisioning.secrets import CredentialStore

Ask = Callable[[str], bool]
"""Says a sentence to the technician and waits; gives False for "skip"."""


@dataclass(frozen=True, slots=True)
class SharedDevices:
    """Devices that nobody holds between two questions: the screen may run while they are asked."""

    document_printer: DocumentPrinter | None = None
    terminal: PaymentTerminal | None = None
    microphone: Microphone | None = None


_NONE = SharedDevices()


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices of this kiosk, as the composition root chose them."""

    scanner: Scanner
    printer: Printer
    reader: QrReader
    speaker: Speaker | None
    shared: SharedDevices = field(default_factory=SharedDevices)


@dataclass(frozen=True, slots=True)
class MachineProbes:
    """What the checks look at beside the devices; a test hands in its own."""

    now: Callable[[], datetime]
    open_queue: OpenQueue
    released: datetime
    """The clock is certainly wrong before this."""
    sys_folder: Path = Path("/sys")
    synchronised: Path = network.SYNCHRONISED
    routes: tuple[Path, ...] = network.ROUTES
    smart: disk.Smart = disk.smartctl
    touch: TouchPanels = field(default_factory=TouchPanels)
    look_up: network.Resolve = network.resolve
    credentials: CredentialStore = field(default_factory=CredentialStore)
    find: Callable[[], ConnectedDevices] = find_everything
    """What is connected, asked where a device of the configuration does not answer."""
    certificate: Path | None = None
    """The newest client certificate of this kiosk, where enrolment keeps it."""


def examine(
    settings: Configuration, devices_here: Devices, machine: MachineProbes, ask: Ask | None
) -> Iterator[CheckResult]:
    """Give one finding after the other. `ask`: None leaves out what needs hands, and says so."""
    yield from examine_machine(settings, machine, devices_here.shared)
    found = []
    for one in _devices(settings, devices_here, machine.now(), ask):
        found.append(one)
        yield one
    if any(one.check in _MAY_HAVE_CHANGED and one.verdict is Verdict.FAILED for one in found):
        yield from promises.changed(settings, machine.find())


_MAY_HAVE_CHANGED = frozenset({"scanner", "printer", "reader"})


def examine_machine(
    settings: Configuration, machine: MachineProbes, shared: SharedDevices = _NONE
) -> Iterator[CheckResult]:
    """Examine everything but the devices that a running screen holds itself."""
    now = machine.now()
    says = network.ask_daemon(settings.gateway.socket, settings.gateway.deadline_s)
    yield versions.versions()
    yield network.clock(now, machine.released, says, machine.synchronised)
    yield disk.space(settings.queue.database, settings.queue.reserve_mb)
    yield disk.health(settings.queue.database, machine.sys_folder, machine.smart)
    yield from queue(machine.open_queue, settings.queue, now)
    yield network.route(machine.routes)
    yield network.names(settings.portal.address, machine.look_up)
    yield network.tls(settings.portal, now)
    yield network.portal(says)
    own = machine.certificate or settings.portal.client_certificate
    yield network.own_certificate(own, now, says, promised=bool(settings.enrolment.address))
    yield sealing(settings.portal, machine.credentials)
    yield secure_boot(machine.sys_folder)
    yield network.certificate(
        "certificates.portal_ca", settings.portal.ca_file, now, "Chứng thư gốc của cổng"
    )
    yield portal_catalogue(settings.sync.catalogue_folder, settings.catalogue.compiled or INSTALLED)
    yield promises.files(settings)
    yield promises.panel(settings, panels(machine.sys_folder))
    yield touch.touch(machine.touch)
    yield promises.chip_reader(settings, machine.sys_folder)
    yield paying_and_printing.document_printer(shared.document_printer)
    yield paying_and_printing.terminal(shared.terminal, settings.kiosk.id)
    yield paying_and_printing.errands(settings, devices_by_name(settings))
    yield devices.microphone(shared.microphone)


_BY_HAND = {
    "printer.slip": "phiếu thử",
    "reader": "đọc mã QR",
    "sound": "loa",
    "scanner.target": "quét tờ thử",
    "scanner.resolution": "độ phân giải của máy quét",
    "scanner.edges": "bốn mép của tờ A4",
    "scanner.skew": "độ lệch khi quét",
    "scanner.sharpness": "độ nét khi quét",
    "scanner.colour": "màu khi quét",
}
"""What is tried with the screen's own devices, by check."""
_ALWAYS = ("printer.slip", "reader", "sound")
_VERDICTS = {
    "good": ("đạt", ""),
    "warning": ("cần để ý", "Xem mục Thử thiết bị trên màn hình."),
    "failed": ("không đạt", "Xem mục Thử thiết bị trên màn hình."),
}


def tried_by_hand(tried: str) -> Iterator[CheckResult]:
    """Give what the running screen, which holds the devices, found with them: "check=verdict …".

    What nobody tried is told as not done; a word that is none of ours is passed over.
    """
    verdicts = {
        check: verdict
        for check, _, verdict in (one.partition("=") for one in tried.split())
        if check in _BY_HAND and verdict in _VERDICTS
    }
    for check, verdict in verdicts.items():
        said, mend = _VERDICTS[verdict]
        yield CheckResult(check, Verdict(verdict), f"Thử trên màn hình, {_BY_HAND[check]}: {said}.", mend)
    sheet = any(check.startswith("scanner.") for check in verdicts)
    for check in (*_ALWAYS, *(() if sheet else ("scanner.target",))):
        if check not in verdicts:
            yield not_done(check, f"Chưa ai thử: {_BY_HAND[check]}.", "Làm ở mục Thử thiết bị trên màn hình.")


def _devices(
    settings: Configuration, devices_here: Devices, now: datetime, ask: Ask | None
) -> Iterator[CheckResult]:
    try:
        yield from _printer_and_reader(settings, devices_here, now, ask)
        yield devices.sound(devices_here.speaker)
        opened, info = devices.scanner(devices_here.scanner)
        yield opened
        yield promises.scanner_keeps(settings, info)
        if info is None:
            return
        if ask is None or not ask("Đặt tờ thử (kioskctl test-sheet) vào máy quét, mặt in xuống kính."):
            yield not_done("scanner.target", "Chưa quét tờ thử: việc này cần người đặt giấy.")
            return
        source = PaperSource.FLATBED if PaperSource.FLATBED in info.sources else info.sources[0]
        yield from devices.scan_target(devices_here.scanner, source)
    finally:
        devices_here.scanner.close()
        devices_here.printer.close()
        devices_here.reader.close()


def _printer_and_reader(
    settings: Configuration, devices_here: Devices, now: datetime, ask: Ask | None
) -> Iterator[CheckResult]:
    state = devices.printer(devices_here.printer)
    yield state
    if ask is None:
        yield not_done("printer.slip", "Chưa in phiếu thử: việc này cần người xem phiếu.")
        yield devices.reader_present(devices_here.reader)
        return
    if ask("In phiếu thử?"):
        how = settings.printer.transport
        slip = devices.test_slip(settings.kiosk.id, how, now)
        yield devices.print_slip(devices_here.printer, slip)
    else:
        yield not_done("printer.slip", "Chưa in phiếu thử.")
    if ask("Đưa mã QR trên phiếu in thử vào đầu đọc."):
        yield devices.reader(devices_here.reader, devices.test_code(settings.kiosk.id))
    else:
        yield devices.reader_present(devices_here.reader)
