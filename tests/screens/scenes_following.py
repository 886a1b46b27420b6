"""A dossier that was filed: looked up, supplemented, withdrawn, its draft read, its slip printed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import ForeignKind, ForeignQr, SlipCode, VneidToken
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.facts.portal_takes import PortalTakes
from tests.screens.stage import CLAIMS, NOW, Scene, Stage
from tests.screens.stage import page as drawn_page
from tests.session import words as ev

CODE = "H17.99.01-261124-0007"
SOMEBODY = Claims({"full_name": "Nguyễn Văn Hậu", "personal_id": "048090000001"})
PUBLIC = DossierStatus(
    CODE,
    stage="4",
    received_at="2026-11-20T08:30:00+07:00",
    due_at="2026-12-04T17:00:00+07:00",
    told_at="2026-11-24T08:30:00+07:00",
    fresh=True,
)
OWN = replace(
    PUBLIC,
    own=True,
    reference_uid="uid-9",
    provisional_code="TAM-DN07-0007-A",
    service_name="Cấp Giấy xác nhận tình trạng hôn nhân",
    authority_name="UBND xã Nam Giang",
)
ASKED = replace(
    OWN,
    stage="5",
    words="Giấy xác nhận tình trạng hôn nhân cấp trước đây bị mờ trang 2. Xin nộp lại trang 2, chụp rõ dấu.",
)
LISTED = replace(
    ASKED,
    words="Bản đã nộp bị mờ, không đọc được con dấu.",
    asked_at="2026-11-23T15:20:00+07:00",
    asked_papers=(
        ("Giấy xác nhận tình trạng hôn nhân cấp trước đây", "1"),
        ("Trích lục ghi chú ly hôn", ""),
    ),
)
LATE = replace(
    OWN,
    due_at="2026-11-21T17:00:00+07:00",
    due_before="2026-11-18T17:00:00+07:00",
    late_reason="Phải xác minh tại xã nơi Ông/Bà từng cư trú.",
)
LINKED = replace(
    OWN,
    service_name="Đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
    parts=(
        ("Đăng ký khai sinh", "Đã xử lý xong"),
        ("Đăng ký thường trú", "Chờ số định danh"),
        ("Cấp thẻ bảo hiểm y tế", "Chờ số định danh"),
    ),
)
DRAFT = replace(
    OWN,
    draft_uid="d1",
    draft=(
        ("Họ, chữ đệm, tên", "Nguyễn Thị Hồng Ơn"),
        ("Ngày, tháng, năm sinh", "15/03/1990"),
        ("Giới tính", "Nữ"),
        ("Dân tộc", "Cơ Tu"),
        ("Nơi cư trú", "Thôn Pà Păng, Xã Nam Giang, Thành phố Đà Nẵng"),
        ("Tình trạng hôn nhân", "Chưa đăng ký kết hôn với ai"),
    ),
    draft_until="2026-11-25T15:30:00+07:00",
)
OLD = replace(PUBLIC, fresh=False, told_at="2026-11-22T16:05:00+07:00")
UNSENT = DossierStatus("TAM-DN07-0007-A", sent=False, own=False)
ENDED = DossierStatus("TAM-DN07-0007-A", ended="withdrawn")
MADE_AT = datetime(2026, 11, 24, 8, 31, tzinfo=UTC)


def begin(stage: Stage) -> None:
    """Somebody touched the tile."""
    stage.send(ev.Begin("follow_up"))


def asked(stage: Stage, text: str = CODE) -> None:
    """A slip was read."""
    begin(stage)
    stage.send(ev.QrSeen(stage.visit, SlipCode(text)))


def told(found: DossierStatus, result: str = "found") -> Scene:
    """The daemon answered."""

    def play(stage: Stage) -> None:
        asked(stage, found.code)
        stage.send(ev.DossierTold(stage.visit, stage.state.of(ev.LookUp).number, result, found))

    return play


def signed_in(found: DossierStatus) -> Scene:
    """Whoever it concerns has signed in and is told all."""

    def play(stage: Stage) -> None:
        public = DossierStatus(found.code, stage=found.stage, fresh=True, due_at=found.due_at)
        told(public)(stage)
        stage.send(ev.SignInAsked())
        stage.send(ev.QrSeen(stage.visit, VneidToken("token")))
        stage.send(ev.TokenVerified(stage.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
        stage.send(ev.DossierTold(stage.visit, stage.state.of(ev.DossierShown).number, "found", found))

    return play


def _asked_for_at_the_counter(found: DossierStatus) -> Scene:
    """The portal of this kiosk takes no papers for a dossier that is there."""

    def play(stage: Stage) -> None:
        stage.actor.restart(takes=PortalTakes(supplements=False))
        signed_in(found)(stage)

    return play


def _refused(result: str) -> Scene:
    def play(stage: Stage) -> None:
        asked(stage)
        stage.send(ev.DossierTold(stage.visit, stage.state.of(ev.LookUp).number, result))

    return play


def _foreign(stage: Stage) -> None:
    begin(stage)
    stage.send(ev.QrSeen(stage.visit, ForeignQr(ForeignKind.PAYMENT)))


def _offline(stage: Stage) -> None:
    begin(stage)
    stage.send(ev.HealthChanged(link="offline"))


def _mine(*dossiers: DossierStatus, more: int = 0) -> Scene:
    def play(stage: Stage) -> None:
        begin(stage)
        stage.send(ev.MineAsked())
        stage.send(ev.QrSeen(stage.visit, VneidToken("token")))
        stage.send(ev.TokenVerified(stage.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
        number = stage.state.of(ev.DossierShown).number
        stage.send(ev.MineTold(stage.visit, number, "found", dossiers, more))

    return play


def _printed(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        told(PUBLIC)(stage)
        stage.send(ev.StateSlipAsked())
        stage.send(
            ev.SlipFailed(stage.visit, "state", problem) if problem else ev.SlipPrinted(stage.visit, "state")
        )

    return play


def _request_printed(problem: str) -> Scene:
    """What is asked for was printed; "printing" while it is."""

    def play(stage: Stage) -> None:
        signed_in(ASKED)(stage)
        stage.send(ev.StateSlipAsked(ev.DossierSlip.REQUEST))
        if problem != "printing":
            stage.send(
                ev.SlipFailed(stage.visit, "state", problem)
                if problem
                else ev.SlipPrinted(stage.visit, "state")
            )

    return play


def act(found: DossierStatus, action: Action) -> Scene:
    """What is to be done was chosen."""

    def play(stage: Stage) -> None:
        signed_in(found)(stage)
        stage.send(ev.ActionAsked(action))

    return play


def _wrong(*typed: str) -> Scene:
    def play(stage: Stage) -> None:
        act(DRAFT, Action.CONFIRMATION)(stage)
        stage.send(ev.LineWrong("Dân tộc"))
        for text in typed:
            stage.send(ev.CorrectionTyped(text))
        if not typed:
            stage.send(ev.Next())

    return play


def sent(stage: Stage) -> None:
    """Papers that were asked for are durable."""
    act(ASKED, Action.SUPPLEMENT)(stage)
    stage.send(ev.StartScan())
    stage.send(ev.PageScanned(stage.visit, drawn_page(1)))
    stage.send(ev.ScanEnded(stage.visit))
    stage.send(ev.Next())


def saved(stage: Stage) -> None:
    """It is durable, and its slip came out."""
    sent(stage)
    uid = stage.state.of(ev.Sending).reference_uid
    stage.send(ev.RequestSaved(stage.visit, uid, "TAM-DN07-0012-B", MADE_AT, 1))


def _slip(stage: Stage) -> None:
    saved(stage)
    stage.send(ev.SlipPrinted(stage.visit, "request"))


def _slip_failed(stage: Stage) -> None:
    saved(stage)
    stage.send(ev.SlipFailed(stage.visit, "request", "printer.paper_out"))


def _failed(stage: Stage) -> None:
    sent(stage)
    uid = stage.state.of(ev.Sending).reference_uid
    stage.send(ev.RequestFailed(stage.visit, uid, "queue.unavailable"))


def _too_large(stage: Stage) -> None:
    sent(stage)
    uid = stage.state.of(ev.Sending).reference_uid
    stage.send(ev.RequestFailed(stage.visit, uid, "prepare.too_large"))


def _over(stage: Stage) -> None:
    """The sign-in holds no longer when the withdrawal is to be stored."""
    act(OWN, Action.WITHDRAWAL)(stage)
    stage.send(ev.Next())
    uid = stage.state.of(ev.Sending).reference_uid
    stage.send(ev.RequestFailed(stage.visit, uid, "sign_in.over"))


def _anew(claims: Claims, result: VerifyResult) -> Scene:
    """Somebody signed in anew for it."""

    def play(stage: Stage) -> None:
        _over(stage)
        stage.send(ev.SignInAnew(), ev.QrSeen(stage.visit, VneidToken("token")))
        stage.send(ev.TokenVerified(stage.visit, "token", result, 2, claims, "ticket"))
        if result is not VerifyResult.VERIFIED:
            stage.send(ev.GoOnUnverified())

    return play


def _shown_over(stage: Stage) -> None:
    """The same when the dossier is looked up for its citizen."""
    told(PUBLIC)(stage)
    stage.send(ev.SignInAsked(), ev.QrSeen(stage.visit, VneidToken("token")))
    stage.send(ev.TokenVerified(stage.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
    number = stage.state.of(ev.DossierShown).number
    stage.send(ev.DossierTold(stage.visit, number, "found", PUBLIC, sign_in_over=True))


def _mine_over(stage: Stage) -> None:
    begin(stage)
    stage.send(ev.MineAsked(), ev.QrSeen(stage.visit, VneidToken("token")))
    stage.send(ev.TokenVerified(stage.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
    stage.send(ev.MineTold(stage.visit, stage.state.of(ev.DossierShown).number, "sign_in"))


def _day_ended(stage: Stage) -> None:
    """The draft's day ended while it was read."""
    act(DRAFT, Action.CONFIRMATION)(stage)
    stage.actor.at = NOW + timedelta(days=7)
    stage.send(ev.Next())


def _partly(stage: Stage) -> None:
    """The printer went away in the middle of a copy."""
    _result()(stage)
    stage.send(ev.Next())
    number = stage.state.of(ev.ResultShown).number
    stage.send(ev.CopyFailed(stage.visit, number, "document_printer.offline", partly=True))


def _withdrawn(stage: Stage) -> None:
    act(OWN, Action.WITHDRAWAL)(stage)
    stage.send(ev.Next())
    uid = stage.state.of(ev.Sending).reference_uid
    stage.send(ev.RequestSaved(stage.visit, uid, "TAM-DN07-0012-B", MADE_AT, 0))
    stage.send(ev.SlipPrinted(stage.visit, "request"))


FINISHED = replace(OWN, stage="9", results=(("r1", "Giấy xác nhận tình trạng hôn nhân"),))


def _result(
    problem: str = "", amount: int | None = None, *, settled: bool = True, signature: str = "intact"
) -> Scene:
    """An electronic result was chosen."""

    def play(stage: Stage) -> None:
        signed_in(FINISHED)(stage)
        stage.send(ev.ResultAsked("r1"))
        number = stage.state.of(ev.ResultShown).number
        if problem:
            stage.send(ev.ResultFailed(stage.visit, number, problem, amount))
        elif settled:
            pages = (ev.ResultPage("result-1", drawn_page(1).preview),)
            stage.send(ev.ResultCame(stage.visit, number, pages, signature, "UBND xã Nam Giang"))

    return play


def _copies(*outcomes: str) -> Scene:
    """Two copies are wanted; what became of each."""

    def play(stage: Stage) -> None:
        _result()(stage)
        stage.send(ev.CopiesChosen(2), ev.Next())
        number = stage.state.of(ev.ResultShown).number
        for problem in outcomes:
            stage.send(
                ev.CopyFailed(stage.visit, number, problem)
                if problem
                else ev.CopyPrinted(stage.visit, number)
            )

    return play


FOLLOWING: dict[str, Scene] = {
    "dossier-result": signed_in(FINISHED),
    "result-fetching": _result(settled=False),
    "result": _result(),
    "result-unpaid": _result("unpaid", 8_000),
    "result-damaged": _result("damaged"),
    "result-printing": _copies(""),
    "result-printed": _copies("", ""),
    "result-no-paper": _copies("", "document_printer.no_paper"),
    "result-partly": _partly,
    "result-unconfirmed": _copies("document_printer.unconfirmed"),
    "result-not-counted": _copies("result.not_counted"),
    "look-up": begin,
    "look-up-offline": _offline,
    "look-up-asking": asked,
    "look-up-unknown": _refused("unknown"),
    "look-up-wrong-code": _refused("wrong_code"),
    "look-up-other-kiosk": _refused("other_kiosk"),
    "look-up-other-province": _refused("other_province"),
    "look-up-not-now": _refused("not_now"),
    "look-up-foreign": _foreign,
    "dossier": told(PUBLIC),
    "dossier-old": told(OLD),
    "dossier-unsent": told(UNSENT),
    "dossier-ended": told(ENDED),
    "dossier-erased": signed_in(replace(ENDED, ended="erased")),
    "dossier-handed-over": told(replace(PUBLIC, stage="10")),
    "dossier-no-day": told(replace(PUBLIC, due_at="")),
    "dossier-refused": told(replace(PUBLIC, stage="3")),
    "dossier-finished-public": told(replace(PUBLIC, stage="9")),
    "dossier-asked-public": told(replace(PUBLIC, stage="5")),
    "dossier-own": signed_in(OWN),
    "dossier-not-own": signed_in(PUBLIC),
    "dossier-asked": signed_in(ASKED),
    "dossier-asked-listed": signed_in(LISTED),
    "dossier-asked-printing": _request_printed("printing"),
    "dossier-asked-printed": _request_printed(""),
    "dossier-asked-not-printed": _request_printed("printer.paper_out"),
    "dossier-asked-unconfirmed": _request_printed("printer.unconfirmed"),
    "dossier-asked-counter": _asked_for_at_the_counter(ASKED),
    "dossier-late": signed_in(LATE),
    "dossier-linked": signed_in(LINKED),
    "dossier-draft": signed_in(DRAFT),
    "dossier-draft-over": signed_in(replace(DRAFT, draft_until="2026-11-23T15:30:00+07:00")),
    "dossier-finished": signed_in(replace(OWN, stage="9")),
    "dossier-printed": _printed(""),
    "dossier-not-printed": _printed("printer.paper_out"),
    "dossier-mine": _mine(OWN, ASKED, more=3),
    "dossier-sign-in-over": _shown_over,
    "dossier-mine-over": _mine_over,
    "dossier-mine-none": _mine(),
    "supplement-scan": act(ASKED, Action.SUPPLEMENT),
    "withdrawal": act(OWN, Action.WITHDRAWAL),
    "draft": act(DRAFT, Action.CONFIRMATION),
    "draft-wrong": _wrong("Cơ Tu (Ka Tu)"),
    "draft-day-ended": _day_ended,
    "draft-wrong-empty": _wrong(),
    "request-saving": sent,
    "request-saved": _slip,
    "request-not-printed": _slip_failed,
    "request-failed": _failed,
    "request-sign-in-over": _over,
    "request-other-person": _anew(SOMEBODY, VerifyResult.VERIFIED),
    "request-no-account": _anew(Claims(), VerifyResult.UNAVAILABLE),
    "request-too-large": _too_large,
    "request-withdrawn": _withdrawn,
}
"""By name; each plays on a fresh stage."""
