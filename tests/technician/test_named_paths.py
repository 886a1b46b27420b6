"""Whatever a command is given in the place of a file, it ends soon: one sentence, a code that is not 0.

The commands and their paths are found in the program itself, so that a new one is tried without being named.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import socket
import stat
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, get_args

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image
from typer.main import get_command

from kiosk_app.technician.__main__ import app
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.support.kiosk_toml import Tables, kiosk_toml

pytestmark = pytest.mark.long("every command is tried with every path, in programs of their own")

KEYS = Keys()
KINDS = (
    "pipe",
    "folder",
    "device",
    "link to a pipe",
    "link in a circle",
    "link to another file",
    "nothing",
    "below a file",
)
SECONDS = 40
"""Of the clock, for a machine that is busy; what waits for a pipe or a device has no end."""
MOST_BYTES = 1_500_000_000
"""More than the program holds already."""
_TRACEBACK = 99
_REAL = ((0, "r"), (1, "w"), (2, "w"))
NOT_THERE_YET = frozenset(
    {
        ("badge", "picture"),
        ("bundle", "out"),
        ("catalogue build", "out"),
        ("catalogue import", "out"),
        ("catalogue refresh", "out"),
        ("catalogue try", "pdf"),
        ("doctor", "report"),
        ("edition announce", "root"),
        ("edition pack", "out"),
        ("firewall", "root"),
        ("panel", "config"),
        ("provision", "root"),
        ("provision-codes", "out"),
        ("queue backup", "target"),
        ("queue export", "folder"),
        ("recover", "out"),
        ("scan-file", "out"),
        ("test-sheet", "out"),
    }
)
"""What a command makes, or what it can do without: it need not be there."""
ANSWERS_OTHERWISE = frozenset({"helper"})
"""Who asks it reads a message that says so, and no code."""
FOLDERS = frozenset(
    {
        ("edition announce", "root"),
        ("firewall", "root"),
        ("provision", "root"),
        ("queue backup", "target"),
        ("queue export", "folder"),
        ("recover", "out"),
    }
)
"""Where a folder is right."""


EXAMINES = frozenset({("bundle", "out"), ("doctor", "report")})
"""What looks at the whole machine, for as long as that takes, once its target is right."""


def _leaves(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "list_commands"):
        yield name, command
        return
    for one in command.list_commands(None):
        yield from _leaves(command.get_command(None, one), f"{name} {one}".strip())


def _is_path(parameter: Any) -> bool:
    asked = parameter.type_descriptor.annotation
    return Path in {asked, *get_args(asked)}


def _words(name: str, command: Any, tried: Any, path: str, given: dict[str, str]) -> list[str]:
    words = name.split()
    arguments = []
    for one in command.params:
        value = path if one is tried else given.get(f"{name} {one.name}", given.get(one.name))
        if not value and one.required:
            value = "1" if not _is_path(one) else given["file"]
        if not value:
            continue
        if one.param_type_name == "argument":
            arguments.append(value)
        elif getattr(one, "is_flag", False):
            words.append(one.opts[0] if value == "yes" else one.secondary_opts[0])
        else:
            words += [one.opts[0], value]
    return [*words, *arguments]


FINE = {
    "nothing": NOT_THERE_YET,
    "link to another file": NOT_THERE_YET | {("catalogue search", "queries")},
    "below a file": frozenset({("panel", "config")}),
    "folder": FOLDERS,
}
"""What may go well, by kind; it still has to end, and without a traceback."""


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory, compiled_catalogue: Path) -> dict[str, str]:
    """What is right for each parameter, by its name or by command and name: only one thing is wrong."""
    folder = tmp_path_factory.mktemp("given")
    config = folder / "kiosk.toml"
    changes: Tables = {
        "sound": {"device": ""},
        "printer": {"transport": "tcp", "port": 9, "deadline_s": 0.3},
        "reader": {"kind": "camera", "source": str(folder / "none.png")},
        "portal": {"address": "https://127.0.0.1:9/o", "identity_address": "https://127.0.0.1:9/i"},
    }
    config.write_text(kiosk_toml(KEYS.recipients, changes), encoding="utf-8")
    outbox = open_outbox(folder, KEYS)
    outbox.submit(submission(outbox.reserve_code(), seed=1))
    outbox.close()
    province = folder / "province.pem"
    public = Ed25519PrivateKey.generate().public_key()
    province.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    recovery = folder / "recovery.key"
    recovery.write_text(str(KEYS.recovery), encoding="ascii")
    picture = folder / "page.png"
    Image.new("L", (400, 560), 255).save(picture)
    procedures = folder / "procedures.jsonl"
    procedures.write_text("{}\n", encoding="utf-8")
    answers = folder / "answers.json"
    answers.write_text("{}", encoding="utf-8")
    root = folder / "root"
    root.mkdir()
    return {
        "config": str(config),
        "file": str(procedures),
        "files": str(procedures),
        "sources": str(procedures),
        "before": str(compiled_catalogue),
        "after": str(compiled_catalogue),
        "database": str(compiled_catalogue),
        "key": str(province),
        "recover key_file": str(recovery),
        "queue import key_file": str(recovery),
        "disk": str(folder / "queue" / "outbox.sqlite"),
        "root": str(root),
        "source": str(picture),
        "read-qr files": str(picture),
        "catalogue try answers": str(answers),
        "badge badge_id": "CB07",
        "catalogue refresh key": "",
        "catalogue try code": "1.004873",
        "catalogue show code": "1.004873",
        "catalogue search text": "khai sinh",
        "provision from_place": str(procedures),
        "find": "no",
        "wifi": "no",
        "start": "no",
        "yes": "yes",
    }


def _place(kind: str, folder: Path) -> Path:
    place = folder / "place"
    match kind:
        case "pipe":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
        case "device":
            # Never the machine's own: a command that moves it away would take it from everybody.
            try:
                os.mknod(place, stat.S_IFCHR | 0o666, os.makedev(1, 5))
            except PermissionError:
                place.symlink_to("/dev/zero")
        case "link to a pipe":
            os.mkfifo(folder / "pipe")
            place.symlink_to(folder / "pipe")
        case "link to another file":
            (folder / "words").write_text("words\n", encoding="utf-8")
            place.symlink_to(folder / "words")
        case "link in a circle":
            place.symlink_to(place)
        case "below a file":
            place.write_bytes(b"")
            return place / "file"
    return place


def _run(words: list[str], said: Path) -> tuple[str, int]:
    """Run a command in a child that is ended when it waits; gives what went wrong, "" for nothing."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(SECONDS)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        try:
            # `helper` answers whoever holds the other end, who is gone.
            ours, other = socket.socketpair()
            os.dup2(ours.fileno(), 0)
            other.close()
            with said.open("w", encoding="utf-8") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
            sys.stdin, sys.stdout, sys.stderr = (open(fd, how, closefd=False) for fd, how in _REAL)  # noqa: SIM115
            code = 0
            try:
                app(words, prog_name="kioskctl")
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 1
            except BaseException:
                traceback.print_exc()
                code = _TRACEBACK
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return f"did not end ({signal.Signals(os.WTERMSIG(status)).name})", -1
    code, output = os.WEXITSTATUS(status), said.read_text(encoding="utf-8")
    if code == _TRACEBACK or "Traceback" in output:
        return f"ended with {output[-300:]}", code
    if code and not output.strip():
        return "said nothing", code
    return ("" if len(output.strip().splitlines()) <= 2 else f"said too much: {output[-300:]}"), code


@pytest.fixture(scope="module")
def apart() -> Iterator[ProcessPoolExecutor]:
    """A program that holds nothing but the commands: one that has run other tests has threads, whose locks a
    fork would find held, and much memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as program:
        yield program


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_refuses_what_is_no_file(
    kind: str, tmp_path: Path, given: dict[str, str], apart: ProcessPoolExecutor
) -> None:
    faults = apart.submit(_faults, kind, tmp_path, given).result()
    assert not faults, "\n".join(faults)


def _faults(kind: str, tmp_path: Path, given: dict[str, str]) -> list[str]:
    """Give every command and parameter to this kind, with what came of it where that is wrong."""
    faults = []
    for name, command in _leaves(get_command(app)):
        for number, parameter in enumerate(filter(_is_path, command.params)):
            if (name, parameter.name) in EXAMINES & FINE.get(kind, frozenset()):
                continue
            folder = tmp_path / f"{name} {number}".replace(" ", "-")
            folder.mkdir()
            path = _place(kind, folder)
            own = {"out": str(folder / "out"), "target": str(folder / "copy")}
            words = _words(name, command, parameter, str(path), {**given, **own})
            trouble, code = _run(words, folder / "said")
            place = (name, parameter.name)
            fine = place in FINE.get(kind, frozenset())
            if kind in {"pipe", "device"} and not (os.path.lexists(path) and not path.is_file()):
                faults.append(f"{name} {parameter.name}: took the {kind} away")
            if trouble and not (fine and trouble.startswith("said")):
                faults.append(f"{name} {parameter.name}: {trouble}")
            elif code == 0 and not fine and name not in ANSWERS_OTHERWISE:
                faults.append(f"{name} {parameter.name}: went well ({' '.join(words)})")
    return faults
