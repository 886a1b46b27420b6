"""The image's first start: a data partition whose recovery key the province cannot get is not made."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

START_ROOT = Path("appliance/image/onboard/start-root")
STUBS = (
    *("age", "cp", "cryptsetup", "mkdir", "mkfs.ext4", "modprobe", "mount", "partx", "sfdisk", "sync"),
    *("systemd-cryptenroll", "umount"),
)


class Machine:
    """`prepare` of the image's first program, with commands that only note that they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stubs = folder / "stubs"
        (folder / "state" / "secret").mkdir(parents=True)
        (folder / "home").mkdir()
        self.stubs.mkdir()
        for name in STUBS:
            self.answers(name, 0)

    def answers(self, name: str, code: int) -> None:
        """Let a command end with this code."""
        path = self.stubs / name
        path.write_text(f'#!/bin/sh\necho {name} "$@" >> {self.folder}/called\nexit {code}\n')
        path.chmod(0o755)

    def prepares(self, boot: str = "sda1") -> bool:
        """Whether the data partition was made. `boot`: the boot partition, "" where there is none."""
        functions = START_ROOT.read_text(encoding="utf-8").partition("\nmodprobe ")[0]
        for told, instead in (
            ("PATH=/usr/sbin", f"PATH={self.stubs}:/usr/sbin"),
            ("STATE=/run/kiosk-image", f"STATE={self.folder}/state"),
            ("HOME_OF=/usr/lib/kiosk-image", f"HOME_OF={self.folder}/home"),
        ):
            assert functions.count(told) == 1, told
            functions = functions.replace(told, instead)
        functions = functions.replace("/dev/kmsg", f"{self.folder}/said")
        functions = functions.replace('mkdir -m 0700 "$STATE/secret"', "")
        found = f"echo {boot}" if boot else "return 1"
        script = (
            f"{functions}\ngrow() {{ :; }}\nhas_tpm() {{ :; }}\npartition() {{ {found}; }}\nprepare sda3\n"
        )
        return subprocess.run(["sh", "-c", script], check=False).returncode == 0

    def called(self) -> str:
        """What was called, a line each."""
        return (self.folder / "called").read_text(encoding="utf-8")

    def said(self) -> str:
        """What stands in the kernel's log."""
        return (self.folder / "said").read_text(encoding="utf-8")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    (tmp_path / "home" / "recovery-recipient").write_text("age1province", encoding="utf-8")
    return made


DONE = re.compile(r"^cryptsetup config --label kiosk-data /dev/sda3$", re.MULTILINE)


def test_the_recovery_key_is_kept_for_the_province(machine: Machine) -> None:
    assert machine.prepares()
    assert "age -r age1province -o /efi/EFI/kiosk/recovery.age" in machine.called()
    assert DONE.search(machine.called())


@pytest.mark.parametrize("fails", ["age", "mount", "umount"])
def test_a_recovery_key_that_cannot_be_kept_makes_no_partition(machine: Machine, fails: str) -> None:
    """The next start makes it anew; kept, its dossiers would be lost with the machine."""
    machine.answers(fails, 1)
    assert not machine.prepares()
    assert not DONE.search(machine.called())
    if fails == "age":
        assert "umount /efi" in machine.called()


def test_a_boot_partition_that_is_missing_is_not_called_an_image_without_recovery(machine: Machine) -> None:
    assert not machine.prepares(boot="")
    assert "no recovery recipient" not in machine.said()


def test_an_image_without_a_recipient_says_so_and_goes_on(machine: Machine) -> None:
    (machine.folder / "home" / "recovery-recipient").unlink()
    assert machine.prepares()
    assert "no recovery recipient in this image" in machine.said()
