"""`make bench`: measures queue, paper, QR, screen, catalogue, visits and errands; writes one JSON file."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

TABLES = (
    "queue",
    "paper",
    "paper_second",
    "letters",
    "way_up",
    "qr",
    "screen",
    "catalogue",
    "visit",
    "visit_errands",
    "errands",
)
_LAST_LINES = 8


def main() -> int:
    """Measure; the last line says what came out. Exit code 1 when a table could not be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", choices=TABLES, action="append", help="leave the others as they stand")
    chosen = parser.parse_args()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = json.loads(chosen.out.read_text()) if chosen.out.exists() else {}
    failed = []
    for table in chosen.only or TABLES:
        began = time.monotonic()
        try:
            found[table] = importlib.import_module(f"tests.bench.{table}").measure()
        except Exception as error:
            failed.append(table)
            sys.stderr.write(f"bench: {table}: {type(error).__name__}: {error}\n{_said(error)}")
            continue
        sys.stdout.write(f"{table} ({time.monotonic() - began:.0f} s)\n{_listed(found[table])}\n")
        chosen.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    done = [table for table in (chosen.only or TABLES) if table not in failed]
    short = f"; FAILED: {', '.join(failed)}" if failed else ""
    sys.stdout.write(f"bench: measured {', '.join(done) or 'nothing'}{short}; see {chosen.out}\n")
    return 1 if failed else 0


def _said(error: Exception) -> str:
    """Give what a program that failed said of it: which other program it misses, as a rule."""
    said = getattr(error, "stderr", None)
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said or "")
    return "".join(f"  {line}\n" for line in text.splitlines()[-_LAST_LINES:] if line.strip())


def _listed(table: dict[str, Any]) -> str:
    plain = {key: value for key, value in table.items() if not isinstance(value, dict | list)}
    return "\n".join(f"  {key} = {value}" for key, value in plain.items())


if __name__ == "__main__":
    sys.exit(main())
