"""The trial's talk with a machine: JSON lines, whatever else comes over it, and pieces that come late."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance.trial.image import qemu
from appliance.trial.image.qemu import Lines

AGENT = Path(qemu.__file__).parent / "lay_over" / "usr" / "libexec" / "kiosk-trial" / "agent.py"


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[Lines, socket.socket]]:
    """Join both ends."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "line"))
        server.listen(1)
        lines = Lines(tmp_path / "line")
        other, _ = server.accept()
        with other:
            yield lines, other
        lines.close()


def test_what_is_no_message_is_passed_over(line: tuple[Lines, socket.socket]) -> None:
    lines, other = line
    other.sendall(b"Booting...\n[1, 2]\n\xff\xfe\n" + b'{"id": 1}\n')
    assert lines.read(20.0) == {"id": 1}


def test_a_message_in_pieces_is_put_together(line: tuple[Lines, socket.socket]) -> None:
    lines, other = line
    other.sendall(b'{"id"')
    assert lines.read(0.05) is None
    other.sendall(b': 2}\n{"id": 3}\n')
    assert lines.read(20.0) == {"id": 2}
    assert lines.read(20.0) == {"id": 3}


def test_a_line_that_ended_gives_nothing(line: tuple[Lines, socket.socket]) -> None:
    lines, other = line
    other.close()
    assert lines.read(20.0) is None


def test_the_agent_answers_with_code_and_words(tmp_path: Path) -> None:
    # A terminal stands where the agent runs; here a pipe does.
    script = AGENT.read_text(encoding="utf-8").replace("tty.setraw(0)", "")
    copy = tmp_path / "agent.py"
    copy.write_text(script, encoding="utf-8")
    asked = [
        {"id": 1, "run": ["sh", "-c", "cat; exit 3"], "stdin": "đã nhận"},
        {"id": 2, "run": ["/nowhere/at/all"]},
    ]
    text = "noise\n" + "".join(json.dumps(one) + "\n" for one in asked)
    done = subprocess.run(
        [sys.executable, str(copy)], input=text, capture_output=True, text=True, check=True, timeout=60
    )
    told = [json.loads(one) for one in done.stdout.splitlines()]
    assert (told[0]["id"], told[0]["code"], told[0]["out"]) == (1, 3, "đã nhận")
    assert told[1]["code"] == 127
    assert "/nowhere" in told[1]["err"]
