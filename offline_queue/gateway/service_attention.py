"""What the daemon's own status says to staff: one code for each thing that waits for a person."""

from __future__ import annotations

from offline_queue.contract.messages import LinkState, Status
from offline_queue.contract.service_messages import StaffTask


def waiting_for_staff(status: Status) -> tuple[StaffTask, ...]:
    """Give them, the gravest first: "sound", "disk", "link.*", "clock", "identity", "paused", "warning.*"."""
    found = []
    if not status.sound:
        found.append(StaffTask(code="sound"))
    if not status.accepting:
        found.append(StaffTask(code="disk"))
    if status.link is not LinkState.ONLINE:
        found.append(StaffTask(code=f"link.{status.link.value}", figure=status.offline_since))
    if status.clock_doubtful:
        found.append(StaffTask(code="clock"))
    if not status.identity_service and status.link is LinkState.ONLINE:
        found.append(StaffTask(code="identity"))
    if status.paused_until:
        found.append(StaffTask(code="paused", figure=status.paused_until))
    for warning in status.warnings:
        name, _, figure = warning.partition(":")
        found.append(StaffTask(code=f"warning.{name}", figure=figure))
    return tuple(found)
