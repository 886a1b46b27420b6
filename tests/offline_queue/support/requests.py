"""Made-up requests about a made-up dossier."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime
from random import Random

from offline_queue.contract.dossier import (
    Applicant,
    ClockReading,
    IdentityEvidence,
    PartInfo,
    Submission,
    SubmissionKind,
    TargetDossier,
)
from offline_queue.contract.requests import Place, request_manifest
from tests.offline_queue.support.dossiers import DIGEST_KEY, MARKER, PERSONAL_ID

PLACE = Place("DN07", "H17.99.01", "UBND xã Nam Giang")
ABOUT_A_DOSSIER = (SubmissionKind.SUPPLEMENT, SubmissionKind.WITHDRAWAL, SubmissionKind.CONFIRMATION)
WITH_FILES = frozenset({SubmissionKind.SUPPLEMENT, SubmissionKind.PETITION})
_MADE_AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def request(
    kind: SubmissionKind,
    code: str,
    target: TargetDossier | None = None,
    *,
    seed: int = 1,
    person: str = PERSONAL_ID,
    answers: dict[str, str] | None = None,
) -> Submission:
    """Give one with a random file where the kind has files. `person`: the requester's id."""
    random = Random(f"{kind.value} {seed}")
    contents = (b"%PDF-1.7\n" + random.randbytes(4_000),) if kind in WITH_FILES else ()
    parts = tuple(
        PartInfo(
            file_uid=str(uuid.UUID(int=random.getrandbits(128))),
            part_no="TP1",
            display_name="Giấy tờ bổ sung",
            file_name="bo-sung.pdf",
            pages=1,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        for content in contents
    )
    manifest = request_manifest(
        kind,
        reference_uid=str(uuid.UUID(int=random.getrandbits(128))),
        provisional_code=code,
        place=PLACE,
        person=Applicant(full_name=MARKER, personal_id=person),
        identity=IdentityEvidence(method="vneid_verified", level=2, personal_id=person, full_name=MARKER),
        clock=ClockReading(made_at=_MADE_AT, doubtful=False),
        summary="Yêu cầu của công dân",
        target=target,
        answers=answers,
        parts=parts,
        digest_key=DIGEST_KEY,
    )
    return Submission(manifest=manifest, contents=contents)
