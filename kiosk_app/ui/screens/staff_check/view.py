"""A member of staff compares the citizen with their paper, and confirms by a badge."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot

from kiosk_app.forms import export
from kiosk_app.identity.dates import DateFormatError, parse_iso
from kiosk_app.identity.model import Claims
from kiosk_app.session.facts.filing import Filing, Form
from kiosk_app.session.facts.petition import Petitioner
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.facts.witness import MustBeSeen
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.staff_check import GoOnWithoutStaff, StaffCheck
from kiosk_app.slips.wording import mask_id
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import Shown, Surroundings, View


class StaffCheckView(View):
    """Whom a member of staff is to compare with which paper, and what the badge gave."""

    cameraChanged = Signal()

    def __init__(self, store: Store, around: Surroundings) -> None:
        """Follow the store, and the camera."""
        super().__init__(store, around)
        around.camera.changed.connect(self.cameraChanged)

    def project(self, state: VisitState) -> Shown:
        """Whom to compare, with what, and what a badge gave."""
        check, identity = state.of(StaffCheck), state.of(Signer).identity
        name, number = _requester(state)
        return {
            "phase": check.phase.value,
            "problem": sentence(check.problem),
            "method": identity.method.value if identity else "",
            "name": name,
            "personalId": mask_id(number),
            "birthDate": _shown(identity.claims.get("birth_date") if identity else ""),
            "needed": state.of(MustBeSeen).required,
            "reader": not state.health.reader,
        }

    @Slot()
    def withoutStaff(self) -> None:
        """No member of staff is there."""
        self._store.dispatch(GoOnWithoutStaff())

    def _get_picture(self) -> str:
        return str(self._around.camera.property("source"))

    picture = Property(str, _get_picture, notify=cameraChanged)


def _requester(state: VisitState) -> tuple[str, str]:
    procedure = state.of(Filing).procedure
    if procedure is None:
        typed, identity = state.of(Petitioner), state.of(Signer).identity
        known = identity.claims if identity else Claims()
        return known.get("full_name") or typed.full_name, known.get("personal_id")
    applicant = export.applicant(procedure, state.of(Form).answers)
    return applicant.full_name, applicant.personal_id


def _shown(iso: str) -> str:
    try:
        return parse_iso(iso).shown()
    except DateFormatError:
        return ""


VIEW = StaffCheckView
