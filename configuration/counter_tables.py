"""Tables of the counters behind the kiosk: what one queues for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from configuration.hours import read_hours
from configuration.table import Table
from configuration.web_address import web_address


def _within_a_day(hours: tuple[str, ...]) -> tuple[str, ...]:
    for one in hours:
        begin, end = read_hours(one)
        if begin >= end:
            raise ValueError(f"{one!r}: the end comes after the beginning, on the same day")
    return hours


_Hours = Annotated[tuple[str, ...], AfterValidator(_within_a_day)]
"""Spans of one day, e.g. ("07:30-11:30", "13:30-17:00"): a counter is open at no midnight."""


class QueueField(Table):
    """A `[[tickets.fields]]`: one field of work that citizens queue for."""

    letter: str = Field(pattern="^[A-Z]$")
    """What its numbers begin with, e.g. "A"."""
    name: str = Field(min_length=1, max_length=60)
    """E.g. "Hộ tịch, chứng thực"."""
    english: str = Field(default="", max_length=60)
    counters: tuple[str, ...] = ()
    """Where its numbers are called, e.g. ["Quầy 1", "Quầy 2"]."""
    bring: str = Field(default="", max_length=200)
    """What to have ready when one's number is called, a sentence."""
    minutes: float = Field(default=0.0, ge=0, le=240)
    """What one person takes at a counter; 0: no time is told."""


class Tickets(Table):
    """`[tickets]`: queue tickets; without fields the kiosk gives out none."""

    fields: tuple[QueueField, ...] = ()
    hours: _Hours = ("07:30-11:30", "13:30-17:00")
    """When numbers are given out; never on `[opening] closed_days`."""
    every_day: bool = False
    """Also on days off; otherwise on working days alone."""
    priority: tuple[str, ...] = ()
    """Who is called first, in the commune's own words, e.g. ["người từ 80 tuổi", "phụ nữ mang thai"]."""
    first: int = Field(default=1, ge=1, le=999)
    """The day's first number of this kiosk."""
    step: int = Field(default=1, ge=1, le=10)
    """From number to number. Two kiosks of one hall: `first` 1 and 2, `step` 2; so none is given twice."""
    display_address: str = Field(default="", max_length=200)
    """Where a phone sees the numbers that are called; a code on the ticket leads there. Unset: none."""

    @field_validator("display_address")
    @classmethod
    def _web_address(cls, address: str) -> str:
        return web_address(address) if address else address

    @field_validator("fields")
    @classmethod
    def _letters_differ(cls, fields: tuple[QueueField, ...]) -> tuple[QueueField, ...]:
        letters = [one.letter for one in fields]
        if len(set(letters)) < len(letters):
            raise ValueError("two fields have one letter: their numbers could not be told apart")
        return fields


class CertifiedCopy(Table):
    """`[certified_copy]`: whether the scan of an original is certified here (chứng thực bản sao)."""

    way: Literal["none", "counter", "officer"] = "none"
    """"officer": one signs electronic copies, and `[portal] requests_address` leads to them; "counter": the
    errand says that the counter certifies on paper, and gives a number; "none": nothing is offered."""
    most_pages: int = Field(default=20, ge=1, le=60)
    """Pages of one original that the officer takes at once."""


class Opening(Table):
    """`[opening]`: when somebody is at the counter, for the welcome screen."""

    hours: _Hours = ()
    """E.g. ["07:30-11:30", "13:30-17:00"]; empty: nothing is said of it."""
    every_day: bool = False
    """Also on days off; otherwise on working days alone."""
    closed_days: tuple[date, ...] = ()
    """Further days on which the counter is closed, e.g. [2026-12-31]."""
    kiosk_rests: bool = False
    """Whether the kiosk takes nothing while the counter is closed; otherwise it goes on, and says so."""


class Notices(Table):
    """`[notices]`: signed messages of the province, shown on the welcome screen and in service mode."""

    file: Path = Path("/var/lib/kiosk/notices.toml")
    """With its signature beside it (".sig"); where there is none nothing is shown."""
    key: Path = Path("/etc/kiosk/province.pem")
    """The province's public key; `kioskctl provision` puts it there."""
    board_after_s: int = Field(default=60, ge=10)
    """Seconds without a touch after which the idle screen becomes the notice board."""
