"""`make demo`: a citizen files a dossier on the real programs, and the result is checked from outside."""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SEED = 20261124
log = logging.getLogger("demo")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    out: Path
    offline: bool
    vnc: bool
    phone_host: str
    camera: str


def main() -> int:
    """Play it; the last line says what came out."""
    wishes = _wishes()
    logging.basicConfig(
        level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if wishes.vnc:
        os.environ["QT_QPA_PLATFORM"] = "vnc:size=1080x1920:addr=127.0.0.1:port=5900"
    else:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shutil.rmtree(wishes.out, ignore_errors=True)
    wishes.out.mkdir(parents=True)
    # Qt reads the environment when it is imported.
    from tests.journeys.played import play, play_by_hand

    sys.stdout.write(f"seed {SEED}\n")
    if wishes.vnc:
        play_by_hand(wishes.out, wishes.phone_host, wishes.camera, SEED)
        return 0
    began = time.monotonic()
    try:
        summary = play(wishes.out, offline=wishes.offline, seed=SEED)
    except Exception as error:
        log.exception("the journey broke")
        sys.stdout.write(f"demo: FAILED – {type(error).__name__}: {error}\n")
        return 1
    summary["seconds"] = round(time.monotonic() - began, 1)
    path = wishes.out / "summary.json"
    path.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"demo: {'offline first, ' if wishes.offline else ''}dossier {summary['provisional_code']} → "
        f"{summary['official_code']}, {summary['files']} files whole at the portal, "
        f"{summary['slips']} slips with readable codes, {summary['screenshots']} screenshots, "
        f"tap to saved {summary['timings_ms']['tap_to_saved']} ms, {summary['seconds']} s; see {path}\n"
    )
    return 0


def _wishes() -> Wishes:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--offline", action="store_true", help="the portal is away until after the submission"
    )
    parser.add_argument(
        "--vnc", action="store_true", help="show the kiosk at 127.0.0.1:5900, to play by hand"
    )
    parser.add_argument("--phone-host", default="127.0.0.1", help="where the phone page listens")
    parser.add_argument("--camera", default="", help="camera number for --vnc; unset: a file")
    parser.add_argument("--out", type=Path, default=Path("build/demo"))
    given = parser.parse_args()
    out = given.out.with_name(given.out.name + ("-offline" if given.offline else ""))
    return Wishes(out, given.offline, given.vnc, given.phone_host, given.camera)


if __name__ == "__main__":
    sys.exit(main())
