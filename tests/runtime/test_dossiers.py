"""The desk that makes and stores dossiers: once, durably, and nothing of a session after its end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from configuration.delivery_tables import KioskIdentity
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.load import load_catalogue
from kiosk_app.composition import CATALOGUE, NOTICE
from kiosk_app.forms.prefill import prefill
from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.runtime.dossier_files import file_name
from kiosk_app.runtime.dossiers import DossierDesk, DossierWorld
from kiosk_app.session import effects, events
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.errors import QueueFullError, QueueUnavailableError
from offline_queue.store.outbox import Outbox
from tests.screens.stage import CLAIMS, NOW, page

KIOSK = KioskIdentity(
    id="DN07",
    authority_code="H17.99.01",
    authority_name="UBND xã Nam Giang",
    place="Nam Giang",
    phone="0235 000 0007",
    province_code="48",
    commune_code="20707",
)


class Desk:
    """The desk with a queue of its own and everything that it posts."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "outbox.sqlite"
        self.recipients = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)]
        self.posted: list[object] = []
        self.stored: list[str] = []
        self.limit: int | None = None
        self.refusal: Exception | None = None
        self._arrived = threading.Condition()
        uids = iter(f"00000000-0000-4000-8000-{number:012d}" for number in range(1000))
        world = DossierWorld(
            kiosk=KIOSK,
            notice=load_notice(NOTICE, KIOSK.authority_name, KIOSK.phone),
            wall_clock=lambda: NOW,
            new_uid=lambda: next(uids),
            clock_doubtful=lambda: False,
            max_file_bytes=lambda: self.limit,
        )
        self.desk = DossierDesk(self.open, world, self.post)

    def open(self) -> Outbox:
        """Open the queue, or refuse as told."""
        if self.refusal is not None:
            raise self.refusal
        return Outbox.open(self.path, self.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0)

    def post(self, event: object) -> None:
        """Take an event."""
        with self._arrived:
            self.posted.append(event)
            self._arrived.notify_all()

    def wait(self, kind: type) -> object:
        """Give the newest event of that kind once there is one."""

        def found() -> object | None:
            return next((event for event in reversed(self.posted) if isinstance(event, kind)), None)

        with self._arrived:
            assert self._arrived.wait_for(lambda: found() is not None, 30)
        return found()

    def draft(self, session: int = 1, uid: str = "5b0e3a52-0000-4000-8000-000000000001") -> effects.Draft:
        """A draft with one scanned paper."""
        procedure = load_catalogue(CATALOGUE).in_force(NOW.date())[0]
        answers, _ = prefill(procedure, CLAIMS)
        identity = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS, level=2)
        return effects.Draft(session, uid, procedure, identity, answers, (("GXN_CU", (page(1),)),), NOW)

    def save(self, draft: effects.Draft) -> None:
        """Seal and store."""
        order = effects.SaveDossier(draft.session, draft.reference_uid, "screen_code", "offline")
        self.desk.save(order, self.stored.append)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk."""
    made = Desk(tmp_path)
    yield made
    made.desk.close()


def test_what_is_shown_is_what_is_stored(desk: Desk) -> None:
    draft = desk.draft()
    desk.desk.prepare(draft)
    prepared = desk.wait(events.PartsPrepared)
    assert isinstance(prepared, events.PartsPrepared)
    assert [part.part_no for part in prepared.parts] == ["TK", "GXN_CU"]
    desk.save(draft)
    saved = desk.wait(events.DossierSaved)
    assert isinstance(saved, events.DossierSaved)
    assert saved.provisional_code == prepared.provisional_code
    queue = desk.open()
    (row,) = queue.list()
    queue.close()
    assert (row.reference_uid, row.parts) == (draft.reference_uid, 2)


def test_a_second_tap_stores_nothing(desk: Desk) -> None:
    draft = desk.draft()
    desk.desk.prepare(draft)
    desk.wait(events.PartsPrepared)
    desk.save(draft)
    desk.save(draft)
    desk.desk.close()
    assert desk.stored == [draft.reference_uid]
    assert sum(isinstance(event, events.DossierSaved) for event in desk.posted) == 2
    queue = desk.open()
    assert len(queue.list()) == 1
    queue.close()


def test_the_same_dossier_keeps_its_code(desk: Desk) -> None:
    codes = set()
    for _ in range(2):
        desk.posted.clear()
        desk.desk.prepare(desk.draft())
        prepared = desk.wait(events.PartsPrepared)
        assert isinstance(prepared, events.PartsPrepared)
        codes.add(prepared.provisional_code)
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("refusal", "problem"),
    [(QueueFullError("full"), "queue.full"), (QueueUnavailableError("away"), "queue.unavailable")],
)
def test_a_queue_that_cannot_open_is_told_and_tried_again(
    desk: Desk, refusal: Exception, problem: str
) -> None:
    desk.refusal = refusal
    assert not desk.desk.accepting()
    desk.desk.prepare(desk.draft())
    failed = desk.wait(events.PreparationFailed)
    assert isinstance(failed, events.PreparationFailed)
    assert failed.problem == problem
    desk.refusal = None
    assert desk.desk.accepting()
    desk.desk.prepare(desk.draft())
    desk.wait(events.PartsPrepared)


def test_a_desk_that_was_closed_leaves_the_queue_closed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.desk.accepting()
    desk.desk.close()
    monkeypatch.setattr(desk.desk, "_open_outbox", lambda: pytest.fail("opened after its end"))
    assert not desk.desk.accepting()


def test_too_large_for_the_portal(desk: Desk) -> None:
    desk.limit = 500
    desk.desk.prepare(desk.draft())
    failed = desk.wait(events.PreparationFailed)
    assert isinstance(failed, events.PreparationFailed)
    assert failed.problem == "prepare.too_large"


def test_a_wiped_session_is_forgotten(desk: Desk) -> None:
    draft = desk.draft()
    desk.desk.prepare(draft)
    desk.wait(events.PartsPrepared)
    desk.desk.wipe(draft.session)
    desk.save(draft)
    failed = desk.wait(events.SavingFailed)
    assert isinstance(failed, events.SavingFailed)
    assert desk.desk.prepared(draft.session) is None


def test_nothing_readable_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    draft = desk.draft()
    desk.desk.prepare(draft)
    desk.wait(events.PartsPrepared)
    desk.save(draft)
    desk.wait(events.DossierSaved)
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
