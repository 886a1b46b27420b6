"""The chip reader's worker: what a reader gives or fails with, as events."""

from __future__ import annotations

import queue
import time
from datetime import date
from pathlib import Path

from chip_data.signed_data import SignedData
from drivers.chip_reader.port import (
    CardField,
    CardRemovedError,
    ChipData,
    ChipError,
    DocumentKey,
    Progress,
    ReadingStage,
)
from kiosk_app.identity.chip import ChipKey
from kiosk_app.runtime.chip_worker import ChipVouched, ChipWorker, daemon_verifies
from kiosk_app.session.facts.chip import ChipProgress, ChipRead, ChipRefused, ReadChip, StopChip
from kiosk_app.session.kernel.event import Event
from offline_queue.contract.gateway_client import GatewayClient

KEYS = (ChipKey("191004567", "910907", "310907"),)
FIELDS = {
    CardField.PERSONAL_ID: "092191004567",
    CardField.FULL_NAME: "Nguyễn Thị Giang",
    CardField.BIRTH_DATE: "07/09/1991",
    CardField.SEX: "Nữ",
    CardField.EXPIRES_ON: "07/09/2031",
}

PROOF = SignedData(b"signature", {1: b"mrz", 13: b"printed"})
VOUCHED = ChipVouched(word="v1.word")


class Device:
    """Answers as told; `present` lays a card down."""

    def __init__(self, error: ChipError | None = None, fields: dict[CardField, str] | None = None) -> None:
        self.error = error
        self.fields = FIELDS if fields is None else fields
        self.present = True
        self.keys: list[DocumentKey] = []
        self.closed = False

    def card_present(self, wait_s: float = 0.0) -> bool:
        if not self.present:
            time.sleep(min(wait_s, 0.01))
        return self.present

    def read(
        self, keys: list[DocumentKey], *, photo: bool = False, progress: Progress | None = None
    ) -> ChipData:
        assert progress is not None
        assert not photo
        self.keys = list(keys)
        progress(ReadingStage.READING, 50)
        if self.error is not None:
            raise self.error
        return ChipData(self.fields, b"", "signer", "bac", PROOF)

    def cancel(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def worker_of(
    device: Device, vouched: ChipVouched = VOUCHED, asked: list[SignedData] | None = None
) -> tuple[ChipWorker, queue.Queue[Event]]:
    posted: queue.Queue[Event] = queue.Queue()

    def vouch(proof: SignedData) -> ChipVouched:
        if asked is not None:
            asked.append(proof)
        return vouched

    return ChipWorker(device, vouch, lambda: date(2026, 11, 27), posted.put), posted  # type: ignore[arg-type]  # lists do


def test_what_the_chip_says_comes_back_as_claims() -> None:
    device = Device()
    worker, posted = worker_of(device)
    worker.effects()[ReadChip](ReadChip(7, KEYS))
    assert posted.get(timeout=5) == ChipProgress(7, 50)
    read = posted.get(timeout=5)
    assert isinstance(read, ChipRead)
    assert (read.visit, read.claims.get("full_name"), read.ended) == (7, "Nguyễn Thị Giang", False)
    assert device.keys == [DocumentKey("191004567", "910907", "310907")]
    worker.close()
    assert device.closed


def test_the_daemon_is_shown_the_proof_and_its_word_goes_on() -> None:
    asked: list[SignedData] = []
    worker, posted = worker_of(Device(), asked=asked)
    worker.effects()[ReadChip](ReadChip(7, KEYS))
    posted.get(timeout=20)
    read = posted.get(timeout=20)
    assert isinstance(read, ChipRead)
    assert (asked, read.word) == ([PROOF], "v1.word")
    worker.close()


def test_what_the_daemon_refuses_is_refused() -> None:
    worker, posted = worker_of(Device(), ChipVouched(problem="chip.expired_signer"))
    worker.effects()[ReadChip](ReadChip(7, KEYS))
    posted.get(timeout=20)
    assert posted.get(timeout=20) == ChipRefused(7, "chip.expired_signer")
    worker.close()


def test_without_the_daemon_the_data_go_on_and_nothing_is_vouched_for(tmp_path: Path) -> None:
    client = GatewayClient(tmp_path / "none.sock", 1.0)
    assert daemon_verifies(client)(PROOF) == ChipVouched()


def test_a_failure_comes_back_as_its_code() -> None:
    worker, posted = worker_of(Device(CardRemovedError("gone")))
    worker.effects()[ReadChip](ReadChip(7, KEYS))
    posted.get(timeout=5)
    assert posted.get(timeout=5) == ChipRefused(7, "chip.removed")
    worker.close()


def test_what_no_card_says_comes_back_as_such() -> None:
    worker, posted = worker_of(Device(fields={**FIELDS, CardField.SEX: "?"}))
    worker.effects()[ReadChip](ReadChip(7, KEYS))
    posted.get(timeout=5)
    assert posted.get(timeout=5) == ChipRefused(7, "chip.data")
    worker.close()


def test_nothing_comes_after_the_visit() -> None:
    device = Device()
    device.present = False
    worker, posted = worker_of(device)
    worker.effects()[ReadChip](ReadChip(7, KEYS))
    worker.effects()[StopChip](StopChip())
    device.present = True
    worker.close()
    assert posted.empty()
