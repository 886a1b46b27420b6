"""Somebody photographs the VNeID code of who stands before the kiosk, and shows it within the minute."""

from __future__ import annotations

import base64
import sqlite3
import threading
from pathlib import Path

import pytest

from offline_queue.contract.attestation import Attester
from offline_queue.contract.sign_in_messages import Verified
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.sign_ins import REPLAY_S, SignIns
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store


def sign_ins(folder: Path, clock: FakeClock, result: str = "verified") -> SignIns:
    """A daemon whose identity service takes every token, however often."""
    store = memory_store(clock, folder)
    guard = CodeGuard(CodeMachine(), store)
    answer = Verified(result=result, level=2, claims={"personal_id": "048190000002"})
    return SignIns(lambda _token: answer, guard, store, Attester(b"a" * 32), clock)


def test_the_second_showing_is_refused_by_the_kiosk_itself(tmp_path: Path) -> None:
    clock = FakeClock()
    service = sign_ins(tmp_path, clock)
    assert service.verify("token").result == "verified"
    for _ in range(5):
        again = service.verify("token")
        assert (again.result, again.claims, again.ticket) == ("unknown", {}, "")
        clock.go(60)
    assert service.verify("another").result == "verified"


def test_one_that_the_service_did_not_take_may_be_tried_again(tmp_path: Path) -> None:
    service = sign_ins(tmp_path, FakeClock(), "unavailable")
    assert [service.verify("token").result for _ in range(3)] == ["unavailable"] * 3


def test_a_daemon_that_was_started_anew_still_knows(tmp_path: Path) -> None:
    clock = FakeClock()
    assert sign_ins(tmp_path, clock).verify("token").result == "verified"
    clock.go(30)
    for _ in range(3):
        assert sign_ins(tmp_path, FakeClock()).verify("token").result == "unknown"


def test_what_is_remembered_ends_with_its_time_and_names_no_token(tmp_path: Path) -> None:
    clock = FakeClock()
    service = sign_ins(tmp_path, clock)
    for number in range(200):
        assert service.verify(f"token-{number}").result == "verified"
        clock.go(REPLAY_S / 50)
    with sqlite3.connect(tmp_path / "codes.sqlite") as file:
        assert file.execute("SELECT count(*) FROM taken").fetchone()[0] <= 52
    assert b"token-" not in (tmp_path / "codes.sqlite").read_bytes()


def test_when_nothing_more_fits_nobody_is_believed(tmp_path: Path) -> None:
    store = memory_store(FakeClock(), tmp_path)
    taken = [store.take(f"token-{number}", REPLAY_S, most=5) for number in range(7)]
    assert taken == [True] * 5 + [False] * 2


@pytest.mark.expects_errors("a record that cannot be used is told")
def test_a_record_that_cannot_be_used_lets_nobody_in(tmp_path: Path) -> None:
    service = sign_ins(tmp_path, FakeClock())
    with sqlite3.connect(tmp_path / "codes.sqlite") as file:
        file.execute("DROP TABLE taken")
    answer = service.verify("token")
    assert (answer.result, answer.claims, answer.ticket) == ("unavailable", {}, "")


def test_the_same_code_drawn_anew_with_its_signature_written_otherwise(tmp_path: Path) -> None:
    service = sign_ins(tmp_path, FakeClock())
    header = base64.urlsafe_b64encode(b'{"alg":"ES256"}').decode().rstrip("=")
    assert service.verify(f"VNEID1.{header}.claims.c2lnbmF0dXJh").result == "verified"
    for signature in ("c2lnbmF0dXJi", "c2lnbmF0dXJh=", ""):
        assert service.verify(f"VNEID1.{header}.claims.{signature}").result == "unknown"
    assert service.verify(f"VNEID1.{header}.others.c2lnbmF0dXJh").result == "verified"


def test_of_a_code_that_is_not_signed_every_letter_counts(tmp_path: Path) -> None:
    service = sign_ins(tmp_path, FakeClock())
    for token in ("VNEID1.citizen.first", "VNEID1.citizen.second", "VNEID1.citizen", "é.é.é", "..", ""):
        assert service.verify(token).result == "verified"


def test_two_at_the_same_moment_are_one(tmp_path: Path) -> None:
    clock = FakeClock()
    store = memory_store(clock, tmp_path)
    both = threading.Barrier(4)

    def slow(_token: str) -> Verified:
        both.wait(10)
        return Verified(result="verified", level=2, claims={"personal_id": "048190000002"})

    service = SignIns(slow, CodeGuard(CodeMachine(), store), store, Attester(b"a" * 32), clock)
    results: list[str] = []
    tries = [
        threading.Thread(target=lambda: results.append(service.verify("token").result)) for _ in range(4)
    ]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert sorted(results) == ["unknown"] * 3 + ["verified"]
