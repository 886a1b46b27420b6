"""Files a dossier on the host as the demo does and writes down every touch, for a hand at the booted image.

`python -m appliance.trial.image.record OUT`: the kiosk's own program offscreen, with the panel of the trial's
machine and no portal. OUT/steps.json holds what was touched where, what stood on the glass before, and what
was held before the camera or laid into the scanner.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF

from appliance.trial.image.qemu import HEIGHT, WIDTH
from configuration.load import load
from kiosk_app.composition import Kiosk, TimeAndRandomness
from tests.journeys.pilot import Pilot
from tests.journeys.played import application_of
from tests.journeys.script import CASES, Story
from tests.journeys.world import World

_SEED = 17
"""Any number: the journey on the host must be the same each time."""


class Steps:
    """What was done, in order."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._rows: list[dict[str, Any]] = []

    def file(self, ending: str) -> Path:
        """Name a file for the next step."""
        return self._out / f"{len(self._rows):03d}.{ending}"

    def add(self, **what: Any) -> None:
        """Put a step down; the record on the disk is whole after each."""
        self._rows.append(what)
        text = json.dumps(self._rows, ensure_ascii=False, indent=1)
        (self._out / "steps.json").write_text(text, encoding="utf-8")


class Recorder(Pilot):
    """A hand that remembers."""

    def __init__(self, kiosk: Kiosk, steps: Steps) -> None:
        super().__init__(kiosk.window.view)
        self._steps = steps
        self._touching = ""

    def touch(self, name: str, seconds: float = 20.0) -> None:
        """See `Pilot`."""
        self._touching = name
        super().touch(name, seconds)

    def _click(self, place: QPoint, delay_ms: int = -1) -> None:
        typed = self._touching.startswith("key.")
        seen = self._steps.file("png")
        if not typed:
            self._view.grabWindow().save(str(seen))
        digits = {
            str(digit): (middle.x(), middle.y())
            for digit in range(10)
            if self.shows(f"code.digit.{digit}")
            for middle in (self.middle(f"code.digit.{digit}"),)
        }
        self._steps.add(
            touch=self._touching,
            x=place.x(),
            y=place.y(),
            seen="" if typed else seen.name,
            **({"digits": digits, "shown": self._rectangle("code.shown")} if digits else {}),
        )
        super()._click(place, delay_ms)

    def _rectangle(self, name: str) -> list[int]:
        """Where an item stands: left, top, right, bottom in pixels."""
        item = self.find(name)
        if item is None:
            return []
        first = item.mapToScene(QPointF(0, 0)).toPoint()
        last = item.mapToScene(QPointF(item.width(), item.height())).toPoint()
        return [first.x(), first.y(), last.x(), last.y()]


class RecordedWorld(World):
    """What is held before the camera and laid on the glass is remembered too."""

    def __init__(self, root: Path, steps: Steps, **more: Any) -> None:
        super().__init__(root, **more)
        self._steps: Steps | None = None
        self._later = steps
        lay, take = self.tray.lay, self.tray.take

        def laid(pixels: Any) -> None:
            lay(pixels)
            sheet = steps.file("ppm.xz")
            sheet.write_bytes(lzma.compress(self.tray.sheet.read_bytes(), preset=6))
            steps.add(lay=sheet.name)

        def taken() -> None:
            take()
            steps.add(take=True)

        self.tray.lay, self.tray.take = laid, taken  # type: ignore[method-assign]  # remembered, then done

    def record(self) -> None:
        """From now on; what was set out before belongs to the room."""
        self._steps = self._later

    def hold_up(self, picture: bytes) -> None:
        """See `World`."""
        super().hold_up(picture)
        if self._steps is not None:
            held = self._steps.file("camera.png")
            held.write_bytes(picture)
            self._steps.add(hold=held.name)


def main(out: Path) -> int:
    """Play and write down; gives the exit code."""
    out.mkdir(parents=True, exist_ok=True)
    application = application_of()
    steps = Steps(out)
    case = CASES["simplest"]
    panel = (WIDTH, HEIGHT)
    with RecordedWorld(
        out / "world", steps, panel=panel, portal_up=False, offered=case.offered, seed=_SEED
    ) as world:
        kiosk = Kiosk(load(world.config), TimeAndRandomness())
        story = Story(Recorder(kiosk, steps), world, lambda: kiosk.store.state, case, _SEED, offline=True)
        world.record()
        try:
            story.play()
        finally:
            kiosk.close()
            application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
