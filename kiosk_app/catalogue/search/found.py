"""What a search gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure that may be meant."""

    code: str
    score: float
    repealed: bool = False
    """Another procedure took its place: it is told, and cannot be filed."""


@dataclass(frozen=True, slots=True)
class ClarifyingChoice:
    """An answer to a clarifying question."""

    vi: str
    en: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The one question that tells apart what a need may mean."""

    vi: str
    en: str
    choices: tuple[ClarifyingChoice, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search gives."""

    hits: tuple[Hit, ...]
    question: Question | None = None
    doubtful: bool = False
    """Nothing fits well: the need may be one that the catalogue does not have."""
