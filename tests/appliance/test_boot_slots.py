"""RAUC's backend for systemd-boot: which slot starts, and what a power cut between two steps leaves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.image.onboard import boot_slots
from appliance.image.onboard.boot_slots import SlotError, answer, entries, entry_text, primary

LINE = "root=/dev/mapper/root ro rauc.slot=b quiet"


@pytest.fixture
def boot(tmp_path: Path) -> Path:
    """Lay down a boot partition with slot a alone, kept."""
    (tmp_path / "loader" / "entries").mkdir(parents=True)
    (tmp_path / "EFI" / "kiosk").mkdir(parents=True)
    for slot in boot_slots.SLOTS:
        (tmp_path / "EFI" / "kiosk" / f"{slot}.efi").write_bytes(b"MZ")
    entry(tmp_path, "kiosk-a.conf", "a", 1)
    return tmp_path


def entry(boot: Path, name: str, slot: str, version: int) -> None:
    """Lay down an entry."""
    (boot / "loader" / "entries" / name).write_text(entry_text(slot, version), encoding="utf-8")


def names(boot: Path) -> list[str]:
    """Give the entries' names."""
    return sorted(path.name for path in (boot / "loader" / "entries").iterdir())


def test_the_slot_that_was_written_starts_next_and_on_trial(boot: Path) -> None:
    assert answer(["set-primary", "b"], boot, LINE) == ""
    assert names(boot) == ["kiosk-a.conf", "kiosk-b+3.conf"]
    assert answer(["get-primary"], boot, LINE) == "b"
    text = (boot / "loader/entries/kiosk-b+3.conf").read_text(encoding="utf-8")
    assert "version 2\n" in text
    assert "efi /EFI/kiosk/b.efi\n" in text


def test_a_slot_without_tries_comes_last_and_is_bad(boot: Path) -> None:
    entry(boot, "kiosk-b+0-3.conf", "b", 9)
    assert answer(["get-primary"], boot, LINE) == "a"
    assert answer(["get-state", "b"], boot, LINE) == "bad"
    assert answer(["get-state", "a"], boot, LINE) == "good"


def test_with_no_good_slot_the_newest_is_still_started(boot: Path) -> None:
    (boot / "loader/entries/kiosk-a.conf").unlink()
    entry(boot, "kiosk-a+0-3.conf", "a", 1)
    entry(boot, "kiosk-b+0-3.conf", "b", 2)
    assert primary(boot) == "b"


def test_a_slot_that_is_about_to_be_written_over_cannot_start(boot: Path) -> None:
    entry(boot, "kiosk-b+1-2.conf", "b", 2)
    answer(["set-state", "b", "bad"], boot, LINE)
    assert names(boot) == ["kiosk-a.conf"]
    assert answer(["get-state", "b"], boot, LINE) == "bad"


def test_a_slot_that_is_kept_is_counted_no_more(boot: Path) -> None:
    entry(boot, "kiosk-b+2-1.conf", "b", 2)
    answer(["set-state", "b", "good"], boot, LINE)
    assert names(boot) == ["kiosk-a.conf", "kiosk-b.conf"]


def test_a_slot_without_a_kernel_is_not_made_the_next_one(boot: Path) -> None:
    (boot / "EFI/kiosk/b.efi").unlink()
    with pytest.raises(SlotError, match="has no kernel"):
        answer(["set-primary", "b"], boot, LINE)
    assert answer(["get-primary"], boot, LINE) == "a"


def test_an_entry_that_was_half_written_is_none(boot: Path) -> None:
    (boot / "loader/entries/kiosk-b.new").write_text("title", encoding="utf-8")
    (boot / "loader/entries/other.conf").write_text("version 99", encoding="utf-8")
    assert [one.slot for one in entries(boot)] == ["a"]


def test_names_as_firmware_writes_them_are_known(boot: Path) -> None:
    entry(boot, "KIOSK-B+2-1.CONF", "b", 2)
    assert primary(boot) == "b"


def test_the_running_slot_stands_in_the_kernels_line(boot: Path) -> None:
    assert answer(["get-current"], boot, LINE) == "b"
    with pytest.raises(SlotError, match="not told"):
        answer(["get-current"], boot, "xrauc.slot=a")


@pytest.mark.parametrize(
    "words", [[], ["set-primary"], ["set-primary", "c"], ["set-state", "a", "odd"], ["format"]]
)
def test_what_is_not_asked_by_rauc_changes_nothing(boot: Path, words: list[str]) -> None:
    with pytest.raises(SlotError, match="not understood"):
        answer(words, boot, LINE)
    assert names(boot) == ["kiosk-a.conf"]


def test_without_an_entry_there_is_no_next_slot(boot: Path) -> None:
    (boot / "loader/entries/kiosk-a.conf").unlink()
    with pytest.raises(SlotError, match="no slot"):
        primary(boot)


WORDS = st.sampled_from(
    [
        *(("set-primary", slot) for slot in boot_slots.SLOTS),
        *(("set-state", slot, state) for slot in boot_slots.SLOTS for state in ("good", "bad")),
        ("try",),
    ]
)


@given(st.lists(WORDS, max_size=12))
def test_each_slot_has_one_entry_at_most_and_the_next_one_was_asked_for(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, ...]]
) -> None:
    boot = tmp_path_factory.mktemp("boot")
    (boot / "loader" / "entries").mkdir(parents=True)
    (boot / "EFI" / "kiosk").mkdir(parents=True)
    for slot in boot_slots.SLOTS:
        (boot / "EFI" / "kiosk" / f"{slot}.efi").touch()
    asked = ""
    for act in acts:
        if act == ("try",):
            count_down(boot)
            continue
        answer(act, boot, LINE)
        if act[0] == "set-primary":
            asked = act[1]
            assert primary(boot) == asked
        slots = [one.slot for one in entries(boot)]
        assert len(slots) == len(set(slots))
        if act[0] == "set-state" and act[2] == "bad":
            assert act[1] not in slots


def count_down(boot: Path) -> None:
    """Start once as systemd-boot does: the first entry has one try less."""
    found = entries(boot)
    if found and found[0].left:
        left = found[0].left - 1
        done = 3 - left
        found[0].path.rename(found[0].path.with_name(f"kiosk-{found[0].slot}+{left}-{done}.conf"))


def test_it_needs_nothing_but_python(tmp_path: Path) -> None:
    source = Path(boot_slots.__file__).read_text(encoding="utf-8")
    imported = set(re.findall(r"^(?:from|import) (\w+)", source, re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)
    done = subprocess.run(
        [sys.executable, "-I", boot_slots.__file__, "nonsense"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("kiosk-boot-slots: ")


def test_what_somebody_chose_in_the_boot_loader_does_not_hold_an_update_back(
    boot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_more: object) -> None:
        asked.append(command)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(boot_slots, "answer", lambda words, *_: answer(words, boot, "rauc.slot=a"))
    for words in (["set-primary", "b"], ["get-primary"], ["set-state", "a", "good"]):
        monkeypatch.setattr(sys, "argv", ["boot_slots.py", *words])
        assert boot_slots.main() == 0
    # Once, when the slot was made the next one. An empty name clears the firmware's variable.
    assert asked == [["bootctl", "set-default", ""]]


def test_a_renamed_entry_is_synced_itself(boot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # On FAT the folder alone leaves a name of an empty file behind after a power cut.
    synced: list[str] = []
    to_disk = boot_slots._to_disk

    def note(path: Path) -> None:
        synced.append(path.name)
        to_disk(path)

    monkeypatch.setattr(boot_slots, "_to_disk", note)
    answer(["set-primary", "b"], boot, LINE)
    assert synced == ["kiosk-b+3.conf", "entries"]
    synced.clear()
    answer(["set-state", "b", "good"], boot, LINE)
    assert synced[:2] == ["kiosk-b.conf", "entries"]
    unit = Path(boot_slots.__file__).parent / "tree/usr/lib/systemd/system/systemd-bless-boot.service.d"
    assert "ExecStartPost=/usr/bin/sync -f /efi" in (unit / "10-kiosk.conf").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("tried", "running", "kept"),
    [
        ("kiosk-b+0-3.conf", "a", False),
        ("kiosk-b+2-1.conf", "b", True),
        ("kiosk-b+0-3.conf", "b", True),
        ("kiosk-b.conf", "b", False),
    ],
    ids=["refused by the firmware", "on trial", "at its last try", "kept before"],
)
def test_no_slot_has_another_one_kept(boot: Path, tried: str, running: str, kept: bool) -> None:
    entry(boot, tried, "b", 2)
    line = LINE.replace("slot=b", f"slot={running}")
    if kept:
        assert answer(["on-trial"], boot, line)
    else:
        with pytest.raises(SlotError, match="not on trial"):
            answer(["on-trial"], boot, line)
    unit = Path(boot_slots.__file__).parent / "tree/usr/lib/systemd/system/systemd-bless-boot.service.d"
    asked = "ExecCondition=/usr/lib/kiosk-image/boot_slots.py on-trial\n"
    assert asked in (unit / "10-kiosk.conf").read_text(encoding="utf-8")
