"""The portal as the delivery sees it: one class a remote call, one protocol, typed answers, one error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from offline_queue.contract.dossier import Manifest, PartInfo, SubmissionKind
from offline_queue.contract.holding import IdHolding
from offline_queue.contract.portal_record import (
    AboutDossier,
    AppointmentRecord,
    DueService,
    FeeRecord,
    FoundDossier,
    PortalRecord,
)
from offline_queue.portal.response_policy import Outcome

Asked = TypeVar("Asked", contravariant=True)
Told = TypeVar("Told", covariant=True)


_GONE = frozenset({404, 410})


class PortalError(Exception):
    """A call that did not end well; `response_policy` says what follows."""

    def __init__(
        self,
        outcome: Outcome,
        text: str = "",
        *,
        status: int = 0,
        retry_after_s: float | None = None,
        field_name: str = "",
        limit_bytes: int | None = None,
        own_words: str = "",
    ) -> None:
        """`text`: the portal's or the system's words; may hold personal data, so it is only kept sealed.

        `own_words`: this program's, which hold none.
        """
        self.outcome = outcome
        self.text = text
        self.status = status
        self.retry_after_s = retry_after_s
        self.field_name = field_name
        self.limit_bytes = limit_bytes
        self.own_words = own_words
        super().__init__(f"{outcome.value} {status or ''}".strip())

    @property
    def gone(self) -> bool:
        """Whether the portal says in its own words that it does not have what was asked for."""
        return self.outcome is Outcome.REJECTED and self.status in _GONE


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A dossier on its way, with what the kiosk alone knows as a note for the officer."""

    manifest: Manifest
    note: str
    portal_id: str = ""
    reserved_code: str = ""
    """Official number that this portal handed out; "" lets the portal give one."""
    target_id: str = ""
    """Of a request: by what the portal knows the dossier that is meant."""
    account_verified: bool = False
    """Whether the daemon itself verified the account that hands it in, and the requester is its person."""
    own_account: bool = False
    """Whether that person also filled it in alone: with help, it is the officer's intake."""
    may_be_there: bool = False
    """Of a request that the portal does not know by its uid: whether an earlier try's answer was lost. What
    may have arrived then is not refused because its dossier went on meanwhile."""

    def __repr__(self) -> str:
        return f"Outgoing({self.manifest.reference_uid})"


@dataclass(frozen=True, slots=True)
class RecordKey:
    """By what a portal finds a dossier, and whose it must be."""

    portal_id: str
    """What `register` gave; "" to look by the reference uid, where the portal can."""
    reference_uid: str


@dataclass(frozen=True, slots=True)
class FeeKey:
    """Whose fee is asked for."""

    reference_uid: str
    code: str
    """Official number."""


@dataclass(frozen=True, slots=True)
class ResultKey:
    """Which finished result is fetched."""

    reference_uid: str
    """Of its dossier."""
    result_uid: str
    most_bytes: int
    """A longer document is `Outcome.TOO_LARGE`."""


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """One file of a dossier with its bytes."""

    dossier: Outgoing
    part: PartInfo
    content: bytes

    def __repr__(self) -> str:
        return f"OutgoingFile({self.part.file_uid})"


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """A block of official numbers; the same uid gives the same block."""

    request_uid: str
    authority_code: str
    count: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A small fact that names no citizen; `uid` is its idempotency key."""

    uid: str
    kind: str
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many wait at the commune's counters."""

    waiting: Mapping[str, int]
    """By the letter that their numbers begin with."""


class RemoteCall(Protocol[Asked, Told]):
    """One kind of call. It may be repeated with the same effect as once, and may raise `PortalError`."""

    def __call__(self, asked: Asked, /) -> Told:
        """Make the call."""


@dataclass(frozen=True, slots=True)
class SubmissionCalls:
    """The calls by which one kind of submission travels; each may be repeated with the effect of one."""

    register: RemoteCall[Outgoing, PortalRecord]
    """Makes it known; small. A kind without files may only look whether it can be handed in."""
    check: RemoteCall[Outgoing, PortalRecord]
    """Finds out before files and before handing in that they go where they belong."""
    list_files: RemoteCall[Outgoing, Mapping[str, int]]
    send_file: RemoteCall[OutgoingFile, None]
    submit: RemoteCall[Outgoing, PortalRecord]
    followed: RemoteCall[RecordKey, PortalRecord] | None = None
    """Asks later what became of it; None: nothing is told of this kind."""


class ProcedureSource(Protocol):
    """The catalogue of a portal that tells it. Both calls may raise `PortalError`."""

    def codes(self) -> tuple[str, ...]:
        """Give the codes of every procedure."""

    def procedure(self, code: str) -> Mapping[str, Any]:
        """Give one in full, as the portal says it."""


@dataclass(frozen=True, slots=True)
class Portal:
    """The calls of one portal. A new call is one class and one field here."""

    kind: str
    """The protocol, as `[portal] kind` names it."""
    probe: Callable[[], None]
    """Finds out whether the portal is there and takes the kiosk's credentials. Sends nothing personal."""
    register: RemoteCall[Outgoing, PortalRecord]
    """Makes the dossier known, or finds it known, by its reference uid; small, no files."""
    look_up: RemoteCall[RecordKey, PortalRecord]
    """Gives the present record. Another dossier's is `Outcome.FOREIGN_RECORD`, none at all is `gone`."""
    list_files: RemoteCall[Outgoing, Mapping[str, int]]
    """Gives file uid → size in bytes of what the portal holds of this dossier."""
    send_file: RemoteCall[OutgoingFile, None]
    submit: RemoteCall[Outgoing, PortalRecord]
    """Hands the dossier in, after all files are there."""
    reserve_numbers: RemoteCall[NumberRequest, tuple[str, ...]]
    """Has official numbers set aside. A portal that hands out none raises `Outcome.REJECTED`."""
    facts: Mapping[str, RemoteCall[Fact, None]]
    """By kind of fact; a kind that is not there has no place at this portal."""
    tell_holder: RemoteCall[Mapping[str, str], IdHolding] | None = None
    """Says, signed, that this kiosk holds its id; a second holder is `REFUSED`."""
    numbered: bool = False
    """Whether a record is known by its official number alone, so that it needs one before `register`."""
    find: RemoteCall[str, FoundDossier] | None = None
    """Gives a dossier by official number or reference uid; one that is not there is `gone`."""
    mine: RemoteCall[str, tuple[FoundDossier, ...]] | None = None
    """Gives all of a person by personal id, newest first."""
    about: RemoteCall[str, AboutDossier] | None = None
    """Gives by reference uid what else is told to whom a dossier concerns."""
    fee: RemoteCall[FeeKey, FeeRecord] | None = None
    """Gives what is to be paid for a dossier and what was; None: this portal does not say."""
    due: RemoteCall[str, tuple[DueService, ...]] | None = None
    """Gives by personal id the services that are due to that person."""
    fetch_result: RemoteCall[ResultKey, bytes] | None = None
    """Gives the document of a finished result, a PDF; None: this portal gives out none."""
    appointment: RemoteCall[str, AppointmentRecord] | None = None
    """Gives an appointment at the counter by its code; None: this portal does not know them."""
    requests: Mapping[SubmissionKind, SubmissionCalls] = field(default_factory=dict)
    """By kind of what else citizens hand in; a kind that is not there has no place at this portal."""
    queue: RemoteCall[date, QueueState] | None = None
    """Numbers of that day which were not called yet; None: this portal does not know the counters."""
    procedures: ProcedureSource | None = None
    """None: this portal does not tell its catalogue in a form that is read here."""
    list_linked: RemoteCall[RecordKey, Mapping[str, PortalRecord]] | None = None
    """Gives service code → record of each part of a linked group; None: the group is told as one."""

    def calls_of(self, kind: SubmissionKind) -> SubmissionCalls:
        """Give how that kind travels. Raises `PortalError` for one that this portal has no place for."""
        if kind is SubmissionKind.DOSSIER:
            return SubmissionCalls(
                self.register, self._check, self.list_files, self.send_file, self.submit, self.look_up
            )
        if kind not in self.requests:
            raise PortalError(Outcome.REJECTED, own_words=f"this portal has no place for a {kind.value}")
        return self.requests[kind]

    def followed_kinds(self) -> tuple[str, ...]:
        """Give the kinds of which the portal tells later what became of them."""
        asked = [kind.value for kind, calls in self.requests.items() if calls.followed is not None]
        return (SubmissionKind.DOSSIER.value, *asked)

    def _check(self, outgoing: Outgoing) -> PortalRecord:
        return self.look_up(RecordKey(outgoing.portal_id, outgoing.manifest.reference_uid))


class UploadMemory(Protocol):
    """Where an upload that was begun goes on, also after a power cut."""

    def recall(self, file_uid: str) -> str:
        """Give the address of the upload, "" when none was begun or it failed too often or is too old."""

    def remember(self, file_uid: str, address: str) -> None:
        """Keep it durably before the first byte is sent; "" forgets."""

    def failed(self, file_uid: str) -> None:
        """Count that going on there did not work."""


_MOST_UPLOAD_FAILURES = 3
"""After so many an upload that was begun is not gone on with."""


class ShortMemory:
    """An `UploadMemory` that lasts as long as the process."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._failures: dict[str, int] = {}

    def recall(self, file_uid: str) -> str:
        """Give the address."""
        if self._failures.get(file_uid, 0) >= _MOST_UPLOAD_FAILURES:
            return ""
        return self._addresses.get(file_uid, "")

    def remember(self, file_uid: str, address: str) -> None:
        """Keep the address."""
        self._addresses[file_uid] = address
        self._failures.pop(file_uid, None)

    def failed(self, file_uid: str) -> None:
        """Count it."""
        self._failures[file_uid] = self._failures.get(file_uid, 0) + 1
