"""Tests of fetching the portal's catalogue: whole or not at all, one piece at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offline_queue.delivery.catalogue_fetch import FETCHED, CatalogueFetch
from offline_queue.portal.port import PortalError
from tests.offline_queue.support.adapters import dvcqg, opencps
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.portal_server import PortalServer, Reply

CODES = ("1.000656", "1.001193", "2.000635")


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer() as running:
        running.national.catalogue = {code: {"TENTTHC": f"Thủ tục {code}"} for code in CODES}
        yield running


def _fetch(
    server: PortalServer, folder: Path | None, clock: FakeClock, every_h: float = 24.0
) -> CatalogueFetch:
    portal = dvcqg(server).portal
    return CatalogueFetch(portal, clock, folder=folder, unit_code="H17.99.01", every_h=every_h)


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / FETCHED).read_text(encoding="utf-8").splitlines()]


def test_whole_catalogue_comes_one_piece_at_a_time(server: PortalServer, tmp_path: Path) -> None:
    clock = FakeClock()
    fetch = _fetch(server, tmp_path, clock)
    for _ in CODES:
        assert fetch()
        assert not (tmp_path / FETCHED).exists()
    assert fetch()
    header, *rows = _lines(tmp_path)
    assert (header["unit"], header["listed"]) == ("H17.99.01", 3)
    assert [row["MATTHC"] for row in rows] == list(CODES)
    assert not fetch()
    assert [one.name for one in tmp_path.iterdir()] == [FETCHED]


def test_a_code_with_its_unit_is_fetched_as_listed_and_known_without_it(
    server: PortalServer, tmp_path: Path
) -> None:
    """A province lists what it made known itself with its unit's code behind; it was left out."""
    own, twice = "1.004194.000.00.00.H17", f"{CODES[0]}.000.00.00.H17"
    server.national.catalogue[own] = {"TENTTHC": "Đăng ký tạm trú"}
    server.national.catalogue[twice] = {"TENTTHC": "Không được hỏi đến"}
    fetch = _fetch(server, tmp_path, FakeClock())
    while fetch():
        pass
    header, *rows = _lines(tmp_path)
    assert header["listed"] == len(rows) == 4
    assert {row["MATTHC"]: row["TENTTHC"] for row in rows} == {
        **{code: f"Thủ tục {code}" for code in CODES},
        "1.004194": "Đăng ký tạm trú",
    }


def test_a_portal_that_knows_the_bare_code_alone_is_asked_for_it(
    server: PortalServer, tmp_path: Path
) -> None:
    """One such row ended the whole fetch."""
    server.national.listed = [
        {"MATTHC": f"{CODES[0]}.000.00.00.H17"},
        *({"MATTHC": code} for code in CODES[1:]),
    ]
    fetch = _fetch(server, tmp_path, FakeClock())
    while fetch():
        pass
    header, *rows = _lines(tmp_path)
    assert header["listed"] == 3
    assert {row["MATTHC"]: row["TENTTHC"] for row in rows} == {code: f"Thủ tục {code}" for code in CODES}


def test_of_two_units_rows_the_own_one_is_fetched(server: PortalServer, tmp_path: Path) -> None:
    """The unit is H17; the first by the alphabet had been taken."""
    for unit in ("G01", "H16", "H17", "H18"):
        server.national.catalogue[f"1.004194.000.00.00.{unit}"] = {"TENTTHC": unit}
    fetch = _fetch(server, tmp_path, FakeClock())
    while fetch():
        pass
    assert {row["MATTHC"]: row["TENTTHC"] for row in _lines(tmp_path)[1:]}["1.004194"] == "H17"


@pytest.mark.parametrize(
    ("unknown", "nameless", "taken"), [(0, 1, True), (1, 1, True), (2, 1, False), (0, 3, False)]
)
def test_rows_without_an_answer_are_left_out_unless_they_are_more_than_a_tenth(
    server: PortalServer, tmp_path: Path, unknown: int, nameless: int, taken: bool
) -> None:
    """Of twenty: refused, or answered without a name. One ended the whole fetch."""
    codes = [f"1.{number:06}" for number in range(20)]
    answers: list[dict[str, Any]] = [{"TENTTHC": ""}] * nameless + [{"TENTTHC": "Thủ tục"}] * (20 - nameless)
    server.national.listed = [{"MATTHC": code} for code in codes]
    server.national.catalogue = dict(list(zip(codes, answers, strict=True))[: 20 - unknown])
    fetch = _fetch(server, tmp_path, FakeClock())
    while fetch():
        pass
    assert (tmp_path / FETCHED).exists() is taken
    if taken:
        header, *rows = _lines(tmp_path)
        assert (header["listed"], len(rows)) == (20, 20 - unknown - nameless)
    assert (fetch.seconds_to_next() or 0.0) > 3_600.0


def test_a_list_most_of_which_cannot_be_read_is_no_shorter_list(server: PortalServer, tmp_path: Path) -> None:
    """Rows of another form were left out without a word, and the rest would have been the whole catalogue."""
    server.national.listed = [{"MATTHC": CODES[0]}, {"MATTHC": "TTHC-17"}, {"MATTHC": "TTHC-18"}]
    fetch = _fetch(server, tmp_path, FakeClock())
    while fetch():
        pass
    assert not (tmp_path / FETCHED).exists()


def test_next_fetch_waits_for_its_time(server: PortalServer, tmp_path: Path) -> None:
    clock = FakeClock()
    fetch = _fetch(server, tmp_path, clock)
    while fetch():
        pass
    assert fetch.seconds_to_next() == 86_400.0
    clock.go(86_400.0)
    assert fetch()


def test_portal_that_ails_in_the_middle_leaves_the_former_one(server: PortalServer, tmp_path: Path) -> None:
    clock = FakeClock()
    fetch = _fetch(server, tmp_path, clock)
    while fetch():
        pass
    former = (tmp_path / FETCHED).read_bytes()
    clock.go(86_400.0)
    assert fetch()
    server.fault = lambda _call: Reply(status=503)
    with pytest.raises(PortalError):
        fetch()
    server.fault = lambda _call: None
    while fetch():
        pass
    assert _lines(tmp_path)[0]["listed"] == 3
    assert (tmp_path / FETCHED).read_bytes() != former


def test_a_portal_that_was_away_at_the_list_is_asked_again_soon(server: PortalServer, tmp_path: Path) -> None:
    """It was asked again a day later, though `BackgroundJobs` tries what failed after a pause."""
    fetch = _fetch(server, tmp_path, FakeClock())
    server.fault = lambda _call: Reply(status=503)
    with pytest.raises(PortalError):
        fetch()
    server.fault = lambda _call: None
    assert fetch.seconds_to_next() == 0.0
    assert fetch()


def test_when_more_than_a_tenth_is_listed_and_then_refused_this_fetch_ends(
    server: PortalServer, tmp_path: Path
) -> None:
    clock = FakeClock()
    server.national.listed = [{"MATTHC": code} for code in (*CODES, "9.999999")]
    fetch = _fetch(server, tmp_path, clock)
    while fetch():
        pass
    assert list(tmp_path.iterdir()) == []
    assert (fetch.seconds_to_next() or 0.0) > 3_600.0


@pytest.mark.parametrize("listed", [[], "none", [{"MATTHC": "../../etc"}], [1], {"a": 1}])
def test_list_that_is_none_is_not_taken(server: PortalServer, tmp_path: Path, listed: Any) -> None:
    server.national.listed = listed
    assert not _fetch(server, tmp_path, FakeClock())()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_fetched_where_nobody_asked(server: PortalServer, tmp_path: Path) -> None:
    for fetch in (
        _fetch(server, None, FakeClock()),
        _fetch(server, tmp_path, FakeClock(), every_h=0.0),
        CatalogueFetch(opencps(server).portal, FakeClock(), folder=tmp_path, unit_code="", every_h=1.0),
    ):
        assert not fetch()
        assert fetch.seconds_to_next() is None
