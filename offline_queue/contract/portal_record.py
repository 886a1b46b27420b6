"""What a portal knows of one dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class PortalRecord:
    """What the portal knows of a dossier. Dates: ISO 8601 with zone, "" when not told."""

    portal_id: str
    submitted: bool
    """Whether it is past "new": with the authority."""
    official_code: str = ""
    received_at: str = ""
    due_at: str = ""
    due_doubt: str = ""
    """Why its due date is not kept: "before" the reception, or too "far" off; "" where nothing is wrong."""
    status: str = ""
    """The portal's own word or number."""
    status_text: str = field(default="", repr=False)
    stage: str = ""
    """The national portal's code of the state, "1" to "10" (`contract.stages`); "" when not told."""
    supplement: str = field(default="", repr=False)
    """What the authority asks the citizen to hand in besides (yêu cầu bổ sung), in its words."""
    asked_at: str = ""
    """When it asked for that."""
    asked_papers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Its list of them: (name, how many; "" when not told). Empty where only words are told."""


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
class FeeRecord:
    """What a portal says of the fee of one dossier. Amounts in đồng; dates ISO 8601, "" when not told."""

    state: str = ""
    """"due", "paid" or "none"; "" where the portal does not say."""
    lines: tuple[tuple[str, int], ...] = ()
    """(name, amount) of each fee that has an amount."""
    amount_vnd: int | None = None
    """All together; None while no amount was told, or only some."""
    payments: tuple[tuple[int, str, str], ...] = ()
    """(amount, when, the bank's or terminal's own number) of each payment that came for this dossier."""
    receipt: str = ""
    """Number of the authority's receipt."""
    words: str = field(default="", repr=False)
    """What the authority says besides."""

    @property
    def paid_vnd(self) -> int:
        """Everything that came."""
        return sum(amount for amount, _, _ in self.payments)


@dataclass(frozen=True, slots=True)
class DueService:
    """A procedure that the portal says is due to one person (gợi ý chủ động)."""

    uid: str
    service_code: str
    title: str = field(repr=False)
    """In the portal's words."""
    reason: str = field(default="", repr=False)
    """Why it is due, and to whom, in the portal's words."""
    place: str = field(default="", repr=False)
    """Who takes it, in the portal's words; "" where it does not say."""
    due_at: str = ""
    """ISO 8601; "" where no day is named."""
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """What the portal knows already: (key of the official form, value)."""


@dataclass(frozen=True, slots=True)
class AppointmentRecord:
    """An appointment at the counter; whose it is is not told."""

    code: str
    authority_code: str
    day: date
    begins: str
    ends: str
    """E.g. "09:30"."""
    letter: str
    """Of the field of work, as queue numbers begin."""
    state: str
    """"booked", "checked_in" or "cancelled"."""
    number: str = ""
    """The queue number that it was checked in under."""


@dataclass(frozen=True, slots=True)
class ResultFile:
    """What a portal says of a result's document: without it nothing is fetched."""

    uid: str
    size: int
    """Bytes."""
    sha256: str
    """Lower-case hex digits."""


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
    files: tuple[ResultFile, ...] = ()
    """Those of them that can be fetched."""
    rating: str = ""
    """"open" where the finished dossier may be rated, "given" where it was; "" where nobody says."""
    officials: tuple[str, ...] = field(default=(), repr=False)
    """Who handled it, as the authority names them."""
