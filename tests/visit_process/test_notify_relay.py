"""systemd hears the supervisor through one small process, and nobody else of the unit."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.visit_process.notify_relay import EXIT_NOT_STARTED

pytestmark = pytest.mark.long("programs are started under the relay")

_SAY = (
    "import os, socket, sys\n"
    "to = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
    "def say(text): to.sendto(text.encode(), os.environ['NOTIFY_SOCKET'])\n"
)
"""What a program below the relay begins with."""
_WAIT_S = 20.0


class Manager:
    """Stands for systemd: has the socket that only the unit's main process may write to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(folder / "systemd"))
        self.socket.settimeout(_WAIT_S)
        self.runtime = folder / "run"
        self.runtime.mkdir(mode=0o700)
        self.processes: list[subprocess.Popen[str]] = []

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a command below the relay."""
        environment = {
            **os.environ,
            "NOTIFY_SOCKET": str(self.folder / "systemd"),
            "RUNTIME_DIRECTORY": str(self.runtime),
            "WATCHDOG_PID": "1",
        }
        started = subprocess.Popen(
            [sys.executable, "-m", "kiosk_app.visit_process.notify_relay", "--", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
        )
        self.processes.append(started)
        return started

    def python(self, text: str) -> subprocess.Popen[str]:
        """Start a program that may `say` something."""
        return self.start(sys.executable, "-c", _SAY + text)

    def heard(self) -> str:
        """Give the next message."""
        return self.socket.recv(65_536).decode("utf-8")

    def heard_until_end(self, started: subprocess.Popen[str]) -> list[str]:
        """Wait for the end; give every message that came."""
        started.communicate(timeout=_WAIT_S)
        self.socket.setblocking(False)
        messages = []
        while True:
            try:
                messages.append(self.heard())
            except BlockingIOError:
                return messages


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    made = Manager(tmp_path)
    yield made
    for process in made.processes:
        process.kill()
        process.communicate()
    made.socket.close()


def test_ready_watchdog_and_status_come_through(manager: Manager) -> None:
    started = manager.python("say('READY=1\\nSTATUS=đang chạy')\nsay('WATCHDOG=1')\nsys.stdin.read()")
    assert [manager.heard() for _ in range(3)] == ["READY=1", "STATUS=đang chạy", "WATCHDOG=1"]
    started.communicate("", timeout=_WAIT_S)
    assert started.returncode == 0


def test_what_would_change_the_service_does_not_come_through(manager: Manager) -> None:
    started = manager.python(
        "say('MAINPID=1\\nWATCHDOG_USEC=0\\nFDSTORE=1\\nERRNO=1\\nEXTEND_TIMEOUT_USEC=9000000000')\n"
        "say('WATCHDOG=trigger')\n"
        "say('RELOADING=1\\nNOTIFYACCESS=all\\nBUSERROR=x')\n"
        "say('x' * 4000)\n"
        "say('STATUS=' + 'a' * 3000 + '\\nWATCHDOG=1')\n"
        "say('STATUS=red \\x1b[31m')\n"
        "sys.stdin.read()"
    )
    assert [manager.heard() for _ in range(3)] == [f"STATUS={'a' * 200}", "WATCHDOG=1", "STATUS=red [31m"]
    assert manager.heard_until_end(started) == []


@pytest.mark.parametrize(
    ("told", "ended"),
    [
        ("EXIT_STATUS=3", 3),
        ("EXIT_STATUS=3\\nEXIT_STATUS=0", 0),
        ("EXIT_STATUS=999", 0),
        ("EXIT_STATUS=-1", 0),
    ],
)
def test_it_ends_with_the_code_that_the_compositor_hides(manager: Manager, told: str, ended: int) -> None:
    started = manager.python(f"say('{told}')\nsay('STATUS=heard')\nsys.stdin.read()")
    assert manager.heard() == "STATUS=heard"
    assert manager.heard_until_end(started) == []
    assert started.returncode == ended


def test_asked_to_end_it_ends_well_whatever_was_told(manager: Manager) -> None:
    started = manager.python(
        "import signal\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n"
        "say('EXIT_STATUS=3')\nsay('STATUS=heard')\nsys.stdin.read()"
    )
    assert manager.heard() == "STATUS=heard"
    started.terminate()
    started.wait(_WAIT_S)
    assert started.returncode == 0


def test_a_screen_below_the_supervisor_is_not_heard(manager: Manager) -> None:
    # cage is the program, the supervisor its child, a screen the supervisor's child.
    cage = (
        "import os, subprocess\n"
        "supervisor = '''" + _SAY + "\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    say('WATCHDOG=1')\n"
        "    say('STATUS=from the screen')\n"
        "    os._exit(0)\n"
        "os.waitpid(child, 0)\n"
        "say('STATUS=from the supervisor')\n"
        "print(flush=True)\n"
        "sys.stdin.read()\n"
        "'''\n"
        "pipe = subprocess.PIPE\n"
        "with subprocess.Popen([sys.executable, '-c', supervisor], stdin=pipe, stdout=pipe) as below:\n"
        "    below.stdout.readline()\n"
        "    say('STATUS=from cage')\n"
        "    sys.stdin.read()\n"
    )
    started = manager.python(cage)
    assert [manager.heard(), manager.heard()] == ["STATUS=from the supervisor", "STATUS=from cage"]
    assert manager.heard_until_end(started) == []


def test_a_process_from_elsewhere_is_not_heard_and_files_it_hands_over_are_not_kept(manager: Manager) -> None:
    started = manager.python("say('READY=1')\nsys.stdin.readline()\nsay('WATCHDOG=1')\nsys.stdin.read()")
    assert manager.heard() == "READY=1"
    files = Path(f"/proc/{started.pid}/fd")
    open_before = len(list(files.iterdir()))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as stranger:
        stranger.connect(str(manager.runtime / "notify"))
        for _ in range(8):
            socket.send_fds(stranger, [b"WATCHDOG=1\nSTATUS=stranger"], [stranger.fileno()])
    assert started.stdin is not None
    started.stdin.write("\n")
    started.stdin.flush()
    # In order: what the stranger said was read before, and none of it came through.
    assert manager.heard() == "WATCHDOG=1"
    assert len(list(files.iterdir())) == open_before
    assert manager.heard_until_end(started) == []


def test_a_silent_screen_is_not_spoken_for(manager: Manager) -> None:
    started = manager.python("say('READY=1')\nsys.stdin.read()")
    assert manager.heard() == "READY=1"
    # Longer than the relay waits for anything before it looks again.
    manager.socket.settimeout(2.5)
    with pytest.raises(TimeoutError):
        manager.heard()
    assert started.poll() is None


def test_the_exit_code_is_the_program_s(manager: Manager) -> None:
    for code in (0, 2, 9):
        started = manager.python(f"sys.exit({code})")
        started.communicate(timeout=_WAIT_S)
        assert started.returncode == code


def test_a_program_that_a_signal_ended_is_no_success(manager: Manager) -> None:
    started = manager.python("os.kill(os.getpid(), 9)")
    started.communicate(timeout=_WAIT_S)
    assert started.returncode == 128 + 9


def test_a_program_that_a_signal_ended_as_it_was_asked_is_no_failure(manager: Manager) -> None:
    started = manager.python("say('READY=1')\nsys.stdin.read()")
    assert manager.heard() == "READY=1"
    started.terminate()
    started.communicate(timeout=_WAIT_S)
    assert started.returncode == 0


def test_a_program_that_is_not_there_is_told(manager: Manager) -> None:
    started = manager.start(str(manager.folder / "no-such-program"))
    _, told = started.communicate(timeout=_WAIT_S)
    assert started.returncode == EXIT_NOT_STARTED
    assert "cannot be started" in told


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_reach_the_program_and_the_relay_waits_for_its_end(
    manager: Manager, number: signal.Signals
) -> None:
    started = manager.python(
        "import signal, time\n"
        f"signal.signal({int(number)}, lambda *_: (say('STOPPING=1'), time.sleep(0.3), sys.exit(7)))\n"
        "say('READY=1')\n"
        "while True: time.sleep(60)\n"
    )
    assert manager.heard() == "READY=1"
    started.send_signal(number)
    assert manager.heard() == "STOPPING=1"
    started.communicate(timeout=_WAIT_S)
    assert started.returncode == 7


def test_an_end_is_noticed_though_nothing_more_is_said(manager: Manager) -> None:
    started = manager.python("say('READY=1')")
    begun = time.monotonic()
    started.communicate(timeout=_WAIT_S)
    assert started.returncode == 0
    assert time.monotonic() - begun < _WAIT_S


def test_the_program_sees_this_socket_and_no_other_s_watchdog(manager: Manager) -> None:
    started = manager.python("print(os.environ['NOTIFY_SOCKET'], os.environ.get('WATCHDOG_PID'))")
    said, _ = started.communicate(timeout=_WAIT_S)
    assert said.split() == [str(manager.runtime / "notify"), "None"]


def test_a_socket_left_from_before_is_no_hindrance(manager: Manager) -> None:
    (manager.runtime / "notify").touch()
    started = manager.python("say('READY=1')\nsys.stdin.read()")
    assert manager.heard() == "READY=1"
    assert (manager.runtime / "notify").stat().st_mode & 0o777 == 0o600
    started.communicate("", timeout=_WAIT_S)
    assert not (manager.runtime / "notify").exists()


@pytest.fixture
def cage(monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Give how the real cage is started without a glass."""
    # Wayland's socket lies there, and its name has 108 bytes at most.
    folder = tempfile.mkdtemp(prefix="relay-")
    for key, value in {
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "XDG_RUNTIME_DIR": folder,
    }.items():
        monkeypatch.setenv(key, value)
    # cage refuses to run as root; seen from its own user namespace it does not.
    nobody = ["unshare", "--user", "--map-user=65534", "--map-group=65534"] if os.geteuid() == 0 else []
    return (*nobody, "cage", "-d", "--", sys.executable, "-c")


needs_cage = pytest.mark.skipif(shutil.which("cage") is None, reason="cage is not installed here")


@needs_cage
def test_what_stands_below_the_real_cage_is_heard(manager: Manager, cage: tuple[str, ...]) -> None:
    supervisor = _SAY + (
        "import time\n"
        "cage = os.getppid()\n"
        "say('READY=1')\n"
        "say('WATCHDOG=1')\n"
        "while os.getppid() == cage: time.sleep(0.05)\n"
    )
    started = manager.start(*cage, supervisor)
    assert [manager.heard(), manager.heard()] == ["READY=1", "WATCHDOG=1"]
    started.terminate()
    started.communicate(timeout=_WAIT_S)
    assert started.returncode == 0


@needs_cage
def test_the_code_told_below_the_real_cage_is_the_relay_s(manager: Manager, cage: tuple[str, ...]) -> None:
    supervisor = _SAY + "say('EXIT_STATUS=3')\nsay('STATUS=heard')\nsys.stdin.read()\nos._exit(3)"
    started = manager.start(*cage, supervisor)
    assert manager.heard() == "STATUS=heard"
    started.communicate("", timeout=_WAIT_S)
    assert started.returncode == 3
