"""Whither apt goes, as Debian's own apt tells it: also where it has fetched nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk_app.servicing.upgrade_window import open_window, run_program


@pytest.mark.skipif(not Path("/usr/bin/apt-get").exists(), reason="apt is not installed here")
def test_a_mirror_of_which_nothing_was_fetched_yet_is_let_through(tmp_path: Path) -> None:
    """Of a source that was just written down, or where lists were emptied, apt holds nothing."""
    sources = tmp_path / "sources.list"
    sources.write_text(
        "deb [trusted=yes] http://deb.example/debian-security bookworm-security main\n"
        "deb [trusted=yes] https://new.example:8443/debian bookworm main\n"
        "deb [trusted=yes] file:/srv/here ./\n",
        encoding="ascii",
    )
    (tmp_path / "lists" / "partial").mkdir(parents=True)
    of_its_own = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": tmp_path / "lists",
    }
    options = [word for name, value in of_its_own.items() for word in ("-o", f"{name}={value}")]
    rules = []

    def run(words: Sequence[str], text: str) -> str:
        if words[0] == "/usr/bin/apt-get":
            return run_program((words[0], *options, *words[1:]), text)
        rules.append(text)
        return ""

    window = open_window(5, run, lambda _host: ["192.0.2.80"])
    assert window is not None
    assert sorted(window.hosts) == ["deb.example", "new.example"]
    assert "192.0.2.80 . 80 timeout 5m" in rules[-1]
    assert "192.0.2.80 . 8443 timeout 5m" in rules[-1]
