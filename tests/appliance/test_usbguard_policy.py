"""The policy for what is plugged in: hubs first, then storage and keyboards refused, all else shut."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from appliance.deb.environment import ROOT
from appliance.image.root import empty_records
from kiosk_app.servicing import stick

RULES = [
    line
    for line in (ROOT / "assets/system/usbguard.rules").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_a_stick_is_let_in_behind_the_first_rule_and_before_the_one_that_refuses_it() -> None:
    # USBGuard takes the number of a rule that is there, and gives the first one the number 1.
    assert stick._FIRST == "1"
    assert RULES[0] == "allow with-interface equals { 09:*:* }"
    assert RULES[1] == "reject with-interface one-of { 08:*:* }"


def test_keyboards_are_refused_and_what_is_not_named_stays_shut() -> None:
    assert "reject with-interface one-of { 03:01:01 }" in RULES
    assert RULES[-1] == "block"


def test_an_image_without_records_keeps_their_folders(tmp_path: Path) -> None:
    (tmp_path / "usbguard").mkdir()
    (tmp_path / "usbguard" / "usbguard-audit.log").write_text("x", encoding="utf-8")
    (tmp_path / "dpkg.log").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "usbguard")
    empty_records(tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["usbguard"]


@pytest.mark.parametrize("set_up", [False, True])
def test_a_machine_that_is_set_up_takes_the_policy_at_each_start(tmp_path: Path, set_up: bool) -> None:
    unit = (ROOT / "assets/system/usbguard/10-kiosk.conf").read_text(encoding="utf-8")
    said = re.search(r"^\[Service\]\nExecStartPre=-/bin/sh -c '(.*)'$", unit, re.MULTILINE)
    assert said is not None
    for folder in ("etc/kiosk", "etc/usbguard", "usr/lib/kiosk/share"):
        (tmp_path / folder).mkdir(parents=True)
    policy = tmp_path / "usr/lib/kiosk/share/usbguard.rules"
    shutil.copyfile(ROOT / "assets/system/usbguard.rules", policy)
    rules = tmp_path / "etc/usbguard/rules.conf"
    rules.write_text("allow id 1d6b:0002 # whatever was plugged in\n", encoding="utf-8")
    if set_up:
        (tmp_path / "etc/kiosk/kiosk.toml").write_text("[kiosk]\n", encoding="utf-8")
    script = re.sub(r"(?<= )/(?=usr/|etc/)", f"{tmp_path}/", said[1])
    subprocess.run(["sh", "-c", script], check=True)
    assert (rules.read_bytes() == policy.read_bytes()) is set_up
    # USBGuard refuses a list that others may read.
    assert not set_up or rules.stat().st_mode & 0o777 == 0o600
