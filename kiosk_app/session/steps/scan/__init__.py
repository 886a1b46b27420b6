"""Papers into the scan slot: pages of each component, looked at, thrown away, moved, scanned again."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Need
from kiosk_app.scanning.page import Finding, Page
from kiosk_app.session.facts.dropped_sides import (
    brought_back,
    dropped,
    forgotten,
    page_deleted,
    page_replaced,
)
from kiosk_app.session.facts.filing import PaperLine, Papers
from kiosk_app.session.facts.papers import listed, said
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.kernel.events import Back, Next, TryAgain
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay
from kiosk_app.session.steps.scan.events import (
    BlankSideDropped,
    CancelScan,
    DroppedSidesShown,
    NotBrought,
    PageDeleted,
    PageKept,
    PageMoved,
    PageRescan,
    PageScanned,
    PageSelected,
    PaperSensed,
    ReadTitle,
    Scan,
    ScanEnded,
    ScanFailed,
    ScanPages,
    ScanPhase,
    SideBroughtBack,
    SideForgotten,
    StartScan,
    StopScan,
    StopWatchingPaper,
    TitleRead,
    WatchPaper,
)


def _enter(_context: Context, state: VisitState) -> Change:
    """Open the paper that was asked for, else the first that has no page."""
    state = listed(state)
    papers = state.of(Papers)
    names = [line.component.part_no for line in papers.to_scan()]
    if not names:
        return done(state)
    unfinished = papers.unfinished()
    wanted = papers.open_part or (unfinished.component.part_no if unfinished else names[0])
    opened = _open(state, wanted if wanted in names else names[0])
    return stay(_look_at_findings(opened), WatchPaper(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    papers = replace(state.of(Papers), problem="", open_part="")
    return stay(state.put(papers, Scan()), StopWatchingPaper())


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """Next paper, then on; a required one without a page stops."""
    scan = state.of(Scan)
    if scan.phase is ScanPhase.SCANNING:
        return stay(state)
    # Neither a jam nor an unfinished rescan lets a doubtful page through without a word of the citizen.
    looked_at = _look_at_findings(state)
    if looked_at.of(Scan).phase is ScanPhase.CHECK_PAGE:
        return stay(looked_at.put(replace(looked_at.of(Scan), replacing="")))
    papers = state.of(Papers)
    lines = papers.to_scan()
    names = [line.component.part_no for line in lines]
    here = names.index(scan.part_no) if scan.part_no in names else -1
    if here >= 0 and lines[here].missing:
        return stay(state.put(replace(papers, problem=scan.part_no)))
    if here + 1 < len(lines) and not papers.open_part:
        return stay(_open(state, names[here + 1]), WatchPaper(state.visit))
    unfinished = papers.unfinished()
    if unfinished is None:
        return done(state)
    part_no = unfinished.component.part_no
    opened = _open(state, part_no)
    if unfinished.missing:
        opened = opened.put(replace(opened.of(Papers), problem=part_no))
    return stay(_look_at_findings(opened), WatchPaper(state.visit))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """From dropped sides to the pages; paper before; out. While paper moves it only stops the scanner."""
    scan = state.of(Scan)
    if scan.phase is ScanPhase.SCANNING:
        return _stop(_context, state, _event)
    if scan.dropped_shown:
        more = bool(scan.selected) and len(_line(state).dropped) > 1
        return stay(state.put(replace(scan, dropped_shown=more, selected="")))
    names = [line.component.part_no for line in state.of(Papers).to_scan()]
    here = names.index(scan.part_no) if scan.part_no in names else 0
    if here > 0 and not state.of(Papers).open_part:
        return stay(_open(state, names[here - 1]), WatchPaper(state.visit))
    return back(state)


def _start(_context: Context, state: VisitState, _event: object) -> Change:
    """Scan what lies in the slot."""
    scan = state.of(Scan)
    if scan.phase is ScanPhase.SCANNING:
        return stay(state)
    single = bool(scan.replacing) or not state.health.has_feeder
    scan = replace(scan, phase=ScanPhase.SCANNING, problem="", selected="", suspended=False)
    scan = replace(scan, dropped_shown=False, stopping=False)
    state = said(state, scan.part_no, brought=True)
    papers = replace(state.of(Papers), problem="")
    return stay(state.put(scan, papers), ScanPages(state.visit, single))


def _not_brought(_context: Context, state: VisitState, _event: NotBrought) -> Change:
    scan = state.of(Scan)
    if scan.phase is ScanPhase.SCANNING:
        return stay(state)
    need = state.of(Papers).line(scan.part_no).need
    state = said(state.put(Scan(part_no=scan.part_no)), scan.part_no, brought=False)
    if need is Need.REQUIRED:
        return stay(state.put(replace(state.of(Papers), problem=scan.part_no)))
    unfinished = state.of(Papers).unfinished()
    if unfinished is None:
        return done(state)
    return stay(_look_at_findings(_open(state, unfinished.component.part_no)), WatchPaper(state.visit))


def _try_again(context: Context, state: VisitState, event: TryAgain) -> Change:
    return _start(context, state, event) if state.of(Scan).phase is ScanPhase.FAILED else stay(state)


def _open(state: VisitState, part_no: str) -> VisitState:
    return state.put(Scan(part_no=part_no), replace(state.of(Papers), problem=""))


def _with_line(state: VisitState, changed: PaperLine) -> VisitState:
    papers = state.of(Papers)
    part_no = changed.component.part_no
    lines = tuple(changed if line.component.part_no == part_no else line for line in papers.lines)
    return state.put(replace(papers, lines=lines))


def _line(state: VisitState) -> PaperLine:
    return state.of(Papers).line(state.of(Scan).part_no)


def _paper(context: Context, state: VisitState, event: PaperSensed) -> Change:
    scan = state.of(Scan)
    if not event.present:
        return stay(state.put(replace(scan, suspended=False)))
    looking = scan.selected or scan.dropped_shown
    may_start = scan.phase is ScanPhase.IDLE and not scan.suspended and not looking
    return _start(context, state, event) if may_start else stay(state)


def _page(context: Context, state: VisitState, event: PageScanned) -> Change:
    scan = state.of(Scan)
    if not scan.part_no:
        return stay(state)
    line = _line(state)
    if any(page.page_id == scan.replacing for page in line.pages):
        line = page_replaced(line, scan.replacing, event.page)
    elif len(line.pages) >= context.options.max_pages:
        return stay(state.put(replace(scan, problem="scan.too_many_pages")), CancelScan())
    else:
        line = replace(line, pages=(*line.pages, event.page))
    scan = replace(scan, replacing="")
    return stay(_with_line(state.put(scan), line), *_title_of(state, line.pages, event.page))


def _dropped(context: Context, state: VisitState, event: BlankSideDropped) -> Change:
    """Keep a side that was taken for empty: the citizen brings it back if there is writing on it."""
    scan = state.of(Scan)
    if not scan.part_no:
        return stay(state)
    return stay(
        _with_line(state, dropped(_line(state), event.page, scan.replacing, context.options.max_pages))
    )


def _show_dropped(_context: Context, state: VisitState, event: DroppedSidesShown) -> Change:
    scan, sides = state.of(Scan), _line(state).dropped
    if scan.phase in (ScanPhase.SCANNING, ScanPhase.CHECK_PAGE) or (event.shown and not sides):
        return stay(state)
    # A single side is shown at once: a list of one would only cost a touch.
    selected = sides[0].page.page_id if event.shown and len(sides) == 1 else ""
    return stay(state.put(replace(scan, dropped_shown=event.shown, selected=selected)))


def _bring_back(context: Context, state: VisitState, event: SideBroughtBack) -> Change:
    scan, line = state.of(Scan), _line(state)
    if not _may_decide(scan, line, event.page_id):
        return stay(state)
    changed = brought_back(line, event.page_id, scan.replacing)
    if len(changed.pages) > max(len(line.pages), context.options.max_pages):
        full = replace(scan, problem="scan.too_many_pages", dropped_shown=False, selected="")
        return stay(state.put(full))
    # A side that took the place of a page settles the wish to scan that page again.
    replacing = scan.replacing if len(changed.pages) > len(line.pages) else ""
    problem = "" if scan.phase is ScanPhase.IDLE else scan.problem
    scan = replace(
        scan, replacing=replacing, problem=problem, selected="", dropped_shown=bool(changed.dropped)
    )
    state = said(_with_line(state.put(scan), changed), scan.part_no, brought=True)
    # The citizen decided to keep it, so the doubt that it is empty is not raised again.
    papers = state.of(Papers)
    state = state.put(replace(papers, kept=papers.kept | {event.page_id}))
    page = next(page for page in changed.pages if page.page_id == event.page_id)
    return stay(state, *_title_of(state, changed.pages, page))


def _forget(_context: Context, state: VisitState, event: SideForgotten) -> Change:
    scan, line = state.of(Scan), _line(state)
    if not _may_decide(scan, line, event.page_id):
        return stay(state)
    changed = forgotten(line, event.page_id)
    scan = replace(scan, selected="", dropped_shown=bool(changed.dropped))
    return stay(_with_line(state.put(scan), changed))


def _may_decide(scan: Scan, line: PaperLine, page_id: str) -> bool:
    there = any(side.page.page_id == page_id for side in line.dropped)
    return there and scan.phase not in (ScanPhase.SCANNING, ScanPhase.CHECK_PAGE)


def _title_of(state: VisitState, pages: tuple[Page, ...], page: Page) -> tuple[Effect, ...]:
    expected = state.of(Papers).line(state.of(Scan).part_no).component.title_words
    # Only the first page of a paper has its title.
    if not expected or pages[0].page_id != page.page_id:
        return ()
    return (ReadTitle(state.visit, page.page_id, page.preview, expected),)


def _title(_context: Context, state: VisitState, event: TitleRead) -> Change:
    """Keep the hint, wherever the citizen is by now: it is asked about before the review."""
    lines = state.of(Papers).lines
    line = next((one for one in lines if any(page.page_id == event.page_id for page in one.pages)), None)
    if line is None or not event.seems:
        return stay(state)
    pages = tuple(
        replace(page, findings=(*page.findings, Finding.OTHER_DOCUMENT), seems=event.seems)
        if page.page_id == event.page_id and Finding.OTHER_DOCUMENT not in page.findings
        else page
        for page in line.pages
    )
    after = _with_line(state, replace(line, pages=pages))
    scan = state.of(Scan)
    asks_now = scan.part_no == line.component.part_no and scan.phase is ScanPhase.IDLE
    busy = scan.selected or scan.replacing or scan.dropped_shown
    return stay(_look_at_findings(after) if asks_now and not busy else after)


def _ended(_context: Context, state: VisitState, _event: ScanEnded) -> Change:
    scan = state.of(Scan)
    if scan.phase is not ScanPhase.SCANNING:
        return stay(state)
    # The paper that is still sensed has been scanned: nothing starts by itself before it is taken out.
    ended = replace(scan, phase=ScanPhase.IDLE, suspended=state.health.senses_paper)
    return stay(_look_at_findings(state.put(ended)))


def _failed(_context: Context, state: VisitState, event: ScanFailed) -> Change:
    scan = state.of(Scan)
    if scan.phase is not ScanPhase.SCANNING:
        return stay(state)
    if event.problem == "scanner.cancelled":
        phase = ScanPhase.FAILED if scan.problem else ScanPhase.IDLE
        return stay(state.put(replace(scan, phase=phase, suspended=True)))
    return stay(state.put(replace(scan, phase=ScanPhase.FAILED, problem=event.problem, suspended=True)))


def _look_at_findings(state: VisitState) -> VisitState:
    scan = state.of(Scan)
    doubtful = state.of(Papers).doubtful(scan.part_no)
    if doubtful is None:
        phase = ScanPhase.IDLE if scan.phase is ScanPhase.CHECK_PAGE else scan.phase
        return state.put(replace(scan, phase=phase, selected=""))
    return state.put(replace(scan, phase=ScanPhase.CHECK_PAGE, selected=doubtful.page_id))


def _stop(_context: Context, state: VisitState, _event: object) -> Change:
    """Stop the scanner. It ends the page under way first, so the screen says that it is stopping."""
    scan = state.of(Scan)
    if scan.phase is not ScanPhase.SCANNING or scan.stopping:
        return stay(state)
    return stay(state.put(replace(scan, stopping=True)), CancelScan())


def _select(_context: Context, state: VisitState, event: PageSelected) -> Change:
    scan = state.of(Scan)
    if scan.phase in (ScanPhase.SCANNING, ScanPhase.CHECK_PAGE):
        return stay(state)
    return stay(state.put(replace(scan, selected=event.page_id)))


def _delete(_context: Context, state: VisitState, event: PageDeleted) -> Change:
    scan = state.of(Scan)
    if scan.phase is ScanPhase.SCANNING:
        return stay(state)
    left = page_deleted(_line(state), event.page_id)
    return stay(_look_at_findings(_with_line(state.put(replace(scan, selected="")), left)))


def _rescan(_context: Context, state: VisitState, event: PageRescan) -> Change:
    scan = state.of(Scan)
    if scan.phase is ScanPhase.SCANNING:
        return stay(state)
    again = replace(scan, replacing=event.page_id, selected="", phase=ScanPhase.IDLE, suspended=True)
    return stay(state.put(again))


def _move(_context: Context, state: VisitState, event: PageMoved) -> Change:
    scan, pages = state.of(Scan), list(_line(state).pages)
    moved = next((page for page in pages if page.page_id == event.page_id), None)
    if moved is None or scan.phase is ScanPhase.SCANNING:
        return stay(state)
    pages.remove(moved)
    pages.insert(max(0, min(event.position, len(pages))), moved)
    return stay(_with_line(state, replace(_line(state), pages=tuple(pages))))


def _keep(_context: Context, state: VisitState, _event: PageKept) -> Change:
    scan, papers = state.of(Scan), state.of(Papers)
    if scan.phase is not ScanPhase.CHECK_PAGE:
        return stay(state)
    papers = replace(papers, kept=papers.kept | {scan.selected})
    return stay(_look_at_findings(state.put(papers, replace(scan, selected=""))))


STEP = Step(
    "scan",
    {
        StartScan: _start,
        StopScan: _stop,
        PaperSensed: _paper,
        PageScanned: _page,
        BlankSideDropped: _dropped,
        DroppedSidesShown: _show_dropped,
        SideBroughtBack: _bring_back,
        SideForgotten: _forget,
        ScanEnded: _ended,
        ScanFailed: _failed,
        PageSelected: _select,
        PageDeleted: _delete,
        PageRescan: _rescan,
        PageMoved: _move,
        PageKept: _keep,
        NotBrought: _not_brought,
        TryAgain: _try_again,
        Next: _next,
        Back: _back,
    },
    always={TitleRead: _title},
    enter=_enter,
    left=_left,
    working=lambda state: state.of(Scan).phase is ScanPhase.SCANNING,
    patience=1.6,
)
