"""An appointment is checked in at its commune, on its day and in its time, once; at both portals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from offline_queue.contract.clock import SystemClock
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.sending_kiosk import PROTOCOLS, DossierKiosk, before_portal
from vietnam.time_zone import in_vietnam

pytestmark = pytest.mark.mostly_long("by the other protocol", one_in=2)


@pytest.fixture(params=PROTOCOLS)
def kiosk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DossierKiosk]:
    with before_portal(lambda portal: DossierKiosk(tmp_path, portal, request.param)) as made:
        yield made


def _code(days: int = 0, authority: str = "H17.99.01") -> str:
    day = in_vietnam(SystemClock().now()).date() + timedelta(days=days)
    return f"LH-{authority}-{day:%y%m%d}-0007"


def _book(kiosk: DossierKiosk, code: str, /, **more: str) -> None:
    """All day long, unless told otherwise: the clock of these tests is the machine's."""
    day = in_vietnam(SystemClock().now()).date().isoformat()
    row = {"code": code, "authorityCode": "H17.99.01", "day": day, "from": "00:00", "until": "23:59"}
    kiosk.portal.requests.appointments[code] = {**row, "letter": "A", "state": "booked", "number": "", **more}


def test_an_open_one_is_told_with_its_field(kiosk: DossierKiosk) -> None:
    _book(kiosk, _code())
    with kiosk.running() as (_, client):
        told = client.appointment(f" {_code().lower()} ")
        assert (told.result, told.letter, told.begins, told.ends) == ("open", "A", "00:00", "23:59")


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "checked_in", "number": "A003"}, "checked_in"),
        ({"authorityCode": "H17.99.02"}, "other_commune"),
        ({"day": "2020-01-01"}, "other_day"),
        ({"day": "gestern"}, "not_now"),
        ({"from": "25:00"}, "not_now"),
        ({"from": "10:00", "until": "09:00"}, "not_now"),
        ({"code": "LH-H17.99.01-261124-9999"}, "not_now"),
        ({"state": "<b>"}, "not_now"),
    ],
)
def test_what_the_portal_says_counts(kiosk: DossierKiosk, more: dict[str, str], answer: str) -> None:
    _book(kiosk, _code(), **more)
    with kiosk.running() as (_, client):
        told = client.appointment(_code())
        assert told.result == answer
        assert told.number == (more.get("number", "") if answer == "checked_in" else "")


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (_code(1), "other_day"),
        (_code(-1), "other_day"),
        (_code(authority="H17.99.02"), "other_commune"),
        ("LH-H17.99.01-261399-0007", "wrong_code"),
        ("LH-H17.99.01-261124-", "wrong_code"),
        ("H17.99.01-261124-0007", "wrong_code"),
        ("", "wrong_code"),
        ("LH-" + "9" * 5_000, "wrong_code"),
    ],
)
def test_a_code_that_is_not_for_here_and_today_asks_nobody(
    kiosk: DossierKiosk, code: str, answer: str
) -> None:
    with kiosk.running() as (_, client):
        assert client.appointment(code).result == answer
        assert not any("/appointments" in call.path for call in kiosk.portal.calls)


def test_codes_that_nobody_has_are_counted(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        told = [client.appointment(_code()).result for _ in range(11)]
        assert told == ["unknown"] * 10 + ["too_often"]


def test_a_check_in_reaches_the_portal_once_with_its_number(kiosk: DossierKiosk) -> None:
    _book(kiosk, _code())
    with kiosk.running() as (_, client):
        kiosk.outbox.issue_queue_ticket(
            "A", in_vietnam(SystemClock().now()), priority=False, appointment=_code()
        )
        client.wake()
        assert eventually(lambda: kiosk.portal.requests.checked_in == [_code()])
        assert client.appointment(_code()).number == "A001"
        assert kiosk.portal.requests.doubled == []


def _told_at(kiosk: DossierKiosk, client: Any, begins: timedelta, ends: timedelta) -> str:
    now = in_vietnam(SystemClock().now())
    _book(kiosk, _code(), **{"from": f"{now + begins:%H:%M}", "until": f"{now + ends:%H:%M}"})
    return str(client.appointment(_code()).result)


def test_the_time_decides(kiosk: DossierKiosk) -> None:
    now = in_vietnam(SystemClock().now())
    hour, minute = timedelta(hours=1), timedelta(minutes=1)
    with kiosk.running() as (_, client):
        if now.hour < 22:
            assert _told_at(kiosk, client, hour, hour + minute) == "early"
            assert _told_at(kiosk, client, 20 * minute, 40 * minute) == "open"
        if now.hour > 1:
            assert _told_at(kiosk, client, -2 * hour, -hour) == "late"
            assert _told_at(kiosk, client, -hour, -5 * minute) == "open"
