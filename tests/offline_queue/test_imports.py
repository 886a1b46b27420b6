"""What comes along when the queue's programs are imported."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.long("programs are started for what they import")
@pytest.mark.parametrize("program", ["offline_queue.__main__", "kiosk_app.__main__"])
def test_no_program_without_tables_holds_what_draws_them(program: str) -> None:
    check = (
        f"import sys, {program}; print(*[name for name in ('rich', 'pygments') if name in sys.modules]); "
        "import rich.table"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
