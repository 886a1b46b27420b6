"""Pages of questions stay as they are while somebody answers: no box goes from under the finger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.catalogue.condition import Not, OneOf
from kiosk_app.catalogue.model import Catalogue, Field, FieldType, Option, Procedure, Section
from kiosk_app.forms.derive import keys_of
from kiosk_app.forms.pages import PageCapacity
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from kiosk_app.session.facts import questions
from kiosk_app.session.facts.filing import Filing, Form
from kiosk_app.session.facts.page_capacity import PanelCapacity, PanelMeasured
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context, Options
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.events import Back, Next
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change
from kiosk_app.session.steps.form import STEP, Answered, WarningConfirmed
from tests.catalogue.samples import shipped
from tests.catalogue.small import field, procedure, text
from tests.forms.made_up import made_up
from tests.forms.samples import CLAIMS

SHIPPED = shipped()
CONTEXT = Context(
    options=Options(),
    new_reference_uid=lambda: "uid",
    new_screen_code=lambda: "314159",
    wall_clock=lambda: datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
    catalogue=Catalogue(()),
)
GOOD: dict[str, dict[str, str]] = {}
"""Answers that are right, by procedure; made when they are first needed."""


def opened(
    form: Procedure, method: IdentityMethod, room: PageCapacity, claims: Claims = CLAIMS
) -> VisitState:
    """Give a visit that has just come to the form."""
    said = Claims() if method is IdentityMethod.VNEID_PENDING else claims
    state = VisitState().put(Filing("uid", form)).put(Signer(Identity(method, said))).put(PanelCapacity(room))
    return STEP.enter(CONTEXT, state).state


def sent(state: VisitState, event: Event) -> Change:
    """Give what the step makes of an event."""
    return STEP.handlers[type(event)](CONTEXT, state, event)


def standing(state: VisitState) -> list[list[str]]:
    """Keys of all pages."""
    return [[one.key for one in page] for page in questions.pages(state)]


def answered(state: VisitState, key: str, value: str) -> Change:
    """Answer, and hold that nothing above the answer moves while the page stands."""
    own = key.split(".", 1)[0]
    number, before = state.of(Form).page, standing(state)
    change = sent(state, Answered(key, value))
    if change.outcome or change.state.of(Form).page != number:
        return change
    after = standing(change.state)
    alive = {one for page in after for one in page}
    above = before[number][: before[number].index(own) + 1]
    kept = [one for one in above if one in alive]
    assert own in kept
    assert after[number][: len(kept)] == kept
    assert after[:number] == [[one for one in page if one in alive] for page in before[:number]]
    assert len([one for page in after for one in page]) == len(alive)
    return change


def went_on(state: VisitState) -> VisitState:
    """Go on, past one warning, and hold that it is by one page, or that something says why it is not."""
    before = state.of(Form)
    change = sent(state, Next())
    if change.state.of(Form).warning is not None:
        change = sent(change.state, WarningConfirmed())
    after = change.state.of(Form)
    if change.outcome:
        assert not questions.errors(change.state)
        assert (after.page, after.stopped) == (before.page, before.stopped)
    elif after.warning is not None:
        assert (after.page, after.stopped) == (before.page, before.stopped)
    elif after.stopped != before.stopped:
        assert after.stopped == before.stopped + 1
        shown = {one.key for one in questions.page(change.state)}
        assert [one for one in questions.errors(change.state) if one.key in shown & after.show_issues]
    else:
        assert after.page == before.page + 1
    return change.state


def value_of(one: Field, key: str, good: Mapping[str, str], data: st.DataObject) -> str:
    """Draw what is answered: what is right, any of the choices, or the first letter of something."""
    if one.type is FieldType.CHOICE:
        return data.draw(st.sampled_from([option.value for option in one.options]))
    right = good.get(key, "")
    return data.draw(st.sampled_from([right, right, right[:1], ""]))


@pytest.mark.long("every page of every procedure is answered in every order")
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_question_moves_while_its_page_is_answered(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(SHIPPED)))
    good = GOOD.setdefault(code, made_up(SHIPPED[code]))
    method = data.draw(
        st.sampled_from([IdentityMethod.VNEID_VERIFIED, IdentityMethod.VNEID_PENDING, IdentityMethod.CARD_QR])
    )
    room = PageCapacity(lines=data.draw(st.sampled_from([5.0, 9.0, 14.0, 23.0])))
    state = opened(SHIPPED[code], method, room)
    for _ in range(data.draw(st.integers(1, 40))):
        fields = questions.page(state)
        act = data.draw(st.sampled_from(["answer", "answer", "fill", "next", "back"]))
        if act == "answer" and fields:
            one = data.draw(st.sampled_from(fields))
            key = data.draw(st.sampled_from(keys_of(one)))
            state = answered(state, key, value_of(one, key, good, data)).state
        elif act == "fill":
            for one in fields:
                for key in keys_of(one):
                    if any(one.key == other.key for other in questions.page(state)):
                        state = answered(state, key, good.get(key, "")).state
        elif act == "next":
            state = went_on(state)
        else:
            state = sent(state, Back()).state


def test_questions_that_go_away_leave_the_box_that_is_typed_into_where_it_is() -> None:
    """An answer on the second page closes questions of the first, which has room for the box then."""
    more = Section(
        text("Con"),
        (
            field("mother"),
            field("mother_again", visible=Not(OneOf("child", ("H",)))),
            field("child"),
            field("child_birth"),
        ),
    )
    form = procedure(sections=(more,))
    state = opened(form, IdentityMethod.VNEID_PENDING, PageCapacity(lines=8.5, letters=30))
    assert standing(state)[0] == ["mother", "mother_again"]
    for key in standing(state)[0]:
        state = answered(state, key, "Y").state
    state = sent(state, Next()).state
    assert standing(state)[1] == ["child", "child_birth"]
    state = answered(state, "child", "H").state
    assert standing(state) == [["mother"], ["child", "child_birth"]]
    state = sent(state, Back()).state
    assert state.of(Form).page == 0
    assert standing(state)[0][0] == "mother"


def test_a_question_that_a_preset_opens_stands_below_it_and_the_preset_stays() -> None:
    ways = (Option("counter", text("Tại quầy")), Option("post", text("Bưu điện")))
    asked = Section(
        text("Trả kết quả"),
        (
            field("purpose"),
            field("address", visible=OneOf("delivery", ("post",))),
            field("delivery", FieldType.CHOICE, options=ways, default="counter"),
        ),
    )
    state = opened(
        procedure(sections=(asked,)), IdentityMethod.VNEID_PENDING, PageCapacity(lines=9, letters=40)
    )
    assert standing(state) == [["purpose", "delivery"]]
    state = answered(state, "purpose", "Y").state
    state = answered(state, "delivery", "post").state
    assert standing(state) == [["purpose", "delivery"], ["address"]]


def test_what_the_sign_in_told_wrongly_stays_when_the_first_right_letter_is_typed() -> None:
    claims = Claims({"phone": "12"})
    contact = Section(text("Liên hệ"), (field("phone", FieldType.PHONE, prefill="phone"), field("purpose")))
    state = opened(procedure(sections=(contact,)), IdentityMethod.VNEID_VERIFIED, PageCapacity(), claims)
    assert standing(state) == [["phone", "purpose"]]
    state = answered(state, "phone", "0905000123").state
    assert not [one for one in state.of(Form).issues if one.key == "phone"]
    assert standing(state) == [["phone", "purpose"]]


def test_what_a_change_from_the_review_opens_stays_while_it_is_typed() -> None:
    answers = (Option("no", text("Chưa")), Option("yes", text("Rồi")))
    married = Section(
        text("Hôn nhân"),
        (
            field("married", FieldType.CHOICE, options=answers),
            field("spouse", visible=OneOf("married", ("yes",))),
        ),
    )
    state = opened(procedure(sections=(married,)), IdentityMethod.VNEID_VERIFIED, PageCapacity())
    state = answered(state, "married", "no").state
    state = STEP.enter(CONTEXT, state.put(replace(state.of(Form), editing=("married",)))).state
    state = answered(state, "married", "yes").state
    assert standing(state) == [["married", "spouse"]]
    state = answered(state, "spouse", "H").state
    assert standing(state) == [["married", "spouse"]]
    state = STEP.left(CONTEXT, state).state
    assert state.of(Form).editing == ()


def test_larger_text_lays_out_the_page_that_stands_and_the_later_ones() -> None:
    form = procedure()
    state = opened(form, IdentityMethod.VNEID_PENDING, PageCapacity(lines=7, letters=30))
    first = standing(state)[0]
    good = {"name": "Trần Văn Bình", "id": "048190000002", "birth": "1990-03-15", "again": "no"}
    for key in first:
        state = answered(state, key, good[key]).state
    state = sent(state, Next()).state
    here = standing(state)[1]
    state = sent(state, PanelMeasured(PageCapacity(lines=4, letters=20))).state
    assert standing(state)[0] == first
    assert standing(state)[1] == here[:1]
    assert [one for page in standing(state) for one in page] == ["name", "id", "birth", "again"]
