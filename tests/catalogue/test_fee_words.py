"""Tests of reading time limits and fees from the portal's words, with its known traps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.catalogue.entry import TimeUnit
from kiosk_app.catalogue.importers.fee_words import LEAST_CREDIBLE_VND, fee_of, read_row, time_of


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("7 Ngày làm việcMiễn phí", 7, TimeUnit.WORKING_DAY),
        ("10 NgàyMiễn phí", 10, TimeUnit.DAY),
        ("4 GiờMiễn phí", 4, TimeUnit.HOUR),
        ("2 ThángKhông có thông tin", 2, TimeUnit.MONTH),
        ("5 Ngày làm việcMiễn phí05 ngày làm việc kể từ ngày nhận đủ hồ sơ", 5, TimeUnit.WORKING_DAY),
    ],
)
def test_time_with_a_unit_is_read(text: str, amount: int, unit: TimeUnit) -> None:
    assert (read_row(text).time.amount, read_row(text).time.unit) == (amount, unit)


@pytest.mark.parametrize(
    "text", ["1Miễn phí", "5Miễn phí(Mức lệ phí do tỉnh quyết định)", "120 VNĐ(bản sao)"]
)
def test_number_without_a_unit_is_no_number_of_days(text: str) -> None:
    assert not read_row(text).time.known


def test_time_that_its_own_note_contradicts_is_shown_in_words() -> None:
    row = read_row("20 Ngày làm việcMiễn phíTrong thời hạn 8 ngày làm việc")
    assert not row.time.known
    assert "8 ngày" in row.time.sentence
    assert row.unsure == ("time",)


def test_plain_free_is_free() -> None:
    assert read_row("3 Ngày làm việcMiễn phí").fees[0].amount_vnd == 0


@pytest.mark.parametrize(
    "bracket", ["Theo Thông tư 244/2016/TT-BTC", "Mức lệ phí do Hội đồng nhân dân tỉnh quyết định"]
)
def test_free_with_a_bracket_is_not_free(bracket: str) -> None:
    fee = read_row(f"10 NgàyMiễn phí({bracket})").fees[0]
    assert (fee.amount_vnd, fee.sentence) == (None, bracket)


def test_free_beside_a_note_that_speaks_of_money_is_not_free() -> None:
    row = read_row("3 Ngày làm việcMiễn phíLệ phí: 30.000 đồng")
    assert row.fees[0].amount_vnd is None
    assert "30.000" in row.fees[0].sentence


@pytest.mark.parametrize(
    ("text", "amount", "per"),
    [
        ("3 Ngày làm việc20,000 Việt Nam Đồng", 20_000, ""),
        ("Không có thông tin2,000 Việt Nam Đồng(/trang)", 2_000, "trang"),
        ("3 Ngày làm việc1.500.000 VNĐ(đồng/giấy phép)", 1_500_000, "giấy phép"),
        ("3 Ngày làm việc50,000 VNĐ(Phí thẩm định)", 50_000, ""),
    ],
)
def test_amount_is_read(text: str, amount: int, per: str) -> None:
    fee = read_row(text).fees[0]
    assert (fee.amount_vnd, fee.per) == (amount, per)


@pytest.mark.parametrize(
    "text", ["3 Ngày làm việc135 VNĐ(lệ phí)", "120 VNĐ(bản sao)", "150,000 VNĐ(bản sao)"]
)
def test_damaged_digits_are_never_shown(text: str) -> None:
    """Thousands that were dropped, and the number of OTHER stuck to the amount."""
    fee = read_row(text).fees[0]
    assert fee.amount_vnd is None
    assert not any(letter.isdigit() for letter in fee.sentence)


def test_amount_that_its_bracket_makes_one_case_of_many_is_shown_in_words() -> None:
    fee = read_row("7 Ngày làm việc50,000 Việt Nam Đồng(từ ngày 01/7/2025 mức thu bằng 50%)").fees[0]
    assert fee.amount_vnd is None
    assert fee.sentence == "50,000 Việt Nam Đồng (từ ngày 01/7/2025 mức thu bằng 50%)"


def test_foreign_money_is_shown_in_words() -> None:
    assert read_row("Không có thông tin10 USD(/bản)").fees[0].amount_vnd is None


@given(
    st.text(alphabet="0123456789 .,()/%", max_size=30),
    st.sampled_from(["", " Ngày làm việc", "Miễn phí", " VNĐ"]),
)
def test_any_row_is_read_or_left_in_words(digits: str, word: str) -> None:
    for fee in read_row(digits + word + digits).fees:
        assert fee.amount_vnd is None or fee.amount_vnd == 0 or fee.amount_vnd >= LEAST_CREDIBLE_VND


def test_time_that_only_the_note_says_is_told_in_its_words() -> None:
    row = read_row("Không có thông tinMiễn phí- 03 ngày làm việc; 07 ngày làm việc nếu phải kiểm tra thực tế")
    assert not row.time.known
    assert "07 ngày làm việc" in row.time.sentence
    assert read_row("Không có thông tinMiễn phíNộp tại xã").time.sentence == ""


def test_amount_whose_words_are_damaged_the_other_way_is_not_told() -> None:
    """The portal says "25 VNĐ" and "25.000.000đ" of one fee of 25,000."""
    damaged = read_row("3 Ngày làm việc25 VNĐ(25.000.000đ/giấy thông hành)").fees[0]
    assert (damaged.amount_vnd, damaged.sentence) == (None, "")
    right = read_row("3 Ngày làm việc50 VNĐ(50.000đ/giấy thông hành)").fees[0]
    assert (right.amount_vnd, right.sentence) == (None, "50.000đ/giấy thông hành")


@pytest.mark.parametrize("mark", ["(1)", "(2)", "(i)", "(ii)", "(a)", "(đ)", "( 1 )"])
@pytest.mark.parametrize(
    ("fee", "amount"), [("Không có thông tin", None), ("Miễn phí", 0), ("8,000 Việt Nam Đồng", 8000)]
)
def test_the_number_of_a_clause_is_no_fee(mark: str, fee: str, amount: int | None) -> None:
    """1.014258 told "1" and "2" as its fees."""
    row = read_row(f"44 Ngày làm việc{fee}{mark} Trường hợp tổ chức đề nghị cấp giấy xác nhận")
    assert [one.amount_vnd for one in row.fees] == [amount]
    assert mark[1:-1].strip() not in [one.sentence for one in row.fees]
    assert row.note == f"{mark} Trường hợp tổ chức đề nghị cấp giấy xác nhận"


@pytest.mark.parametrize(
    ("text", "said", "note"),
    [
        ("5Miễn phí((Mức lệ phí do tỉnh quyết định (nếu có).", "Mức lệ phí do tỉnh quyết định (nếu có).", ""),
        ("5Miễn phí((Mức lệ phí do tỉnh quyết định))", "Mức lệ phí do tỉnh quyết định", ""),
        ("5Miễn phí(Mức lệ phí do tỉnh quyết định))", "Mức lệ phí do tỉnh quyết định", ""),
        ("5Miễn phí(Mức (nếu có) do tỉnh)Nộp (bản giấy)", "Mức (nếu có) do tỉnh", "Nộp (bản giấy)"),
    ],
)
def test_brackets_without_their_other_half_are_left_out(text: str, said: str, note: str) -> None:
    row = read_row(text)
    assert ([one.sentence for one in row.fees], row.note) == ([said], note)


def test_an_amount_beyond_measure_is_not_told() -> None:
    huge = 10**18
    assert fee_of(huge, "VNĐ", "Theo quyết định").sentence == "Theo quyết định"
    assert fee_of(huge, "VNĐ", "").amount_vnd is None
    assert str(huge) not in fee_of(huge, "VNĐ", "").sentence.replace(".", "")
    row = read_row(f"5 NgàyMiễn phí {huge} VNĐ")
    assert [one.amount_vnd for one in read_row(f"5 Ngày{huge} VNĐ").fees] == [None]
    assert huge not in [one.amount_vnd for one in row.fees]
    assert fee_of(150_000_000, "VNĐ", "").amount_vnd == 150_000_000


def test_same_day_in_words_beside_several_days_is_told_in_words() -> None:
    for told in (
        time_of(5, "WORKING_DAY", "Ngay trong ngày"),
        read_row("5 NgàyMiễn phíNgay trong ngày").time,
    ):
        assert not told.known
        assert "Ngay trong ngày" in told.sentence
    assert time_of(1, "WORKING_DAY", "Ngay trong ngày").known
    assert time_of(4, "HOUR", "Ngay trong ngày").known
