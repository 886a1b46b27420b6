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


@dataclass(frozen=True, slots=True)
class FoundDossier:
    """A dossier that was asked for by its code or by a person, wherever it was filed."""

    reference_uid: str
    code: str
    """Official number; "" while it has none."""
    record: PortalRecord
    persons: frozenset[str] = field(default=frozenset(), repr=False)
    """Personal ids of the owner and of who filed it."""
    service_name: str = field(default="", repr=False)
    authority_name: str = ""


@dataclass(frozen=True, slots=True)
class AboutDossier:
    """What else a province tells of a dossier, to whom it concerns."""

    draft_uid: str = ""
    """The officer's draft of a certificate that waits for the citizen's word; "" for none."""
    draft: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """What stands in it: (name, value)."""
    draft_until: str = ""
    """ISO 8601: until then it can be answered; after it silence is consent."""
    late_reason: str = field(default="", repr=False)
    due_before: str = ""
    """The date that was promised first, when a new one was given."""
    parts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Procedures of a linked group: (name, what each waits for or has)."""
    results: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Finished electronic results: (uid, name)."""
