"""The unit that takes a fetched catalogue into use: it verifies, is sandboxed, and fits the daemon."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.test_units import (
    MOST_EXPOSED,
    ROOT,
    assert_verifies,
    exposure,
    needs_analyze,
    settings_of,
    stand_in,
)

SERVICE, PATH = "kiosk-catalogue.service", "kiosk-catalogue.path"


@needs_analyze
def test_it_verifies(tmp_path: Path) -> None:
    programs = {"/usr/lib/kiosk/bin/kioskctl": stand_in(tmp_path / "kioskctl")}
    assert_verifies(tmp_path, [ROOT / SERVICE, ROOT / PATH], programs)


@needs_analyze
def test_it_is_sandboxed() -> None:
    assert exposure(ROOT / SERVICE) <= MOST_EXPOSED["kiosk.service"]


def test_it_has_no_network_and_no_secret() -> None:
    settings = settings_of(SERVICE)
    assert settings["PrivateNetwork"] == ["yes"]
    assert not [key for key in settings if "Credential" in key]


def test_the_path_is_the_one_that_the_service_reads() -> None:
    (watched,) = settings_of(PATH)["PathExists"]
    assert watched in settings_of(SERVICE)["ExecStart"][0].split()
    assert settings_of(SERVICE)["StateDirectory"] == ["kiosk"]
