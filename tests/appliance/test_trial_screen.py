"""The trial of the screen's unit: what systemd tells decides, and a unit that only looks well fails."""

from __future__ import annotations

import subprocess
from typing import cast

import pytest

from appliance.trial.machine import Machine, TrialError
from appliance.trial.screen import Shown, comes_up, judge

READY = Shown("active", "812", "0", "5000000")


class Told:
    """A machine of which systemd tells these states in turn."""

    def __init__(self, *states: str, ready: bool = True) -> None:
        self.states = list(states)
        self.ready = ready
        self.done: list[str] = []

    def run(self, *command: str, stdin: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run."""
        self.done.append(" ".join(command))
        assert "ExecStart" not in stdin, "what is tried is what was installed"
        output = self.states.pop(0) if "show" in command else ""
        return subprocess.CompletedProcess(command, 0 if check else 1, output, "")

    def wait_for(self, what: str, *_command: str, seconds: float = 60.0) -> float:
        """Wait."""
        if not self.ready:
            raise TrialError(f"{what}: not within {seconds:.0f} s")
        return 0.0


def _told(word_at: int, *, process: int = 812, restarts: int = 0, state: str = "active") -> str:
    return (
        f"MainPID={process}\nNRestarts={restarts}\nActiveState={state}\n"
        f"WatchdogTimestampMonotonic={word_at}\n"
    )


def test_a_screen_that_is_ready_and_goes_on_speaking_passes() -> None:
    machine = Told(_told(5_000_000), _told(6_000_000))
    assert comes_up(cast("Machine", machine)) >= 0
    assert machine.done[-1] == "systemctl daemon-reload", "the machine is left as it was installed"


def test_a_screen_that_never_says_so_fails_and_is_taken_down() -> None:
    machine = Told(ready=False)
    with pytest.raises(TrialError, match="ready"):
        comes_up(cast("Machine", machine))
    assert any(one.startswith("systemctl stop") for one in machine.done)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (Shown("active", "812", "0", "5000000"), "no word"),
        (Shown("active", "812", "0", "0"), "no word"),
        (Shown("active", "900", "1", "6000000"), "started anew"),
        (Shown("failed", "0", "0", "6000000"), "failed"),
    ],
    ids=["silent", "never spoke", "another process", "ended"],
)
def test_what_only_looks_well_fails(last: Shown, words: str) -> None:
    with pytest.raises(TrialError, match=words):
        judge(READY, last)


def test_a_systemd_that_tells_less_is_said() -> None:
    with pytest.raises(TrialError, match="tells no"):
        comes_up(cast("Machine", Told("ActiveState=active\n")))
