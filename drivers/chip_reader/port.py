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

from chip_data.data_groups import CardField
from chip_data.errors import (
    ChipError,
    DataChangedError,
    ExpiredSignerError,
    RevokedSignerError,
    SignatureError,
    UnknownSignerError,
    UnreadableDataError,
)
from chip_data.signed_data import SignedData

__all__ = [
    "CardField",
    "CardProtocolError",
    "CardRemovedError",
    "ChannelError",
    "ChipData",
    "ChipError",
    "ChipReader",
    "DataChangedError",
    "DocumentKey",
    "ExpiredSignerError",
    "NoCardError",
    "NoReaderError",
    "OtherCardError",
    "Progress",
    "ReaderBusyError",
    "ReadingCancelledError",
    "ReadingStage",
    "RevokedSignerError",
    "SignatureError",
    "UnknownSignerError",
    "UnreadableDataError",
    "WrongDocumentKeyError",
]


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


@dataclass(frozen=True, slots=True)
class ChipData:
    """What a chip holds, after its signature was verified against a country signer of the trust store."""

    fields: dict[CardField, str]
    """NFC; a missing field means that the card does not say it."""
    photo: bytes
    """JPEG or JPEG 2000; b"" unless it was asked for."""
    signer: str
    """Subject of the document signer's certificate."""
    access: str
    """How the chip was opened: "bac" or "pace"."""
    proof: SignedData
    """For whoever does not believe this process: the signature, and the groups of the fields."""

    def __repr__(self) -> str:
        return f"ChipData({self.access}, {len(self.fields)} fields)"


class ReadingStage(StrEnum):
    """What the reader is doing with a card."""

    OPENING = "opening"
    READING = "reading"
    CHECKING = "checking"


Progress = Callable[[ReadingStage, int], None]
"""Called with the stage and how much of it is done, 0 to 100; on the thread of `read`."""


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


class WrongDocumentKeyError(ChipError):
    """None of the keys opens this chip: it is another card than the one the keys were taken from."""

    code = "chip.wrong_key"


class CardProtocolError(ChipError):
    """The chip answered what the standard does not allow, or nothing that can be used."""

    code = "chip.protocol"


class ChannelError(ChipError):
    """A message of the chip bears a wrong code of authenticity: it was changed on the way."""

    code = "chip.channel"


class ReadingCancelledError(ChipError):
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
        """End a running `read` from another thread; it then raises `ReadingCancelledError`."""

    def close(self) -> None:
        """Let go of the reader. The next call opens it again."""
