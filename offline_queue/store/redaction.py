"""Takes personal data out of a portal's words before they are stored in the clear."""

from __future__ import annotations

import re
import traceback
import unicodedata
from pathlib import Path

from offline_queue.contract.dossier import Applicant, Manifest

_LONGEST = 300
_DIGITS = re.compile(r"\d[\d .\-]{4,}\d")
_ADDRESS = re.compile(r"\S+@\S+")
_SHORTEST_VALUE = 4
_HIDDEN = "•••"


def redact(text: str, manifest: Manifest | None = None) -> str:
    """Give one line, at most 300 characters, without long numbers, mail addresses and what was entered."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(sign if sign.isprintable() else " " for sign in plain)
    plain = " ".join(plain.split())
    if manifest is not None:
        values = {*_values(manifest.applicant), *_values(manifest.owner), *manifest.answers.values()}
        # Longest first, so that a name inside an address does not leave half of the address standing.
        for value in sorted(values, key=len, reverse=True):
            if len(value.strip()) >= _SHORTEST_VALUE:
                plain = re.sub(re.escape(value.strip()), _HIDDEN, plain, flags=re.IGNORECASE)
    plain = _ADDRESS.sub(_HIDDEN, _DIGITS.sub(_HIDDEN, plain))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _values(person: Applicant) -> set[str]:
    return {person.full_name, person.personal_id, person.address, person.phone, person.email}


def where(error: BaseException) -> str:
    """Tell kind and place of an error, without its text: that may quote what was being worked on."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
