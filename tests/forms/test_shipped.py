"""Every procedure that ships: sound, in two languages, answerable to the end, and its papers can be made."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

import assets
from kiosk_app.catalogue.condition import verdict
from kiosk_app.catalogue.consistency import faults, untranslated
from kiosk_app.catalogue.model import Need, Procedure
from kiosk_app.forms.declaration import generated_declarations
from kiosk_app.forms.derive import in_play, relevant
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.papers import deciding_questions
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.forms.validation import validate
from kiosk_app.identity.model import Identity, IdentityMethod
from tests.catalogue.samples import TODAY, shipped
from tests.forms.declared import HEADING, text_of
from tests.forms.made_up import made_up
from tests.forms.samples import CLAIMS

CODES = sorted(shipped())
SIGNED_IN = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS)


@pytest.mark.mostly_long("one more file by the slow reader", one_in=4)
@pytest.mark.parametrize(
    "path", sorted(assets.folder("catalogue").glob("*.yaml")), ids=lambda path: path.name
)
def test_the_file_is_yaml_for_every_reader(path: Path) -> None:
    # libyaml forgives what the reader in plain Python does not.
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("code", CODES)
def test_it_is_sound_and_speaks_both_languages(code: str) -> None:
    assert list(faults(shipped()[code])) == []
    assert list(untranslated(shipped()[code])) == []


@pytest.mark.parametrize("code", CODES)
def test_no_two_fields_have_one_name_on_the_new_portal(code: str) -> None:
    names = [field.dvcqg for part in shipped()[code].sections for field in part.fields if field.dvcqg]
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("code", CODES)
def test_it_can_be_answered_to_the_end_and_declared(code: str) -> None:
    procedure = shipped()[code]
    answers = made_up(procedure)
    made = dict(generated_declarations(procedure, answers, HEADING))
    assert procedure.form_part_no in made
    for part_no, pdf in made.items():
        text = text_of(pdf)
        assert not set("{}$") & set(text), part_no
        title = procedure.declarations[part_no].title if part_no in procedure.declarations else "TỜ KHAI"
        assert title in text
        assert "Nguyễn Thị Hồng Ơn" in text


@pytest.mark.parametrize("code", CODES)
def test_what_was_not_asked_is_not_sent(code: str) -> None:
    procedure = shipped()[code]
    sent = relevant(procedure, made_up(procedure) | {"today": "2026-11-23", "surprise": "x"})
    assert not {"today", "surprise"} & sent.keys()
    assert not [key for key in sent if key.endswith(".copied")]


@pytest.mark.mostly_long("one more procedure, each of its choices", one_in=4)
@pytest.mark.parametrize("code", CODES)
def test_papers_are_certain_once_the_deciding_questions_are_answered(code: str) -> None:
    """No other choice of the form changes then what has to be there."""
    procedure = shipped()[code]
    answers = dict(prefill(procedure, SIGNED_IN.claims)[0])
    asked: set[str] = set()
    for _ in range(20):
        questions = deciding_questions(procedure, answers, SIGNED_IN)
        if not questions:
            break
        asked.add(questions[0].key)
        answers[questions[0].key] = questions[0].options[-1].value
    before = _needed(procedure, answers)
    for field in (field for section in procedure.sections for field in section.fields):
        if field.options and field.key not in asked | answers.keys():
            for option in field.options:
                assert _needed(procedure, {**answers, field.key: option.value}) == before, field.key


def _needed(procedure: Procedure, answers: dict[str, str]) -> set[str]:
    return {
        one.part_no for one, need in required_documents(procedure, answers, True) if need is Need.REQUIRED
    }


@pytest.mark.parametrize("code", CODES)
def test_every_required_paper_can_come_up(code: str) -> None:
    """No paper is needed by nobody: no list of choices that are still open excludes it."""
    procedure = shipped()[code]
    choices = [field.key for section in procedure.sections for field in section.fields if field.options]
    sent = in_play(procedure, prefill(procedure, SIGNED_IN.claims)[0])
    for one in procedure.components:
        if one.need is Need.REQUIRED:
            assert verdict(one.condition, sent, frozenset(choices)) is not False, one.part_no


@pytest.mark.parametrize("code", CODES)
def test_an_empty_form_has_errors_and_never_raises(code: str) -> None:
    found = validate(shipped()[code], {}, TODAY)
    assert found
    assert {issue.severity for issue in found} == {Severity.ERROR}
