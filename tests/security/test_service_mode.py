"""Somebody at the screen or at the socket wants into service mode, or sees more there than they should."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from offline_queue.contract.attestation import Attester
from offline_queue.contract.service_messages import Act, Role
from offline_queue.contract.sign_in_messages import BadgeParams
from offline_queue.gateway.badges import Badges
from offline_queue.gateway.service_sessions import WRONG_PINS
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.service import STAFF_PIN, TECHNICIAN_PIN, ServiceKiosk, people


def guesses(kiosk: ServiceKiosk, number: int) -> list[str]:
    """Try wrong PINs."""
    return [kiosk.enter(pin=f"{555_000 + one}").result for one in range(number)]


def test_a_pin_is_guessed_five_times_and_then_waits(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    assert guesses(kiosk, 7) == ["wrong"] * 5 + ["locked"] * 2
    refused = kiosk.enter(pin=STAFF_PIN)
    assert refused.result == "locked"
    assert 0 < refused.wait_s <= WRONG_PINS[0].seconds


def test_neither_a_restart_nor_the_wall_clock_gives_another_guess(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    found = []
    for _ in range(12):
        found += guesses(kiosk, 1)
        kiosk.clock.set_wall(kiosk.clock.now() + timedelta(days=365))
        kiosk.restart()
    assert found.count("wrong") == 5
    assert kiosk.enter(pin=STAFF_PIN).result == "locked"


@pytest.mark.long("each guess is made costly on purpose")
def test_a_day_gives_thirty_guesses(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    wrong = 0
    for _ in range(24 * 6):
        wrong += guesses(kiosk, 3).count("wrong")
        kiosk.clock.go(600)
    assert wrong <= WRONG_PINS[-1].most


def test_a_plug_that_is_pulled_during_the_check_costs_the_try(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)

    class PulledError(Exception):
        pass

    def pulled(_text: str) -> list[object]:
        raise PulledError

    for _ in range(5):
        kiosk.service_mode._sessions._by_pin = pulled  # type: ignore[method-assign,assignment]
        try:
            kiosk.enter(pin="555000")
        except PulledError:
            kiosk.restart()
    assert kiosk.enter(pin=STAFF_PIN).result == "locked"


def test_who_types_wrong_pins_does_not_shut_staff_out(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    guesses(kiosk, 20)
    assert kiosk.enter(badge=people()[1]).result == "accepted"


def test_wrong_pins_do_not_fill_the_chain(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    guesses(kiosk, 200)
    assert kiosk.events() == [("unknown", "service:refused", "pin wrong")] * 5


def test_a_session_is_worth_nothing_once_it_is_over(tmp_path: Path) -> None:
    """What was heard on the socket, or found in the screen's memory, is played again."""
    kiosk = ServiceKiosk(tmp_path)
    heard = kiosk.enter(pin=TECHNICIAN_PIN).session
    kiosk.leave(heard)
    assert kiosk.do(heard, Act.EXPORT).result == "ended"
    heard = kiosk.enter(pin=TECHNICIAN_PIN).session
    kiosk.restart()
    assert kiosk.do(heard, Act.EXPORT).result == "ended"
    for guessed in ("", "x", heard[:-1], heard + "x"):
        assert kiosk.do(guessed, Act.OPEN).result == "ended"


def test_a_badge_that_was_photographed_opens_nothing_of_a_technician(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    entered = kiosk.enter(badge=people()[1])
    assert entered.role == Role.STAFF
    assert kiosk.do(entered.session, Act.LOG).result == "not_allowed"
    assert kiosk.do(entered.session, Act.SETUP).result == "not_allowed"


def test_what_a_badge_confirmed_for_a_dossier_opens_nothing(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    attester = Attester(b"a" * 32)
    confirmed = Badges(people()[0], attester, kiosk.store, kiosk.clock).check(
        BadgeParams(reference_uid="uid", badge=people()[1])
    )
    assert confirmed.result == "accepted"
    assert kiosk.enter(badge=confirmed.confirmation).result == "wrong"
    assert kiosk.do(confirmed.confirmation, Act.QUEUE).result == "ended"


def test_service_mode_tells_nothing_of_a_citizen(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    kiosk = ServiceKiosk(tmp_path, database=tmp_path / "queue" / "outbox.sqlite")
    session = kiosk.enter(pin=TECHNICIAN_PIN).session
    with kiosk.database.writing() as connection:
        connection.execute(
            "UPDATE dossier SET state = 'rejected', reason = ?, portal_status = ?",
            (f"portal.refused: {MARKER} {PERSONAL_ID}", f"{MARKER} chưa ký"),
        )
    said = "".join(kiosk.do(session, act).model_dump_json() for act in Act if act is not Act.RETRY)
    assert "portal.refused" in said
    for word in (MARKER, PERSONAL_ID):
        assert word not in said
