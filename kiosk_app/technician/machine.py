"""The machine that a technician's command works on: its root, and systemd."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kiosk_app.technician.terminal import say


def systemctl(*words: str) -> None:
    """Tell systemd something; what it answers when it will not is said."""
    try:
        done = subprocess.run(  # noqa: S603  a fixed program with words of ours
            ["/usr/bin/systemctl", *words], capture_output=True, text=True, timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"systemctl {words[0]}: {type(error).__name__}", err=True)
        return
    if done.returncode:
        say(f"systemctl {' '.join(words)}: {done.stderr.strip()}", err=True)


def is_active(unit: str) -> bool:
    """Whether systemd runs it."""
    try:
        done = subprocess.run(  # noqa: S603  a fixed program with words of ours
            ["/usr/bin/systemctl", "is-active", "--quiet", unit], timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def below(root: Path, path: Path) -> Path:
    """Give where a path of the kiosk stands: below `root` while an image is prepared."""
    return path if root == Path("/") else root / path.relative_to("/") if path.is_absolute() else root / path
