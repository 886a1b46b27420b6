"""A real screen whose citizen is a script, and lets the visit end.

What this citizen says stands in MARKERS/<process id>, a line each, so that others can search for it; it is
drawn when the visit begins.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from configuration.load import load
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.events import Begin, CancelAsked, CancelConfirmed
from kiosk_app.slips.qr import qr_png
from kiosk_app.visit_process.screen import ScreenProcess
from tests.journeys.citizen import Citizen
from tests.journeys.script import DECIDING, PART, PROCEDURE, WISHES
from tests.journeys.world import World
from tests.session import words as events
from tests.session.words import SlipPhase
from tests.support.event_loop import run_for

TWICE = "048188000007"
"""Whom the sandbox knows. Nobody else is to file for them: a second code within a minute has to wait."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is nobody else."""

    name: str
    personal_id: str
    phone: str
    street: str

    def markers(self) -> str:
        """What to search for, a line each."""
        return f"{self.name}\n{self.personal_id}\n{self.phone}\n{self.street}\n"


def somebody() -> Person:
    """Draw a person."""
    return Person(
        f"Đinh Thị {_word()} {_word()}",
        f"048190{secrets.randbelow(10**6):06d}",
        f"0905{secrets.randbelow(10**6):06d}",
        f"Thôn {_word()}",
    )


def _word() -> str:
    return "".join(secrets.choice("bcdghklmn") + secrets.choice("aeiou") for _ in range(6)).capitalize()


class Script:
    """What this citizen does once the daemon was heard of, or is known to be away."""

    def __init__(self, kiosk: Kiosk, markers: Path, world: Path | None, portal: int) -> None:
        self._kiosk = kiosk
        self._markers = markers
        self._world = world
        self._portal = portal
        self._began = False
        kiosk.store.changed.connect(self._look)

    def _look(self) -> None:
        if not self._began and self._kiosk.performer is not None:
            self._began = True
            QTimer.singleShot(300, self._begin)

    def _begin(self) -> None:
        person = somebody()
        self._markers.mkdir(exist_ok=True)
        (self._markers / str(os.getpid())).write_text(person.markers(), encoding="utf-8")
        try:
            if self._world is None:
                self._walk_off(person)
            elif self._portal:
                self._two_errands(World(self._world))
            else:
                self._file(person, World(self._world))
        except BaseException:
            # A citizen who is stuck would stand there for ever.
            traceback.print_exc()
            os._exit(9)

    def _walk_off(self, person: Person) -> None:
        """Sign in, and leave."""
        store = self._kiosk.store
        store.dispatch(Begin())
        claims = Claims({"full_name": person.name, "personal_id": person.personal_id, "phone": person.phone})
        dispatcher = self._kiosk.dispatcher
        dispatcher.state = dispatcher.state.put(Signer(Identity(IdentityMethod.CARD_QR, claims)))
        store.changed.emit()
        run_for(0.5)
        store.dispatch(CancelAsked())
        store.dispatch(CancelConfirmed())

    def _file(self, person: Person, world: World) -> None:
        """File a whole dossier by a card, with a scanned page, and take the slip."""
        card = f"{person.personal_id}||{person.name}|12031990|Nữ|{person.street}, Nam Giang, Đà Nẵng|15082024"
        citizen = Citizen(world, kiosk=self._kiosk)
        citizen.link("online")
        citizen.to_sign_in()
        world.hold_up(qr_png(card, 6))
        citizen.until(lambda: citizen.state.of(events.SignIn).candidate is not None, "the card")
        world.put_away()
        citizen.touch(events.GoOnUnverified())
        citizen.fill(
            {
                **WISHES,
                "HoVaTenC": person.name,
                "SoDinhDanhC": person.personal_id,
                "SoGiayToTuyThanC": person.personal_id,
                "contactTelNo": person.phone,
                "nycNoiCuTru_TrongNuoc.diaChi": person.street,
            }
        )
        _lay_paper(citizen)
        citizen.scan_what_lies()
        citizen.to_code()
        citizen.enter_code()
        citizen.submit()
        citizen.receipt(SlipPhase.PRINTED)
        citizen.touch(events.Next(), events.Rated(4))

    def _two_errands(self, world: World) -> None:
        """File, signed in with VNeID, and choose a second errand: who signed in is known. Then leave."""
        world.portal_port = self._portal
        citizen = Citizen(world, TWICE, kiosk=self._kiosk)
        citizen.link("online")
        citizen.to_form()
        signed_in = citizen.state.of(Signer).identity
        assert signed_in is not None
        citizen.fill()
        _lay_paper(citizen)
        citizen.scan_what_lies()
        citizen.to_code()
        citizen.enter_code()
        citizen.submit()
        citizen.receipt(SlipPhase.PRINTED)
        filed = citizen.state.of(events.Filing).reference_uid
        citizen.touch(events.AnotherErrand())
        assert citizen.state.step == "welcome", citizen.state.step
        assert citizen.state.of(events.Form).answers == {}
        citizen.touch(events.Begin("filing", PROCEDURE))
        citizen.touch(*(events.PaperAsked(key, value) for key, value in DECIDING.items()))
        citizen.touch(events.PaperBrought(PART, brought=True))
        assert citizen.state.step == "form", citizen.state.step
        assert citizen.state.of(Signer).identity == signed_in
        assert citizen.state.of(events.Form).answers["HoVaTenC"] == signed_in.claims.get("full_name")
        assert citizen.state.of(events.Filing).reference_uid not in ("", filed)
        (self._markers / f"{os.getpid()}.another").touch()
        citizen.touch(events.CancelAsked(), events.CancelConfirmed())


def _lay_paper(citizen: Citizen) -> None:
    """Have a sheet drawn and laid on the glass by another program: a kiosk does not hold what lies there."""
    words = ("old-certificate", str(secrets.randbelow(1_000_000)))
    drawing = subprocess.Popen(
        [sys.executable, "-m", "tests.support.paper_tray", str(citizen.world.tray.sheet.parent), *words]
    )
    citizen.until(lambda: drawing.poll() is not None, "the sheet to be drawn", 120.0)
    assert drawing.returncode == 0


def run(config: Path, markers: Path, world: Path | None, portal: int, end: socket.socket) -> int:
    """Be a screen; gives the exit code. `world`, `portal`: see `supervised`."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    application = QGuiApplication(["kiosk-app"])
    kiosk = Kiosk(load(config), TimeAndRandomness(), start=False)
    script = Script(kiosk, markers, world, portal)
    process = ScreenProcess(application, kiosk, end)
    code = application.exec()
    del process, script
    kiosk.close()
    return code
