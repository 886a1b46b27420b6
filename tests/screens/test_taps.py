"""How many touches and screens the ways of the demo take, on the real screens with every result handed in.

Goals: 14 and 24 touches, the six digits counted, 20 with an old paper of two pages; at most 9 screens each.
"""

from __future__ import annotations

import pytest

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import VneidToken
from kiosk_app.session.facts.qr_reader import QrSeen
from tests.journeys.pilot import Pilot
from tests.journeys.script import CASES, COPY
from tests.journeys.typing import Filler
from tests.screens.stage import CLAIMS, NOW, Stage, page
from tests.session import words as ev


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """The panel of the demo, with nobody before it."""
    stage.play(lambda _stage: None)
    return stage


@pytest.mark.parametrize(
    ("name", "most_taps", "most_screens", "pages"),
    [("simplest", 14, 8, 0), (COPY, 24, 9, 0), ("reissue", 20, 9, 2)],
)
def test_no_tap_too_many(stage: Stage, name: str, most_taps: int, most_screens: int, pages: int) -> None:
    case, pilot, seen = CASES[name], Pilot(stage.window.view), []

    def note() -> None:
        seen.append((stage.state.step, stage.state.of(ev.Form).page if stage.state.step == "form" else 0))

    stage.store.changed.connect(note)
    note()
    pilot.touch(f"welcome.errand.filing.{case.procedure}")
    for key, value in case.deciding.items():
        if pilot.shows(f"papers.pick.{key}"):
            pilot.touch(f"papers.pick.{key}")
            pilot.touch(f"picker.option.{value}")
        else:
            pilot.touch(f"papers.option.{key}.{value}")
    if case.part:
        pilot.touch(f"papers.have.{case.part}")
    pilot.touch("consent.agree")
    stage.send(QrSeen(stage.visit, VneidToken("t")))
    stage.send(ev.TokenVerified(stage.visit, "t", VerifyResult.VERIFIED, 2, CLAIMS))
    while stage.state.step == "form":
        pilot.run(0.15)
        here = stage.state.of(ev.Form).page
        Filler(pilot, lambda: stage.state, case.wishes).fill_page()
        if stage.state.step == "form" and stage.state.of(ev.Form).page == here:
            pilot.touch("nav.next")
    for number in range(1, pages + 1):
        pilot.touch("scan.start")
        stage.send(ev.PageScanned(stage.visit, page(number)), ev.ScanEnded(stage.visit))
        pilot.run(0.3)
    if pages:
        pilot.touch("nav.next")
    part = ev.PreparedPart("f1", "TK", "Tờ khai điện tử", 2, 61_200, "ab" * 32)
    stage.send(ev.PartsPrepared(stage.visit, 1, (part,), "TAM-DN07-0042-K"))
    pilot.touch("nav.next")
    stage.send(ev.CodeRequested(stage.visit, "sent", "••• 002", 60, 3))
    for digit in "314159":
        pilot.touch(f"code.digit.{digit}")
    stage.send(ev.CodeVerdict(stage.visit, "accepted", 2))
    uid = stage.state.of(ev.Filing).reference_uid
    stage.send(ev.DossierSaved(stage.visit, uid, "TAM-DN07-0042-K", NOW))
    assert stage.state.step == "confirmation"
    assert pilot.taps <= most_taps, f"{pilot.taps} taps on {sorted(set(seen))}"
    assert len(set(seen)) <= most_screens, sorted(set(seen))
