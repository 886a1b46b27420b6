"""What people say instead of the official words: the files in the assets' folder `finding`, checked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

import assets
from kiosk_app.catalogue.checked_yaml import read_checked
from kiosk_app.catalogue.importers.report import ImportFailedError

M = TypeVar("M", bound=BaseModel)
MOST_COMBINED = 1000
"""Of one need; the index holds each for each of its procedures."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColloquialWord(_Model):
    """What people say, and what offices call it."""

    say: tuple[str, ...] = Field(min_length=1)
    mean: tuple[str, ...] = Field(min_length=1)


class _Words(_Model):
    words: tuple[ColloquialWord, ...]
    filler: tuple[str, ...]
    everyday: tuple[str, ...] = ()


class _Text(_Model):
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class _Answer(_Text):
    codes: tuple[str, ...] = Field(min_length=1)


class StatedNeed(_Model):
    """What somebody comes for, in their own words, and the procedures that meet it, the likeliest first."""

    codes: tuple[str, ...] = Field(min_length=1)
    say: tuple[str, ...] = ()
    combine: tuple[tuple[str, ...], ...] = ()
    """Each of the first list before each of the second, and so on: "mẹ", "tía" × "mất", "qua đời"."""
    ask: _Text | None = None
    answers: tuple[_Answer, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> StatedNeed:
        if not self.say and not self.combine:
            raise ValueError("a need wants `say` or `combine`")
        if math.prod(len(one) for one in self.combine) > MOST_COMBINED:
            raise ValueError(f"`combine` makes more than {MOST_COMBINED} sayings")
        return self

    @property
    def combined(self) -> tuple[str, ...]:
        """What the lists make together."""
        return tuple(" ".join(parts) for parts in product(*self.combine)) if self.combine else ()


class _Needs(_Model):
    needs: tuple[StatedNeed, ...]


class LifeEventWords(_Text):
    """What happens in a life or a business, how people say it, and the procedures that it brings."""

    key: str
    business: bool = False
    codes: tuple[str, ...]
    fields: tuple[str, ...] = ()
    say: tuple[str, ...] = ()


class _Events(_Model):
    events: tuple[LifeEventWords, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that helps to find and that no source of procedures has."""

    words: tuple[ColloquialWord, ...]
    """Colloquial and regional words and what offices call it."""
    filler: frozenset[str]
    """Syllables that say nothing of what is wanted."""
    everyday: frozenset[str]
    """Everyday words that look, without their marks, like a colloquial one of `words`."""
    needs: tuple[StatedNeed, ...]
    """Whole needs, with the procedures that meet them, the likeliest first."""
    events: tuple[LifeEventWords, ...]


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Read the files that ship, or those of `folder`. Raises `ImportFailedError`."""
    place = folder or assets.folder("finding")
    words = _read(place / "words.yaml", _Words)
    needs = [need for path in sorted(place.glob("needs*.yaml")) for need in _read(path, _Needs).needs]
    events = _read(place / "life_events.yaml", _Events)
    return Vocabulary(
        words.words, frozenset(words.filler), frozenset(words.everyday), tuple(needs), events.events
    )


def _read(path: Path, model: type[M]) -> M:
    return read_checked(path, model, ImportFailedError)
