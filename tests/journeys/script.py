"""The citizens of the demo: who files what, with which answers and papers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kiosk_app.session.kernel.state import VisitState
from tests.journeys.pilot import Pilot
from tests.journeys.typing import Filler
from tests.journeys.world import CITIZEN, World
from tests.session import words as events
from tests.session.words import CodePhase, ScanPhase, SlipPhase, SubmitPhase
from tests.support.papers import Paper, draw

PROCEDURE, COPY = "1.004873", "2.000635"
PART = "GXN_CU"
"""The component with papers: the certificate issued before."""
DECIDING = {"quanhevoinguoiduocxacminh": "1", "loaidangky": "CapLai"}
"""Asked before the sign-in: it decides which papers are needed."""
WISHES_SIGNED_IN = {
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
COPY_SIGNED_IN = {
    "HoSo_LoaiYeuCau": "Giấy khai sinh bản sao/Trích lục ghi vào Sổ hộ tịch việc khai sinh (bản sao)",
    "HoSo_CoQuanDangKy": "UBND xã Nam Giang",
}
COPY_UNKNOWN = {
    **COPY_SIGNED_IN,
    **{key: WISHES[key] for key in ("HoVaTenC", "SoDinhDanhC", "NgaySinhC", "contactTelNo", "NgayCapDDC")},
    "NYC_SoGiayToTuyThan": WISHES["SoGiayToTuyThanC"],
    "NoiCapDDC": "Bộ Công an",
    "NYC_NoiCuTru.tinh": "48",
    "NYC_NoiCuTru.xa": "20707",
    "NYC_NoiCuTru.diaChi": "Thôn Mực",
    "NDK_NgaySinh": WISHES["NgaySinhC"],
    "NDK_GioiTinh": "Nữ",
    "NDK_DanToc": "Kinh",
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a citizen comes for."""

    procedure: str
    deciding: Mapping[str, str]
    """Answers to what is asked before the sign-in."""
    wishes: Mapping[str, str]
    """Answers to what is still open after signing in with VNeID."""
    unknown: Mapping[str, str] = field(default_factory=dict)
    """The same, and all else, when nobody can be asked who they are."""
    part: str = ""
    """The component whose papers are known beforehand; "" for none."""
    sheets: int = 1
    """How many sheets that paper has; all others have one."""
    offered: tuple[str, ...] = (PROCEDURE, COPY)
    """What the kiosk offers."""


CASES = {
    "reissue": Case(PROCEDURE, DECIDING, WISHES_SIGNED_IN, WISHES, PART, sheets=2),
    "simplest": Case(
        PROCEDURE,
        {"quanhevoinguoiduocxacminh": "1", "loaidangky": "DangKyLanDau"},
        WISHES_SIGNED_IN,
        WISHES,
    ),
    COPY: Case(COPY, {"NYC_QuanHe": "BanThan"}, COPY_SIGNED_IN, COPY_UNKNOWN),
}


@dataclass
class Story:
    """One journey from the welcome screen to the wiped session."""

    pilot: Pilot
    world: World
    state: Callable[[], VisitState]
    case: Case
    seed: int
    offline: bool
    citizen: str = CITIZEN
    """Whose phone it is; one that keeps a code for when there is no network is `CITIZEN`'s."""
    laid: dict[str, tuple[Paper, ...]] = field(default_factory=dict)
    """The sheets that were laid into the scanner, by component."""
    timings: dict[str, int] = field(default_factory=dict)
    reference_uid: str = ""
    provisional_code: str = ""
    counted: dict[str, int] = field(default_factory=dict)
    """Taps, typed keys and screens up to the slip."""
    _typed: float = 0.0
    _seen: list[str] = field(default_factory=list)

    def play(self) -> None:
        """Play it all."""
        for part in (
            *(self._welcome, self._papers_first, self._sign_in, self._form, self._scan),
            *(self._review, self._code, self._submit, self._leave),
        ):
            part()

    def note_screen(self) -> None:
        """Count a screen, or a page of questions, that the citizen sees."""
        state = self.state()
        page = state.of(events.Form).page if state.step == "form" else 0
        name = f"{state.step}-{page}"
        if not self._seen or self._seen[-1] != name:
            self._seen.append(name)

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
        self.note_screen()
        tile = f"welcome.errand.filing.{self.case.procedure}"
        if self.pilot.shows(tile):
            self.pilot.touch(tile)
        else:
            self.pilot.touch("welcome.errand.filing.")
            self._step("procedures")
            self.pilot.picture("procedures")
            self.pilot.touch(f"procedures.tile.{self.case.procedure}")
        self.reference_uid = self.state().of(events.Filing).reference_uid

    def _papers_first(self) -> None:
        # The papers step is skipped when no answer decides about papers and none has to be brought.
        self.pilot.wait_until(lambda: self.state().step in ("papers", "consent"), "papers or consent")
        while self.state().step == "papers":
            self.pilot.picture("papers")
            asked = next((one for one in events.deciding(self.state()) if not self._settled(one.key)), None)
            if asked is not None:
                self._decide(asked.key, self.case.deciding[asked.key])
                continue
            line = next(one for one in events.needed(self.state()) if one.brought is None)
            self.pilot.touch(f"papers.have.{line.component.part_no}")
        self.pilot.picture("consent")
        self._agree()

    def _agree(self) -> None:
        self.pilot.touch("consent.agree")
        self._step("sign_in")

    def _settled(self, key: str) -> bool:
        return key in self.state().of(events.Form).settled

    def _decide(self, key: str, value: str) -> None:
        if self.pilot.shows(f"papers.pick.{key}"):
            self.pilot.touch(f"papers.pick.{key}")
            self.pilot.picture("papers-list")
            self.pilot.touch(f"picker.option.{value}")
        else:
            self.pilot.touch(f"papers.option.{key}.{value}")

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
            self.world.show_phone(self.citizen)
        self._timed("sign_in", lambda: self.state().step == "form", since=shown)
        self.world.put_away()

    def _form(self) -> None:
        filler = Filler(self.pilot, self.state, self.case.unknown if self.offline else self.case.wishes)
        while self.state().step == "form":
            self.pilot.run(0.1)
            page = self.state().of(events.Form).page
            filler.fill_page()
            if self._moved_from(page):
                continue
            self.pilot.picture(f"form-{page + 1}")
            self.pilot.touch("nav.next")
            if self.state().of(events.Form).warning is not None:
                self.pilot.picture(f"form-{page + 1}-warning")
                self.pilot.touch("form.warning.confirm")
            self.pilot.wait_until(lambda page=page: self._moved_from(page), f"the page after page {page + 1}")  # type: ignore[misc]  # bound now

    def _moved_from(self, page: int) -> bool:
        return self.state().step != "form" or self.state().of(events.Form).page != page

    def _scan(self) -> None:
        self.pilot.wait_until(lambda: self.state().step in ("scan", "review"), "scan or review")
        while self.state().step == "scan":
            part = self.state().of(events.Scan).part_no
            self.pilot.picture(f"scan-{part}")
            self.laid[part] = tuple(self._sheets(part))
            for number, paper in enumerate(self.laid[part], start=1):
                self._scan_sheet(paper, number)
            self.world.tray.take()
            self.pilot.picture("scan-pages")
            self.pilot.touch("nav.next")
            self.pilot.wait_until(
                lambda part=part: self.state().step != "scan" or self.state().of(events.Scan).part_no != part,  # type: ignore[misc]  # bound now
                f"what follows {part}",
            )

    def _sheets(self, part: str) -> Iterator[Paper]:
        if part != self.case.part:
            # A page without a title: one with another paper's would be asked about.
            yield draw("back-page", self.seed)
            return
        for number in range(self.case.sheets):
            yield draw("back-page" if number else "old-certificate", self.seed + number)

    def _scan_sheet(self, paper: Paper, number: int) -> None:
        self.world.tray.lay(paper.pixels)
        self.pilot.touch("scan.start")
        if number == 1:
            self.pilot.picture("scan-scanning")
        self._wait_for_pages(number)
        if self.state().of(events.Scan).phase is ScanPhase.CHECK_PAGE:
            self.pilot.picture("scan-check-page")
            self.pilot.touch("scan.keep")

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
        code = (
            self.state().of(events.CodeEntry).shown_code
            if on_screen
            else self.world.code_on_phone(self.citizen)
        )
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
        self.counted = {
            "taps": self.pilot.taps,
            "keys_typed": self.pilot.keys_typed,
            "screens_seen": len(set(self._seen)),
        }
        if not self.offline:
            self.world.officer_receives(self.reference_uid)
            self._timed("appointment", lambda: self.state().of(events.Slips).appointment is SlipPhase.PRINTED)
        self.pilot.picture("confirmation")
        self.pilot.touch("confirmation.next")
        self._step("rating")
        self.pilot.picture("rating")
        self.pilot.touch("rating.5")
        self._step("welcome")
        self.pilot.picture("wiped")
