"""Somebody has messages sent: to one phone under many names, to many phones, again and again."""

from __future__ import annotations

from pathlib import Path

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
