"""`make fleet-sim`: the whole country after outages, and at one broker; writes `build/fleet.json`.

`python -m tests.fleet_sim.run build/fleet.json [--seed N] [--communes N]`
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from tests.fleet_sim.connections import connect
from tests.fleet_sim.simulate import (
    COMMUNES,
    DAY_S,
    KIOSKS_EACH,
    OURS,
    WITHOUT,
    Outcome,
    arrivals,
    run,
    unavoidable_s,
)

SEED = 20261127
MOST_PEAK, MOST_DRAIN = 2.0, 2.0
_EIGHT, _TWO = 8 * 3_600.0, 14 * 3_600.0
OUTAGES = {
    "6_h": ((DAY_S + _EIGHT, DAY_S + _TWO), 2 * DAY_S),
    "3_days": ((DAY_S + _EIGHT, 4 * DAY_S + _EIGHT), 6 * DAY_S),
}
"""Name → when the portal is away, and until when is played: both in seconds from a Monday."""


def main() -> int:
    """Run everything; gives 1 when the goal is missed."""
    parser = argparse.ArgumentParser(prog="fleet-sim")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--communes", type=int, default=COMMUNES)
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    kiosks = chosen.communes * KIOSKS_EACH
    moments = arrivals(kiosks, range(6), chosen.seed)
    usual = run(moments, OURS, (0.0, 0.0), DAY_S, chosen.seed)
    per_dossier = usual.peak_per_s / usual.calls_each
    print(f"{kiosks} kiosks, seed {chosen.seed}: a usual peak is {usual.peak_per_s:.1f} calls a second")
    runs = {}
    for name, (away, until) in OUTAGES.items():
        for manners, what in ((OURS, "ours"), (WITHOUT, "without")):
            found = run(moments, manners, away, until, chosen.seed)
            least = unavoidable_s(moments, away, per_dossier, found.backlog)
            runs[f"{name} {what}"] = _figures(found, usual, least)
            print(f"{name} {what}: {json.dumps(runs[f'{name} {what}'])}")
    with tempfile.TemporaryDirectory() as folder:
        broker = connect(kiosks, Path(folder))
    ours = [figures for name, figures in runs.items() if name.endswith("ours")]
    summary = {
        "seed": chosen.seed,
        "kiosks": kiosks,
        "usual_peak_per_s": round(usual.peak_per_s, 1),
        "peak_ratio": max(one["peak_ratio"] for one in ours),
        "drain_ratio": max(one["drain_ratio"] for one in ours),
        "lost": sum(int(one["lost"]) for one in ours) + usual.lost,
        "peak_ratio_without": max(
            figures["peak_ratio"] for name, figures in runs.items() if name.endswith("without")
        ),
        "connections": broker.connected,
        "connections_told": broker.told,
        "last_wills": broker.wills,
        "broker_mb": broker.memory_mb,
        "runs": runs,
    }
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    good = (
        summary["peak_ratio"] <= MOST_PEAK
        and summary["drain_ratio"] <= MOST_DRAIN
        and summary["lost"] == 0
        and broker.told == kiosks
    )
    print(
        f"fleet: peak {summary['peak_ratio']} x usual (without: {summary['peak_ratio_without']}), drain "
        f"{summary['drain_ratio']} x unavoidable, lost {summary['lost']}, {broker.connected} connections "
        f"told their state to one broker of {broker.memory_mb} MB: {'goal met' if good else 'GOAL MISSED'}"
    )
    return 0 if good else 1


def _figures(found: Outcome, usual: Outcome, least_s: float) -> dict[str, float]:
    return {
        "backlog": found.backlog,
        "peak_ratio": round(found.peak_per_s / usual.peak_per_s, 2),
        "peak_per_s": round(found.peak_per_s, 1),
        "worst_second": found.worst_second,
        "probes_peak_per_s": round(found.probes_peak_per_s, 1),
        "drained_h": round(found.drained_s / 3_600, 2),
        "unavoidable_h": round(least_s / 3_600, 2),
        "drain_ratio": round(found.drained_s / least_s, 2),
        "lost": found.lost,
    }


if __name__ == "__main__":
    sys.exit(main())
