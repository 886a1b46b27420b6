"""The portal as the delivery sees it: five verbs, typed answers, one error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from offline_queue.contract.dossier import Manifest, PartInfo
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.portal.response_policy import Outcome


class PortalError(Exception):
    """A call that did not end well; `answers` says what follows."""

    def __init__(
        self,
        outcome: Outcome,
        text: str = "",
        *,
        status: int = 0,
        retry_after_s: float | None = None,
        field_name: str = "",
        limit_bytes: int | None = None,
    ) -> None:
        """`text`: the portal's or the system's words; may hold personal data until it is redacted."""
        self.outcome = outcome
        self.text = text
        self.status = status
        self.retry_after_s = retry_after_s
        self.field_name = field_name
        self.limit_bytes = limit_bytes
        super().__init__(f"{outcome.value} {status or ''}".strip())


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A dossier on its way, with what the kiosk alone knows as a note for the officer."""

    manifest: Manifest
    note: str
    portal_id: str = ""
    reserved_code: str = ""
    """Official number of a block that this portal handed out; "" lets the portal give one."""

    def __repr__(self) -> str:
        return f"Outgoing({self.manifest.reference_uid})"


class UploadMemory(Protocol):
    """Where an upload that was begun goes on, also after a power cut."""

    def recall(self, file_uid: str) -> str:
        """Give the address of the upload, "" when none was begun."""

    def remember(self, file_uid: str, address: str) -> None:
        """Keep it durably before the first byte is sent; "" forgets."""


class ShortMemory:
    """An `UploadMemory` that lasts as long as the process."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}

    def recall(self, file_uid: str) -> str:
        """Give the address."""
        return self._addresses.get(file_uid, "")

    def remember(self, file_uid: str, address: str) -> None:
        """Keep the address."""
        self._addresses[file_uid] = address


class Portal(Protocol):
    """Every call may be repeated with the same effect as once. Every call may raise `PortalError`."""

    def probe(self) -> None:
        """Find out whether the portal is there and takes the kiosk's credentials. Sends nothing personal."""

    def register(self, outgoing: Outgoing) -> PortalRecord:
        """Make the dossier known (or find it known) by its `reference_uid`; small, no files."""

    def present_files(self, outgoing: Outgoing) -> dict[str, int]:
        """Give file uid → size in bytes of what the portal holds of this dossier."""

    def send_file(self, outgoing: Outgoing, part: PartInfo, content: bytes) -> None:
        """Attach one file."""

    def submit(self, outgoing: Outgoing) -> PortalRecord:
        """Hand the dossier in, after all files are there."""

    def status(self, outgoing_id: str, reference_uid: str) -> PortalRecord:
        """Ask for the dossier's present state. `outgoing_id`: what `register` gave as `portal_id`."""

    def reserve_numbers(self, request_uid: str, authority_code: str, count: int) -> tuple[str, ...]:
        """Have a block of official numbers set aside; the same `request_uid` gives the same block.

        A portal that hands out none raises `PortalError` with `Outcome.REJECTED`.
        """

    def send_item(self, uid: str, kind: str, payload: dict[str, object]) -> None:
        """Send a small fact (a rating, counters); `uid` is its idempotency key."""
