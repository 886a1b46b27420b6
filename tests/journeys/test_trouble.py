"""What goes wrong at a counter: a clear answer, and nothing is lost."""

from __future__ import annotations

import pytest

from kiosk_app.identity.payload import ForeignKind
from kiosk_app.slips.qr import qr_png
from tests.journeys.citizen import Citizen
from tests.journeys.played import forgotten, slips_of
from tests.journeys.world import World
from tests.session import words as events
from tests.session.words import ScanPhase, SignInPhase, SlipPhase, SubmitPhase
from tests.support.papers import Paper

pytestmark = pytest.mark.long("whole journeys over real programs; test_filing.py files one in every run")

ANOTHER = "048090000001"
"""Of this test alone: whoever files twice within a minute waits for a second code."""


def test_no_paper_in_the_printer_and_nothing_of_the_citizen_survives(world: World, sheet: Paper) -> None:
    earlier = slips_of(world)
    with Citizen(world, ANOTHER) as citizen:
        citizen.link("online")
        world.set_printer(paper="out")
        uid = citizen.file_all(sheet)
        citizen.receipt(SlipPhase.WAITING)
        assert citizen.state.of(events.Slips).problem == "printer.paper_out"
        assert citizen.state.of(events.SubmissionState).code
        world.set_printer(paper="enough")
        citizen.receipt(SlipPhase.PRINTED)
        citizen.touch(events.CancelAsked())
        assert citizen.state.of(events.Signer).identity is None
    assert world.wait_for_dossier(uid)["dossierNo"]
    assert slips_of(world).keys() > earlier.keys()
    assert forgotten(world.layout, ANOTHER)


def test_the_daemon_is_down(world: World, sheet: Paper) -> None:
    with Citizen(world) as citizen:
        citizen.link("online")
        citizen.to_form()
        citizen.fill()
        citizen.scan(sheet)
        world.stop_daemon()
        citizen.until(lambda: not citizen.state.health.daemon, "the daemon to be missed")
        citizen.to_code()
        citizen.enter_code()
        citizen.submit()
        uid = citizen.state.of(events.Filing).reference_uid
        assert citizen.state.of(events.SubmissionState).phase is SubmitPhase.SAVED
        world.start_daemon()
        citizen.until(lambda: citizen.state.of(events.SubmissionState).phase is SubmitPhase.SENT, "đã gửi")
    assert world.wait_for_dossier(uid)["submissions"] == 1


def test_only_the_identity_service_fails(world: World) -> None:
    with Citizen(world) as citizen:
        citizen.link("online")
        world.fault(identity_down=True)
        citizen.to_sign_in()
        world.show_phone()
        citizen.until(
            lambda: citizen.state.of(events.SignIn).phase is SignInPhase.CONFIRM_PENDING, "the pending notice"
        )
        assert citizen.state.health.online


def test_foreign_codes_and_every_account(world: World) -> None:
    with Citizen(world) as citizen:
        citizen.link("online")
        citizen.to_sign_in()
        for text, kind in (
            ("https://vi-du.vn/khuyen-mai", ForeignKind.WEB_ADDRESS),
            ("00020101021238570010A000000727", ForeignKind.PAYMENT),
        ):
            world.hold_up(qr_png(text, 10))
            sign_in_says(citizen, f"qr.{kind.value}")
            citizen.touch(events.TryAgain())
        for personal_id, problem in (
            ("048095000004", "identity.level_1"),
            ("048188000005", "identity.inactive"),
            ("048085000006", "identity.outdated_app"),
        ):
            world.show_phone(personal_id)
            sign_in_says(citizen, problem)
            citizen.touch(events.TryAgain())
        world.show_card(fields=11)
        citizen.until(lambda: citizen.state.of(events.SignIn).phase is SignInPhase.CONFIRM_CARD, "the card")
        assert citizen.state.of(events.SignIn).problem == ""


def test_scanner_without_paper_keeps_the_pages(world: World, sheet: Paper) -> None:
    with Citizen(world) as citizen:
        citizen.link("online")
        citizen.to_form()
        citizen.fill()
        citizen.scan(sheet)
        before = citizen.pages()
        world.tray.take()
        citizen.touch(events.StartScan())
        citizen.until(lambda: citizen.state.of(events.Scan).phase is ScanPhase.FAILED, "the scanner's word")
        assert citizen.state.of(events.Scan).problem.startswith("scanner.")
        assert citizen.pages() == before
        citizen.scan(sheet)
        assert len(citizen.pages()) == 2


def sign_in_says(citizen: Citizen, problem: str) -> None:
    """Wait until the sign-in tells this problem."""
    citizen.until(lambda: citizen.state.of(events.SignIn).problem == problem, problem)
