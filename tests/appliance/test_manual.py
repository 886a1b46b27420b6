"""The manual and the completion hold every command, and are read by the programs that read them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from appliance.deb.manual import VIETNAMESE, bash_completion, commands, manual_pages

PAGES = manual_pages("0.1.0", 1_790_000_000)


def test_every_command_has_a_page() -> None:
    assert {"kioskctl", "kioskctl-doctor", "kioskctl-queue", "kioskctl-queue-export"} <= set(PAGES)
    assert len(PAGES) == len(list(commands()))
    assert all(".SH DESCRIPTION" in text for text in PAGES.values())


def test_the_same_commit_gives_the_same_pages() -> None:
    assert manual_pages("0.1.0", 1_790_000_000) == PAGES
    assert "2026-09-21" in PAGES["kioskctl"]


@pytest.mark.skipif(shutil.which("man") is None, reason="man-db is not installed here")
@pytest.mark.parametrize("pages", [PAGES, manual_pages("0.1.0", 1_790_000_000, VIETNAMESE)], ids=["en", "vi"])
@pytest.mark.parametrize("name", ["kioskctl", "kioskctl-doctor", "kioskctl-provision"])
def test_man_has_nothing_to_complain_about(tmp_path: Path, name: str, pages: dict[str, str]) -> None:
    page = tmp_path / f"{name}.1"
    page.write_text(pages[name], encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(page)],
        capture_output=True,
        text=True,
        env={"MANROFFSEQ": "", "MANWIDTH": "80", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.long("shells are started that start the program")
def test_bash_completes_what_follows(tmp_path: Path) -> None:
    script = tmp_path / "completion"
    script.write_text(bash_completion(), encoding="utf-8")
    ask = (
        f"source {script}; COMP_WORDS=(kioskctl queue ex); COMP_CWORD=2; _kioskctl; echo ${{COMPREPLY[@]}};"
        "COMP_WORDS=(kioskctl doctor --h); COMP_CWORD=2; _kioskctl; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert first == "export"
    assert "--hands" in second
