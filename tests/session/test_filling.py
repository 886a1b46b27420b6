"""The form: errors stop, warnings may be overridden, answers survive going back."""

from __future__ import annotations

from tests.session import words as events
from tests.session.support import Driver


def test_an_empty_required_field_stops_and_shows_why() -> None:
    driver = Driver()
    driver.to_form()
    driver.send(events.Answered("name", ""))
    assert "name" not in driver.state.of(events.Form).show_issues
    driver.send(events.Next())
    assert driver.state.of(events.Form).section == 0
    assert "name" in driver.state.of(events.Form).show_issues
    assert [issue.code for issue in driver.state.of(events.Form).issues if issue.key == "name"] == [
        "required"
    ]


def test_leaving_a_field_shows_its_issue() -> None:
    driver = Driver()
    driver.to_form()
    driver.send(events.Answered("birth", "2026-02-31"), events.FieldLeft("birth"))
    assert "birth" in driver.state.of(events.Form).show_issues
    assert any(issue.key == "birth" for issue in driver.state.of(events.Form).issues)


def test_a_contradicting_id_warns_and_may_be_confirmed() -> None:
    driver = Driver()
    driver.to_form()
    driver.send(events.Answered("birth", "1971-03-15"), events.Next())
    warning = driver.state.of(events.Form).warning
    assert warning is not None
    assert warning.code == "personal_id_birth_year"
    assert driver.state.of(events.Form).section == 0
    driver.send(events.WarningDismissed())
    assert driver.state.of(events.Form).warning is None
    driver.send(events.Next(), events.WarningConfirmed())
    assert driver.state.of(events.Form).section == 1


def test_changing_the_answer_takes_the_confirmation_back() -> None:
    driver = Driver()
    driver.to_form()
    driver.send(
        events.Answered("birth", "1971-03-15"), events.Next(), events.WarningConfirmed(), events.Back()
    )
    driver.send(events.Answered("id", "048190000009"), events.Next())
    assert driver.state.of(events.Form).warning is not None


def test_answers_survive_back_and_forth() -> None:
    driver = Driver()
    driver.to_form()
    driver.send(events.Answered("name", "Trần Văn Bình"), events.Next(), events.Back(), events.Back())
    assert driver.state.step == "procedures"
    driver.send(events.ProcedureChosen("9.000001"))
    assert driver.state.step == "form"
    assert driver.state.of(events.Form).answers["name"] == "Trần Văn Bình"


def test_a_changed_answer_is_no_longer_marked_as_prefilled() -> None:
    driver = Driver()
    driver.to_form()
    driver.send(events.Answered("name", "Nguyễn Thị Ơn"))
    assert "name" not in driver.state.of(events.Form).prefilled
    assert "id" in driver.state.of(events.Form).prefilled
