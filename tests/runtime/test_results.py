"""A result in the screen's process: whole or not at all, printed when asked, forgotten with the visit."""

from __future__ import annotations

import base64
import gc
import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.document_printer.port import (
    CopyUnconfirmedError,
    DocumentJamError,
    DocumentPrinterError,
    DocumentPrinterStatus,
    DocumentRefusedError,
    NoPaperError,
    OfflineError,
)
from kiosk_app.runtime.result_worker import ResultWorker
from kiosk_app.session.kernel.event import Event
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.errors import QueueFullError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.result_messages import PIECE_BYTES, ResultBegun, ResultPiece
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.scanning.test_foreign_document import pdf
from tests.session.words import (
    CopyFailed,
    CopyPrinted,
    FetchResult,
    ForgetResult,
    PrintCopy,
    ResultCame,
    ResultFailed,
)

DOCUMENT = pdf(2) + b"%" + b"x" * PIECE_BYTES
WAIT_S = 60.0


class Daemon(GatewayClient):
    """A daemon that gives this document."""

    def __init__(self) -> None:
        super().__init__(Path("/nowhere"), 1.0)
        self.begun = ResultBegun(result="coming", handle="h")
        self.sha256 = hashlib.sha256(DOCUMENT).hexdigest()
        self.waits = 2
        self.down = False

    def fetch_result(self, code: str, result_uid: str, ticket: str) -> ResultBegun:
        del code, result_uid, ticket
        if self.down:
            raise GatewayUnavailable("down")
        return self.begun

    def result_piece(self, handle: str, offset: int) -> ResultPiece:
        del handle
        if self.waits:
            self.waits -= 1
            return ResultPiece(result="coming")
        data = base64.b64encode(DOCUMENT[offset : offset + PIECE_BYTES]).decode()
        return ResultPiece(result="piece", data=data, size=len(DOCUMENT), sha256=self.sha256)


class Paper:
    """What came out of the A4 printer; the driver itself is tried in `tests/drivers/document_printer`."""

    def __init__(self) -> None:
        self.out: list[bytes] = []
        self.empty = False
        self.trouble: Exception | None = None

    def status(self) -> DocumentPrinterStatus:
        return DocumentPrinterStatus()

    def print_pdf(self, document: bytes) -> None:
        if self.empty:
            raise NoPaperError("no paper")
        if self.trouble is not None:
            raise self.trouble
        self.out.append(document)

    def close(self) -> None:
        """Nothing is held."""


class Rig:
    """The worker, and what it tells."""

    def __init__(self, folder: Path) -> None:
        self.daemon, self.paper = Daemon(), Paper()
        self.outbox: Outbox = open_outbox(folder, Keys(), clock=SystemClock())
        self.told: list[Event] = []
        self._news = threading.Condition()
        self.refusal: Exception | None = None
        self.worker = self.started()

    def started(self) -> ResultWorker:
        """A program that begins anew on the same queue."""
        return ResultWorker(self.daemon, self.paper, self.queue, self.post, lambda _uid: None)

    def queue(self) -> Outbox:
        if self.refusal is not None:
            raise self.refusal
        return self.outbox

    def post(self, event: Event) -> None:
        with self._news:
            self.told.append(event)
            self._news.notify_all()

    def do(self, effect: FetchResult | PrintCopy | ForgetResult, answers: int = 1) -> list[Event]:
        """Let it happen, and give what was told of it."""
        with self._news:
            before = len(self.told)
            self.worker.effects()[type(effect)](effect)
            assert self._news.wait_for(lambda: len(self.told) >= before + answers, WAIT_S)
            return self.told[before:]


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.worker.close()
    made.outbox.close()


FETCH = FetchResult(1, 1, "H17", "r1", "ticket")


def test_it_is_shown_and_printed_as_it_came(rig: Rig) -> None:
    (came,) = rig.do(FETCH)
    assert isinstance(came, ResultCame)
    assert [page.picture[:2] for page in came.pages] == [b"\xff\xd8"] * 2
    assert rig.do(PrintCopy(1, 1)) == [CopyPrinted(1, 1)]
    assert rig.paper.out == [DOCUMENT]


def test_a_copy_that_came_out_is_counted_and_one_that_did_not_is_not(rig: Rig, tmp_path: Path) -> None:
    rig.do(FETCH)
    rig.paper.empty = True
    assert rig.do(PrintCopy(1, 1)) == [CopyFailed(1, 1, "document_printer.no_paper")]
    rig.paper.empty = False
    rig.do(PrintCopy(1, 1))
    database = next(tmp_path.rglob("*.sqlite"))
    rows = _rows(database, "SELECT kind, payload FROM item")
    assert [kind for kind, _ in rows] == ["result_copies"]
    assert '"pages": 2' in rows[0][1]
    assert _rows(database, "SELECT cause FROM event WHERE name = 'result_printed'") == [("2 pages",)]


def test_what_cannot_be_noted_is_not_printed(rig: Rig) -> None:
    rig.do(FETCH)
    rig.refusal = QueueFullError("no room")
    assert rig.do(PrintCopy(1, 1)) == [CopyFailed(1, 1, "result.not_counted")]
    assert rig.paper.out == []


@pytest.mark.expects_errors("a fault of the driver's own is recorded")
@pytest.mark.parametrize("fate", ["unconfirmed", "broken", "power"])
def test_a_copy_that_may_be_out_is_counted_in_doubt_once(rig: Rig, tmp_path: Path, fate: str) -> None:
    if fate == "power":
        rig.outbox.begin_copy(2)
    else:
        rig.do(FETCH)
        rig.paper.trouble = (
            CopyUnconfirmedError("?") if fate == "unconfirmed" else ValueError("a fault of ours")
        )
        assert rig.do(PrintCopy(1, 1)) == [CopyFailed(1, 1, "document_printer.unconfirmed", partly=True)]
    for _ in range(2):
        rig.started().close()
    database = next(tmp_path.rglob("*.sqlite"))
    (row,) = _rows(database, "SELECT payload FROM item WHERE kind = 'result_copies'")
    assert json.loads(row[0])["doubtful"] is True
    assert _rows(database, "SELECT cause FROM event WHERE name = 'result_in_doubt'") == [("2 pages",)]


@pytest.mark.mostly_long("one more moment", one_in=4)
@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("kind", [DocumentJamError, NoPaperError, OfflineError, DocumentRefusedError])
def test_a_copy_of_which_sheets_may_be_out_is_counted_in_doubt(
    rig: Rig, tmp_path: Path, kind: type[DocumentPrinterError], sent: bool
) -> None:
    """What went wrong does not tell it; whether anything was sent to the printer does."""
    rig.do(FETCH)
    rig.paper.trouble = kind("?")
    rig.paper.trouble.sent = sent
    assert rig.do(PrintCopy(1, 1)) == [CopyFailed(1, 1, kind.code, partly=sent)]
    rig.worker.close()
    database = next(tmp_path.rglob("*.sqlite"))
    rows = _rows(database, "SELECT payload FROM item WHERE kind = 'result_copies'")
    assert [json.loads(payload)["doubtful"] for (payload,) in rows] == [True] * sent
    assert len(_rows(database, "SELECT cause FROM event WHERE name = 'result_in_doubt'")) == sent


def test_what_was_changed_on_the_way_is_not_shown(rig: Rig) -> None:
    rig.daemon.sha256 = "0" * 64
    assert rig.do(FETCH) == [ResultFailed(1, 1, "damaged")]
    assert rig.do(PrintCopy(1, 1)) == [CopyFailed(1, 1, "document_printer.removed")]
    assert rig.paper.out == []


def test_why_it_does_not_come(rig: Rig) -> None:
    rig.daemon.begun = ResultBegun(result="unpaid", amount_vnd=8_000)
    assert rig.do(FETCH) == [ResultFailed(1, 1, "unpaid", 8_000)]
    rig.daemon.down = True
    assert rig.do(FETCH) == [ResultFailed(1, 1, "not_now")]


@pytest.mark.parametrize("ended", ["wiped", "left"])
def test_nothing_is_printed_for_who_comes_next(rig: Rig, ended: str) -> None:
    rig.do(FETCH)
    if ended == "wiped":
        rig.worker.wipe(1)
    else:
        rig.worker.effects()[ForgetResult](ForgetResult())
    assert rig.do(PrintCopy(1, 1)) == [CopyFailed(1, 1, "document_printer.removed")]
    assert rig.do(PrintCopy(2, 1)) == [CopyFailed(2, 1, "document_printer.removed")]
    assert rig.paper.out == []
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, bytearray) and DOCUMENT[:64] in one]


def _rows(database: Path, question: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(question).fetchall()
