"""Papers first: what a citizen must have with them, before a form is filled."""

from __future__ import annotations

import itertools

import pytest

from kiosk_app.catalogue.condition import fields_of
from kiosk_app.catalogue.model import Need, Procedure, Rule, RuleEffect
from kiosk_app.forms.papers import deciding_questions, refusal
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.identity.model import Identity, IdentityMethod
from tests.catalogue.samples import shipped
from tests.forms.samples import CLAIMS, MARRYING, marrying

SIGNED_IN = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS)
NEEDED = (Need.REQUIRED, Need.SHOW_AT_COUNTER)
BY_CARD = Identity(IdentityMethod.CARD_QR, CLAIMS)


def papers(answers: dict[str, str], identity: Identity = SIGNED_IN) -> list[str]:
    """Part numbers of what has to be there."""
    known = {**prefill(MARRYING, identity.claims)[0], **answers}
    return [
        one.part_no for one, need in required_documents(MARRYING, known, identity.verified) if need in NEEDED
    ]


def questions(answers: dict[str, str], identity: Identity = SIGNED_IN) -> list[str]:
    """Keys of the questions that decide."""
    return [field.key for field in deciding_questions(MARRYING, answers, identity)]


def test_before_any_answer_what_may_be_needed_is_asked_about() -> None:
    assert set(questions({})) >= {"quanhevoinguoiduocxacminh", "loaidangky"}


def test_who_files_for_the_first_time_for_themselves_needs_no_paper() -> None:
    answers = {"quanhevoinguoiduocxacminh": "1", "loaidangky": "DangKyLanDau"}
    assert papers(answers) == []
    assert questions(answers) == []


def test_an_answer_settles_only_what_it_decides() -> None:
    answers = {"loaidangky": "CapLai"}
    assert papers(answers) == ["GXN_CU"]
    assert questions(answers) == ["quanhevoinguoiduocxacminh"]


def test_by_card_the_papers_that_the_officer_sees_are_named_too() -> None:
    first = {"quanhevoinguoiduocxacminh": "1", "loaidangky": "DangKyLanDau"}
    assert papers(first, BY_CARD) == ["GTTT", "CT"]


@pytest.mark.parametrize("identity", [SIGNED_IN, BY_CARD])
def test_once_every_question_is_answered_the_rest_of_the_form_changes_no_paper(identity: Identity) -> None:
    choices = [field for part in MARRYING.sections for field in part.fields if field.options]
    deciding = [field for field in choices if field.key in questions({}, identity)]
    assert deciding
    for values in itertools.product(*([option.value for option in field.options] for field in deciding)):
        answers = marrying(**dict(zip((field.key for field in deciding), values, strict=True)))
        assert questions(answers, identity) == []
        before = papers(answers, identity)
        for field in choices:
            if field not in deciding:
                for option in field.options:
                    assert papers({**answers, field.key: option.value}, identity) == before


ELSEWHERE = [
    (procedure, rule)
    for procedure in shipped().values()
    for rule in procedure.rules
    if rule.effect is RuleEffect.ELSEWHERE
]
"""What is known not to be filed at a kiosk, by the answers of one question or two."""


def test_what_cannot_be_filed_here_is_known_by_name() -> None:
    assert {(procedure.code, rule.code) for procedure, rule in ELSEWHERE} == {
        ("1.004222", "abroad_without_passport"),
        ("2.000815", "original_can_be_certified"),
        ("2.002913", "a_group_is_needed"),
        ("3.000333", "certificate_one_by_proxy"),
        ("3.000333", "certificate_two_by_proxy"),
    }


@pytest.mark.parametrize(("procedure", "rule"), ELSEWHERE, ids=lambda one: one.code)
@pytest.mark.parametrize("identity", [SIGNED_IN, BY_CARD])
def test_a_case_that_is_filed_elsewhere_is_asked_about_before_the_form(
    procedure: Procedure, rule: Rule, identity: Identity
) -> None:
    named = sorted(fields_of(rule.when) | fields_of(rule.must))
    asked = [field.key for field in deciding_questions(procedure, {}, identity)]
    assert set(named) <= set(asked)
    told = {
        found.code
        for values in itertools.product(
            *([one.value for one in procedure.field(key).options] for key in named)
        )
        if (found := refusal(procedure, dict(zip(named, values, strict=True)), named))
    }
    assert rule.code in told
    assert refusal(procedure, {}, named) is None
    assert rule.sentence.vi
    assert rule.sentence.en


def test_at_the_door_nothing_is_told_of_questions_that_are_asked_later() -> None:
    criminal = shipped()["3.000333"]
    answers = {"loaiPhieu": "2", "uyQuyen": "1"}
    assert refusal(criminal, answers, ["loaiPhieu"]) is None
    assert refusal(criminal, {"uyQuyen": "1"}, ["loaiPhieu", "uyQuyen"]) is None
    found = refusal(criminal, answers, ["loaiPhieu", "uyQuyen"])
    assert found is not None
    assert found.code == "certificate_two_by_proxy"
