"""Fees and time limits as a dated table: procedure × province × channel × from-date, with exemptions.

This table holds what a law says for certain. Where it has nothing, the portal's own words are shown, never a
number made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

import assets
from kiosk_app.catalogue.checked_yaml import read_checked
from kiosk_app.catalogue.entry import ChannelKind, Entry, FeeLine, TimeLimit, TimeUnit
from kiosk_app.catalogue.importers.report import ImportFailedError
from vietnam.bilingual import money_in


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class BilingualText(_Row):
    """A sentence in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class _Dated(_Row):
    starts: date = Field(alias="from")
    ends: date | None = Field(default=None, alias="to")
    province: str = Field(default="", pattern=r"^(\d\d)?$")
    """Two digits; "" the whole country."""
    channel: ChannelKind | None = None
    """None: any."""
    procedures: tuple[str, ...] = Field(min_length=1)
    law: str = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> _Dated:
        if self.ends and self.ends < self.starts:
            raise ValueError("`to` lies before `from`")
        return self


R = TypeVar("R", bound=_Dated)


class FeeRule(_Dated):
    """A fee that a law sets."""

    kind: str
    """Rules of one kind take each other's place; those of different kinds are paid side by side."""
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    amount_vnd: int | None = Field(default=None, ge=0)
    per: BilingualText | None = None
    sentence: BilingualText | None = None
    """Said instead of, or beside, the amount."""

    @model_validator(mode="after")
    def _says_something(self) -> FeeRule:
        if self.amount_vnd is None and self.sentence is None:
            raise ValueError("a fee has an amount_vnd or a sentence")
        return self

    def line(self) -> FeeLine:
        """Give it as a line to show, in Vietnamese."""
        per = self.per.vi if self.per else ""
        if self.sentence:
            said = self.sentence.vi
        elif self.amount_vnd == 0:
            said = "Miễn phí"
        else:
            said = f"{money_in(self.amount_vnd or 0, 'vi')}{f'/{per}' if per else ''}"
        return FeeLine(self.amount_vnd, per, said)

    def english(self) -> str:
        """Say the same in English."""
        if self.sentence:
            return self.sentence.en
        if self.amount_vnd == 0:
            return "Free of charge"
        return f"{money_in(self.amount_vnd or 0, 'en')}{f' per {self.per.en}' if self.per else ''}"


class TimeRule(_Dated):
    """A time limit that a law sets."""

    amount: int | None = Field(default=None, ge=0)
    unit: TimeUnit | None = None
    sentence: BilingualText


class Exemption(_Row):
    """Who pays no fee."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    fields: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    starts: date = Field(alias="from")
    law: str = Field(min_length=1)
    certain: bool
    """False: told as "ask at the counter"."""


class FeeTable(_Row):
    """The whole table."""

    fees: tuple[FeeRule, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    times: tuple[TimeRule, ...] = ()


@dataclass(frozen=True, slots=True)
class FeesAndTime:
    """What is said of one procedure at one counter on one day."""

    time: TimeLimit | None
    fees: tuple[FeeLine, ...]
    """Empty: nobody says anything of a fee."""
    laws: tuple[str, ...]
    """Of the fees; empty where they are the portal's words."""
    exempt: tuple[Exemption, ...]
    time_en: str
    """The sentence of the time in English; "" where it is the portal's."""
    fees_en: tuple[str, ...]
    """Each fee in English; empty where they are the portal's words."""


def read_fee_table(path: Path | None = None) -> FeeTable:
    """Read the table that ships, or another. Raises `ImportFailedError`."""
    place = path or assets.folder("fees") / "fees.yaml"
    return read_checked(place, FeeTable, ImportFailedError)


def fees_and_time(
    table: FeeTable, entry: Entry, province: str, channel: ChannelKind, on: date
) -> FeesAndTime:
    """Say time and fees of a procedure for a province (two digits), a channel and a day."""
    rules = best_rules(table.fees, entry.code, province, channel, on)
    times = best_rules(table.times, entry.code, province, channel, on)
    own = entry.channel(channel)
    time: TimeLimit | None = None
    time_en = ""
    if times:
        rule = next(iter(times.values()))
        time, time_en = TimeLimit(rule.amount, rule.unit, rule.sentence.vi), rule.sentence.en
    elif own and own.time.sentence:
        time = own.time
    lines = tuple(rule.line() for rule in rules.values())
    if not rules and own:
        lines = tuple(fee for fee in own.fees if fee.sentence)
    free = bool(lines) and all(line.amount_vnd == 0 for line in lines)
    exempt = exemptions_for(table, entry.field, entry.code, on)
    laws = tuple(dict.fromkeys(rule.law for rule in rules.values()))
    fees_en = tuple(rule.english() for rule in rules.values())
    return FeesAndTime(time, lines, laws, () if free or not lines else exempt, time_en, fees_en)


def exemptions_for(table: FeeTable, field: str, code: str, on: date) -> tuple[Exemption, ...]:
    """Tell who pays nothing, or may pay nothing, for a procedure of that field (lĩnh vực)."""
    return tuple(
        one
        for one in table.exemptions
        if one.starts <= on and (field in one.fields or code in one.procedures)
    )


def best_rules(rules: Iterable[R], code: str, province: str, channel: ChannelKind, on: date) -> dict[str, R]:
    """Choose one rule of each kind (by kind): the province's before the country's, the channel's first."""
    found: dict[str, R] = {}
    for rule in rules:
        if code not in rule.procedures or not rule.starts <= on or (rule.ends and rule.ends < on):
            continue
        if rule.province not in ("", province) or rule.channel not in (None, channel):
            continue
        kind = rule.kind if isinstance(rule, FeeRule) else ""
        if kind not in found or _rank(rule) > _rank(found[kind]):
            found[kind] = rule
    return found


def _rank(rule: _Dated) -> tuple[bool, bool, date]:
    return rule.province != "", rule.channel is not None, rule.starts
