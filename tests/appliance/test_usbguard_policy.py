"""The policy for what is plugged in: hubs first, then storage and keyboards refused, all else shut."""

from __future__ import annotations

from pathlib import Path

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
