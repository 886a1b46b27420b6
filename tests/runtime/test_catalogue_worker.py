"""The worker that searches the catalogue."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk_app.runtime.catalogue_worker import CatalogueWorker
from kiosk_app.session.steps.find_procedure import FindProcedures, ProceduresFound, SearchFailed
from vietnam.time_zone import VIETNAM

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def file(compiled_catalogue: Path) -> Path:
    """The catalogue that ships, compiled."""
    return compiled_catalogue


@pytest.fixture
def posted() -> queue.Queue[object]:
    """What the worker says."""
    return queue.Queue()


@pytest.fixture
def worker(file: Path, posted: queue.Queue[object]) -> Iterator[CatalogueWorker]:
    """A worker on that file."""
    made = CatalogueWorker(file, "48", lambda: NOW, posted.put)
    yield made
    made.close()


def found(posted: queue.Queue[object]) -> ProceduresFound:
    event = posted.get(timeout=20)
    assert isinstance(event, ProceduresFound)
    return event


def test_half_a_word_finds(worker: CatalogueWorker, posted: queue.Queue[object]) -> None:
    worker.find(FindProcedures(1, 1, "giay doc th", ()))
    event = found(posted)
    assert (event.visit, event.number, event.guides[0].code) == (1, 1, "1.004873")
    assert event.events == ()
    assert "a" in event.letters


def test_a_question_comes_with_its_answers(worker: CatalogueWorker, posted: queue.Queue[object]) -> None:
    worker.find(FindProcedures(1, 1, "làm lại giấy khai sinh", ()))
    question = found(posted).question
    assert question is not None
    assert len(question.choices) == 2


def test_nothing_typed_gives_the_front_and_life_events_that_lead_somewhere(
    worker: CatalogueWorker, posted: queue.Queue[object]
) -> None:
    worker.find(FindProcedures(1, 1, "  ", ()))
    event = found(posted)
    assert event.guides[0].code == "1.001193"
    assert "young_child" in {one.key for one in event.events}
    assert "procurement" not in {one.key for one in event.events}


def test_codes_are_told_in_their_order_and_unknown_ones_left_out(
    worker: CatalogueWorker, posted: queue.Queue[object]
) -> None:
    worker.find(FindProcedures(1, 1, "", ("2.000635", "9.999999", "1.001193")))
    assert [guide.code for guide in found(posted).guides] == ["2.000635", "1.001193"]


def test_what_was_typed_over_is_not_searched(worker: CatalogueWorker, posted: queue.Queue[object]) -> None:
    for number, text in enumerate(("k", "kh", "kha", "khai", "khai t", "khai tu"), start=1):
        worker.find(FindProcedures(1, number, text, ()))
    numbers: list[int] = []
    while not numbers or numbers[-1] != 6:
        numbers.append(found(posted).number)
    assert numbers == sorted(set(numbers))
    assert posted.empty()


def test_a_visit_that_is_over_gets_nothing(worker: CatalogueWorker, posted: queue.Queue[object]) -> None:
    worker.wipe(1)
    worker.find(FindProcedures(1, 9, "khai sinh", ()))
    worker.find(FindProcedures(2, 1, "khai sinh", ()))
    assert found(posted).visit == 2


@pytest.mark.expects_errors("the file is not there")
def test_a_file_that_is_gone_is_told(tmp_path: Path, posted: queue.Queue[object]) -> None:
    worker = CatalogueWorker(tmp_path / "gone.sqlite", "48", lambda: NOW, posted.put)
    worker.find(FindProcedures(1, 1, "khai sinh", ()))
    assert posted.get(timeout=20) == SearchFailed(1, 1)
    worker.close()


def test_what_this_commune_files_most_comes_first(file: Path, posted: queue.Queue[object]) -> None:
    used = {"3.000333": 7, "1.013831": 9}
    worker = CatalogueWorker(file, "48", lambda: NOW, posted.put, lambda: used)
    worker.find(FindProcedures(1, 1, "", ()))
    assert [guide.code for guide in found(posted).guides][:3] == ["1.013831", "3.000333", "1.001193"]
    worker.close()
