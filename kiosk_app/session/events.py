"""What can happen to a journey: touches, results of effects, time.

Every result carries the `session` it belongs to; the journey drops those of an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import QrPayload
from kiosk_app.scanning.page import Page
from kiosk_app.session.state import PreparedPart


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody touched the screen or typed; puts the idle warning off."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time goes on; sent every second and after each wake-up."""


# Touches


@dataclass(frozen=True, slots=True)
class Begin:
    """The welcome screen was touched."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """ "vi" or "en"."""

    language: str


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """ "Đồng ý"."""


@dataclass(frozen=True, slots=True)
class ConsentRefused:
    """ "Không đồng ý": back to the welcome screen; nothing was read."""


@dataclass(frozen=True, slots=True)
class ProcedureChosen:
    """A tile was touched."""

    code: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Another try after a problem (sign-in, scan, code, saving, printing): the screen's main way on."""


@dataclass(frozen=True, slots=True)
class GoOnUnverified:
    """Go on with the card or the pending token just read."""


@dataclass(frozen=True, slots=True)
class SignInWithStaff:
    """No phone and no card: fill the form by hand, the officer checks at the counter."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A field changed. An address has the three keys of `vietnam.address_keys`."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldLeft:
    """A field lost the input: its issue may be shown now."""

    key: str


@dataclass(frozen=True, slots=True)
class WarningConfirmed:
    """ "Đúng như vậy"."""


@dataclass(frozen=True, slots=True)
class WarningDismissed:
    """ "Sửa lại"."""


@dataclass(frozen=True, slots=True)
class ComponentConfirmed:
    """The citizen confirmed one line of the list."""

    part_no: str
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class ScanComponent:
    """Scan papers for this component."""

    part_no: str


@dataclass(frozen=True, slots=True)
class StartScan:
    """The scan button."""


@dataclass(frozen=True, slots=True)
class StopScan:
    """Stop a running scan."""


@dataclass(frozen=True, slots=True)
class PageSelected:
    """Show a page large; "" closes it."""

    page_id: str


@dataclass(frozen=True, slots=True)
class PageDeleted:
    """Take a page away."""

    page_id: str


@dataclass(frozen=True, slots=True)
class PageRescan:
    """The next page takes this one's place."""

    page_id: str


@dataclass(frozen=True, slots=True)
class PageMoved:
    """Move a page to a position of its component, counted from 0."""

    page_id: str
    position: int


@dataclass(frozen=True, slots=True)
class PageKept:
    """Keep the page in spite of its findings."""


@dataclass(frozen=True, slots=True)
class Next:
    """ "Tiếp tục"."""


@dataclass(frozen=True, slots=True)
class Back:
    """ "Quay lại"."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """ "Sửa" on the review: back to a step already done (form, components, scan)."""

    step: str


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """ "Hủy"."""


@dataclass(frozen=True, slots=True)
class CancelConfirmed:
    """ "Hủy và xóa hết"."""


@dataclass(frozen=True, slots=True)
class CancelDismissed:
    """ "Làm tiếp"."""


@dataclass(frozen=True, slots=True)
class CodeTyped:
    """The code as typed so far (at most six digits)."""

    text: str


@dataclass(frozen=True, slots=True)
class ResendCode:
    """ "Gửi lại mã"."""


@dataclass(frozen=True, slots=True)
class NoPhone:
    """ "Tôi không có điện thoại ở đây"."""


@dataclass(frozen=True, slots=True)
class Submit:
    """ "Nộp hồ sơ"."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """Print the slip again, marked as a reprint."""


@dataclass(frozen=True, slots=True)
class Rated:
    """1 (Không hài lòng) … 5 (Rất hài lòng)."""

    stars: int


# Results


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """What the daemon and the devices told; None leaves a value as it is."""

    link: str | None = None
    identity_service: bool | None = None
    accepting: bool | None = None
    clock_doubtful: bool | None = None
    daemon: bool | None = None
    scanner: str | None = None
    printer: str | None = None
    reader: str | None = None
    senses_paper: bool | None = None
    has_feeder: bool | None = None


@dataclass(frozen=True, slots=True)
class QrSeen:
    """The reader read a code."""

    session: int
    payload: QrPayload


@dataclass(frozen=True, slots=True)
class TokenVerified:
    """The identity service answered, or did not (UNAVAILABLE)."""

    session: int
    token: str
    result: VerifyResult
    level: int | None
    claims: Claims

    def __repr__(self) -> str:
        return f"TokenVerified({self.result.value})"


@dataclass(frozen=True, slots=True)
class PaperSensed:
    """The scanner senses paper in the slot, or no longer."""

    session: int
    present: bool


@dataclass(frozen=True, slots=True)
class PageScanned:
    """A page came, prepared and checked."""

    session: int
    page: Page


@dataclass(frozen=True, slots=True)
class TitleRead:
    """The title of a page was looked at."""

    session: int
    page_id: str
    seems: str
    """Name of the other paper that it looks like; "" for none."""


@dataclass(frozen=True, slots=True)
class BlankSideDropped:
    """An empty back was left out."""

    session: int


@dataclass(frozen=True, slots=True)
class ScanEnded:
    """The feeder is empty, or the flatbed gave its page."""

    session: int


@dataclass(frozen=True, slots=True)
class ScanFailed:
    """`problem` is the code of a ScannerError."""

    session: int
    problem: str


@dataclass(frozen=True, slots=True)
class PartsPrepared:
    """The files are made."""

    session: int
    parts: tuple[PreparedPart, ...]
    provisional_code: str


@dataclass(frozen=True, slots=True)
class PreparationFailed:
    """The files could not be made."""

    session: int
    problem: str


@dataclass(frozen=True, slots=True)
class CodeRequested:
    """Answer to asking for a one-time code: "sent", "too_soon", "no_phone", "unavailable", "locked"."""

    session: int
    result: str
    phone_hint: str
    resend_after_s: int
    tries_left: int


@dataclass(frozen=True, slots=True)
class CodeVerdict:
    """ "accepted", "wrong", "expired", "locked", "unavailable"."""

    session: int
    result: str
    tries_left: int


@dataclass(frozen=True, slots=True)
class DossierSaved:
    """The dossier is durable."""

    session: int
    reference_uid: str
    provisional_code: str


@dataclass(frozen=True, slots=True)
class SavingFailed:
    """It is not durable; `problem` as in state.Submission."""

    session: int
    problem: str


@dataclass(frozen=True, slots=True)
class DossierNews:
    """What the daemon tells of a dossier: `state` as in the queue (DeliveryState), dates ISO 8601 or ""."""

    reference_uid: str
    state: str
    official_code: str
    received_at: str
    due_at: str


@dataclass(frozen=True, slots=True)
class SlipPrinted:
    """A slip came out: "receipt" or "appointment"."""

    session: int
    slip: str


@dataclass(frozen=True, slots=True)
class SlipFailed:
    """A slip did not come out, or is not known to have."""

    session: int
    slip: str
    problem: str


Event = object
"""Any of the classes above."""
