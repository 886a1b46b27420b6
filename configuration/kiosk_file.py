"""The whole configuration file, the same for the screen, the daemon and `kioskctl`."""

from __future__ import annotations

from configuration.counter_tables import CertifiedCopy, Notices, Opening, Tickets
from configuration.delivery_tables import (
    Enrolment,
    Gateway,
    KioskIdentity,
    PortalSettings,
    QueueSettings,
    Sync,
)
from configuration.fleet_tables import Fleet
from configuration.identity_tables import Chip, Staff
from configuration.payment_tables import Payment, Rating, Terminal
from configuration.screen_tables import (
    Catalogue,
    DocumentPrinter,
    Microphone,
    Pages,
    Printer,
    Reader,
    Scanner,
    Screen,
    Session,
    Sound,
)
from configuration.table import Table


class Configuration(Table):
    """Every table there is."""

    kiosk: KioskIdentity
    queue: QueueSettings
    gateway: Gateway
    portal: PortalSettings
    enrolment: Enrolment = Enrolment()
    sync: Sync = Sync()
    fleet: Fleet = Fleet()
    screen: Screen = Screen()
    scanner: Scanner
    pages: Pages = Pages()
    printer: Printer
    document_printer: DocumentPrinter = DocumentPrinter()
    reader: Reader
    sound: Sound = Sound()
    microphone: Microphone = Microphone()
    session: Session = Session()
    chip: Chip = Chip()
    staff: Staff = Staff()
    catalogue: Catalogue = Catalogue()
    tickets: Tickets = Tickets()
    certified_copy: CertifiedCopy = CertifiedCopy()
    opening: Opening = Opening()
    notices: Notices = Notices()
    payment: Payment = Payment()
    terminal: Terminal = Terminal()
    rating: Rating = Rating()
