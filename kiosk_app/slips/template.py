"""Slip templates: YAML in `assets/slips`, one file a slip, and the text styles that they share."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assets import folder, read_yaml
from kiosk_app.typesetting.faces import Weight

Align = Literal["left", "center", "right"]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Style(_Entry):
    """How text looks; sizes in dots (203 dots are an inch)."""

    weight: Weight = "Regular"
    size: int = Field(ge=22, le=160)
    pitch: float = Field(default=1.42, ge=1.3)
    """Distance of lines, in sizes; below 1.3 Vietnamese letters with two marks would touch the line above."""
    align: Align = "left"
    fit: bool = False
    """Made smaller, down to 22 dots, until it stands on one line."""


class _Block(_Entry):
    when: str = ""
    """Name of the value that must not be empty; "not name" for the contrary; "" for always."""
    above: int = Field(default=0, ge=0)
    """Blank rows above it."""


class TextBlock(_Block):
    """A paragraph. `**…**` is set bold. `{name}` stands for a value."""

    kind: Literal["text"]
    text: str
    style: str = "body"


class CodeBlock(_Block):
    """A code as large as two lines allow, broken behind hyphens only."""

    kind: Literal["code"]
    text: str
    style: str = "code"


class BannerBlock(_Block):
    """White on black over the whole width."""

    kind: Literal["banner"]
    text: str
    style: str = "banner"


class FrameBlock(_Block):
    """A paragraph in a frame."""

    kind: Literal["frame"]
    text: str
    style: str = "body"


class QrBlock(_Block):
    """A QR code, centred."""

    kind: Literal["qr"]
    text: str
    least_mm: int = Field(default=30, ge=20, le=50)
    """Least width on paper, without the quiet zone; never less than four dots a module."""


class RuleBlock(_Block):
    """A line across."""

    kind: Literal["rule"]
    thickness: int = Field(default=2, ge=1, le=8)
    share: float = Field(default=1.0, gt=0, le=1)
    """Part of the width, centred."""
    dashed: bool = False


class SpaceBlock(_Block):
    """Blank rows."""

    kind: Literal["space"]
    rows: int = Field(ge=1, le=400)


class Column(_Entry):
    """A column of a table."""

    head: str = ""
    cell: str
    width: int = Field(default=0, ge=0)
    """Dots; 0 takes what the others leave."""
    align: Align = "left"


class TableBlock(_Block):
    """One line for each entry of a list of values."""

    kind: Literal["table"]
    rows: str
    """Name of the list."""
    columns: tuple[Column, ...] = Field(min_length=1)
    style: str = "body"
    head_style: str = "table_head"
    ruled: bool = False


class EdgesBlock(_Block):
    """Ticks along the whole width, to see whether the printer cuts anything off."""

    kind: Literal["edges"]


Block = Annotated[
    TextBlock
    | CodeBlock
    | BannerBlock
    | FrameBlock
    | QrBlock
    | RuleBlock
    | SpaceBlock
    | TableBlock
    | EdgesBlock,
    Field(discriminator="kind"),
]


class Template(_Entry):
    """A slip from top to bottom."""

    blocks: tuple[Block, ...] = Field(min_length=1)


@cache
def load_template(name: str) -> Template:
    """Read a shipped template. Raises `pydantic.ValidationError` when it is wrong."""
    return Template.model_validate(_read(name))


@cache
def load_styles() -> dict[str, Style]:
    """Read the shipped text styles."""
    return TypeAdapter(dict[str, Style]).validate_python(_read("styles"))


def _read(name: str) -> object:
    return read_yaml(folder("slips") / f"{name}.yaml")
