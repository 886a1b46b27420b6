"""The form asks only what is open; errors stop, warnings may be overridden, answers survive going back."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.condition import OneOf
from kiosk_app.catalogue.model import FieldType, Option, Procedure, Section
from kiosk_app.forms.pages import PageCapacity
from kiosk_app.session.facts import questions
from tests.session import words as events
from tests.session.support import Driver, field, procedure, text
from tests.session.words import Form


def form(driver: Driver) -> Form:
    return driver.state.of(Form)


def asked(driver: Driver) -> list[str]:
    return [one.key for one in questions.page(driver.state)]


def test_what_vneid_said_is_not_asked_again() -> None:
    driver = Driver()
    driver.to_form()
    assert asked(driver) == []
    assert [one.key for one in questions.told(driver.state)] == ["name", "id", "birth"]
    driver.send(events.Next())
    assert driver.state.step == "scan"


def test_a_verified_requester_cannot_be_renamed() -> None:
    driver = Driver()
    driver.to_form()
    before = form(driver).answers
    for key, value in (("name", "Nguyễn Thị Đức"), ("id", "048190000009"), ("birth", "1971-03-15")):
        driver.send(events.KnownDoubted(), events.Answered(key, value))
    assert form(driver).answers == before
    assert asked(driver) == []


def test_what_was_asked_with_the_papers_is_not_asked_again() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    assert asked(driver) == ["name", "id", "birth"]
    assert form(driver).answers["again"] == "yes"


def test_an_empty_required_field_stops_and_is_brought_into_sight_each_time() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    assert form(driver).show_issues == frozenset()
    driver.send(events.Next())
    assert driver.state.step == "form"
    assert {"name", "id", "birth"} <= form(driver).show_issues
    assert form(driver).stopped == 1
    driver.send(events.Next())
    assert form(driver).stopped == 2


def test_leaving_a_field_shows_its_issue_but_not_that_an_untouched_one_is_empty() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    driver.send(events.FieldLeft("name"), events.Answered("birth", "2026-02-31"), events.FieldLeft("birth"))
    assert form(driver).show_issues == {"birth"}


def fill(driver: Driver, birth: str = "1990-03-15") -> None:
    driver.send(
        events.Answered("name", "Trần Văn Bình"),
        events.Answered("id", "048190000002"),
        events.Answered("birth", birth),
    )


def test_a_contradicting_id_warns_and_may_be_confirmed() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    fill(driver, "1971-03-15")
    driver.send(events.Next())
    warning = form(driver).warning
    assert warning is not None
    assert warning.code == "personal_id_birth_year"
    driver.send(events.WarningDismissed())
    assert form(driver).warning is None
    driver.send(events.Next(), events.WarningConfirmed())
    assert driver.state.step == "scan"


def test_changing_the_answer_takes_the_confirmation_back() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    fill(driver, "1971-03-15")
    driver.send(events.Next(), events.WarningConfirmed(), events.Back())
    driver.send(events.Answered("id", "048190000009"), events.Next())
    assert form(driver).warning is not None


def test_answers_survive_back_and_forth() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    fill(driver)
    driver.send(events.Next(), events.Back())
    assert driver.state.step == "form"
    assert form(driver).answers["name"] == "Trần Văn Bình"


def test_small_glass_asks_on_more_pages_and_back_turns_them() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    driver.send(events.PanelMeasured(PageCapacity(lines=5, letters=30)))
    assert asked(driver) == ["name"]
    fill(driver)
    driver.send(events.Next())
    assert asked(driver) == ["id"]
    driver.send(events.Back())
    assert asked(driver) == ["name"]
    driver.send(events.Next(), events.Next(), events.Next())
    assert driver.state.step == "scan"


def test_the_glass_is_remembered_for_the_next_citizen() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    driver.send(
        events.PanelMeasured(PageCapacity(lines=5, letters=30)),
        events.CancelAsked(),
        events.CancelConfirmed(),
    )
    driver.to_form_by_hand()
    assert asked(driver) == ["name"]


def test_a_change_from_the_review_leads_straight_back() -> None:
    driver = Driver()
    driver.to_review()
    driver.prepared()
    driver.send(events.EditAnswers("said"))
    assert asked(driver) == ["again"]
    driver.send(events.Next())
    assert driver.state.step == "review"


def test_a_change_that_asks_for_another_paper_leads_past_the_scanner() -> None:
    driver = Driver()
    driver.to_form(again="no")
    driver.send(events.Next())
    driver.prepared()
    driver.send(events.EditAnswers("said"), events.Answered("again", "yes"), events.Next())
    assert driver.state.step == "scan"
    driver.scan("p1")
    driver.send(events.Next())
    assert driver.state.step == "review"


def test_the_review_changes_nothing_of_what_vneid_said() -> None:
    driver = Driver()
    driver.to_review()
    driver.prepared()
    driver.send(events.EditAnswers("known"))
    assert driver.state.step == "review"


def with_choices() -> Procedure:
    """One question of two answers that is open after the sign-in, and one that it opens."""
    plain = procedure()
    answers = (Option("no", text("Chưa")), Option("yes", text("Rồi")))
    more = Section(
        text("Thêm"),
        (
            field("married", FieldType.CHOICE, options=answers),
            field("spouse", visible=OneOf("married", ("yes",))),
        ),
    )
    return replace(plain, sections=(*plain.sections, more))


def test_a_page_that_is_answered_by_touches_alone_needs_no_button() -> None:
    driver = Driver(None, with_choices())
    driver.to_form()
    assert asked(driver) == ["married"]
    driver.send(events.Answered("married", "no"))
    assert driver.state.step == "scan"


def test_an_answer_that_opens_a_question_stays() -> None:
    driver = Driver(None, with_choices())
    driver.to_form()
    driver.send(events.Answered("married", "yes"))
    assert asked(driver) == ["married", "spouse"]


def test_whoever_comes_back_says_when_the_change_is_done() -> None:
    driver = Driver(None, with_choices())
    driver.to_form()
    driver.send(events.Answered("married", "no"), events.Back(), events.Answered("married", "yes"))
    assert driver.state.step == "form"
    driver.send(events.Answered("married", "no"))
    assert driver.state.step == "form"
    driver.send(events.Next())
    assert driver.state.step == "scan"


def test_what_follows_from_what_vneid_said_is_not_asked() -> None:
    plain = procedure()
    abroad = (Option("1", text("Trong nước")), Option("2", text("Nước ngoài")))
    home = Section(
        text("Nơi ở"),
        (
            field("where", FieldType.CHOICE, options=abroad, default="1"),
            field("phone", FieldType.PHONE, prefill="phone", visible=OneOf("where", ("1",))),
        ),
    )
    driver = Driver(None, replace(plain, sections=(*plain.sections, home)))
    driver.to_form()
    assert asked(driver) == []
    driver.send(events.KnownDoubted())
    assert asked(driver) == ["phone", "where"]
