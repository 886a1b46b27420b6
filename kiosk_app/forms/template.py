"""Puts answers into the lines of a declaration (the notation is told in `catalogue/layout.py`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from kiosk_app.catalogue.layout import PLACE
from kiosk_app.catalogue.model import Field, Procedure
from kiosk_app.forms.display import display_value
from kiosk_app.identity.dates import DateFormatError, parse_iso
from vietnam.address_keys import commune_key, detail_key, province_key
from vietnam.numbers import date_in_words, number_words
from vietnam.places import commune, province

DOTS = "." * 24
"""Stands where nothing was answered, as on paper."""
BOX = '<onDraw name="box" label="1"/>'
"""Draws a box around the character that follows."""
_PASSAGE = re.compile(r"\[([^\[\]]*)\]")
_LEFT_OUT = "\0"
_DANGLING = re.compile(rf"([:)]){_LEFT_OUT}+[;,] ")
"""What parts a passage from those before it, where all of those are left out."""
_NOTHING_BEHIND = re.compile(rf"([:)]){_LEFT_OUT}+$")
"""A label of which every passage is left out."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Answers, and what a declaration may name besides."""

    procedure: Procedure
    answers: Mapping[str, str]
    own: Mapping[str, str]
    """Values of `authority`, `place`, `#`."""
    fields: Mapping[str, str]
    """Key as the line names it → key of the field; empty where they are the same (all but rows of tables)."""

    def line(self, text: str) -> str:
        """Give a line as the markup of reportlab's paragraphs; every answer is escaped."""

        def passage(found: re.Match[str]) -> str:
            inside = found.group(1)
            places = PLACE.findall(inside)
            if not places:
                # Brackets that the form itself has: "[01]. Họ và tên".
                return found.group(0)
            return inside if all(self._value(*place) for place in places) else _LEFT_OUT

        parts = []
        end = 0
        told = _DANGLING.sub(r"\1 ", _PASSAGE.sub(passage, text))
        kept = _NOTHING_BEHIND.sub(rf"\1 {DOTS}", told).replace(_LEFT_OUT, "")
        for found in PLACE.finditer(kept):
            parts.append(_spaced(kept[end : found.start()]))
            parts.append(self._marked(*(found.group(1), found.group(2) or "", found.group(3) or "")))
            end = found.end()
        parts.append(_spaced(kept[end:]))
        return "".join(parts)

    def filled(self, text: str) -> bool:
        """Whether any answer that the line names is there."""
        return any(self._value(*place) for place in PLACE.findall(text))

    def _marked(self, key: str, filter_: str, argument: str) -> str:
        value = self._value(key, filter_, argument)
        if filter_ == "tick":
            return f"&nbsp;&nbsp;{BOX}{'X' if value else '&nbsp;&nbsp;'}&nbsp;&nbsp;"
        if not value:
            return DOTS
        if filter_ == "digits":
            return "".join(f"{BOX}{escape(letter)}&nbsp;" for letter in value)
        return escape(value)

    def _value(self, key: str, filter_: str, argument: str) -> str:
        if key in self.own:
            return self.own[key]
        key = self.fields.get(key, key)
        field = self.procedure.field(key)
        raw = self.answers.get(key, "").strip()
        match filter_:
            case "tick":
                return "X" if raw in argument.split("|") else ""
            case "words":
                return _words(raw)
            case "province" | "commune" | "detail":
                return _part(key, filter_, self.answers)
        shown = _official(field, self.answers)
        return shown.upper() if filter_ == "upper" else shown


def _spaced(text: str) -> str:
    """Escape the words of a line and keep its wide gaps, which would run together."""
    return escape(text).replace("   ", "&nbsp;&nbsp;&nbsp;")


def _official(field: Field, answers: Mapping[str, str]) -> str:
    return display_value(field, answers, "vi")


def _words(raw: str) -> str:
    """Write a date out; a month or year alone too."""
    try:
        parsed = parse_iso(raw)
    except DateFormatError:
        return ""
    if parsed.month is None:
        return f"Năm {number_words(parsed.year)}"
    if parsed.day is None:
        return f"Tháng {parsed.month} năm {number_words(parsed.year)}"
    return date_in_words(date(parsed.year, parsed.month, parsed.day))


def _part(key: str, part: str, answers: Mapping[str, str]) -> str:
    if part == "detail":
        return answers.get(detail_key(key), "").strip()
    code = answers.get(province_key(key), "")
    found = province(code) if part == "province" else commune(code, answers.get(commune_key(key), ""))
    return found.name if found else ""
