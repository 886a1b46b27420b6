"""How far the dossier is on its way: made, saved, sent, received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kiosk_app.catalogue.model import LinkedPart
from kiosk_app.session.facts.filing import DossierContent, PreparedPart
from kiosk_app.session.facts.signer import SIGN_IN_PROBLEMS
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.state import Slice


class SubmitPhase(StrEnum):
    """How far the submission is."""

    NOT_YET = "not_yet"
    SAVING = "saving"
    SAVED = "saved"
    """Durable: "đã lưu"."""
    SENT = "sent"
    """The portal has it: "đã gửi", with the official code."""
    REJECTED = "rejected"
    """The portal refused its content; staff see it; nothing is lost."""
    FAILED = "failed"
    """Could not be made durable; `problem` says why; it may be tried again."""


@dataclass(frozen=True, slots=True)
class LinkedTold:
    """What the authority of one part of a linked group has told."""

    code: str
    official_code: str
    waiting: bool
    """Whether it still waits for another part."""


@dataclass(frozen=True, slots=True)
class LinkedState:
    """One part of a linked group as it stands."""

    part: LinkedPart
    official_code: str
    waiting: bool

    def state(self, language: str) -> str:
        """Give its number, else what it waits for; "" while neither is known."""
        if self.official_code:
            return self.official_code
        return self.part.waits.in_language(language) if self.waiting else ""


DURABLE = (SubmitPhase.SAVED, SubmitPhase.SENT, SubmitPhase.REJECTED)


@dataclass(frozen=True, slots=True)
class SubmissionState(Slice):
    """Problem codes: "queue.full", "queue.unavailable", "queue.no_key", "prepare.failed",
    "prepare.too_large", "declaration.too_large", "prepare.letters", and those of `SIGN_IN_PROBLEMS`."""

    phase: SubmitPhase = SubmitPhase.NOT_YET
    preparing: bool = False
    given: DossierContent | None = None
    """What the files were made from."""
    parts: tuple[PreparedPart, ...] = ()
    provisional_code: str = ""
    official_code: str = ""
    received: bool = False
    """An authority has received it."""
    stored_at: datetime | None = None
    """When it was made durable; with zone."""
    received_at: date | None = None
    """As the portal tells it: a moment, or a day without an hour; `due_at` as well."""
    due_at: date | None = None
    linked: tuple[LinkedTold, ...] = ()
    """What was told of the parts of a linked group; empty before the portal has split it."""
    code_method: str = ""
    """ "portal_otp" or "screen_code", once the right code was given."""
    code_reason: str = ""
    """Why the code stood on the screen; as in `offline_queue`'s CodeEvidence."""
    saved_at: float = 0.0
    sent_at: float = 0.0
    """Monotonic seconds; 0 = not yet."""
    problem: str = ""
    problem_part: str = ""
    """part_no of the paper that the problem is about; "" for none."""

    @property
    def code_on_screen(self) -> bool:
        """Whether the verification code stood on the screen."""
        return self.code_method == "screen_code"

    @property
    def code(self) -> str:
        """The code that the citizen should go by now."""
        return self.official_code or self.provisional_code

    @property
    def durable(self) -> bool:
        """Whether it cannot be lost any more."""
        return self.phase in DURABLE

    @property
    def waits_for_sign_in(self) -> bool:
        """Whether the same dossier is stored once its signer signs in anew."""
        return self.phase is SubmitPhase.FAILED and self.problem in SIGN_IN_PROBLEMS


def linked_states(submission: SubmissionState) -> tuple[LinkedState, ...]:
    """Give the parts of the dossier's group in its order; empty for a single procedure."""
    if submission.given is None:
        return ()
    known = {one.code: one for one in submission.linked}
    return tuple(
        LinkedState(
            part,
            known[part.code].official_code if part.code in known else "",
            known[part.code].waiting if part.code in known else bool(part.waits_for),
        )
        for part in submission.given.procedure.linked
    )


@dataclass(frozen=True, slots=True)
class DeliveryNews(Event):
    """What the daemon tells of a dossier: `state` as in the queue (DeliveryState), dates ISO 8601 or ""."""

    presence: ClassVar[bool] = False
    reference_uid: str
    state: str
    official_code: str
    received_at: str
    due_at: str
    received: bool = False
    """An authority has received it: only then there is an appointment."""
    linked: tuple[LinkedTold, ...] = ()
