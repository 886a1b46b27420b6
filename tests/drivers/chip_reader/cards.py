"""Virtual cards, their country, and a reader for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import cv2
import numpy as np

from chip_data.trust_store import TrustStore
from drivers.chip_reader.emulator.card import VirtualCard
from drivers.chip_reader.emulator.holder import Holder
from drivers.chip_reader.emulator.issuer import (
    DocumentSigner,
    Validity,
    country_signer,
    document_signer,
    security_object,
)
from drivers.chip_reader.emulator.virtual_reader import LaidCard
from drivers.chip_reader.pace_agreement import Suite
from drivers.chip_reader.pcsc_reader import PcscReader
from drivers.chip_reader.port import DocumentKey

POLL_S = 0.4
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
VALID = Validity(datetime(2021, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC))
PAST = Validity(datetime(2021, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))
AES_128 = bytes.fromhex("04007F00070202040202")
PACE = Suite(AES_128, 13)
KEY = DocumentKey("191004567", "910907", "310907")
OTHER_KEY = DocumentKey("190001234", "900315", "300315")


def portrait() -> bytes:
    """A grey picture of the size that cards have."""
    pixels = np.random.default_rng(7).integers(0, 255, (320, 240), dtype=np.uint8)
    return bytes(cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, 20))[1])


def holder(key: DocumentKey = KEY, personal_id: str = "092191004567") -> Holder:
    """Somebody who does not exist."""
    return Holder(
        key,
        female=True,
        mrz_name="NGUYEN<<THI<HUONG<GIANG",
        printed={
            1: personal_id,
            2: "Nguyễn Thị Hương Giang",
            3: "07/09/1991",
            4: "Nữ",
            5: "Việt Nam",
            6: "Kinh",
            8: "Vĩnh Thạnh Trung, An Giang",
            9: "Ấp Thạnh Lộc 1, xã Trung Hưng, thành phố Cần Thơ",
            11: "07/09/2021",
            12: "07/09/2031",
            13: "Nguyễn Văn Bảy\nTrần Thị Út",
        },
        portrait=portrait(),
    )


@dataclass
class Country:
    """A country signer with a document signer under it."""

    top: DocumentSigner = field(default_factory=lambda: country_signer(VALID))
    signer: DocumentSigner = field(init=False)

    def __post_init__(self) -> None:
        self.signer = document_signer(self.top, VALID)

    def trusted(self) -> TrustStore:
        return TrustStore((self.top.certificate,))

    def card(self, of: Holder | None = None, pace: Suite | None = None) -> VirtualCard:
        of = of or holder()
        groups = of.groups()
        return VirtualCard(of.key, groups, security_object(self.signer, groups), pace)


def reader(trusted: TrustStore) -> PcscReader:
    return PcscReader("Virtual PCD 00 00", trusted, lambda: NOW)


class CardSlot:
    """The virtual reader with the card that lies on it.

    pcscd looks for a card every `POLL_S`, so one that lies there is exchanged for the next where that may be.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._laid: LaidCard | None = None

    def lay(self, card: VirtualCard, before_answer: Callable[[int], bool] = lambda _number: True) -> None:
        """Lay a card down. `before_answer`: see `LaidCard`."""
        if self._laid is not None and self._laid.lies_there:
            self._laid.exchange(card, before_answer)
            return
        self.clear()
        self._laid = LaidCard(self._port, card, before_answer)
        assert reader(TrustStore(())).card_present(5)

    def clear(self) -> None:
        """Take away what lies there, and let pcscd see it: it misses one that comes between two looks."""
        if self._laid is not None:
            self._laid.take_away()
            self._laid = None
            time.sleep(2 * POLL_S)
            assert not reader(TrustStore(())).card_present()
