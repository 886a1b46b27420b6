"""Papers first: what a citizen must have with them, before a form is filled."""

from __future__ import annotations

import itertools

import pytest

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.papers import deciding_questions
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.identity.model import Identity, IdentityMethod
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
