"""Messages of the province: believed with their signature alone, shown where and while they are meant."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk_app.catalogue.model import Text
from kiosk_app.runtime.notice_worker import NoticeWorker
from kiosk_app.servicing.notices import read_notices
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.session.kernel.day import BoardNotice
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.events import NoticesChanged

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TEXT = """
format = 1
issued = 2026-11-20T08:00:00+07:00

[[notice]]
title = "Nghỉ Tết Dương lịch"
text = "Quầy nghỉ ngày 1/1/2027."
english_title = "New Year"
english = "The counter is closed on 1 January 2027."

[[notice]]
title = "Cán bộ"
text = "Kiểm tra cuộn giấy trước 11 giờ."
audience = "staff"

[[notice]]
title = "Chỉ máy khác"
text = "Không hiện ở đây."
kiosks = ["DN08"]

[[notice]]
title = "Đã qua"
text = "Hết hạn."
ends = 2026-11-01T00:00:00+07:00
"""


class Province:
    """Signs messages."""

    def __init__(self, folder: Path) -> None:
        self._key = Ed25519PrivateKey.generate()
        self.file, self.pem = folder / "notices.toml", folder / "province.pem"
        self.pem.write_bytes(
            self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )

    def publish(self, text: str, *, signed: bool = True) -> None:
        """Lay a file down, with its signature or one of another text."""
        self.file.write_text(text, encoding="utf-8")
        content = text.encode() if signed else b"another"
        signature = base64.b64encode(self._key.sign(content))
        self.file.with_name("notices.toml.sig").write_bytes(signature)


@pytest.fixture
def province(tmp_path: Path) -> Province:
    """A province of the test's own."""
    return Province(tmp_path)


def worker(province: Province, heard: list[Event], now: datetime = NOW) -> NoticeWorker:
    """A worker that looked once and waits."""
    made = NoticeWorker(province.file, province.pem, "DN07", lambda: now, 3_600.0, heard.append)
    made.close()
    return made


def test_those_for_this_kiosk_and_this_time_are_shown(province: Province) -> None:
    province.publish(TEXT)
    heard: list[Event] = []
    worker(province, heard)
    assert heard == [
        NoticesChanged(
            (
                BoardNotice(
                    Text("Nghỉ Tết Dương lịch", "New Year"),
                    Text("Quầy nghỉ ngày 1/1/2027.", "The counter is closed on 1 January 2027."),
                ),
                BoardNotice(
                    Text("Cán bộ", "Cán bộ"),
                    Text("Kiểm tra cuộn giấy trước 11 giờ.", "Kiểm tra cuộn giấy trước 11 giờ."),
                    for_staff=True,
                ),
            )
        )
    ]


@pytest.mark.parametrize(
    "text",
    ["format = 2\n", "format = 1\n", "not toml", TEXT + "colour = 1\n", TEXT.replace("title", "heading")],
)
def test_what_is_no_such_file_is_refused(province: Province, text: str) -> None:
    province.publish(text)
    with pytest.raises(ProvisioningError):
        read_notices(province.file, province.pem)


def test_an_unsigned_or_changed_file_shows_nothing(province: Province) -> None:
    province.publish(TEXT, signed=False)
    with pytest.raises(ProvisioningError, match="Chữ ký"):
        read_notices(province.file, province.pem)
    heard: list[Event] = []
    worker(province, heard)
    assert heard == [NoticesChanged(())]


def test_what_was_believed_is_shown_on_when_a_wrong_or_older_file_comes(province: Province) -> None:
    province.publish(TEXT)
    heard: list[Event] = []
    made = worker(province, heard)
    province.publish(TEXT.replace("Tết", "lễ"), signed=False)
    made._look()
    province.publish(TEXT.replace("2026-11-20", "2026-11-01").replace("Tết", "lễ"))
    made._look()
    assert len(heard) == 1
    province.publish(TEXT.replace("2026-11-20", "2026-11-21").replace("Tết", "lễ"))
    made._look()
    assert len(heard) == 2


def test_no_file_is_no_message(province: Province) -> None:
    assert read_notices(province.file, province.pem) is None


def test_a_message_ends_by_itself(province: Province) -> None:
    province.publish(TEXT.replace("[[notice]]", "[[notice]]\nends = 2026-12-01T00:00:00+07:00", 1))
    heard: list[Event] = []
    worker(province, heard, NOW + timedelta(days=30))
    (told,) = heard
    assert isinstance(told, NoticesChanged)
    assert [one.title.vi for one in told.notices] == ["Cán bộ"]
