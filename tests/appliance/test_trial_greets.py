"""The trial looks at the glass of what starts after an update: a unit that is active shows nothing yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from appliance.trial.image import starts
from appliance.trial.image.qemu import Asked, Kiosk
from appliance.trial.image.trial import ImageTrial
from appliance.trial.machine import TrialError


class Black:
    """A machine whose screen says that it takes touches, with this on its glass."""

    def __init__(self, *glass: str) -> None:
        self.glass = list(glass)

    def run(self, *command: str, **_: Any) -> Asked:
        """Run."""
        return Asked(0, "active\n" if "is-active" in command else "", "")

    def picture(self, _name: str) -> Image.Image:
        """Give what stands on the glass."""
        return Image.new("RGB", (1080, 1920), self.glass.pop(0) if len(self.glass) > 1 else self.glass[0])

    def until(self, what: str, holds: Any, seconds: float) -> float:
        """Look thrice."""
        if any(holds() for _ in range(3)):
            return seconds
        raise TrialError(what)


def test_after_an_update_the_glass_is_looked_at_not_the_unit_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = ImageTrial.__new__(ImageTrial)
    trial.work, trial.figures = tmp_path, {}
    drawn: tuple[Image.Image, dict[str, list[int]]] = (Image.new("RGB", (1080, 1920), "white"), {})
    monkeypatch.setattr(ImageTrial, "drawn", lambda *_: drawn)
    starts.greets(trial, cast(Kiosk, Black("black", "white")))
    with pytest.raises(TrialError, match="welcome: 100"):
        starts.greets(trial, cast(Kiosk, Black("black")))
