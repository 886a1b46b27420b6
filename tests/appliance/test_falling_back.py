"""The trial of falling back: what its first program is, what it breaks, and what it takes for three tries."""

from __future__ import annotations

import subprocess

import pytest

from appliance.trial.image.falling_back import (
    FIRST_PROGRAM,
    KINDS,
    results,
    spoil_first_program,
    spoil_front,
    spoil_tree,
)
from appliance.trial.machine import TrialError

RESTART = b"[  257.92] reboot: machine restart\n"
REFUSED = (
    b"Error loading \\EFI\\kiosk\\b.efi: Access Denied\nBdsDxe: failed to start Boot0010: Access Denied\n"
)
BEGIN = b"[ 96.6] kiosk-trial: slot a runs, entries: kiosk-a.conf \r\n"


def broken(name: str, tries: bytes, slot: bytes = b"a") -> bytes:
    again = b"[ 250.1] kiosk-trial: slot " + slot + b" runs, entries: kiosk-a.conf kiosk-b+0-3.conf \r\n"
    return b"[ 103.0] kiosk-trial: broken: " + name.encode() + b"\r\n" + RESTART + tries + again


def test_a_refused_kernel_is_counted_by_what_the_loader_says() -> None:
    console = BEGIN + broken("unsigned-kernel", REFUSED * 3)
    assert list(results(console)) == [
        ("unsigned-kernel", "3 tries, then slot a runs, entries: kiosk-a.conf kiosk-b+0-3.conf")
    ]


def test_a_damaged_root_is_counted_by_its_restarts() -> None:
    console = BEGIN + broken("damaged-root", RESTART * 3) + broken("damaged-digests", RESTART * 3)
    assert [name for name, _ in results(console)] == ["damaged-root", "damaged-digests"]


@pytest.mark.parametrize("tries", [0, 1, 2, 4])
def test_any_other_number_of_tries_is_a_fault(tries: int) -> None:
    for name, said in (("unsigned-kernel", REFUSED), ("damaged-root", RESTART)):
        with pytest.raises(TrialError, match=f"{tries} tries"):
            list(results(BEGIN + broken(name, said * tries)))


def test_another_slot_is_a_fault() -> None:
    with pytest.raises(TrialError, match="slot b"):
        list(results(BEGIN + broken("damaged-root", RESTART * 3, slot=b"b")))


def test_what_goes_on_is_not_told_yet() -> None:
    whole = BEGIN + broken("damaged-root", RESTART * 3)
    for end in range(len(whole)):
        assert list(results(whole[:end])) == []


def test_each_way_breaks_something_and_one_thing_alone() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert [kind.root is not None, kind.hash is not None, not kind.signed].count(True) == 1


def test_what_is_spoilt_is_spoilt_where_it_should_be() -> None:
    first = FIRST_PROGRAM.encode()
    root = bytearray(b"hsqs" + bytes(20_000) + first)
    spoil_front(root)
    assert root[:4] != b"hsqs"
    assert root.endswith(first)
    root = bytearray(b"hsqs" + bytes(20_000) + first)
    spoil_first_program(root)
    assert root.startswith(b"hsqs")
    assert not root.endswith(first)
    with pytest.raises(TrialError, match="not found"):
        spoil_first_program(bytearray(100))
    tree = bytearray(b"verity")
    spoil_tree(tree)
    assert tree != b"verity"


def test_the_first_program_is_read_by_sh() -> None:
    done = subprocess.run(["sh", "-n"], input=FIRST_PROGRAM, capture_output=True, text=True, check=False)
    assert done.stderr == ""
