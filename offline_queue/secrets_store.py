"""The daemon's secrets: systemd credentials, or a directory for tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from offline_queue.envelope import EnvelopeError, OpeningKey
from offline_queue.settings import Portal, Queue, SettingsError

_DIRECTORY = "CREDENTIALS_DIRECTORY"
_LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class Secrets:
    """What only the daemon knows."""

    key: OpeningKey
    user: str = field(repr=False)
    password: str = field(repr=False)


def read_secrets(portal: Portal, queue: Queue, environment: Mapping[str, str] = os.environ) -> Secrets:
    """Read the three files. Raises `SettingsError` with one line that names file and what is expected."""
    folder = portal.credentials or _from_environment(environment)
    try:
        key = OpeningKey.read(folder / "sync.key")
    except EnvelopeError as error:
        where = "" if str(folder) in str(error) else f"{folder / 'sync.key'}: "
        raise SettingsError(f"{where}{error}") from error
    if key.public not in queue.recipients:
        raise SettingsError(
            f"{folder / 'sync.key'}: its public key is none of queue.recipients; dossiers could not be opened"
        )
    return Secrets(key, _line(folder / "portal.user"), _line(folder / "portal.password"))


def _from_environment(environment: Mapping[str, str]) -> Path:
    folder = environment.get(_DIRECTORY, "")
    if not folder:
        raise SettingsError(
            f"portal.credentials: not set, and no ${_DIRECTORY}; start through systemd or name a directory"
        )
    return Path(folder)


def _line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")[:_LONGEST].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read; one line of text is expected") from error
    if not text or "\n" in text:
        raise SettingsError(f"{path}: one line of text is expected")
    return text
