"""The answer table, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.contract.dossier import DeliveryState
from offline_queue.portal import response_policy
from offline_queue.portal.response_policy import DECISIONS, Body, Outcome, Scope

JSON, BROKEN, FOREIGN = Body.PORTAL_JSON, Body.BROKEN_JSON, Body.FOREIGN

ROWS: list[tuple[int, Body, Outcome | None]] = [
    (200, JSON, None),
    (201, JSON, None),
    (204, FOREIGN, Outcome.CAPTIVE),
    (200, FOREIGN, Outcome.CAPTIVE),
    (200, BROKEN, Outcome.NONSENSE),
    (302, FOREIGN, Outcome.CAPTIVE),
    (302, JSON, Outcome.CAPTIVE),
    (304, FOREIGN, Outcome.CAPTIVE),
    (400, JSON, Outcome.REJECTED),
    (400, FOREIGN, Outcome.CAPTIVE),
    (401, JSON, Outcome.CREDENTIALS),
    (401, FOREIGN, Outcome.CAPTIVE),
    (403, JSON, Outcome.FORBIDDEN),
    (404, JSON, Outcome.REJECTED),
    (407, FOREIGN, Outcome.CAPTIVE),
    (407, JSON, Outcome.CAPTIVE),
    (408, FOREIGN, Outcome.CAPTIVE),
    (409, JSON, Outcome.REJECTED),
    (413, FOREIGN, Outcome.CAPTIVE),
    (413, JSON, Outcome.TOO_LARGE),
    (422, JSON, Outcome.REJECTED),
    (425, JSON, Outcome.BUSY),
    (429, JSON, Outcome.THROTTLED),
    (429, FOREIGN, Outcome.CAPTIVE),
    (429, BROKEN, Outcome.NONSENSE),
    (422, BROKEN, Outcome.NONSENSE),
    (500, JSON, Outcome.BUSY),
    (502, FOREIGN, Outcome.BUSY),
    (503, FOREIGN, Outcome.BUSY),
    (511, FOREIGN, Outcome.CAPTIVE),
    (100, JSON, Outcome.CAPTIVE),
]


@pytest.mark.parametrize(("status", "body", "outcome"), ROWS)
def test_http(status: int, body: Body, outcome: Outcome | None) -> None:
    assert response_policy.of_http(status, body) is outcome


def test_only_the_portals_json_is_a_success() -> None:
    successes = {
        (s, body) for s in range(100, 600) for body in Body if response_policy.of_http(s, body) is None
    }
    assert successes == {(status, JSON) for status in range(200, 300)}


def test_every_outcome_has_a_decision() -> None:
    assert set(DECISIONS) == set(Outcome)


def test_what_each_outcome_does_to_a_dossier() -> None:
    states = {outcome: decision.state for outcome, decision in DECISIONS.items()}
    assert states[Outcome.CREDENTIALS] is DeliveryState.BLOCKED_CREDENTIALS
    assert states[Outcome.CLOCK] is DeliveryState.BLOCKED_CLOCK
    assert states[Outcome.REJECTED] is states[Outcome.TOO_LARGE] is DeliveryState.REJECTED
    assert states[Outcome.UNPROVEN] is states[Outcome.MISADDRESSED] is DeliveryState.REJECTED
    assert states[Outcome.CERTIFICATE] is DeliveryState.BLOCKED_CREDENTIALS
    waiting = set(Outcome) - {
        Outcome.CERTIFICATE,
        Outcome.CREDENTIALS,
        Outcome.FORBIDDEN,
        Outcome.CLOCK,
        Outcome.REJECTED,
        Outcome.TOO_LARGE,
        Outcome.NUMBER_TAKEN,
        Outcome.UNPROVEN,
        Outcome.MISADDRESSED,
    }
    assert {states[outcome] for outcome in waiting} == {DeliveryState.WAITING}
    assert DeliveryState.DAMAGED not in states.values()


def test_only_dossiers_own_trouble_steps_aside() -> None:
    for outcome, decision in DECISIONS.items():
        if decision.steps_aside:
            assert decision.scope is Scope.DOSSIER, outcome
        if decision.scope is Scope.LINK:
            assert decision.state is not DeliveryState.REJECTED, outcome


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(status, Outcome.BUSY) for status in (0, 200, 302, 401, 408, 429, 511)],
)
def test_unconfirmed_trouble_of_the_link_is_temporary(status: int, outcome: Outcome) -> None:
    assert response_policy.unconfirmed(status) is outcome


@pytest.mark.parametrize("status", [400, 403, 404, 414, 451])
def test_unconfirmed_refusal_is_a_refusal(status: int) -> None:
    assert response_policy.unconfirmed(status) is Outcome.REJECTED


def test_what_needs_no_proof() -> None:
    assert not response_policy.needs_proof(Outcome.STOPPED)
    assert not response_policy.needs_proof(Outcome.THROTTLED)
    assert not response_policy.needs_proof(Outcome.REJECTED)
    assert response_policy.needs_proof(Outcome.CAPTIVE)


def test_the_page_in_the_documentation_is_complete() -> None:
    page = (Path(__file__).parents[3] / "docs" / "answers.md").read_text(encoding="utf-8")
    table = page.partition("## Invariants")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")]
    for outcome, decision in DECISIONS.items():
        (row,) = [line for line in rows if f"`{outcome.value}`" in line.split("|")[2]]
        assert decision.scope.value in row.split("|")[3]
    for state in DeliveryState:
        assert state.value in page
