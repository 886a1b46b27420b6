"""A linked group on the screen: one dossier, and each part with its own number or what it waits for."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import LinkedPart, Text
from kiosk_app.session.facts.delivery import LinkedTold, SubmissionState, linked_states
from tests.session import words as events
from tests.session.support import Driver

PARTS = (
    LinkedPart("1.001193", Text("Đăng ký khai sinh", "Birth"), Text("UBND xã", "Commune"), 1),
    LinkedPart(
        "BHYT",
        Text("Cấp thẻ BHYT", "Card"),
        Text("BHXH", "Social insurance"),
        2,
        "1.001193",
        Text("Chờ số định danh của trẻ", "Waits for the child's personal id"),
    ),
)


def states(submission: SubmissionState, language: str = "vi") -> list[str]:
    """Give what is said of each part."""
    return [one.state(language) for one in linked_states(submission)]


def test_before_the_portal_tells_anything_a_part_says_what_it_waits_for() -> None:
    driver = Driver()
    driver.to_saved()
    submission = driver.state.of(SubmissionState)
    assert linked_states(submission) == ()
    assert submission.given is not None
    procedure = replace(submission.given.procedure, linked=PARTS)
    submission = replace(submission, given=replace(submission.given, procedure=procedure))
    assert states(submission) == ["", "Chờ số định danh của trẻ"]
    assert states(submission, "en") == ["", "Waits for the child's personal id"]
    told = (LinkedTold("1.001193", "H17-1", waiting=False), LinkedTold("BHYT", "", waiting=True))
    assert states(replace(submission, linked=told)) == ["H17-1", "Chờ số định danh của trẻ"]
    told = (*told[:1], LinkedTold("BHYT", "G18-1", waiting=False))
    assert states(replace(submission, linked=told)) == ["H17-1", "G18-1"]


def test_what_was_told_of_the_parts_stays_when_later_news_leave_it_out() -> None:
    driver = Driver()
    driver.to_saved()
    uid = driver.state.of(events.Filing).reference_uid
    told = (LinkedTold("1.001193", "H17-1", waiting=False),)
    driver.send(events.DeliveryNews(uid, "accepted", "H17", "", "", linked=told))
    driver.send(events.DeliveryNews(uid, "accepted", "H17", "", ""))
    assert driver.state.of(SubmissionState).linked == told
