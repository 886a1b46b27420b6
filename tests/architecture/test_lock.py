"""The appliance's lock file fits what setup.cfg asks for."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.lock import LOCK, lock_of

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ]+) --hash=sha256:(?P<digest>[0-9a-f]{64})"
)


def lines() -> list[str]:
    """Lines that are no comment."""
    return [line for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def locked() -> dict[str, str]:
    """Locked versions by normalised name."""
    matches = [LINE.fullmatch(line) for line in lines()]
    return {canonicalize_name(one["name"]): one["version"] for one in matches if one}


def required(section: str, key: str) -> list[Requirement]:
    """Requirements of setup.cfg."""
    read = configparser.ConfigParser()
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    return [Requirement(line) for line in read[section][key].splitlines() if line.strip()]


def test_every_line_is_exact_and_has_its_digest() -> None:
    assert [line for line in lines() if not LINE.fullmatch(line)] == []
    assert lines() == sorted(lines())


def test_everything_that_runs_is_locked_within_its_range() -> None:
    versions = locked()
    wrong = [
        str(one)
        for one in required("options", "install_requires")
        if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))
    ]
    assert wrong == []


def test_tools_of_development_are_not() -> None:
    tools = {canonicalize_name(one.name) for one in required("options.extras_require", "dev")}
    runs = {canonicalize_name(one.name) for one in required("options", "install_requires")}
    assert (tools - runs) & locked().keys() == set()
    assert "dich-vu-cong-kiosk" not in locked()


def test_the_file_says_how_it_is_made() -> None:
    assert "-m tests.architecture.lock" in LOCK.read_text(encoding="utf-8").splitlines()[1]


def test_lines_are_made_of_what_pip_reports() -> None:
    found = {
        "environment": {"python_version": "3.11", "platform_machine": "x86_64"},
        "install": [
            {
                "metadata": {"name": "Zeta", "version": "2"},
                "download_info": {"archive_info": {"hashes": {"sha256": "b" * 64}}},
            },
            {
                "metadata": {"name": "alpha", "version": "1.0"},
                "download_info": {"archive_info": {"hashes": {"sha256": "a" * 64}}},
            },
            {"metadata": {"name": "the-project", "version": "0.1"}, "download_info": {"dir_info": {}}},
        ],
    }
    made = [line for line in lock_of(found).splitlines() if not line.startswith("#")]
    assert made == [f"alpha==1.0 --hash=sha256:{'a' * 64}", f"zeta==2 --hash=sha256:{'b' * 64}"]
