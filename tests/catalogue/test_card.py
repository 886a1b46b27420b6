"""Tests of what is told of a procedure that was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk_app.catalogue.card import FilingPlace, card
from kiosk_app.catalogue.entry import (
    Channel,
    ChannelKind,
    Entry,
    FeeLine,
    Paper,
    ProcedureStatus,
    TimeLimit,
    TimeUnit,
)
from kiosk_app.catalogue.fees import read_fee_table

DAY = date(2026, 11, 26)
ENTRY = Entry(
    "1.004884",
    "Thủ tục đăng ký lại khai sinh",
    "Hộ tịch",
    levels=("commune",),
    channels=(
        Channel(
            ChannelKind.COUNTER,
            TimeLimit(5, TimeUnit.WORKING_DAY, "5 Ngày làm việc"),
            (FeeLine(None, "", "Do tỉnh quyết định"),),
        ),
    ),
    papers=(Paper("Tờ khai", 1, 0), Paper("Lưu ý", 0, 0), Paper("Bản sao", 0, 1)),
)
TABLE = read_fee_table()


def test_it_says_how_long_how_much_and_what_to_bring() -> None:
    told = card(ENTRY, TABLE, "31", DAY)
    assert told.time is not None
    assert told.time.amount == 5
    assert [fee.sentence for fee in told.fees] == ["8.000 đồng"]
    assert told.bring == ("Tờ khai", "Bản sao")
    assert [fee.sentence for fee in card(ENTRY, TABLE, "01", DAY).fees] == ["Do tỉnh quyết định"]


def test_it_says_here_or_elsewhere() -> None:
    def place(entry: Entry) -> FilingPlace:
        return card(entry, TABLE, "", DAY).place

    modelled = replace(ENTRY, modelled=True)
    assert place(ENTRY) is FilingPlace.COUNTER
    assert place(modelled) is FilingPlace.KIOSK
    assert place(replace(modelled, elsewhere="Hai bên cùng đến ký.")) is FilingPlace.COUNTER
    assert place(replace(ENTRY, levels=("province",))) is FilingPlace.ELSEWHERE
    assert place(replace(modelled, status=ProcedureStatus.REPEALED)) is FilingPlace.ELSEWHERE
    assert place(replace(modelled, effective_to=date(2026, 1, 1))) is FilingPlace.ELSEWHERE
