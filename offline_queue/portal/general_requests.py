"""Requests that a portal's own protocol has no call for: the province's address for them.

`POST` registers by uid, `POST …/{uid}/files` adds a file, `POST …/{uid}/submitting` hands in, `GET …/{uid}`
tells what became of it. Each has the effect of one however often it is made (docs/decisions/021).
`GET …/about/{uid}/results/{uid}` gives a finished result, of which `…/about/{uid}` tells size and sha256.
What is told of a dossier or a person names them again (`dossier`, `idNo`), and is believed of no other.
Payments and ratings: `payments.py`, `ratings.py`.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from offline_queue.contract.dossier import numbered_name
from offline_queue.contract.portal_record import AboutDossier, PortalRecord, ResultFile
from offline_queue.contract.stages import of_number
from offline_queue.portal.dates import date_of
from offline_queue.portal.fields import code_of, plain, says_known
from offline_queue.portal.port import (
    Outgoing,
    OutgoingFile,
    PortalError,
    RecordKey,
    RemoteCall,
    ResultKey,
    SubmissionCalls,
)
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.sending_files import send_file
from offline_queue.portal.transport import Transport

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NEW = frozenset({"", "new"})
_LONGEST_ANSWER = 4_000
"""Characters: an authority's answer is a letter, not a line."""


class RequestsEndpoint:
    """Where requests go."""

    def __init__(self, transport: Transport, address: str) -> None:
        """`address`: "" is a province that takes no requests."""
        self.transport = transport
        self._address = address.rstrip("/")

    def address(self, *pieces: str) -> str:
        """Give an address below it. Raises `PortalError` when none is configured."""
        if not self._address:
            raise PortalError(Outcome.REJECTED, own_words="portal.requests_address is not set", status=400)
        return "/".join((self._address, *(quote(piece, safe="") for piece in pieces)))

    def told_of(self, asked: str, *pieces: str) -> dict[str, Any]:
        """Give what is told of a dossier by that uid or number: of it, and of no other.

        A portal or something between that mixes answers up would show one citizen another's draft or fee.
        Raises `PortalError`.
        """
        row = self.transport.call("GET", self.address(*pieces, asked)).row()
        if row.get("dossier") != asked:
            raise PortalError(Outcome.NONSENSE, own_words="told of another dossier, or of none", status=200)
        return row

    def record(self, row: dict[str, Any], uid: str) -> PortalRecord:
        """Read a request's row. Raises `PortalError` for another one's."""
        if str(row.get("uid", "")) != uid:
            raise PortalError(Outcome.FOREIGN_RECORD, "the portal answered with another request")
        status = code_of(row.get("status"))
        return PortalRecord(
            portal_id=uid,
            submitted=status not in _NEW,
            official_code=code_of(row.get("number")),
            received_at=date_of(row.get("receivedAt")),
            status=status,
            stage=of_number(row.get("stage")),
            supplement=plain(row.get("answer"), _LONGEST_ANSWER),
        )


class LookAtRequest:
    """`GET …/{uid}`."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: RecordKey) -> PortalRecord:
        """Give the row of that request."""
        address = self._endpoint.address(asked.reference_uid)
        return self._endpoint.record(self._endpoint.transport.call("GET", address).row(), asked.reference_uid)

    def check(self, asked: Outgoing) -> PortalRecord:
        """Give the row of what is on its way."""
        return self(RecordKey("", asked.manifest.reference_uid))

    def known(self, asked: Outgoing) -> PortalRecord | None:
        """Give the row of what came with an earlier try, None for none: what is refused may be there."""
        try:
            return self.check(asked)
        except PortalError as error:
            if error.outcome is Outcome.REJECTED:
                return None
            raise


def _refuses(error: PortalError) -> bool:
    """Whether a portal may refuse what it has: as known, or by a rule that the first try still met."""
    return error.outcome is Outcome.REJECTED or error.status == HTTPStatus.CONFLICT or says_known(error.text)


class RegisterRequest:
    """`POST`: the same uid again gives the same row."""

    def __init__(self, endpoint: RequestsEndpoint, look: LookAtRequest) -> None:
        self._endpoint = endpoint
        self._look = look

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Make it known."""
        uid = asked.manifest.reference_uid
        headers = {"Idempotency-Key": uid}
        try:
            answer = self._endpoint.transport.call(
                "POST", self._endpoint.address(), value=_value(asked), headers=headers
            )
        except PortalError as error:
            known = self._look.known(asked) if _refuses(error) else None
            if known is None:
                raise
            return known
        return self._endpoint.record(answer.row(), uid)


class ListRequestFiles:
    """`GET …/{uid}/files`; of a request without files nothing is asked."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: Outgoing) -> dict[str, int]:
        """Give file uid → size in bytes."""
        if not asked.manifest.parts:
            return {}
        address = self._endpoint.address(asked.manifest.reference_uid, "files")
        rows = self._endpoint.transport.call("GET", address).rows("files")
        sizes = {str(row.get("fileUid")): row.get("size") for row in rows}
        return {uid: size if type(size) is int else -1 for uid, size in sizes.items()}


class SendRequestFile:
    """`POST …/{uid}/files`: tus where it is offered, else multipart; the same file uid replaces."""

    def __init__(self, endpoint: RequestsEndpoint, resumable: Resumable) -> None:
        self._endpoint = endpoint
        self._resumable = resumable

    def __call__(self, asked: OutgoingFile) -> None:
        """Send one."""
        part = asked.part
        address = self._endpoint.address(asked.dossier.manifest.reference_uid, "files")
        name = numbered_name(part, asked.dossier.manifest.parts)
        fields = {"fileUid": part.file_uid, "partNo": part.part_no, "displayName": name}
        send_file(self._endpoint.transport, self._resumable, address, fields, asked)


class SubmitRequest:
    """`POST …/{uid}/submitting`; a second time it only gives the row."""

    def __init__(self, endpoint: RequestsEndpoint, look: LookAtRequest) -> None:
        self._endpoint = endpoint
        self._look = look

    def __call__(self, asked: Outgoing) -> PortalRecord:
        """Hand it in."""
        uid = asked.manifest.reference_uid
        try:
            answer = self._endpoint.transport.call(
                "POST", self._endpoint.address(uid, "submitting"), value={}
            )
        except PortalError as error:
            known = self._look.known(asked) if _refuses(error) else None
            if known is None or not known.submitted:
                raise
            return known
        return self._endpoint.record(answer.row(), uid)


class AskAboutDossier:
    """`GET …/about/{referenceUid}`: the draft, the linked parts, why it is late, the finished results."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: str) -> AboutDossier:
        """Give what is told; nothing where the province has no such address, or nothing to say."""
        try:
            row = self._endpoint.told_of(asked, "about")
        except PortalError as error:
            if error.outcome is Outcome.REJECTED:
                return AboutDossier()
            raise
        draft = row.get("draft")
        draft = draft if isinstance(draft, dict) else {}
        return AboutDossier(
            draft_uid=code_of(draft.get("uid")),
            draft=_pairs(draft.get("fields"), "name", "value"),
            draft_until=date_of(draft.get("until")),
            late_reason=plain(row.get("lateReason"), 1000),
            due_before=date_of(row.get("dueBefore")),
            parts=_pairs(row.get("parts"), "name", "state"),
            results=_pairs(row.get("results"), "uid", "name"),
            files=_files(row.get("results")),
            rating=_one_of(row.get("rating"), "open", "given"),
            officials=tuple(one for one, _ in _pairs(row.get("officials"), "name", "task")[:_MOST_OFFICIALS]),
        )


class FetchResultFile:
    """`GET …/about/{referenceUid}/results/{uid}`: the document of a finished result."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: ResultKey) -> bytes:
        """Give it as it came: whoever asks compares it with what the portal said of it."""
        address = self._endpoint.address("about", asked.reference_uid, "results", asked.result_uid)
        return self._endpoint.transport.document(address, "application/pdf", asked.most_bytes)


_MOST_PAIRS = 60
_MOST_OFFICIALS = 6


def _one_of(value: object, *known: str) -> str:
    return str(value) if value in known else ""


def _pairs(rows: object, first: str, second: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(rows, list):
        return ()
    read = [
        (plain(row.get(first), 300), plain(row.get(second), 1000)) for row in rows if isinstance(row, dict)
    ]
    return tuple(pair for pair in read[:_MOST_PAIRS] if pair[0])


def _files(rows: object) -> tuple[ResultFile, ...]:
    """Give the results of which size and digest are told: others could be anything."""
    found = []
    for row in rows[:_MOST_PAIRS] if isinstance(rows, list) else ():
        uid, size = code_of(row.get("uid")) if isinstance(row, dict) else "", 0
        if uid and type(row.get("size")) is int and _SHA256.fullmatch(str(row.get("sha256"))):
            size = row["size"]
        if size > 0:
            found.append(ResultFile(uid, size, str(row["sha256"])))
    return tuple(found)


def general_calls(
    endpoint: RequestsEndpoint, resumable: Resumable, *, followed: bool = False
) -> SubmissionCalls:
    """Give the calls of a kind that goes there. `followed`: whether its answer is asked for later."""
    look = LookAtRequest(endpoint)
    return SubmissionCalls(
        register=RegisterRequest(endpoint, look),
        check=look.check,
        list_files=ListRequestFiles(endpoint),
        send_file=SendRequestFile(endpoint, resumable),
        submit=SubmitRequest(endpoint, look),
        followed=look if followed else None,
    )


def calls_without_files(
    look: RemoteCall[Outgoing, PortalRecord],
    hand_in: RemoteCall[Outgoing, PortalRecord],
    check: RemoteCall[Outgoing, PortalRecord] | None = None,
) -> SubmissionCalls:
    """Give the calls of a kind without files. `look`: whether it can be handed in; checks too by default."""
    return SubmissionCalls(
        register=look,
        check=check or look,
        list_files=no_files,
        send_file=takes_no_file,
        submit=hand_in,
    )


def no_files(_asked: Outgoing) -> dict[str, int]:
    """List the files of a kind that has none."""
    return {}


def takes_no_file(_asked: OutgoingFile) -> None:
    """Refuse a file of a kind that has none."""
    raise PortalError(Outcome.REJECTED, own_words="this kind of request has no files")


def _value(asked: Outgoing) -> dict[str, object]:
    manifest, person = asked.manifest, asked.manifest.applicant
    target = manifest.target
    return {
        "uid": manifest.reference_uid,
        "kind": manifest.kind.value,
        "code": manifest.provisional_code,
        "kioskId": manifest.kiosk_id,
        "madeAt": manifest.clock.made_at.isoformat(),
        "authorityCode": manifest.authority_code,
        "dossier": None if target is None else {"id": asked.target_id, "code": target.code},
        "dossierUid": "" if target is None else target.reference_uid,
        "summary": manifest.summary,
        "note": asked.note,
        "person": {
            "fullName": person.full_name,
            "idNo": person.personal_id,
            "telNo": person.phone,
            "email": person.email,
            "address": person.address,
        },
        "fields": manifest.answers,
    }
