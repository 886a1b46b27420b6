"""A portal's words, names in a queue and texts of codes try to steer the technician's terminal."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from typer.testing import CliRunner

from kiosk_app import technician
from kiosk_app.technician.__main__ import app
from kiosk_app.technician.terminal import cell, plain, say, say_json
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


STEERING = "\x1b]0;root\x07\x1b[2J\x9b31m\u202e[link=http://x]\u2066\ud800"
"""Commands to a terminal, in seven and in eight bits, marks that turn a line round, markup, half a letter."""


def shown_unsafely(text: str) -> set[str]:
    """Letters that a terminal would obey."""
    return {one for one in text if unicodedata.category(one)[0] == "C" and one not in "\n\t"}


@pytest.mark.parametrize(
    "command", [("list",), ("list", "--json"), ("show", "{code}"), ("show", "{code}", "--json"), ("verify",)]
)
def test_whoever_writes_the_queue_steers_no_terminal(tmp_path: Path, command: tuple[str, ...]) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    outbox.close()
    queue = tmp_path / "queue" / "outbox.sqlite"
    hostile = STEERING.encode("utf-8", "replace").decode()
    with sqlite3.connect(queue) as connection:
        connection.execute(
            "UPDATE dossier SET service_code = ?1, reason = ?1, authority_code = ?1", (hostile,)
        )
        connection.execute("UPDATE part SET sealed_sha256 = ?", (hostile,))
    connection.close()
    config = tmp_path / "kiosk.toml"
    config.write_text(kiosk_toml(keys.recipients), encoding="utf-8")
    words = [one.format(code=code) for one in command]
    result = CliRunner().invoke(app, ["queue", *words, "--config", str(config)])
    assert code in result.output or "phần" in result.output
    assert shown_unsafely(result.output) == set()
    if "--json" in command:
        json.loads(result.stdout)


def test_every_command_says_everything_by_what_escapes() -> None:
    folder = Path(technician.__file__).parent
    told_otherwise = [
        f"{path.name}: {line.strip()}"
        for path in sorted(folder.glob("*.py"))
        if path.name != "terminal.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\btyper\.(echo|secho)\(|\bprint\(", line) and "_console().print(" not in line
    ]
    # Rich's tables are filled with `cell`.
    assert [one for one in told_otherwise if "console.print(" not in one] == []


def test_lines_and_json_lose_nothing_but_what_steers(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"Lò Thị Dấu\t{STEERING}\nhai")
    told = capsys.readouterr().out
    assert told.startswith("Lò Thị Dấu\t\\x1b]0;root\\x07")
    assert told.endswith("\nhai\n")
    assert shown_unsafely(told) == set()
    value = {"tên": [STEERING, "x" * 5_000], "ba": {"c", "a"}}
    say_json(value)
    told = capsys.readouterr().out
    assert shown_unsafely(told) == set()
    assert json.loads(told) == {"tên": [STEERING, "x" * 5_000], "ba": ["a", "c"]}
