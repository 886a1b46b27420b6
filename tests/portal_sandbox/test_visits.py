"""A wish to come to the counter in the sandbox: confirmed with a time, once, or refused with a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.support import sandbox_program
from tests.support.sandbox_program import PASSWORD, USER

UID = "5b0e3a52-0000-4000-8000-000000000007"


class Sandbox:
    """A sandbox with one wish in it."""

    def __init__(self, root: str) -> None:
        self._root = root

    def call(self, method: str, path: str, **more: object) -> requests.Response:
        return requests.request(method, f"{self._root}{path}", auth=(USER, PASSWORD), timeout=30, **more)  # type: ignore[arg-type]  # keywords of the library

    def told(self) -> dict[str, str]:
        found: dict[str, str] = self.call("GET", f"/o/rest/v2/requests/{UID}").json()
        return found

    def answer(self, **form: str) -> int:
        return self.call("POST", f"/inbox/requests/{UID}/answer", data=form).status_code

    def appointment(self, code: str) -> requests.Response:
        return self.call("GET", f"/o/rest/v2/requests/appointments/{code}")


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with sandbox_program.sandbox(tmp_path) as root:
        made = Sandbox(root)
        value = {
            "uid": UID,
            "kind": "booking",
            "authorityCode": "H17.99.01",
            "summary": "Xin hẹn",
            "person": {"fullName": "Zơrâm Nhiêu"},
            "fields": {"day": "2026-11-26", "half": "Sáng (07:30–11:30)"},
        }
        assert made.call("POST", "/o/rest/v2/requests", json=value, headers={"Idempotency-Key": UID}).ok
        assert made.call("POST", f"/o/rest/v2/requests/{UID}/submitting", json={}).ok
        yield made


def test_it_is_confirmed_with_a_time_and_the_code_of_an_appointment(sandbox: Sandbox) -> None:
    assert sandbox.told()["stage"] == ""
    for _ in range(2):
        sandbox.answer(decision="confirm", **{"from": "08:30", "until": "09:00"}, answer="Quầy 2.")
    told = sandbox.told()
    assert told["stage"] == "10"
    assert told["answer"].startswith(
        "Hẹn 08:30–09:00, ngày 26/11/2026. Mã lịch hẹn: LH-H17.99.01-261126-0001."
    )
    row = sandbox.appointment("LH-H17.99.01-261126-0001").json()
    assert (row["state"], row["from"], row["until"]) == ("booked", "08:30", "09:00")
    assert sandbox.appointment("LH-H17.99.01-261126-0002").status_code == 404


def test_without_a_time_it_is_not_confirmed(sandbox: Sandbox) -> None:
    assert sandbox.answer(decision="confirm", answer="Quầy 2.") == 400
    assert sandbox.told()["stage"] == ""


def test_it_is_refused_with_a_word_alone(sandbox: Sandbox) -> None:
    assert sandbox.answer(decision="refuse", answer="") == 400
    sandbox.answer(decision="refuse", answer="Buổi ấy quầy nghỉ.")
    assert (sandbox.told()["stage"], sandbox.told()["answer"]) == ("3", "Buổi ấy quầy nghỉ.")
