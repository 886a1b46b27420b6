"""An identity card from the first command to verified data, over any way to send commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from chip_data import data_groups
from chip_data.signed_data import SignedData, verified
from chip_data.trust_store import TrustStore
from drivers.chip_reader import files
from drivers.chip_reader.basic_access import open_by_basic_access
from drivers.chip_reader.channel import PlainChannel, SecureChannel, Transmit
from drivers.chip_reader.pace import open_by_pace, suite_of
from drivers.chip_reader.pace_agreement import Suite
from drivers.chip_reader.port import (
    CardProtocolError,
    ChipData,
    DocumentKey,
    Progress,
    ReadingStage,
    WrongDocumentKeyError,
)

_SIZES = {
    files.SECURITY_OBJECT: 2_500,
    files.data_group(data_groups.MRZ_GROUP): 100,
    files.data_group(data_groups.PRINTED_GROUP): 600,
    files.data_group(data_groups.PORTRAIT_GROUP): 16_000,
}
"""About how many bytes each file has: what the progress is told in."""
_PROVING = (data_groups.MRZ_GROUP, data_groups.PRINTED_GROUP)


def read_document(
    transmit: Transmit,
    keys: Sequence[DocumentKey],
    trusted: TrustStore,
    now: datetime,
    random: Callable[[int], bytes],
    *,
    photo: bool,
    progress: Progress,
) -> ChipData:
    """Open, read and verify. `now` with zone; `random`: gives so many secret bytes. Raises `ChipError`."""
    progress(ReadingStage.OPENING, 0)
    channel, access = _opened(transmit, keys, random)
    numbers = [data_groups.MRZ_GROUP, data_groups.PRINTED_GROUP]
    if photo:
        numbers.append(data_groups.PORTRAIT_GROUP)
    wanted = [files.SECURITY_OBJECT, *(files.data_group(number) for number in numbers)]
    read = _Reading(channel, wanted, progress)
    security_object, *contents = [read.file(one) for one in wanted]
    progress(ReadingStage.CHECKING, 100)
    groups = dict(zip(numbers, contents, strict=True))
    said = verified(SignedData(security_object, groups), trusted, now)
    picture = data_groups.portrait(groups[data_groups.PORTRAIT_GROUP]) if photo else b""
    proof = SignedData(security_object, {number: groups[number] for number in _PROVING})
    return ChipData(said.fields, picture, said.signer, access, proof)


class _Reading:
    """Reads files one after the other and tells how far it is."""

    def __init__(self, channel: SecureChannel, wanted: Sequence[int], progress: Progress) -> None:
        self._channel = channel
        self._progress = progress
        self._total = sum(_SIZES[one] for one in wanted)
        self._before = 0

    def file(self, file: int) -> bytes:
        size = _SIZES[file]

        def read_on(done: int, total: int) -> None:
            part = self._before + size * done // total
            self._progress(ReadingStage.READING, 100 * part // self._total)

        content = files.read_file(self._channel, file, read_on)
        self._before += size
        return content


def _opened(
    transmit: Transmit, keys: Sequence[DocumentKey], random: Callable[[int], bytes]
) -> tuple[SecureChannel, str]:
    """Open by PACE where the card offers it, else, or where it then fails over it, by BAC."""
    plain = PlainChannel(transmit)
    suite = _pace_suite(plain)
    if suite is not None:
        try:
            channel = _first(keys, lambda key: open_by_pace(transmit, suite, key, random))
            files.select_application(channel)
        except CardProtocolError:
            pass
        else:
            return channel, "pace"
    files.select_application(plain)
    return _first(keys, lambda key: open_by_basic_access(transmit, key, random)), "bac"


def _first(keys: Sequence[DocumentKey], open_by: Callable[[DocumentKey], SecureChannel]) -> SecureChannel:
    wrong = WrongDocumentKeyError("there is no key to open the chip with")
    for key in keys:
        try:
            return open_by(key)
        except WrongDocumentKeyError as error:
            wrong = error
    raise wrong


def _pace_suite(plain: PlainChannel) -> Suite | None:
    """Ask for the ways of opening, before any application is selected; BAC alone has no such file."""
    try:
        return suite_of(files.read_file(plain, files.CARD_ACCESS, lambda _done, _total: None))
    except CardProtocolError:
        return None
