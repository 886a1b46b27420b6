"""Papers of a supplement or petition above the portal's ceiling: several files, one paper (decision 047)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.scanning.page import Page
from kiosk_app.session.facts.followed import Action, RequestFailed
from offline_queue.contract.dossier import numbered_name
from tests.runtime.test_file_ceiling import LEAST, SEVERAL, heavy
from tests.runtime.test_following import OWN, UID, Bench
from tests.screens.stage import CLAIMS
from tests.session import words as events
from tests.session.words import SendRequest

SIGNED_IN = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS, level=2, ticket="ticket")
PARTS = {Action.SUPPLEMENT: "BO_SUNG", Action.PETITION: "KEM_THEO"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A worker whose portal takes little."""
    made = Bench(tmp_path)
    made.limit = SEVERAL
    yield made
    made.worker.close()
    made.outbox.close()


def sent(bench: Bench, action: Action, pages: tuple[Page, ...]) -> object:
    """Store a request with these pages."""
    found = OWN if action is not Action.PETITION else None
    before = len(bench.posted)
    effect = SendRequest(1, UID, action, found, SIGNED_IN, (("category", "Đường sá"),), pages)
    bench.worker.effects()[SendRequest](effect)
    return bench.after(before)


@pytest.mark.long("large papers; a dossier's are tried in test_file_ceiling.py")
@pytest.mark.parametrize("action", PARTS, ids=lambda one: one.value)
def test_large_papers_of_a_request_go_as_few_files_and_people_read_one_paper(
    bench: Bench, action: Action
) -> None:
    pages = tuple(heavy(number) for number in range(1, 4))
    saved = sent(bench, action, pages)
    assert isinstance(saved, events.RequestSaved)
    assert saved.pages == 3
    parts = bench.manifest().parts
    assert [(one.part_no, one.pages) for one in parts] == [(PARTS[action], 2), (PARTS[action], 1)]
    assert all(one.size <= SEVERAL for one in parts)
    assert len({one.file_uid for one in parts}) == len({one.file_name for one in parts}) == 2
    assert len({one.display_name for one in parts}) == 1
    assert [numbered_name(one, parts)[-6:] for one in parts] == [" (1/2)", " (2/2)"]


@pytest.mark.long("large papers twice more")
@pytest.mark.parametrize("action", PARTS, ids=lambda one: one.value)
def test_the_same_large_papers_again_are_the_same_files_stored_once(bench: Bench, action: Action) -> None:
    pages = tuple(heavy(number) for number in range(1, 4))
    first, again = (sent(bench, action, pages) for _ in range(2))
    assert isinstance(first, events.RequestSaved)
    assert isinstance(again, events.RequestSaved)
    assert first.code == again.code
    assert len(bench.outbox.list()) == 1


@pytest.mark.parametrize("action", [*PARTS, Action.CERTIFIED_COPY], ids=lambda one: one.value)
def test_a_page_that_no_compression_makes_small_enough_stores_nothing(bench: Bench, action: Action) -> None:
    bench.limit = LEAST
    assert isinstance(sent(bench, action, (heavy(1),)), RequestFailed)
    assert bench.outbox.list() == []
