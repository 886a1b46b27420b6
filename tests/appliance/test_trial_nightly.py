"""The trial of what the machine does by the clock: each step fails a machine that only looks well."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime, timedelta, timezone
from typing import Any, cast

import pytest

from appliance.trial import nightly
from appliance.trial.machine import Machine, TrialError

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 28, 13, 20, tzinfo=VIETNAM)
COMING = {
    "apt-daily.timer": datetime(2026, 11, 29, 0, 45, tzinfo=VIETNAM),
    "apt-daily-upgrade.timer": datetime(2026, 11, 29, 1, 40, tzinfo=VIETNAM),
    "kiosk-health.timer": datetime(2026, 11, 29, 3, 15, tzinfo=VIETNAM),
    "kiosk-ways.timer": datetime(2026, 11, 28, 14, 6, tzinfo=VIETNAM),
}
STRAY = "elements = { 192.0.2.77 }"
OPENED = "Trong 240 phút, apt được đi tới: mirror.kiosk.invalid.\n"


class Told:
    """A machine that answers by a word of the command; the last answer stays."""

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self.answers = answers

    def run(self, *command: str, **_: Any) -> subprocess.CompletedProcess[str]:
        """Run."""
        line = " ".join(command)
        found = next((told for word, told in self.answers.items() if word in line), [""])
        return subprocess.CompletedProcess(command, 0, found.pop(0) if len(found) > 1 else found[0], "")


def machine(answers: dict[str, list[str]]) -> Machine:
    """Give it where a machine is wanted."""
    return cast(Machine, Told(answers))


def _timers(coming: dict[str, datetime | None]) -> dict[str, list[str]]:
    rows = [
        {"unit": name, "next": None if then is None else int(then.timestamp() * 1e6)}
        for name, then in coming.items()
    ]
    return {"list-timers": [json.dumps(rows)], "date": [f"{NOW.timestamp():.0f}\n"]}


def test_timers_of_the_night_are_told_by_vietnams_clock() -> None:
    told = nightly.timers_come(machine(_timers({**COMING})))
    assert told["apt-daily-upgrade.timer"] == "01:40"


@pytest.mark.parametrize(
    "wrong",
    [
        {"apt-daily.timer": datetime(2026, 11, 28, 18, 10, tzinfo=VIETNAM)},
        {"kiosk-health.timer": datetime(2026, 11, 29, 10, 15, tzinfo=VIETNAM)},
        {"kiosk-ways.timer": datetime(2026, 11, 28, 17, 0, tzinfo=VIETNAM)},
        {"kiosk-ways.timer": None},
    ],
)
def test_a_timer_of_another_hour_or_of_none_fails(wrong: dict[str, datetime | None]) -> None:
    with pytest.raises(TrialError, match=next(iter(wrong))):
        nightly.timers_come(machine(_timers({**COMING, **wrong})))


@pytest.mark.parametrize(
    ("in_force", "in_file", "journal", "words"),
    [
        ([STRAY, ""], "", "Dịch vụ gửi được đi tới: 127.0.0.1.", None),
        ([""], "", "", "nothing was tried"),
        ([STRAY], "", "", "changed nothing"),
        ([STRAY, ""], STRAY, "", "changed nothing"),
        ([STRAY, ""], "", "systemctl daemon-reload: Access denied", "refused something"),
    ],
)
def test_an_hourly_look_that_changes_nothing_fails(
    in_force: list[str], in_file: str, journal: str, words: str | None
) -> None:
    one = machine({"nft list set": [*in_force], "journalctl": [journal], "cat": [in_file]})
    if words is None:
        nightly.hourly_look(one)
        return
    with pytest.raises(TrialError, match=words):
        nightly.hourly_look(one)


@pytest.mark.parametrize(
    ("packets", "journal", "left", "words"),
    [
        (3, [OPENED], "set mirror4 { }", None),
        (0, [OPENED], "set mirror4 { }", "does not get out"),
        (3, [OPENED, ""], "set mirror4 { }", "does not open its way"),
        (3, [OPENED], "set mirror4 { elements = { 192.0.2.99 . 80 } }", "stays open"),
    ],
)
def test_a_way_of_apts_that_does_not_open_or_shut_fails(
    packets: int, journal: list[str], left: str, words: str | None
) -> None:
    counted = json.dumps({"nftables": [{"metainfo": {}}, {"counter": {"name": "gone", "packets": packets}}]})
    one = machine({"counters": [counted], "journalctl": journal, "nft list set": [left]})
    if words is None:
        assert nightly.upgrades_go_out(one) == packets
        return
    with pytest.raises(TrialError, match=words):
        nightly.upgrades_go_out(one)
