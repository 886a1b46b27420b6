"""The set-up of a machine that has no configuration, and what is left of it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from kiosk_app.servicing.helper_client import HelperAnswer, HelperAsked, HelperNetwork
from tests.visit_process.errand_files import HELPER, NEXT, SAID, SET_UP
from tests.visit_process.errand_session import Left, at_home, not_done, word
from tests.visit_process.remains import in_files, in_memory
from tests.visit_process.unit_environment import of_the_unit


def play_set_up(folder: Path) -> Left:
    """Set up a machine that has no configuration, on its screen; gives what is left of it."""
    home = folder / "home"
    home.mkdir(mode=0o700, parents=True)
    environment = {
        **os.environ,
        **of_the_unit("kiosk.service"),
        **dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"), str(home)),
        "QT_QUICK_BACKEND": "software",
        "QT_QPA_PLATFORM": "offscreen",
    }
    password = word() + word()
    (folder / SAID).write_text(json.dumps({"pin": password}), encoding="utf-8")
    with _helper(folder / HELPER), (home / "records").open("wb") as records:
        screens = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.visit_process.errand_screen"),
                *(str(folder / "kiosk.toml"), str(folder), "1"),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=records,
            env=environment,
            text=True,
        )
        assert screens.stdin is not None
        assert screens.stdout is not None
        try:
            if not screens.stdout.readline():
                raise RuntimeError((home / "records").read_text(encoding="utf-8", errors="replace")[-2000:])
            (folder / NEXT).write_text(SET_UP, encoding="utf-8")
            screens.stdin.write("\n")
            screens.stdin.flush()
            told = screens.stdout.readline()
            if not told:
                raise RuntimeError((home / "records").read_text(encoding="utf-8", errors="replace")[-2000:])
            held: list[str] = []
            ours = at_home(home)
            assert {json.loads(told)["supervisor"], *json.loads(told)["processes"]} <= set(ours)
            for process in ours:
                with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                    held += [f"{process}: {word}" for word in in_memory(process, [password])]
            files = tuple(in_files([home], [password]))
            return Left(SET_UP, 1, tuple(held), (), files, 0, problem=not_done(folder))
        finally:
            screens.terminate()
            screens.wait()


@contextlib.contextmanager
def _helper(place: Path) -> Iterator[None]:
    """A helper that finds one Wi-Fi and joins it, a connection for each act as systemd gives."""
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as waiting:
        waiting.bind(str(place))
        waiting.listen()
        waiting.settimeout(0.2)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                with contextlib.suppress(TimeoutError):
                    peer, _ = waiting.accept()
                    with peer, peer.makefile("rwb") as talk:
                        asked = HelperAsked.model_validate_json(talk.readline())
                        if asked.words["what"] == "networks":
                            network = HelperNetwork(ssid="Xa Nam Giang", strength=70, security="wpa-psk")
                            talk.write(HelperAnswer(network=network).model_dump_json().encode() + b"\n")
                        talk.write(HelperAnswer(over=True).model_dump_json().encode() + b"\n")

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        try:
            yield
        finally:
            over.set()
            serving.join()
