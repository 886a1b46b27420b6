"""For citizens without VNeID: a chip reader with a card beside the kiosk, and an officer with a badge."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from PIL import Image

from drivers.chip_reader.emulator.card import VirtualCard
from drivers.chip_reader.emulator.holder import Holder
from drivers.chip_reader.emulator.issuer import (
    Validity,
    country_signer,
    document_signer,
    security_object,
)
from drivers.chip_reader.emulator.smart_card_service import SOCKET_VARIABLE, SmartCardService
from drivers.chip_reader.emulator.virtual_reader import LaidCard
from drivers.chip_reader.port import DocumentKey
from offline_queue.contract.badge import new_badge
from portal_sandbox.people import PEOPLE
from tests.journeys.hand import Surroundings
from tests.journeys.world import CITIZEN
from tests.support.papers import draw

OFFICER = "Trần Văn Bảy"
VALID = Validity(datetime(2021, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC))


@dataclass
class CardAndBadge:
    """The reader's port, the citizen's card, the officer's badge."""

    port: int
    card: VirtualCard
    badge: bytes
    """Picture of its QR code."""
    laid: LaidCard | None = None

    def lay(self) -> None:
        """Lay the card on the reader."""
        self.laid = LaidCard(self.port, self.card)

    def take(self) -> None:
        """Take it back."""
        if self.laid is not None:
            self.laid.take_away()
            self.laid = None


@contextmanager
def card_and_badge(folder: Path) -> Iterator[Surroundings]:
    """Set it up; `folder` gets the country signer's certificate."""
    top = country_signer(VALID)
    signers = folder / "country-signers"
    signers.mkdir(parents=True)
    (signers / "csca.cer").write_bytes(top.der())
    holder = _holder()
    groups = holder.groups()
    card = VirtualCard(holder.key, groups, security_object(document_signer(top, VALID), groups))
    text, secret_hash = new_badge("CB07")
    picture = BytesIO()
    segno.make(text, error="m").save(picture, kind="png", scale=8, border=6)
    service = SmartCardService(_service_folder())
    os.environ[SOCKET_VARIABLE] = str(service.socket)
    card_and_badge = CardAndBadge(service.port, card, picture.getvalue())
    try:
        yield Surroundings(_toml(signers, secret_hash), {"card_and_badge": card_and_badge, "country": top})
    finally:
        card_and_badge.take()
        service.close()


@cache
def _service_folder() -> Path:
    """One for all runs of a process: the library of the readers looks for the service's socket once.

    A socket's path is short, and a build folder's is not.
    """
    made = Path(tempfile.mkdtemp(prefix="pcsc-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _toml(signers: Path, secret_hash: str) -> str:
    return f"""
[chip]
reader = "Virtual PCD 00 00"
trust_store = "{signers.resolve()}"

[[staff.badges]]
id = "CB07"
name = "{OFFICER}"
secret_hash = "{secret_hash}"
"""


def _holder() -> Holder:
    person = PEOPLE[CITIZEN]
    year, month, day = person.birth_date.split("-")
    number = CITIZEN[-9:]
    picture = BytesIO()
    Image.fromarray(draw("old-certificate", 1).pixels[:320, :240]).save(picture, "JPEG")
    return Holder(
        DocumentKey(number, f"{year[2:]}{month}{day}", f"{(int(year) + 40) % 100:02d}{month}{day}"),
        female=person.sex == "female",
        mrz_name="TRAN<<THI<BICH<NGOC",
        printed={
            1: CITIZEN,
            2: person.full_name,
            3: f"{day}/{month}/{year}",
            4: "Nữ",
            5: "Việt Nam",
            6: "Kinh",
            9: "Thôn Mực, xã Nam Giang, thành phố Đà Nẵng",
            11: "15/08/2024",
            12: f"{day}/{month}/{int(year) + 40}",
        },
        portrait=picture.getvalue(),
    )
