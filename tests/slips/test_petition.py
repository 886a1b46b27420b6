"""The slip of a petition: its number, the digits of its answer, and not a word of what it says."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.slips.render import render
from offline_queue.contract import provisional_code
from offline_queue.contract.answer_key import split
from tests.slips.reading import picture, qr_texts, words
from tests.slips.samples import NOON, PETITION, PROVISIONAL


def test_it_says_what_to_do_for_the_answer() -> None:
    told = words(PETITION)
    for part in (PROVISIONAL, "482 913", "Đường sá, cầu, đèn đường", "có nêu tên", "Hồ sơ đã nộp"):
        assert part in told
    assert "2 trang" in told
    assert "BẢN IN LẠI" in words(replace(PETITION, reprinted_at=NOON))


def test_a_recording_is_named_by_its_length_alone() -> None:
    assert "Bản ghi âm: 35 giây" in words(replace(PETITION, voice="35 giây"))
    assert "ghi âm" not in words(PETITION)


def test_without_a_name_it_says_so() -> None:
    told = words(replace(PETITION, named=False, papers=()))
    assert "không nêu tên" in told
    assert "Giấy tờ kèm theo" not in told
    assert "có nêu tên" not in told


def test_its_qr_code_holds_number_and_key() -> None:
    code = provisional_code.make("DN07", 42)
    (held,) = qr_texts(picture(render(replace(PETITION, code=code, lookup_address=""))))
    assert split(held) == (code, "482913")
    (link,) = qr_texts(picture(render(PETITION)))
    assert link == f"https://dichvucong.gov.vn/#{PROVISIONAL}.482913"
