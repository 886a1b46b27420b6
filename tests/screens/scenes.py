"""Every screen in each of its states, by what a citizen and the devices do."""

from __future__ import annotations

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import ForeignKind, SlipCode, VneidToken
from kiosk_app.scanning.page import Finding
from kiosk_app.session.facts.qr_reader import QrSeen
from tests.screens.scenes_asking import ASKING
from tests.screens.scenes_certified_copy import CERTIFIED_COPY
from tests.screens.scenes_due import DUE
from tests.screens.scenes_filling import (
    COPY,
    card,
    consent,
    doubting,
    foreign,
    form,
    form_by_hand,
    form_copy,
    form_doubted,
    form_errors,
    form_for_another,
    form_warning,
    papers,
    papers_answered,
    papers_elsewhere,
    papers_lacking,
    picking,
    procedures,
    refused,
    scan,
    scan_dropped,
    scan_dropped_large,
    scan_dropped_list,
    scan_finding,
    scan_flatbed,
    scan_large,
    scan_missing,
    scan_not_brought,
    scan_problem,
    scan_stopping,
    scanned,
    scanning,
    sign_in,
    token,
    typing,
)
from tests.screens.scenes_following import FOLLOWING
from tests.screens.scenes_helped import HELPED
from tests.screens.scenes_identity import CHIP, ORGANISATION, PHONE, STAFF
from tests.screens.scenes_money import MONEY
from tests.screens.scenes_petition import PETITION
from tests.screens.scenes_place import PLACE
from tests.screens.scenes_queue import QUEUE
from tests.screens.scenes_sending import SENDING, printed
from tests.screens.scenes_service import SERVICE
from tests.screens.scenes_test_sheet import TEST_SHEET
from tests.screens.stage import Scene, Stage
from tests.session import words as ev


def _between_errands(stage: Stage) -> None:
    printed(stage)
    stage.send(ev.AnotherErrand())


def _help(stage: Stage) -> None:
    form(stage)
    stage.send(ev.HelpAsked())


def _idle(stage: Stage) -> None:
    form(stage)
    stage.wait_for_warning()


def _cancel(stage: Stage) -> None:
    form(stage)
    stage.send(ev.CancelAsked())


def _slip_shown(stage: Stage) -> None:
    form(stage)
    stage.send(QrSeen(stage.visit, SlipCode("TAM-DN07-0042-K")))


def _nothing(stage: Stage) -> None:
    del stage


def _health(**health: object) -> Scene:
    return lambda stage: stage.send(ev.HealthChanged(**health))  # type: ignore[arg-type]  # mixed keyword values


def _advice(stage: Stage) -> None:
    sign_in(stage)
    stage.wait(10)


def _verifying(stage: Stage) -> None:
    sign_in(stage)
    stage.send(QrSeen(stage.visit, VneidToken("t")))


def _pending(stage: Stage) -> None:
    sign_in(stage)
    token(stage, VerifyResult.UNAVAILABLE)


def _no_reader(stage: Stage) -> None:
    consent(stage)
    stage.send(ev.HealthChanged(reader="reader.absent"), ev.ConsentGiven())


SCENES: dict[str, Scene] = {
    "welcome": _nothing,
    "welcome-offline": _health(link="offline"),
    "welcome-closed": _health(accepting=False),
    "procedures": procedures,
    "papers": papers,
    "papers-copy": lambda stage: papers(stage, COPY),
    "papers-answered": papers_answered,
    "papers-lacking": papers_lacking,
    "papers-elsewhere": papers_elsewhere,
    "consent": consent,
    "sign-in": sign_in,
    "sign-in-advice": _advice,
    "sign-in-verifying": _verifying,
    "sign-in-no-reader": _no_reader,
    "sign-in-card": card,
    "sign-in-pending": _pending,
    **CHIP,
    **PHONE,
    **STAFF,
    **ORGANISATION,
    **DUE,
    **{
        f"sign-in-{result.value}": refused(result)
        for result in VerifyResult
        if result not in (VerifyResult.VERIFIED, VerifyResult.UNAVAILABLE)
    },
    **{f"sign-in-qr-{kind.value}": foreign(kind) for kind in ForeignKind},
    "form-marital": form,
    "form-copy": form_copy,
    "form-for-another": form_for_another,
    "form-by-hand": form_by_hand,
    "form-doubting": doubting,
    "form-doubted": form_doubted,
    "form-errors": form_errors,
    "form-warning": form_warning,
    "form-typing-name": typing("HoVaTenC"),
    "form-typing-id": typing("SoDinhDanhC"),
    "form-picking": picking,
    "scan-feeder": scan,
    "scan-flatbed": scan_flatbed,
    "scan-scanning": scanning,
    "scan-stopping": scan_stopping,
    "scan-pages": scanned,
    "scan-large": scan_large,
    "scan-dropped": scan_dropped,
    "scan-dropped-list": scan_dropped_list,
    "scan-dropped-large": scan_dropped_large,
    "scan-missing": scan_missing,
    "scan-not-brought": scan_not_brought,
    **{
        f"scan-{problem}": scan_problem(f"scanner.{problem}")
        for problem in (
            *("empty", "jam", "cover_open", "busy", "unplugged", "io", "hang", "cancelled", "incomplete"),
        )
    },
    **{f"scan-page-{finding.value}": scan_finding(finding) for finding in Finding},
    **SENDING,
    **ASKING,
    **FOLLOWING,
    **QUEUE,
    **MONEY,
    **PETITION,
    **CERTIFIED_COPY,
    **SERVICE,
    **PLACE,
    **TEST_SHEET,
    **HELPED,
    "welcome-between-errands": _between_errands,
    "idle-warning": _idle,
    "cancel-question": _cancel,
    "slip-in-the-middle": _slip_shown,
    "help-called": _help,
}
"""By name; each plays on a fresh stage."""
