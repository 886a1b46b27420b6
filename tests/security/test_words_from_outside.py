"""A portal's words, names in a queue and texts of codes try to steer the technician's terminal."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from typer.testing import CliRunner

from kiosk_app.technician.__main__ import app
from kiosk_app.technician.terminal import cell, plain
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()
HOSTILE = (
    "Lỗi [/data/ho-so]",
    "[link=https://example.org]bấm đây[/link]",
    "[bold red]ĐÃ NHẬN[/]",
    "\x1b]0;đổi tên\x07\x1b[2J",
    "Nguyễn\u202eễn",
    "xuống\rdòng\x00",
    "[" * 500,
    "\\[x]",
)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("command", [("list",), ("show", "{code}")])
def test_a_reason_in_the_queue_is_shown_as_text(tmp_path: Path, command: tuple[str, ...], words: str) -> None:
    (tmp_path / "kiosk.toml").write_text(kiosk_toml(KEYS.recipients))
    outbox = open_outbox(tmp_path, KEYS)
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    outbox.close()
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        connection.execute("UPDATE dossier SET reason = ?", (words,))
    connection.close()
    arguments = [one.format(code=code) for one in command]
    result = CliRunner(env={"COLUMNS": "2000"}).invoke(
        app, ["queue", *arguments, "--config", str(tmp_path / "kiosk.toml")]
    )
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    for visible in ("[/data/ho-so]", "[link=https://example.org]", "[bold red]"):
        assert (visible in words) <= (visible in result.output)


@given(st.text(max_size=300))
def test_whatever_is_shown_steers_nothing(words: str) -> None:
    target = io.StringIO()
    table = Table(box=None)
    table.add_column("x", overflow="fold")
    table.add_row(cell(words))
    Console(file=target, width=400, force_terminal=False).print(table)
    assert not {"\x1b", "\r", "\x00", "\x07", "\u202e", "\u2066", "\u200f"} & set(target.getvalue())


def test_endless_words_are_cut_and_say_so() -> None:
    assert plain("x" * 10_000_000).endswith("… (10000000 characters)")
