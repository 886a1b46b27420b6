"""The technician's handbook shows screens that exist, and names keys and commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

from configuration.kiosk_file import Configuration
from kiosk_app.technician.__main__ import COMMANDS
from tests.screens.handbook import PAGE, main, named
from tests.screens.scenes import SCENES

HARDENING = PAGE.with_name("HARDENING.md")


def test_every_picture_is_a_scene() -> None:
    assert len(named()) >= 5
    assert [name for name in named() if name not in SCENES] == []
    assert callable(main)


def test_every_command_exists() -> None:
    for page in (PAGE, HARDENING):
        said = set(re.findall(r"kioskctl ([a-z][a-z-]*)", page.read_text(encoding="utf-8")))
        assert said
        assert said - set(COMMANDS) == set()


def test_every_table_exists() -> None:
    for page in (PAGE, HARDENING):
        said = set(re.findall(r"`\[([a-z]+)\]", page.read_text(encoding="utf-8")))
        assert said - set(Configuration.model_fields) == set()


def test_pages_that_are_linked_stand_beside() -> None:
    for page in (PAGE, HARDENING):
        for target in re.findall(r"\]\(([A-Za-z.]+\.md)\)", page.read_text(encoding="utf-8")):
            assert Path(page.parent / target).exists(), target
