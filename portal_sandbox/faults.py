"""Faults on demand: `POST /sandbox/faults` with any of these fields.

Fields that are left out do not change.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Faults(BaseModel):
    """The faults that are switched on at the moment."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    only: str = ""
    """Regular expression: the faults of answers are limited to calls whose path it finds something in, those
    of the identity service among them; "" is every call of the portal."""
    status: int = Field(default=0, ge=0, le=599)
    """This status, in the portal's JSON, on everything; 0 is none."""
    others: dict[str, str] = Field(default_factory=dict)
    """Key → another's: a question that names the first is answered with the record of the second."""
    portal_down: bool = False
    """503 on everything of the portal."""
    identity_down: bool = False
    """503 on everything of the identity service."""
    captive: bool = False
    """200 with a login page, as a captive portal answers."""
    slow_s: float = Field(default=0.0, ge=0, le=600)
    """Seconds before each answer of the portal."""
    lose_answers: int = Field(default=0, ge=0)
    """The next N writes are carried out and then answered with 503, as when the answer is lost."""
    cut_after_files: int | None = None
    """The first N files of a dossier get through; further ones are answered with 503."""
    reject: dict[str, str] = Field(default_factory=dict)
    """referenceUid (or "*") → the words of a 400."""
    retry_after_s: int = Field(default=0, ge=0)
    """429 with Retry-After."""
    max_file_bytes: int = Field(default=0, ge=0)
    """413 above this; 0 takes everything."""
    unauthorised: bool = False
    """401 on everything."""
    date_skew_s: int = 0
    """Added to the Date header."""
    nonsense: Literal["", "html", "truncated", "huge", "type", "empty"] = ""
    """Kind of an answer that is not the portal's."""
    session_over: int = Field(default=0, ge=0)
    """The next N messages of the national portal are answered with "session expired"."""
    refuses_known: bool = False
    """409 "đã tồn tại" for a dossier that is created again, as some portals answer."""
    lie: Literal["", "not_stored", "wrong_size"] = ""
    """The portal confirms a file and keeps nothing ("not_stored"), or tells another size ("wrong_size")."""
    redirect: bool = False
    """302 to a login page."""
    tus: bool = False
    """Whether uploads are offered as tus 1.0."""
    phone_waits_s: float = Field(default=0.0, ge=0)
    """How long a sign-in by phone waits for its owner; 0: as long as usual."""
    catalogue: Literal["", "half", "older", "another_province"] = ""
    """What the list of procedures is instead of this unit's of today."""
    no_numbers: bool = False
    """Whether official numbers in advance are refused (404)."""

    @field_validator("only")
    @classmethod
    def _readable(cls, text: str) -> str:
        try:
            re.compile(text)
        except re.error as error:
            raise ValueError(f"only: {error}") from error
        return text

    def concern(self, path: str, *, identity: bool) -> bool:
        """Tell whether the faults of the portal's answers are for a call of this path."""
        return re.search(self.only, path) is not None if self.only else not identity


class FaultSwitches:
    """The faults that are switched on, and the counters of those that end by themselves."""

    def __init__(self) -> None:
        """No fault is switched on at first."""
        self.now = Faults()

    def change(self, wanted: dict[str, object]) -> Faults:
        """Switch faults on or off. Raises pydantic.ValidationError."""
        self.now = Faults.model_validate({**self.now.model_dump(), **wanted})
        return self.now

    def session_is_over(self) -> bool:
        """Whether this session is to expire; counts down."""
        if self.now.session_over == 0:
            return False
        self.now.session_over -= 1
        return True

    def told_size(self, size: int) -> int:
        """The size that the portal claims for a file of this size."""
        return size + 1 if self.now.lie == "wrong_size" else size

    def answer_is_lost(self) -> bool:
        """Whether this answer is to be lost; counts down."""
        if self.now.lose_answers == 0:
            return False
        self.now.lose_answers -= 1
        return True
