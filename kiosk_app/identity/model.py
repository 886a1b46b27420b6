"""What is known of the citizen, and how it came to be known."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class IdentityMethod(StrEnum):
    """How the citizen told who they are, strongest first."""

    VNEID_VERIFIED = "vneid_verified"
    """The identity service verified the token just shown."""
    VNEID_PENDING = "vneid_pending"
    """A VNeID token that could not be checked yet; it travels sealed and is checked on receipt."""
    CARD_CHIP = "card_chip"
    """The chip of a card: its data are the country's word; nobody compared who holds the card."""
    CARD_QR = "card_qr"
    """The printed QR of a CCCD or căn cước card: plain text, pre-fills, proves nothing."""
    STAFF = "staff"
    """Signed in without VNeID or card; the officer checks at the counter."""


class VerifyResult(StrEnum):
    """What the identity service says of a token."""

    VERIFIED = "verified"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    """Not a token of this service, or already used."""
    LEVEL_1 = "level_1"
    INACTIVE = "inactive"
    OUTDATED_APP = "outdated_app"
    UNAVAILABLE = "unavailable"
    """No answer: offline, daemon down, or only the identity service fails."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Facts about the citizen, as strings under stable names.

    Names: `full_name`, `personal_id`, `birth_date` (yyyy-mm-dd, yyyy-mm or yyyy), `sex` ("male" | "female"),
    `nationality`, `ethnicity`, `id_type`, `id_number`, `id_issued_on` (yyyy-mm-dd), `id_issued_by`,
    `residence_kind` ("permanent" | "temporary"), `residence_province` (2-digit code), `residence_commune`
    (5-digit code), `residence_detail`, `residence_text`, `phone`, `email`.

    Of an organisation's account besides: `organisation_name`, `organisation_kind` ("business",
    "household_business" or "organisation"), `tax_code`, `organisation_address`, and what the person is to it,
    `organisation_role` ("representative" or "delegate"). A missing name means not known.
    """

    values: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Give the fact, or "" when it is not known."""
        return self.values.get(name, "")

    def __repr__(self) -> str:
        return f"Claims({', '.join(sorted(self.values))})"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the citizen says they are, for this session only."""

    method: IdentityMethod
    claims: Claims
    token: str = ""
    """The VNeID token while it still has to be verified on receipt; "" otherwise."""
    by_phone: bool = False
    """Whether the phone scanned this screen's code, instead of showing one."""
    level: int | None = None
    """Level of the e-id account (mức độ định danh), 1 or 2, when the service told it."""
    ticket: str = ""
    """The daemon's word for a verified sign-in, opaque; "" where nothing was verified."""
    chip_word: str = ""
    """The daemon's word for the chip of a card, opaque: it opens nothing, and is bound to a dossier."""

    @property
    def verified(self) -> bool:
        """Whether the identity service vouched for it."""
        return self.method is IdentityMethod.VNEID_VERIFIED

    @property
    def by_account(self) -> bool:
        """Whether the citizen's own account signed in, or will be asked about on receipt."""
        return self.method in {IdentityMethod.VNEID_VERIFIED, IdentityMethod.VNEID_PENDING}

    @property
    def to_attest(self) -> str:
        """What the daemon binds to a dossier; "" when it vouches for nothing."""
        return self.ticket or self.chip_word

    def __repr__(self) -> str:
        return f"Identity({self.method.value})"
