"""What the kiosk asks of an A4 printer, and what can go wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DocumentPrinterStatus:
    """What the printer says of itself."""

    reasons: frozenset[str] = frozenset()
    """Keywords of IPP (`printer-state-reasons`), for the technician: "toner-low-warning" …"""


class DocumentPrinterError(Exception):
    """A copy is not known to have been printed. `code` is stable, for messages and records.

    What is left of the copy was taken out of the printer's queue: it does not come out later, when somebody
    else stands there. Where `sent` is true, sheets of it may lie in the printer.
    """

    code = "document_printer"
    sent = False
    """Whether anything of the copy may have reached the printer before that."""


class NoPaperError(DocumentPrinterError):
    """The tray is empty or not in its place."""

    code = "document_printer.no_paper"


class NoTonerError(DocumentPrinterError):
    """Toner or ink is used up."""

    code = "document_printer.no_toner"


class DocumentJamError(DocumentPrinterError):
    """Paper is stuck."""

    code = "document_printer.jam"


class DocumentCoverOpenError(DocumentPrinterError):
    """A door or cover is open."""

    code = "document_printer.cover_open"


class OfflineError(DocumentPrinterError):
    """Switched off, unplugged, or not to be reached over the network."""

    code = "document_printer.offline"


class HeldError(DocumentPrinterError):
    """The printing service holds the job, or staff paused the printer."""

    code = "document_printer.held"


class RemovedError(DocumentPrinterError):
    """The printing service does not know this printer."""

    code = "document_printer.removed"


class ServiceError(DocumentPrinterError):
    """The printing service itself does not run, or does not answer."""

    code = "document_printer.service"


class DocumentRefusedError(DocumentPrinterError):
    """The service or the printer refuses the document, or gave it up with a fault of its own."""

    code = "document_printer.refused"


class CopyUnconfirmedError(DocumentPrinterError):
    """The document was sent and nothing confirmed it: the copy may or may not have come out."""

    code = "document_printer.unconfirmed"
    sent = True


class DocumentPrinter(Protocol):
    """An A4 printer. Calls block up to a deadline: never on the GUI thread."""

    def status(self) -> DocumentPrinterStatus:
        """Ask whether a copy would come out now. Raises `DocumentPrinterError` for what keeps it from it."""

    def print_pdf(self, document: bytes) -> None:
        """Print one copy, and return only when the printing service says that it is done.

        Raises `DocumentPrinterError`. One call is one copy: whoever wants three calls three times, and knows
        after each which came out.
        """

    def close(self) -> None:
        """Let go of the connection."""
