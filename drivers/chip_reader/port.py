"""What the kiosk asks of a reader of card chips, and what can go wrong with one.

A chip gives its files to whoever knows what is printed on the card, and a signature of the issuing country
over them. The signature proves that the data are the country's; it does not prove who holds the card.
Source: ICAO Doc 9303, parts 10, 11 and 12.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """What is printed on a card and opens its chip (the key of the MRZ)."""

    number: str
    """Document number, at most 9 characters A–Z, 0–9 and `<`."""
    birth_date: str
    """yymmdd."""
    expiry_date: str
    """yymmdd."""

    def __repr__(self) -> str:
        return "DocumentKey(…)"


class Field(StrEnum):
    """What a Vietnamese card says of its holder, in its own wording (data groups 1 and 13)."""

    PERSONAL_ID = "personal_id"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    """As the card writes it: 07/09/1991."""
    SEX = "sex"
    NATIONALITY = "nationality"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    ORIGIN = "origin"
    RESIDENCE = "residence"
    FEATURES = "features"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"
    PARENTS = "parents"
    OLD_ID = "old_id"


@dataclass(frozen=True, slots=True)
class ChipData:
    """What a chip holds, after its signature was verified against a country signer of the trust store."""

    fields: dict[Field, str]
    """NFC; a missing field means that the card does not say it."""
    photo: bytes
    """JPEG or JPEG 2000; b"" unless it was asked for."""
    signer: str
    """Subject of the document signer's certificate."""
    access: str
    """How the chip was opened: "bac" or "pace"."""

    def __repr__(self) -> str:
        return f"ChipData({self.access}, {len(self.fields)} fields)"


class Stage(StrEnum):
    """What the reader is doing with a card."""

    OPENING = "opening"
    READING = "reading"
    CHECKING = "checking"


Progress = Callable[[Stage, int], None]
"""Called with the stage and how much of it is done, 0 to 100; on the thread of `read`."""


class ChipError(Exception):
    """The chip was not read. `code` is stable, for messages and records; the text is for the technician.

    No text holds anything that the card says.
    """

    code = "chip"


class NoReaderError(ChipError):
    """The PC/SC service does not run, or no reader is plugged in."""

    code = "chip.no_reader"


class ReaderBusyError(ChipError):
    """Another program holds the card."""

    code = "chip.busy"


class NoCardError(ChipError):
    """No card lies on the reader."""

    code = "chip.no_card"


class CardRemovedError(ChipError):
    """The card was taken away before everything was read."""

    code = "chip.removed"


class OtherCardError(ChipError):
    """A card that is no identity document: a bank card, a phone, a ticket."""

    code = "chip.other_card"


class WrongKeyError(ChipError):
    """None of the keys opens this chip: it is another card than the one the keys were taken from."""

    code = "chip.wrong_key"


class CardProtocolError(ChipError):
    """The chip answered what the standard does not allow, or nothing that can be used."""

    code = "chip.protocol"


class ChannelError(ChipError):
    """A message of the chip bears a wrong code of authenticity: it was changed on the way."""

    code = "chip.channel"


class DataChangedError(ChipError):
    """A data group is not the one that the country signed: changed, or put in from another card."""

    code = "chip.changed"


class SignatureError(ChipError):
    """The signature over the data groups, or over the signer's certificate, does not verify."""

    code = "chip.signature"


class UnknownSignerError(ChipError):
    """No country signer of the trust store issued the certificate that signed this card."""

    code = "chip.unknown_signer"


class ExpiredSignerError(ChipError):
    """The signer's certificate, or its country signer's, is not valid at this time."""

    code = "chip.expired_signer"


class RevokedSignerError(ChipError):
    """The country withdrew the certificate that signed this card."""

    code = "chip.revoked_signer"


class UnreadableDataError(ChipError):
    """The data are signed rightly and are not in the form that identity cards have."""

    code = "chip.data"


class CancelledError(ChipError):
    """`cancel` was called."""

    code = "chip.cancelled"


class ChipReader(Protocol):
    """A reader. Every call may block: never on the GUI thread."""

    def card_present(self, wait_s: float = 0.0) -> bool:
        """Tell whether a card lies on the reader, waiting up to `wait_s` for one. Raises `NoReaderError`."""

    def read(
        self, keys: Sequence[DocumentKey], *, photo: bool = False, progress: Progress | None = None
    ) -> ChipData:
        """Open the card with the first of `keys` that fits, read and verify it. Raises `ChipError`.

        `photo`: read the portrait too, which takes some seconds.
        """

    def cancel(self) -> None:
        """End a running `read` from another thread; it then raises `CancelledError`."""

    def close(self) -> None:
        """Let go of the reader. The next call opens it again."""
