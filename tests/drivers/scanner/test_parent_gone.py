"""The parent goes in the midst of an answer, as when set-up gives way to the screen: a quiet end."""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys

import pytest

LONG_S = 60.0


@pytest.mark.parametrize("answered", [False, True], ids=["before the answer", "with the answer unread"])
def test_a_child_whose_parent_is_gone_ends_without_a_word(answered: bool) -> None:
    mine, theirs = socket.socketpair()
    with subprocess.Popen(
        [sys.executable, "-m", "drivers.scanner.child", str(theirs.fileno())],
        pass_fds=(theirs.fileno(),),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as child:
        theirs.close()
        with mine:
            mine.sendall(json.dumps({"do": "paper"}).encode() + b"\n")
            if answered:
                assert select.select([mine], [], [], LONG_S)[0]
        _, said = child.communicate(timeout=LONG_S)
    assert (child.returncode, said) == (0, b"")
