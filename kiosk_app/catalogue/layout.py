"""The layout of a declaration (tờ khai): the lines of the official form, with places for the answers.

Text of a line may hold `{KEY}` (the answer, dots where it is blank), `{KEY:FILTER}`, and `[…]`, a passage
that is left out when one of its answers is blank. Filters: `words` (a date in words), `upper`, `digits` (each
digit in a box), `province`, `commune`, `detail` (of an address), `tick VALUE|VALUE` (a box, crossed for these
answers). Besides the fields there are `{authority}`, `{place}` and, in a table of people, `{#}`, its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk_app.catalogue.condition import ALWAYS, Condition

FILTERS = frozenset({"words", "upper", "digits", "province", "commune", "detail", "tick"})
OWN = frozenset({"authority", "place", "#"})
"""What a line may name that is no field."""
PLACE = re.compile(r"\{([A-Za-z#][A-Za-z0-9_]*|#)(?::([a-z]+)(?: ([^}]*))?)?\}")
"""Key, filter, argument."""
STYLES = frozenset({"line", "bold", "italic", "centre"})


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form."""

    text: str
    style: str = "line"
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class People:
    """A table with one row for each row of a repeat group."""

    repeat: str
    columns: tuple[tuple[str, str], ...]
    """Heading and text of each column; keys are those of the group, without the row's number."""


@dataclass(frozen=True, slots=True)
class SideBySideTable:
    """A table of two people side by side."""

    heads: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]
    """Label, text of the first, text of the second."""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs, and what stands under the title."""

    title: str
    under: str = ""
    """For example "(Ký, ghi rõ họ, chữ đệm, tên)"."""
    name: str = ""
    """The name, as a line with places; empty where somebody signs whom the form does not know."""


Element = FormLine | People | SideBySideTable


@dataclass(frozen=True, slots=True)
class Layout:
    """A declaration."""

    title: str
    body: tuple[Element, ...]
    form: str = ""
    """Number of the form, printed above."""
    to: str = "{authority}"
    """After "Kính gửi"."""
    motto: bool = True
    """Whether the state's name and motto stand above."""
    promise: tuple[str, ...] = ()
    copies: str = ""
    """Line about copies, beside the place and date; "" for none."""
    made_at: str = "Làm tại: {place}"
    signers: tuple[SignatureBlock, ...] = (SignatureBlock("Người yêu cầu", "(Ký, ghi rõ họ, chữ đệm, tên)"),)
    notes: tuple[str, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with places in it, and the repeat group that its keys belong to ("" for the form's)."""
        for one in self.body:
            match one:
                case FormLine(text, _, _):
                    yield text, ""
                case People(repeat, columns):
                    yield from ((text, repeat) for _, text in columns)
                case SideBySideTable(_, rows):
                    yield from ((text, "") for row in rows for text in row[1:])
        for text in (self.to, self.copies, self.made_at, *self.promise):
            yield text, ""
        yield from ((signer.name, "") for signer in self.signers)


def layout(raw: Mapping[str, Any], condition: Any) -> Layout:
    """Read a layout; `condition` reads a condition. ValueError: an element of no known kind."""
    optional = {name: raw[name] for name in ("form", "to", "motto", "copies", "made_at") if name in raw}
    if "signers" in raw:
        optional["signers"] = tuple(
            SignatureBlock(one["title"], one.get("under", ""), one.get("name", "")) for one in raw["signers"]
        )
    return Layout(
        title=raw["title"],
        body=tuple(_element(one, condition) for one in raw["body"]),
        promise=tuple(raw.get("promise", ())),
        notes=tuple(raw.get("notes", ())),
        **optional,
    )


def _element(raw: Any, condition: Any) -> Element:
    match raw:
        case str():
            return FormLine(raw)
        case {"people": str(repeat), "columns": list(columns)}:
            return People(repeat, tuple((head, text) for head, text in columns))
        case {"sides": [str(first), str(second)], "rows": list(rows)}:
            return SideBySideTable((first, second), tuple((label, one, other) for label, one, other in rows))
        case {**parts}:
            for style in sorted(STYLES & parts.keys()):
                when = condition(parts["when"]) if "when" in parts else ALWAYS
                return FormLine(str(parts[style]), style, when)
    raise ValueError(f"not a line of a declaration: {raw!r}")
