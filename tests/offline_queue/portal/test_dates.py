"""Portals' dates: the moment, the day without an hour, or nothing."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from offline_queue.portal.dates import date_of, due_of, is_day_off
from vietnam.time_zone import VIETNAM

MOMENT = "2026-12-04T17:00:00+07:00"


@pytest.mark.parametrize(
    "value",
    [
        1796378400,
        "1796378400",
        1796378400000,
        "1796378400000",
        "20261204170000",
        "202612041700",
        "2026120417",
        "04/12/2026 17:00",
        "04/12/2026 17:00:00",
        "4/12/2026 17:00",
        "04-12-2026 17:00",
        "04.12.2026, 17:00",
        "17:00 04/12/2026",
        "17:00:00, 04/12/2026",
        "2026/12/04 17:00:00",
        "2026-12-04 17:00",
        "2026-12-04T17:00:00",
        "2026-12-04T17:00:00.123",
        "2026-12-04T10:00:00Z",
        "2026-12-04t10:00:00z",
        "2026-12-04T10:00:00+00:00",
        "2026-12-04T17:00:00+0700",
        "2026-12-04 17:00:00 +07:00",
        "/Date(1796378400000)/",
        "\\/Date(1796378400000)\\/",
        "Date(1796378400000)",
        "new Date(1796378400000)",
        " 04/12/2026 17:00 ",
        1796378400.0,
        "1796378400.123",
        1796378400000000,
        "1796378400000000000",
        "20261204170000123",
        "041220261700",
        "17h00 04/12/2026",
        "17h 04/12/2026",
        "17h00' ngày 04/12/2026",
        "17 giờ 00, ngày 04/12/2026",
        "17 giờ 00 phút, ngày 04 tháng 12 năm 2026",
        unicodedata.normalize("NFD", "17 giờ 00 phút, ngày 04 tháng 12 năm 2026"),
        "04/12/2026 17h00",
        "04/12/2026 17 giờ",
        "04/12/2026 lúc 17 giờ 00",
        "04/12/2026 05:00 CH",
        "2026-12-04T17:00:00.000+0700",
        "2026-12-04T17:00+07",
        "2026-12-04T10:00:00.0000000Z",
        "2026-12-04T10:00:00 UTC",
        "2026-12-04T17:00:00+07:00[Asia/Ho_Chi_Minh]",
        "20261204T170000",
        "20261204T170000+0700",
        "20261204 17:00:00",
        "Fri, 04 Dec 2026 17:00:00 +0700",
        "Fri, 04 Dec 2026 10:00:00 GMT",
        "04 Dec 2026 17:00:00 +0700",
        "Fri Dec 04 17:00:00 ICT 2026",
        "Dec 4, 2026 5:00:00 PM",
        "Dec 4, 2026, 5:00:00\u202fPM",
        "December 4, 2026 5:00 PM",
        "04-Dec-2026 17:00:00",
        "Fri Dec 04 2026 17:00:00 GMT+0700 (Indochina Time)",
        "Fri Dec 04 2026 17:00:00 GMT+0700 (Giờ Đông Dương)",
        "Thứ Sáu, ngày 04/12/2026 17:00",
        "17:00 Thứ sáu, 04/12/2026",
        "17 giờ 00, thứ 6, ngày 04 tháng 12 năm 2026",
        "T6 04/12/2026 17h00",
    ],
)
def test_the_moment(value: object) -> None:
    assert date_of(value) == MOMENT


@pytest.mark.parametrize(
    "value",
    [
        "04/12/2026",
        "4/12/2026",
        "04-12-2026",
        "2026-12-04",
        "20261204",
        "04122026",
        "2026/12/04",
        "04/12/2026 00:00:00",
        "2026-12-04T00:00:00+07:00",
        "2026-12-03T17:00:00Z",
        "20261204000000",
        "Ngày 04/12/2026",
        "ngày 04 tháng 12 năm 2026",
        "2026-12-4",
        "2026.12.04",
        "4 Dec 2026",
        "Dec 4, 2026",
        "2026-12-04T24:00:00",
        "24 giờ 00, ngày 04/12/2026",
        "04/12/2026 12:00 SA",
        "2026-12-04T00:00:00Z",
        "2026-12-04T00:00:00.000+0000",
        1796342400,
        "1796342400000",
        "4 thg 12, 2026",
        "4 tháng 12, 2026",
        "Thứ Sáu, 04/12/2026",
        "4 December 2026",
        "04-DEC-2026",
    ],
)
def test_a_day_without_an_hour_stays_a_day(value: object) -> None:
    assert date_of(value) == "2026-12-04"


NO_DATES: list[object] = [
    *(
        "Date(2026, 11, 4)",
        "new Date(2026,11,4)",
        "Date(04122026)",
        "/Date(1796378400000)",
        "Date(1796378400)",
    ),
    *(
        None,
        "",
        0,
        True,
        False,
        1796,
        "1796",
        10**30,
        -5,
        3.5,
        [],
        {},
        "hôm nay",
        "2026",
        "12/2026",
        "04/12/26",
    ),
    *(
        "12/2026",
        "04/12/26",
        "31/02/2026",
        "2026-13-01",
        "99999999",
        "20261304170000",
        "04/12/2026 17",
        "2026-12-04T25:00:00",
    ),
    *("0001-01-01T00:00:00", "9999-12-31T23:59:59Z", "2026-12-04; DROP TABLE", "٠٤/١٢/٢٠٢٦"),
    # In America the first number is the month, and its clock has twelve hours.
    *("4/12/2026 5:00:00 PM", "12/4/2026 12:00:00 AM", "04/12/2026 13:00 CH", "Dec 4, 2026 13:00 PM"),
    *("Thu, 04 Dec 2026 10:00:00 GMT", "4-12-26", "2026120417000", "20260431", "00/12/2026", "0000-00-00"),
    *("Thứ năm, 04/12/2026", "Chủ nhật 04/12/2026", "T2 04/12/2026", "4 Decem 2026", "04-DEC-26"),
    *("1999-12-31", "2100-01-01", "31/12/1999", "01/01/2100", "2026120425", "2026120499", "2033113024"),
    *(
        "17h00",
        "lúc 17h",
        "04/12/2026 17:60",
        "17963784000",
        "2026-W49-5",
        46360.7083,
        float("nan"),
        float("inf"),
    ),
    *("2026-12-04T17:00:00+99:00", "1,796,378,400", "+1796378400", {"$date": 1796378400000}, [2026, 12, 4]),
]


@pytest.mark.parametrize("value", NO_DATES)
def test_what_is_no_date_is_nothing(value: object) -> None:
    assert date_of(value) == ""


@pytest.mark.parametrize(
    ("due", "received", "kept"),
    [
        (MOMENT, "2026-12-01T08:00:00+07:00", MOMENT),
        ("2026-12-04", "2026-12-04T16:00:00+07:00", "2026-12-04"),
        ("2026-12-04T08:00:00+07:00", "2026-12-04T16:00:00+07:00", ""),
        ("2026-12-03", "2026-12-04T16:00:00+07:00", ""),
        ("2038-12-03", "2026-12-04T16:00:00+07:00", ""),
        ("2026-12-06", "2026-12-04T16:00:00+07:00", "2026-12-06"),
        (MOMENT, "", MOMENT),
        ("", "2026-12-04", ""),
    ],
)
def test_a_due_date_that_cannot_be_is_not_kept(
    caplog: pytest.LogCaptureFixture, due: str, received: str, kept: str
) -> None:
    told, doubt = due_of(due, received)
    assert told == kept
    assert bool(doubt) == (due != kept)
    assert bool(caplog.records) == (due != kept)
    assert all(due not in record.getMessage() for record in caplog.records if due)


@pytest.mark.parametrize(
    ("due", "off"), [("2026-12-06", True), ("2027-01-01", True), (MOMENT, False), ("", False)]
)
def test_days_off(due: str, off: bool) -> None:
    assert is_day_off(due) is off


@given(st.dates(date(2000, 1, 2), date(2099, 12, 30)), st.times(timezones=st.just(None)))
def test_every_form_gives_the_same_moment(day: date, clock: time) -> None:
    local = datetime.combine(day, clock.replace(microsecond=0), VIETNAM)
    # Midnight of UTC stands for a day.
    assume((local.hour, local.minute, local.second) != (7, 0, 0))
    forms = [
        local.isoformat(),
        local.astimezone(UTC).isoformat(),
        f"{local:%d/%m/%Y %H:%M:%S}",
        f"{local:%Y%m%d%H%M%S}",
        f"{local:%H:%M:%S %d/%m/%Y}",
        format_datetime(local),
        local.astimezone(UTC).strftime("%a %b %d %H:%M:%S UTC %Y"),
    ]
    assert len({date_of(form) for form in forms}) == 1


@given(st.integers(1, 10**14) | st.text(max_size=40))
def test_everything_gives_a_date_of_our_time_or_nothing(value: object) -> None:
    read = date_of(value)
    assert read == "" or 2000 <= datetime.fromisoformat(read).year <= 2099
