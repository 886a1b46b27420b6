"""Somebody photographs the VNeID code of who stands before the kiosk, and shows it within the minute."""

from __future__ import annotations

from pathlib import Path

from offline_queue.contract.attestation import Attester
from offline_queue.contract.messages import Verified
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.sign_ins import REPLAY_S, SignIns
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store


def sign_ins(folder: Path, clock: FakeClock, result: str = "verified") -> SignIns:
    """A daemon whose identity service takes every token, however often."""
    guard = CodeGuard(CodeMachine(), memory_store(clock, folder))
    answer = Verified(result=result, level=2, claims={"personal_id": "048190000002"})
    return SignIns(lambda _token: answer, guard, Attester(b"a" * 32), clock)


def test_the_second_showing_is_refused_by_the_kiosk_itself(tmp_path: Path) -> None:
    clock = FakeClock()
    desk = sign_ins(tmp_path, clock)
    assert desk.verify("token").result == "verified"
    for _ in range(5):
        again = desk.verify("token")
        assert (again.result, again.claims, again.ticket) == ("unknown", {}, "")
        clock.go(60)
    assert desk.verify("another").result == "verified"


def test_one_that_the_service_did_not_take_may_be_tried_again(tmp_path: Path) -> None:
    desk = sign_ins(tmp_path, FakeClock(), "unavailable")
    assert [desk.verify("token").result for _ in range(3)] == ["unavailable"] * 3


def test_what_is_remembered_stays_bounded(tmp_path: Path) -> None:
    clock = FakeClock()
    desk = sign_ins(tmp_path, clock)
    for number in range(500):
        assert desk.verify(f"token-{number}").result == "verified"
        clock.go(REPLAY_S / 50)
    assert len(desk._taken) <= 52
