"""Writes the appliance's lock file: `.venv/bin/python -m tests.architecture.lock`.

What setup.cfg asks for at run time (not for development) as pip resolves it, each file with its digest.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "assets" / "system" / "requirements.lock"
HEAD = """\
# Exact versions and digests of everything that the appliance runs, for Python {python} on {machine}.
# Made on such a machine, in the repository, by:  .venv/bin/python -m tests.architecture.lock
# Installed by:  /usr/lib/kiosk/bin/pip install --require-hashes -r requirements.lock
#          then  /usr/lib/kiosk/bin/pip install --no-deps --no-build-isolation <the repository>
"""


def report() -> dict[str, Any]:
    """What pip would install into an empty environment; needs the package index."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"),
            *("--report", "-", str(ROOT)),
        ],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def lock_of(found: dict[str, Any]) -> str:
    """Give the lock file: one requirement a line, sorted, without the project itself."""
    environment = found["environment"]
    lines = []
    for one in found["install"]:
        digest = one["download_info"].get("archive_info", {}).get("hashes", {}).get("sha256")
        if digest is not None:
            data = one["metadata"]
            lines.append(f"{data['name'].lower()}=={data['version']} --hash=sha256:{digest}\n")
    head = HEAD.format(python=environment["python_version"], machine=environment["platform_machine"])
    return head + "".join(sorted(lines))


def main() -> int:
    """Write the file."""
    if platform.python_implementation() != "CPython":
        print("the appliance runs CPython", file=sys.stderr)
        return 1
    LOCK.write_text(lock_of(report()), encoding="utf-8")
    print(f"{LOCK.relative_to(ROOT)}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
