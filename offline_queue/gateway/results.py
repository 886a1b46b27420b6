"""Finished electronic results (bản điện tử) for the screen: only to whom they concern, paid for, undamaged.

The portal's own row must name the person who signed in, as with look-ups; what an officer signed for a
request opens as its answer does. The document lies in this process's memory until its last piece was read,
two minutes at most, one at a time; nothing of it is written.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from offline_queue.contract import answer_key
from offline_queue.contract.attestation import AttestationError, Attester
from offline_queue.contract.dossier import ANSWERED, SubmissionKind
from offline_queue.contract.error_place import error_place
from offline_queue.contract.fee_messages import FeeParams, FeeTold
from offline_queue.contract.portal_record import ResultFile
from offline_queue.contract.result_messages import (
    MOST_RESULT_BYTES,
    PIECE_BYTES,
    PieceParams,
    ResultBegun,
    ResultParams,
    ResultPiece,
)
from offline_queue.contract.stages import FINISHED
from offline_queue.gateway.dossier_question import DossierQuestion
from offline_queue.gateway.guard_store import UNKNOWN_CODES, CountedAct, GuardStoreError, Limit
from offline_queue.gateway.last_known import RememberedDossier
from offline_queue.gateway.look_ups import LOOK_UPS, read_code
from offline_queue.portal.port import Portal, PortalError, RecordKey, ResultKey
from offline_queue.portal.response_policy import Outcome

log = structlog.get_logger(__name__)

_KEPT_S = 120.0
"""How long a document waits for the screen to read its pieces."""
_HEAD = b"%PDF-"
_NOTHING_DUE = frozenset({"none", "paid"})


@dataclass(frozen=True, slots=True)
class ResultLimits:
    """How much is let through."""

    of_one: tuple[Limit, ...] = (Limit(10, 600.0),)
    """Results fetched for one person."""
    unknown: tuple[Limit, ...] = UNKNOWN_CODES


@dataclass(slots=True)
class _Document:
    handle: str
    file: ResultFile
    began: float
    ended: str = ""
    """ "" while it comes, then "piece" or what went wrong."""
    content: bytes = field(default=b"", repr=False)
    signature: str = ""
    signer: str = ""


class Results:
    """Thread-safe."""

    def __init__(
        self,
        asking: DossierQuestion,
        fetching: Portal,
        attester: Attester,
        fee: Callable[[FeeParams], FeeTold],
        limits: ResultLimits | None = None,
    ) -> None:
        """`asking`: for short questions; `fetching`: over a connection of its own, for the document."""
        self._fee = fee
        self._asking = asking
        self._fetching = fetching
        self._attester = attester
        self._limits = limits or ResultLimits()
        self._lock = threading.Lock()
        self._document: _Document | None = None

    def fetch(self, params: ResultParams) -> ResultBegun:
        """Begin to fetch a result. Its person, its state and its fee are looked at before anything comes."""
        text, opening = answer_key.split(params.code)
        code = read_code(text)
        person = self._person(params.ticket)
        if not code:
            return ResultBegun(result="wrong_code")
        local = self._asking.known.find(code)
        request = local if local is not None and local.kind in ANSWERED else None
        if not person and not (request and opening):
            return ResultBegun(result="sign_in")
        try:
            if not self._may(person or code):
                return ResultBegun(result="too_often")
            if request is not None:
                found = self._of_request(request, person, opening, params.result_uid)
            else:
                found = self._allowed(code, person, params.result_uid)
        except GuardStoreError as error:
            log.error("no result is fetched", reason=str(error))  # noqa: TRY400  the text is the whole story
            return ResultBegun(result="not_now")
        except PortalError as error:
            log.info("a result not fetched", outcome=error.outcome.value)
            if error.gone:
                self._count_unknown()
            return ResultBegun(result="unknown" if error.gone else "not_now")
        return found if isinstance(found, ResultBegun) else self._begin(*found)

    def piece(self, params: PieceParams) -> ResultPiece:
        """Give the next piece; the last one is given once."""
        with self._lock:
            document = self._document
            if document is None or not _same(document.handle, params.handle):
                return ResultPiece(result="gone")
            if self._asking.clock.monotonic() - document.began > _KEPT_S:
                self._document = None
                return ResultPiece(result="gone")
            if document.ended != "piece":
                if document.ended:
                    self._document = None
                return ResultPiece(result=document.ended or "coming")
            size = len(document.content)
            if not 0 <= params.offset < size:
                return ResultPiece(result="gone")
            end = min(params.offset + PIECE_BYTES, size)
            data = base64.b64encode(document.content[params.offset : end]).decode("ascii")
            if end == size:
                self._document = None
            return ResultPiece(
                result="piece",
                data=data,
                size=size,
                sha256=document.file.sha256,
                signature=document.signature,
                signer=document.signer,
            )

    def _allowed(self, code: str, person: str, uid: str) -> ResultBegun | tuple[ResultKey, ResultFile]:
        """Find the result, or say why it is not given. Raises `PortalError`."""
        asking, portal = self._asking, self._asking.portal
        local = asking.known.find(code)
        if (away := asking.elsewhere(code)) and local is None:
            return ResultBegun(result=away)
        key = local.official_code or local.reference_uid if local else code
        dossier = asking.ask(portal.find, key)
        if local is not None and dossier.reference_uid != local.reference_uid:
            return ResultBegun(result="unknown")
        if person not in dossier.persons:
            return ResultBegun(result="not_yours")
        about = asking.ask(portal.about, dossier.reference_uid)
        file = next((one for one in about.files if one.uid == uid), None)
        if dossier.record.stage not in FINISHED or file is None:
            return ResultBegun(result="not_ready")
        fee = self._fee(FeeParams(code=code))
        if fee.result not in _NOTHING_DUE:
            due = fee.result == "due"
            return ResultBegun(result="unpaid" if due else "not_now", amount_vnd=fee.amount_vnd)
        return ResultKey(dossier.reference_uid, uid, MOST_RESULT_BYTES), file

    def _of_request(
        self, local: RememberedDossier, person: str, opening: str, uid: str
    ) -> ResultBegun | tuple[ResultKey, ResultFile]:
        """Find what was signed for a request: for its author, or who holds its slip. Raises `PortalError`."""
        asking = self._asking
        if opening and not answer_key.opens(opening, local.reference_uid):
            self._count_unknown()
            return ResultBegun(result="not_yours")
        if not opening and person not in local.persons():
            return ResultBegun(result="not_yours")
        followed = asking.portal.calls_of(SubmissionKind(local.kind)).followed
        record = asking.ask(followed, RecordKey("", local.reference_uid))
        about = asking.ask(asking.portal.about, local.reference_uid)
        file = next((one for one in about.files if one.uid == uid), None)
        if record.stage not in FINISHED or file is None:
            return ResultBegun(result="not_ready")
        return ResultKey(local.reference_uid, uid, MOST_RESULT_BYTES), file

    def _begin(self, key: ResultKey, file: ResultFile) -> ResultBegun:
        document = _Document(secrets.token_urlsafe(16), file, self._asking.clock.monotonic())
        with self._lock:
            before = self._document
            if before is not None and not before.ended and document.began - before.began <= _KEPT_S:
                return ResultBegun(result="not_now")
            self._document = document
        threading.Thread(target=self._bring, args=(key, document), name="result", daemon=True).start()
        return ResultBegun(result="coming", handle=document.handle)

    def _bring(self, key: ResultKey, document: _Document) -> None:
        ended, content = "not_now", b""
        try:
            if self._fetching.fetch_result is not None:
                content = self._fetching.fetch_result(key)
                ended = "piece" if _is(content, document.file) else "damaged"
                if ended == "piece":
                    ended = self._look_at_signatures(document, content)
        except PortalError as error:
            ended = "too_large" if error.outcome is Outcome.TOO_LARGE else "not_now"
            log.info("a result did not come", outcome=error.outcome.value)
        except Exception as error:
            # The thread's end must be told in any case: a document that "comes" for ever keeps out the next.
            log.error("fetching a result failed inside", at=error_place(error))  # noqa: TRY400  no texts
            ended = "not_now"
        if ended == "damaged":
            log.warning("a result is not what the portal says of it", size=len(content))
        with self._lock:
            document.content = content if ended == "piece" else b""
            document.ended = ended

    def _look_at_signatures(self, document: _Document, content: bytes) -> str:
        """Give "piece", or "damaged" where a signature does not fit."""
        # Read with the first result: the daemon stays below its 80 MB.
        from offline_queue.gateway.document_signature import SignatureState, signature_of

        said = signature_of(content)
        document.signature, document.signer = said.state.value, said.signer
        return "damaged" if said.state is SignatureState.BROKEN else "piece"

    def _person(self, ticket: str) -> str:
        try:
            return self._attester.open_ticket(ticket, self._asking.clock.now()).personal_id if ticket else ""
        except AttestationError:
            return ""

    def _count_unknown(self) -> None:
        store = self._asking.store
        try:
            store.count(CountedAct.UNKNOWN_CODE, store.digest(LOOK_UPS))
        except GuardStoreError as error:
            log.error("a code that nobody has is not counted", reason=str(error))  # noqa: TRY400  the text is the story

    def _may(self, person: str) -> bool:
        store = self._asking.store
        store.tidy()
        digest, kiosk = store.digest(person), store.digest(LOOK_UPS)
        with store.changing():
            if store.wait_s(CountedAct.RESULT, digest, self._limits.of_one) > 0:
                return False
            # Guessed keys and codes count together with those of look-ups, whichever way they are tried.
            if store.wait_s(CountedAct.UNKNOWN_CODE, kiosk, self._limits.unknown) > 0:
                return False
            store.count(CountedAct.RESULT, digest)
        return True


def _same(handle: str, told: str) -> bool:
    return secrets.compare_digest(handle.encode(), told.encode(errors="replace"))


def _is(content: bytes, file: ResultFile) -> bool:
    """Whether these bytes are the document that the portal named."""
    return (
        len(content) == file.size
        and content.startswith(_HEAD)
        and hashlib.sha256(content).hexdigest() == file.sha256
    )
