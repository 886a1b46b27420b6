"""Every screen in each of its states, by what a citizen and the devices do."""

from __future__ import annotations

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, VneidToken
from kiosk_app.scanning.page import Finding
from tests.journeys.pilot import Pilot
from tests.screens.stage import CLAIMS, NOW, Scene, Stage, page, phone_before_camera
from tests.session import words as ev
from tests.session.words import PreparedPart

MARITAL, COPY = "1.004873", "2.000635"
OFFICIAL = "H17.99.01-261124-0001"


def _procedures(stage: Stage) -> None:
    stage.send(ev.Begin(), ev.ConsentGiven())


def _sign_in(stage: Stage, code: str = MARITAL) -> None:
    _procedures(stage)
    stage.send(ev.ProcedureChosen(code))
    stage.camera.show(phone_before_camera())


def _token(stage: Stage, result: VerifyResult, claims: Claims | None = None) -> None:
    stage.send(ev.QrSeen(stage.visit, VneidToken("t")))
    stage.send(ev.TokenVerified(stage.visit, "t", result, 2, claims or Claims()))


def _refused(result: VerifyResult) -> Scene:
    def play(stage: Stage) -> None:
        _sign_in(stage)
        _token(stage, result)

    return play


def _foreign(kind: ForeignKind) -> Scene:
    def play(stage: Stage) -> None:
        _sign_in(stage)
        stage.send(ev.QrSeen(stage.visit, ForeignQr(kind)))

    return play


def _form(stage: Stage, code: str = MARITAL) -> None:
    _sign_in(stage, code)
    _token(stage, VerifyResult.VERIFIED, CLAIMS)
    if stage.state.step != "form":
        raise AssertionError("the form did not open")


def _card(stage: Stage) -> None:
    _sign_in(stage)
    stage.send(ev.QrSeen(stage.visit, CardQr(CLAIMS, 7)))


def _answers(stage: Stage) -> None:
    stage.send(
        ev.Answered("quanhevoinguoiduocxacminh", "1"),
        ev.Answered("loaidangky", "CapLai"),
        ev.Answered("TinhTrangHonNhanC1", "Hiện tại chưa đăng ký kết hôn với ai"),
        ev.Answered("mucdich", "Xin việc"),
    )


def _form_page(number: int, code: str = MARITAL) -> Scene:
    def play(stage: Stage) -> None:
        _form(stage, code)
        if code == MARITAL:
            _answers(stage)
        for _ in range(number - 1):
            stage.send(ev.Next())

    return play


def _form_errors(stage: Stage) -> None:
    _form(stage)
    stage.send(
        ev.Answered("HoVaTenC", ""),
        ev.Answered("SoDinhDanhC", "04819"),
        ev.Answered("NgaySinhC", "1990-02-30"),
        ev.Answered("contactTelNo", "12"),
        ev.Next(),
    )


def _form_warning(stage: Stage) -> None:
    _form(stage)
    stage.send(ev.Answered("NgaySinhC", "1985-03-12"), ev.Next())


def _typing(field: str) -> Scene:
    def play(stage: Stage) -> None:
        _form(stage)
        stage.show()
        pilot = Pilot(stage.window.view)
        # The page takes its places with the first frame; before that every field lies at the top.
        stage.window.view.grabWindow()
        pilot.touch(f"form.field.{field}", 5.0)

    return play


def _picking(stage: Stage) -> None:
    _form_page(3)(stage)
    stage.show()
    Pilot(stage.window.view).touch("form.province.nycNoiCuTru_TrongNuoc", 5.0)


def _components(stage: Stage) -> None:
    _form(stage)
    _answers(stage)
    for _ in range(12):
        if stage.state.step == "components":
            return
        stage.send(ev.Next())
    raise AssertionError(f"no list of components: {stage.state.step}")


def _components_unverified(stage: Stage) -> None:
    _card(stage)
    stage.send(ev.GoOnUnverified(), *(ev.Answered(key, value) for key, value in _UNKNOWN.items()))
    _answers(stage)
    for _ in range(12):
        if stage.state.step == "components":
            return
        stage.send(ev.Next())
    raise AssertionError(f"no list of components: {stage.state.of(ev.Form).issues}")


_UNKNOWN = {"DanTocC1": "Kinh"}


def _components_stopped(stage: Stage) -> None:
    _components(stage)
    stage.send(ev.Next())


def _components_lacking(stage: Stage) -> None:
    _components(stage)
    _answer_components(stage, have=False)
    stage.send(ev.Next())


def _answer_components(stage: Stage, *, have: bool = True) -> None:
    for line in stage.state.of(ev.Papers).lines:
        part_no = line.component.part_no
        stage.send(ev.ComponentConfirmed(part_no, have and part_no != "KHAC"))


def _scan(stage: Stage) -> None:
    _components(stage)
    _answer_components(stage)
    stage.send(ev.Next())


def _scan_flatbed(stage: Stage) -> None:
    _scan(stage)
    stage.send(ev.HealthChanged(has_feeder=False))


def _scanning(stage: Stage) -> None:
    _scan(stage)
    stage.send(ev.StartScan())


def _scanned(stage: Stage, *findings: Finding) -> None:
    _scanning(stage)
    stage.send(ev.PageScanned(stage.visit, page(1, *findings)))
    if not findings:
        stage.send(ev.PageScanned(stage.visit, page(2)))
    stage.send(ev.ScanEnded(stage.visit))


def _scan_problem(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        _scanning(stage)
        stage.send(ev.PageScanned(stage.visit, page(1)), ev.ScanFailed(stage.visit, problem))

    return play


def _scan_finding(finding: Finding) -> Scene:
    if finding is Finding.OTHER_DOCUMENT:
        return _scan_other_document
    return lambda stage: _scanned(stage, finding)


def _scan_other_document(stage: Stage) -> None:
    _scanned(stage)
    stage.send(ev.TitleRead(stage.visit, "page-1", "Giấy chứng sinh"))


def _scan_large(stage: Stage) -> None:
    _scanned(stage)
    stage.send(ev.PageSelected("page-2"))


def _scan_missing(stage: Stage) -> None:
    _scan(stage)
    stage.send(ev.Next())


def _preparing(stage: Stage) -> None:
    _scanned(stage)
    stage.send(ev.Next())


PARTS = (
    PreparedPart("f1", "TK", "Tờ khai điện tử", 2, 61_200, "ab" * 32),
    PreparedPart("f2", "GXN_CU", "Giấy xác nhận đã cấp trước", 2, 402_000, "cd" * 32),
)


def _review(stage: Stage) -> None:
    _preparing(stage)
    stage.send(ev.PartsPrepared(stage.visit, 1, PARTS, "TAM-DN07-0042-K"))


def _review_failed(stage: Stage) -> None:
    _preparing(stage)
    stage.send(ev.PreparationFailed(stage.visit, 1, "prepare.too_large", "GXN_CU"))


def _asking_code(stage: Stage) -> None:
    _review(stage)
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


def _saved(stage: Stage) -> None:
    _saving(stage)
    _stored(stage)


def _saved_offline(stage: Stage) -> None:
    _code_on_screen(stage)
    stage.send(ev.CodeTyped(stage.state.of(ev.CodeEntry).shown_code))
    _stored(stage)


def _not_saved(stage: Stage) -> None:
    _saving(stage)
    stage.send(ev.SavingFailed(stage.visit, "queue.full"))


def _sent(stage: Stage) -> None:
    _saved(stage)
    stage.send(_news("accepted", OFFICIAL))


def _rejected(stage: Stage) -> None:
    _saved(stage)
    stage.send(ev.DeliveryNews(stage.state.of(ev.Filing).reference_uid, "rejected", "", "", ""))


def _news(state: str, code: str) -> ev.DeliveryNews:
    return ev.DeliveryNews("uid-1", state, code, "2026-11-24T08:31:00+07:00", "2026-11-27T17:00:00+07:00")


def _printed(stage: Stage) -> None:
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


def _between_errands(stage: Stage) -> None:
    _printed(stage)
    stage.send(ev.AnotherErrand())


def _help(stage: Stage) -> None:
    _form(stage)
    stage.send(ev.HelpAsked())


def _rating(stage: Stage) -> None:
    _printed(stage)
    stage.send(ev.Next())


def _idle(stage: Stage) -> None:
    _form(stage)
    stage.wait_for_warning()


def _cancel(stage: Stage) -> None:
    _form(stage)
    stage.send(ev.CancelAsked())


def _nothing(stage: Stage) -> None:
    del stage


def _health(**health: object) -> Scene:
    return lambda stage: stage.send(ev.HealthChanged(**health))  # type: ignore[arg-type]  # mixed keyword values


def _advice(stage: Stage) -> None:
    _sign_in(stage)
    stage.wait(10)


def _verifying(stage: Stage) -> None:
    _sign_in(stage)
    stage.send(ev.QrSeen(stage.visit, VneidToken("t")))


def _pending(stage: Stage) -> None:
    _sign_in(stage)
    _token(stage, VerifyResult.UNAVAILABLE)


def _no_reader(stage: Stage) -> None:
    _procedures(stage)
    stage.send(ev.ProcedureChosen(MARITAL), ev.HealthChanged(reader="reader.absent"))


SCENES: dict[str, Scene] = {
    "welcome": _nothing,
    "welcome-offline": _health(link="offline"),
    "welcome-closed": _health(accepting=False),
    "consent": lambda stage: stage.send(ev.Begin()),
    "procedures": _procedures,
    "sign-in": _sign_in,
    "sign-in-advice": _advice,
    "sign-in-verifying": _verifying,
    "sign-in-no-reader": _no_reader,
    "sign-in-card": _card,
    "sign-in-pending": _pending,
    **{
        f"sign-in-{result.value}": _refused(result)
        for result in VerifyResult
        if result not in (VerifyResult.VERIFIED, VerifyResult.UNAVAILABLE)
    },
    **{f"sign-in-qr-{kind.value}": _foreign(kind) for kind in ForeignKind},
    **{f"form-marital-{number}": _form_page(number) for number in range(1, 8)},
    "form-copy-1": _form_page(1, COPY),
    "form-copy-4": _form_page(4, COPY),
    "form-errors": _form_errors,
    "form-warning": _form_warning,
    "form-typing-name": _typing("HoVaTenC"),
    "form-typing-id": _typing("SoDinhDanhC"),
    "form-typing-last": _typing("contactTelNo"),
    "form-picking": _picking,
    "components": _components,
    "components-unverified": _components_unverified,
    "components-unanswered": _components_stopped,
    "components-lacking": _components_lacking,
    "scan-feeder": _scan,
    "scan-flatbed": _scan_flatbed,
    "scan-scanning": _scanning,
    "scan-pages": _scanned,
    "scan-large": _scan_large,
    "scan-missing": _scan_missing,
    **{
        f"scan-{problem}": _scan_problem(f"scanner.{problem}")
        for problem in (
            *("empty", "jam", "cover_open", "busy", "unplugged", "io", "hang", "cancelled", "incomplete"),
        )
    },
    **{f"scan-page-{finding.value}": _scan_finding(finding) for finding in Finding},
    "review-preparing": _preparing,
    "review": _review,
    "review-failed": _review_failed,
    "code-asking": _asking_code,
    "code-waiting": _code_waiting,
    "code-sent": _code_sent,
    "code-wrong": _code_wrong,
    "code-checking": _code_checking,
    "code-locked": _code_locked,
    "code-on-screen": _code_on_screen,
    "confirmation-saving": _saving,
    "confirmation-saved": _saved,
    "confirmation-offline": _saved_offline,
    "confirmation-failed": _not_saved,
    "confirmation-rejected": _rejected,
    "confirmation-sent": _sent,
    "confirmation-printed": _printed,
    "confirmation-provisional": _slip_provisional,
    **{
        f"confirmation-{problem}": _slip_problem(f"printer.{problem}")
        for problem in ("paper_out", "cover_open", "unreachable", "fault", "unconfirmed")
    },
    "welcome-between-errands": _between_errands,
    "rating": _rating,
    "idle-warning": _idle,
    "cancel-question": _cancel,
    "help-called": _help,
}
"""By name; each plays on a fresh stage."""
