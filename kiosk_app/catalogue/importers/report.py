"""What an importer read, what it shows as the original sentence, and what is wrong: by file and field."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk_app.catalogue.entry import Entry


class ImportFailedError(Exception):
    """A source cannot be read at all. The text names file, place and what is allowed."""


class NothingReadError(ImportFailedError):
    """A source was read to its end, and nothing in it is a procedure."""


class RemarkKind(StrEnum):
    """How much a remark weighs."""

    SENTENCE = "sentence"
    """Not read for certain: the portal's own sentence is shown."""
    DOUBT = "doubt"
    """Read, and marked: repealed, misnamed, a note among papers."""
    WRONG = "wrong"
    """The record or field cannot be used."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to tell about one field."""

    kind: RemarkKind
    place: str
    """File, and line or record in it."""
    code: str
    field: str
    text: str

    @property
    def line(self) -> str:
        """All of it as one line: where, of what, which field, what."""
        return ": ".join(filter(None, (self.place, self.code, self.field, self.text)))


@dataclass(slots=True)
class ImportReport:
    """What came out of the sources so far."""

    entries: list[Entry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    """Fields that were read, by name."""
    fetched_at: str = ""
    """When the newest source was fetched from a portal, ISO 8601; "" when none was."""
    offices: list[tuple[str, ...]] = field(default_factory=list)
    """Of each procedure of the exchange the codes of the offices that carry it out."""
    modelled: dict[tuple[str, str], str] = field(default_factory=dict)
    """Code and first day in force → the procedure with its form, encoded."""

    def told(self, kind: RemarkKind) -> list[Remark]:
        """Give the remarks of one kind."""
        return [one for one in self.remarks if one.kind is kind]
