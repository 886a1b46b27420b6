"""What the image's trial does to a machine and reads from its glass, tried without one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest

from appliance.trial.image import bad_input, updating
from appliance.trial.image.qemu import Asked, Kiosk
from appliance.trial.machine import TrialError
from kiosk_app.servicing.maintenance import MaintenanceNotice, draw


class Here:
    """Does on this machine what is asked of the other one, or gives answers that were laid ready."""

    def __init__(self, *answers: Asked) -> None:
        self.answers = list(answers)

    def run(self, *command: str, **_: Any) -> Asked:
        if self.answers:
            return self.answers.pop(0)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return Asked(done.returncode, done.stdout, done.stderr)


def kiosk(*answers: Asked) -> Kiosk:
    """Give it where a machine is wanted."""
    return cast(Kiosk, Here(*answers))


def test_exactly_one_byte_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "b.efi"
    before = bytes(range(256)) * 40
    path.write_bytes(before)
    updating._flip(kiosk(), str(path), 5_000)
    after = path.read_bytes()
    assert len(after) == len(before)
    assert [at for at in range(len(before)) if before[at] != after[at]] == [5_000]


def test_the_queue_is_the_same_whatever_was_tried_with_it() -> None:
    row = {"reference_uid": "u", "provisional_code": "TAM-DN07-0001-K", "sealed_bytes": 9, "attempts": 0}
    tried = {**row, "attempts": 4, "reason": "offline"}
    shorter = {**row, "sealed_bytes": 8}
    one, other, damaged = (
        bad_input.queue_of(kiosk(Asked(0, json.dumps([each]), ""))) for each in (row, tried, shorter)
    )
    assert one == other != damaged


@pytest.mark.parametrize(
    ("before", "answer", "after", "otherwise"),
    [
        ("same", Asked(0, "", ""), "same", "0:"),
        ("same", Asked(1, "", "Traceback (most recent call last)"), "same", "Traceback"),
        ("same", Asked(1, "", " "), "same", "1:"),
        ("same", Asked(1, "", "Chữ ký không đúng."), "another", "changed the configuration"),
    ],
)
def test_what_takes_a_wrong_stick_or_says_nothing_fails_the_trial(
    before: str, answer: Asked, after: str, otherwise: str
) -> None:
    with pytest.raises(TrialError, match=otherwise):
        bad_input._refused(kiosk(Asked(0, before, ""), answer, Asked(0, after, "")), "provision")


def test_a_sentence_that_changes_nothing_is_handed_on() -> None:
    answers = (
        Asked(0, "same", ""),
        Asked(1, "", "Chữ ký của\nprovision.toml không đúng."),
        Asked(0, "same", ""),
    )
    assert bad_input._refused(kiosk(*answers), "provision") == "Chữ ký của provision.toml không đúng."


@pytest.mark.long("tesseract reads a picture")
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed here")
def test_a_sentence_is_read_from_the_glass() -> None:
    lines = bad_input.read_glass(draw(MaintenanceNotice.DATA_SHUT, 1080, 1920))
    assert any("Hồ sơ còn nguyên" in line for line in lines), lines
