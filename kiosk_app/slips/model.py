"""What stands on a slip. Personal data: never in a repr, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Authority:
    """The receiving authority (cơ quan tiếp nhận)."""

    name: str
    """E.g. "UBND xã Nam Giang"."""
    centre: str
    """What its counter is called, e.g. "Trung tâm Phục vụ hành chính công"."""
    parent: str = ""
    place: str = ""
    """Place name for dates."""
    phone: str = ""
    """Phone of the counter."""


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A component that was sent."""

    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class LinkedTask:
    """One part of a linked group, which an authority of its own decides."""

    name: str
    authority: str
    state: str
    """Its own number, or what it waits for; "" where neither is known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Phiếu xác nhận đã gửi hồ sơ: the kiosk's own slip. Without an official code it is provisional (TẠM)."""

    authority: Authority
    provisional_code: str
    official_code: str = ""
    saved_at: date
    """When the dossier was durable, or when the portal received it; a day where the portal told no hour."""
    procedure_name: str
    procedure_code: str
    applicant_name: str
    personal_id: str
    """Whole; masked when drawn. "" when it is not known."""
    owner_name: str = ""
    """Of the organisation that is filed for; "" for somebody who files in their own name."""
    helper_name: str = ""
    """Who filled it in for a citizen who cannot read or write; "" for nobody."""
    helper_is_staff: bool = False
    papers: tuple[SentPaper, ...]
    tasks: tuple[LinkedTask, ...] = ()
    """The parts of a linked group; empty for a single procedure."""
    fee_vnd: int = 0
    """To pay, all copies together; 0 leaves the line out, or prints `fee_note` alone."""
    fee_note: str = ""
    promise: str = ""
    """What happens next, in one sentence; the same words as on the screen."""
    hand_in: tuple[str, ...] = ()
    """Papers scanned on this visit whose originals are handed in when the result is collected."""
    lookup_address: str = ""
    """Where the citizen looks the dossier up; the QR code opens it. "": the QR code holds the code alone."""
    identity_checked_later: bool = False
    """The identity is to be checked on receipt."""
    code_on_screen: bool = False
    """The confirmation code was shown on the screen, not sent to a phone."""
    reprinted_at: datetime | None = None
    """Set: marked as "BẢN IN LẠI"."""

    @property
    def code(self) -> str:
        """The code that the citizen goes by."""
        return self.official_code or self.provisional_code

    @property
    def provisional(self) -> bool:
        """Whether the portal has not answered yet."""
        return not self.official_code

    def __repr__(self) -> str:
        return f"Receipt({self.code})"


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A line of the table of Mẫu 01; 0 leaves a column empty."""

    name: str
    originals: int = 0
    """Bản chính."""
    certified: int = 0
    """Bản chứng thực."""
    copies: int = 0
    """Bản photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (docs/domain/slips.md#the-seven-official-forms, Mẫu 01)."""

    authority: Authority
    official_code: str
    received_at: date
    """A moment, or a day where the portal told no hour; `due_at` as well."""
    due_at: date
    channel: str = "nộp tại kiosk"
    """Kênh thực hiện."""
    applicant_name: str
    applicant_address: str = ""
    """Whole, as telephone and e-mail are; shortened when drawn."""
    phone: str = ""
    email: str = ""
    personal_id: str = ""
    """Whole; masked when drawn."""
    summary: str
    """Trích yếu: what is asked for. Whole; addresses and ids in it are shortened when drawn."""
    owner_name: str
    owner_address: str = ""
    papers: tuple[ListedPaper, ...]
    sets: int = 1
    time_by_law: str
    promise: str = ""
    """What happens next, in one sentence; the same words as on the screen and on the confirmation."""
    hand_in: tuple[str, ...] = ()
    """See `Receipt`."""
    delivery: str
    """Nơi nhận kết quả, e.g. "Trung tâm Phục vụ hành chính công, UBND xã Nam Giang"."""
    lookup_address: str = ""
    receiver_name: str = ""
    """The officer who received it; "" when the system did."""
    reprinted_at: datetime | None = None
    """Set: marked as "BẢN IN LẠI"."""

    def __repr__(self) -> str:
        return f"Appointment({self.official_code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSlip:
    """A technician's slip: shows that Vietnamese letters, edges and QR come out."""

    # pytest would collect a class of this name.
    __test__ = False

    kiosk_id: str
    printer: str
    """How it is connected, e.g. "tcp 127.0.0.1:9100"."""
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """A paper to bring."""

    name: str
    note: str = ""
    """How many, and when it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSlip:
    """What a procedure needs, for somebody who only asked: nothing of anybody is on it."""

    authority: Authority
    procedure_name: str
    procedure_code: str
    told_on: date
    """The day for which it is told: fees and papers change."""
    place: str
    """Where it is filed, a sentence."""
    always: tuple[NeededPaper, ...]
    """Papers that everybody brings."""
    by_case: tuple[NeededPaper, ...]
    time: str = ""
    fees: tuple[str, ...] = ()
    exempt: str = ""
    """Who pays nothing."""
    exempt_perhaps: str = ""
    contact: str
    """What the phone keeps, as a vCard: goes into the QR code as it is."""


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """One check of the machine, in a sentence."""

    mark: str
    """"+", "!", "X" or "–"."""
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSlip:
    """What an examination of this machine found, on one slip."""

    kiosk_id: str
    authority_name: str
    program: str
    printed_at: datetime
    works: bool
    items: tuple[CheckedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSlip:
    """What was asked for about a dossier that was filed: the kiosk's own slip."""

    authority: Authority
    title: str
    title_en: str
    code: str
    """Of the request."""
    dossier_code: str
    saved_at: datetime
    asked: str = ""
    """What the authority asked for, in its words; ids in it are masked when drawn."""
    said: tuple[str, ...] = ()
    """What the citizen says, a sentence each; ids, telephone numbers and e-mail are masked when drawn."""
    papers: tuple[SentPaper, ...] = ()
    promise: str = ""
    """What happens next."""
    lookup_address: str = ""
    reprinted_at: datetime | None = None

    def __repr__(self) -> str:
        return f"RequestSlip({self.code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionSlip:
    """That a petition was taken: its number, and the digits that open its answer. Nothing of what it says."""

    authority: Authority
    code: str
    key: str
    """Six digits."""
    saved_at: datetime
    category: str
    named: bool = False
    """Whether its author gave a name. The name stays off: the slip opens the answer to whoever finds it."""
    papers: tuple[SentPaper, ...] = ()
    voice: str = ""
    """How long the recording is, e.g. "35 giây"; "" for none."""
    lookup_address: str = ""
    reprinted_at: datetime | None = None

    def __repr__(self) -> str:
        return f"PetitionSlip({self.code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedCopySlip:
    """That a scan was taken for an officer to compare with the original and sign. It certifies nothing."""

    authority: Authority
    code: str
    key: str
    """Six digits."""
    saved_at: datetime
    paper: str
    """What kind of paper the original is."""
    pages: int
    name: str = ""
    """Of who asks."""
    lookup_address: str = ""
    reprinted_at: datetime | None = None

    def __repr__(self) -> str:
        return f"CertifiedCopySlip({self.code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSlip:
    """What is known of a dossier, printed for who lost the slip: marked as "BẢN IN LẠI"."""

    authority: Authority
    code: str
    """The official number where there is one: it takes the place of a provisional slip."""
    provisional_code: str = ""
    procedure_name: str = ""
    """Empty where the dossier is not known to concern who asks."""
    state: str
    """A sentence."""
    sent: str = ""
    """When the portal got it; empty once an authority has received it."""
    received: str = ""
    due: str = ""
    due_before: str = ""
    told: str = ""
    """When the portal last told it."""
    lookup_address: str = ""
    reprinted_at: datetime

    def __repr__(self) -> str:
        return f"StateSlip({self.code})"


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A line of the table of Mẫu 02."""

    name: str
    count: str = ""
    """As the authority tells it; "" leaves the column empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequestSlip:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (docs/domain/slips.md#the-seven-official-forms, Mẫu 02).

    Nothing on it is made up: what the portal does not tell is "" and leaves no line.
    """

    authority: Authority
    """Who asks; without a name where that is not told."""
    official_code: str
    asked_at: date | None = None
    """A moment, or a day where the portal told no hour."""
    applicant_name: str = ""
    applicant_address: str = ""
    """Whole, as telephone and e-mail are; shortened when drawn."""
    phone: str = ""
    email: str = ""
    summary: str = ""
    """What is asked for. Whole; addresses and ids in it are shortened when drawn."""
    papers: tuple[AskedPaper, ...] = ()
    words: str = ""
    """The officer's; ids in them are masked when drawn. Beside a list of papers they are the reason."""
    told: str = ""
    """When the portal told it."""
    lookup_address: str = ""
    reprinted_at: datetime | None = None
    """Set: marked as "BẢN IN LẠI"."""

    def __repr__(self) -> str:
        return f"SupplementRequestSlip({self.official_code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTicketSlip:
    """A number for the counter (docs/domain/slips.md#queue-ticket): nothing of anybody is on it."""

    authority: Authority
    number: str
    field_name: str
    counters: tuple[str, ...] = ()
    priority: bool = False
    issued_at: datetime
    waiting: int | None = None
    """People before it; None leaves the line out."""
    minutes: int | None = None
    appointment: str = ""
    """Time of the appointment that it was given for."""
    bring: str = ""
    display_address: str = ""
    """Where a phone sees the numbers that are called; "" prints no code."""
    reprinted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSlip:
    """A fee that was paid, or that the citizen says was transferred: no receipt of the authority's."""

    authority: Authority
    reported: bool
    """The citizen says so; the portal has not."""
    dossier_code: str
    lines: tuple[tuple[str, str], ...] = ()
    """(fee, sum), where there are several."""
    amount: str = ""
    means: str = ""
    proofs: tuple[str, ...] = ()
    """The bank's or the terminal's own numbers."""
    at: str
    notice: str = ""
    """Code of the notice that this kiosk sends."""
    too_much: str = ""
    """What came beyond the fee."""
    receipt: str = ""
    """Number of the authority's receipt."""
    lookup_address: str = ""
    reprinted_at: datetime | None = None

    def __repr__(self) -> str:
        return f"PaymentSlip({self.dossier_code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingSlip:
    """That somebody would like to come to the counter. No appointment: the counter has not said a time."""

    authority: Authority
    code: str
    key: str
    """Six digits."""
    saved_at: datetime
    matter: str
    day: date
    half: str
    """E.g. "Sáng (07:30–11:30)"."""
    name: str = ""
    lookup_address: str = ""
    reprinted_at: datetime | None = None

    def __repr__(self) -> str:
        return f"BookingSlip({self.code})"


Content = (
    Receipt
    | Appointment
    | GuideSlip
    | RequestSlip
    | PetitionSlip
    | CertifiedCopySlip
    | BookingSlip
    | StateSlip
    | SupplementRequestSlip
    | TestSlip
    | HealthSlip
    | QueueTicketSlip
    | PaymentSlip
)
