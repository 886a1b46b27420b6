"""A machine that fell back is started once more: who kept the refused slot shows in that start alone."""

from __future__ import annotations

from typing import Any, cast

import pytest

from appliance.trial.image import updating
from appliance.trial.image.qemu import Asked, Kiosk
from appliance.trial.image.trial import ImageTrial
from appliance.trial.machine import TrialError


class Fallen:
    """A machine that fell back to slot a, and what its next start does."""

    def __init__(
        self, *, slot: str = "a", entries: str = "kiosk-a.conf kiosk-b+0-3.conf", tries: int = 0
    ) -> None:
        self.slot, self.entries, self.tries = slot, entries, tries
        self.said = b"Error loading \\EFI\\kiosk\\b.efi: Access Denied\n" * 3
        self.started = 0

    def run(self, *command: str, **_: Any) -> Asked:
        """Run."""
        if "get-current" in command:
            return Asked(0, f"{self.slot}\n", "")
        return Asked(0, self.entries if command[0] == "ls" else "", "")

    def console(self) -> bytes:
        """Give what was said."""
        return self.said

    def restart(self, starts: int, _seconds: float) -> None:
        """Start anew."""
        assert starts == 1
        self.started += 1
        self.said += b"Error loading \\EFI\\kiosk\\b.efi: Access Denied\n" * self.tries


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> ImageTrial:
    """Give a trial whose machines show their welcome screen."""
    made = ImageTrial.__new__(ImageTrial)
    made.figures = {}
    monkeypatch.setattr(updating, "greets", lambda *_: None)
    return made


def test_a_machine_that_fell_back_starts_again(trial: ImageTrial) -> None:
    machine = Fallen()
    updating.starts_again(trial, cast(Kiosk, machine), "bent kernel")
    assert machine.started == 1
    assert trial.figures["started_again"] == ["bent kernel"]


@pytest.mark.parametrize(
    ("machine", "said"),
    [
        (Fallen(slot="b"), "slot b started"),
        (Fallen(entries="kiosk-a.conf kiosk-b.conf"), "entries are kiosk-a.conf kiosk-b.conf"),
        (Fallen(tries=1), "tried once more"),
    ],
    ids=["the other slot", "the refused slot is kept", "the refused slot is tried"],
)
def test_what_kept_the_refused_slot_is_a_fault(trial: ImageTrial, machine: Fallen, said: str) -> None:
    with pytest.raises(TrialError, match=said):
        updating.starts_again(trial, cast(Kiosk, machine), "bent kernel")
    assert "started_again" not in trial.figures
