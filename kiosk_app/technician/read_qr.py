"""`kioskctl read-qr`: runs the QR reader on picture files, for a technician or a check from outside."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from configuration.screen_tables import Reader
from drivers.qr_reader.decoders import FrameShapeError
from drivers.qr_reader.photo_decoder import decode_photo
from drivers.qr_reader.picture import PictureFileError, read_picture
from kiosk_app.identity.card import doubts_of
from kiosk_app.identity.parse import parse_payload
from kiosk_app.identity.payload import (
    AppointmentCode,
    CardQr,
    ForeignQr,
    QrPayload,
    SetupCode,
    SlipCode,
    StaffBadge,
    VneidToken,
)
from kiosk_app.technician.terminal import plain, say, say_json
from offline_queue.contract.badge import is_badge
from offline_queue.contract.provisional_code import is_code

_TOKEN_PATTERN = str(Reader.model_fields["token_pattern"].default)
_NONE_FOUND, _NOT_A_PICTURE = 1, 2


@dataclass(frozen=True, slots=True)
class FileReading:
    """What was read in one file; `text` is "" where there is no code."""

    file: str
    text: str
    kind: str
    """ "vneid_token", "card", "slip", "staff_badge", a `ForeignKind`, or "" without a code."""
    decoder: str
    ms: float
    error: str = ""
    doubt: str = ""
    """What the number of a card contradicts: "birth_year", "sex", both with a comma; "" for nothing."""

    def __repr__(self) -> str:
        return f"FileReading({self.file}, {self.kind or self.error})"


def read_qr(
    files: Annotated[list[Path], typer.Argument(help="Pictures: PNG, JPEG, TIFF, WebP, BMP.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, a record for each code.")] = False,
) -> None:
    """Read the QR codes in picture files. The texts are shown: use it on test codes.

    Exit codes: 0 every file had a code, 1 one had none, 2 one is no picture.
    """
    found = [reading for file in files for reading in read_file(file, time.perf_counter)]
    if as_json:
        say_json([asdict(one) for one in found])
    else:
        for one in found:
            told = one.error or f"{one.kind or 'no code'}\t{one.decoder}\t{one.ms:.1f} ms\t{plain(one.text)}"
            doubt = f"\tthe number contradicts: {one.doubt}" if one.doubt else ""
            say(f"{one.file}\t{told}{doubt}")
    if any(one.error for one in found):
        raise typer.Exit(_NOT_A_PICTURE)
    if any(not one.kind for one in found):
        raise typer.Exit(_NONE_FOUND)


def read_file(file: Path, clock: Callable[[], float]) -> list[FileReading]:
    """Read one file: a record for each code, one without text where there is none. `clock` gives seconds."""
    try:
        picture = read_picture(file)
        started = clock()
        readings = decode_photo(picture)
    except PictureFileError as error:
        return [FileReading(str(file), "", "", "", 0.0, str(error))]
    except FrameShapeError as error:
        return [FileReading(str(file), "", "", "", 0.0, f"{file}: {error}")]
    spent = round((clock() - started) * 1000, 2)
    if not readings:
        return [FileReading(str(file), "", "", "", spent)]
    return [
        FileReading(str(file), one.text, kind_of(one.text), one.decoder, spent, doubt=doubt_of(one.text))
        for one in readings
    ]


def kind_of(text: str) -> str:
    """Name the kind of payload of a QR text."""
    match _payload_of(text):
        case VneidToken():
            return "vneid_token"
        case CardQr():
            return "card"
        case SlipCode():
            return "slip"
        case SetupCode():
            return "set-up code of the province"
        case AppointmentCode():
            return "appointment"
        case StaffBadge():
            return "staff_badge"
        case ForeignQr(kind):
            return kind.value


def doubt_of(text: str) -> str:
    """Name what the number of a card's text contradicts, "" for nothing and for what is no card."""
    payload = _payload_of(text)
    return ",".join(doubts_of(payload.claims)) if isinstance(payload, CardQr) else ""


def _payload_of(text: str) -> QrPayload:
    return parse_payload(text, re.compile(_TOKEN_PATTERN), is_code, is_badge)
