"""How long something takes, in the two languages of the screen."""

from __future__ import annotations

from kiosk_app.catalogue.entry import TimeUnit
from kiosk_app.catalogue.model import Text

_UNITS = {
    TimeUnit.WORKING_DAY: ("ngày làm việc", "working day"),
    TimeUnit.DAY: ("ngày", "day"),
    TimeUnit.HOUR: ("giờ", "hour"),
    TimeUnit.MONTH: ("tháng", "month"),
    TimeUnit.YEAR: ("năm", "year"),
}


def span(amount: int, unit: TimeUnit) -> Text:
    """ "3 ngày làm việc", "3 working days"."""
    vi, en = _UNITS[unit]
    return Text(f"{amount} {vi}", f"{amount} {en}{'' if amount == 1 else 's'}")
