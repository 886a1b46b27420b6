"""What the stages of the image's trial share: files, figures, and questions to the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pyrage
from PIL import Image

from appliance.trial.image.devices import TABLES
from appliance.trial.image.qemu import Kiosk, qemu_img, started
from appliance.trial.machine import TrialError
from appliance.trial.stick import write_stick

UP = "up"
"""The machine that stands before its citizens, kept so that a stage need not start it."""
SAME = 0.002
"""Share of pixels that may differ in two looks at one screen: a clock's minute, a spinner."""
_LIKE = 0.05
"""Share that may differ between a booted screen and the drawn one, whose letters are smoothed otherwise."""


class ImageTrial:
    """Where everything stands, what was measured, what was refused."""

    def __init__(self, work: Path, figures: dict[str, Any], cuts: int) -> None:
        """`cuts`: how often the plug is pulled while an update is installed."""
        self.work, self.figures, self.cuts = work, figures, cuts
        self.image, self.bundles = work / "kiosk.img", work / "bundles.img"
        self.disk, self.tpm = work / "disk.qcow2", work / "tpm"
        self.home, self.stick = work / "machine", work / "stick"
        self.recovery = _identity(work / "recovery.key")
        self.refusals: list[str] = list(figures.get("refused_by_image", []))
        if not self.stick.exists():
            write_stick(self.stick, TABLES)

    @property
    def province(self) -> Path:
        """The key that the image trusts for set-up."""
        return self.stick / "province.pem"

    def kiosk(
        self, name: str, disk: Path | None = None, tpm: Path | None = None
    ) -> AbstractContextManager[Kiosk]:
        """Start a machine with the trial's disk and chip, or others."""
        return started(
            self.work / name, disk or self.disk, tpm=self.tpm if tpm is None else tpm, more=(self.bundles,)
        )

    def own(self, loaded: str = "") -> AbstractContextManager[Kiosk]:
        """Start the trial's own machine, or go on from what it kept."""
        return started(self.home, self.disk, tpm=self.tpm, more=(self.bundles,), loaded=loaded)

    def put_back(self) -> None:
        """Let the disk be as it was kept, for who starts it anew. Raises `TrialError`.

        The stage before may have left a broken slot on it.
        """
        qemu_img("snapshot", "-a", UP, str(self.disk))

    def refuse(self, what: str) -> None:
        """Put down that something was refused as it should."""
        if what not in self.refusals:
            self.refusals.append(what)
        self.figures["refused_by_image"] = list(self.refusals)

    def drawn(self, config: Path, width_mm: float, name: str) -> tuple[Image.Image, Mapping[str, list[int]]]:
        """Draw a screen without any machine; gives the picture and where its items are."""
        out = self.work / f"{name}-drawn.png"
        done = subprocess.run(
            [sys.executable, "-m", "appliance.trial.image.twin", str(config), str(width_mm), str(out)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if done.returncode:
            raise TrialError(f"{name} could not be drawn: {done.stderr[-600:]}")
        with Image.open(out) as opened:
            return opened.convert("RGB"), json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))

    def alike(self, name: str, share: float) -> None:
        """Hold that a booted screen looks as it is drawn. Raises `TrialError`."""
        self.figures[f"{name}_differs_from_drawn"] = round(share, 4)
        if share > _LIKE:
            raise TrialError(f"{name}: {share:.1%} of the booted screen's pixels differ from the drawn one's")


def active(kiosk: Kiosk) -> bool:
    """Tell whether a screen takes touches."""
    return kiosk.run("systemctl", "is-active", "kiosk.service", check=False).out.strip() == "active"


def entries(kiosk: Kiosk) -> list[str]:
    """Give the entries of the boot partition."""
    return sorted(kiosk.run("ls", "/efi/loader/entries", check=False).out.split())


def slot(kiosk: Kiosk) -> str:
    """Give the slot that runs."""
    return kiosk.run("/usr/lib/kiosk-image/boot_slots.py", "get-current").out.strip()


def holds(kiosk: Kiosk, otherwise: str, *command: str) -> None:
    """Hold that a command succeeds in the machine. Raises `TrialError`."""
    done = kiosk.run(*command, check=False)
    if done.code:
        raise TrialError(f"{otherwise}: {done.out[-300:]}{done.err[-300:]}")


def _identity(path: Path) -> pyrage.x25519.Identity:
    """Give the province's key of this trial; an image that is kept was made for it."""
    if not path.exists():
        path.write_text(str(pyrage.x25519.Identity.generate()), encoding="ascii")
    return pyrage.x25519.Identity.from_str(path.read_text(encoding="ascii"))
