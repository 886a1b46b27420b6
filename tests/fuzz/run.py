"""`make fuzz`: every target in turn, eleven minutes in all; ends with one line and build/fuzz.json.

What reaches new code stays in build/fuzz/corpus/<target>/, and the next run goes on from there. An input that
crashes or hangs a target stays in build/fuzz/<target>/. It belongs into the corpus beside this file together
with the change that mends it, so that the suite runs it from then on.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from random import SystemRandom

from tests.fuzz.targets import TARGETS

_GRACE_S = 300
"""For starting: on a busy machine that takes a minute. A slow input is told by the fuzzer itself."""
_RUNS = re.compile(r"stat::number_of_executed_units: (\d+)")


def fuzz(name: str, folder: Path, seed: int, seconds: int) -> dict[str, object]:
    """Run one target in a process of its own and tell what came out."""
    found = folder / name
    command = [sys.executable, "-m", "tests.fuzz.one", name, str(found), str(seed), str(seconds)]
    began = time.monotonic()
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=seconds + _GRACE_S, check=False
        )
        output, code = done.stderr + done.stdout, done.returncode
    except subprocess.TimeoutExpired as error:
        # Bytes, though text was asked for: decoding comes after the end.
        output, code = b"".join(filter(None, (error.stderr, error.stdout))).decode(errors="replace"), -1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.log").write_text(output[-100_000:], encoding="utf-8")
    runs = _RUNS.search(output)
    artifacts = sorted(path.name for path in found.glob("*")) if found.is_dir() else []
    hung = code == -1 or any(one.startswith("timeout-") for one in artifacts)
    return {
        "runs": int(runs[1]) if runs else 0,
        "seconds": round(time.monotonic() - began, 1),
        "crashed": code != 0 and not hung,
        "hung": hung,
        "artifacts": artifacts,
    }


def summary(results: Mapping[str, Mapping[str, object]], seed: int) -> dict[str, object]:
    """Put the results together."""
    return {
        "seed": seed,
        "targets": dict(results),
        "runs": sum(int(str(one["runs"])) for one in results.values()),
        "seconds": round(sum(float(str(one["seconds"])) for one in results.values()), 1),
        "crashes": sum(bool(one["crashed"]) for one in results.values()),
        "hangs": sum(bool(one["hung"]) for one in results.values()),
    }


def main() -> int:
    """Fuzz all targets; gives the exit code."""
    parser = argparse.ArgumentParser(description="Fuzzes every parser of bytes from outside.")
    parser.add_argument("--seconds", type=int, default=660, help="for all targets together, shared evenly")
    parser.add_argument("--seed", type=int, default=0, help="0: a new one, printed")
    parser.add_argument("--only", choices=sorted(TARGETS), action="append")
    parser.add_argument("--out", type=Path, default=Path("build"))
    chosen = parser.parse_args()
    seed = chosen.seed or SystemRandom().randrange(1, 2**31)
    print(f"fuzz: seed {seed}", flush=True)
    results = {}
    wanted = chosen.only or list(TARGETS)
    each = max(1, -(-chosen.seconds // len(wanted)))
    for name in wanted:
        results[name] = fuzz(name, chosen.out / "fuzz", seed, each)
        print(f"fuzz: {name}: {results[name]}", flush=True)
    told = summary(results, seed)
    (chosen.out / "fuzz.json").write_text(json.dumps(told, indent=2) + os.linesep, encoding="utf-8")
    print(
        f"fuzz: {len(results)} targets, {told['runs']} runs in {told['seconds']} s, "
        f"{told['crashes']} crashes, {told['hangs']} hangs"
    )
    return 1 if told["crashes"] or told["hangs"] else 0


if __name__ == "__main__":
    sys.exit(main())
