"""Lints every QML file with the virtual environment's qmllint: `python -m tests.architecture.qml_lint`.

Warnings are errors. Ends with one line; exit code 1 when there is a finding.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
QML = ROOT / "kiosk_app" / "ui"
LINTER = Path(sys.executable).with_name("pyside6-qmllint")
RAISED = ("--unused-imports", "warning", "--unqualified", "warning", "--missing-property", "warning")
"""Checks that qmllint only reports as information by default, or does not make at all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; line and column count from 1, 0 when it is about the whole file."""

    file: Path
    line: int
    column: int
    level: str
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.level}: {self.message} [{self.kind}]"


def files_of(folder: Path) -> list[Path]:
    """Give every QML file below the folder, sorted."""
    return sorted(folder.rglob("*.qml"))


def lint(files: list[Path], import_path: Path) -> tuple[Finding, ...]:
    """Lint the files in one call. Raises `OSError` if qmllint cannot run, `ValueError` without its report."""
    if not files:
        return ()
    done = subprocess.run(
        [str(LINTER), "--ignore-settings", "--json", "-", *RAISED, "-I", str(import_path), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    start, end = done.stdout.find("{"), done.stdout.rfind("}")
    try:
        report = json.loads(done.stdout[start : end + 1])
    except ValueError as error:
        raise ValueError(
            f"qmllint gave no report (exit code {done.returncode}): {done.stderr[-500:]}"
        ) from error
    return tuple(
        _finding(one["filename"], warning)
        for one in report["files"]
        for warning in one["warnings"]
        if warning["type"] != "info"
    )


def _finding(name: str, warning: dict[str, Any]) -> Finding:
    path = Path(name)
    return Finding(
        path.relative_to(ROOT) if path.is_relative_to(ROOT) else path,
        warning.get("line", 0),
        warning.get("column", 0),
        warning["type"],
        warning.get("id", ""),
        warning["message"],
    )


def main() -> int:
    """Lint the kiosk's screens; give the exit code."""
    files = files_of(QML)
    found = lint(files, QML / "qml")
    for finding in found:
        print(finding)
    print(f"qmllint: {len(files)} files, {len(found)} findings")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
