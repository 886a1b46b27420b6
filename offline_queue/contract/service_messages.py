"""What is said between the screen's service mode and the daemon: who is there, what they do, what they see.

Codes and states alone: nothing that a citizen said ever goes this way.
"""

from __future__ import annotations

from enum import StrEnum

from offline_queue.contract.messages import Message

PIN_DIGITS = (6, 12)
"""Shortest and longest PIN."""


class Role(StrEnum):
    """What a person may do in service mode; a technician may do everything that staff may."""

    STAFF = "staff"
    TECHNICIAN = "technician"


class Act(StrEnum):
    """Everything that is done in service mode. Each is written into the chain of events before it is done."""

    ATTENTION = "attention"
    """Look at what waits for a person."""
    QUEUE = "queue"
    """Look at the dossiers: codes and states."""
    RETRY = "retry"
    """Send what was set aside again."""
    REPRINT = "reprint"
    """Print the slip of a dossier's code again."""
    PAPER = "paper"
    """Put in a new roll."""
    OPEN = "open"
    CLOSE = "close"
    """Let citizens begin errands, or no longer."""
    CHECK = "check"
    """Examine the machine."""
    DEVICES = "devices"
    """Try a device."""
    NOTICES = "notices"
    """Read the messages of the province."""
    LOG = "log"
    """Read what the programs recorded, redacted."""
    EXPORT = "export"
    """Write what was not delivered to a stick."""
    SETUP = "setup"
    """Provision the machine anew."""
    REPORT = "report"
    """Write the acceptance report."""


TECHNICIANS_ALONE = frozenset({Act.LOG, Act.EXPORT, Act.SETUP, Act.REPORT})


class EnterParams(Message):
    """Parameters of `service.enter`: either of both."""

    pin: str = ""
    badge: str = ""

    def __repr__(self) -> str:
        return "EnterParams(…)"


class Entered(Message):
    """Answer to `service.enter`."""

    result: str
    """"accepted", "wrong", "shared" (two persons have this PIN), "locked" or "unavailable"."""
    session: str = ""
    """Proof that goes with every act; "" unless accepted."""
    role: str = ""
    name: str = ""
    wait_s: int = 0
    """Seconds until another try, when locked."""

    def __repr__(self) -> str:
        return f"Entered({self.result})"


class DoParams(Message):
    """Parameters of `service.do`."""

    session: str
    act: Act
    subject: str = ""
    """What it is about, e.g. the code of a dossier."""

    def __repr__(self) -> str:
        return f"DoParams({self.act})"


class LeaveParams(Message):
    """Parameters of `service.leave`."""

    session: str

    def __repr__(self) -> str:
        return "LeaveParams(…)"


class StaffTask(Message):
    """One thing that waits for a person."""

    code: str
    """E.g. "queue.rejected"; the screen has the words."""
    figure: str = ""


class QueueLine(Message):
    """One dossier: nothing in it tells whose."""

    code: str
    provisional_code: str = ""
    service_code: str = ""
    state: str = ""
    """A `DeliveryState`, or how it ended by law."""
    reason: str = ""
    """A code of ours; never the portal's words."""
    attempts: int = 0
    made_at: str = ""


class Done(Message):
    """Answer to `service.do`."""

    result: str
    """"done", "ended" (sign in again), "not_allowed", "unknown" (no such dossier), or "failed"."""
    role: str = ""
    waiting: tuple[StaffTask, ...] = ()
    lines: tuple[QueueLine, ...] = ()
    more: int = 0
    """How many dossiers are not listed."""


MOST_LINES = 60
