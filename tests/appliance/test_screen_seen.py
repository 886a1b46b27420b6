"""What a start waits for before its slot is kept: a screen that takes touches, and nothing less."""

from __future__ import annotations

from pathlib import Path

from appliance.image.onboard import boot_slots
from appliance.image.onboard.boot_slots import SlotError, answer, entry_text
from appliance.image.onboard.screen_seen import PATIENCE_S, wait


class Machine:
    """Answers as systemctl, boot_slots and systemd-bless-boot do, on a boot partition with these entries."""

    def __init__(
        self,
        boot: Path,
        *,
        kiosk: str = "activating",
        notice: str = "inactive",
        names: tuple[str, ...] = ("kiosk-b+2-1.conf",),
        running: str = "b",
    ) -> None:
        self.units = {"kiosk.service": kiosk, "kiosk-maintenance.service": notice}
        self.boot, self.line = boot, f"rauc.slot={running}"
        (boot / "loader" / "entries").mkdir(parents=True)
        for name in ("kiosk-a.conf", *names):
            (boot / "loader" / "entries" / name).write_text(entry_text(name[6], 1), encoding="utf-8")
        self.now = 0.0
        self.rebooted = 0

    def ask(self, *command: str) -> str:
        """Run a command."""
        if command[:2] == ("systemctl", "is-active"):
            return self.units[command[2]]
        if command[:2] == ("systemctl", "reboot"):
            self.rebooted += 1
            return ""
        if command == ("/lib/systemd/systemd-bless-boot", "status"):
            # Of the entry that the loader counted last, whichever slot runs.
            counted = any("+" in path.name for path in (self.boot / "loader" / "entries").iterdir())
            return "indeterminate" if counted else "good"
        assert command[0] == f"/usr/lib/kiosk-image/{Path(boot_slots.__file__).name}"
        try:
            return answer(command[1:], self.boot, self.line)
        except SlotError:
            return ""

    def wait(self) -> int:
        """Wait with time that passes by itself."""

        def sleep(seconds: float) -> None:
            self.now += seconds

        return wait(self.ask, lambda: self.now, sleep)


def test_a_screen_that_takes_touches_is_enough(tmp_path: Path) -> None:
    machine = Machine(tmp_path, kiosk="active")
    assert machine.wait() == 0
    assert machine.now == 0


def test_a_new_version_without_a_screen_starts_anew(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.wait() == 1
    assert machine.rebooted == 1
    assert machine.now >= PATIENCE_S


def test_a_new_version_starts_anew_at_its_last_try_too(tmp_path: Path) -> None:
    machine = Machine(tmp_path, names=("kiosk-b+0-3.conf",))
    assert machine.wait() == 1
    assert machine.rebooted == 1


def test_a_version_that_was_kept_is_not_started_anew(tmp_path: Path) -> None:
    machine = Machine(tmp_path, names=("kiosk-b.conf",))
    assert machine.wait() == 1
    assert machine.rebooted == 0


def test_a_version_that_was_kept_does_not_start_anew_for_one_that_the_firmware_refused(
    tmp_path: Path,
) -> None:
    machine = Machine(tmp_path, names=("kiosk-b+0-3.conf",), running="a")
    assert machine.wait() == 1
    assert machine.rebooted == 0


def test_the_maintenance_screen_is_not_the_screen(tmp_path: Path) -> None:
    machine = Machine(tmp_path, kiosk="failed", notice="active")
    assert machine.wait() == 1
    assert machine.rebooted == 1
