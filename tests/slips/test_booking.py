"""The slip of a wish to come on a half day: it promises no time, and says so."""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk_app.slips.render import render
from offline_queue.contract import provisional_code
from offline_queue.contract.answer_key import split
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import BOOKING, NOON, PROVISIONAL


def test_it_says_that_it_is_no_appointment() -> None:
    told = words(BOOKING)
    for part in (PROVISIONAL, "482 913", "Sáng (07:30–11:30), thứ Năm, ngày 26 tháng 11 năm 2026"):
        assert part in told
    assert "CHỜ XÁC NHẬN: chưa phải là lịch hẹn" in told
    assert "PHIẾU HẸN" not in told
    assert "BẢN IN LẠI" in words(replace(BOOKING, reprinted_at=NOON))


def test_its_qr_code_holds_number_and_key_and_no_appointment() -> None:
    code = provisional_code.make("DN07", 42)
    (held,) = qr_texts(picture(render(replace(BOOKING, code=code, lookup_address=""))))
    assert split(held) == (code, "482913")
    assert not re.search("LH-", held)
