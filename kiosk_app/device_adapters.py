"""Which adapter speaks to which device: chosen by the configuration, for the screen and for `kioskctl`."""

from __future__ import annotations

from configuration.error_line import ConfigurationError
from configuration.payment_tables import Terminal as TerminalSettings
from configuration.screen_tables import DocumentPrinter as DocumentPrinterSettings
from configuration.screen_tables import Microphone as MicrophoneSettings
from configuration.screen_tables import Printer as PrinterSettings
from configuration.screen_tables import Reader as ReaderSettings
from configuration.screen_tables import Scanner as ScannerSettings
from configuration.screen_tables import Sound as SoundSettings
from drivers.document_printer.cups_printer import CupsPrinter, JobTiming
from drivers.document_printer.local_http import HttpAddress
from drivers.document_printer.port import DocumentPrinter
from drivers.microphone.alsa_microphone import AlsaMicrophone
from drivers.microphone.port import Microphone
from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.lines import SerialLine, TcpLine
from drivers.payment_terminal.port import PaymentTerminal
from drivers.printer.escpos_printer import open_printer
from drivers.printer.port import Printer
from drivers.qr_reader.camera import CameraReader
from drivers.qr_reader.port import QrReader
from drivers.qr_reader.scan_assembly import Framing
from drivers.qr_reader.serial_reader import SerialReader
from drivers.qr_reader.wedge_reader import WedgeReader
from drivers.scanner.port import Scanner
from drivers.scanner.sane_scanner import SaneScanner, Setup
from drivers.speaker.alsa_speaker import AlsaSpeaker
from drivers.speaker.port import Speaker
from kiosk_app.identity.card import is_begun
from kiosk_app.identity.parse import proves_itself


def printer_of(wanted: PrinterSettings) -> Printer:
    """Give the receipt printer; nothing is opened yet. Raises `ConfigurationError`."""
    try:
        return open_printer(
            wanted.transport,
            host=wanted.host,
            port=wanted.port,
            usb_vendor=wanted.usb_vendor,
            usb_product=wanted.usb_product,
            device=wanted.device,
            baud_rate=wanted.baud_rate,
            profile=wanted.profile,
            width_dots=wanted.width_dots,
            deadline_s=wanted.deadline_s,
        )
    except ValueError as error:
        raise ConfigurationError(f"printer.profile = {wanted.profile!r}: {error}") from error


def document_printer_of(wanted: DocumentPrinterSettings) -> DocumentPrinter | None:
    """Give the A4 printer, or None where the kiosk has none; it is asked with the first call."""
    if not wanted.queue:
        return None
    timing = JobTiming(copy_s=wanted.copy_s)
    return CupsPrinter(wanted.queue, HttpAddress(wanted.socket), media=wanted.media, timing=timing)


def reader_of(wanted: ReaderSettings) -> QrReader:
    """Give the QR reader; it reads once it is started."""
    framing = Framing(wanted.prefixes, wanted.suffixes)
    if wanted.kind == "serial":
        return SerialReader(wanted.source, baud_rate=wanted.baud_rate, framing=framing, unfinished=is_begun)
    if wanted.kind == "keyboard":
        return WedgeReader(wanted.source, framing=framing, unfinished=is_begun, proves=proves_itself)
    return CameraReader(wanted.source)


def scanner_of(wanted: ScannerSettings) -> Scanner:
    """Give the scanner; it is opened with the first call."""
    return SaneScanner(
        Setup(
            device=wanted.device,
            sane_config_dir=wanted.sane_config_dir,
            resolution_dpi=wanted.resolution_dpi,
            duplex=wanted.duplex,
            options=wanted.options,
            open_deadline_s=wanted.open_deadline_s,
            page_deadline_s=wanted.page_deadline_s,
        )
    )


def terminal_of(wanted: TerminalSettings) -> PaymentTerminal | None:
    """Give the card or cash terminal, or None for a kiosk without; the line is opened with each question."""
    match wanted.transport:
        case "tcp":
            return EcrTerminal(lambda: TcpLine(wanted.host, wanted.port), deadline_s=wanted.deadline_s)
        case "serial" if wanted.device is not None:
            device = wanted.device
            return EcrTerminal(lambda: SerialLine(device, wanted.baud_rate), deadline_s=wanted.deadline_s)
    return None


def microphone_of(wanted: MicrophoneSettings) -> Microphone | None:
    """Give the microphone, or None for a kiosk without."""
    return AlsaMicrophone(wanted.device) if wanted.device else None


def speaker_of(wanted: SoundSettings) -> Speaker | None:
    """Give the loudspeaker, or None for a silent kiosk."""
    return AlsaSpeaker(wanted.device) if wanted.device else None
