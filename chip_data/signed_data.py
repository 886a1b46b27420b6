"""What proves a chip's data to somebody who did not read them: the signature, and the groups it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chip_data import data_groups
from chip_data.errors import UnreadableDataError
from chip_data.passive_authentication import authenticate
from chip_data.trust_store import TrustStore


@dataclass(frozen=True, slots=True)
class SignedData:
    """Files of a chip as they were read; nothing is proven before `verified`."""

    security_object: bytes
    groups: Mapping[int, bytes]
    """Contents by number; 1 and 13 at least."""

    def __repr__(self) -> str:
        return f"SignedData({sorted(self.groups)})"


@dataclass(frozen=True, slots=True)
class VerifiedData:
    """What the country signed."""

    signer: str
    """Subject of the document signer's certificate."""
    fields: dict[data_groups.CardField, str]
    """NFC; a missing field means that the card does not say it."""

    def __repr__(self) -> str:
        return f"VerifiedData({len(self.fields)} fields)"


def verified(data: SignedData, trusted: TrustStore, now: datetime) -> VerifiedData:
    """Verify all groups, and read what is printed on the card. `now` with zone.

    Raises `UnknownSignerError`, `ExpiredSignerError`, `RevokedSignerError`, `SignatureError`,
    `DataChangedError`, or `UnreadableDataError` where the groups are not those of one identity card.
    """
    if not {data_groups.MRZ_GROUP, data_groups.PRINTED_GROUP} <= data.groups.keys():
        raise UnreadableDataError("data group 1 or 13 is missing")
    signer = authenticate(data.security_object, data.groups, trusted, now)
    fields = data_groups.printed_fields(data.groups[data_groups.PRINTED_GROUP])
    if (
        data_groups.personal_id_of_mrz(data.groups[data_groups.MRZ_GROUP])
        != fields[data_groups.CardField.PERSONAL_ID]
    ):
        raise UnreadableDataError("the two places of the personal id differ")
    return VerifiedData(signer, fields)
