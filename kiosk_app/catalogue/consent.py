"""The notice that the citizen agrees to: what the screen shows, and its digest for the dossier."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from kiosk_app.catalogue.checked_yaml import read_checked
from kiosk_app.catalogue.load import CatalogueError
from kiosk_app.catalogue.model import Text


class _Paragraph(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    strong: bool = False


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str = Field(min_length=1)
    purpose: str = Field(min_length=1)
    paragraphs: tuple[_Paragraph, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the notice, with the names of this counter in it."""

    text: Text
    strong: bool


@dataclass(frozen=True, slots=True)
class ConsentNotice:
    """The notice as it stands on this kiosk's screen."""

    version: str
    purpose: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def sha256(self) -> str:
        """Digest of the Vietnamese wording, paragraphs joined by a line feed, NFC, UTF-8; lower-case hex."""
        wording = "\n".join(paragraph.text.vi for paragraph in self.paragraphs)
        return hashlib.sha256(unicodedata.normalize("NFC", wording).encode()).hexdigest()


def load_notice(
    path: Path, authority: str, phone: str, *, kept_hours: int = 24, unsent_days: int = 14
) -> ConsentNotice:
    """Read the notice and put the counter's names in. Raises `CatalogueError`.

    `kept_hours`: how long a dossier stays after the portal proved that it has it; `unsent_days`: after which
    staff see to one that could not be sent. Both come from the configuration: the notice says what is true.
    """
    file = read_checked(path, _File, CatalogueError)

    def filled(words: str) -> str:
        words = words.replace("{authority}", authority).replace("{phone}", phone)
        return words.replace("{kept_hours}", str(kept_hours)).replace("{unsent_days}", str(unsent_days))

    return ConsentNotice(
        file.version,
        file.purpose,
        tuple(Paragraph(Text(filled(one.vi), filled(one.en)), one.strong) for one in file.paragraphs),
    )
