"""Somebody at the socket guesses codes: by many requests, other dossiers, restarts, the clock."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path

import pytest

from offline_queue.contract.sign_in_messages import CheckParams, CodeParams
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.guard_store import GuardStoreError
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store

PERSON = "048190000002"


class Attacker:
    """Speaks to a guard; `restart` ends the daemon and starts another one with the same record."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.machine = CodeMachine()
        self.restart()

    def restart(self) -> None:
        """Another process, another monotonic clock."""
        self.clock = FakeClock(self.clock.wall)
        self.guard = CodeGuard(self.machine, memory_store(self.clock, self.folder))

    def guess(self, uid: str = "uid") -> str:
        """One wrong guess."""
        return self.guard.check(CheckParams(reference_uid=uid, code="000000")).result

    def ask(self, uid: str = "uid", person: str = PERSON, phone: str = "") -> str:
        """Have a code sent."""
        return self.guard.request(CodeParams(reference_uid=uid, personal_id=person, phone=phone)).result


def test_thousands_of_other_requests_give_no_fourth_guess(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    assert [attacker.guess() for _ in range(3)] == ["wrong", "wrong", "locked"]
    for number in range(2_500):
        attacker.guess(f"other-{number}")
    assert attacker.guess() == "locked"
    assert attacker.machine.checked <= 60


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    for _ in range(20):
        attacker.guess()
        attacker.restart()
    assert attacker.machine.checked == 3
    assert (
        attacker.guard.check(CheckParams(reference_uid="uid", code=attacker.machine.code)).result == "locked"
    )


def test_new_dossiers_for_one_person_come_to_an_end(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    sent = 0
    for number in range(40):
        uid = f"dossier-{number}"
        sent += attacker.ask(uid) == "sent"
        for _ in range(3):
            attacker.guess(uid)
        attacker.clock.go(61)
    assert sent <= 5
    assert attacker.machine.checked <= 9 + 60


def test_the_wall_clock_opens_nothing(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    for _ in range(3):
        attacker.guess()
    attacker.clock.set_wall(attacker.clock.now() + timedelta(days=3_650))
    attacker.restart()
    assert attacker.guess() == "locked"


def test_a_record_that_was_removed_or_replaced_opens_nothing_by_itself(tmp_path: Path) -> None:
    (tmp_path / "codes.sqlite").write_bytes(b"no database " * 100)
    with pytest.raises(GuardStoreError):
        Attacker(tmp_path)


@pytest.mark.expects_errors("a record that cannot be written is told")
def test_a_record_that_cannot_be_written_sends_and_believes_nothing(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    with contextlib.closing(attacker.guard._store):
        pass
    assert attacker.ask() == "unavailable"
    assert attacker.guard.check(CheckParams(reference_uid="uid", code="123456")).result == "unavailable"
    assert attacker.machine.sent == attacker.machine.checked == 0


def test_the_record_holds_no_number_in_the_clear(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    attacker.ask("6f6a1c1e", PERSON, "0912345678")
    attacker.guess("6f6a1c1e")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for marker in (PERSON, "0912345678", "912345678", "6f6a1c1e"):
        assert marker.encode() not in kept


def test_only_the_daemon_can_open_the_record(tmp_path: Path) -> None:
    Attacker(tmp_path / "private")
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "private" / "codes.sqlite").stat().st_mode & 0o777 == 0o600
