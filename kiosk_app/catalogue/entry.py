"""What the catalogue knows of any procedure: enough to find it and to say what it takes.

A modelled procedure (`model.Procedure`) has a form besides; an entry is what every procedure has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChannelKind(StrEnum):
    """How a dossier is handed in."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class TimeUnit(StrEnum):
    """Units of a time limit; the portal's OTHER is none of them."""

    WORKING_DAY = "working_day"
    DAY = "day"
    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


class ProcedureStatus(StrEnum):
    """Whether a procedure can be counted on."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"
    MISNAMED = "misnamed"
    """The source gives it a name that is not its own."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long it takes. Without `unit` only `sentence` may be shown."""

    amount: int | None
    unit: TimeUnit | None
    sentence: str
    """The portal's own words; "" when it says nothing."""

    @property
    def known(self) -> bool:
        """Whether the number and its unit were read for certain."""
        return self.amount is not None and self.unit is not None


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee. With `amount_vnd` None only `sentence` may be shown: no number is made up."""

    amount_vnd: int | None
    """Đồng; 0 is free."""
    per: str
    """What it is paid for each of, as the portal says: "trang", "bản"; "" once."""
    sentence: str

    @property
    def known(self) -> bool:
        """Whether the amount was read for certain."""
        return self.amount_vnd is not None


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to hand in, with its time and fees."""

    kind: ChannelKind
    time: TimeLimit
    fees: tuple[FeeLine, ...]
    note: str = ""
    """What the portal adds in words."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A component of the dossier; one without original and copy is a note, not a paper."""

    name: str
    originals: int | None
    """None: how many was not read for certain, `name` carries the portal's sentence."""
    copies: int
    form: str = ""
    """Name of the portal's form file."""
    case: str = ""
    """The case that it is asked in; "" always."""
    code: str = ""

    @property
    def is_note(self) -> bool:
        """Whether it is a remark among the papers."""
        return self.originals == 0 and self.copies == 0


@dataclass(frozen=True, slots=True)
class ProcedureResult:
    """What the citizen gets."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Law:
    """A legal basis."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure in one version."""

    code: str
    name: str
    field: str
    """Lĩnh vực."""
    levels: tuple[str, ...] = ()
    """Among "commune", "province", "ministry", "other"."""
    channels: tuple[Channel, ...] = ()
    papers: tuple[Paper, ...] = ()
    results: tuple[ProcedureResult, ...] = ()
    laws: tuple[Law, ...] = ()
    subjects: str = ""
    """Who it is for, as the portal says."""
    authority: str = ""
    """Who decides."""
    address: str = ""
    """Where it is received."""
    steps: str = ""
    conditions: str = ""
    decision: str = ""
    """Number of the decision that publishes this version."""
    version: str = ""
    effective_from: date | None = None
    """None: in force for as long as known."""
    effective_to: date | None = None
    status: ProcedureStatus = ProcedureStatus.IN_FORCE
    successors: tuple[str, ...] = ()
    """Codes that took its place."""
    aliases: tuple[str, ...] = ()
    """Other codes of the same procedure: old, new, of a province."""
    short_name: str = ""
    said: tuple[str, ...] = ()
    """Other words for it that the source itself gives."""
    source: str = ""
    """Which importer read it."""
    elsewhere: str = ""
    """Why it cannot be filed at a kiosk, where to go and what to bring; "" where nothing is known of it."""
    modelled: bool = False
    """Whether the kiosk has its form."""

    def channel(self, kind: ChannelKind) -> Channel | None:
        """Give a way to hand in; rows that differ are cases of their own, and told in words."""
        rows = [one for one in self.channels if one.kind is kind]
        if len(rows) < 2:
            return rows[0] if rows else None
        times = tuple(dict.fromkeys(one.time for one in rows))
        fees = tuple(dict.fromkeys(one.fees for one in rows))
        lines = tuple(dict.fromkeys(line.sentence for each in fees for line in each if line.sentence))
        return Channel(
            kind,
            times[0] if len(times) == 1 else _in_cases([one.sentence for one in times]),
            fees[0] if len(fees) == 1 else tuple(FeeLine(None, "", line) for line in lines),
            " ".join(dict.fromkeys(one.note for one in rows if one.note)),
        )

    def in_force(self, on: date) -> bool:
        """Whether this version holds on that day; of a repealed one the last day is not known."""
        if self.status is ProcedureStatus.REPEALED:
            return False
        began = self.effective_from is None or self.effective_from <= on
        return began and (self.effective_to is None or on <= self.effective_to)


def _in_cases(sentences: list[str]) -> TimeLimit:
    told = "; ".join(dict.fromkeys(one.strip(" .;") for one in sentences if one))
    return TimeLimit(None, None, f"{told} (tùy trường hợp)" if told else "")
