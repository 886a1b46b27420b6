"""A number for the counter on paper."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.slips.render import render
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import NOON, TICKET


def test_it_names_the_number_the_counter_and_who_waits_before() -> None:
    told = words(TICKET)
    for part in ("A012", "Hộ tịch, chứng thực", "Quầy 1, Quầy 2", "7", "30 phút", "ƯU TIÊN", "căn cước"):
        assert part in told


def test_what_nobody_told_is_not_made_up() -> None:
    told = words(replace(TICKET, waiting=None, minutes=None, priority=False))
    assert "Xin theo dõi bảng gọi số." in told
    assert "phút" not in told.replace("giờ 05 phút", "")
    assert "ƯU TIÊN" not in told


def test_nobody_waiting_is_told_as_zero() -> None:
    assert "Số người đang chờ trước: 0" in words(replace(TICKET, waiting=0, minutes=None))


def test_a_code_leads_to_the_numbers_that_are_called_where_a_phone_sees_them() -> None:
    assert qr_texts(picture(render(TICKET))) == [TICKET.display_address]
    without = replace(TICKET, display_address="")
    assert qr_texts(picture(render(without))) == []
    assert "Quét mã" not in words(without)
    assert "Xin theo dõi bảng gọi số." in words(without)


def test_a_second_print_says_so() -> None:
    assert "BẢN IN LẠI" in words(replace(TICKET, reprinted_at=NOON))
