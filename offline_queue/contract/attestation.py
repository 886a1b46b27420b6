"""What the daemon vouches for: who was verified, and that a code was right.

Whoever can write the queue's file can write any manifest, sealed with public keys. What only the daemon can
have seen is therefore carried as a message authentication code (HMAC-SHA-256) under a key that only the
daemon holds.

A *ticket* says who was verified at a sign-in; the screen keeps it for the visit. A *chip word* says whose
card had a chip that the country signed: it proves the data and not who holds the card, so it opens nothing
that a ticket opens. An *attestation* binds either to one dossier. A *confirmation* says which member of staff
saw who hands a dossier in, or helped with it. All are
`v1.<base64url of JSON>.<base64url of MAC>`, opaque to the screen. A *token word* says what checking a token
gave when its dossier was sent: it stands in the queue's file, where others write too.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

LONGEST = 2_048
TICKET_HOLDS = timedelta(hours=2)
"""A visit is over long before; a ticket that is older was kept by somebody."""
_AHEAD = timedelta(minutes=5)
"""A ticket may be so much of the future: the clock was set back a little meanwhile."""
_VERSION = "v1"
_Sealed = TypeVar("_Sealed", bound=BaseModel)


class AttestationError(Exception):
    """A ticket or attestation that this daemon did not give, or that holds no longer."""


class Ticket(BaseModel):
    """Who was verified."""

    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="none")

    personal_id: str
    level: int | None
    verified_at: datetime
    tax_code: str = ""
    """Of the organisation whose account it was; "" for a person's own."""
    name: str = ""
    """Mark (`mark_of`) of the person's name; "" where the service told none."""
    organisation: str = ""
    """Mark of the organisation's name and of what the person is to it."""

    def __repr__(self) -> str:
        return "Ticket(…)"


class ChipWord(BaseModel):
    """Whose card's chip was checked."""

    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="none")

    personal_id: str
    verified_at: datetime

    def __repr__(self) -> str:
        return "ChipWord(…)"


class StaffAct(StrEnum):
    """What a member of staff vouches for by a badge; one act never stands for another."""

    SEEN = "seen"
    """They saw who hands it in, and compared them with their papers."""
    HELPED = "helped"
    """They filled it in for somebody who cannot."""
    READ_BACK = "read_back"
    """They heard the citizen agree to all that was read out."""


class Confirmation(BaseModel):
    """A member of staff whose badge was checked for this one dossier."""

    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="none")

    reference_uid: str
    officer_id: str
    officer_name: str
    confirmed_at: datetime
    act: StaffAct = StaffAct.SEEN

    def __repr__(self) -> str:
        return f"Confirmation({self.reference_uid}, {self.officer_id}, {self.act.value})"


class Attestation(BaseModel):
    """What the daemon checked for one dossier."""

    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="none")

    reference_uid: str
    personal_id: str
    """Of who signed in."""
    method: Literal["vneid", "chip"]
    """"chip": the country signed the data of a card; who holds the card was not compared."""
    level: int | None
    verified_at: datetime
    code_accepted: bool
    """Whether a one-time code that went to the signer's phone was typed rightly for this dossier."""
    attested_at: datetime
    tax_code: str = ""
    """Of the organisation whose account it was."""
    name: str = ""
    organisation: str = ""
    """As in `Ticket`; "" in one that an earlier program gave."""

    def __repr__(self) -> str:
        return f"Attestation({self.reference_uid})"


@dataclass(frozen=True, slots=True, repr=False)
class Attester:
    """Gives tickets and attestations, and knows its own again. `key`: 32 secret bytes."""

    key: bytes

    def ticket(
        self,
        personal_id: str,
        level: int | None,
        at: datetime,
        tax_code: str = "",
        *,
        name: str = "",
        organisation: str = "",
    ) -> str:
        """Give a ticket for who was just verified. `tax_code`: of the organisation whose account it was.

        `name`, `organisation`: marks, see `Ticket`.
        """
        ticket = Ticket(
            personal_id=personal_id,
            level=level,
            verified_at=at,
            tax_code=tax_code,
            name=name,
            organisation=organisation,
        )
        return self._seal("ticket", ticket)

    def open_ticket(self, text: str, now: datetime) -> Ticket:
        """Read a ticket. Raises `AttestationError` when it is none of ours or too old."""
        ticket = self._open("ticket", Ticket, text)
        _check_age(ticket.verified_at, now)
        return ticket

    def chip_word(self, personal_id: str, at: datetime) -> str:
        """Give a word for the card whose chip was just checked."""
        return self._seal("chip", ChipWord(personal_id=personal_id, verified_at=at))

    def open_chip_word(self, text: str, now: datetime) -> ChipWord:
        """Read a chip word. Raises `AttestationError` when it is none of ours or too old."""
        word = self._open("chip", ChipWord, text)
        _check_age(word.verified_at, now)
        return word

    def attest_chip(self, reference_uid: str, word: ChipWord, *, at: datetime) -> str:
        """Bind a chip word to a dossier."""
        return self._seal(
            "attestation",
            Attestation(
                reference_uid=reference_uid,
                personal_id=word.personal_id,
                method="chip",
                level=None,
                verified_at=word.verified_at,
                code_accepted=False,
                attested_at=at,
            ),
        )

    def attest(self, reference_uid: str, ticket: Ticket, *, code_accepted: bool, at: datetime) -> str:
        """Bind a ticket to a dossier."""
        return self._seal(
            "attestation",
            Attestation(
                reference_uid=reference_uid,
                personal_id=ticket.personal_id,
                method="vneid",
                level=ticket.level,
                verified_at=ticket.verified_at,
                code_accepted=code_accepted,
                attested_at=at,
                tax_code=ticket.tax_code,
                name=ticket.name,
                organisation=ticket.organisation,
            ),
        )

    def read(self, text: str) -> Attestation:
        """Read an attestation. Raises `AttestationError` when this daemon did not give it."""
        return self._open("attestation", Attestation, text)

    def confirm(self, confirmation: Confirmation) -> str:
        """Seal what a member of staff confirmed."""
        return self._seal("confirmation", confirmation)

    def read_confirmation(self, text: str) -> Confirmation:
        """Read a confirmation. Raises `AttestationError` when this daemon did not give it."""
        return self._open("confirmation", Confirmation, text)

    def token_word(self, reference_uid: str, personal_id: str, token: str, result: str) -> str:
        """Say what checking a token of this dossier's requester gave: `<result>.<base64url of MAC>`."""
        return f"{result}.{_encoded(self._mac('token', _about(reference_uid, personal_id, token, result)))}"

    def read_token_word(self, reference_uid: str, personal_id: str, token: str, text: str) -> str:
        """Give the result that a token word tells; "" when this daemon did not give it for this dossier."""
        result = result_of(text)
        right = self.token_word(reference_uid, personal_id, token, result)
        return result if hmac.compare_digest(right.encode(), text.encode()) else ""

    def _seal(self, purpose: str, value: BaseModel) -> str:
        content = value.model_dump_json().encode()
        return ".".join((_VERSION, _encoded(content), _encoded(self._mac(purpose, content))))

    def _open(self, purpose: str, kind: type[_Sealed], text: str) -> _Sealed:
        """Read what `_seal` gave. Raises `AttestationError` for what it did not."""
        version, _, rest = text.partition(".")
        content_text, _, mac_text = rest.partition(".")
        if len(text) > LONGEST or version != _VERSION:
            raise AttestationError("not in the form that this daemon gives")
        content, mac = _decoded(content_text), _decoded(mac_text)
        if not hmac.compare_digest(mac, self._mac(purpose, content)):
            raise AttestationError("not given by this daemon")
        try:
            return kind.model_validate_json(content)
        except ValidationError as error:
            raise AttestationError(f"{purpose}: of another version of this program") from error

    def _mac(self, purpose: str, content: bytes) -> bytes:
        return hmac.digest(self.key, purpose.encode() + b"\0" + content, "sha256")


def mark_of(*words: str) -> str:
    """Give what stands for names in a word of the daemon's; "" for no name.

    However they are composed, in whichever case, with whichever blanks; other letters that only look the same
    are other names.
    """
    plain = [" ".join(unicodedata.normalize("NFC", word).casefold().split()) for word in words]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:32] if plain[0] else ""


def result_of(word: str) -> str:
    """Give what a token word says, whoever wrote it: for showing, never for believing."""
    return word.partition(".")[0]


def _about(reference_uid: str, personal_id: str, token: str, result: str) -> bytes:
    # Each in quotes of its own: no two different rows of values give the same bytes.
    digest = hashlib.sha256(token.encode()).hexdigest()
    return json.dumps([reference_uid, personal_id, digest, result]).encode()


def _check_age(verified_at: datetime, now: datetime) -> None:
    if not -_AHEAD <= now - verified_at <= TICKET_HOLDS:
        raise AttestationError("the sign-in is too long ago")


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise AttestationError("not in the form that this daemon gives") from error
