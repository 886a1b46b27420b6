"""Sides left out as empty: each remembers which page it came behind, and can be brought back in its place.

What happens to pages changes what the sides stand behind; pages that only move take theirs along.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.scanning.page import Page
from kiosk_app.session.facts.filing import DroppedSide, PaperLine


def dropped(line: PaperLine, page: Page, replacing: str, most: int) -> PaperLine:
    """Remember a side, of more than `most` the last ones.

    `replacing` is the page_id of the page that is being scanned again, "" for none.
    """
    instead = any(one.page_id == replacing for one in line.pages)
    last = line.pages[-1].page_id if line.pages else ""
    side = DroppedSide(page, replacing if instead else last, instead)
    return replace(line, dropped=(*line.dropped, side)[-most:])


def brought_back(line: PaperLine, page_id: str, replacing: str) -> PaperLine:
    """Put a side among the pages: behind the one that it came behind, or in place of that scanned again."""
    side = next(one for one in line.dropped if one.page.page_id == page_id)
    at = line.dropped.index(side)
    if side.instead and side.after == replacing:
        return page_replaced(forgotten(line, page_id), replacing, side.page)
    # Where several sides followed the same page, those scanned later now follow this one.
    later = (
        replace(one, after=page_id) if one.after == side.after else one for one in line.dropped[at + 1 :]
    )
    place = next((number for number, one in enumerate(line.pages, 1) if one.page_id == side.after), 0)
    pages = (*line.pages[:place], side.page, *line.pages[place:])
    return replace(line, pages=pages, dropped=(*line.dropped[:at], *later))


def forgotten(line: PaperLine, page_id: str) -> PaperLine:
    """Throw a side away for good."""
    return replace(line, dropped=tuple(one for one in line.dropped if one.page.page_id != page_id))


def page_replaced(line: PaperLine, page_id: str, page: Page) -> PaperLine:
    """Put a page in place of another; sides behind that one are now behind it."""
    sides = (
        replace(one, after=page.page_id, instead=False) if one.after == page_id else one
        for one in line.dropped
    )
    pages = (page if one.page_id == page_id else one for one in line.pages)
    return replace(line, pages=tuple(pages), dropped=tuple(sides))


def page_deleted(line: PaperLine, page_id: str) -> PaperLine:
    """Take a page away; sides behind it come behind the page before it."""
    names = ["", *(one.page_id for one in line.pages)]
    if page_id not in names[1:]:
        return line
    before = names[names.index(page_id) - 1]
    others = (one for one in line.dropped if one.after != page_id)
    moved = (replace(one, after=before, instead=False) for one in line.dropped if one.after == page_id)
    pages = (one for one in line.pages if one.page_id != page_id)
    return replace(line, pages=tuple(pages), dropped=(*others, *moved))
