"""Service mode: who is in it, and what is asked of the daemon. Nothing of a citizen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.state import Slice

TECHNICIAN = "technician"
ENTERPRISE = "wpa-eap"
""" "WPA Enterprise" (802.1X): an account beside the password."""


class ServiceAct(StrEnum):
    """What may be asked: the acts of the daemon's contract."""

    ATTENTION = "attention"
    QUEUE = "queue"
    RETRY = "retry"
    REPRINT = "reprint"
    PAPER = "paper"
    OPEN = "open"
    CLOSE = "close"
    CHECK = "check"
    DEVICES = "devices"
    NOTICES = "notices"
    LOG = "log"
    EXPORT = "export"
    SETUP = "setup"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class InService(Slice):
    """Who is in service mode; the proof of it stays with the worker."""

    role: str = ""
    """ "staff" or "technician"."""
    name: str = ""

    @property
    def technician(self) -> bool:
        """Whether everything may be done."""
        return self.role == TECHNICIAN


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """Something that waits for a person: a code that the screen has words for."""

    code: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One dossier: nothing in it tells whose."""

    code: str
    provisional_code: str = ""
    service_code: str = ""
    state: str = ""
    reason: str = ""
    attempts: int = 0
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One finding of the examination: see `servicing.check_result`."""

    check: str
    verdict: str
    said: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class TriedDevices(Slice):
    """What was tried by hand since this person came in; the examination shows it beside its own findings."""

    slip: str = ""
    """Of the test slip: "", "good", or the code of what went wrong."""
    sound: bool = False
    """Whether a sound was played; whether anybody heard it, a person has to say."""
    read: bool = False
    """Whether the reader read a code; what it says is not kept."""
    sheet: tuple[CheckFinding, ...] = ()
    """What a scan of the test sheet showed, one finding a property."""

    def words(self) -> tuple[tuple[str, str], ...]:
        """Give name and verdict of each, for the acceptance report."""
        tried = [
            ("printer.slip", self.slip and ("good" if self.slip == "good" else "failed")),
            ("sound", "good" if self.sound else ""),
            ("reader", "good" if self.read else ""),
            *((one.check, one.verdict) for one in self.sheet),
        ]
        return tuple((check, verdict) for check, verdict in tried if verdict)


@dataclass(frozen=True, slots=True)
class FoundNetwork:
    """A Wi-Fi in reach."""

    ssid: str
    strength: int
    """Per cent."""
    security: str
    """ "open", "wep", "wpa-psk", "sae" or "wpa-eap"."""

    @property
    def joinable(self) -> bool:
        """Whether it can be joined here; WEP is too old to be."""
        return self.security in ("open", "wpa-psk", "sae", ENTERPRISE)


# Events


@dataclass(frozen=True, slots=True)
class ServiceWanted(Touch):
    """The corner of the welcome screen was touched as those who know it do."""


@dataclass(frozen=True, slots=True)
class BareMachine(Touch):
    """This machine has no configuration yet: whoever stands before it is to set it up."""


@dataclass(frozen=True, slots=True)
class ServiceEntered(Result):
    """ "accepted", "wrong", "shared", "locked" or "unavailable"."""

    result: str
    role: str = ""
    name: str = ""
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class ServiceDone(Result):
    """An act was written down, and done where it is the daemon's.

    `result`: "done", "ended" (sign in again), "not_allowed", "unknown", "failed" or "unavailable".
    """

    act: ServiceAct
    result: str
    waiting: tuple[WaitingTask, ...] = ()
    entries: tuple[QueueEntry, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class HelperSaid(Result):
    """The helper with the machine's rights says something of an act: a finding, or a line."""

    act: ServiceAct
    finding: CheckFinding | None = None
    line: str = ""
    network: FoundNetwork | None = None


@dataclass(frozen=True, slots=True)
class HelperEnded(Result):
    """The helper is done. `problem`: "" or a code; `said`: its own last sentence."""

    act: ServiceAct
    problem: str = ""
    said: str = ""

    @property
    def problem_code(self) -> str:
        """Give the problem as the screen's sentences name it (`ui/messages.py`), "" for none."""
        return f"service.{self.problem}" if self.problem else ""


@dataclass(frozen=True, slots=True)
class SheetScanned(Result):
    """What the scan of the printed test sheet showed."""

    findings: tuple[CheckFinding, ...]


# Effects


@dataclass(frozen=True, slots=True)
class EnterService(Effect):
    """Have a PIN or a badge checked (→ ServiceEntered)."""

    visit: int
    pin: str = ""
    badge: str = ""

    def __repr__(self) -> str:
        return "EnterService(…)"


@dataclass(frozen=True, slots=True)
class DoService(Effect):
    """Have an act written down and done (→ ServiceDone)."""

    visit: int
    act: ServiceAct
    subject: str = ""


@dataclass(frozen=True, slots=True)
class AskHelper(Effect):
    """Have the helper do an act that needs the machine's rights (→ HelperSaid…, HelperEnded)."""

    visit: int
    act: ServiceAct
    words: tuple[tuple[str, str], ...] = ()
    """What it needs to know, by name."""

    def __repr__(self) -> str:
        return f"AskHelper({self.act})"


@dataclass(frozen=True, slots=True)
class PrintTestSlip(Effect):
    """Print the slip that shows letters, edges and a code (→ SlipPrinted | SlipFailed, slip "test")."""

    visit: int


@dataclass(frozen=True, slots=True)
class ScanTestSheet(Effect):
    """Scan the printed test sheet with the source that citizens use (→ SheetScanned)."""

    visit: int


@dataclass(frozen=True, slots=True)
class PrintCodeSlip(Effect):
    """Print the code of a dossier again, for who lost the slip (→ SlipPrinted | SlipFailed, slip "code")."""

    visit: int
    entry: QueueEntry
