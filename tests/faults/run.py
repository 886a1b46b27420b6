"""Runs the fault suite: campaigns of every kind in turn, until the time is over or there were enough of them.

`python -m tests.faults.run build/faults.json --seed N --minutes M`
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from tests.faults import (
    kinds,
    kinds_counter,
    kinds_names,
    kinds_portal,
    kinds_proof,
    kinds_requests,
    kinds_tickets,
    replay,
)
from tests.faults.processes import Zygote
from tests.faults.world import MissingToolError, Verdict, World

KINDS = {
    **kinds.KINDS,
    **kinds_portal.KINDS,
    **kinds_proof.KINDS,
    **kinds_requests.KINDS,
    **kinds_names.KINDS,
    **kinds_tickets.KINDS,
    **kinds_counter.KINDS,
}
ENOUGH = 3_000
WORKERS = 2
"""Campaigns at a time: most of one is waiting."""
_WRONG = ("lost", "doubled", "stuck", "leaked", "strangers")
_TMPFS = "size=16m,mode=0770"


@dataclass
class Total:
    """What goes into the report."""

    injections: int = 0
    submitted: int = 0
    accepted_once: int = 0
    lost: int = 0
    doubled: int = 0
    stuck: int = 0
    leaked: int = 0
    strangers: int = 0
    """Files or hand-ins in another citizen's dossier."""
    seeds: list[int] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    replayed: int = 0

    def add(self, kind: str, injections: int, verdict: Verdict) -> None:
        """Take a campaign in."""
        self.injections += injections
        self.kinds[kind] = self.kinds.get(kind, 0) + injections
        self.submitted += verdict.submitted
        self.accepted_once += verdict.accepted_once
        for name in _WRONG:
            found = getattr(verdict, name)
            setattr(self, name, getattr(self, name) + len(found))
            self.failures += [f"{kind}: {name} {one}" for one in found]

    def merge(self, other: Total) -> None:
        """Take the outcome of one campaign in."""
        for name in ("injections", "submitted", "accepted_once", *_WRONG):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, count in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count
        self.skipped += [kind for kind in other.skipped if kind not in self.skipped]
        self.failures += other.failures

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled, stuck, or failed otherwise."""
        return not self.failures


def campaign(
    zygote: Zygote, kind: str, seed: int, folder: Path, total: Total, *, brief: bool = False
) -> None:
    """Run one campaign of a kind and take its outcome in."""
    random = Random(f"{kind}:{seed}")
    with _disk(kind, folder) as queue_folder:
        if queue_folder is None and kind == "full_disk":
            if kind not in total.skipped:
                total.skipped.append(kind)
            return
        portal = "dvcqg" if kind.endswith("_dvcqg") else "opencps"
        world = World(zygote, folder, random, kind=portal, queue_folder=queue_folder, brief=brief)
        try:
            try:
                KINDS[kind](world)
            except MissingToolError:
                total.skipped.append(kind)
                return
            except AssertionError as error:
                total.failures.append(f"{kind} seed {seed}: {error}")
            total.add(kind, world.injections, world.settle())
        finally:
            world.close()


def run(
    seed: int,
    seconds: float,
    *,
    enough: int = ENOUGH,
    chosen: Sequence[str] = (),
    crash_replay: bool = True,
    brief: bool = False,
    workers: int = WORKERS,
) -> Total:
    """Run campaigns; each kind at least once, then on until `enough` injections or the time is over.

    `brief`: a campaign does nothing twice. `workers`: campaigns at a time.
    """
    until = time.monotonic() + seconds
    total = Total()
    names = list(chosen or KINDS)
    lock = threading.Lock()
    numbers = itertools.count()

    def work(root: Path) -> None:
        zygote = Zygote()
        while True:
            with lock:
                number = next(numbers)
                wanted = total.injections < enough and time.monotonic() < until
            if number >= len(names) and not wanted:
                break
            kind = names[number % len(names)]
            one, folder = Total(), root / f"{number:04d}-{kind}"
            campaign(zygote, kind, seed + number, folder, one, brief=brief)
            with lock:
                total.seeds.append(seed + number)
                total.merge(one)
                _tell_failures(one, seed + number, folder)
        zygote.close()

    with tempfile.TemporaryDirectory(prefix="faults-") as root:
        if crash_replay:
            _replay(seed, Path(root) / "replay", total)
        with ThreadPoolExecutor(workers) as pool:
            for done in [pool.submit(work, Path(root)) for _ in range(workers)]:
                done.result()
    # A kind that struck nothing proves nothing, however well everything ended.
    total.failures += [
        f"{kind}: nothing was injected"
        for kind in names
        if not total.kinds.get(kind) and kind not in total.skipped
    ]
    if total.injections < enough:
        total.failures.append(f"{total.injections} injections in the time, {enough} are wanted")
    return total


def _tell_failures(one: Total, seed: int, folder: Path) -> None:
    for failure in one.failures:
        sys.stderr.write(f"FAILED {failure} (seed {seed})\n")
        for record in folder.glob("*.log"):
            sys.stderr.write("".join(record.read_text(errors="replace").splitlines(keepends=True)[-15:]))


def _replay(seed: int, folder: Path, total: Total) -> None:
    if not replay.available():
        total.skipped.append("replay")
        return
    total.replayed, failures = replay.run(seed, folder)
    total.failures += failures


@contextlib.contextmanager
def _disk(kind: str, folder: Path) -> Iterator[Path | None]:
    """Give a small disk of its own for what needs one; None where none can be mounted."""
    if kind != "full_disk":
        yield None
        return
    place = folder.with_name(folder.name + "-disk")
    place.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", _TMPFS, "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and write the report; exit code 1 when something was lost, doubled or stuck."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--minutes", type=float, default=22.0)
    parser.add_argument("--kind", action="append", default=[], choices=sorted(KINDS))
    parser.add_argument("--enough", type=int, default=ENOUGH)
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    total = run(chosen.seed, chosen.minutes * 60, enough=chosen.enough, chosen=chosen.kind)
    chosen.report.parent.mkdir(parents=True, exist_ok=True)
    report = {**asdict(total), "seconds": round(time.monotonic() - began, 1)}
    chosen.report.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{total.injections} injections, {total.replayed} replayed prefixes, {total.submitted} dossiers: "
        f"{total.accepted_once} accepted once, {total.lost} lost, {total.doubled} doubled, "
        f"{total.stuck} stuck "
        f"(seed {chosen.seed}, {report['seconds']} s)\n"
    )
    return 0 if total.clean else 1


if __name__ == "__main__":
    sys.exit(main())
