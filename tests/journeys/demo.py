"""`make demo`: a citizen files a dossier on the real programs, and the result is checked from outside."""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import signal
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from vietnam.time_zone import VIETNAM

SEED = 20261124
VNC_PORT = 5900
log = logging.getLogger("demo")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    out: Path
    case: str
    """A name of `tests.journeys.script.CASES`."""
    offline: bool
    vnc: bool
    phone_host: str
    camera: str
    journey: str
    """A name of `tests.journeys.runs`, or "all"; "" files a dossier."""
    portal: str
    """What the portal of a scripted journey speaks."""


def main() -> int:
    """Play it; the last line says what came out."""
    wishes = _wishes()
    logging.basicConfig(
        level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # Exit through the context managers, which stop the other programs.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    by_hand = wishes.vnc or _has_display()
    if wishes.vnc:
        os.environ["QT_QPA_PLATFORM"] = f"vnc:size=1080x2010:port={VNC_PORT}"
    elif not by_hand:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if wishes.case != "all" and not wishes.journey:
        _clear(wishes.out)
    # Qt reads the environment when it is imported.
    from tests.journeys.by_hand import play_by_hand
    from tests.journeys.everything import ALL
    from tests.journeys.played import application_of
    from tests.support.loopback import keep_to_loopback

    sys.stdout.write(f"seed {SEED}\n")
    if wishes.journey:
        return _journeys(wishes)
    if wishes.case == ALL:
        return _all(wishes)
    if by_hand:
        application = application_of()
        if wishes.vnc:
            # The platform begins to listen with the first turn of the event loop.
            application.processEvents()
            keep_to_loopback(VNC_PORT)
            sys.stdout.write(f"screen: VNC viewer to 127.0.0.1:{VNC_PORT}\n")
        play_by_hand(application, wishes.out, wishes.phone_host, wishes.camera, SEED)
        sys.stdout.write(f"demo: ended by hand; see {wishes.out}\n")
        return 0
    summary = _one(wishes)
    if summary is None:
        return 1
    sys.stdout.write(
        f"demo: {'offline first, ' if wishes.offline else ''}dossier {summary['provisional_code']} → "
        f"{summary['official_code']}, {len(summary['portal_files'])} files whole at the portal, "
        f"slip codes {', '.join(summary['slip_codes'])}, "
        f"{summary['taps']} taps, {summary['keys_typed']} of them keys, on "
        f"{summary['screens_seen']} screens to the slip, "
        f"code to saved {summary['timings_ms']['code_to_saved']} ms, {summary['seconds']} s; "
        f"see {wishes.out / 'summary.json'}\n"
    )
    return 0


def _one(wishes: Wishes) -> dict[str, Any] | None:
    """Play one journey and write its summary; None, and a line that says why, when it broke."""
    from tests.journeys.everything import case_of, modelled
    from tests.journeys.played import play
    from tests.journeys.script import CASES

    began, today = time.monotonic(), datetime.now(VIETNAM).date()
    known = {one.code: one for one in modelled(today)}
    if wishes.case not in (*CASES, *known):
        sys.stdout.write(f"demo: no case {wishes.case!r}; there are: {', '.join((*CASES, *known))}\n")
        return None
    case = CASES.get(wishes.case) or case_of(known[wishes.case], today)
    try:
        summary = play(wishes.out, case, offline=wishes.offline, seed=SEED)
    except Exception as error:
        log.exception("the journey broke")
        sys.stdout.write(f"demo: {wishes.case} FAILED – {type(error).__name__}: {error}\n")
        return None
    summary["seconds"] = round(time.monotonic() - began, 1)
    (wishes.out / "kiosk.toml").write_bytes((wishes.out / "world" / "kiosk.toml").read_bytes())
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (wishes.out / "summary.json").write_text(text + "\n", encoding="utf-8")
    return summary


def _journeys(wishes: Wishes) -> int:
    """Play scripted journeys, each into a folder of its own; gives the number of those that broke."""
    from tests.journeys.run_journey import play_run
    from tests.journeys.runs import runs

    known = runs()
    if wishes.journey not in ("all", *known):
        sys.stdout.write(f"demo: no journey {wishes.journey!r}; there are: all, {', '.join(known)}\n")
        return 2
    here = {name for name, run in known.items() if run.needs in ("", wishes.portal)}
    if wishes.journey not in ("all", *here):
        sys.stdout.write(f"demo: {wishes.journey} is of portals that speak {known[wishes.journey].needs}\n")
        return 2
    broken, whole = 0, []
    played = [name for name in known if name in here] if wishes.journey == "all" else [wishes.journey]
    for name in played:
        out = wishes.out / name
        try:
            summary = play_run(known[name], out, SEED, wishes.portal)
        except Exception as error:
            log.exception("the journey broke")
            sys.stdout.write(f"demo: {name} FAILED – {type(error).__name__}: {error}\n")
            broken += 1
            continue
        sys.stdout.write(
            f"demo: {name}: {summary['taps']} taps, {len(summary['screens'])} screens, "
            f"{summary['seconds']} s, {len(summary['slips'])} slips; see {out / 'summary.json'}\n"
        )
        whole.append(summary)
    if wishes.journey == "all":
        sys.stdout.write(
            f"demo: {len(whole)} of {len(played)} journeys played to their end, "
            f"{sum(len(one['slips']) for one in whole)} slips, {sum(one['taps'] for one in whole)} taps, "
            f"{round(sum(one['seconds'] for one in whole))} s; see {wishes.out}/NAME/summary.json\n"
        )
    return broken


def _all(wishes: Wishes) -> int:
    """File every procedure that ships, every second one offline; gives the number of those that broke."""
    from tests.journeys.everything import modelled

    codes = [one.code for one in modelled(datetime.now(VIETNAM).date())]
    played: dict[str, dict[str, Any] | None] = {}
    for number, code in enumerate(codes):
        out = wishes.out / code
        _clear(out)
        played[code] = _one(replace(wishes, case=code, out=out, offline=bool(number % 2)))
    whole = [one for one in played.values() if one is not None]
    sys.stdout.write(
        f"demo: {len(whole)} of {len(codes)} procedures filed and whole at the portal, "
        f"{sum(one['offline'] for one in whole)} of them offline first, "
        f"{sum(len(one['portal_files']) for one in whole)} files, {sum(one['taps'] for one in whole)} taps, "
        f"{round(sum(one['seconds'] for one in whole))} s; see {wishes.out}/CODE/summary.json\n"
    )
    return len(codes) - len(whole)


def _clear(folder: Path) -> None:
    """Empty the folder; what another case left in a folder of its own stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_dir() and not (path / "summary.json").exists():
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def _has_display() -> bool:
    """Whether somebody could look at a window. A platform that was asked for by name is nobody's window."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    return not asked and bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _wishes() -> Wishes:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--offline", action="store_true", help="the portal is away until after the submission"
    )
    parser.add_argument(
        "--vnc", action="store_true", help=f"show the kiosk at 127.0.0.1:{VNC_PORT}, to play by hand"
    )
    parser.add_argument(
        "--phone-host", default="127.0.0.1", help="where the phone page listens, 0.0.0.0 for a real phone"
    )
    parser.add_argument("--camera", default="", help="camera number for --vnc; unset: a file")
    parser.add_argument("--case", default="reissue", help="reissue, or simplest: one certificate for oneself")
    parser.add_argument(
        "--procedure",
        default="",
        help="code of a procedure that ships, or all of them",
    )
    parser.add_argument("--journey", default="", help="name of a scripted journey, or all of them")
    parser.add_argument(
        "--portal",
        choices=("opencps", "dvcqg"),
        default="opencps",
        help="what the portal of a journey speaks",
    )
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    case = given.procedure or given.case
    # The demo itself stands in build/demo; the other cases beside it.
    out = given.out or (
        Path("build/demo") if given.journey or case in ("reissue", "all") else Path("build/demo") / case
    )
    return Wishes(
        *(out, case, given.offline, given.vnc, given.phone_host, given.camera, given.journey, given.portal)
    )


if __name__ == "__main__":
    sys.exit(main())
