"""An entry as JSON and back, for the compiled file and for `kioskctl catalogue show --json`."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from kiosk_app.catalogue.entry import Entry

_ENTRY = TypeAdapter(Entry)


def to_json(entry: Entry) -> str:
    """Write an entry; the same entry gives the same text."""
    return json.dumps(_ENTRY.dump_python(entry, mode="json"), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | bytes) -> Entry:
    """Read it back. Raises `pydantic.ValidationError`."""
    return _ENTRY.validate_json(text)
