"""The data groups of a virtual card, of what is printed on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chip_data import tlv
from chip_data.data_groups import MRZ_GROUP, PORTRAIT_GROUP, PRINTED_GROUP
from drivers.chip_reader.document_keys import check_digit
from drivers.chip_reader.port import DocumentKey

_NUMBER, _PARENTS = 0x02, 13
_SHA256 = bytes.fromhex("608648016503040201")


@dataclass(frozen=True, slots=True)
class Holder:
    """What a card says."""

    key: DocumentKey
    female: bool
    mrz_name: str
    """NGUYEN<<THI<MAI."""
    printed: Mapping[int, str]
    """The fields of data group 13 by number; 1 is the personal id, 13 the parents, one a line."""
    portrait: bytes
    """A JPEG."""

    def groups(self) -> dict[int, bytes]:
        """Give the data groups by number."""
        return {MRZ_GROUP: self._mrz(), PORTRAIT_GROUP: self._picture(), PRINTED_GROUP: self._fields()}

    def _mrz(self) -> bytes:
        key, sex = self.key, "F" if self.female else "M"
        number = key.number.ljust(9, "<")
        first = f"IDVNM{number}{check_digit(number)}{self.printed[1]}".ljust(30, "<")
        second = f"{key.birth_date}{check_digit(key.birth_date)}{sex}"
        second += f"{key.expiry_date}{check_digit(key.expiry_date)}" + "VNM".ljust(14, "<")
        second += check_digit(first[5:] + second[:7] + second[8:15] + second[18:])
        text = first + second + self.mrz_name.ljust(30, "<")[:30]
        return tlv.build(0x61, tlv.build(0x5F1F, text.encode("ascii")))

    def _picture(self) -> bytes:
        # A facial record (ISO/IEC 19794-5) begins with its format; the reader looks for the picture itself.
        record = b"FAC\x00010\x00" + bytes(38) + self.portrait
        template = tlv.build(0xA1, bytes.fromhex("87020101880205 01")) + tlv.build(0x5F2E, record)
        return tlv.build(0x75, tlv.build(0x7F61, tlv.build(0x02, b"\x01") + tlv.build(0x7F60, template)))

    def _fields(self) -> bytes:
        rows = b"".join(
            tlv.build(0x30, tlv.build(_NUMBER, bytes([number])) + _text(number, text))
            for number, text in self.printed.items()
        )
        body = tlv.build(_NUMBER, b"\x01") + tlv.build(0x06, _SHA256) + tlv.build(0x31, rows)
        return tlv.build(0x6D, tlv.build(0x30, body))


def _text(number: int, text: str) -> bytes:
    if number != _PARENTS:
        return tlv.build(0x0C, text.encode())
    return tlv.build(0x30, b"".join(tlv.build(0x0C, one.encode()) for one in text.splitlines()))
