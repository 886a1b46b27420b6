"""What a journey asks the world to do. `runtime` carries these out; results come back as events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk_app.catalogue.model import Procedure
from kiosk_app.identity.model import Identity
from kiosk_app.scanning.page import Page


@dataclass(frozen=True, slots=True)
class StartReader:
    """Begin to look for QR codes (→ QrSeen)."""

    session: int


@dataclass(frozen=True, slots=True)
class StopReader:
    """Stop looking, and let go of the camera."""


@dataclass(frozen=True, slots=True)
class SoundCode:
    """Let it be heard that a code was read: taken, or not one for this kiosk."""

    accepted: bool


@dataclass(frozen=True, slots=True)
class VerifyToken:
    """Have the identity service check a token (→ TokenVerified)."""

    session: int
    token: str

    def __repr__(self) -> str:
        return "VerifyToken(…)"


@dataclass(frozen=True, slots=True)
class WatchPaper:
    """Look for paper in the slot until StopWatchingPaper (→ PaperSensed)."""

    session: int


@dataclass(frozen=True, slots=True)
class StopWatchingPaper:
    """Stop looking for paper."""


@dataclass(frozen=True, slots=True)
class ScanPages:
    """Scan (→ PageScanned…, ScanEnded | ScanFailed). `single`: one page only."""

    session: int
    single: bool


@dataclass(frozen=True, slots=True)
class ReadTitle:
    """Look whether a page carries the title of another paper (→ TitleRead, or nothing)."""

    session: int
    page_id: str
    preview: bytes
    """JPEG."""
    expected: tuple[str, ...]
    """Words of the titles that the component may carry."""

    def __repr__(self) -> str:
        return f"ReadTitle({self.page_id})"


@dataclass(frozen=True, slots=True)
class CancelScan:
    """Stop the running scan (→ ScanFailed "scanner.cancelled")."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that the dossier is made of."""

    session: int
    reference_uid: str
    procedure: Procedure
    identity: Identity
    answers: dict[str, str]
    pages: tuple[tuple[str, tuple[Page, ...]], ...]
    """(part_no, its pages) for each component that has pages."""
    consent_given_at: datetime

    def __repr__(self) -> str:
        return f"Draft({self.reference_uid})"


@dataclass(frozen=True, slots=True)
class PrepareParts:
    """Make the files that will be sent (→ PartsPrepared | PreparationFailed)."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class RequestCode:
    """Have a one-time code sent to the phone (→ CodeRequested)."""

    session: int
    reference_uid: str
    personal_id: str
    phone: str

    def __repr__(self) -> str:
        return "RequestCode(…)"


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Have a typed code checked (→ CodeVerdict)."""

    session: int
    reference_uid: str
    code: str

    def __repr__(self) -> str:
        return "CheckCode(…)"


@dataclass(frozen=True, slots=True)
class SaveDossier:
    """Seal the prepared files and make them durable (→ DossierSaved | SavingFailed).

    `code_method` "portal_otp" or "screen_code", `code_reason` as in offline_queue.dossier.CodeEvidence.
    """

    session: int
    reference_uid: str
    code_method: str
    code_reason: str


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    """Print the receipt (→ SlipPrinted | SlipFailed, slip "receipt")."""

    session: int
    provisional_code: str
    official_code: str
    received_at: datetime | None
    due_at: datetime | None
    reprint: bool


@dataclass(frozen=True, slots=True)
class PrintAppointment:
    """Print the appointment slip, Mẫu 01 (→ SlipPrinted | SlipFailed, slip "appointment")."""

    session: int
    official_code: str
    received_at: datetime | None
    due_at: datetime
    reprint: bool


@dataclass(frozen=True, slots=True)
class StoreRating:
    """Keep a rating, without anything that names the citizen."""

    service_code: str
    stars: int


@dataclass(frozen=True, slots=True)
class Wipe:
    """The session ended: drop every draft, page, file, token and slip of it, stop devices."""

    session: int


Effect = object
"""Any of the classes above."""
