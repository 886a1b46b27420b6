"""Paying a fee, and saying how a finished dossier was handled."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Fee, Text
from kiosk_app.identity.payload import SlipCode
from kiosk_app.session.facts.followed import DossierStatus
from kiosk_app.session.facts.payment import DossierFee, PaymentMeans, WaysToPay
from tests.screens.scenes_following import OWN, PUBLIC, signed_in
from tests.screens.scenes_sending import saved_dossier
from tests.screens.stage import NOW, Scene, Stage
from tests.session import words as ev
from tests.support.payments import DUE, PAID, TWICE, WAYS

FINISHED = replace(PUBLIC, stage="9")


def _looked_up(stage: Stage, journey: str, found: DossierStatus) -> None:
    stage.send(ev.Begin("follow_up"))
    stage.send(ev.QrSeen(stage.visit, SlipCode(found.code)))
    stage.send(ev.DossierTold(stage.visit, stage.state.of(ev.LookUp).number, "found", found))
    stage.send(ev.ActionAsked(ev.Action(journey)))


def asking(stage: Stage) -> None:
    """The fee of a dossier is asked for."""
    _looked_up(stage, "payment", PUBLIC)


def answered(result: str, fee: DossierFee = DUE, ways: WaysToPay | None = None) -> Scene:
    """The daemon told something of it."""

    def play(stage: Stage) -> None:
        if ways is not None:
            stage.actor.restart(ways=ways)
        asking(stage)
        stage.send(ev.FeeAnswered(stage.visit, stage.state.of(ev.Payment).number, result, fee))

    return play


def _offline(stage: Stage) -> None:
    answered("due")(stage)
    stage.send(ev.HealthChanged(link="offline"))


def _untold(stage: Stage) -> None:
    """No word of a transfer reaches the authority from here."""
    answered("due", ways=replace(WAYS, takes=(), told=False))(stage)
    stage.send(ev.HealthChanged(link="offline"))


def _terminal(problem: str | None = None) -> Scene:
    def play(stage: Stage) -> None:
        answered("due")(stage)
        stage.send(ev.TerminalChosen())
        if problem is not None:
            uid = stage.state.of(ev.Payment).reference_uid
            stage.send(ev.PaymentNotSaved(stage.visit, uid, problem))

    return play


def _by_card(stage: Stage) -> None:
    _terminal()(stage)
    uid = stage.state.of(ev.Payment).reference_uid
    stage.send(ev.PaymentSaved(stage.visit, uid, "TAM-DN07-0012-B", PaymentMeans.CARD, NOW, "000123", 16_000))
    stage.send(ev.SlipPrinted(stage.visit, "payment"))


def _reported(stage: Stage) -> None:
    answered("due")(stage)
    stage.send(ev.TransferSaid())
    uid = stage.state.of(ev.Payment).reference_uid
    stage.send(ev.PaymentSaved(stage.visit, uid, "TAM-DN07-0012-B", PaymentMeans.TRANSFER, NOW, "", 16_000))
    stage.send(ev.SlipPrinted(stage.visit, "payment"))


def _came(fee: DossierFee, problem: str = "") -> Scene:
    def play(stage: Stage) -> None:
        answered("due")(stage)
        stage.wait(4)
        stage.send(ev.FeeAnswered(stage.visit, stage.state.of(ev.Payment).number, "paid", fee))
        failed = ev.SlipFailed(stage.visit, "payment", problem)
        stage.send(failed if problem else ev.SlipPrinted(stage.visit, "payment"))

    return play


def _rating(*levels: int, found: DossierStatus = FINISHED, of: int = 5, words: str = "") -> Scene:
    def play(stage: Stage) -> None:
        stage.actor.restart(levels=of)
        if found.own:
            signed_in(found)(stage)
            stage.send(ev.ActionAsked(ev.Action.RATING))
        else:
            _looked_up(stage, "rating", found)
        for level in levels:
            stage.send(ev.LevelChosen(level))
        if words:
            stage.send(ev.RatingWordsTyped(words))

    return play


def _rated(*, repeated: bool) -> Scene:
    def play(stage: Stage) -> None:
        _rating(5, 4)(stage)
        stage.send(ev.Next(), ev.RatingStored(stage.visit, repeated=repeated))

    return play


def _rating_saving(stage: Stage) -> None:
    _rating(5, 4)(stage)
    stage.send(ev.Next())


def _rating_failed(stage: Stage) -> None:
    _rating(5, 4, words="Nhanh, dễ hiểu.")(stage)
    stage.send(ev.Next(), ev.RatingNotStored(stage.visit, "queue.full"))


def _fee_of_filing(stage: Stage) -> None:
    """What was just filed costs something: it may be paid at once."""
    saved_dossier(stage)
    submission = stage.state.of(ev.SubmissionState)
    assert submission.given is not None
    fees = (Fee("1", Text("Lệ phí", "Fee"), 8_000),)
    given = replace(submission.given, procedure=replace(submission.given.procedure, fees=fees))
    dispatcher = stage.actor.dispatcher
    dispatcher.state = dispatcher.state.put(replace(submission, given=given))
    uid = stage.state.of(ev.Filing).reference_uid
    stage.send(ev.DeliveryNews(uid, "accepted", "H17.99.01-261124-0007", "", ""))
    stage.send(ev.SlipPrinted(stage.visit, "receipt"))


def _fee_paid_at_once(stage: Stage) -> None:
    _fee_of_filing(stage)
    stage.send(ev.PayNow())
    stage.send(ev.FeeAnswered(stage.visit, stage.state.of(ev.Payment).number, "due", DUE))


MONEY: dict[str, Scene] = {
    "payment-asking": asking,
    "payment-due": answered("due"),
    "payment-due-several": answered(
        "due",
        replace(DUE, lines=(*DUE.lines, ("Phí chứng thực", 4_000)), amount_vnd=20_000, total_vnd=20_000),
    ),
    "payment-due-rest": answered("due", replace(DUE, amount_vnd=6_000, paid_vnd=10_000, times=1)),
    "payment-due-card-only": answered("due", ways=WaysToPay(None, ("card", "cash"))),
    "payment-due-offline": _offline,
    "payment-due-untold": _untold,
    "payment-no-way": answered("due", ways=WaysToPay()),
    "payment-amount-unknown": answered(
        "due", replace(DUE, lines=(), amount_vnd=None, total_vnd=None, words="Cơ quan thuế sẽ báo số tiền.")
    ),
    "payment-nothing": answered("none", replace(DUE, lines=(), amount_vnd=None, total_vnd=None)),
    "payment-not-now": answered("not_now"),
    "payment-not-sent": answered("not_sent"),
    "payment-terminal": _terminal(),
    "payment-declined": _terminal("terminal.declined"),
    "payment-unconfirmed": _terminal("terminal.unconfirmed"),
    "payment-by-card": _by_card,
    "payment-reported": _reported,
    "payment-paid": _came(PAID),
    "payment-paid-before": answered("paid", PAID),
    "payment-twice": _came(TWICE),
    "payment-not-printed": _came(PAID, "printer.paper_out"),
    "payment-offered-after-filing": _fee_of_filing,
    "payment-after-filing": _fee_paid_at_once,
    "dossier-rating": _rating(),
    "dossier-rating-three": _rating(of=3),
    "dossier-rating-officials": _rating(
        5, found=replace(OWN, stage="9", officials=("Trần Thị Bình", "Lê Văn An"))
    ),
    "dossier-rating-words": _rating(5, 4, words="Cán bộ hướng dẫn kỹ, nhưng phải chờ lâu."),
    "dossier-rating-saving": _rating_saving,
    "dossier-rating-saved": _rated(repeated=False),
    "dossier-rating-given": _rated(repeated=True),
    "dossier-rating-failed": _rating_failed,
}
"""By name; each plays on a fresh stage."""
