"""What a command would destroy or replace goes only when somebody said so, beforehand or when asked."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from kiosk_app.servicing.bundling import bundle
from kiosk_app.technician import support_commands
from kiosk_app.technician.__main__ import app
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()
WORDS = b"somebody's words"
QUESTION = "có/Enter"


def _run(*words: object, answer: str = "") -> Result:
    return CliRunner().invoke(app, list(map(str, words)), input=answer)


def _leaves(command: Any, *path: str) -> dict[tuple[str, ...], Any]:
    if not hasattr(command, "list_commands"):
        return {path: command}
    found: dict[tuple[str, ...], Any] = {}
    for name in command.list_commands(None):
        found |= _leaves(command.get_command(None, name), *path, name)
    return found


COMMANDS = _leaves(get_command(app))
WRITING = {
    path
    for path, command in COMMANDS.items()
    if any(
        word in inspect.getsource(inspect.unwrap(command.callback))
        for word in ("write_file(", "look_at_target(")
    )
}


def test_every_command_that_writes_a_named_file_has_to_be_told_to_replace() -> None:
    assert len(WRITING) >= 6
    assert [path for path in WRITING if "replace" not in {one.name for one in COMMANDS[path].params}] == []


@pytest.mark.parametrize("path", sorted(WRITING), ids=" ".join)
def test_a_file_that_is_there_stays(tmp_path: Path, path: tuple[str, ...]) -> None:
    there, config = tmp_path / "there", tmp_path / "kiosk.toml"
    there.write_bytes(WORDS)
    config.write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    words: dict[tuple[str, ...], tuple[object, ...]] = {
        ("badge",): ("CB07", "Trần Văn Bảy", "--picture", there),
        ("bundle",): (there, "--config", config),
        ("doctor",): ("--report", there, "--config", config),
        ("edition", "pack"): (tmp_path, there),
        ("provision-codes",): (tmp_path, there, "--key", config),
        ("test-sheet",): (there,),
    }
    result = _run(*path, *words[path])
    assert result.exit_code == 1
    assert "đã có tệp này; chưa ghi gì" in result.output
    assert there.read_bytes() == WORDS


@pytest.mark.parametrize("content", [WORDS, b""])
def test_it_goes_when_somebody_says_so_or_it_holds_nothing(tmp_path: Path, content: bytes) -> None:
    there = tmp_path / "there"
    there.write_bytes(content)
    assert _run("test-sheet", there, *(["--replace"] if content else [])).exit_code == 0
    assert there.read_bytes().startswith(b"%PDF")


def test_a_bundle_named_like_the_configuration_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the configuration is wrong, which is when a bundle is asked for."""

    def bundled(kiosk_id: str, path: Path, findings: Any, queue: Any, now: Any) -> bytes:
        return bundle(kiosk_id, path, findings, queue, now, run=lambda _: "")

    monkeypatch.setattr(support_commands, "bundled", bundled)
    config = tmp_path / "kiosk.toml"
    config.write_bytes(b"[kiosk]\nid = ")
    assert _run("bundle", config, "--config", config).exit_code == 1
    assert config.read_bytes() == b"[kiosk]\nid = "
    assert _run("bundle", tmp_path / "new.tar.gz", "--config", config).exit_code == 2
    assert (tmp_path / "new.tar.gz").stat().st_size


@pytest.fixture
def kiosk(tmp_path: Path) -> tuple[Path, str]:
    """A configuration, and the code of a dossier in its queue."""
    config = tmp_path / "kiosk.toml"
    queue = {"database": str(tmp_path / "queue" / "outbox.sqlite")}
    config.write_text(kiosk_toml(KEYS.recipients, {"queue": queue}), encoding="utf-8")
    outbox = open_outbox(tmp_path, KEYS)
    code = outbox.submit(submission(outbox.reserve_code())).provisional_code
    outbox.close()
    return config, code


ACTS: dict[str, tuple[str, ...]] = {
    "renew-code": ("{code}",),
    "give-number": ("{code}", "H17.99.01-261124-0007"),
    "withdraw": ("{code}",),
    "erase": ("{code}",),
    "return": ("{code}",),
    "restore": ("{copy}",),
    "claim-id": (),
}
"""Acts upon the queue that nobody can take back, with what each is given."""


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("answer", ["\n", "không\n", "n\n", ""])
def test_what_cannot_be_taken_back_is_asked_first(
    tmp_path: Path, kiosk: tuple[Path, str], act: str, answer: str
) -> None:
    config, code = kiosk
    copy = tmp_path / "copy.sqlite"
    assert _run("queue", "backup", copy, "--config", config).exit_code == 0
    before = _run("queue", "show", code, "--json", "--config", config).output
    words = [one.format(code=code, copy=copy) for one in ACTS[act]]
    result = _run("queue", act, *words, "--config", config, answer=answer)
    assert (result.exit_code, QUESTION in result.output) == (1, True), result.output
    assert "Chưa thay đổi gì." in result.output
    assert "Abort" not in result.output
    assert _run("queue", "show", code, "--json", "--config", config).output == before


@pytest.mark.parametrize("answer", ["có\n", "c\u006f\u0301\n", "Y\n"])
def test_who_says_yes_gets_a_new_code(kiosk: tuple[Path, str], answer: str) -> None:
    config, code = kiosk
    assert _run("queue", "renew-code", code, "--config", config, answer=answer).exit_code == 0
    assert _run("queue", "show", code, "--config", config).exit_code == 1


def test_every_act_that_asks_can_be_told_beforehand() -> None:
    asking = {
        path[-1]
        for path, command in COMMANDS.items()
        if path[0] == "queue" and "yes" in {one.name for one in command.params}
    }
    assert asking == {*ACTS, "forget-kept"}
