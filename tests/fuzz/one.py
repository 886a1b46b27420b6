"""Drives one target with atheris, for `make fuzz`: `python -m tests.fuzz.one NAME FOLDER SEED SECONDS`."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kiosk_app", "offline_queue", "drivers", "chip_data", "vietnam"]):
    from tests.fuzz.targets import TARGETS, seeds

_LONGEST_INPUT_S = 30
"""By the clock on the wall, instrumented, on a machine that may be busy."""
_MOST_MB = 2_000


def main(name: str, found: Path, seed: int, seconds: int) -> None:
    """Fuzz until the time is over; the process ends with a code other than 0 at the first crash or hang."""
    found.mkdir(parents=True, exist_ok=True)
    corpus = found.parent / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds(name)):
        (corpus / f"seed-{number:03d}").write_bytes(content)
    options = {
        "max_total_time": seconds,
        "timeout": _LONGEST_INPUT_S,
        "rss_limit_mb": _MOST_MB,
        "seed": seed,
        "max_len": 65_536,
        "print_final_stats": 1,
    }
    arguments = [sys.argv[0], *(f"-{key}={value}" for key, value in options.items())]
    arguments += [f"-artifact_prefix={found}/", str(corpus)]
    atheris.Setup(arguments, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
