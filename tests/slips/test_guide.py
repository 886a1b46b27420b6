"""The slip of somebody who only asked."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.guide import contact_card
from kiosk_app.slips.render import render
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import GUIDE
from tests.support.guides import COUNTER, HERE


def test_it_says_where_what_how_long_and_how_much() -> None:
    told = words(GUIDE)
    for part in (
        "1.004873",
        "Giấy tờ tùy thân (1 bản chính)",
        "3 ngày làm việc",
        "8.000 đồng",
        "0235 000 0007",
    ):
        assert part in told


def test_what_is_not_known_is_left_to_the_counter() -> None:
    told = words(replace(GUIDE, time="", fees=(), always=(), by_case=()))
    assert "Thời gian giải quyết: xin hỏi quầy tiếp nhận." in told
    assert "Phí, lệ phí: xin hỏi quầy tiếp nhận." in told
    assert "Danh mục không nêu giấy tờ nào" in told


def test_the_phone_reads_the_card_line_by_line() -> None:
    for guide in (HERE, COUNTER):
        card = contact_card(guide, "UBND xã Nam Giang", "0235 000 0007")
        assert qr_texts(picture(render(replace(GUIDE, contact=card)))) == [card]
