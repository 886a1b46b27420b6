"""Events that mean the same wherever a visit stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk_app.session.kernel.day import BoardNotice
from kiosk_app.session.kernel.event import Event, Touch


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """Time goes on; sent every second and after each wake-up."""

    presence: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class HealthChanged(Event):
    """Something began to work or stopped; None = not told now. See `Health` for the meaning of each."""

    presence: ClassVar[bool] = False
    link: str | None = None
    identity_service: bool | None = None
    accepting: bool | None = None
    closed: bool | None = None
    offline_since: str | None = None
    clock_doubtful: bool | None = None
    daemon: bool | None = None
    scanner: str | None = None
    printer: str | None = None
    reader: str | None = None
    paper_low: bool | None = None
    senses_paper: bool | None = None
    has_feeder: bool | None = None
    largest_file: int | None = None


@dataclass(frozen=True, slots=True)
class NoticesChanged(Event):
    """The signed messages of the province and the commune changed; these hold now."""

    presence: ClassVar[bool] = False
    notices: tuple[BoardNotice, ...]


@dataclass(frozen=True, slots=True)
class Touched(Touch):
    """Somebody touched the screen or typed; the idle warning goes away."""


@dataclass(frozen=True, slots=True)
class MoreTime(Touch):
    """ "Cho thêm thời gian": on this step the warning comes later."""


@dataclass(frozen=True, slots=True)
class Begin(Touch):
    """An errand was chosen. `journey` "" takes the first that is offered."""

    journey: str = ""
    subject: str = ""
    """What the errand is about, in the journey's own words (for filing: the code of a procedure)."""


@dataclass(frozen=True, slots=True)
class LanguageChosen(Touch):
    """ "vi" or "en"."""

    language: str


@dataclass(frozen=True, slots=True)
class TextSizeChosen(Touch):
    """0 normal, 1 large, 2 largest: who needs large text is given more time."""

    size: int


@dataclass(frozen=True, slots=True)
class Next(Touch):
    """ "Tiếp tục"."""


@dataclass(frozen=True, slots=True)
class Back(Touch):
    """ "Quay lại"."""


@dataclass(frozen=True, slots=True)
class TryAgain(Touch):
    """Another try after a problem: the step's main way on."""


@dataclass(frozen=True, slots=True)
class CancelAsked(Touch):
    """ "Hủy"."""


@dataclass(frozen=True, slots=True)
class CancelConfirmed(Touch):
    """ "Hủy và xóa hết"."""


@dataclass(frozen=True, slots=True)
class CancelDismissed(Touch):
    """ "Làm tiếp"."""


@dataclass(frozen=True, slots=True)
class DoorAnswered(Touch):
    """Whether the errand under way is given up for the one of the code that was held up."""

    enter: bool


@dataclass(frozen=True, slots=True)
class HelpAsked(Touch):
    """ "Gọi cán bộ"."""


@dataclass(frozen=True, slots=True)
class HelpEnded(Touch):
    """The officer is there, or the citizen needs none any more."""
