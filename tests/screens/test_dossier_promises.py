"""A dossier's screen promises only what can be done in the state that the dossier is in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.steps.dossier import offered
from tests.journeys.pilot import Pilot
from tests.screens.scenes_following import DRAFT, OWN, PUBLIC, signed_in, told
from tests.screens.stage import NOW, Stage
from tests.session.words import Followed, SignInAsked

STAGES = ("", *(str(number) for number in range(1, 11)))
ENDS = ("withdrawn", "erased", "returned")
REQUESTS = ("petition", "certified_copy", "booking")


def _said(stage: Stage, name: str) -> str:
    pilot = Pilot(stage.window.view)
    found = pilot.find(name)
    return str(found.property("text")) if found is not None and pilot.shows(name) else ""


def _can(found: DossierStatus) -> tuple[Action, ...]:
    return offered(replace(found, own=True), True, True, NOW)


@pytest.mark.parametrize("state", STAGES)
def test_the_sign_in_promises_what_its_citizen_is_then_offered(stage: Stage, state: str) -> None:
    found = replace(PUBLIC, stage=state)
    stage.play(told(found))
    promise = _said(stage, "dossier.signin")
    assert "xem nội dung" in promise
    assert ("bổ sung" in promise) is (Action.SUPPLEMENT in _can(found))
    assert ("rút" in promise) is (Action.WITHDRAWAL in _can(found))
    assert ("kết quả" in promise) is (state in ("9", "10"))


@pytest.mark.parametrize("ended", ENDS)
@pytest.mark.parametrize("state", ["", "4", "5"])
def test_what_ended_here_promises_nothing(stage: Stage, ended: str, state: str) -> None:
    found = replace(PUBLIC, stage=state, ended=ended, fresh=False)
    stage.play(told(found))
    for name in ("signin", "supplement", "withdrawal", "payment", "rating", "confirmation", "due", "late"):
        assert _said(stage, f"dossier.{name}") == "", name
    assert "hỏi lại" not in _said(stage, "dossier.old")
    stage.send(SignInAsked())
    assert stage.state.step == "dossier"
    assert not stage.state.of(Followed).sign_in


@pytest.mark.parametrize("ended", ENDS)
def test_nor_to_somebody_who_signed_in(stage: Stage, ended: str) -> None:
    stage.play(signed_in(replace(PUBLIC, ended=ended)))
    assert _said(stage, "dossier.foreign") == ""
    assert _said(stage, "dossier.signin") == ""


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.parametrize("state", STAGES)
def test_a_request_without_an_answer_has_none_to_sign_in_for(stage: Stage, kind: str, state: str) -> None:
    stage.play(told(replace(PUBLIC, kind=kind, stage=state)))
    assert bool(_said(stage, "dossier.signin")) is (state in ("3", "9", "10"))


@pytest.mark.parametrize("kind", REQUESTS)
def test_nor_one_that_was_never_sent(stage: Stage, kind: str) -> None:
    stage.play(told(replace(PUBLIC, kind=kind, stage="9", ended="returned")))
    assert _said(stage, "dossier.signin") == ""
    assert _said(stage, "dossier.closed") == ""


@pytest.mark.parametrize("state", STAGES)
def test_a_draft_is_confirmed_while_the_dossier_is_open(stage: Stage, state: str) -> None:
    stage.play(signed_in(replace(DRAFT, stage=state)))
    assert bool(_said(stage, "dossier.confirmation")) is (state in ("", "1", "2", "4", "5", "6"))


@pytest.mark.parametrize("state", STAGES)
def test_a_new_date_is_promised_while_a_result_is_awaited(stage: Stage, state: str) -> None:
    late = replace(OWN, stage=state, due_at="2026-11-21T17:00:00+07:00", late_reason="Phải xác minh.")
    stage.play(signed_in(late))
    assert bool(_said(stage, "dossier.late")) is (state in ("2", "4", "5", "6"))


@pytest.mark.parametrize("state", STAGES)
def test_a_day_that_is_not_known_is_said_while_a_result_is_awaited(stage: Stage, state: str) -> None:
    stage.play(told(replace(PUBLIC, stage=state, due_at="")))
    assert ("chưa rõ" in _said(stage, "dossier.due")) is (state in ("2", "4", "5", "6"))


def test_whoever_signed_in_is_not_asked_to(stage: Stage) -> None:
    stage.play(signed_in(replace(PUBLIC, stage="5")))
    assert "đăng nhập" not in _said(stage, "dossier.words").casefold()
