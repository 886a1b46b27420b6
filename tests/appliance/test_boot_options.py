"""The firmware comes back to the boot loader as often as a slot has tries, and once more."""

from __future__ import annotations

import struct
import subprocess
import sys
import uuid
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from appliance.image import root
from appliance.image.onboard import boot_options, boot_slots
from appliance.image.onboard.boot_options import LOADER, Partition, name_of, option, put

OWNER = "8be4df61-93ca-11d2-aa0d-00e098032b8c"
ESP = Partition(1, 2048, 1048576, uuid.UUID("3d1219c7-c4c5-404a-aa1f-6d2a48adfda4"))
SHELL = struct.pack("<IH", 1, 4) + "EFI Internal Shell\0".encode("utf-16-le") + b"\x7f\xff\x04\0"


def firmware(folder: Path, options: dict[int, bytes], order: list[int]) -> Path:
    for number, said in options.items():
        (folder / f"Boot{number:04X}-{OWNER}").write_bytes(b"\7\0\0\0" + said)
    (folder / f"BootOrder-{OWNER}").write_bytes(b"\7\0\0\0" + struct.pack(f"<{len(order)}H", *order))
    return folder


def order_of(folder: Path) -> list[int]:
    said = (folder / f"BootOrder-{OWNER}").read_bytes()
    assert said[:4] == b"\7\0\0\0"
    return [number for (number,) in struct.iter_unpack("<H", said[4:])]


def test_all_tries_of_a_slot_and_the_start_of_the_other_fit() -> None:
    assert boot_options.TIMES == boot_slots.TRIES + 1


def test_the_loader_comes_first_and_as_often_as_it_is_needed(tmp_path: Path) -> None:
    variables = firmware(tmp_path, {0: SHELL, 3: SHELL}, [3, 0])
    assert put(variables, ESP)
    order = order_of(variables)
    assert order == [1, 2, 4, 5, 3, 0]
    said = [(variables / f"Boot{number:04X}-{OWNER}").read_bytes() for number in order[:4]]
    assert [name_of(one[4:]) for one in said] == ["Kiosk 1", "Kiosk 2", "Kiosk 3", "Kiosk 4"]
    assert all(LOADER.encode("utf-16-le") in one for one in said)
    # What was there is as it was.
    assert (variables / f"Boot0000-{OWNER}").read_bytes()[4:] == SHELL


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    variables = firmware(tmp_path, {0: SHELL}, [0])
    put(variables, ESP)
    before = {path.name: path.read_bytes() for path in variables.iterdir()}
    for path in variables.iterdir():
        path.chmod(0o400)
    assert not put(variables, ESP)
    assert {path.name: path.read_bytes() for path in variables.iterdir()} == before


def test_a_firmware_that_forgot_its_order_or_has_none_is_told_it_again(tmp_path: Path) -> None:
    put(tmp_path, ESP)
    assert order_of(tmp_path) == [0, 1, 2, 3]
    firmware(tmp_path, {9: SHELL}, [9])
    assert put(tmp_path, ESP)
    assert order_of(tmp_path) == [0, 1, 2, 3, 9]


def test_another_disk_takes_the_place_of_the_first(tmp_path: Path) -> None:
    put(tmp_path, ESP)
    other = Partition(1, 2048, 1048576, uuid.uuid5(uuid.NAMESPACE_OID, "another disk"))
    assert put(tmp_path, other)
    assert order_of(tmp_path) == [0, 1, 2, 3]
    assert (tmp_path / f"Boot0000-{OWNER}").read_bytes()[4:] == option(other, "Kiosk 1")


def test_an_option_is_laid_out_as_uefi_says() -> None:
    said = option(ESP, "Kiosk 1")
    attributes, length = struct.unpack_from("<IH", said)
    assert attributes == 1
    name = "Kiosk 1\0".encode("utf-16-le")
    assert said[6 : 6 + len(name)] == name
    path = said[6 + len(name) :]
    assert len(path) == length
    nodes = []
    while path:
        kind, sub, size = struct.unpack_from("<BBH", path)
        nodes.append((kind, sub, path[4:size]))
        path = path[size:]
    assert [(kind, sub) for kind, sub, _ in nodes] == [(4, 1), (4, 4), (0x7F, 0xFF)]
    number, start, size = struct.unpack_from("<IQQ", nodes[0][2])
    assert (number, start, size) == (1, 2048, 1048576)
    assert uuid.UUID(bytes_le=nodes[0][2][20:36]) == ESP.unique
    assert nodes[0][2][36:] == b"\2\2"
    assert nodes[1][2].decode("utf-16-le") == f"{LOADER}\0"


@given(st.binary(max_size=80))
def test_what_is_no_option_has_some_name_or_none(said: bytes) -> None:
    assert isinstance(name_of(said), str)


def test_it_needs_nothing_but_python(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(root.ONBOARD / "boot_options.py")],
        cwd=tmp_path,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "the firmware keeps its own order" in done.stderr
