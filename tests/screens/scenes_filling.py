"""From the errand to the scanned papers: what a citizen and the devices do."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, VneidToken
from kiosk_app.scanning.page import Finding
from kiosk_app.session.facts import questions
from kiosk_app.session.facts.qr_reader import QrSeen
from tests.catalogue.samples import shipped
from tests.journeys.pilot import Pilot
from tests.screens.stage import CLAIMS, Scene, Stage, page, phone_before_camera
from tests.session import words as ev
from tests.support.event_loop import run_for

MARITAL, COPY = "1.004873", "2.000635"


DECIDING = {
    MARITAL: (("quanhevoinguoiduocxacminh", "1"), ("loaidangky", "CapLai")),
    COPY: (("NYC_QuanHe", "BanThan"),),
}
"""What is answered before the sign-in, so that the papers are known."""
PART = "GXN_CU"


def procedures(stage: Stage) -> None:
    stage.send(ev.Begin())


def papers(stage: Stage, code: str = MARITAL) -> None:
    stage.send(ev.Begin("filing", code))


def papers_answered(stage: Stage) -> None:
    papers(stage)
    stage.send(*(ev.PaperAsked(key, value) for key, value in DECIDING[MARITAL]))


def papers_lacking(stage: Stage) -> None:
    papers(stage)
    stage.send(ev.PaperAsked("quanhevoinguoiduocxacminh", "2"), ev.PaperAsked("loaidangky", "DangKyLanDau"))
    stage.send(ev.PaperBrought("UQ", brought=False))


def papers_elsewhere(stage: Stage) -> None:
    """A case that is filed with the provincial police."""
    papers(stage)
    dispatcher = stage.actor.dispatcher
    filing = replace(stage.state.of(ev.Filing), procedure=shipped()["3.000333"])
    dispatcher.state = dispatcher.state.put(filing).put(ev.Form())
    for key, value in (("loaiPhieu", "1"), ("uyQuyen", "1"), ("GiamMien", "Không")):
        stage.send(ev.PaperAsked(key, value))
    if stage.state.step != "papers":
        raise AssertionError(f"what is filed elsewhere went on to {stage.state.step}")


def consent(stage: Stage, code: str = MARITAL) -> None:
    papers(stage, code)
    stage.send(*(ev.PaperAsked(key, value) for key, value in DECIDING[code]))
    if stage.state.step == "papers":
        stage.send(ev.PaperBrought(PART, brought=True))


def sign_in(stage: Stage, code: str = MARITAL) -> None:
    consent(stage, code)
    stage.send(ev.ConsentGiven())
    if stage.state.step != "sign_in":
        raise AssertionError(f"the sign-in did not open: {stage.state.step}")
    stage.camera.show(phone_before_camera())


def token(stage: Stage, result: VerifyResult, claims: Claims | None = None) -> None:
    stage.send(QrSeen(stage.visit, VneidToken("t")))
    stage.send(ev.TokenVerified(stage.visit, "t", result, 2, claims or Claims()))


def refused(result: VerifyResult) -> Scene:
    def play(stage: Stage) -> None:
        sign_in(stage)
        token(stage, result)

    return play


def foreign(kind: ForeignKind) -> Scene:
    def play(stage: Stage) -> None:
        sign_in(stage)
        stage.send(QrSeen(stage.visit, ForeignQr(kind)))

    return play


def form(stage: Stage, code: str = MARITAL) -> None:
    sign_in(stage, code)
    token(stage, VerifyResult.VERIFIED, CLAIMS)
    if stage.state.step != "form":
        raise AssertionError("the form did not open")


def card(stage: Stage) -> None:
    sign_in(stage)
    stage.send(QrSeen(stage.visit, CardQr(CLAIMS, 7)))


def _answers(stage: Stage) -> None:
    stage.send(
        ev.Answered("TinhTrangHonNhanC1", "Hiện tại chưa đăng ký kết hôn với ai"),
        ev.Answered("mucdich", "Xin việc"),
    )


def form_copy(stage: Stage) -> None:
    form(stage, COPY)


def form_for_another(stage: Stage) -> None:
    """Everything of the person concerned is asked."""
    papers(stage)
    stage.send(ev.PaperAsked("quanhevoinguoiduocxacminh", "2"), ev.PaperAsked("loaidangky", "DangKyLanDau"))
    stage.send(ev.PaperBrought("UQ", brought=True), ev.ConsentGiven())
    token(stage, VerifyResult.VERIFIED, CLAIMS)


def form_by_hand(stage: Stage) -> None:
    sign_in(stage)
    stage.send(ev.SignInWithStaff())


def form_errors(stage: Stage) -> None:
    form_by_hand(stage)
    stage.send(
        ev.Answered("SoDinhDanhC", "04819"),
        ev.Answered("NgaySinhC", "1990-02-30"),
        ev.Answered("contactTelNo", "12"),
        ev.Next(),
    )


def form_warning(stage: Stage) -> None:
    card(stage)
    stage.send(ev.GoOnUnverified(), ev.Answered("NgaySinhC", "1985-03-12"), ev.KnownDoubted())
    _answers(stage)
    for _ in range(9):
        if stage.state.of(ev.Form).warning is not None:
            return
        stage.send(ev.Next())
    raise AssertionError(f"nothing warns: {stage.state.of(ev.Form).issues}")


def form_doubted(stage: Stage) -> None:
    form(stage)
    stage.send(ev.KnownDoubted())


def doubting(stage: Stage) -> None:
    form(stage)
    stage.show()
    Pilot(stage.window.view).touch("form.doubt", 5.0)


def _at_question(key: str) -> Scene:
    """What the card told is doubted, and the page with this question is open."""

    def play(stage: Stage) -> None:
        card(stage)
        stage.send(ev.GoOnUnverified(), ev.KnownDoubted())
        stage.show()
        # The screen measures its room first: how many questions stand on a page follows from it.
        run_for(0.1)
        for _ in range(12):
            if any(field.key == key for field in questions.page(stage.state)):
                break
            stage.send(ev.Next())
        run_for(0.05)
        # The page takes its places with the first frame; before that every field lies at the top.
        stage.window.view.grabWindow()

    return play


def typing(key: str) -> Scene:
    def play(stage: Stage) -> None:
        _at_question(key)(stage)
        Pilot(stage.window.view).touch(f"form.field.{key}", 5.0)

    return play


def picking(stage: Stage) -> None:
    _at_question("nycNoiCuTru_TrongNuoc")(stage)
    Pilot(stage.window.view).touch("form.province.nycNoiCuTru_TrongNuoc", 5.0)


def scan(stage: Stage) -> None:
    form(stage)
    _answers(stage)
    for _ in range(9):
        if stage.state.step == "scan":
            return
        stage.send(ev.Next())
    raise AssertionError(f"nothing to scan: {stage.state.step} {stage.state.of(ev.Form).issues}")


def scan_not_brought(stage: Stage) -> None:
    scan(stage)
    stage.send(ev.NotBrought())


def scan_flatbed(stage: Stage) -> None:
    scan(stage)
    stage.send(ev.HealthChanged(has_feeder=False))


def scanning(stage: Stage) -> None:
    scan(stage)
    stage.send(ev.StartScan())


def scan_stopping(stage: Stage) -> None:
    """The scanner was told to stop and ends the page under way."""
    scanning(stage)
    stage.send(ev.StopScan())


def scanned(stage: Stage, *findings: Finding) -> None:
    scanning(stage)
    stage.send(ev.PageScanned(stage.visit, page(1, *findings)))
    if not findings:
        stage.send(ev.PageScanned(stage.visit, page(2)))
    stage.send(ev.ScanEnded(stage.visit))


def scan_dropped(stage: Stage) -> None:
    """A stack fed with its backs, of which two look empty."""
    scanning(stage)
    for number in (1, 2):
        stage.send(ev.PageScanned(stage.visit, page(number)))
        stage.send(ev.BlankSideDropped(stage.visit, page(number + 2, Finding.EMPTY)))
    stage.send(ev.ScanEnded(stage.visit))


def scan_dropped_list(stage: Stage) -> None:
    scan_dropped(stage)
    stage.send(ev.DroppedSidesShown(shown=True))


def scan_dropped_large(stage: Stage) -> None:
    scan_dropped_list(stage)
    stage.send(ev.PageSelected("page-4"))


def scan_problem(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        scanning(stage)
        stage.send(ev.PageScanned(stage.visit, page(1)), ev.ScanFailed(stage.visit, problem))

    return play


def scan_finding(finding: Finding) -> Scene:
    if finding is Finding.OTHER_DOCUMENT:
        return _scan_other_document
    return lambda stage: scanned(stage, finding)


def _scan_other_document(stage: Stage) -> None:
    scanned(stage)
    stage.send(ev.TitleRead(stage.visit, "page-1", "Giấy chứng sinh"))


def scan_large(stage: Stage) -> None:
    scanned(stage)
    stage.send(ev.PageSelected("page-2"))


def scan_missing(stage: Stage) -> None:
    scan(stage)
    stage.send(ev.Next())
