"""Tests the reading of a real crawl against values checked by hand.

The crawl is not in the repository: KIOSK_CRAWL names it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk_app.catalogue.entry import Entry, TimeUnit
from kiosk_app.catalogue.importers.crawl import read_crawl
from kiosk_app.catalogue.importers.report import ImportReport
from tests.catalogue.hand_checked import HAND_CHECKED

CRAWL = os.environ.get("KIOSK_CRAWL", "")
_UNITS = {
    TimeUnit.WORKING_DAY: "wd",
    TimeUnit.DAY: "d",
    TimeUnit.HOUR: "h",
    TimeUnit.MONTH: "m",
    TimeUnit.YEAR: "y",
}


def read_as(entry: Entry) -> tuple[str, int]:
    """Write an entry as the hand-checked rows are written."""
    rows = []
    for channel in entry.channels:
        unit = channel.time.unit
        time = f"{channel.time.amount}{_UNITS[unit]}" if channel.time.known and unit else "-"
        fees = "+".join(str(fee.amount_vnd) if fee.known else "-" for fee in channel.fees) or "-"
        rows.append(f"{channel.kind.value} {time} {fees}")
    return "; ".join(rows), sum(not paper.is_note for paper in entry.papers)


def test_there_are_fifty() -> None:
    assert len(HAND_CHECKED) >= 50


@pytest.mark.skipif(not CRAWL, reason="KIOSK_CRAWL names no crawl of the portal")
def test_reading_agrees_with_what_was_checked_by_hand() -> None:
    reading = ImportReport()
    read_crawl(Path(CRAWL), reading)
    read = {entry.code: read_as(entry) for entry in reading.entries}
    assert {code: read.get(code) for code in HAND_CHECKED} == HAND_CHECKED
