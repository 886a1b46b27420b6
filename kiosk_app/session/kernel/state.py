"""Everything the screen shows, in one immutable value.

The dispatcher makes a new one for each event; view-models compare old and new. Personal data live only here
and in the effects under way, so dropping the value wipes the visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import ClassVar, TypeVar, cast

from kiosk_app.catalogue.model import Text
from kiosk_app.session.kernel.day import BoardNotice, DayState
from kiosk_app.session.kernel.event import Event

WELCOME = "welcome"
"""The one step that belongs to no journey: nobody is there, or somebody is between two errands."""


class Lifetime(IntEnum):
    """How long a slice is kept."""

    JOURNEY = 1
    """Until the errand ends."""
    VISIT = 2
    """Until the citizen leaves; kept for their next errand."""
    MACHINE = 3
    """As long as the program runs: nothing of a citizen."""


class Slice:
    """A part of the state that one step, or several that share it, keep. Every field has a default."""

    __slots__ = ()
    lifetime: ClassVar[Lifetime] = Lifetime.JOURNEY


S = TypeVar("S", bound=Slice)


@dataclass(frozen=True, slots=True)
class Health:
    """What works right now; of devices "" = works, else a problem code."""

    link: str = "offline"
    """ "online", or why not."""
    identity_service: bool = True
    accepting: bool = True
    """Whether the queue takes a dossier."""
    closed: bool = False
    """Whether staff closed the kiosk: nobody begins an errand."""
    offline_since: str = ""
    """Since when the portal is away (ISO 8601); "" while it is there, or nobody knows."""
    clock_doubtful: bool = False
    daemon: bool = False
    scanner: str = ""
    printer: str = ""
    reader: str = ""
    paper_low: bool = False
    """The printer's roll is near its end."""
    senses_paper: bool = False
    """The scanner tells when paper lies in its slot."""
    has_feeder: bool = True
    """False: one page at a time on the glass."""
    largest_file: int = 0
    """Bytes that the portal takes as one file, as far as it was learnt; 0: nothing was."""

    @property
    def devices(self) -> dict[str, str]:
        """Give those that this process holds, by name, and what is wrong with each."""
        return {"printer": self.printer, "scanner": self.scanner, "reader": self.reader}

    @property
    def online(self) -> bool:
        """Whether the portal can be reached."""
        return self.link == "online"


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody is there."""

    last_seen: float = 0.0
    """Monotonic seconds."""
    more_s: float = 0.0
    """Seconds granted on this step by "Cho thêm thời gian"."""
    board: bool = False
    """Nobody touched anything for a while: the welcome screen is the notice board."""
    warning: bool = False
    seconds_left: int = 0


NO_TEXT = Text("", "")
_OPEN = DayState()


@dataclass(frozen=True, slots=True)
class Errand:
    """What the welcome screen offers: one tile."""

    journey: str
    subject: str
    title: Text
    summary: Text = NO_TEXT
    icon: str = ""
    fee: Text = NO_TEXT
    """What it costs, for the board; nothing where nobody can say for certain."""
    details: Mapping[str, str] = field(default_factory=dict)
    """More that a tile may say: "time", "promise", "fee"."""


@dataclass(frozen=True, slots=True)
class VisitState:
    """The whole visit."""

    visit: int = 0
    """Counts visits; late results of an earlier one are dropped by it."""
    now: float = 0.0
    """Monotonic seconds of the last event."""
    language: str = "vi"
    text_size: int = 0
    """0 normal, 1 large, 2 largest."""
    health: Health = Health()
    presence: Presence = Presence()
    day: DayState = _OPEN
    """Whether the counter is open; looked at while the welcome screen is shown."""
    notices: tuple[BoardNotice, ...] = ()
    """Signed messages for everybody."""
    errands: tuple[Errand, ...] = ()
    """What may be done today."""
    errands_done: int = 0
    """How many this citizen has finished; while it is not 0 the welcome screen knows who they are."""
    journey: str = ""
    """ "" on the welcome screen."""
    step: str = WELCOME
    entered_at: float = 0.0
    """Monotonic seconds when this step was entered."""
    return_to: str = ""
    """Step that asked for a change and is gone back to when it is made; "" for none."""
    watching: bool = False
    """The reader looks for codes that open doors, because no step uses it for its own."""
    at_door: Event | None = None
    """The event that would leave this errand for another: after a question, or when the machine is done."""
    confirm_cancel: bool = False
    """ "Hủy và xóa hết?" stands over the screen."""
    begun_at: float = 0.0
    """Monotonic seconds when this errand began."""
    was_helped: bool = False
    """An officer was called in this errand."""
    help_wanted: bool = False
    """An officer has been called."""
    slices: Mapping[type[Slice], Slice] = field(default_factory=dict)

    def of(self, kind: type[S]) -> S:
        """Give the slice of that kind as it is, or as it begins."""
        found = self.slices.get(kind)
        return cast("S", found) if found is not None else kind()

    def put(self, *changed: Slice) -> VisitState:
        """Give the state with these slices instead of those of their kind."""
        return replace(self, slices={**self.slices, **{type(one): one for one in changed}})

    @property
    def somebody_here(self) -> bool:
        """Whether a visit is under way."""
        return bool(self.journey or self.errands_done)

    @property
    def knows_somebody(self) -> bool:
        """Whether anything is kept that a citizen gave for their whole visit."""
        return any(kind.lifetime is Lifetime.VISIT for kind in self.slices)

    def without(self, longest: Lifetime) -> VisitState:
        """Give the state without the slices that live no longer than that."""
        kept = {kind: one for kind, one in self.slices.items() if kind.lifetime > longest}
        return replace(self, slices=kept)
