"""The dossier that a journey files: which procedure, under which reference, with which answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk_app.catalogue.model import Component, Need, Procedure
from kiosk_app.forms.validation import Issue
from kiosk_app.identity.model import Identity
from kiosk_app.scanning.page import Page
from kiosk_app.session.kernel.state import Slice, VisitState


@dataclass(frozen=True, slots=True)
class Filing(Slice):
    """What is filed."""

    reference_uid: str = ""
    """Made when the journey begins; it never changes."""
    procedure: Procedure | None = None
    chosen_at_once: bool = False
    """The welcome screen's tile named the procedure: the list of procedures is passed over."""


@dataclass(frozen=True, slots=True)
class Form(Slice):
    """The form being filled: answers, and which of the questions stand on the screen."""

    begun: bool = False
    """Whether what is known of the citizen has been filled in."""
    answers: Mapping[str, str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    """Keys answered before the sign-in, where the papers were asked for: not asked again."""
    laid: tuple[tuple[str, ...], ...] = ((),)
    """Keys that stand where they are until a page is turned: all of each page before this one, and of this
    page those down to the last answer. An answer opens and closes other questions; without this the pages
    would be laid out anew and a box could go to another page while somebody types into it."""
    touched: frozenset[str] = frozenset()
    """Keys answered on these pages: they stay in sight when nothing is wrong with them any more."""
    doubted: bool = False
    """ "Có chỗ sai": what the sign-in told and may differ is asked for."""
    editing: tuple[str, ...] = ()
    """Keys of the card that the review asked to change; () for the questions that are open."""
    issues: tuple[Issue, ...] = ()
    """All errors and warnings of the answers as they stand."""
    show_issues: frozenset[str] = frozenset()
    """Keys of which the issue is shown: those left, and all of a page after "Tiếp tục"."""
    stopped: int = 0
    """Counts how often "Tiếp tục" found something wrong: each time it is brought into sight."""
    overridden: frozenset[str] = frozenset()
    """Keys of which the citizen confirmed the warning."""
    warning: Issue | None = None
    """A warning waiting for "Đúng như vậy" or "Sửa lại"."""

    @property
    def page(self) -> int:
        """Index of the page that stands on the screen."""
        return len(self.laid) - 1


@dataclass(frozen=True, slots=True)
class DroppedSide:
    """A side of a sheet that was taken for empty and left out; the citizen may bring it back."""

    page: Page
    after: str = ""
    """page_id of the page that it came behind; "" for before the first."""
    instead: bool = False
    """It came while that page was being scanned again, and is meant to take its place."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One component of the dossier and what the citizen said of it."""

    component: Component
    need: Need
    brought: bool | None = None
    """What the citizen said: it is here, it is not, or nothing yet."""
    pages: tuple[Page, ...] = ()
    dropped: tuple[DroppedSide, ...] = ()
    """Sides left out as empty, as they came; never part of the dossier."""

    @property
    def missing(self) -> bool:
        """Required, and no page yet."""
        return self.need is Need.REQUIRED and not self.pages


@dataclass(frozen=True, slots=True)
class Papers(Slice):
    """The list of components, with the pages scanned so far."""

    lines: tuple[PaperLine, ...] = ()
    problem: str = ""
    """part_no of the paper without which "Tiếp tục" does not go on; "" for none."""
    open_part: str = ""
    """part_no of the one paper that is to be scanned again; "" for all."""
    kept: frozenset[str] = frozenset()
    """Ids of the pages that the citizen kept in spite of their findings."""
    of_dossier: str = ""
    """Code of the filed dossier that they supplement: they are handed in for no other."""

    def line(self, part_no: str) -> PaperLine:
        """Give the line of that part; KeyError when there is none."""
        for line in self.lines:
            if line.component.part_no == part_no:
                return line
        raise KeyError(part_no)

    def to_scan(self) -> tuple[PaperLine, ...]:
        """Lines that papers are scanned for: what is required, and what else the citizen has."""
        return tuple(
            line
            for line in self.lines
            if line.need is Need.REQUIRED or (line.need is Need.OPTIONAL and line.brought)
        )

    def doubtful(self, part_no: str) -> Page | None:
        """The first page with a finding that the citizen has not decided to keep."""
        pages = self.line(part_no).pages
        return next((page for page in pages if page.findings and page.page_id not in self.kept), None)

    def unfinished(self) -> PaperLine | None:
        """The first paper that is still to be scanned, or has a doubtful page."""
        lines = self.to_scan()
        missing = next((line for line in lines if line.missing), None)
        if missing is not None:
            return missing
        return next((line for line in lines if self.doubtful(line.component.part_no)), None)


def papers_of(code: str, state: VisitState) -> VisitState:
    """Keep what was scanned to supplement the dossier of that code; put away what was for another."""
    return state if state.of(Papers).of_dossier == code else state.put(Papers())


@dataclass(frozen=True, slots=True)
class DossierContent:
    """What the citizen gave: all that a dossier is made of."""

    reference_uid: str
    procedure: Procedure
    identity: Identity
    answers: dict[str, str]
    pages: tuple[tuple[str, tuple[Page, ...]], ...]
    """(part_no, its pages) for each component that has pages."""
    consent_given_at: datetime

    def __repr__(self) -> str:
        return f"DossierContent({self.reference_uid})"


@dataclass(frozen=True, slots=True)
class PreparedPart:
    """One file as it will be sent: what the review shows is what goes."""

    file_uid: str
    part_no: str
    display_name: str
    pages: int
    size: int
    sha256: str
