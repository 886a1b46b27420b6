"""A forked screen reads no module of a screen anew: what it loads itself it holds for itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.long("the supervisor and its screens are started as programs")

_LOADED = """
import sys
import kiosk_app.__main__
from kiosk_app.shared_reading import read_beforehand
read_beforehand()
known = set(sys.modules)
from kiosk_app.ui import screens
from kiosk_app.ui.screen_discovery import screens_of
screens_of((screens,))
print(len(known & {name for name in known if name.startswith("kiosk_app.ui.screens.")}))
print(*sorted(set(sys.modules) - known))
"""


def test_every_screen_is_read_before_the_first_is_forked() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    known, new = done.stdout.splitlines()
    assert int(known) > 40
    assert new == ""


def test_nothing_runs_beside_what_is_read() -> None:
    """Neither a thread nor a Qt application survives a fork."""
    ask = (
        "import kiosk_app.__main__, threading; from kiosk_app.shared_reading import read_beforehand; "
        "from PySide6.QtCore import QCoreApplication; read_beforehand(); "
        "print(threading.active_count(), QCoreApplication.instance())"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "None"]
