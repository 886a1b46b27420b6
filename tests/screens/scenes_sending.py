"""From the review to the slips: what a citizen and the devices do."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import LinkedPart, Text
from kiosk_app.session.facts.delivery import LinkedTold
from tests.screens.scenes_filling import scanned
from tests.screens.stage import NOW, Scene, Stage
from tests.session import words as ev
from tests.session.words import PreparedPart

OFFICIAL = "H17.99.01-261124-0001"


_WAITS = Text("Chờ số định danh của trẻ", "Waits for the child's personal id")
_GROUP = (
    LinkedPart(
        "1.001193",
        Text("Đăng ký khai sinh", "Birth registration"),
        Text("UBND xã Nam Giang", "Commune of Nam Giang"),
        1,
    ),
    LinkedPart(
        "1.004222",
        Text("Đăng ký thường trú", "Permanent residence"),
        Text("Công an xã", "Commune police"),
        2,
        "1.001193",
        _WAITS,
    ),
    LinkedPart(
        "BHYT",
        Text("Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi", "Health insurance card for a child under six"),
        Text("Bảo hiểm xã hội cơ sở", "Social insurance office"),
        3,
        "1.001193",
        _WAITS,
    ),
)


def _preparing(stage: Stage) -> None:
    scanned(stage)
    stage.send(ev.Next())


PARTS = (
    PreparedPart("f1", "TK", "Tờ khai điện tử", 2, 61_200, "ab" * 32),
    PreparedPart("f2", "GXN_CU", "Giấy xác nhận đã cấp trước", 2, 402_000, "cd" * 32),
)


def review(stage: Stage) -> None:
    _preparing(stage)
    stage.send(ev.PartsPrepared(stage.visit, 1, PARTS, "TAM-DN07-0042-K"))


def _review_failed(stage: Stage) -> None:
    _preparing(stage)
    stage.send(ev.PreparationFailed(stage.visit, 1, "prepare.too_large", "GXN_CU"))


def _declaration_too_large(stage: Stage) -> None:
    _preparing(stage)
    stage.send(ev.PreparationFailed(stage.visit, 1, "declaration.too_large", "TK"))


def _asking_code(stage: Stage) -> None:
    review(stage)
    stage.send(ev.Next())


def _code_waiting(stage: Stage) -> None:
    _asking_code(stage)
    stage.send(ev.CodeRequested(stage.visit, "too_soon", "", 48, 3))


def _code_sent(stage: Stage) -> None:
    _asking_code(stage)
    stage.send(ev.CodeRequested(stage.visit, "sent", "••• 002", 60, 3), ev.CodeTyped("314"))


def _code_wrong(stage: Stage) -> None:
    _code_sent(stage)
    stage.send(ev.CodeTyped("000000"), ev.CodeVerdict(stage.visit, "wrong", 2))


def _code_checking(stage: Stage) -> None:
    _code_sent(stage)
    stage.send(ev.CodeTyped("000000"))


def _code_locked(stage: Stage) -> None:
    _code_sent(stage)
    stage.send(ev.CodeTyped("000000"), ev.CodeVerdict(stage.visit, "locked", 0))


def _code_on_screen(stage: Stage) -> None:
    _asking_code(stage)
    stage.send(ev.HealthChanged(link="offline"), ev.CodeRequested(stage.visit, "unavailable", "", 60, 0))


def _saving(stage: Stage) -> None:
    _code_sent(stage)
    stage.send(ev.CodeTyped("123456"), ev.CodeVerdict(stage.visit, "accepted", 3))


def _stored(stage: Stage) -> None:
    uid = stage.state.of(ev.Filing).reference_uid
    stage.send(ev.DossierSaved(stage.visit, uid, "TAM-DN07-0042-K", NOW))


def saved_dossier(stage: Stage) -> None:
    """It is durable; the portal has not answered yet."""
    _saving(stage)
    _stored(stage)


def _saved_offline(stage: Stage) -> None:
    _code_on_screen(stage)
    stage.send(ev.CodeTyped(stage.state.of(ev.CodeEntry).shown_code))
    _stored(stage)


def _not_saved(stage: Stage) -> None:
    _saving(stage)
    stage.send(ev.SavingFailed(stage.visit, "queue.full"))


def _over(stage: Stage) -> None:
    """The sign-in holds no longer when the dossier is to be stored."""
    _saving(stage)
    stage.send(ev.SavingFailed(stage.visit, "sign_in.over"))


def _sent(stage: Stage) -> None:
    saved_dossier(stage)
    stage.send(_news("accepted", OFFICIAL))


def _rejected(stage: Stage) -> None:
    saved_dossier(stage)
    stage.send(ev.DeliveryNews(stage.state.of(ev.Filing).reference_uid, "rejected", "", "", ""))


def _news(state: str, code: str) -> ev.DeliveryNews:
    return ev.DeliveryNews(
        "uid-1", state, code, "2026-11-24T08:31:00+07:00", "2026-11-27T17:00:00+07:00", True
    )


def _linked(stage: Stage) -> None:
    """A group of three authorities: one has it, the others wait for the child's number."""
    saved_dossier(stage)
    submission = stage.state.of(ev.SubmissionState)
    assert submission.given is not None
    procedure = replace(submission.given.procedure, linked=_GROUP)
    given = replace(submission.given, procedure=procedure)
    dispatcher = stage.actor.dispatcher
    dispatcher.state = dispatcher.state.put(replace(submission, given=given))
    told = (LinkedTold("1.001193", "H17.99.01-261124-0002", waiting=False),)
    stage.send(replace(_news("accepted", OFFICIAL), linked=told))


def printed(stage: Stage) -> None:
    _sent(stage)
    stage.send(ev.SlipPrinted(stage.visit, "receipt"), ev.SlipPrinted(stage.visit, "appointment"))


def _slip_provisional(stage: Stage) -> None:
    _saved_offline(stage)
    stage.send(ev.SlipPrinted(stage.visit, "receipt"))


def _slip_problem(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        _sent(stage)
        stage.send(ev.SlipFailed(stage.visit, "receipt", problem))

    return play


def _rating(stage: Stage) -> None:
    printed(stage)
    stage.send(ev.Next())


SENDING: dict[str, Scene] = {
    "review-preparing": _preparing,
    "review": review,
    "review-failed": _review_failed,
    "review-declaration-too-large": _declaration_too_large,
    "code-asking": _asking_code,
    "code-waiting": _code_waiting,
    "code-sent": _code_sent,
    "code-wrong": _code_wrong,
    "code-checking": _code_checking,
    "code-locked": _code_locked,
    "code-on-screen": _code_on_screen,
    "confirmation-saving": _saving,
    "confirmation-saved": saved_dossier,
    "confirmation-offline": _saved_offline,
    "confirmation-failed": _not_saved,
    "confirmation-sign-in-over": _over,
    "confirmation-rejected": _rejected,
    "confirmation-sent": _sent,
    "confirmation-linked": _linked,
    "confirmation-printed": printed,
    "confirmation-provisional": _slip_provisional,
    **{
        f"confirmation-{problem}": _slip_problem(f"printer.{problem}")
        for problem in ("paper_out", "cover_open", "unreachable", "fault", "unconfirmed")
    },
    "rating": _rating,
}
"""By name; each plays on a fresh stage."""
