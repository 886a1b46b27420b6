"""Plays one scripted journey on the real programs and writes its summary."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

from configuration.load import load
from kiosk_app.composition import Kiosk, TimeAndRandomness
from tests.journeys.hand import Hand, Run
from tests.journeys.pilot import Pilot
from tests.journeys.played import application_of, forgotten
from tests.journeys.world import World


def play_run(run: Run, out: Path, seed: int, protocol: str = "opencps") -> dict[str, Any]:
    """Play it; gives taps, screens, seconds. Raises what the run raises.

    `protocol`: what the portal speaks, one of `world.PROTOCOLS`.
    """
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    application = application_of()
    with (
        run.around(out) as around,
        World(
            out / "world",
            offered=run.offered,
            seed=seed,
            more=around.toml,
            at_door=around.at_door,
            copies=around.copies,
            tickets=around.tickets,
            protocol=protocol,
        ) as world,
    ):
        kiosk = Kiosk(load(world.config), TimeAndRandomness())
        pilot = Pilot(kiosk.window.view, out / "screens")
        hand = Hand(pilot, world, lambda: kiosk.store.state, kiosk.store.dispatch, around.things)
        seen: list[str] = []

        def note() -> None:
            step = kiosk.store.state.step
            if not seen or seen[-1] != step:
                seen.append(step)

        kiosk.store.changed.connect(note)
        try:
            pilot.wait_until(lambda: kiosk.store.state.health.online, "the link")
            pilot.picture("welcome")
            began = time.monotonic()
            run.play(hand)
            seconds = time.monotonic() - began
        finally:
            kiosk.close()
            application.processEvents()
        if not forgotten(world.layout):
            raise AssertionError("something of the citizen is still readable on this side of the queue")
        slips = [shutil.copy(path, out / path.name) for path in sorted(world.prints.glob("*.png"))]
    summary = {
        "journey": run.name,
        "portal": protocol,
        "taps": pilot.taps,
        "keys_typed": pilot.keys_typed,
        "touched": pilot.touched,
        "screens": [name for name in dict.fromkeys(seen) if name != "welcome"],
        "seconds": round(seconds, 1),
        "slips": [Path(path).name for path in slips],
        **hand.found,
    }
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (out / "summary.json").write_text(text + "\n", encoding="utf-8")
    return summary
