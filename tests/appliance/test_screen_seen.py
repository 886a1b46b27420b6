"""What a start waits for before its slot is kept: a screen that takes touches, and nothing less."""

from __future__ import annotations

from appliance.image.onboard.screen_seen import PATIENCE_S, wait


class Machine:
    """Answers as systemctl and systemd-bless-boot do."""

    def __init__(self, *, kiosk: str = "activating", notice: str = "inactive", trial: bool = True) -> None:
        self.units = {"kiosk.service": kiosk, "kiosk-maintenance.service": notice}
        self.trial = trial
        self.now = 0.0
        self.rebooted = 0

    def ask(self, *command: str) -> str:
        """Run a command."""
        if command[:2] == ("systemctl", "is-active"):
            return self.units[command[2]]
        if command[:2] == ("systemctl", "reboot"):
            self.rebooted += 1
            return ""
        assert command[1] == "status"
        return "indeterminate" if self.trial else "good"

    def wait(self) -> int:
        """Wait with time that passes by itself."""

        def sleep(seconds: float) -> None:
            self.now += seconds

        return wait(self.ask, lambda: self.now, sleep)


def test_a_screen_that_takes_touches_is_enough() -> None:
    machine = Machine(kiosk="active")
    assert machine.wait() == 0
    assert machine.now == 0


def test_a_new_version_without_a_screen_starts_anew() -> None:
    machine = Machine()
    assert machine.wait() == 1
    assert machine.rebooted == 1
    assert machine.now >= PATIENCE_S


def test_a_version_that_was_kept_is_not_started_anew() -> None:
    machine = Machine(trial=False)
    assert machine.wait() == 1
    assert machine.rebooted == 0


def test_the_maintenance_screen_is_not_the_screen() -> None:
    machine = Machine(kiosk="failed", notice="active")
    assert machine.wait() == 1
    assert machine.rebooted == 1
