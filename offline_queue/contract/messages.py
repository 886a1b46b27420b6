"""What screen and daemon say to each other over the Unix socket.

One JSON object a line, UTF-8, at most `MAX_LINE` bytes. Request: `{"v": 1, "id": n, "method": …, "params":
{…}}`; answer: `{"v": 1, "id": n, "ok": true, "result": {…}}` or `{"v": 1, "id": n, "ok": false, "error":
{"code": …, "text": …}}`. After `subscribe` the connection carries only lines of the form `{"v": 1, "event":
"dossier", "data": {…}}`.

What goes for every question stands here; parameters and answers of the others stand by subject in the
`*_messages` beside this module.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from offline_queue.contract.dossier import DeliveryState

VERSION = 1
MAX_LINE = 65_536


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

    errand: str = Field(pattern=r"^([a-z_]{1,40}|[0-9]{1,2}\.[0-9]{6})$")
    """A journey, or the code of the procedure that was filed."""
    step: str = Field(pattern=r"^[a-z_]{1,40}$")
    """Where it ended."""
    finished: bool
    helped: bool = False
    seconds: int = Field(ge=0, le=86_400)


class HelpParams(Message):
    """Parameters of `help`: an officer is wanted at the kiosk, or no longer. Nothing of the citizen."""

    wanted: bool
    step: str = ""
    """Where the citizen stands, e.g. "scan"."""


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
