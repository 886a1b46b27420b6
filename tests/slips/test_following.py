"""Slips of a dossier that was filed: what was asked for, and what is known of it."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.slips.render import render
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import DRAFT_WRONG, ID, NOON, OFFICIAL, PROVISIONAL, REQUEST, STATE


def test_a_request_names_the_authoritys_words_and_what_was_sent() -> None:
    told = words(REQUEST)
    for part in (
        OFFICIAL,
        PROVISIONAL,
        "bị mờ trang 2",
        "Giấy tờ bổ sung",
        "2 trang",
        "Máy lưu lúc: Nam Giang",
    ):
        assert part in told
    assert "BẢN IN LẠI" not in told
    assert "BẢN IN LẠI" in words(replace(REQUEST, reprinted_at=NOON))


def test_what_a_request_quotes_tells_no_number_in_full() -> None:
    told = words(DRAFT_WRONG)
    assert "Bản nháp sai: Số định danh đúng là 048•••••0002, gọi 0900 ••• 002." in told
    told = words(replace(REQUEST, asked=f"Số {ID} không khớp. Xin gọi 0235 000 0007."))
    assert "Số 048•••••0002 không khớp. Xin gọi 0235 000 0007." in told


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
