"""The slip of a copy to be certified: it says what to bring, and that it certifies nothing."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.slips.render import render
from offline_queue.contract import provisional_code
from offline_queue.contract.answer_key import split
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import CERTIFIED_COPY, NOON, PROVISIONAL


def test_it_says_what_to_bring_and_what_it_is_not() -> None:
    told = words(CERTIFIED_COPY)
    for part in (PROVISIONAL, "482 913", "Bằng, chứng chỉ, học bạ", "Zơrâm Thị Nhiêu", "Hồ sơ đã nộp"):
        assert part in told
    assert "Mang bản chính đến quầy" in told
    assert "không phải là chứng thực" in told
    assert "đồng" not in told.replace("Hội đồng", "")
    assert "BẢN IN LẠI" in words(replace(CERTIFIED_COPY, reprinted_at=NOON))


def test_its_qr_code_holds_number_and_key() -> None:
    code = provisional_code.make("DN07", 42)
    (held,) = qr_texts(picture(render(replace(CERTIFIED_COPY, code=code, lookup_address=""))))
    assert split(held) == (code, "482913")
