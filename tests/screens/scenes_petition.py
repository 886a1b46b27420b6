"""Phản ánh, kiến nghị: written, named or not, saved, and its answer read."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import VneidToken
from kiosk_app.session.facts.followed import DossierStatus
from kiosk_app.session.facts.voice import VoiceTools
from kiosk_app.session.kernel.event import Touch
from tests.screens.scenes_following import signed_in, told
from tests.screens.stage import CLAIMS, Scene, Stage
from tests.screens.stage import page as drawn_page
from tests.session import words as ev

WORDS = (
    "Đèn đường ở đầu thôn Pà Păng tắt từ ngày 10 tháng 11. Trẻ em đi học về tối rất nguy hiểm. "
    "Đề nghị xã cho sửa sớm."
)
CODE, KEY = "TAM-DN07-0012-B", "482913"
ANSWER = (
    "UBND xã đã giao đội quản lý điện sửa đèn ở đầu thôn Pà Păng trong tuần này. Cảm ơn Ông/Bà đã phản ánh."
)
MADE_AT = datetime(2026, 11, 24, 8, 31, tzinfo=UTC)
TAKEN = DossierStatus(CODE, kind="petition", received_at="2026-11-24T08:31:00+07:00", fresh=True)


def begin(stage: Stage) -> None:
    """Somebody touched the tile."""
    stage.send(ev.Begin("petition"))


def writing(*typed: str) -> Scene:
    """What it is about was chosen; the words come as they are typed."""

    def play(stage: Stage) -> None:
        begin(stage)
        stage.send(ev.CategoryChosen("roads"))
        for text in typed:
            stage.send(ev.PetitionTyped(text))

    return play


def _empty(stage: Stage) -> None:
    writing()(stage)
    stage.send(ev.PetitionSent(named=False))


def _papers(stage: Stage) -> None:
    writing(WORDS)(stage)
    stage.send(ev.PapersWanted(wanted=True))


def _scan(stage: Stage) -> None:
    _papers(stage)
    stage.send(ev.PetitionSent(named=False), ev.StartScan())
    stage.send(ev.PageScanned(stage.visit, drawn_page(1)), ev.ScanEnded(stage.visit))


def _consent(stage: Stage) -> None:
    writing(WORDS)(stage)
    stage.send(ev.PetitionSent(named=True))


def _named(stage: Stage) -> None:
    _consent(stage)
    stage.send(ev.ConsentGiven())


def _nameless_account(*typed: str) -> Scene:
    def play(stage: Stage) -> None:
        _named(stage)
        stage.send(ev.SignInWithStaff())
        for text in typed:
            stage.send(ev.PetitionerTyped("full_name", text), ev.PetitionerTyped("phone", "09"), ev.Next())

    return play


def _sent(stage: Stage, *, named: bool) -> None:
    if named:
        _named(stage)
        stage.send(ev.QrSeen(stage.visit, VneidToken("token")))
        stage.send(ev.TokenVerified(stage.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
    else:
        writing(WORDS)(stage)
        stage.send(ev.PetitionSent(named=False))


def _saved(*, named: bool = False, online: bool = True, printed: bool = True) -> Scene:
    def play(stage: Stage) -> None:
        _sent(stage, named=named)
        if not online:
            stage.send(ev.HealthChanged(link="offline"))
        uid = stage.state.of(ev.Sending).reference_uid
        stage.send(ev.RequestSaved(stage.visit, uid, CODE, MADE_AT, 0, KEY))
        failed = ev.SlipFailed(stage.visit, "request", "printer.paper_out")
        stage.send(ev.SlipPrinted(stage.visit, "request") if printed else failed)

    return play


def _failed(stage: Stage) -> None:
    _sent(stage, named=False)
    uid = stage.state.of(ev.Sending).reference_uid
    stage.send(ev.RequestFailed(stage.visit, uid, "queue.unavailable"))


def _too_large(stage: Stage) -> None:
    _recorded(ev.Next(), ev.PetitionSent(named=False))(stage)
    stage.send(ev.RequestFailed(stage.visit, stage.state.of(ev.Sending).reference_uid, "voice.too_large"))


def _wrong_key(stage: Stage) -> None:
    stage.send(ev.Begin("follow_up"), ev.CodeEntered(f"{CODE} 000000"), ev.Next())
    stage.send(ev.DossierTold(stage.visit, stage.state.of(ev.LookUp).number, "wrong_key"))


def _of(**more: object) -> DossierStatus:
    return DossierStatus(**{"code": CODE, "kind": "petition", "fresh": True, **more})  # type: ignore[arg-type]  # mixed keyword values


def _microphone(stage: Stage) -> None:
    stage.actor.restart(voice=VoiceTools(microphone=True, longest_s=120.0, listens=True))
    writing()(stage)


def _voice(*what: Touch) -> Scene:
    def play(stage: Stage) -> None:
        _microphone(stage)
        stage.send(ev.VoiceWanted(), *what)

    return play


def _recording(level: float, seconds: float) -> Scene:
    def play(stage: Stage) -> None:
        _voice(ev.RecordTouched())(stage)
        stage.send(ev.VoiceHeard(stage.visit, stage.state.of(ev.Speaking).number, level, seconds))

    return play


def _recorded(*what: Touch) -> Scene:
    def play(stage: Stage) -> None:
        _voice(ev.RecordTouched(), ev.StopTouched())(stage)
        number = stage.state.of(ev.Speaking).number
        stage.send(ev.VoiceRecorded(stage.visit, number, ev.Voice(b"RIFF", 35.2)), *what)

    return play


def _voice_failed(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        _voice(ev.RecordTouched())(stage)
        stage.send(ev.VoiceFailed(stage.visit, stage.state.of(ev.Speaking).number, problem))

    return play


def _broken_off(stage: Stage) -> None:
    _voice(ev.RecordTouched())(stage)
    number = stage.state.of(ev.Speaking).number
    stage.send(ev.VoiceRecorded(stage.visit, number, ev.Voice(b"RIFF", 97.5), broken_off=True))


PETITION: dict[str, Scene] = {
    "voice-offered": _microphone,
    "voice": _voice(),
    "voice-recording": _recording(0.7, 12.0),
    "voice-recording-nearly-over": _recording(0.2, 118.0),
    "voice-stopping": _voice(ev.RecordTouched(), ev.StopTouched()),
    "voice-kept": _recorded(),
    "voice-playing": _recorded(ev.ListenTouched()),
    "voice-in-petition": _recorded(ev.Next()),
    "voice-silent": _voice_failed("voice.silent"),
    "voice-short": _voice_failed("voice.short"),
    "voice-absent": _voice_failed("microphone.absent"),
    "voice-stalled": _voice_failed("microphone.stalled"),
    "voice-fault": _voice_failed("microphone.fault"),
    "voice-broken-off": _broken_off,
    "voice-mute": _voice_failed("voice.mute"),
    "petition": begin,
    "petition-writing": writing(),
    "petition-written": writing(WORDS),
    "petition-papers": _papers,
    "petition-empty": _empty,
    "petition-nearly-full": writing("Đường hỏng. " * 240),
    "petition-full": writing(WORDS, WORDS * 60),
    "petition-scan": _scan,
    "petition-consent": _consent,
    "petition-petitioner": _nameless_account(),
    "petition-petitioner-wrong": _nameless_account(""),
    "petition-saved": _saved(),
    "petition-saved-offline": _saved(online=False),
    "petition-saved-named": _saved(named=True),
    "petition-not-printed": _saved(printed=False),
    "petition-failed": _failed,
    "petition-too-large": _too_large,
    "petition-told": told(TAKEN),
    "petition-answered-closed": told(_of(stage="10")),
    "petition-answered": told(_of(stage="10", own=True, words=ANSWER)),
    "petition-answered-signed-in": signed_in(_of(stage="10", own=True, words=ANSWER)),
    "petition-unsent": told(_of(sent=False, fresh=False)),
    "petition-ended": told(_of(ended="erased")),
    "petition-wrong-key": _wrong_key,
}
"""By name; each plays on a fresh stage."""
