"""The unit that takes a fetched catalogue into use: it verifies, is sandboxed, and fits the daemon."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.architecture.test_units import ANALYZE, MOST_EXPOSED, ROOT, needs_analyze, settings_of, stand_in

SERVICE, PATH = "kiosk-catalogue.service", "kiosk-catalogue.path"


@needs_analyze
def test_it_verifies(tmp_path: Path) -> None:
    program = stand_in(tmp_path / "kioskctl")
    copies = []
    for unit in (SERVICE, PATH):
        copies.append(tmp_path / unit)
        text = (ROOT / unit).read_text(encoding="utf-8")
        copies[-1].write_text(text.replace("/usr/lib/kiosk/bin/kioskctl", program), encoding="utf-8")
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", *map(str, copies)], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "kiosk" in line] == []
    assert done.returncode == 0


@needs_analyze
def test_it_is_sandboxed() -> None:
    done = subprocess.run(
        [str(ANALYZE), "security", "--offline=true", "--no-pager", str(ROOT / SERVICE)],
        capture_output=True,
        text=True,
        check=False,
    )
    level = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    assert level is not None, done.stderr
    assert float(level[1]) <= MOST_EXPOSED["kiosk.service"]


def test_it_has_no_network_and_no_secret() -> None:
    settings = settings_of(SERVICE)
    assert settings["PrivateNetwork"] == ["yes"]
    assert not [key for key in settings if "Credential" in key]


def test_the_path_is_the_one_that_the_service_reads() -> None:
    (watched,) = settings_of(PATH)["PathExists"]
    assert watched in settings_of(SERVICE)["ExecStart"][0].split()
    assert settings_of(SERVICE)["StateDirectory"] == ["kiosk"]
