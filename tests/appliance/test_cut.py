"""What a disk would start after the plug was pulled, told from outside; what is not whole is said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from appliance.image import disk
from appliance.image.onboard.boot_slots import entry_text
from appliance.trial.image.cut import Place, kernel_words, next_start, places_of
from appliance.trial.image.qemu import part_of, qemu_img
from appliance.trial.machine import TrialError

needs_tools = pytest.mark.skipif(
    not all(shutil.which(name) for name in ("qemu-img", "mkfs.vfat", "mcopy", "sfdisk", "sbverify")),
    reason="the image's tools are not installed",
)


def _disk(folder: Path, entries: dict[str, str], kernels: dict[str, bytes]) -> tuple[Path, dict[str, Place]]:
    tree = folder / "tree"
    for name in ("EFI/kiosk", "loader/entries"):
        (tree / name).mkdir(parents=True)
    for name, text in entries.items():
        (tree / "loader" / "entries" / name).write_text(text, encoding="ascii")
    for name, content in kernels.items():
        (tree / "EFI" / "kiosk" / name).write_bytes(content)
    partitions = disk.layout(2, 1, boot_mb=40, data_mb=1)
    boot = folder / "esp.img"
    disk.boot_partition(boot, tree, 40)
    raw = folder / "disk.img"
    disk.write(raw, partitions, {"kiosk-esp": boot})
    target = folder / "disk.qcow2"
    qemu_img("convert", "-f", "raw", "-O", "qcow2", str(raw), str(target))
    places = {one.name: Place(one.start * disk.MIB, one.size * disk.MIB) for one in partitions}
    return target, places


@needs_tools
def test_a_disk_without_an_entry_is_told(tmp_path: Path) -> None:
    made, places = _disk(tmp_path, {}, {"a.efi": b"x"})
    with pytest.raises(TrialError, match="no entry"):
        next_start(made, places, tmp_path / "none.pem", tmp_path)


@needs_tools
def test_the_newest_entry_with_tries_is_next_and_its_faults_are_told(tmp_path: Path) -> None:
    entries = {
        "kiosk-a.conf": entry_text("a", 1),
        "kiosk-b+2-1.conf": entry_text("b", 2),
    }
    made, places = _disk(tmp_path, entries, {"b.efi": b"no program"})
    told = next_start(made, places, tmp_path / "none.pem", tmp_path)
    assert (told.slot, told.on_trial) == ("b", True)
    assert "not signed" in told.faults[0]
    assert told.others == ("a: its kernel image is missing",)


@needs_tools
def test_an_entry_without_tries_left_is_not_next(tmp_path: Path) -> None:
    entries = {"kiosk-a.conf": entry_text("a", 1), "kiosk-b+0-3.conf": entry_text("b", 2)}
    made, places = _disk(tmp_path, entries, {"a.efi": b"x", "b.efi": b"x"})
    told = next_start(made, places, tmp_path / "none.pem", tmp_path)
    assert (told.slot, told.on_trial, told.others) == ("a", False, ())


@needs_tools
def test_a_piece_of_a_disk_is_read_without_the_rest(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.write_bytes(b"a" * 4096 + b"b" * 4096 + b"c" * 4096)
    made = tmp_path / "made.qcow2"
    qemu_img("convert", "-f", "raw", "-O", "qcow2", str(raw), str(made))
    assert part_of(made, 4096, 4096, tmp_path / "piece").read_bytes() == b"b" * 4096


def test_partitions_are_read_as_sfdisk_tells_them() -> None:
    told = {"partitiontable": {"sectorsize": 512, "partitions": [{"name": "x", "start": 2048, "size": 8}]}}
    assert places_of(json.dumps(told)) == {"x": Place(1_048_576, 4096)}


def test_a_kernel_tells_its_slot_and_its_root() -> None:
    assert kernel_words(f"ro rauc.slot=b roothash={'0f' * 32} quiet") == ("b", "0f" * 32)
    with pytest.raises(TrialError):
        kernel_words("ro quiet")
