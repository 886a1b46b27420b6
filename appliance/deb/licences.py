"""Gathers the licences of all that is inside the package, for wheels that bring none too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from email.parser import Parser
from pathlib import Path

from appliance.deb.environment import BuildError
from appliance.sbom import normal

_FILES = ("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*", "licenses/**/*")
_DEBIAN = {
    "Apache-2.0": "Apache-2.0",
    "GPL-2.0-only": "GPL-2",
    "GPL-3.0-only": "GPL-3",
    "GPL-3.0-or-later": "GPL-3",
    "LGPL-2.1-or-later": "LGPL-2.1",
    "LGPL-3.0-only": "LGPL-3",
    "LGPL-3.0-or-later": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
}
"""SPDX id → the name of its text in /usr/share/common-licenses of every Debian."""
_TEXTS = Path(__file__).with_name("licence_texts")
_WORDS = re.compile(r"[A-Za-z0-9.+-]+")


def gather_licences(packages: Path, target: Path, by_hand: Mapping[str, str]) -> None:
    """Lay a folder for each installed package below `target`. `by_hand`: name → SPDX expression.

    Raises `BuildError` for a package whose licence has no text.
    """
    for info in sorted(packages.glob("*.dist-info")):
        name = info.name.split("-")[0]
        brought = {path for pattern in _FILES for path in info.rglob(pattern) if path.is_file()}
        for path in sorted(brought):
            # Several of one name: a library's own and those of what it brings along.
            place = target / name / path.relative_to(info)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        if not brought:
            (target / name).mkdir(parents=True)
            (target / name / "LICENCE").write_text(_written(info, by_hand), encoding="utf-8")


def _written(info: Path, by_hand: Mapping[str, str]) -> str:
    """Write what a wheel without any licence file says of itself, with the licences it names."""
    told = Parser().parsestr((info / "METADATA").read_text(encoding="utf-8"), headersonly=True)
    expression = by_hand.get(normal(told["Name"]), told.get("License-Expression", ""))
    authors = told.get("Author") or told.get("Author-email") or "its authors"
    parts = [f"{told['Name']} {told['Version']}", f"Copyright: {authors}", f"Licence: {expression}"]
    for identifier in _WORDS.findall(expression):
        if identifier in ("AND", "OR", "WITH"):
            continue
        text = _TEXTS / f"{identifier}.txt"
        if identifier in _DEBIAN:
            parts.append(
                f"{identifier}: /usr/share/common-licenses/{_DEBIAN[identifier]} has its whole text."
            )
        elif text.exists():
            parts.append(text.read_text(encoding="utf-8"))
        else:
            raise BuildError(f"{told['Name']}: no text of the licence {identifier}: add {text.name}")
    if not expression:
        raise BuildError(f"{told['Name']}: no licence is known: add it to licences.toml")
    return "\n\n".join(parts) + "\n"
