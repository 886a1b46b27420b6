"""Faults on demand: done while they are switched on, to what they are limited to, and no longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.support.sandbox_program import PASSWORD, USER, sandbox

MINE, OTHERS = "6f1b2c52-0000-4000-8000-000000000001", "6f1b2c52-0000-4000-8000-000000000002"


class Portal:
    """A sandbox with two people's dossiers."""

    def __init__(self, root: str) -> None:
        self._root = root
        for uid, person in ((MINE, "048190000002"), (OTHERS, "048090000001")):
            form = {"referenceUid": uid, "serviceCode": "1.004873", "applicantIdNo": person}
            assert self.call("POST", "/o/rest/v2/dossiers", data=form).status_code == 200

    def call(self, method: str, path: str, **more: object) -> requests.Response:
        return requests.request(method, f"{self._root}{path}", auth=(USER, PASSWORD), timeout=30, **more)  # type: ignore[arg-type]  # keywords of the library

    def get(self, path: str, **query: str) -> requests.Response:
        return self.call("GET", path, params=query)

    def switch(self, **faults: object) -> int:
        return self.call("POST", "/sandbox/faults", json=faults).status_code


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as root:
        yield Portal(root)


@pytest.fixture
def portal(started: Portal) -> Iterator[Portal]:
    yield started
    assert started.switch(only="", status=0, nonsense="", captive=False, others={}) == 200


def test_an_answer_with_an_error_is_the_portals_json(portal: Portal) -> None:
    portal.switch(status=500)
    answer = portal.get(f"/o/rest/v2/dossiers/{MINE}")
    assert (answer.status_code, answer.json()["code"]) == (500, 500)
    portal.switch(status=0)
    assert portal.get(f"/o/rest/v2/dossiers/{MINE}").status_code == 200


@pytest.mark.parametrize("fault", [{"status": 500}, {"nonsense": "truncated"}, {"captive": True}])
def test_a_fault_is_limited_to_what_it_names(portal: Portal, fault: dict[str, object]) -> None:
    portal.switch(only="/dossiers/|/identity/device", **fault)
    assert portal.get("/o/rest/v2/serviceinfos/statistics/levels").json()["total"] == 1
    for path in (f"/o/rest/v2/dossiers/{MINE}", "/identity/device"):
        answer = portal.get(path)
        assert answer.status_code == 500 or "referenceUid" not in answer.text
        assert answer.status_code != 404


def test_the_record_of_another_is_given_when_asked_for_that(portal: Portal) -> None:
    portal.switch(others={MINE: OTHERS, "048190000002": "048090000001"})
    assert portal.get(f"/o/rest/v2/dossiers/{MINE}").json()["referenceUid"] == OTHERS
    found = portal.get("/o/rest/v2/dossiers", applicantIdNo="048190000002").json()["data"]
    assert [one["referenceUid"] for one in found] == [OTHERS]
    portal.switch(others={})
    assert portal.get(f"/o/rest/v2/dossiers/{MINE}").json()["referenceUid"] == MINE


def test_what_is_no_expression_is_refused(portal: Portal) -> None:
    assert portal.switch(only="(") == 400
