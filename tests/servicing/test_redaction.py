"""What goes to whoever helps from afar holds nothing of a citizen, and still says what was wrong."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.servicing.redaction import redacted
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID

PERSONAL = [
    MARKER,
    PERSONAL_ID,
    "NGUYEN VAN AN",
    "Nguyen Van An",
    "Trần Thị Bích",
    "nguyễn văn an",
    "0905 123 456",
    "+84905123456",
    "an.nguyen@example.vn",
    "Thôn Mẫu, Xã Nam Giang",
    "VNEID1.eyJhbGciOiJFUzI1NiJ9.abc",
    "18/03/1990",
    "A" * 50,
]


@pytest.mark.parametrize("secret", PERSONAL)
@pytest.mark.parametrize(
    "line",
    [
        "2026-11-24T08:30:00+07:00 kiosk kiosk-sync[812]: {} was refused",
        'Nov 24 08:30:01 kiosk kiosk-app[99]: Traceback: value "{}" is wrong',
        "name={} code=portal.rejected",
    ],
)
def test_nothing_of_a_person_comes_through(secret: str, line: str) -> None:
    for form in ("NFC", "NFD"):
        shown = redacted(line.format(unicodedata.normalize(form, secret)))
        assert secret not in shown
        assert unicodedata.normalize("NFC", secret) not in shown
        for word in secret.replace(",", "").split():
            assert len(word) < 3 or word not in shown


@pytest.mark.parametrize(
    "line",
    [
        "{level: info, message: link, state: offline, outcome: unreachable}",
        "2026-11-24T08:30:00+07:00 kiosk systemd[1]: main process exited, code=exited, status=2",
        "usb 1-2: device descriptor read/64, error -71",
        "TAM-DN07-0042-K waiting: unreachable",
        "connect to 192.0.2.10 refused",
    ],
)
def test_what_helps_stays(line: str) -> None:
    assert redacted(line) == line


@given(st.text(st.characters(min_codepoint=0x80, exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_no_letter_of_another_kind_comes_through(text: str) -> None:
    shown = redacted(f"message: {text} end").replace("[…]", "")
    # Blanks of other kinds may stay.
    assert "".join(shown.split()).isascii()


@given(st.integers(10**8, 10**12 - 1))
def test_no_long_number_comes_through(number: int) -> None:
    assert str(number) not in redacted(f"id={number:012d} x {number}")
