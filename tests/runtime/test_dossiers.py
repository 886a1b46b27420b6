"""The worker that makes and stores dossiers: once, durably, and nothing of a visit after its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from kiosk_app.forms.prefill import prefill
from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.runtime.dossier_files import file_name
from kiosk_app.runtime.dossier_worker import DossierWorker
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import Manifest
from offline_queue.contract.envelope import OpeningKey
from offline_queue.contract.errors import QueueFullError, QueueUnavailableError
from offline_queue.store.outbox import Outbox
from tests.catalogue.samples import offered
from tests.runtime.workbench import Posts, context, manifests
from tests.screens.stage import CLAIMS, NOW, page
from tests.session import words as effects
from tests.session import words as events


class Workbench(Posts):
    """The worker with a queue of its own and everything that it posts."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "outbox.sqlite"
        self.key = pyrage.x25519.Identity.generate()
        other = pyrage.x25519.Identity.generate()
        self.recipients = [str(one.to_public()) for one in (self.key, other)]
        self.stored: list[str] = []
        self.limit: int | None = None
        self.refusal: Exception | None = None
        self.attested: dict[str, str | None] = {}
        """What the daemon answers to a ticket, where it is not what it vouches for."""
        uids = iter(f"00000000-0000-4000-8000-{number:012d}" for number in range(1000))
        asked = context(
            attest=lambda _uid, ticket: self.attested.get(ticket, f"attested:{ticket}"),
            new_uid=lambda: next(uids),
            max_file_bytes=lambda: self.limit,
        )
        self.worker = DossierWorker(self.open, asked, self.post, self.stored.append)

    def open(self) -> Outbox:
        """Open the queue, or refuse as told."""
        if self.refusal is not None:
            raise self.refusal
        return Outbox.open(self.path, self.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0)

    def content(self, uid: str = "5b0e3a52-0000-4000-8000-000000000001") -> effects.DossierContent:
        """A dossier with one scanned paper."""
        procedure = offered({}, "1.004873").in_force(NOW.date())[0]
        answers, _ = prefill(procedure, CLAIMS)
        identity = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS, level=2)
        return effects.DossierContent(uid, procedure, identity, answers, (("GXN_CU", (page(1),)),), NOW)

    def save(self, given: effects.DossierContent) -> None:
        """Seal and store."""
        self.worker.save(effects.SaveDossier(1, given.reference_uid, "screen_code", "offline"))

    def manifest(self) -> Manifest:
        """What lies sealed in the queue."""
        return manifests(self.path, OpeningKey(str(self.key)))[0]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A fresh worker."""
    made = Workbench(tmp_path)
    yield made
    made.worker.close()


def test_what_is_shown_is_what_is_stored(bench: Workbench) -> None:
    given = bench.content()
    bench.worker.prepare(effects.PrepareParts(1, 1, given))
    prepared = bench.wait(events.PartsPrepared)
    assert isinstance(prepared, events.PartsPrepared)
    assert [part.part_no for part in prepared.parts] == ["TK", "GXN_CU"]
    bench.save(given)
    saved = bench.wait(events.DossierSaved)
    assert isinstance(saved, events.DossierSaved)
    assert saved.provisional_code == prepared.provisional_code
    queue = bench.open()
    (row,) = queue.list()
    queue.close()
    assert (row.reference_uid, row.parts) == (given.reference_uid, 2)


def test_a_second_tap_stores_nothing(bench: Workbench) -> None:
    given = bench.content()
    bench.worker.prepare(effects.PrepareParts(1, 1, given))
    bench.wait(events.PartsPrepared)
    bench.save(given)
    bench.save(given)
    bench.worker.close()
    assert bench.stored == [given.reference_uid]
    assert sum(isinstance(event, events.DossierSaved) for event in bench.posted) == 2
    queue = bench.open()
    assert len(queue.list()) == 1
    queue.close()


def _signed(given: effects.DossierContent, ticket: str) -> effects.DossierContent:
    return replace(given, identity=replace(given.identity, ticket=ticket))


def test_nothing_is_stored_for_a_sign_in_that_is_over(bench: Workbench) -> None:
    bench.attested["old"] = ""
    given = _signed(bench.content(), "old")
    bench.worker.prepare(effects.PrepareParts(1, 1, given))
    bench.wait(events.PartsPrepared)
    bench.save(given)
    failed = bench.wait(events.SavingFailed)
    assert isinstance(failed, events.SavingFailed)
    assert failed.problem == "sign_in.over"
    assert bench.stored == []
    # The same files go once the same person has signed in anew.
    anew = _signed(given, "new").identity
    bench.worker.save(effects.SaveDossier(1, given.reference_uid, "screen_code", "offline", identity=anew))
    assert isinstance(bench.wait(events.DossierSaved), events.DossierSaved)
    assert bench.stored == [given.reference_uid]
    assert bench.manifest().identity.attestation == "attested:new"


def test_a_dossier_is_stored_unproven_while_the_daemon_is_away(bench: Workbench) -> None:
    bench.attested["ticket"] = None
    given = _signed(bench.content(), "ticket")
    bench.worker.prepare(effects.PrepareParts(1, 1, given))
    bench.wait(events.PartsPrepared)
    bench.save(given)
    bench.wait(events.DossierSaved)
    assert bench.manifest().identity.attestation == ""


def test_the_same_dossier_keeps_its_code(bench: Workbench) -> None:
    codes = set()
    for _ in range(2):
        bench.posted.clear()
        bench.worker.prepare(effects.PrepareParts(1, 1, bench.content()))
        prepared = bench.wait(events.PartsPrepared)
        assert isinstance(prepared, events.PartsPrepared)
        codes.add(prepared.provisional_code)
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("refusal", "problem"),
    [(QueueFullError("full"), "queue.full"), (QueueUnavailableError("away"), "queue.unavailable")],
)
def test_a_queue_that_cannot_open_is_told_and_tried_again(
    bench: Workbench, refusal: Exception, problem: str
) -> None:
    bench.refusal = refusal
    assert not bench.worker.accepting()
    bench.worker.prepare(effects.PrepareParts(1, 1, bench.content()))
    failed = bench.wait(events.PreparationFailed)
    assert isinstance(failed, events.PreparationFailed)
    assert failed.problem == problem
    bench.refusal = None
    assert bench.worker.accepting()
    bench.worker.prepare(effects.PrepareParts(1, 1, bench.content()))
    bench.wait(events.PartsPrepared)


def test_a_worker_that_was_closed_leaves_the_queue_closed(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.worker.accepting()
    bench.worker.close()
    monkeypatch.setattr(bench.worker, "_open_outbox", lambda: pytest.fail("opened after its end"))
    assert not bench.worker.accepting()


def test_too_large_for_the_portal(bench: Workbench) -> None:
    bench.limit = 33_000
    bench.worker.prepare(effects.PrepareParts(1, 1, bench.content()))
    failed = bench.wait(events.PreparationFailed)
    assert isinstance(failed, events.PreparationFailed)
    assert (failed.problem, failed.part_no) == ("prepare.too_large", "GXN_CU")


def test_a_wiped_visit_is_forgotten(bench: Workbench) -> None:
    given = bench.content()
    bench.worker.prepare(effects.PrepareParts(1, 1, given))
    bench.wait(events.PartsPrepared)
    bench.worker.wipe(1)
    bench.save(given)
    failed = bench.wait(events.SavingFailed)
    assert isinstance(failed, events.SavingFailed)
    assert bench.worker.prepared(1) is None


def test_nothing_readable_on_the_disk(bench: Workbench, tmp_path: Path) -> None:
    given = bench.content()
    bench.worker.prepare(effects.PrepareParts(1, 1, given))
    bench.wait(events.PartsPrepared)
    bench.save(given)
    bench.wait(events.DossierSaved)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"048190000002" not in content
            assert "Trần Thị Bích Ngọc".encode() not in content


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Giấy xác nhận đã cấp trước", "giay-xac-nhan-da-cap-truoc.pdf"),
        ("Đơn", "don.pdf"),
        ("…", "GXN-CU.pdf"),
    ],
)
def test_file_names_are_safe(name: str, wanted: str) -> None:
    assert file_name(name, "GXN_CU") == wanted
