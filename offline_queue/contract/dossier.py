"""A dossier (hồ sơ) as it goes into the queue: what travels, and nothing of how it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class SubmissionKind(StrEnum):
    """What a citizen hands in. All kinds travel alike: sealed, once, with a proof; only the calls differ."""

    DOSSIER = "dossier"
    SUPPLEMENT = "supplement"
    """Papers that the authority asked for (bổ sung hồ sơ)."""
    WITHDRAWAL = "withdrawal"
    """Rút hồ sơ."""
    CONFIRMATION = "confirmation"
    """What the citizen says of the officer's draft of a certificate."""
    PETITION = "petition"
    """Phản ánh, kiến nghị."""
    PAYMENT = "payment"
    """Notice of a payment."""
    BOOKING = "booking"
    """A half day on which somebody would like to come: no appointment until the counter says so."""
    RATING = "rating"
    """What a citizen thinks of a finished dossier. It names nobody (docs/decisions/029)."""
    CERTIFIED_COPY = "certified_copy"
    """The scan of an original, which an officer compares with it and signs (chứng thực bản sao điện tử)."""


NUMBERED = frozenset({SubmissionKind.DOSSIER})
"""Kinds that get an official number of a dossier."""
ANSWERED = frozenset({SubmissionKind.PETITION, SubmissionKind.CERTIFIED_COPY, SubmissionKind.BOOKING})
"""Kinds about no dossier that an authority answers: looked up by their own code, opened by the slip's key."""
FINAL = frozenset({SubmissionKind.WITHDRAWAL, SubmissionKind.CONFIRMATION})
"""Kinds that end a dossier, or settle what its result says, at some portals before an officer reads a note:
offered to nobody but a dossier's own people, signed in, and sent only with the daemon's word for it."""
UNLINKED = frozenset({SubmissionKind.RATING})
"""Kinds of which neither the queue's clear columns nor the portal are told by whom, or to which dossier."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="none")

    def __str__(self) -> str:
        return repr(self)


class SignInWay(StrEnum):
    """How people come in, as it is counted: a way that nobody manages shows by its number."""

    VNEID = "vneid"
    VNEID_BY_PHONE = "vneid_by_phone"
    VNEID_UNCHECKED = "vneid_unchecked"
    """Shown while the identity service could not be asked."""
    CARD_CHIP = "card_chip"
    CARD_QR = "card_qr"
    TYPED = "typed"
    """Neither account nor card: filled in by hand, checked by staff."""
    NONE = "none"
    """Nobody was asked who they are."""


class IdentityEvidence(_Record):
    """How the citizen was identified; `token` only while it has still to be verified on receipt."""

    method: Literal["vneid_verified", "vneid_pending", "card_chip", "card_qr", "staff", "none"]
    """"none": nobody was asked who they are."""
    level: int | None = None
    by_phone: bool = False
    """Whether the account was shown by scanning the screen's code with the phone."""
    token: str = ""
    personal_id: str = ""
    """Of who signed in, whatever stands in the form; "" when nobody's id was read."""
    full_name: str = ""
    attestation: str = ""
    """What the daemon vouches for (contract/attestation.py); without it nothing of this is believed."""
    confirmation: str = ""
    """The daemon's word that a member of staff saw who hands it in; "" where nobody did."""

    @property
    def way(self) -> SignInWay:
        """The way in that it is counted under."""
        match self.method:
            case "vneid_verified":
                return SignInWay.VNEID_BY_PHONE if self.by_phone else SignInWay.VNEID
            case "vneid_pending":
                return SignInWay.VNEID_UNCHECKED
            case "staff":
                return SignInWay.TYPED
            case _:
                return SignInWay(self.method)

    def __repr__(self) -> str:
        return f"IdentityEvidence({self.method})"


class Organisation(_Record):
    """Whom the applicant acts for: a business, a household business, or another organisation."""

    name: str
    tax_code: str
    kind: Literal["business", "household_business", "organisation"] = "organisation"
    role: Literal["representative", "delegate"]
    """What the applicant is to it: its legal representative, or somebody whom it has authorised."""
    address: str = ""

    def __repr__(self) -> str:
        return f"Organisation({self.kind}, {self.role})"


class Helper(_Record):
    """Who filled it in for a citizen who cannot read or write, and how the citizen agreed to it."""

    kind: Literal["relative", "staff"]
    name: str
    relation: str = ""
    """Of a relative to the citizen, in words."""
    confirmation: str = ""
    """The daemon's word for the badge of a member of staff who helped; "" for a relative."""
    read_back: Literal["heard", "officer"]
    """"heard": all was read out and the citizen agreed on the screen; "officer": staff heard them agree."""
    read_back_confirmation: str = ""
    """The daemon's word for that member of staff's badge."""

    def __repr__(self) -> str:
        return f"Helper({self.kind}, {self.read_back})"


class CodeEvidence(_Record):
    """How it was confirmed: a portal's one-time code, a code shown on the screen and why, or a touch."""

    method: Literal["portal_otp", "screen_code", "touch"]
    """"touch": no code was asked for, the citizen confirmed on the screen."""
    reason: Literal["", "offline", "no_phone", "service_unavailable", "locked"] = ""


class ConsentRecord(_Record):
    """Which notice was agreed to (NĐ 356/2025 Điều 6: who, when, what; verifiable)."""

    text_version: str
    text_sha256: str
    purpose: str
    given_at: datetime
    kiosk_id: str


class ClockReading(_Record):
    """The kiosk's wall clock when the dossier was made, and whether it could be trusted."""

    made_at: datetime
    doubtful: bool


class Applicant(_Record):
    """Chủ hồ sơ / người nộp, in the portal's terms; a missing value is ""."""

    full_name: str
    personal_id: str
    id_issued_on: str = ""
    address: str = ""
    province_code: str = ""
    commune_code: str = ""
    phone: str = ""
    email: str = ""

    def __repr__(self) -> str:
        return "Applicant(…)"


def same_person(one: Applicant, other: Applicant) -> bool:
    """Whether both are the same: by personal id, else by name; telephone and address may be given for one."""
    if one.personal_id and other.personal_id:
        return one.personal_id == other.personal_id
    return one.full_name == other.full_name


class PartInfo(_Record):
    """One file of the dossier. `file_uid` is made once and is the portal's idempotency key for the file."""

    file_uid: str
    part_no: str
    template_no: str = ""
    display_name: str
    file_name: str
    """ASCII, safe in any file system."""
    media_type: str = "application/pdf"
    pages: int
    size: int
    sha256: str
    form_data: str = ""
    """JSON of the e-form's answers when this file is the e-form itself (`eForm`)."""
    component_code: str = ""
    """Code of the component in the national catalogue; "" where it is not known."""
    scanned: bool = True
    """Whether it was digitised from paper; false for what the kiosk made itself."""

    def __repr__(self) -> str:
        return f"PartInfo({self.file_uid}, {self.part_no})"


def numbered_name(part: PartInfo, parts: Sequence[PartInfo]) -> str:
    """Give a file's name as people read it: "Giấy chứng sinh (1/2)" where its paper has several files."""
    files = [one.file_uid for one in parts if one.part_no == part.part_no]
    if len(files) < 2:
        return part.display_name
    return f"{part.display_name} ({files.index(part.file_uid) + 1}/{len(files)})"


class StandIn(_Record):
    """A component that is not handed in, and what stands in for it."""

    part_no: str
    component_code: str = ""
    name: str
    source: Literal["database", "hospital", "e_copy"]


class PostAddress(_Record):
    """Where the post brings the result; it need not be where anybody of the dossier lives."""

    address: str
    province_code: str = ""

    def __repr__(self) -> str:
        return "PostAddress()"


class TargetDossier(_Record):
    """The dossier that a request is about."""

    code: str
    """As it stands on the citizen's slip: official number or provisional code."""
    reference_uid: str = ""
    """Of that dossier where it is known: the portal's record must carry it. "" lets the code decide."""


class LinkedAuthority(_Record):
    """One procedure of a linked group, which an authority of its own decides."""

    code: str
    name: str
    authority: str
    waits_for: str = ""
    """Code of the part whose result this one needs before its authority can begin; "" for none."""


class Manifest(_Record):
    """Everything of the dossier but the files' bytes. Sealed as a part of its own."""

    format: Literal[1] = 1
    kind: SubmissionKind = SubmissionKind.DOSSIER
    target: TargetDossier | None = None
    """Only where another dossier is meant; always with a supplement, a withdrawal and a confirmation."""
    reference_uid: str
    """UUID made at the start of the session; the portal's idempotency key."""
    provisional_code: str
    kiosk_id: str
    service_code: str
    service_name: str
    service_version: str
    template_no: str
    form_version: str = ""
    """Version of the portal's e-form that the answers were given for."""
    linked: tuple[LinkedAuthority, ...] = ()
    """Parts of a linked group (thủ tục liên thông); empty for a single procedure."""
    authority_code: str
    """Receiving authority (`govAgencyCode`)."""
    authority_name: str
    domain_code: str = ""
    domain_name: str = ""
    summary: str
    """Trích yếu, at most 1000 characters."""
    applicant: Applicant
    owner: Applicant
    organisation: Organisation | None = None
    """None: the applicant acts as a person. Else it is the owner, and has no personal id."""
    delivery: Literal["counter", "post", "online"] = "counter"
    post_address: PostAddress | None = None
    """Where the result goes by post; None where it does not, and in dossiers that an earlier program made."""
    copies: int = 1
    fee_vnd: int = 0
    identity: IdentityEvidence
    helper: Helper | None = None
    """None: the citizen did it alone."""
    code: CodeEvidence
    consent: ConsentRecord
    clock: ClockReading
    answers: dict[str, str]
    parts: tuple[PartInfo, ...]
    stand_ins: tuple[StandIn, ...] = ()
    """Components that a database, a hospital's record or a certified e-copy stands in for."""
    digest_key: str = ""
    """Random, the same at every try to store this dossier: keys the digest that stands in the clear in the
    queue.
    "" in a dossier that an earlier program made."""

    def __repr__(self) -> str:
        return f"Manifest({self.reference_uid}, {self.service_code})"


class PartContent(bytes):
    """The bytes of a part with their digest, taken once: when they were made, before the review."""

    sha256: str

    def __new__(cls, content: bytes) -> PartContent:
        """Take the bytes over."""
        document = super().__new__(cls, content)
        document.sha256 = hashlib.sha256(content).hexdigest()
        return document


class Submission(_Record):
    """A manifest with the bytes of its parts, in the same order.

    A `PartContent` is not hashed a second time; other bytes are.
    """

    manifest: Manifest
    contents: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"Submission({self.manifest.reference_uid}, {len(self.contents)} parts)"


class Stored(_Record):
    """What the queue tells once the dossier is durable."""

    reference_uid: str
    provisional_code: str
    repeated: bool
    """True when this `reference_uid` was stored before; nothing was stored a second time."""
    reserved_code: str = ""
    """Official number from a block that the portal handed out before; "" where there is none."""


class DeliveryState(StrEnum):
    """Where a dossier is on its way; the same words in the database, the events and on the staff's screen."""

    QUEUED = "queued"
    SENDING = "sending"
    UPLOADED = "uploaded"
    ACCEPTED = "accepted"
    PURGED = "purged"
    WAITING = "waiting"
    BLOCKED_CREDENTIALS = "blocked_credentials"
    BLOCKED_CLOCK = "blocked_clock"
    REJECTED = "rejected"
    DAMAGED = "damaged"


def sha256_of(content: bytes | bytearray) -> str:
    """Give the lower-case hex digest that `PartInfo.sha256` carries."""
    return content.sha256 if isinstance(content, PartContent) else hashlib.sha256(content).hexdigest()
