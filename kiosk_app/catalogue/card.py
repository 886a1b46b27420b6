"""What is told of a procedure where it was found: how long, how much, what to bring, here or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk_app.catalogue.entry import ChannelKind, Entry, FeeLine, TimeLimit
from kiosk_app.catalogue.fees import Exemption, FeeTable, fees_and_time


class FilingPlace(StrEnum):
    """Where a procedure is filed."""

    KIOSK = "kiosk"
    """Here, at this screen."""
    COUNTER = "counter"
    """At the counter of the commune."""
    ELSEWHERE = "elsewhere"
    """At another authority, or not at all any more."""


@dataclass(frozen=True, slots=True)
class Card:
    """One procedure as a result of a search."""

    code: str
    name: str
    place: FilingPlace
    authority: str
    """Who decides, in the portal's words; "" unknown."""
    reason: str
    """Why not at the kiosk, where to go and what to bring; "" where nothing is said of it."""
    time: TimeLimit | None
    time_en: str
    """Its English; "" where the sentence is the portal's."""
    fees: tuple[FeeLine, ...]
    laws: tuple[str, ...]
    exempt: tuple[Exemption, ...]
    bring: tuple[str, ...]
    """Papers, in the order of the source, without notes."""
    channels: tuple[ChannelKind, ...]
    successors: tuple[str, ...]
    """What took its place, where it is repealed."""


def card(entry: Entry, table: FeeTable, province: str, on: date) -> Card:
    """Say it for a province (two digits) and a day, as it is at the counter."""
    said = fees_and_time(table, entry, province, ChannelKind.COUNTER, on)
    return Card(
        code=entry.code,
        name=entry.short_name or entry.name,
        place=_place(entry, on),
        authority=entry.authority,
        reason=entry.elsewhere,
        time=said.time,
        time_en=said.time_en,
        fees=said.fees,
        laws=said.laws,
        exempt=said.exempt,
        bring=tuple(paper.name for paper in entry.papers if not paper.is_note),
        channels=tuple(dict.fromkeys(channel.kind for channel in entry.channels)),
        successors=entry.successors,
    )


def _place(entry: Entry, on: date) -> FilingPlace:
    if not entry.in_force(on):
        return FilingPlace.ELSEWHERE
    if entry.modelled and not entry.elsewhere:
        return FilingPlace.KIOSK
    return FilingPlace.COUNTER if "commune" in entry.levels else FilingPlace.ELSEWHERE
