"""Papers into the scan slot: pages of each component, looked at, thrown away, moved, scanned again."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Need
from kiosk_app.scanning.page import Finding, Page
from kiosk_app.session import effects, events, reviewing
from kiosk_app.session.change import Change, Handler, World, enter
from kiosk_app.session.state import ComponentStatus, JourneyState, Scan, ScanPhase, Step


def to_scan(state: JourneyState) -> tuple[ComponentStatus, ...]:
    """Lines that papers are scanned for: those that the citizen has."""
    return tuple(
        line for line in state.components if line.confirmed and line.need in (Need.REQUIRED, Need.OPTIONAL)
    )


def open_first(state: JourneyState) -> Change:
    """Begin with the first component that has no page, or skip the step when nothing is to be scanned."""
    lines = to_scan(state)
    if not lines:
        return reviewing.begin(state)
    first = next((line for line in lines if not line.pages), lines[0])
    return _open(state, first.component.part_no)


def go_on(state: JourneyState) -> Change:
    """Next component, then the review; a required one without a page stops."""
    if state.scan.phase is ScanPhase.SCANNING:
        return state, ()
    # Neither a jam nor an unfinished rescan lets a doubtful page through without a word of the citizen.
    looked_at = _look_at_findings(state)
    if looked_at.scan.phase is ScanPhase.CHECK_PAGE:
        return replace(looked_at, scan=replace(looked_at.scan, replacing="")), ()
    lines = to_scan(state)
    names = [line.component.part_no for line in lines]
    here = names.index(state.scan.part_no) if state.scan.part_no in names else -1
    if here >= 0 and lines[here].missing:
        return replace(state, component_problem=state.scan.part_no), ()
    if here + 1 < len(lines):
        return _open(state, names[here + 1])
    missing = next((line for line in lines if line.missing), None)
    if missing is not None:
        after, todo = _open(state, missing.component.part_no)
        return replace(after, component_problem=missing.component.part_no), todo
    doubtful = next((line for line in lines if _doubtful(state, line.pages)), None)
    if doubtful is not None:
        after, todo = _open(state, doubtful.component.part_no)
        return _look_at_findings(after), todo
    return _leave(reviewing.begin(_closed(state)))


def go_back(state: JourneyState) -> Change:
    """Component before, then the list. While paper moves it only stops the scanner."""
    if state.scan.phase is ScanPhase.SCANNING:
        return state, (effects.CancelScan(),)
    names = [line.component.part_no for line in to_scan(state)]
    here = names.index(state.scan.part_no) if state.scan.part_no in names else 0
    if here > 0:
        return _open(state, names[here - 1])
    return _leave((enter(_closed(state), Step.COMPONENTS), ()))


def start(_world: World, state: JourneyState, _event: object) -> Change:
    """Scan what lies in the slot."""
    if state.step is not Step.SCAN or state.scan.phase is ScanPhase.SCANNING:
        return state, ()
    scan = replace(
        state.scan, phase=ScanPhase.SCANNING, problem="", pages_this_run=0, selected="", suspended=False
    )
    single = bool(state.scan.replacing) or not state.scan.has_feeder
    return replace(state, scan=scan, component_problem=""), (effects.ScanPages(state.session, single),)


def _open(state: JourneyState, part_no: str) -> Change:
    scan = Scan(
        part_no=part_no,
        senses_paper=state.scan.senses_paper,
        has_feeder=state.scan.has_feeder,
        kept=state.scan.kept,
    )
    after = enter(replace(state, scan=scan, component_problem=""), Step.SCAN)
    return after, (effects.WatchPaper(state.session),)


def _closed(state: JourneyState) -> JourneyState:
    scan = replace(state.scan, phase=ScanPhase.IDLE, problem="", selected="", replacing="")
    return replace(state, scan=scan, component_problem="")


def _leave(change: Change) -> Change:
    after, todo = change
    return after, (effects.StopWatchingPaper(), *todo)


def _with_pages(state: JourneyState, part_no: str, pages: tuple[Page, ...]) -> JourneyState:
    lines = tuple(
        replace(line, pages=pages) if line.component.part_no == part_no else line for line in state.components
    )
    return replace(state, components=lines)


def _doubtful(state: JourneyState, pages: tuple[Page, ...]) -> Page | None:
    """The first page with a finding that the citizen has not decided to keep."""
    return next((page for page in pages if page.findings and page.page_id not in state.scan.kept), None)


def _pages(state: JourneyState) -> tuple[Page, ...]:
    return state.component(state.scan.part_no).pages


def _paper(world: World, state: JourneyState, event: events.PaperSensed) -> Change:
    if state.step is not Step.SCAN:
        return state, ()
    if not event.present:
        return replace(state, scan=replace(state.scan, suspended=False)), ()
    may_start = state.scan.phase is ScanPhase.IDLE and not state.scan.suspended and not state.scan.selected
    return start(world, state, event) if may_start and not state.idle.warning else (state, ())


def _page(world: World, state: JourneyState, event: events.PageScanned) -> Change:
    if state.step is not Step.SCAN or not state.scan.part_no:
        return state, ()
    pages, scan = _pages(state), state.scan
    if scan.replacing and any(page.page_id == scan.replacing for page in pages):
        pages = tuple(event.page if page.page_id == scan.replacing else page for page in pages)
    elif len(pages) >= world.options.max_pages:
        return replace(state, scan=replace(scan, problem="scan.too_many_pages")), (effects.CancelScan(),)
    else:
        pages = (*pages, event.page)
    scan = replace(scan, replacing="", pages_this_run=scan.pages_this_run + 1)
    return _with_pages(replace(state, scan=scan), scan.part_no, pages), _title_of(state, pages, event.page)


def _title_of(state: JourneyState, pages: tuple[Page, ...], page: Page) -> tuple[object, ...]:
    expected = state.component(state.scan.part_no).component.title_words
    # Only the first page of a paper has its title.
    if not expected or pages[0].page_id != page.page_id:
        return ()
    return (effects.ReadTitle(state.session, page.page_id, page.preview, expected),)


def _title(_world: World, state: JourneyState, event: events.TitleRead) -> Change:
    line = next(
        (one for one in state.components if any(page.page_id == event.page_id for page in one.pages)), None
    )
    if line is None or not event.seems:
        return state, ()
    pages = tuple(
        replace(page, findings=(*page.findings, Finding.OTHER_DOCUMENT), seems=event.seems)
        if page.page_id == event.page_id and Finding.OTHER_DOCUMENT not in page.findings
        else page
        for page in line.pages
    )
    after = _with_pages(state, line.component.part_no, pages)
    asks_now = state.step is Step.SCAN and state.scan.part_no == line.component.part_no
    if not asks_now or state.scan.phase is not ScanPhase.IDLE or state.scan.selected or state.scan.replacing:
        # It is asked when the scan ends, or before the review.
        return after, ()
    return _look_at_findings(after), ()


def _ended(_world: World, state: JourneyState, _event: events.ScanEnded) -> Change:
    if state.scan.phase is not ScanPhase.SCANNING:
        return state, ()
    # The paper that is still sensed has been scanned: nothing starts by itself before it is taken out.
    return _look_at_findings(
        replace(state, scan=replace(state.scan, phase=ScanPhase.IDLE, suspended=True))
    ), ()


def _failed(_world: World, state: JourneyState, event: events.ScanFailed) -> Change:
    if state.scan.phase is not ScanPhase.SCANNING:
        return state, ()
    if event.problem == "scanner.cancelled":
        phase = ScanPhase.FAILED if state.scan.problem else ScanPhase.IDLE
        scan = replace(state.scan, phase=phase, suspended=True)
        return replace(state, scan=scan), ()
    scan = replace(state.scan, phase=ScanPhase.FAILED, problem=event.problem, suspended=True)
    return replace(state, scan=scan), ()


def _look_at_findings(state: JourneyState) -> JourneyState:
    doubtful = _doubtful(state, _pages(state))
    if doubtful is None:
        phase = ScanPhase.IDLE if state.scan.phase is ScanPhase.CHECK_PAGE else state.scan.phase
        return replace(state, scan=replace(state.scan, phase=phase, selected=""))
    return replace(state, scan=replace(state.scan, phase=ScanPhase.CHECK_PAGE, selected=doubtful.page_id))


def _stop(_world: World, state: JourneyState, _event: object) -> Change:
    return state, ((effects.CancelScan(),) if state.scan.phase is ScanPhase.SCANNING else ())


def _component(_world: World, state: JourneyState, event: events.ScanComponent) -> Change:
    if state.scan.phase is ScanPhase.SCANNING or state.step not in (Step.COMPONENTS, Step.SCAN, Step.REVIEW):
        return state, ()
    if all(line.component.part_no != event.part_no for line in to_scan(state)):
        return state, ()
    return _open(reviewing.forget_parts(state), event.part_no)


def _select(_world: World, state: JourneyState, event: events.PageSelected) -> Change:
    if state.scan.phase in (ScanPhase.SCANNING, ScanPhase.CHECK_PAGE):
        return state, ()
    return replace(state, scan=replace(state.scan, selected=event.page_id)), ()


def _delete(_world: World, state: JourneyState, event: events.PageDeleted) -> Change:
    if state.step is not Step.SCAN or state.scan.phase is ScanPhase.SCANNING:
        return state, ()
    left = tuple(page for page in _pages(state) if page.page_id != event.page_id)
    scan = replace(state.scan, selected="")
    return _look_at_findings(_with_pages(replace(state, scan=scan), state.scan.part_no, left)), ()


def _rescan(_world: World, state: JourneyState, event: events.PageRescan) -> Change:
    if state.step is not Step.SCAN or state.scan.phase is ScanPhase.SCANNING:
        return state, ()
    scan = replace(state.scan, replacing=event.page_id, selected="", phase=ScanPhase.IDLE, suspended=True)
    return replace(state, scan=scan), ()


def _move(_world: World, state: JourneyState, event: events.PageMoved) -> Change:
    if state.step is not Step.SCAN or state.scan.phase is ScanPhase.SCANNING:
        return state, ()
    pages = list(_pages(state))
    moved = next((page for page in pages if page.page_id == event.page_id), None)
    if moved is None:
        return state, ()
    pages.remove(moved)
    pages.insert(max(0, min(event.position, len(pages))), moved)
    return _with_pages(state, state.scan.part_no, tuple(pages)), ()


def _keep(_world: World, state: JourneyState, _event: object) -> Change:
    if state.scan.phase is not ScanPhase.CHECK_PAGE:
        return state, ()
    scan = replace(state.scan, kept=state.scan.kept | {state.scan.selected}, selected="")
    return _look_at_findings(replace(state, scan=scan)), ()


HANDLERS: dict[type, Handler] = {
    events.StartScan: start,
    events.StopScan: _stop,
    events.ScanComponent: _component,
    events.PaperSensed: _paper,
    events.PageScanned: _page,
    events.TitleRead: _title,
    events.ScanEnded: _ended,
    events.ScanFailed: _failed,
    events.PageSelected: _select,
    events.PageDeleted: _delete,
    events.PageRescan: _rescan,
    events.PageMoved: _move,
    events.PageKept: _keep,
}
