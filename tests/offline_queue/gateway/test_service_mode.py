"""Service mode behind the socket: who comes in, what they may do, what is written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk_app.ui.screens.service.words import state
from offline_queue.contract.badge import new_badge
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import QueueError
from offline_queue.contract.messages import LinkState, Status
from offline_queue.contract.pin import is_guessed_first, is_pin, pin_hash
from offline_queue.contract.service_messages import MOST_LINES, TECHNICIANS_ALONE, Act, Role, StaffTask
from offline_queue.gateway.badges import Badge
from offline_queue.gateway.service_attention import waiting_for_staff
from offline_queue.gateway.service_sessions import IDLE_S, LONGEST_S
from offline_queue.store import audit_log
from offline_queue.store.ending import Ending, EndingReason, end
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.service import STAFF_PIN, TECHNICIAN_PIN, ServiceKiosk, people


def test_a_pin_opens_the_role_of_its_person(tmp_path: Path) -> None:
    kiosk = ServiceKiosk(tmp_path)
    staff = kiosk.enter(pin=STAFF_PIN)
    assert (staff.result, staff.role, staff.name) == ("accepted", Role.STAFF, "Trần Văn Bảy")
    technician = kiosk.enter(pin=TECHNICIAN_PIN)
    assert (technician.result, technician.role) == ("accepted", Role.TECHNICIAN)
    assert kiosk.events() == [
        ("staff:CB07", "service:enter", ""),
        ("technician:KT01", "service:enter", ""),
    ]


def test_a_badge_opens_what_staff_may_do_whoever_holds_it() -> None:
    code, secret_hash = new_badge("KT02")
    both = Badge("KT02", "Phạm Văn Hai", secret_hash, None, pin_hash("730154"), "technician")
    kiosk = ServiceKiosk(more=(both,))
    assert kiosk.enter(badge=code).role == Role.STAFF
    assert kiosk.enter(pin="730154").role == Role.TECHNICIAN


@pytest.mark.mostly_long("one more act", one_in=3)
@pytest.mark.parametrize("act", Act)
def test_staff_do_what_is_theirs_and_every_act_is_written_down(act: Act) -> None:
    kiosk = ServiceKiosk()
    session = kiosk.enter(pin=STAFF_PIN).session
    done = kiosk.do(session, act)
    written = kiosk.events()[-1]
    if act in TECHNICIANS_ALONE:
        assert done.result == "not_allowed"
        assert written == ("staff:CB07", "service:not_allowed", act.value)
    else:
        assert done.result == "done"
        assert written == ("staff:CB07", f"service:{act.value}", "")


@pytest.mark.mostly_long("one more act", one_in=3)
@pytest.mark.parametrize("act", Act)
def test_a_technician_does_everything(act: Act) -> None:
    kiosk = ServiceKiosk()
    assert kiosk.do(kiosk.enter(pin=TECHNICIAN_PIN).session, act).result == "done"


def test_the_chain_stays_whole_and_takes_no_words_from_outside() -> None:
    kiosk = ServiceKiosk()
    session = kiosk.enter(pin=STAFF_PIN).session
    kiosk.do(session, Act.REPRINT, "TAM-DN07-0042-K")
    kiosk.do(session, Act.REPRINT, f"{MARKER}, sinh 1990")
    assert [one[2] for one in kiosk.events()] == ["", "TAM-DN07-0042-K", ""]
    with kiosk.database.reading() as connection:
        assert audit_log.first_broken(connection) is None


def test_a_session_ends_by_itself() -> None:
    kiosk = ServiceKiosk()
    session = kiosk.enter(pin=STAFF_PIN).session
    kiosk.clock.go(IDLE_S - 1)
    assert kiosk.do(session, Act.PAPER).result == "done"
    kiosk.clock.go(IDLE_S + 1)
    assert kiosk.do(session, Act.PAPER).result == "ended"
    session = kiosk.enter(pin=STAFF_PIN).session
    for _ in range(round(LONGEST_S / IDLE_S) + 1):
        kiosk.clock.go(IDLE_S - 1)
        last = kiosk.do(session, Act.PAPER).result
    assert last == "ended"


def test_leaving_and_the_next_person_end_a_session() -> None:
    kiosk = ServiceKiosk()
    first = kiosk.enter(pin=STAFF_PIN).session
    kiosk.leave(first)
    assert kiosk.do(first, Act.QUEUE).result == "ended"
    second = kiosk.enter(pin=STAFF_PIN).session
    third = kiosk.enter(badge=people()[1]).session
    assert kiosk.do(second, Act.QUEUE).result == "ended"
    assert kiosk.do(third, Act.QUEUE).result == "done"


def test_a_kiosk_that_staff_closed_stays_closed_after_a_restart() -> None:
    kiosk = ServiceKiosk()
    kiosk.do(kiosk.enter(pin=STAFF_PIN).session, Act.CLOSE)
    assert kiosk.service_mode.closed()
    kiosk.restart()
    assert kiosk.service_mode.closed()
    kiosk.do(kiosk.enter(pin=STAFF_PIN).session, Act.OPEN)
    assert not kiosk.service_mode.closed()


def test_the_last_day_counts_for_pin_and_badge() -> None:
    code, secret_hash = new_badge("CB08")
    gone = Badge("CB08", "Đỗ Thị Tám", secret_hash, date(2026, 11, 23), pin_hash("618273"), "staff")
    kiosk = ServiceKiosk(more=(gone,))
    assert kiosk.enter(pin="618273").result == "wrong"
    assert kiosk.enter(badge=code).result == "wrong"


def test_two_persons_with_one_pin_are_told_so() -> None:
    other = Badge("CB09", "Võ Văn Chín", "", None, pin_hash(STAFF_PIN), "staff")
    assert ServiceKiosk(more=(other,)).enter(pin=STAFF_PIN).result == "shared"


def test_what_was_withdrawn_is_not_called_received(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, Keys())
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    outbox.close()
    kiosk = ServiceKiosk(tmp_path, database=tmp_path / "queue" / "outbox.sqlite")
    end(kiosk.database, code, Ending.WITHDRAWN, EndingReason.CITIZEN, kiosk.clock)
    (line,) = kiosk.do(kiosk.enter(pin=STAFF_PIN).session, Act.QUEUE).lines
    assert line.state == "withdrawn"
    assert state(line.state) == "đã rút"


def test_the_queue_is_codes_and_states(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    made = [submission(outbox.reserve_code(), reference_uid=str(uuid4())) for _ in range(MOST_LINES + 2)]
    for one in made:
        outbox.submit(one)
    outbox.close()
    kiosk = ServiceKiosk(tmp_path, database=tmp_path / "queue" / "outbox.sqlite")
    with kiosk.database.writing() as connection:
        connection.execute(
            "UPDATE dossier SET state = 'rejected', reason = ? WHERE id = 1", (f"x: {MARKER}",)
        )
    session = kiosk.enter(pin=STAFF_PIN).session
    done = kiosk.do(session, Act.QUEUE)
    assert (len(done.lines), done.more) == (MOST_LINES, 2)
    assert (done.lines[0].state, done.lines[0].reason) == ("rejected", "x")
    assert done.lines[0].code == made[0].manifest.provisional_code
    text = done.model_dump_json()
    assert MARKER not in text
    assert PERSONAL_ID not in text
    waiting = kiosk.do(session, Act.ATTENTION).waiting
    assert waiting == (StaffTask(code="queue.rejected", figure="1"),)
    assert kiosk.do(session, Act.RETRY).result == "done"
    assert kiosk.woken == [True]
    assert kiosk.do(session, Act.QUEUE).lines[0].state == DeliveryState.QUEUED
    assert kiosk.do(session, Act.RETRY, "TAM-DN07-9999-X").result == "unknown"


def test_what_cannot_be_written_down_is_not_done() -> None:
    kiosk = ServiceKiosk()
    session = kiosk.enter(pin=STAFF_PIN).session
    kiosk.database.run("PRAGMA query_only = ON")
    with pytest.raises(QueueError):
        kiosk.do(session, Act.CLOSE)
    assert not kiosk.service_mode.closed()


def test_what_the_daemon_knows_becomes_codes() -> None:
    status = Status(
        link=LinkState.OFFLINE,
        identity_service=True,
        clock_doubtful=True,
        accepting=False,
        sound=False,
        warnings=("days:80", "certificate:expired"),
        offline_since="2026-11-24T02:12:00+00:00",
    )
    assert [(one.code, one.figure) for one in waiting_for_staff(status)] == [
        ("sound", ""),
        ("disk", ""),
        ("link.offline", "2026-11-24T02:12:00+00:00"),
        ("clock", ""),
        ("warning.days", "80"),
        ("warning.certificate", "expired"),
    ]


@pytest.mark.parametrize(
    "pin", ["111111", "123456", "987654", "121212", "123123", "12345", "12345678901234", "12a456", "١٢٣٤٥٦"]
)
def test_a_pin_that_is_guessed_first_is_not_taken(pin: str) -> None:
    assert not is_pin(pin) or is_guessed_first(pin)
    with pytest.raises(ValueError, match="digits"):
        pin_hash(pin)


def test_a_code_that_is_none_sends_nothing_again(tmp_path: Path) -> None:
    """It had meant every dossier that stands still."""
    outbox = open_outbox(tmp_path, Keys())
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    kiosk = ServiceKiosk(tmp_path, database=tmp_path / "queue" / "outbox.sqlite")
    with kiosk.database.writing() as connection:
        connection.execute("UPDATE dossier SET state = 'rejected'")
    session = kiosk.enter(pin=STAFF_PIN).session
    assert kiosk.do(session, Act.RETRY, f"{MARKER}, sinh 1990").result == "unknown"
    assert kiosk.do(session, Act.QUEUE).lines[0].state == DeliveryState.REJECTED
    assert kiosk.woken == []
