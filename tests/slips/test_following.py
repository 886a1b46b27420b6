"""Slips of a dossier that was filed: what was asked for, and what is known of it."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.slips.render import render
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import NOON, OFFICIAL, PROVISIONAL, REQUEST, STATE


def test_a_request_names_the_authoritys_words_and_what_was_sent() -> None:
    told = words(REQUEST)
    for part in (OFFICIAL, PROVISIONAL, "bị mờ trang 2", "Giấy tờ bổ sung", "2 trang", "Bản nháp sai"):
        assert part in told
    assert "BẢN IN LẠI" not in told
    assert "BẢN IN LẠI" in words(replace(REQUEST, reprinted_at=NOON))


def test_its_code_leads_to_the_dossier() -> None:
    assert qr_texts(picture(render(REQUEST))) == [OFFICIAL]


def test_an_official_slip_takes_the_place_of_a_provisional_one() -> None:
    told = words(STATE)
    assert f"Thay cho phiếu có mã tạm {PROVISIONAL}" in told
    assert "BẢN IN LẠI" in told
    assert "không thay Giấy tiếp nhận" in told
    assert qr_texts(picture(render(STATE))) == [OFFICIAL]
    assert "Thay cho phiếu" not in words(replace(STATE, code=PROVISIONAL))


def test_what_is_not_told_leaves_no_line() -> None:
    told = words(replace(STATE, procedure_name="", received="", due="", due_before="", told=""))
    for part in ("Thủ tục:", "Tiếp nhận:", "Hẹn trả", "Theo tin"):
        assert part not in told
