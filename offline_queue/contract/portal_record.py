"""What a portal knows of one dossier."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PortalRecord:
    """What the portal knows of a dossier. Dates: ISO 8601 with zone, "" when not told."""

    portal_id: str
    submitted: bool
    """Whether it is past "new": with the authority."""
    official_code: str = ""
    received_at: str = ""
    due_at: str = ""
    status: str = ""
    """The portal's own word or number."""
    status_text: str = field(default="", repr=False)
    stage: str = ""
    """The national portal's code of the state, "1" to "10" (`contract.stages`); "" when not told."""
    supplement: str = field(default="", repr=False)
    """What the authority asks the citizen to hand in besides (yêu cầu bổ sung), in its words."""
