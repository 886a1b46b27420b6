"""An A4 printer behind CUPS: a job for each copy, watched until it is done, and cancelled when it is not.

A job that waits in a queue comes out when paper is filled in, in front of whoever stands there then. So no
job is left behind: what did not come out is cancelled before the caller is told, and where even that cannot
be made sure the copy counts as one that may have come out.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import pwd
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from drivers.document_printer import ipp, local_http
from drivers.document_printer.ipp import Attribute, Group, IppError, IppStatus, Operation, Tag
from drivers.document_printer.port import (
    CopyUnconfirmedError,
    DocumentCoverOpenError,
    DocumentJamError,
    DocumentPrinterError,
    DocumentPrinterStatus,
    DocumentRefusedError,
    HeldError,
    NoPaperError,
    NoTonerError,
    OfflineError,
    RemovedError,
    ServiceError,
)

A4 = "iso_a4_210x297mm"
_BUSY, _STOPPED = 4, 5
"""`printer-state`; while stopped, what is in its queue does not move."""
_CONNECTING = "connecting-to-device"
_STOPPING = "processing-to-stop-point"
_NOT_REACHED = frozenset(
    {
        "Connecting to printer.",
        "Looking up printer.",
        "The printer is not responding.",
        "The printer is unreachable at this time.",
        "The printer may not exist or is unavailable at this time.",
        "Waiting for printer to become available.",
    }
)
"""What CUPS writes about a job whose printer it cannot reach: it has no keyword for it that stays. The words
come in the language that the job was sent in, which is English here.
"""
_NO_MATTER = ("-warning", "-report")
_JOB_NAME = "kiosk"
"""Nothing of the citizen: names of jobs are kept in the service's records."""
_PROBLEMS: tuple[tuple[frozenset[str], type[DocumentPrinterError]], ...] = (
    (frozenset({"media-jam"}), DocumentJamError),
    (frozenset({"media-empty", "media-needed", "input-tray-missing"}), NoPaperError),
    (frozenset({"toner-empty", "marker-supply-empty", "developer-empty"}), NoTonerError),
    (frozenset({"cover-open", "door-open", "interlock-open"}), DocumentCoverOpenError),
    (frozenset({"offline", "shutdown", "timed-out"}), OfflineError),
    (frozenset({"paused", "moving-to-paused"}), HeldError),
    (frozenset({"spool-area-full", "other", "fuser-over-temp", "output-area-full"}), DocumentRefusedError),
)

_KNOWN = frozenset[str]().union(*(names for names, _ in _PROBLEMS))


class _Job(IntEnum):
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


_ENDED = frozenset({_Job.CANCELED, _Job.ABORTED, _Job.COMPLETED})


@dataclass(frozen=True, slots=True)
class JobTiming:
    """Deadlines in seconds."""

    answer_s: float = 10.0
    """For one question to the service."""
    offline_s: float = 20.0
    """How long the service may try to reach the printer."""
    stalled_s: float = 20.0
    """How long a trouble that the printer calls a warning may stand while no sheet comes: some printers call
    an empty tray one."""
    copy_s: float = 180.0
    """For one copy, from sending to the last sheet."""
    cancel_s: float = 15.0
    poll_s: float = 0.3


class CupsPrinter:
    """`port.DocumentPrinter` on CUPS. One call at a time."""

    def __init__(
        self,
        queue: str,
        address: local_http.HttpAddress,
        *,
        media: str = A4,
        timing: JobTiming | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`queue`: the printer's name at the service. Nothing is asked before the first call."""
        self._uri = f"ipp://localhost/printers/{queue}"
        self._path = f"/printers/{queue}"
        self._address = address
        self._media = media
        self._timing = timing or JobTiming()
        self._monotonic = monotonic
        self._sleep = sleep
        self._numbers = itertools.count(1)
        self._user = pwd.getpwuid(os.geteuid()).pw_name
        self._lock = threading.Lock()
        self._at_work = self._sent = False
        """Whether the job was begun, and whether the service told that the printer has some of it."""

    def status(self) -> DocumentPrinterStatus:
        """See `port.DocumentPrinter`."""
        with self._lock:
            state, reasons = self._printer()
            _raise_for(state, reasons)
            return DocumentPrinterStatus(reasons)

    def print_pdf(self, document: bytes) -> None:
        """See `port.DocumentPrinter`."""
        with self._lock:
            _raise_for(*self._printer())
            # Jobs that an earlier program left unfinished may be another citizen's, so they are cancelled.
            self._ask(Operation.CANCEL_MY_JOBS, [])
            self._at_work = self._sent = False
            job = self._send(document)
            try:
                self._watch(job)
            except DocumentPrinterError as problem:
                if not self._cancelled(job):
                    raise CopyUnconfirmedError("the job could not be taken back") from problem
                # Some services tell nothing of a job at work: then one that was not reached has none.
                begun = self._at_work and not isinstance(problem, OfflineError)
                problem.sent = problem.sent or self._sent or begun
                raise
            except _CameOutError:
                return

    def close(self) -> None:
        """Nothing is held between two calls."""

    def _printer(self) -> tuple[int, frozenset[str]]:
        wanted = _keywords("requested-attributes", "printer-state", "printer-state-reasons")
        answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, [wanted])
        if answer.status in (IppStatus.NOT_FOUND, IppStatus.GONE):
            raise RemovedError("the printing service has no such printer")
        if not answer.succeeded:
            raise ServiceError(f"the printing service answered {answer.status:#06x}")
        state = answer.number(Group.PRINTER, "printer-state") or 0
        return state, answer.words(Group.PRINTER, "printer-state-reasons")

    def _send(self, document: bytes) -> int:
        job = [
            Attribute(Tag.INTEGER, "copies", (1,)),
            Attribute(Tag.KEYWORD, "media", (self._media,)),
        ]
        about = [
            Attribute(Tag.NAME, "job-name", (_JOB_NAME,)),
            Attribute(Tag.MEDIA_TYPE, "document-format", ("application/pdf",)),
        ]
        try:
            answer = self._ask(Operation.PRINT_JOB, about, job, document)
        except ServiceError as error:
            # The service may have taken the whole job before it fell silent, and its number is not known.
            with contextlib.suppress(DocumentPrinterError):
                self._ask(Operation.CANCEL_MY_JOBS, [])
            raise CopyUnconfirmedError("the printing service did not confirm the job") from error
        if answer.status in (IppStatus.NOT_FOUND, IppStatus.GONE):
            raise RemovedError("the printing service has no such printer")
        if answer.status == IppStatus.NOT_ACCEPTING:
            raise HeldError("the printer takes no jobs now")
        number = answer.number(Group.JOB, "job-id")
        if not answer.succeeded or number is None:
            raise DocumentRefusedError(f"the printing service answered {answer.status:#06x}")
        return number

    def _watch(self, job: int) -> None:
        """Wait until the job is done; raises what keeps it from being done."""
        began = moved_at = self._monotonic()
        connecting_since: float | None = None
        sheets: int | None = None
        while True:
            state, reasons, out, reached = self._job(job)
            if state == _Job.COMPLETED:
                return
            if state in (_Job.CANCELED, _Job.ABORTED):
                # Somebody cancelled it at the service or at the printer's panel, after any number of pages.
                self._sent = True
                raise _of_ended(state, reasons)
            if state == _Job.HELD:
                raise HeldError("the printing service holds the job")
            printer, troubles = self._printer()
            now = self._monotonic()
            if out != sheets or not _troubles(troubles, warnings=True):
                sheets, moved_at = out, now
            _raise_for(printer, troubles, warnings=now - moved_at > self._timing.stalled_s)
            if reached and _CONNECTING not in troubles:
                connecting_since = None
            elif connecting_since is None:
                connecting_since = now
            elif now - connecting_since > self._timing.offline_s:
                raise OfflineError("the printer cannot be reached")
            if now - began > self._timing.copy_s:
                raise CopyUnconfirmedError("the copy took too long")
            self._sleep(self._timing.poll_s)

    def _job(self, job: int) -> tuple[int, frozenset[str], int | None, bool]:
        """Give state, reasons, sides out so far where that is told, and whether the printer is reached."""
        told, words = "job-impressions-completed", "job-printer-state-message"
        wanted = _keywords("requested-attributes", "job-state", "job-state-reasons", told, words)
        try:
            answer = self._ask(Operation.GET_JOB_ATTRIBUTES, [_id(job), wanted])
        except ServiceError as error:
            raise CopyUnconfirmedError("the printing service fell silent during the job") from error
        if not answer.succeeded:
            raise CopyUnconfirmedError("the printing service does not know the job any more")
        state = answer.number(Group.JOB, "job-state") or 0
        said = {one for one in answer.words(Group.JOB, words) if one}
        reached = not said & _NOT_REACHED
        reasons = answer.words(Group.JOB, "job-state-reasons")
        out = answer.number(Group.JOB, told)
        self._at_work = self._at_work or state in (_Job.PROCESSING, _Job.STOPPED)
        # The service says nothing of the printer, or that it does not reach it, before it sends anything.
        self._sent = self._sent or bool(out) or (reached and bool(said))
        return state, reasons, out, reached

    def _cancelled(self, job: int) -> bool:
        """Take the job back. True when it is sure that nothing of it comes out later.

        Raises `_CameOutError` when it had been done by then.
        """
        until = self._monotonic() + self._timing.cancel_s
        with contextlib.suppress(DocumentPrinterError):
            self._ask(Operation.CANCEL_JOB, [_id(job)])
            while True:
                state, *_ = self._job(job)
                if state == _Job.COMPLETED:
                    raise _CameOutError
                # The service calls it cancelled at once; it is busy until the printer was told, too.
                if state in _ENDED and self._printer()[0] != _BUSY:
                    return True
                if self._monotonic() > until:
                    return False
                self._sleep(self._timing.poll_s)
        return False

    def _ask(
        self,
        operation: Operation,
        about: Sequence[Attribute],
        job: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> ipp.IppResponse:
        number = next(self._numbers)
        head = [
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(Tag.URI, "printer-uri", (self._uri,)),
        ]
        # The standard fixes the order of what stands first: the printer, then the job.
        ids = [one for one in about if one.name == "job-id"]
        user = Attribute(Tag.NAME, "requesting-user-name", (self._user,))
        rest = [one for one in about if one.name != "job-id"]
        groups: list[tuple[Group, Sequence[Attribute]]] = [(Group.OPERATION, [*head, *ids, user, *rest])]
        if job:
            groups.append((Group.JOB, job))
        headers = {"Content-Type": "application/ipp"}
        if self._address.socket_path is not None:
            # CUPS asks the socket who this is; only one's own jobs can be cancelled.
            headers["Authorization"] = f"PeerCred {self._user}"
        body = ipp.request(operation, number, groups) + document
        try:
            answer = ipp.read(
                local_http.post(self._address, self._path, body, headers, self._timing.answer_s)
            )
        except (OSError, http.client.HTTPException, IppError) as error:
            raise ServiceError(f"the printing service does not answer: {type(error).__name__}") from error
        if answer.request_id != number:
            raise ServiceError("the printing service answered another question")
        return answer


class _CameOutError(Exception):
    """The copy was done when it was to be cancelled."""


def _raise_for(state: int, reasons: frozenset[str], *, warnings: bool = False) -> None:
    """Raise what keeps a copy from coming out. `warnings`: whether what is called a warning counts too."""
    plain = _troubles(reasons, warnings=warnings)
    for names, problem in _PROBLEMS:
        if found := names & plain:
            raise problem(", ".join(sorted(found)))
    if state == _STOPPED:
        raise HeldError("the printer is stopped")


def _troubles(reasons: frozenset[str], *, warnings: bool) -> frozenset[str]:
    """Give the known troubles among reasons, without their grade.

    "offline-report" is how CUPS itself says that it cannot reach the printer.
    """
    found = set()
    for reason in reasons:
        plain = reason.removesuffix("-error").removesuffix("-warning").removesuffix("-report")
        mild = reason.endswith(_NO_MATTER) and plain != "offline"
        if plain in _KNOWN and (warnings or not mild):
            found.add(plain)
    return frozenset(found)


def _of_ended(state: int, reasons: frozenset[str]) -> DocumentPrinterError:
    # One that is ended while the printer is at it tells only that, for a moment: a sheet may be out.
    if state == _Job.CANCELED or _STOPPING in reasons or any("cancel" in one for one in reasons):
        return CopyUnconfirmedError("the job was ended while it was printed")
    return DocumentRefusedError(", ".join(sorted(reasons)) or "the printer gave the job up")


def _id(job: int) -> Attribute:
    return Attribute(Tag.INTEGER, "job-id", (job,))


def _keywords(name: str, *values: str) -> Attribute:
    return Attribute(Tag.KEYWORD, name, values)
