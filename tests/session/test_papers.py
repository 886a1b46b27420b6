"""Papers first: the questions that decide them, and only the papers that have to be here."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.condition import ALWAYS, All, Filled, Not, OneOf
from kiosk_app.catalogue.model import FieldType, Procedure, Rule, RuleEffect, Section
from kiosk_app.session.steps.papers import refused
from tests.session import words as events
from tests.session.support import Driver, field, procedure, text
from tests.session.words import Papers, deciding, needed


def parts(driver: Driver) -> list[str]:
    return [line.component.part_no for line in needed(driver.state)]


def with_reason() -> Procedure:
    """The old paper may be replaced by a written reason."""
    plain = procedure()
    condition = All((OneOf("again", ("yes",)), Not(Filled("why"))))
    components = tuple(
        replace(one, condition=condition) if one.part_no == "OLD" else one for one in plain.components
    )
    reason = Section(text("Lý do"), (field("why", FieldType.PARAGRAPH),))
    return replace(plain, components=components, sections=(*plain.sections, reason))


def test_only_the_question_that_decides_is_asked_and_no_paper_is_named_before() -> None:
    driver = Driver()
    driver.to_papers()
    assert [one.key for one in deciding(driver.state)] == ["again"]
    assert parts(driver) == []


def test_no_paper_needed_goes_on_by_itself() -> None:
    driver = Driver()
    driver.to_papers()
    driver.send(events.PaperAsked("again", "no"))
    assert driver.state.step == "consent"


def test_only_what_has_to_be_here_is_asked_for() -> None:
    driver = Driver()
    driver.to_papers()
    driver.send(events.PaperAsked("again", "yes"))
    assert driver.state.step == "papers"
    assert parts(driver) == ["OLD"]
    driver.send(events.PaperBrought("OLD", brought=True))
    assert driver.state.step == "consent"


def test_a_paper_that_is_missing_stops_before_anything_is_filled() -> None:
    driver = Driver()
    driver.to_papers()
    driver.send(events.PaperAsked("again", "yes"), events.PaperBrought("OLD", brought=False))
    assert driver.state.step == "papers"
    assert driver.state.of(Papers).problem == "OLD"
    driver.send(events.Next())
    assert driver.state.step == "papers"
    driver.send(events.PaperBrought("OLD", brought=True))
    assert driver.state.step == "consent"


def test_a_lost_paper_that_a_reason_replaces_stops_nobody() -> None:
    driver = Driver(None, with_reason())
    driver.to_papers()
    driver.send(events.PaperAsked("again", "yes"), events.PaperBrought("OLD", brought=False))
    assert driver.state.step == "consent"


def test_whoever_comes_back_changes_an_answer_and_goes_on() -> None:
    driver = Driver()
    driver.to_consent("no")
    driver.send(events.Back())
    assert driver.state.step == "papers"
    driver.send(events.PaperAsked("again", "yes"))
    assert driver.state.step == "papers"
    driver.send(events.PaperBrought("OLD", brought=True))
    assert driver.state.step == "consent"
    driver.send(events.Back(), events.Next())
    assert driver.state.step == "consent"


def test_a_procedure_without_papers_asks_nothing() -> None:
    plain = procedure()
    driver = Driver(None, replace(plain, components=plain.components[:1]))
    driver.send(events.Begin(), events.ProcedureChosen("9.000001"))
    assert driver.state.step == "consent"


def test_an_answer_to_another_question_is_not_taken_here() -> None:
    driver = Driver()
    driver.to_papers()
    driver.send(events.PaperAsked("name", "Trần Văn Bình"))
    assert driver.state.of(events.Form).answers.get("name", "") == ""


def test_nothing_to_scan_goes_to_the_review() -> None:
    driver = Driver()
    driver.to_form(again="no")
    driver.send(events.Next())
    assert driver.state.step == "review"


def test_an_optional_paper_is_added_from_the_review() -> None:
    driver = Driver()
    driver.to_form(again="no")
    driver.send(events.Next())
    driver.prepared()
    driver.send(events.EditPages("MORE"))
    assert (driver.state.step, driver.state.of(events.Scan).part_no) == ("scan", "MORE")
    driver.scan("p1")
    driver.send(events.Next())
    assert driver.state.step == "review"
    given = driver.all_of(events.PrepareParts)[-1].given
    assert [part_no for part_no, _ in given.pages] == ["MORE"]


def test_what_is_filed_elsewhere_says_so_at_the_door_and_goes_no_further() -> None:
    away = replace(procedure(), elsewhere=text("Phải nộp trực tiếp tại Sở. Xin mang theo: Đơn."))
    driver = Driver(None, away)
    driver.send(events.Begin(), events.ProcedureChosen("9.000001"))
    assert driver.state.step == "papers"
    driver.send(events.PaperAsked("again", "no"), events.Next())
    assert driver.state.step == "papers"


def refusing(effect: RuleEffect) -> Procedure:
    """Who was registered before goes to the police."""
    rule = Rule(
        "again", "again", Not(OneOf("again", ("yes",))), ALWAYS, effect, text("Xin nộp tại Công an xã.")
    )
    return replace(procedure(), rules=(rule,), components=procedure().components[:1])


def test_a_case_that_is_filed_elsewhere_says_so_at_the_door_and_may_be_taken_back() -> None:
    driver = Driver(None, refusing(RuleEffect.ELSEWHERE))
    driver.to_papers()
    assert refused(driver.state) is None
    driver.send(events.PaperAsked("again", "yes"), events.Next())
    assert driver.state.step == "papers"
    rule = refused(driver.state)
    assert rule is not None
    assert rule.sentence.vi == "Xin nộp tại Công an xã."
    driver.send(events.PaperAsked("again", "no"))
    assert driver.state.step == "consent"


def test_no_paper_is_asked_for_where_nothing_is_filed() -> None:
    driver = Driver(None, replace(refusing(RuleEffect.STOP), components=procedure().components))
    driver.to_papers()
    driver.send(events.PaperAsked("again", "yes"))
    assert refused(driver.state) is not None
    assert parts(driver) == []


def test_a_rule_that_only_warns_stops_nobody_at_the_door() -> None:
    driver = Driver(None, replace(refusing(RuleEffect.WARN), components=procedure().components))
    driver.to_papers()
    driver.send(events.PaperAsked("again", "yes"))
    assert refused(driver.state) is None
    assert parts(driver) == ["OLD"]
