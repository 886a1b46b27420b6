"""Everything the screen shows, in one immutable value.

`Journey` makes a new one for each event; view-models compare old and new. Personal data live only here
and in the effects under way, so dropping the value wipes the session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk_app.catalogue.model import Component, Need, Procedure
from kiosk_app.forms.check import Issue
from kiosk_app.identity.model import Identity
from kiosk_app.scanning.page import Page


class Step(StrEnum):
    """Where the citizen is, in order."""

    WELCOME = "welcome"
    CONSENT = "consent"
    PROCEDURES = "procedures"
    SIGN_IN = "sign_in"
    FORM = "form"
    COMPONENTS = "components"
    SCAN = "scan"
    REVIEW = "review"
    CODE = "code"
    SAVED = "saved"
    ORIGINALS = "originals"
    SLIP = "slip"
    RATING = "rating"


PROGRESS_STEPS = (Step.SIGN_IN, Step.FORM, Step.COMPONENTS, Step.SCAN, Step.REVIEW, Step.CODE)
"""Steps that the progress bar counts."""


@dataclass(frozen=True, slots=True)
class Health:
    """What works right now; "" = works, else a problem code."""

    online: bool = False
    link: str = "offline"
    identity_service: bool = True
    accepting: bool = True
    clock_doubtful: bool = False
    daemon: bool = False
    scanner: str = ""
    printer: str = ""
    reader: str = ""


class SignInPhase(StrEnum):
    """What the sign-in screen shows."""

    WAITING = "waiting"
    """Show your code; the camera looks."""
    VERIFYING = "verifying"
    REFUSED = "refused"
    """`problem` says why; another try is open, and the other ways."""
    CONFIRM_CARD = "confirm_card"
    """A card's QR was read: told that identity is checked on receipt, go on?"""
    CONFIRM_PENDING = "confirm_pending"
    """A token that cannot be verified now: told so, go on?"""
    NO_READER = "no_reader"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sign-in.

    Problem codes: "qr.web_address", "qr.payment", "qr.wifi", "qr.contact", "qr.place", "qr.text",
    "qr.unreadable", "qr.slip", "identity.expired", "identity.unknown", "identity.level_1",
    "identity.inactive", "identity.outdated_app".
    """

    phase: SignInPhase = SignInPhase.WAITING
    problem: str = ""
    waiting_since: float = 0.0
    """Monotonic seconds; advice appears after 8 s without a code."""
    advice: bool = False
    candidate: Identity | None = None
    """What was read and waits for "Tiếp tục" (CONFIRM_CARD, CONFIRM_PENDING)."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form being filled."""

    section: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    prefilled: frozenset[str] = frozenset()
    issues: tuple[Issue, ...] = ()
    """All errors and warnings of the answers as they stand."""
    show_issues: frozenset[str] = frozenset()
    """Keys of which the issue is shown: those left, and all of a section after "Tiếp tục"."""
    overridden: frozenset[str] = frozenset()
    """Keys of which the citizen confirmed the warning."""
    warning: Issue | None = None
    """A warning waiting for "Đúng như vậy" or "Sửa lại"."""


@dataclass(frozen=True, slots=True)
class ComponentStatus:
    """One line of the component list."""

    component: Component
    need: Need
    answered: bool = False
    """The citizen said something of it: every line is answered before "Tiếp tục"."""
    confirmed: bool = False
    """What was said: True "Tôi có giấy này" / "Tôi đã hiểu", False "Tôi không có". Only papers that are
    required or optional can be answered with False."""
    pages: tuple[Page, ...] = ()

    @property
    def missing(self) -> bool:
        """Required, and no page yet."""
        return self.need is Need.REQUIRED and not self.pages


class ScanPhase(StrEnum):
    """What the scan screen shows."""

    IDLE = "idle"
    """Put the paper in; scanning starts by touch, or by itself where the device senses paper."""
    SCANNING = "scanning"
    FAILED = "failed"
    """`problem` says why; pages are kept."""
    CHECK_PAGE = "check_page"
    """The newest page has findings; keep it or scan it again?"""


@dataclass(frozen=True, slots=True)
class Scan:
    """The scan step. Problem codes are those of drivers.scanner.port, and "scan.too_many_pages"."""

    part_no: str = ""
    phase: ScanPhase = ScanPhase.IDLE
    problem: str = ""
    replacing: str = ""
    """page_id that the next page takes the place of; "" to append."""
    selected: str = ""
    """page_id shown large."""
    senses_paper: bool = False
    has_feeder: bool = True
    pages_this_run: int = 0
    kept: frozenset[str] = frozenset()
    """Pages that the citizen kept in spite of their findings."""
    suspended: bool = False
    """Sensing started nothing since the last error or cancel; a touch starts."""


@dataclass(frozen=True, slots=True)
class PreparedPart:
    """One file as it will be sent: what the review shows is what goes."""

    file_uid: str
    part_no: str
    display_name: str
    pages: int
    size: int
    sha256: str


class CodePhase(StrEnum):
    """What the code screen shows."""

    CHOOSING = "choosing"
    """Being asked for: a code is on its way."""
    WAITING = "waiting"
    """The phone got a code for something else less than a minute ago; asked for again after that."""
    SENT = "sent"
    """A one-time code went to the phone; to be typed."""
    ON_SCREEN = "on_screen"
    """The code stands on the screen; to be typed (offline or no phone)."""
    CHECKING = "checking"
    ACCEPTED = "accepted"
    """Right; "Nộp hồ sơ" is open."""
    LOCKED = "locked"
    """Three wrong tries. `NoPhone` goes on with a code on the screen, recorded as such."""


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """Verification. Problem codes: "code.wrong", "code.expired", "code.locked", "code.unavailable"."""

    phase: CodePhase = CodePhase.CHOOSING
    typed: str = ""
    shown_code: str = ""
    reason: str = ""
    """Why the code stands on the screen: "offline", "no_phone", "service_unavailable", "locked"."""
    phone_hint: str = ""
    tries_left: int = 3
    resend_at: float = 0.0
    """Monotonic seconds from which "Gửi lại mã" is open."""
    resend_in_s: int = 0
    problem: str = ""


class SubmitPhase(StrEnum):
    """How far the submission is."""

    NOT_YET = "not_yet"
    SAVING = "saving"
    SAVED = "saved"
    """Durable: "đã lưu"."""
    SENT = "sent"
    """The portal has it: "đã gửi", with the official code."""
    REJECTED = "rejected"
    """The portal refused its content; staff see it; nothing is lost."""
    FAILED = "failed"
    """Could not be made durable; `problem` says why; it may be tried again."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Problem codes: "queue.full", "queue.unavailable", "queue.no_key", "prepare.failed",
    "prepare.too_large"."""

    phase: SubmitPhase = SubmitPhase.NOT_YET
    preparing: bool = False
    parts: tuple[PreparedPart, ...] = ()
    provisional_code: str = ""
    official_code: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    saved_at: float = 0.0
    sent_at: float = 0.0
    """Monotonic seconds; 0 = not yet."""
    problem: str = ""

    @property
    def code(self) -> str:
        """The code that the citizen should go by now."""
        return self.official_code or self.provisional_code


class SlipPhase(StrEnum):
    """State of one slip."""

    NOT_ASKED = "not_asked"
    PRINTING = "printing"
    PRINTED = "printed"
    WAITING = "waiting"
    """Could not be printed (`problem`); tried again by itself until the session ends."""
    UNCONFIRMED = "unconfirmed"
    """May have come out; printed again only when asked, marked as a reprint."""


@dataclass(frozen=True, slots=True)
class Slips:
    """Printing, apart from delivery. Problem codes are those of drivers.printer.port."""

    receipt: SlipPhase = SlipPhase.NOT_ASKED
    appointment: SlipPhase = SlipPhase.NOT_ASKED
    problem: str = ""
    retry_at: float = 0.0
    reprints_left: int = 0
    """A roll that one citizen prints empty is missing for the next."""

    @property
    def may_reprint(self) -> bool:
        """Whether a slip came out, or may have, and another copy is allowed."""
        out = (SlipPhase.PRINTED, SlipPhase.UNCONFIRMED)
        busy = SlipPhase.PRINTING in (self.receipt, self.appointment)
        return self.receipt in out and not busy and self.reprints_left > 0


@dataclass(frozen=True, slots=True)
class Idle:
    """Idle warning over any screen."""

    warning: bool = False
    seconds_left: int = 0
    last_touch: float = 0.0


@dataclass(frozen=True, slots=True)
class JourneyState:
    """The whole session."""

    step: Step = Step.WELCOME
    session: int = 0
    """Counts sessions; late results of an earlier one are dropped by it."""
    now: float = 0.0
    """Monotonic seconds of the last event."""
    reference_uid: str = ""
    language: str = "vi"
    health: Health = Health()
    entered_at: float = 0.0
    """Monotonic seconds when this step was entered."""
    consent_given_at: datetime | None = None
    procedures: tuple[Procedure, ...] = ()
    procedure: Procedure | None = None
    identity: Identity | None = None
    sign_in: SignIn = SignIn()
    form: Form = Form()
    components: tuple[ComponentStatus, ...] = ()
    component_problem: str = ""
    """part_no of the component that stopped "Tiếp tục"; "" for none.

    Unanswered: answer it. Required and answered with "không có": it cannot be filed without; the counter
    helps. In the scan step: required and no page yet."""
    scan: Scan = Scan()
    code: CodeEntry = CodeEntry()
    submission: Submission = Submission()
    slips: Slips = Slips()
    rating: int = 0
    """1…5; 0 = none given."""
    confirm_cancel: bool = False
    """ "Hủy và xóa hết?" stands over the screen."""
    idle: Idle = Idle()

    def component(self, part_no: str) -> ComponentStatus:
        """Give the line of that part; KeyError when there is none."""
        for line in self.components:
            if line.component.part_no == part_no:
                return line
        raise KeyError(part_no)
