"""A petition that is spoken: offered where a microphone stands, kept as the speaker wants, and sent."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk_app.session.facts.petition import Petitions
from kiosk_app.session.steps.petition import SPOKEN
from tests.session import words as events
from tests.session.support import Driver
from tests.session.words import (
    PlayVoice,
    Recorded,
    RecordVoice,
    SendRequest,
    Speaking,
    StopVoice,
    Voice,
    VoicePhase,
    VoiceTools,
)

VOICE = Voice(b"RIFF of a made-up voice", 35.4)
MADE_AT = datetime.fromisoformat("2026-11-24T08:31:00+00:00")


def begun(tools: VoiceTools | None = None) -> Driver:
    """Somebody who chose what it is about."""
    found = tools or VoiceTools(microphone=True, longest_s=90.0, listens=True)
    driver = Driver(settings={Petitions: Petitions(taken=True), VoiceTools: found})
    driver.send(events.Begin("petition"), events.CategoryChosen("roads"))
    return driver


def recorded(driver: Driver) -> None:
    driver.send(events.VoiceWanted(), events.RecordTouched(), events.StopTouched())
    driver.send(events.VoiceRecorded(driver.visit, driver.state.of(Speaking).number, VOICE))


def test_where_no_microphone_stands_nothing_of_it_is_there() -> None:
    driver = begun(VoiceTools())
    assert not driver.state.of(events.Petition).spoken
    driver.send(events.VoiceWanted())
    assert driver.state.step == "petition"


def test_it_records_from_a_touch_to_a_touch_and_is_sent_without_a_word_typed() -> None:
    driver = begun()
    driver.send(events.VoiceWanted())
    assert driver.all_of(RecordVoice) == []
    driver.send(events.RecordTouched())
    (effect,) = driver.all_of(RecordVoice)
    assert effect.longest_s == 90.0
    driver.send(events.VoiceHeard(driver.visit, effect.number, 0.5, 3.0), events.StopTouched())
    assert len(driver.all_of(StopVoice)) == 1
    driver.send(events.VoiceRecorded(driver.visit, effect.number, VOICE), events.Next())
    assert driver.state.step == "petition"
    driver.send(events.PetitionSent(named=False))
    (sent,) = driver.all_of(SendRequest)
    assert sent.voice == VOICE
    assert dict(sent.answers)["words"] == SPOKEN
    assert dict(sent.answers)["voice_seconds"] == "35"
    driver.send(
        events.RequestSaved(driver.visit, sent.reference_uid, "TAM-DN07-0012-B", MADE_AT, 0, "482913")
    )
    assert driver.state.of(Recorded).voice is None


def test_words_and_voice_go_together() -> None:
    driver = begun()
    driver.send(events.PetitionTyped("Đèn tắt."))
    recorded(driver)
    driver.send(events.Next(), events.PetitionSent(named=False))
    (sent,) = driver.all_of(SendRequest)
    assert (dict(sent.answers)["words"], sent.voice) == ("Đèn tắt.", VOICE)


def test_what_was_deleted_is_not_sent() -> None:
    driver = begun()
    recorded(driver)
    driver.send(events.DeleteTouched(), events.Back())
    assert (driver.state.step, driver.state.of(Recorded).voice) == ("petition", None)
    driver.send(events.PetitionSent(named=False))
    assert driver.state.of(events.Petition).problem == "petition.empty"


def test_a_new_one_that_failed_leaves_the_one_before() -> None:
    driver = begun()
    recorded(driver)
    driver.send(events.RecordTouched())
    driver.send(events.VoiceFailed(driver.visit, driver.state.of(Speaking).number, "voice.silent"))
    assert driver.state.of(Recorded).voice == VOICE
    assert driver.state.of(Speaking).problem == "voice.silent"


def test_what_comes_too_late_is_dropped_and_whoever_leaves_is_not_heard() -> None:
    driver = begun()
    driver.send(events.VoiceWanted(), events.RecordTouched())
    number = driver.state.of(Speaking).number
    driver.send(events.CancelAsked(), events.CancelConfirmed())
    # The worker stops with the wipe of the visit.
    assert len(driver.all_of(events.Wipe)) == 1
    driver.send(events.VoiceRecorded(driver.visit, number, VOICE))
    assert driver.state.of(Recorded).voice is None


def test_in_the_middle_of_a_sentence_nothing_leads_away() -> None:
    driver = begun()
    driver.send(
        events.VoiceWanted(), events.RecordTouched(), events.Next(), events.Back(), events.ListenTouched()
    )
    assert (driver.state.step, driver.state.of(Speaking).phase) == ("voice", VoicePhase.RECORDING)
    assert driver.all_of(PlayVoice) == []


@pytest.mark.parametrize("listens", [True, False])
def test_it_is_listened_to_where_a_loudspeaker_stands(listens: bool) -> None:
    driver = begun(VoiceTools(microphone=True, listens=listens))
    recorded(driver)
    driver.send(events.ListenTouched())
    assert len(driver.all_of(PlayVoice)) == int(listens)
    driver.send(events.VoicePlayed(driver.visit, driver.state.of(Speaking).number))
    assert driver.state.of(Speaking).phase is VoicePhase.READY


def test_a_recording_above_what_the_portal_takes_leads_back_to_a_shorter_one() -> None:
    driver = begun()
    driver.send(events.PetitionTyped("Đèn tắt."))
    recorded(driver)
    driver.send(events.Next(), events.PetitionSent(named=False))
    (first,) = driver.all_of(SendRequest)
    driver.send(events.Back())
    assert driver.state.step == "request_sent"
    driver.send(events.HealthChanged(largest_file=320_000))
    driver.send(events.RequestFailed(driver.visit, first.reference_uid, "voice.too_large"), events.Back())
    assert driver.state.step == "petition"
    assert driver.state.of(events.Petition).text == "Đèn tắt."
    assert driver.state.of(Recorded).voice == VOICE
    shorter = Voice(b"RIFF of fewer words", 12.0)
    driver.send(events.VoiceWanted(), events.RecordTouched())
    assert driver.all_of(RecordVoice)[-1].longest_s == 19.0
    driver.send(
        events.StopTouched(),
        events.VoiceRecorded(driver.visit, driver.state.of(Speaking).number, shorter),
        events.Next(),
        events.PetitionSent(named=False),
    )
    again = driver.all_of(SendRequest)[-1]
    assert (again.voice, again.reference_uid) == (shorter, first.reference_uid)


def test_what_was_learnt_while_the_screen_stood_open_bounds_the_recording() -> None:
    driver = begun()
    driver.send(events.VoiceWanted())
    assert driver.state.of(Speaking).longest_s == 90.0
    driver.send(events.HealthChanged(largest_file=480_000), events.RecordTouched())
    assert driver.all_of(RecordVoice)[-1].longest_s == 29.0
    assert driver.state.of(Speaking).longest_s == 29.0


@pytest.mark.parametrize(("largest", "offered"), [(0, True), (176_000, True), (175_999, False)])
def test_nobody_speaks_where_the_portal_takes_next_to_nothing(largest: int, offered: bool) -> None:
    driver = Driver(settings={Petitions: Petitions(taken=True), VoiceTools: VoiceTools(microphone=True)})
    driver.send(events.HealthChanged(largest_file=largest))
    driver.send(events.Begin("petition"), events.CategoryChosen("roads"))
    assert driver.state.of(events.Petition).spoken is offered
    driver.send(events.VoiceWanted())
    assert (driver.state.step == "voice") is offered


def test_what_was_recorded_can_be_deleted_though_the_portal_takes_no_more() -> None:
    driver = begun()
    recorded(driver)
    driver.send(events.Next(), events.HealthChanged(largest_file=20_000))
    driver.send(events.VoiceWanted(), events.DeleteTouched(), events.Back())
    assert driver.state.step == "petition"
    assert driver.state.of(Recorded).voice is None
    assert not driver.state.of(events.Petition).spoken


@pytest.mark.parametrize(
    ("seconds", "kept", "problem"),
    [(100.0, 100.0, "voice.broken_off"), (5.0, VOICE.seconds, "microphone.stalled")],
)
def test_what_was_broken_off_is_kept_unless_more_was_there_before(
    seconds: float, kept: float, problem: str
) -> None:
    driver = begun()
    recorded(driver)
    driver.send(events.RecordTouched())
    piece = Voice(b"RIFF of a piece", seconds)
    number = driver.state.of(Speaking).number
    driver.send(events.VoiceRecorded(driver.visit, number, piece, broken_off=True))
    voice = driver.state.of(Recorded).voice
    assert voice is not None
    assert voice.seconds == kept
    assert (driver.state.of(Speaking).problem, driver.state.of(Speaking).phase) == (problem, VoicePhase.READY)
    driver.send(events.Next())
    assert driver.state.step == "petition"
