"""What the daemon knows of its own machine, as the province is told it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from offline_queue.fleet.messages import Value


@dataclass(frozen=True, slots=True)
class KioskState:
    """At one moment. Every text is a word of this program; `messages.encoded` refuses others."""

    link: str
    accepting: bool
    sound: bool
    identity_service: bool
    clock_doubtful: bool
    warnings: tuple[str, ...]
    paused_by: str
    undelivered: int
    oldest_s: int
    """Age of the oldest undelivered dossier."""
    undelivered_mb: int
    free_mb: int
    certificate_days: int | None
    by_state: Mapping[str, int] = field(default_factory=dict)
    attempts: Mapping[str, int] = field(default_factory=dict)
    """How attempts to deliver ended, counted since the daemon began."""

    def message(self) -> dict[str, Value]:
        """Give it as a message holds it."""
        another = any(one.startswith(("id_in_use:", "fleet:taken_over")) for one in self.warnings)
        # The statistics' exporter cannot read a list, so that it gets a number.
        return {**asdict(self), "warning_count": len(self.warnings), "two_of_a_name": another}

    @property
    def what_changed_matters(self) -> tuple[object, ...]:
        """Fields whose change is reported as an event; counts change all the time and are not."""
        return (self.link, self.accepting, self.sound, self.clock_doubtful, self.warnings, self.paused_by)
