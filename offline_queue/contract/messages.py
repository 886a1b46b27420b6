"""What screen and daemon say to each other over the Unix socket.

One JSON object a line, UTF-8, at most `MAX_LINE` bytes. Request: `{"v": 1, "id": n, "method": …, "params":
{…}}`; answer: `{"v": 1, "id": n, "ok": true, "result": {…}}` or `{"v": 1, "id": n, "ok": false, "error":
{"code": …, "text": …}}`. After `subscribe` the connection carries only lines of the form `{"v": 1, "event":
"dossier", "data": {…}}`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from offline_queue.contract.answer_key import split
from offline_queue.contract.attestation import StaffAct
from offline_queue.contract.dossier import DeliveryState, SubmissionKind

VERSION = 1
MAX_LINE = 65_536
LONGEST_SECURITY_OBJECT = 16_384
"""Bytes; a card's has some 2,500, with a signer's certificate in it."""
LONGEST_GROUP = 4_096
MOST_GROUPS = 2
"""All of it in base64 fits a line."""


class Message(BaseModel):
    """Base of what goes over the socket; what a newer peer says beside it is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", cache_strings="none")

    def __str__(self) -> str:
        return repr(self)


class Method(StrEnum):
    """Every request there is."""

    STATUS = "status"
    VERIFY_TOKEN = "identity.verify"  # noqa: S105  a method's name
    REQUEST_CODE = "code.request"
    CHECK_CODE = "code.check"
    ATTEST = "dossier.attest"
    CHECK_BADGE = "staff.confirm"
    CHECK_CHIP = "identity.chip"
    BEGIN_PHONE = "identity.phone.begin"
    ASK_PHONE = "identity.phone.ask"
    NEWS = "dossier.news"
    LOOK_UP = "dossier.look_up"
    MINE = "dossier.mine"
    FEE = "dossier.fee"
    DUE_SERVICES = "services.due"
    APPOINTMENT = "appointment.check"
    FETCH_RESULT = "result.fetch"
    RESULT_PIECE = "result.piece"
    WAKE = "delivery.wake"
    HELP = "help"
    ERRAND_ENDED = "errand.ended"
    ENTER_SERVICE = "service.enter"
    DO_SERVICE = "service.do"
    LEAVE_SERVICE = "service.leave"
    SUBSCRIBE = "subscribe"


class LinkState(StrEnum):
    """What the daemon found when it last looked for the portal."""

    ONLINE = "online"
    OFFLINE = "offline"
    CAPTIVE = "captive"
    """Something answers, but it is not the portal: the Wi-Fi wants a login."""
    UNTRUSTED = "untrusted"
    """The portal's certificate does not match; nothing is sent."""
    BLOCKED = "blocked"
    """The portal refuses the kiosk's credentials."""


class Status(Message):
    """Answer to `status`."""

    link: LinkState
    identity_service: bool
    """Whether the identity service answered when last asked (true until it failed)."""
    clock_doubtful: bool
    accepting: bool
    """False when the disk could not take another dossier."""
    max_file_bytes: int | None = None
    """The portal's limit for one file, once learnt."""
    warnings: tuple[str, ...] = ()
    """What staff are warned of, e.g. "days:80": the limit (days, dossiers, space) and its per cent."""
    sound: bool = True
    """False when the last check found damage."""
    paused_until: str = ""
    """Until when nothing is sent to spare the portal (ISO 8601), "" when sending goes on."""
    waiting: dict[str, int] = {}
    """People in the commune's queue by the letter of their numbers; empty when nobody told it lately."""
    in_visit: bool = False
    """Whether somebody stands at the screen: nothing of the machine is changed meanwhile."""
    closed: bool = False
    """Whether staff closed the kiosk: no errand begins until they open it."""
    offline_since: str = ""
    """Since when the portal is not reached (ISO 8601); "" while it is, and before it ever was."""
    paused_by: str = ""
    """Why: "throttled" when the portal asked for it, "busy" or "nonsense" after failures."""


class StatusParams(Message):
    """Parameters of `status`."""

    in_visit: bool = False
    """The screen asks, and somebody stands at it."""


class ErrandParams(Message):
    """Parameters of `errand.ended`: what is counted for the province; nothing of who it was."""

    errand: str = Field(pattern=r"^([a-z_]{1,40}|[0-9]\.[0-9]{6})$")
    """A journey, or the code of the procedure that was filed."""
    step: str = Field(pattern=r"^[a-z_]{1,40}$")
    """Where it ended."""
    finished: bool
    helped: bool = False
    seconds: int = Field(ge=0, le=86_400)


class VerifyParams(Message):
    """Parameters of `identity.verify`."""

    token: str

    def __repr__(self) -> str:
        return "VerifyParams(…)"


class Verified(Message):
    """Answer to `identity.verify` and `identity.phone.ask` (there also "pending" and "denied").

    `claims` only when `result` is "verified" (names: identity.Claims).
    """

    result: str
    level: int | None = None
    claims: dict[str, str] = {}
    ticket: str = ""
    """Says to this daemon that it verified this person; opaque, kept for the visit, "" when not verified."""

    def __repr__(self) -> str:
        return f"Verified({self.result})"


class CodeParams(Message):
    """Parameters of `code.request`; the code is bound to this dossier."""

    reference_uid: str
    personal_id: str
    phone: str = ""
    """Where the identity service knows none."""
    ticket: str = ""
    """Of the sign-in: a code goes only to who was verified."""

    def __repr__(self) -> str:
        return f"CodeParams({self.reference_uid})"


class CodeSent(Message):
    """Answer to `code.request`."""

    result: str
    """"sent", "too_soon", "no_phone", "unavailable" or "locked"."""
    phone_hint: str = ""
    """The last digits only, e.g. "•••• 123"."""
    resend_after_s: int = 60
    tries_left: int = 3


class CheckParams(Message):
    """Parameters of `code.check`."""

    reference_uid: str
    code: str

    def __repr__(self) -> str:
        return "CheckParams(…)"


class CodeChecked(Message):
    """Answer to `code.check`. Tries are counted behind the socket."""

    result: str
    """"accepted", "wrong", "expired", "locked" or "unavailable"."""
    tries_left: int = 0


class HelpParams(Message):
    """Parameters of `help`: an officer is wanted at the kiosk, or no longer. Nothing of the citizen."""

    wanted: bool
    step: str = ""
    """Where the citizen stands, e.g. "scan"."""


class AttestParams(Message):
    """Parameters of `dossier.attest`, asked once the code was right and before the dossier is sealed."""

    reference_uid: str
    ticket: str
    """Of a sign-in, or the word for a chip."""

    def __repr__(self) -> str:
        return f"AttestParams({self.reference_uid})"


class Attested(Message):
    """Answer to `dossier.attest`."""

    attestation: str
    """Goes into the manifest (contract/attestation.py); "" when the daemon vouches for nothing."""

    def __repr__(self) -> str:
        return "Attested(…)"


class ChipParams(Message):
    """Parameters of `identity.chip`: what was read from a card, for the daemon to verify itself."""

    security_object: Annotated[Base64Bytes, Field(max_length=LONGEST_SECURITY_OBJECT)]
    groups: Annotated[
        dict[int, Annotated[Base64Bytes, Field(max_length=LONGEST_GROUP)]], Field(max_length=MOST_GROUPS)
    ]
    """Data groups by number: 1 (MRZ) and 13 (what is printed)."""

    def __repr__(self) -> str:
        return "ChipParams(…)"


class ChipChecked(Message):
    """Answer to `identity.chip`."""

    result: str
    """"verified", "unavailable" (the daemon has no country signers to compare with), or what is wrong
    (`chip_data.errors`)."""
    word: str = ""
    """Says to this daemon whose chip it verified; opaque, for `dossier.attest`, "" when not verified."""

    def __repr__(self) -> str:
        return f"ChipChecked({self.result})"


class PhoneBegun(Message):
    """Answer to `identity.phone.begin`: what the citizen's phone scans (RFC 8628)."""

    result: str
    """"begun", "locked" (too many of late) or "unavailable"."""
    handle: str = ""
    """Stands for the device code, which stays with the daemon."""
    address: str = ""
    user_code: str = ""
    expires_s: int = 0

    def __repr__(self) -> str:
        return f"PhoneBegun({self.result})"


class PhoneParams(Message):
    """Parameters of `identity.phone.ask`: whether the phone has decided."""

    handle: str

    def __repr__(self) -> str:
        return "PhoneParams(…)"


class BadgeParams(Message):
    """Parameters of `staff.confirm`: a member of staff held a badge up for this dossier."""

    reference_uid: str
    badge: str
    act: StaffAct = StaffAct.SEEN
    """What they vouch for."""

    def __repr__(self) -> str:
        return f"BadgeParams({self.reference_uid})"


class BadgeChecked(Message):
    """Answer to `staff.confirm`."""

    result: str
    """"accepted", "unknown", "locked" or "unavailable"."""
    officer_name: str = ""
    confirmation: str = ""
    """Goes into the manifest (contract/attestation.py); "" unless accepted."""

    def __repr__(self) -> str:
        return f"BadgeChecked({self.result})"


class WakeParams(Message):
    """Parameters of `delivery.wake`."""

    by_hand: bool = False
    """A person acted: pauses end, and what was set aside is tried again."""


class NewsParams(Message):
    """Parameters of `dossier.news`."""

    reference_uid: str


class LinkedNews(Message):
    """What is known of one part of a linked group: each has an authority, a number and a state of its own."""

    code: str
    name: str
    authority: str
    waits_for: str = ""
    """Code of the part that it waits for; "" once its own authority has it, or when it waits for none."""
    official_code: str = ""
    received_at: str = ""
    due_at: str = ""
    stage: str = ""


class DossierNews(Message):
    """What is known of a dossier; also the data of a "dossier" event. Nothing of its contents."""

    reference_uid: str
    state: DeliveryState
    official_code: str = ""
    due_at: str = ""
    """ISO 8601 with zone, "" until the portal told it."""
    received_at: str = ""
    stage: str = ""
    """The national portal's code of its state at the authority (`stages.Stage`); "" until it was told."""
    reason: str = ""
    """Why it waits or was refused, for staff."""
    linked: tuple[LinkedNews, ...] = ()
    """The parts of a linked group, in its order; empty for a single procedure."""


class LookUpParams(Message):
    """Parameters of `dossier.look_up`."""

    code: str
    """Official number or provisional code, as typed or as a slip says it; with the key where it has one."""
    ticket: str = ""
    """Of a sign-in: contents are told to whom they concern. "" gives state and dates alone."""

    def __repr__(self) -> str:
        return f"LookUpParams({split(self.code)[0]})"


class MineParams(Message):
    """Parameters of `dossier.mine`."""

    ticket: str

    def __repr__(self) -> str:
        return "MineParams(…)"


class FiledDossier(Message):
    """What was filed here, as the official slip names it: told to whom it concerns, while it is kept."""

    service_code: str
    summary: str
    copies: int
    applicant_name: str
    applicant_address: str = ""
    phone: str = ""
    email: str = ""
    personal_id: str = ""
    owner_name: str
    owner_address: str = ""
    delivery: str
    """ "counter", "post" or "online"."""
    papers: tuple[tuple[str, bool], ...]
    """(name, whether it was scanned from paper)."""

    def __repr__(self) -> str:
        return "FiledDossier(…)"


class KnownDossier(Message):
    """What is told of a dossier. Dates: ISO 8601, "" when not told."""

    code: str
    """By what the citizen knows it: the official number where there is one."""
    kind: str = SubmissionKind.DOSSIER.value
    """"dossier", or one of `ANSWERED`."""
    stage: str = ""
    """The national portal's code; "" while no authority has said anything."""
    state: DeliveryState | None = None
    """Where it is on its way from this kiosk; None for another place's."""
    ended: str = ""
    """"withdrawn", "erased" or "returned" when it ended here before an authority had it."""
    received_at: str = ""
    due_at: str = ""
    due_before: str = ""
    told_at: str = ""
    """When this was last told by the portal."""
    fresh: bool = False
    """Whether the portal told it just now; otherwise it is what was last known."""
    own: bool = False
    """Whether it is known to concern who asks. What follows is told to them alone."""
    reference_uid: str = ""
    provisional_code: str = ""
    service_name: str = ""
    authority_name: str = ""
    words: str = ""
    """What the authority asks to be handed in, in its words; of an answered request: the answer."""
    late_reason: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    draft_uid: str = ""
    draft: tuple[tuple[str, str], ...] = ()
    draft_until: str = ""
    results: tuple[tuple[str, str], ...] = ()
    officials: tuple[str, ...] = ()
    """Who handled it, as the authority names them."""
    rating: str = ""
    """"open" or "given" where the portal says of a finished dossier whether it was rated; told to all."""
    filed: FiledDossier | None = None

    def __repr__(self) -> str:
        return f"KnownDossier({self.code})"


class LookedUp(Message):
    """Answer to `dossier.look_up`."""

    result: str
    """"found", "unknown", "wrong_code", "wrong_key", "other_kiosk", "other_province", "not_now",
    "too_often"."""
    dossier: KnownDossier | None = None


class Mine(Message):
    """Answer to `dossier.mine`."""

    result: str
    """"found", "not_now", "too_often" or "sign_in" (the ticket is none, or too old)."""
    dossiers: tuple[KnownDossier, ...] = ()
    """Newest first, at most `MOST_OF_ONE`; `more`: how many others there are."""
    more: int = 0


MOST_OF_ONE = 20
