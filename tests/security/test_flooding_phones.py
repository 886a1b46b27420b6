"""Somebody has messages sent: to one phone under many names, to many phones, again and again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from offline_queue.contract.sign_in_messages import CodeSent, Verified
from offline_queue.gateway.phone_sign_ins import BEGUN, PhoneSignIns
from tests.offline_queue.gateway.test_phone_sign_ins import Service
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store
from tests.security.test_guessing_codes import Attacker


def test_one_phone_under_many_ids_gets_one_message_a_minute(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    for number in range(200):
        attacker.ask(f"uid-{number}", f"0481900{number:05d}", "0912 345 678")
        attacker.clock.go(0.05)
    assert attacker.machine.sent == 1


def test_a_phone_written_in_another_way_is_the_same_phone(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    forms = ("0912345678", "+84912345678", "0084 912 345 678", "0912.345.678", "(0912) 345-678")
    for number, form in enumerate(forms):
        attacker.ask(f"uid-{number}", f"0481900{number:05d}", form)
    assert attacker.machine.sent == 1


class Recording(CodeMachine):
    """Keeps where it was to send."""

    def __init__(self) -> None:
        super().__init__()
        self.phones: list[str] = []

    def send_code(self, reference_uid: str, personal_id: str, phone: str) -> CodeSent:
        """Send."""
        self.phones.append(phone)
        return super().send_code(reference_uid, personal_id, phone)


def test_digits_of_other_scripts_and_what_stands_behind_are_no_other_phone(tmp_path: Path) -> None:
    """The service may read all of them as one number: what it is told is one number, or none."""
    attacker, machine = Attacker(tmp_path), Recording()
    attacker.machine = machine
    attacker.restart()
    forms: tuple[str, ...] = (
        "0912345678",
        "０９１２３４５６７８",
        "+84 91-234-5678",
        "0912345678;1",
        "0912345678,0912345679",
    )
    forms += ("\u0660\u0669\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668", "0912345678\u200b", "0" * 5_000)
    for number, form in enumerate(forms):
        attacker.ask(f"uid-{number}", f"0481900{number:05d}", form)
    assert [phone for phone in machine.phones if phone] == ["0912345678"]


def test_many_connections_at_once_begin_no_more_sign_ins_than_one(tmp_path: Path) -> None:
    clock = FakeClock()
    service = Service()
    phones = PhoneSignIns(
        service, lambda _token: Verified(result="unknown"), memory_store(clock, tmp_path), clock
    )
    together = threading.Barrier(16)

    def begin() -> list[str]:
        together.wait(30)
        return [phones.begin().result for _ in range(6)]

    with ThreadPoolExecutor(16) as many:
        begun = [one.result() for one in [many.submit(begin) for _ in range(16)]]
    assert sum(results.count("begun") for results in begun) == BEGUN[0].most


def test_one_person_gets_five_messages_an_hour(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    for number in range(59):
        attacker.ask(f"uid-{number}")
        attacker.clock.go(61)
    assert attacker.machine.sent == 5


def test_many_people_come_to_the_kiosks_own_limit(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    for number in range(300):
        attacker.ask(f"uid-{number}", f"0481900{number:05d}")
        attacker.clock.go(1)
    assert attacker.machine.sent == 60


def test_a_restart_opens_no_new_minute(tmp_path: Path) -> None:
    attacker = Attacker(tmp_path)
    for _ in range(10):
        attacker.ask()
        attacker.restart()
    assert attacker.machine.sent == 1
