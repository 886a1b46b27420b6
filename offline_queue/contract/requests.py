"""What citizens hand in besides a dossier: the manifest of a request, the same for every kind."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from offline_queue.contract.dossier import (
    Applicant,
    ClockReading,
    CodeEvidence,
    ConsentRecord,
    IdentityEvidence,
    Manifest,
    PartInfo,
    SubmissionKind,
    TargetDossier,
)

ASKED = "asked"
"""Answer of a supplement: digest of the words by which the authority asked, where the citizen saw them."""
DRAFT, VERDICT, WRONG = "draft", "verdict", "wrong"
"""Answers of a confirmation: uid of the draft, "right" or "wrong", and what is wrong as it was said."""
AMOUNT, MEANS, PROOF = "amount_vnd", "means", "proof"
"""Answers of a payment: đồng, how it was paid, and the terminal's own number of it ("" for a transfer)."""
TRANSFER, CARD, CASH = "transfer", "card", "cash"
"""A transfer is what the citizen says; card and cash are what a terminal at the kiosk took."""
LEVELS, OF_DOSSIER, OF_OFFICIALS, WORDS, RATED_ON = "levels", "dossier", "officials", "words", "rated_on"
"""Answers of a rating: how many levels there are, the two that were chosen (the highest is best), the
citizen's words, and the day."""
CATEGORY, VOICE_SECONDS = "category", "voice_seconds"
"""Answers of a petition besides `WORDS`: what it is about, and how long its recording is ("" for none)."""
PAPER, COMPARED_PAGES = "paper", "compared_pages"
"""Answers of a certified copy: which paper it is, and how many pages the citizen found the same as the
original on the screen. The officer compares again: only that counts."""

MATTER, DAY, HALF = "matter", "day", "half"
"""Answers of a booking: what for, the day (ISO 8601), and the half of it with its hours, in words."""


@dataclass(frozen=True, slots=True)
class KioskAndAuthority:
    """The kiosk and its authority."""

    kiosk_id: str
    authority_code: str
    authority_name: str


def request_manifest(
    kind: SubmissionKind,
    *,
    reference_uid: str,
    provisional_code: str,
    place: KioskAndAuthority,
    person: Applicant,
    identity: IdentityEvidence,
    clock: ClockReading,
    summary: str,
    target: TargetDossier | None = None,
    answers: Mapping[str, str] | None = None,
    parts: tuple[PartInfo, ...] = (),
    code: CodeEvidence | None = None,
    consent: ConsentRecord | None = None,
    digest_key: str = "",
) -> Manifest:
    """Give the manifest of a request.

    `consent`: None where none is asked for again, because the request serves what was filed before.

    `target`: the dossier that is meant; None where there is none (a petition, a booking). `digest_key`: as in
    `Manifest`; without one, the same reference is taken for the same request.
    """
    return Manifest(
        kind=kind,
        target=target,
        reference_uid=reference_uid,
        provisional_code=provisional_code,
        kiosk_id=place.kiosk_id,
        service_code="",
        service_name="",
        service_version="",
        template_no="",
        authority_code=place.authority_code,
        authority_name=place.authority_name,
        summary=summary,
        applicant=person,
        owner=person,
        identity=identity,
        code=code or CodeEvidence(method="touch"),
        consent=consent
        or ConsentRecord(
            text_version="",
            text_sha256="",
            purpose=kind.value,
            given_at=clock.made_at,
            kiosk_id=place.kiosk_id,
        ),
        clock=clock,
        answers=dict(answers or {}),
        parts=parts,
        digest_key=digest_key,
    )


def digest_of_words(words: str) -> str:
    """Give what stands for an authority's words, whatever blanks and form of letters they came with."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
