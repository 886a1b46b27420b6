"""Seals what citizens hand in besides dossiers: papers, withdrawals, words on drafts, petitions, copies."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import pikepdf

from kiosk_app.identity.model import Claims, Identity
from kiosk_app.runtime.dossier_files import file_name
from kiosk_app.runtime.dossier_worker import DossierContext
from kiosk_app.runtime.jobs import Post
from kiosk_app.runtime.submitting import SignInOverError, SubmissionWorker
from kiosk_app.runtime.worker import Carrier
from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.pdf_binding import TooLargeError, bind_files, bind_pdf
from kiosk_app.session.facts.followed import Action, RequestFailed, RequestSaved, SendRequest
from kiosk_app.session.facts.voice import Voice
from kiosk_app.session.kernel.event import Effect
from offline_queue.contract.answer_key import answer_key
from offline_queue.contract.dossier import (
    ANSWERED,
    FINAL,
    Applicant,
    ClockReading,
    ConsentRecord,
    IdentityEvidence,
    PartInfo,
    Stored,
    Submission,
    SubmissionKind,
    TargetDossier,
    sha256_of,
)
from offline_queue.contract.errors import QueueUnavailableError
from offline_queue.contract.requests import (
    ASKED,
    CATEGORY,
    DAY,
    HALF,
    MATTER,
    PAPER,
    KioskAndAuthority,
    digest_of_words,
    request_manifest,
)
from offline_queue.store.outbox import Outbox

_PARTS = {
    Action.SUPPLEMENT: ("BO_SUNG", "Giấy tờ bổ sung"),
    Action.PETITION: ("KEM_THEO", "Giấy tờ, ảnh kèm theo"),
    Action.CERTIFIED_COPY: ("BAN_CHINH", "Bản chụp từ bản chính"),
}
"""Number and name of the paper that a request may have."""
SUMMARIES = {
    Action.SUPPLEMENT: "Bổ sung hồ sơ {code}",
    Action.WITHDRAWAL: "Rút hồ sơ {code}",
    Action.CONFIRMATION: "Ý kiến về bản nháp của hồ sơ {code}",
    Action.PETITION: "Phản ánh, kiến nghị: {category}",
    Action.CERTIFIED_COPY: "Chứng thực bản sao điện tử: {paper}",
    Action.BOOKING: "Xin hẹn đến quầy: {matter}, {half} ngày {day}",
}
_ANSWERED = frozenset(kind.value for kind in ANSWERED)


class RecordingTooLargeError(TooLargeError):
    """The recording is above the portal's limit for one file. A shorter one would fit."""

    code = "voice.too_large"


class CopyTooLargeError(TooLargeError):
    """The pages of an original do not fit into the one file that is signed; none may be left out."""

    code = "copy.too_large"


@dataclass(frozen=True, slots=True)
class _Begun:
    """What stays the same at every try to store a request, so that the store knows it by its contents."""

    visit: int
    provisional_code: str
    made_at: datetime
    digest_key: str = field(default_factory=secrets.token_hex, repr=False)


class RequestWorker(SubmissionWorker):
    """A request is stored once, however often it is asked for."""

    name = "requests"

    def __init__(
        self,
        queue: Callable[[], Outbox],
        context: DossierContext,
        post: Post,
        stored: Callable[[str], None],
    ) -> None:
        """See `SubmissionWorker`."""
        super().__init__(queue, context, post, stored)
        self._begun: dict[str, _Begun] = {}
        """By reference uid, until the visit ends. On the worker's thread alone."""

    def wipe(self, visit: int) -> None:
        """Forget the visit, after what it still has to store."""

        def forget() -> None:
            self._begun = {uid: one for uid, one in self._begun.items() if one.visit != visit}

        self._worker.do(forget)

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {SendRequest: self._send}

    def _send(self, effect: SendRequest) -> None:
        def saved(submission: Submission, stored: Stored) -> None:
            manifest = submission.manifest
            pages = sum(part.pages for part in manifest.parts)
            code, at = stored.provisional_code, manifest.clock.made_at
            key = answer_key(stored.reference_uid) if effect.action.value in _ANSWERED else ""
            self._post(RequestSaved(effect.visit, stored.reference_uid, code, at, pages, key))

        def failed(problem: str) -> None:
            self._post(RequestFailed(effect.visit, effect.reference_uid, problem))

        self._submit(f"request {effect.reference_uid}", lambda: self._submission(effect), saved, failed)

    def _submission(self, effect: SendRequest) -> Submission:
        context, found, identity = self._context, effect.found, effect.identity
        kind, proof = SubmissionKind(effect.action.value), identity.to_attest if identity else ""
        vouched = context.attest(effect.reference_uid, proof) if proof else None
        if proof and vouched == "":
            # Stored without proof the portal would refuse it later, when its citizen has left.
            raise SignInOverError("the sign-in is too long ago")
        attestation = vouched or ""
        if kind in FINAL and not attestation:
            # These requests are sent with proof only. Stored without it this one could never be sent, and the
            # citizen would have left.
            raise QueueUnavailableError("the daemon does not vouch for who asks")
        begun = self._begin(effect)
        provisional, made_at = begun.provisional_code, begun.made_at
        contents: tuple[bytes, ...] = ()
        about = found.code if found else provisional
        if effect.pages:
            _, name = _PARTS[effect.action]
            document, limit = PdfMetadata(name, about, made_at), context.max_file_bytes()
            if effect.action is Action.CERTIFIED_COPY:
                # An officer signs one document: the pages are not split into several files.
                contents = (_original(effect.pages, document, limit),)
            else:
                contents = bind_files(effect.pages, document, limit)
        parts = tuple(
            _part(effect.action, content, number if len(contents) > 1 else 0)
            for number, content in enumerate(contents, start=1)
        )
        if effect.voice is not None:
            if len(effect.voice.content) > (context.max_file_bytes() or len(effect.voice.content)):
                raise RecordingTooLargeError(f"a recording of {len(effect.voice.content)} bytes")
            contents, parts = (*contents, effect.voice.content), (*parts, _voice_part(effect.voice))
        answers = dict(effect.answers)
        if found and effect.action is Action.SUPPLEMENT and found.words:
            answers[ASKED] = digest_of_words(found.words)
        manifest = request_manifest(
            kind,
            reference_uid=effect.reference_uid,
            provisional_code=provisional,
            place=KioskAndAuthority(
                context.kiosk.id, context.kiosk.authority_code, context.kiosk.authority_name
            ),
            person=_person(effect),
            identity=evidence_of(identity, attestation).model_copy(
                update={"confirmation": effect.confirmation}
            ),
            clock=ClockReading(made_at=made_at, doubtful=context.clock_doubtful()),
            summary=SUMMARIES[effect.action].format(
                code=about, **{name: answers.get(name, "") for name in (CATEGORY, PAPER, MATTER, HALF, DAY)}
            ),
            target=TargetDossier(code=found.code, reference_uid=found.reference_uid) if found else None,
            answers=answers,
            parts=parts,
            consent=self._consent(effect),
            digest_key=begun.digest_key,
        )
        return Submission(manifest=manifest, contents=contents)

    def _begin(self, effect: SendRequest) -> _Begun:
        begun = self._begun.get(effect.reference_uid)
        if begun is None:
            begun = _Begun(effect.visit, self._queue().reserve_code(), self._context.wall_clock())
            self._begun[effect.reference_uid] = begun
        return begun

    def _consent(self, effect: SendRequest) -> ConsentRecord | None:
        if effect.consent_given_at is None:
            return None
        notice = self._context.notice
        return ConsentRecord(
            text_version=notice.version,
            text_sha256=notice.sha256,
            purpose=notice.purpose,
            given_at=effect.consent_given_at,
            kiosk_id=self._context.kiosk.id,
        )


def _person(effect: SendRequest) -> Applicant:
    """Who asks: as the sign-in told it, else as it was typed; nobody where no name is given."""
    told = dict(effect.person)
    claims = effect.identity.claims if effect.identity else Claims()
    return Applicant(
        full_name=claims.get("full_name") or told.get("full_name", ""),
        personal_id=claims.get("personal_id"),
        phone=claims.get("phone") or told.get("phone", ""),
    )


def evidence_of(identity: Identity | None, attestation: str) -> IdentityEvidence:
    """Say how somebody was identified; "none" where nobody asked."""
    if identity is None:
        return IdentityEvidence(method="none")
    return IdentityEvidence(
        method=identity.method.value,
        level=identity.level,
        by_phone=identity.by_phone,
        token=identity.token,
        personal_id=identity.claims.get("personal_id"),
        full_name=identity.claims.get("full_name"),
        attestation=attestation,
    )


def _voice_part(voice: Voice) -> PartInfo:
    digest = sha256_of(voice.content)
    return PartInfo(
        file_uid=str(uuid.uuid5(uuid.NAMESPACE_OID, digest)),
        part_no="GHI_AM",
        template_no="GHI_AM",
        display_name="Bản ghi âm",
        file_name="ghi-am.wav",
        media_type="audio/wav",
        pages=0,
        size=len(voice.content),
        sha256=digest,
        scanned=False,
    )


def _original(pages: Sequence[Page], document: PdfMetadata, limit: int | None) -> bytes:
    try:
        return bind_pdf(pages, document, limit)
    except TooLargeError as error:
        raise CopyTooLargeError(str(error)) from error


def _part(action: Action, content: bytes, number: int) -> PartInfo:
    part_no, name = _PARTS[action]
    with pikepdf.open(BytesIO(content)) as document:
        pages = len(document.pages)
    return PartInfo(
        # Worked out from the content, so that a second try with the same pages sends the same file.
        file_uid=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{sha256_of(content)}{number or ''}")),
        part_no=part_no,
        template_no=part_no,
        display_name=name,
        file_name=file_name(name, part_no, number),
        pages=pages,
        size=len(content),
        sha256=sha256_of(content),
    )
