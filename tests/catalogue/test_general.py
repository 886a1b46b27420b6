"""Any procedure of the catalogue can be filed by the general application, in the catalogue's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk_app.catalogue.dated_fees import fees_on
from kiosk_app.catalogue.entry import Channel, ChannelKind, Entry, FeeLine, Paper, TimeLimit, TimeUnit
from kiosk_app.catalogue.fees import FeeTable
from kiosk_app.catalogue.general import general_procedure
from kiosk_app.catalogue.model import Need, Text
from kiosk_app.forms.totals import fee_words

ONLINE = Channel(
    ChannelKind.ONLINE,
    TimeLimit(7, TimeUnit.WORKING_DAY, "7 Ngày làm việc"),
    (FeeLine(None, "", "Mức thu do Hội đồng nhân dân tỉnh quyết định"),),
)
COUNTER = replace(ONLINE, kind=ChannelKind.COUNTER, time=TimeLimit(5, None, "5"))
ENTRY = Entry(
    code="1.001776",
    name="Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng",
    field="Bảo trợ xã hội",
    channels=(COUNTER, ONLINE),
    papers=(
        Paper("- Tờ khai đề nghị trợ giúp xã hội theo mẫu", 1, 0, code="K1"),
        Paper("Trường hợp người khuyết tật thì nộp giấy xác nhận khuyết tật", 0, 1),
        Paper("Lưu ý về bản sao", 0, 0),
        Paper("Mẫu hộ tịch điện tử tương tác đăng ký", 1, 0),
        Paper("Sơ yếu lý lịch", 1, 0, case="Đối với người nhận chăm sóc"),
    ),
)


def test_papers_of_the_catalogue_are_scanned() -> None:
    made = general_procedure(ENTRY)
    found = [(one.part_no, one.need, one.code) for one in made.components if one.part_no.startswith("P")]
    assert found == [("P1", Need.REQUIRED, "K1"), ("P2", Need.OPTIONAL, ""), ("P3", Need.OPTIONAL, "")]
    assert made.component("P1").short_name.vi == "Tờ khai đề nghị trợ giúp xã hội theo mẫu"


def test_time_and_fee_are_the_catalogues_words() -> None:
    made = general_procedure(ENTRY)
    assert (made.deadline.working_days, made.deadline.text.vi) == (7, "7 Ngày làm việc")
    assert [(fee.amount_vnd, fee.waived.vi) for fee in made.fees] == [
        (None, "Mức thu do Hội đồng nhân dân tỉnh quyết định")
    ]


def test_each_channel_has_its_own_fee_where_the_catalogue_tells_two() -> None:
    dear = replace(COUNTER, fees=(FeeLine(30_000, "", "30.000 đồng"),))
    made = general_procedure(replace(ENTRY, channels=(dear, ONLINE)))
    assert [(fee.channel, fee.amount_vnd) for fee in made.fees] == [("counter", 30_000), ("online", None)]
    silent = general_procedure(replace(ENTRY, channels=(dear, replace(ONLINE, fees=()))))
    assert [(fee.channel, fee.amount_vnd) for fee in silent.fees] == [("counter", 30_000)]


def test_what_is_free_by_either_channel_is_not_free_online_alone() -> None:
    """The portal's sentences differ by channel; what is paid does not."""
    free = replace(COUNTER, fees=(FeeLine(0, "", "Miễn phí"),))
    also = replace(ONLINE, fees=(FeeLine(0, "", "Miễn lệ phí"),))
    made = general_procedure(replace(ENTRY, channels=(free, also)))
    (fee,) = fees_on(made, FeeTable(), "48", date(2026, 11, 28))
    assert (fee.channel, fee.amount_vnd) == ("", 0)
    assert fee_words(replace(made, fees=(fee,))) == Text("miễn phí", "free")


def test_a_number_without_a_unit_is_not_days() -> None:
    made = general_procedure(replace(ENTRY, channels=(replace(ONLINE, time=COUNTER.time),)))
    assert (made.deadline.working_days, made.deadline.text.vi) == (None, "5")


def test_what_is_filed_in_person_alone_is_not_taken_and_says_where_to_go() -> None:
    made = general_procedure(replace(ENTRY, channels=(COUNTER,), authority="Ủy ban nhân dân xã"))
    assert "trực tiếp tại Ủy ban nhân dân xã" in made.elsewhere.vi
    assert "Tờ khai đề nghị trợ giúp xã hội theo mẫu" in made.elsewhere.vi
    assert general_procedure(ENTRY).elsewhere.vi == ""


@pytest.mark.parametrize("name", ["Cấp {giấy} [A] $x", "x" * 900, "Thủ tục 'lạ' <b>"])
def test_no_name_of_the_catalogue_breaks_the_application(name: str) -> None:
    assert general_procedure(replace(ENTRY, name=name)).name.vi == name


def test_a_list_without_papers_sends_to_the_counter_first() -> None:
    """The source may have lost the list: that is not the same as nothing to bring."""
    made = general_procedure(replace(ENTRY, papers=()))
    assert "Xin hỏi quầy tiếp nhận" in made.door.vi
    assert made.door.en
    assert general_procedure(ENTRY).door.vi == ""
