"""The units of editions: each verifies, is sandboxed, and watches what the daemon makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from appliance.deb import build
from configuration.fleet_tables import Fleet
from kiosk_app.technician.edition import _LONGEST_VISIT_S
from offline_queue.contract.edition_shelf import ARRIVED, STATE, TRAY
from tests.architecture.test_units import (
    SYSTEM,
    assert_verifies,
    exposure,
    needs_analyze,
    rows,
    settings_of,
    stand_in,
    words,
)

FOLDER = "assets/system/units"
SETTLE, ARRIVE, PATH, WAYS, HOURLY = (
    "kiosk-edition.service",
    "kiosk-edition-arrived.service",
    "kiosk-edition-arrived.path",
    "kiosk-ways.service",
    "kiosk-ways.timer",
)
MOST_EXPOSED = {SETTLE: 1.5, ARRIVE: 1.5, WAYS: 1.6}
"""Roots: all of them replace files of root's. The one for the firewall asks for names besides."""


@needs_analyze
def test_they_verify(tmp_path: Path) -> None:
    programs = {"/usr/lib/kiosk/bin/kioskctl": stand_in(tmp_path / "kioskctl")}
    units = [SYSTEM / "units" / unit for unit in (SETTLE, ARRIVE, PATH, WAYS, HOURLY)]
    assert_verifies(tmp_path, units, programs)


@needs_analyze
@pytest.mark.parametrize("unit", MOST_EXPOSED)
def test_they_are_sandboxed(unit: str) -> None:
    assert exposure(SYSTEM / "units" / unit) <= MOST_EXPOSED[unit]


def test_what_takes_editions_has_no_network_and_no_secret() -> None:
    for unit in (SETTLE, ARRIVE):
        settings = settings_of(f"{FOLDER}/{unit}")
        assert settings["PrivateNetwork"] == ["yes"]
        assert not [key for key in settings if "Credential" in key]
        assert "-/var/lib/kiosk-queue" in words(f"{FOLDER}/{unit}", "InaccessiblePaths")


def test_the_path_is_what_the_daemon_makes() -> None:
    (watched,) = settings_of(f"{FOLDER}/{PATH}")["PathExists"]
    assert watched == f"/var/lib/kiosk-queue-daemon/{TRAY}/{ARRIVED}"
    assert settings_of(f"{FOLDER}/{PATH}")["Unit"] == [ARRIVE]


def test_the_shelf_is_roots_and_the_daemon_sees_it() -> None:
    shelf = str(Fleet().editions)
    made = {row[1]: row[2:5] for row in rows(SYSTEM / "tmpfiles.d" / "kiosk.conf")}
    # Whoever could write here could have root put back a configuration of his own.
    assert made[shelf] == ["0755", "root", "root"]
    assert settings_of(f"{FOLDER}/{SETTLE}")["ConditionPathExists"] == [f"{shelf}/{STATE}"]
    for unit in (SETTLE, ARRIVE):
        assert shelf in words(f"{FOLDER}/{unit}", "ReadWritePaths")
    assert f"-{shelf}" in words("kiosk-sync.service", "BindReadOnlyPaths")


def test_what_waits_and_watches_has_time_for_it() -> None:
    (longest,) = settings_of(f"{FOLDER}/{ARRIVE}")["TimeoutStartSec"]
    # The wait for a visit's end, and two looks at the health of at most a minute and a half.
    assert int(longest) > _LONGEST_VISIT_S + 2 * 90


def test_the_package_brings_them() -> None:
    text = Path(build.__file__).read_text(encoding="utf-8")
    rules = (Path(build.__file__).parent / "debian" / "rules").read_text(encoding="utf-8")
    for unit in (SETTLE, ARRIVE, PATH, WAYS, HOURLY):
        assert f'"units/{unit}"' in text
    assert PATH in rules
    assert HOURLY in rules
