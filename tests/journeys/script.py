"""The citizen of the demo: fills 1.004873 for a second certificate, with the old one of two pages to scan."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk_app.session.kernel.state import VisitState
from tests.journeys.pilot import Pilot
from tests.journeys.typing import Filler
from tests.journeys.world import World
from tests.session import words as events
from tests.session.words import CodePhase, ScanPhase, SlipPhase, SubmitPhase
from tests.support.papers import Paper

PROCEDURE = "1.004873"
PART = "GXN_CU"
"""The component with papers: the certificate issued before."""
WISHES_SIGNED_IN = {
    "quanhevoinguoiduocxacminh": "1",
    "loaidangky": "CapLai",
    "TinhTrangHonNhanC1": "Hiện tại chưa đăng ký kết hôn với ai",
    "mucdich": "Xin việc",
}
"""What is asked of somebody whom the identity service knows."""
WISHES = {
    **WISHES_SIGNED_IN,
    "HoVaTenC": "Trần Thị Bích Ngọc",
    "SoDinhDanhC": "048190000002",
    "NgaySinhC": "1990-03-12",
    "contactTelNo": "0905000002",
    "SoGiayToTuyThanC": "048190000002",
    "NgayCapDDC": "2024-08-15",
    "NoiCapDDC": "Bộ Công an",
    "nycNoiCuTru_TrongNuoc.tinh": "48",
    "nycNoiCuTru_TrongNuoc.xa": "20707",
    "nycNoiCuTru_TrongNuoc.diaChi": "Thôn Mực",
    "GioiTinhC1": "Nữ",
    "DanTocC1": "Kinh",
}
"""The same person, unknown to a kiosk without a connection."""


@dataclass
class Story:
    """One journey from the welcome screen to the wiped session."""

    pilot: Pilot
    world: World
    state: Callable[[], VisitState]
    papers: tuple[Paper, ...]
    offline: bool
    timings: dict[str, int] = field(default_factory=dict)
    reference_uid: str = ""
    provisional_code: str = ""
    _typed: float = 0.0

    def play(self) -> None:
        """Play it all."""
        for part in (
            *(self._welcome, self._sign_in, self._form, self._components, self._scan),
            *(self._review, self._code, self._submit, self._leave),
        ):
            part()

    def _step(self, step: str) -> None:
        self.pilot.wait_until(lambda: self.state().step == step, f"step {step}")

    def _timed(
        self, name: str, condition: Callable[[], bool], seconds: float = 30.0, since: float | None = None
    ) -> None:
        """Wait; the time counts from `since`, where what is waited for began before."""
        began = time.monotonic() if since is None else since
        self.pilot.wait_until(condition, name, seconds)
        self.timings[name] = round((time.monotonic() - began) * 1000)

    def _welcome(self) -> None:
        online = not self.offline
        self.pilot.wait_until(lambda: self.state().health.daemon, "the daemon")
        self.pilot.wait_until(lambda: self.state().health.online is online, "the state of the link")
        self.pilot.picture("welcome")
        self.pilot.touch(f"welcome.errand.filing.{PROCEDURE}")
        self._step("consent")
        self.pilot.picture("consent")
        self.pilot.touch("consent.agree")
        self._step("sign_in")
        self.reference_uid = self.state().of(events.Filing).reference_uid

    def _sign_in(self) -> None:
        self.pilot.run(0.5)
        self.pilot.picture("sign-in")
        shown = time.monotonic()
        if self.offline:
            self.world.show_kept_phone()
            self.pilot.wait_until(lambda: self.pilot.shows("signin.goon"), "the pending notice")
            self.pilot.picture("sign-in-pending")
            self.pilot.touch("signin.goon")
        else:
            self.world.show_phone()
        self._timed("sign_in", lambda: self.state().step == "form", since=shown)
        self.world.put_away()

    def _form(self) -> None:
        filler = Filler(self.pilot, self.state, WISHES if self.offline else WISHES_SIGNED_IN)
        page = 0
        while self.state().step == "form":
            page += 1
            section = self.state().of(events.Form).section
            filler.fill_page()
            self.pilot.picture(f"form-{page}")
            self.pilot.touch("nav.next")
            if self.state().of(events.Form).warning is not None:
                self.pilot.picture(f"form-{page}-warning")
                self.pilot.touch("form.warning.confirm")
            self._wait_for_page_after(section, page)

    def _wait_for_page_after(self, section: int, page: int) -> None:
        self.pilot.wait_until(lambda: self._moved_from(section), f"the page after form page {page}")

    def _moved_from(self, section: int) -> bool:
        state = self.state()
        return state.step != "form" or state.of(events.Form).section != section

    def _components(self) -> None:
        self._step("components")
        self.pilot.picture("components")
        for line in self.state().of(events.Papers).lines:
            if not line.answered:
                part_no = line.component.part_no
                mine = part_no == PART or not self.pilot.shows(f"components.decline.{part_no}")
                self.pilot.touch(f"components.{'confirm' if mine else 'decline'}.{part_no}")
        self.pilot.picture("components-confirmed")
        self.pilot.touch("nav.next")
        self._step("scan")

    def _scan(self) -> None:
        self.pilot.picture("scan-empty")
        for number, paper in enumerate(self.papers, start=1):
            self.world.tray.lay(paper.pixels)
            self.pilot.touch("scan.start")
            if number == 1:
                self.pilot.picture("scan-scanning")
            self._wait_for_pages(number)
            if self.state().of(events.Scan).phase is ScanPhase.CHECK_PAGE:
                self.pilot.picture("scan-check-page")
                self.pilot.touch("scan.keep")
        self.world.tray.take()
        self.pilot.picture("scan-pages")
        self.pilot.touch("scan.page.1")
        self.pilot.picture("scan-page-large")
        self.pilot.touch("scan.close")
        self.pilot.touch("nav.next")

    def _wait_for_pages(self, wanted: int) -> None:
        self._timed(f"scan_{wanted}", lambda: self._has_pages(wanted), 90.0)

    def _has_pages(self, wanted: int) -> bool:
        state = self.state()
        pages = state.of(events.Papers).line(state.of(events.Scan).part_no).pages
        return state.of(events.Scan).phase is not ScanPhase.SCANNING and len(pages) == wanted

    def _review(self) -> None:
        self._step("review")
        self._timed("prepare", lambda: bool(self.state().of(events.SubmissionState).parts))
        self.pilot.picture("review")
        self.pilot.touch("nav.next")

    def _code(self) -> None:
        self._step("code")
        waiting = (CodePhase.SENT, CodePhase.ON_SCREEN)
        self.pilot.wait_until(lambda: self.state().of(events.CodeEntry).phase in waiting, "a code")
        self.pilot.picture("code")
        on_screen = self.state().of(events.CodeEntry).phase is CodePhase.ON_SCREEN
        code = self.state().of(events.CodeEntry).shown_code if on_screen else self.world.code_on_phone()
        self._typed = time.monotonic()
        for digit in code:
            self.pilot.touch(f"code.digit.{digit}")
        self._timed("code", lambda: self.state().step == "confirmation", since=self._typed)

    def _submit(self) -> None:
        stored = (SubmitPhase.SAVED, SubmitPhase.SENT)
        self.pilot.wait_until(lambda: self._phase() in stored, "đã lưu")
        self.timings["code_to_saved"] = round((time.monotonic() - self._typed) * 1000)
        self.provisional_code = self.state().of(events.SubmissionState).provisional_code
        self.pilot.picture("saved")
        if not self.offline:
            self.pilot.wait_until(lambda: self._phase() is SubmitPhase.SENT, "đã gửi")
            self.timings["code_to_sent"] = round((time.monotonic() - self._typed) * 1000)

    def _phase(self) -> SubmitPhase:
        return self.state().of(events.SubmissionState).phase

    def _leave(self) -> None:
        self._timed("receipt", lambda: self.state().of(events.Slips).receipt is SlipPhase.PRINTED)
        if not self.offline:
            self._timed("appointment", lambda: self.state().of(events.Slips).appointment is SlipPhase.PRINTED)
        self.pilot.picture("confirmation")
        self.pilot.touch("confirmation.next")
        self._step("rating")
        self.pilot.picture("rating")
        self.pilot.touch("rating.5")
        self._step("welcome")
        self.pilot.picture("wiped")
