"""Papers first: what a citizen must have with them, before a form is filled."""

from __future__ import annotations

import itertools

import pytest

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.papers import deciding_questions, papers_to_bring
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.identity.model import Identity, IdentityMethod
from tests.forms.samples import CLAIMS, MARRYING, marrying

SIGNED_IN = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS)
BY_CARD = Identity(IdentityMethod.CARD_QR, CLAIMS)


def papers(answers: dict[str, str], identity: Identity = SIGNED_IN) -> list[tuple[str, bool]]:
    """Part numbers, and whether each is certain."""
    return [(one.component.part_no, one.certain) for one in papers_to_bring(MARRYING, answers, identity)]


def questions(answers: dict[str, str]) -> list[str]:
    """Keys of the questions that decide."""
    return [field.key for field in deciding_questions(MARRYING, answers, SIGNED_IN)]


def test_before_any_answer_everything_that_may_be_needed_is_named() -> None:
    assert papers({}) == [("GXN_CU", False), ("UQ", False)]
    assert set(questions({})) >= {"quanhevoinguoiduocxacminh", "loaidangky"}


def test_who_files_for_the_first_time_for_themselves_needs_no_paper() -> None:
    answers = {"quanhevoinguoiduocxacminh": "1", "loaidangky": "DangKyLanDau"}
    assert papers(answers) == []
    assert questions(answers) == []


def test_an_answer_settles_only_what_it_decides() -> None:
    answers = {"loaidangky": "CapLai"}
    assert papers(answers) == [("GXN_CU", True), ("UQ", False)]
    assert questions(answers) == ["quanhevoinguoiduocxacminh"]


def test_by_card_the_papers_that_the_officer_sees_are_named_too() -> None:
    first = {"quanhevoinguoiduocxacminh": "1", "loaidangky": "DangKyLanDau"}
    assert papers(first, BY_CARD) == [("GTTT", True), ("CT", True)]


@pytest.mark.parametrize("verified", [True, False])
def test_with_every_answer_it_says_what_the_list_of_components_says(verified: bool) -> None:
    identity = SIGNED_IN if verified else BY_CARD
    choices = [field for part in MARRYING.sections for field in part.fields if field.options]
    deciding = [
        field for field in choices if field.key in ("quanhevoinguoiduocxacminh", "loaidangky", "mucdich")
    ]
    for values in itertools.product(*([option.value for option in field.options] for field in deciding)):
        answers = marrying(**dict(zip((field.key for field in deciding), values, strict=True)))
        wanted = {
            component.part_no
            for component, need in required_documents(MARRYING, answers, verified)
            if need in (Need.REQUIRED, Need.SHOW_AT_COUNTER)
        }
        assert {part for part, certain in papers(answers, identity) if certain} == wanted
