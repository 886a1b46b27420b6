"""The clock of Vietnam."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
"""UTC+7, without summer time since 1975."""


def in_vietnam(moment: datetime) -> datetime:
    """Give the moment by the clock of Vietnam; one without a zone is taken to be so already."""
    return moment if moment.tzinfo is None else moment.astimezone(VIETNAM)
