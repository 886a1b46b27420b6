"""Made-up dossiers, and a queue to put them in."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pyrage

from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import (
    Applicant,
    ClockReading,
    CodeEvidence,
    ConsentRecord,
    IdentityEvidence,
    Manifest,
    PartContent,
    PartInfo,
    Submission,
)
from offline_queue.contract.envelope import OpeningKey
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.clock import FakeClock

MARKER = "Lò Thị Dấu-Riêng"
"""A name that must stand nowhere in the clear."""
PERSONAL_ID = "048190000002"
DIGEST_KEY = "1b" * 32


class Keys:
    """A kiosk's sync key and a province's recovery key."""

    def __init__(self) -> None:
        self.sync = pyrage.x25519.Identity.generate()
        self.recovery = pyrage.x25519.Identity.generate()

    @property
    def recipients(self) -> tuple[str, str]:
        """Public keys, as in the configuration."""
        return str(self.sync.to_public()), str(self.recovery.to_public())

    @property
    def opening(self) -> OpeningKey:
        """The daemon's key."""
        return OpeningKey(str(self.sync))

    @property
    def attester(self) -> Attester:
        """What the daemon vouches by."""
        return Attester(self.opening.derived("kiosk attestation"))


def open_outbox(folder: Path, keys: Keys, **more: Any) -> Outbox:
    """Open a queue in the folder."""
    more.setdefault("clock", FakeClock())
    clock = more.pop("clock")
    return Outbox.open(
        folder / "queue" / "outbox.sqlite", keys.recipients, clock, kiosk_id="DN07", reserve_mb=1, **more
    )


def submission(
    code: str,
    *,
    seed: int = 1,
    sizes: tuple[int, ...] = (2_000, 3_000),
    reference_uid: str = "",
    doubtful: bool = False,
    **changes: Any,
) -> Submission:
    """Give a dossier with random files; `changes` replace fields of the manifest."""
    random = Random(seed)
    contents = tuple(PartContent(b"%PDF-1.7\n" + random.randbytes(size - 9)) for size in sizes)
    person = Applicant(
        full_name=MARKER,
        personal_id=PERSONAL_ID,
        address="Thôn Mẫu, Xã Nam Giang",
        province_code="48",
        commune_code="20707",
        phone="0900000007",
    )
    moment = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    fields: dict[str, Any] = {
        "reference_uid": reference_uid or str(uuid.UUID(int=random.getrandbits(128))),
        "provisional_code": code,
        "kiosk_id": "DN07",
        "service_code": "1.004873",
        "service_name": "Cấp Giấy xác nhận tình trạng hôn nhân",
        "service_version": "1",
        "template_no": "1.004873",
        "authority_code": "H17.99.01",
        "authority_name": "UBND xã Nam Giang",
        "summary": "Xác nhận tình trạng hôn nhân",
        "applicant": person,
        "owner": person,
        "identity": IdentityEvidence(
            method="vneid_verified", level=2, personal_id=PERSONAL_ID, full_name=MARKER
        ),
        "code": CodeEvidence(method="portal_otp"),
        "consent": ConsentRecord(
            text_version="1", text_sha256="0" * 64, purpose="Nộp hồ sơ", given_at=moment, kiosk_id="DN07"
        ),
        "clock": ClockReading(made_at=moment, doubtful=doubtful),
        "answers": {"hoTen": MARKER},
        "parts": tuple(
            PartInfo(
                file_uid=str(uuid.UUID(int=random.getrandbits(128))),
                part_no=f"TP{number}",
                display_name=f"Giấy tờ {number}",
                file_name=f"giay-to-{number}.pdf",
                pages=1,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
            for number, content in enumerate(contents, start=1)
        ),
        "digest_key": DIGEST_KEY,
    }
    return Submission(manifest=Manifest(**{**fields, **changes}), contents=contents)
