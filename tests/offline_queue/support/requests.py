"""Made-up requests about a made-up dossier."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime
from random import Random

from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import (
    UNLINKED,
    Applicant,
    ClockReading,
    IdentityEvidence,
    PartInfo,
    Submission,
    SubmissionKind,
    TargetDossier,
)
from offline_queue.contract.requests import (
    AMOUNT,
    CARD,
    COMPARED_PAGES,
    LEVELS,
    MEANS,
    OF_DOSSIER,
    OF_OFFICIALS,
    PAPER,
    PROOF,
    RATED_ON,
    WORDS,
    KioskAndAuthority,
    request_manifest,
)
from tests.offline_queue.support.dossiers import DIGEST_KEY, MARKER, PERSONAL_ID
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.request_shelf import FINISHED, token_of

PLACE = KioskAndAuthority("DN07", "H17.99.01", "UBND xã Nam Giang")
ABOUT_A_DOSSIER = (
    SubmissionKind.SUPPLEMENT,
    SubmissionKind.WITHDRAWAL,
    SubmissionKind.CONFIRMATION,
    SubmissionKind.PAYMENT,
)
ANSWERS = {
    SubmissionKind.PAYMENT: {AMOUNT: "8000", MEANS: CARD, PROOF: "000123"},
    SubmissionKind.RATING: {
        LEVELS: "5",
        OF_DOSSIER: "5",
        OF_OFFICIALS: "4",
        WORDS: "",
        RATED_ON: "2026-11-24",
    },
    SubmissionKind.CERTIFIED_COPY: {PAPER: "Bằng tốt nghiệp", COMPARED_PAGES: "1"},
}
WITH_FILES = frozenset({SubmissionKind.SUPPLEMENT, SubmissionKind.PETITION, SubmissionKind.CERTIFIED_COPY})
_MADE_AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def request(
    kind: SubmissionKind,
    code: str,
    target: TargetDossier | None = None,
    *,
    seed: int = 1,
    person: str = PERSONAL_ID,
    answers: dict[str, str] | None = None,
    attester: Attester | None = None,
) -> Submission:
    """Give one with a random file where the kind has files. `person`: the requester's id.

    `attester`: the daemon's, which vouches for the sign-in; None leaves it unproven.

    A rating names nobody, and is of a dossier that was finished long ago.
    """
    if kind is SubmissionKind.RATING:
        target = target or TargetDossier(code=f"{FINISHED}{seed}", reference_uid=f"{FINISHED}{seed}")
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
    reference_uid = str(uuid.UUID(int=random.getrandbits(128)))
    word = "" if attester is None else _word(attester, reference_uid, person)
    manifest = request_manifest(
        kind,
        reference_uid=reference_uid,
        provisional_code=code,
        place=PLACE,
        person=Applicant(full_name="", personal_id="")
        if kind in UNLINKED
        else Applicant(full_name=MARKER, personal_id=person),
        identity=IdentityEvidence(method="none")
        if kind in UNLINKED
        else IdentityEvidence(
            method="vneid_verified", level=2, personal_id=person, full_name=MARKER, attestation=word
        ),
        clock=ClockReading(made_at=_MADE_AT, doubtful=False),
        summary="Yêu cầu của công dân",
        target=target,
        answers=ANSWERS.get(kind) if answers is None else answers,
        parts=parts,
        digest_key=DIGEST_KEY,
    )
    return Submission(manifest=manifest, contents=contents)


def _word(attester: Attester, reference_uid: str, person: str) -> str:
    ticket = attester.open_ticket(attester.ticket(person, 2, _MADE_AT), _MADE_AT)
    return attester.attest(reference_uid, ticket, code_accepted=False, at=_MADE_AT)


def ratings_of(sent: Submission, portal: PortalServer, protocol: str) -> list[int]:
    """Give how often each question of a rating was answered at the portal: once each when all is well."""
    target = sent.manifest.target
    token = token_of("" if target is None else target.reference_uid)
    if protocol == "dvcqg":
        return [len(portal.requests.ratings.get(token, []))]
    return [[voting for voting, _ in portal.votes].count(f"V-{token}-{number}") for number in (1, 2)]
