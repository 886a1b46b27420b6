"""What is due to a person is told to that person alone, and never in more words than the screen takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_queue.contract.due_messages import DueServicesAnswer
from offline_queue.contract.messages import MAX_LINE
from offline_queue.gateway.due_services import LIMITS
from offline_queue.portal.due_services import MOST
from tests.offline_queue.support.dossiers import PERSONAL_ID
from tests.offline_queue.support.portal_server import Call, Reply
from tests.offline_queue.support.sending_kiosk import PROTOCOLS, SOMEBODY_ELSE, DossierKiosk, before_portal

BIRTH = {
    "uid": "due-1",
    "serviceCode": "1.001193",
    "title": "Đăng ký khai sinh cho con",
    "reason": "Trung tâm Y tế báo con của Ông/Bà sinh ngày 20/11/2026.",
    "authorityName": "UBND xã Nam Giang",
    "dueDate": "2027-01-19",
    "fields": {"HoTenKS": "Zơ Râm Thị Bnướch", "NgaySinhChon": "2026-11-20", "GioiTinhKS": "Nữ"},
}


@pytest.fixture(params=PROTOCOLS)
def kiosk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DossierKiosk]:
    with before_portal(lambda portal: DossierKiosk(tmp_path, portal, request.param)) as made:
        yield made


def test_to_whom_it_is_due_and_to_nobody_else(kiosk: DossierKiosk) -> None:
    kiosk.portal.requests.due[PERSONAL_ID] = [BIRTH]
    with kiosk.running() as (_, client):
        told = client.due_services(kiosk.ticket())
        (one,) = told.services
        assert (told.result, one.service_code, one.title) == ("found", "1.001193", BIRTH["title"])
        assert one.place == "UBND xã Nam Giang"
        assert (one.due_at[:10], dict(one.answers)) == ("2027-01-19", BIRTH["fields"])
        assert client.due_services(kiosk.ticket(SOMEBODY_ELSE)) == DueServicesAnswer(result="found")
        for ticket in ("", "v1.x.y", "nonsense"):
            assert client.due_services(ticket) == DueServicesAnswer(result="sign_in")
    paths = [call.path for call in kiosk.portal.calls]
    assert not any(PERSONAL_ID in path for path in paths)


@pytest.mark.parametrize("named", [{"idNo": SOMEBODY_ELSE}, {}])
def test_what_is_due_to_another_is_not_shown(kiosk: DossierKiosk, named: dict[str, str]) -> None:
    """A portal, or what stands between, mixed two answers up."""
    kiosk.portal.fault = lambda call: (
        Reply(200, {**named, "data": [BIRTH]}) if call.path.endswith("/requests/due") else None
    )
    with kiosk.running() as (_, client):
        assert client.due_services(kiosk.ticket()) == DueServicesAnswer(result="not_now")


@pytest.mark.parametrize(
    "told",
    [
        [None, 7, {}, {"uid": "a"}, {**BIRTH, "uid": "../../x y"}, {**BIRTH, "serviceCode": ""}],
        {"not": "a list"},
        "words",
    ],
)
def test_what_is_no_service_is_left_out(kiosk: DossierKiosk, told: object) -> None:
    kiosk.portal.requests.due[PERSONAL_ID] = told
    with kiosk.running() as (_, client):
        assert client.due_services(kiosk.ticket()) == DueServicesAnswer(result="found")


def test_a_talkative_portal_fits_the_line_and_nothing_typed_is_cut(kiosk: DossierKiosk) -> None:
    words = "Ừ" * 1_000
    many = [
        {**BIRTH, "uid": f"due-{number}", "title": words, "reason": words, "authorityName": words,
         "fields": {**{f"K{key}": "Ừ" * 120 for key in range(60)}, "Long": words}}
        for number in range(20)
    ]  # fmt: skip
    kiosk.portal.requests.due[PERSONAL_ID] = many
    with kiosk.running() as (_, client):
        told = client.due_services(kiosk.ticket())
    assert len(told.services) == MOST
    assert len(told.model_dump_json().encode()) < MAX_LINE - 100
    assert all(len(value) == 120 for one in told.services for _, value in one.answers)
    assert all("Long" not in dict(one.answers) for one in told.services)


def test_a_portal_that_does_not_answer_is_said_and_asking_is_limited(kiosk: DossierKiosk) -> None:
    def broken(call: Call) -> Reply | None:
        return Reply(500, {}) if call.path.endswith("/requests/due") else None

    kiosk.portal.fault = broken
    with kiosk.running() as (_, client):
        for _ in range(LIMITS[0].most):
            assert client.due_services(kiosk.ticket()).result == "not_now"
        assert client.due_services(kiosk.ticket()).result == "too_often"
        assert client.due_services(kiosk.ticket(SOMEBODY_ELSE)).result == "not_now"
