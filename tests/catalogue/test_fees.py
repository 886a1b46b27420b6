"""Tests of the dated table of fees and times."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from kiosk_app.catalogue.entry import Channel, ChannelKind, Entry, FeeLine, TimeLimit, TimeUnit
from kiosk_app.catalogue.fees import FeeTable, fees_and_time, read_fee_table
from kiosk_app.catalogue.importers.report import ImportFailedError

HAI_PHONG, HANOI = "31", "01"
COUNTER, ONLINE = ChannelKind.COUNTER, ChannelKind.ONLINE
PORTAL = FeeLine(None, "", "Mức lệ phí do Hội đồng nhân dân tỉnh quyết định")


@pytest.fixture(scope="module")
def table() -> FeeTable:
    return read_fee_table()


def _entry(code: str, field: str = "Hộ tịch") -> Entry:
    time = TimeLimit(5, TimeUnit.WORKING_DAY, "5 Ngày làm việc")
    return Entry(
        code, "Tên", field, channels=tuple(Channel(kind, time, (PORTAL,)) for kind in (COUNTER, ONLINE))
    )


def _amounts(table: FeeTable, code: str, province: str, kind: ChannelKind, on: date) -> list[int | None]:
    return [line.amount_vnd for line in fees_and_time(table, _entry(code), province, kind, on).fees]


def test_province_goes_before_the_country_from_its_day_on(table: FeeTable) -> None:
    assert _amounts(table, "1.004873", HAI_PHONG, COUNTER, date(2026, 11, 26)) == [5000]
    assert _amounts(table, "1.004873", HAI_PHONG, ONLINE, date(2026, 11, 26)) == [0]
    assert _amounts(table, "1.004873", HAI_PHONG, COUNTER, date(2026, 8, 7)) == [None]
    assert fees_and_time(table, _entry("1.004873"), HANOI, COUNTER, date(2026, 11, 26)).fees == (PORTAL,)


@pytest.mark.parametrize(("on", "amount"), [(date(2026, 12, 31), 25_000), (date(2027, 1, 1), 50_000)])
def test_fee_changes_on_its_day(table: FeeTable, on: date, amount: int) -> None:
    assert _amounts(table, "1.014063", HANOI, COUNTER, on) == [amount]


def test_channel_has_its_own_fee(table: FeeTable) -> None:
    day = date(2026, 11, 26)
    assert _amounts(table, "1.004222", HANOI, ONLINE, day) == [10_000]
    assert _amounts(table, "1.004222", HANOI, COUNTER, day) == [20_000]


def test_what_is_not_known_is_a_sentence_not_a_number(table: FeeTable) -> None:
    said = fees_and_time(table, _entry("3.000333"), HANOI, COUNTER, date(2026, 11, 26))
    assert said.fees[0].amount_vnd is None
    assert said.laws == ("244/2016/TT-BTC",)
    assert fees_and_time(table, Entry("9.999999", "Tên", ""), HANOI, COUNTER, date(2026, 11, 26)).fees == ()


def test_exemptions_name_who_and_which_law(table: FeeTable) -> None:
    said = fees_and_time(table, _entry("1.004873"), HAI_PHONG, COUNTER, date(2026, 11, 26))
    certain = [(one.vi, one.law) for one in said.exempt if one.certain]
    assert ("Người thuộc hộ nghèo", "60/2014/QH13") in certain
    assert [one.law for one in said.exempt if not one.certain] == ["362/2025/NĐ-CP"]
    assert fees_and_time(table, _entry("1.000894"), HANOI, COUNTER, date(2026, 11, 26)).exempt == ()


def test_time_of_the_law_goes_before_the_portals(table: FeeTable) -> None:
    time = fees_and_time(table, _entry("1.004873"), HANOI, COUNTER, date(2026, 11, 26)).time
    assert time is not None
    assert (time.amount, time.unit) == (3, TimeUnit.WORKING_DAY)
    other = fees_and_time(table, _entry("1.004884"), HANOI, COUNTER, date(2026, 11, 26)).time
    assert other is not None
    assert other.sentence == "5 Ngày làm việc"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"amount_vnd": -1}, "fees.0.amount_vnd"),
        ({"amount_vnd": None}, "fees.0"),
        ({"to": date(2000, 1, 1)}, "fees.0"),
        ({"province": "Hà Nội"}, "fees.0.province"),
        ({"channel": "kiosk"}, "fees.0.channel"),
        ({"unknown": 1}, "fees.0.unknown"),
    ],
)
def test_wrong_table_is_told_by_file_and_field(tmp_path: Path, change: dict[str, object], place: str) -> None:
    row: dict[str, object] = {"kind": "x", "vi": "x", "en": "x", "law": "x", "amount_vnd": 1}
    row |= {"procedures": ["1.000001"], "from": date(2020, 1, 1)}
    path = tmp_path / "fees.yaml"
    path.write_text(yaml.safe_dump({"fees": [row | change]}), encoding="utf-8")
    with pytest.raises(ImportFailedError, match=rf"fees\.yaml: {place}"):
        read_fee_table(path)


def test_times_of_several_cases_are_told_and_none_is_taken_for_all(table: FeeTable) -> None:
    """Two rows of one way to hand in: the shorter one is not the time."""
    two, seven = (TimeLimit(days, TimeUnit.WORKING_DAY, f"{days} Ngày làm việc") for days in (2, 7))
    free, paid = FeeLine(0, "", "Miễn phí"), FeeLine(30_000, "", "30.000 đồng")
    rows = (Channel(COUNTER, two, (free,)), Channel(COUNTER, seven, (paid,)), Channel(ONLINE, two, (free,)))
    said = fees_and_time(
        table, Entry("9.000001", "Tên", "Xe", channels=rows), HANOI, COUNTER, date(2026, 11, 26)
    )
    assert said.time == TimeLimit(None, None, "2 Ngày làm việc; 7 Ngày làm việc (tùy trường hợp)")
    assert said.fees == (FeeLine(None, "", "Miễn phí"), FeeLine(None, "", "30.000 đồng"))
    alone = fees_and_time(
        table, Entry("9.000001", "Tên", "Xe", channels=rows), HANOI, ONLINE, date(2026, 11, 26)
    )
    assert (alone.time, alone.fees) == (two, (free,))
