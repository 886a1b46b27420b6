"""What screen and daemon say to each other of a sign-in: tokens, codes, chips, phones and badges of staff."""

from __future__ import annotations

from typing import Annotated

from pydantic import Base64Bytes, Field

from offline_queue.contract.attestation import StaffAct
from offline_queue.contract.messages import Message

LONGEST_SECURITY_OBJECT = 16_384
"""Bytes; a card's has some 2,500, with a signer's certificate in it."""
LONGEST_GROUP = 4_096
MOST_GROUPS = 2
"""All of it in base64 fits a line."""


class VerifyParams(Message):
    """Parameters of `identity.verify`."""

    token: str

    def __repr__(self) -> str:
        return "VerifyParams(…)"


class Verified(Message):
    """Answer to `identity.verify` and `identity.phone.ask` (there also "pending" and "denied").

    `claims` only when `result` is "verified" (names: identity.Claims).
    """

    result: str
    level: int | None = None
    claims: dict[str, str] = Field(default_factory=dict)
    ticket: str = ""
    """Says to this daemon that it verified this person; opaque, kept for the visit, "" when not verified."""

    def __repr__(self) -> str:
        return f"Verified({self.result})"


class CodeParams(Message):
    """Parameters of `code.request`; the code is bound to this dossier."""

    reference_uid: str
    personal_id: str
    phone: str = ""
    """Where the identity service knows none."""
    ticket: str = ""
    """Of the sign-in: a code goes only to who was verified."""

    def __repr__(self) -> str:
        return f"CodeParams({self.reference_uid})"


class CodeSent(Message):
    """Answer to `code.request`."""

    result: str
    """"sent", "too_soon", "no_phone", "unavailable" or "locked"."""
    phone_hint: str = ""
    """The last digits only, e.g. "•••• 123"."""
    resend_after_s: int = 60
    tries_left: int = 3


class CheckParams(Message):
    """Parameters of `code.check`."""

    reference_uid: str
    code: str

    def __repr__(self) -> str:
        return "CheckParams(…)"


class CodeChecked(Message):
    """Answer to `code.check`. Tries are counted behind the socket."""

    result: str
    """"accepted", "wrong", "expired", "locked" or "unavailable"."""
    tries_left: int = 0


class AttestParams(Message):
    """Parameters of `dossier.attest`, asked once the code was right and before the dossier is sealed."""

    reference_uid: str
    ticket: str
    """Of a sign-in, or the word for a chip."""

    def __repr__(self) -> str:
        return f"AttestParams({self.reference_uid})"


class Attested(Message):
    """Answer to `dossier.attest`."""

    attestation: str
    """Goes into the manifest (contract/attestation.py); "" when the daemon vouches for nothing."""

    def __repr__(self) -> str:
        return "Attested(…)"


class ChipParams(Message):
    """Parameters of `identity.chip`: what was read from a card, for the daemon to verify itself."""

    security_object: Annotated[Base64Bytes, Field(max_length=LONGEST_SECURITY_OBJECT)]
    groups: Annotated[
        dict[int, Annotated[Base64Bytes, Field(max_length=LONGEST_GROUP)]], Field(max_length=MOST_GROUPS)
    ]
    """Data groups by number: 1 (MRZ) and 13 (what is printed)."""

    def __repr__(self) -> str:
        return "ChipParams(…)"


class ChipChecked(Message):
    """Answer to `identity.chip`."""

    result: str
    """"verified", "unavailable" (the daemon has no country signers to compare with), or what is wrong
    (`chip_data.errors`)."""
    word: str = ""
    """Says to this daemon whose chip it verified; opaque, for `dossier.attest`, "" when not verified."""

    def __repr__(self) -> str:
        return f"ChipChecked({self.result})"


class PhoneSignInBegun(Message):
    """Answer to `identity.phone.begin`: what the citizen's phone scans (RFC 8628)."""

    result: str
    """"begun", "locked" (too many of late) or "unavailable"."""
    handle: str = ""
    """Stands for the device code, which stays with the daemon."""
    address: str = ""
    user_code: str = ""
    expires_s: int = 0

    def __repr__(self) -> str:
        return f"PhoneSignInBegun({self.result})"


class PhoneParams(Message):
    """Parameters of `identity.phone.ask`: whether the phone has decided."""

    handle: str

    def __repr__(self) -> str:
        return "PhoneParams(…)"


class BadgeParams(Message):
    """Parameters of `staff.confirm`: a member of staff held a badge up for this dossier."""

    reference_uid: str
    badge: str
    act: StaffAct = StaffAct.SEEN
    """What they vouch for."""

    def __repr__(self) -> str:
        return f"BadgeParams({self.reference_uid})"


class BadgeChecked(Message):
    """Answer to `staff.confirm`."""

    result: str
    """"accepted", "unknown", "locked" or "unavailable"."""
    officer_name: str = ""
    confirmation: str = ""
    """Goes into the manifest (contract/attestation.py); "" unless accepted."""

    def __repr__(self) -> str:
        return f"BadgeChecked({self.result})"
