"""The trial of set-up's code, of ways out and of kept queues: each fails a machine that only looks well."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest

from appliance.trial import technician
from appliance.trial.machine import Machine, TrialError

HERE = "Kiosk đã có chứng thư, đến 28/11/2027; máy tự gia hạn."


class Told:
    """A machine that answers what was laid ready for a word of the command; anything else goes well."""

    leader = 1

    def __init__(self, failing: str = "", **answers: list[str]) -> None:
        self.failing, self.answers = failing, answers
        self.done: list[str] = []

    def run(self, *command: str, **_: Any) -> subprocess.CompletedProcess[str]:
        """Run."""
        line = " ".join(command)
        self.done.append(line)
        found = next((told for word, told in self.answers.items() if word in line), None)
        wrong = bool(self.failing) and self.failing in line
        return subprocess.CompletedProcess(command, int(wrong), found.pop(0) if found else "", "")

    def wait_for(self, *_: str) -> float:
        """Wait."""
        return 0.0


def machine(failing: str = "", **answers: list[str]) -> Machine:
    """Give it where a machine is wanted."""
    return cast(Machine, Told(failing, **answers))


def _doctor(verdict: str, said: str = "Đã giữ 15 ngày, quá hạn 14 ngày.") -> str:
    return json.dumps({"findings": [{"check": "queue.kept", "verdict": verdict, "said": said}]})


def _counters(packets: int) -> str:
    return json.dumps({"nftables": [{"metainfo": {}}, {"counter": {"name": "gone", "packets": packets}}]})


@pytest.mark.parametrize(
    ("packets", "words"),
    [(0, "root to 192.0.2.10:443 is held"), (1, "kiosk to 192.0.2.99:80 gets out")],
    ids=["all held", "all open"],
)
def test_a_firewall_that_treats_all_alike_fails(
    monkeypatch: pytest.MonkeyPatch, packets: int, words: str
) -> None:
    laid = subprocess.CompletedProcess((), 0, "", "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: laid)
    with pytest.raises(TrialError, match=words):
        technician.ways_out(machine(counters=[_counters(packets)] * 99))


def test_a_code_of_which_nothing_came_fails_and_so_does_one_that_is_asked_with_twice() -> None:
    technician.enrolled(machine(provision=[HERE, ""]), "/stick")
    for told in (["", ""], [HERE, "Chưa có chứng thư của kiosk: Tỉnh từ chối."]):
        with pytest.raises(TrialError):
            technician.enrolled(machine(provision=told), "/stick")
    with pytest.raises(TrialError, match="not handed its key"):
        technician.enrolled(machine("client.key", provision=[HERE, ""]), "/stick")


def test_the_code_is_read_from_what_the_authority_printed(tmp_path: Path) -> None:
    log = tmp_path / "sandbox.log"
    log.write_text("portal-sandbox: one-time code of DN07: aB-c_9\n", encoding="utf-8")
    assert technician.one_time_code(log) == "aB-c_9"
    log.write_text("portal-sandbox: http://127.0.0.1:8900/\n", encoding="utf-8")
    with pytest.raises(TrialError):
        technician.one_time_code(log, seconds=0.0)


def test_a_kept_queue_that_nobody_is_told_of_in_time_fails() -> None:
    technician.kept_is_told(machine(doctor=[_doctor("warning"), _doctor("failed"), _doctor("good")]))
    for told in (
        [_doctor("good")],
        [_doctor("warning"), _doctor("warning")],
        [_doctor("warning"), _doctor("failed", "Có tệp giữ lại.")],
        [_doctor("warning"), _doctor("failed"), _doctor("failed")],
    ):
        with pytest.raises(TrialError):
            technician.kept_is_told(machine(doctor=told))
