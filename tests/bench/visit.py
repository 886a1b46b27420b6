"""One process a visit: what is seen between two citizens, what is left of one, and how much memory two
screens take.

Citizens come one after the other to the real supervisor, under Xvfb (Qt's xcb) and under cage (wayland), and
each files a whole dossier with a scanned page and a slip. `python -m tests.bench.visit xcb|cage FOLDER` is
one such session; `make bench` runs both.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.journeys.world import World
from tests.visit_process.remains import in_files, in_memory, resident_mb
from tests.visit_process.unit_environment import of_the_unit

VISITS = 2
PANEL = (1080, 1920)
CAGE_PANEL = (1024, 768)
"""What wlroots makes of a window."""
_DARK = 8
"""A picture has no grid point brighter than this of 255 when it is none: the interface is light."""


def measure() -> dict[str, Any]:
    """Give the table. `change_ms` is the longest time without a picture at a change of screens, in
    milliseconds.

    `rss_mb_both` is the median, over a visit in which a dossier is filed, of what supervisor and both screens
    hold together; `rss_mb_both_most` the most, while a scanned page is prepared. In megabytes, as PSS: a page
    of memory that several hold is counted once, as the machine has it once.
    """
    if shutil.which("Xvfb") is None:
        raise RuntimeError("Xvfb is missing")
    sessions = {"xcb": _session("xcb")}
    if shutil.which("cage"):
        sessions["cage"] = _session("cage")
    table: dict[str, Any] = {
        "change_ms": max(one["change_ms"] for one in sessions.values()),
        "rss_mb_both": max(one["rss_mb_both"] for one in sessions.values()),
        "rss_mb_both_most": max(one["rss_mb_both_most"] for one in sessions.values()),
        "markers_found": sum(one["markers_found"] for one in sessions.values()),
    }
    for platform, found in sessions.items():
        table.update({f"{platform}_{key}": value for key, value in found.items()})
    return table


def _session(platform: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="visit-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.visit", platform, folder],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            timeout=900,
        )
        if done.returncode != 0:
            raise RuntimeError(f"the visits under {platform} broke")
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found


class Watch:
    """Looks at something again and again on a thread until it is stopped."""

    def __init__(self, look: Callable[[float], None], every_s: float) -> None:
        self._look = look
        self._every_s = every_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.wait(self._every_s):
            self._look(time.monotonic())

    def stop(self) -> None:
        """Stop looking."""
        self._stop.set()
        self._thread.join()


class Darkness:
    """How long there was no picture, once there had been one."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self.looks = 0
        self.longest_step_ms = 0.0
        self.over = False
        """The last change has been: that the kiosk ends after it counts no more."""
        self._seen_at = 0.0
        self._looked_at = 0.0

    def look(self, picture: npt.NDArray[np.uint8], now: float) -> None:
        """Take in what is on the glass at the moment `now`."""
        if self.over:
            return
        if self._seen_at:
            self.looks += 1
            self.longest_step_ms = max(self.longest_step_ms, (now - self._looked_at) * 1_000)
        self._looked_at = now
        if picture.max(initial=0) > _DARK:
            self._seen_at = now
        elif self._seen_at:
            self.longest_ms = max(self.longest_ms, (now - self._seen_at) * 1_000)


def _visits(platform: str, folder: Path) -> dict[str, Any]:
    home = folder / "home"
    home.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_CACHE_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QUICK_BACKEND": "software",
        **of_the_unit("kiosk.service"),
    }
    darkness = Darkness()
    panel = PANEL if platform == "xcb" else CAGE_PANEL
    before = _before(platform, environment)
    # For the daemon, which the world starts.
    os.environ.update(of_the_unit("kiosk-sync.service"))
    glass = _glass(folder, environment, darkness, panel)
    with World(folder / "world", panel=panel, full_screen=True) as world, glass:
        markers = folder / "markers"
        wanted = [str(world.config), str(markers), str(VISITS), str(world.layout.root)]
        command = [*before, sys.executable, "-m", "tests.visit_process.supervised", *wanted]
        with (folder / "records").open("wb") as records:
            kiosk = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=records,
                env=environment,
                text=True,
            )
        try:
            found = _watched(kiosk, world, markers, home, darkness)
        finally:
            kiosk.terminate()
            kiosk.wait()
            sys.stderr.write((folder / "records").read_text(encoding="utf-8", errors="replace")[-3000:])
    return found


def _watched(
    kiosk: subprocess.Popen[str], world: World, markers: Path, home: Path, darkness: Darkness
) -> dict[str, Any]:
    assert kiosk.stdin is not None
    assert kiosk.stdout is not None
    weighed_mb: list[float] = []
    supervisor: list[int] = []

    def weigh(_now: float) -> None:
        if supervisor:
            living = [supervisor[0], *_children(supervisor[0])]
            with contextlib.suppress(OSError):
                if len(living) > 2:
                    weighed_mb.append(resident_mb(living))

    watch = Watch(weigh, 0.5)
    said: dict[int, list[str]] = {}
    found: set[str] = set()
    in_daemon: set[str] = set()
    looked, weighed, told = 0, False, {}
    try:
        for line in kiosk.stdout:
            told = json.loads(line)
            if not weighed:
                supervisor[:] = [told["supervisor"]]
            for path in markers.iterdir() if markers.is_dir() else ():
                said.setdefault(int(path.name), path.read_text(encoding="utf-8").splitlines())
                path.unlink()
            living = [*told["processes"], told["supervisor"]]
            gone = [word for process, words in said.items() if process not in living for word in words]
            looked += len(gone) > 0
            darkness.over = looked >= VISITS
            if not gone:
                kiosk.stdin.write("\n")
                kiosk.stdin.flush()
                continue
            # Reading all memory makes it resident, and so what was weighed before counts.
            supervisor.clear()
            weighed = True
            for process in {*living, *_children(told["supervisor"])}:
                found.update(in_memory(process, gone))
            folders = [world.layout.folder(name) for name in ("queue", "run", "records", "printer")]
            found.update(in_files([*folders, home], gone))
            if world.daemon is not None:
                in_daemon.update(in_memory(world.daemon.pid, gone))
            kiosk.stdin.write("\n")
            kiosk.stdin.flush()
    finally:
        watch.stop()
    if looked < VISITS:
        raise RuntimeError(f"{looked} visits were over, not {VISITS}")
    return {
        "change_ms": round(darkness.longest_ms, 1),
        "looks_at_the_glass": darkness.looks,
        "longest_between_looks_ms": round(darkness.longest_step_ms, 1),
        "wipe_to_picture_ms": round(max(told["from_end_to_shown_ms"])),
        "wipe_to_devices_ms": round(max(told["from_end_to_taken_ms"])),
        "rss_mb_both": round(statistics.median(weighed_mb), 1),
        "rss_mb_both_most": max(weighed_mb),
        "markers_planted": sum(len(words) for words in said.values()),
        "markers_found": len(found),
        "markers_in_daemon": len(in_daemon),
        "visits": looked,
    }


def _children(process: int) -> list[int]:
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        return [int(word) for word in text.split()]
    return []


@contextlib.contextmanager
def _glass(
    folder: Path, environment: dict[str, str], darkness: Darkness, panel: tuple[int, int]
) -> Iterator[None]:
    """An X server whose glass is a file that can be looked at while it is drawn on."""
    width, height = panel
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24"),
            *("-br", "-nolisten", "tcp", "-fbdir", str(folder)),
        ],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as told:
            environment["DISPLAY"] = ":" + told.readline().strip()
        with (folder / "Xvfb_screen0").open("rb") as file:
            glass = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        pixels = _pixels(glass)
        watch = Watch(lambda now: darkness.look(pixels[16::48, 16::48, :3].copy(), now), 0.002)
        try:
            yield
        finally:
            watch.stop()
    finally:
        server.terminate()
        server.wait()


def _pixels(glass: mmap.mmap) -> npt.NDArray[np.uint8]:
    """The picture behind the header of an XWD file (X11's XWDFile.h): blue, green, red, unused."""
    header = struct.unpack(">25I", glass[:100])
    size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
    start = size + colours * 12
    flat: npt.NDArray[np.uint8] = np.frombuffer(glass, np.uint8, line * height, start)
    return flat.reshape(height, line)[:, : width * 4].reshape(height, width, 4)


def _before(platform: str, environment: dict[str, str]) -> list[str]:
    """What stands before the kiosk's command: nothing, or the compositor that the appliance uses.

    cage draws into a window of the X server: taking pictures of a screen that is not there (wlr-screencopy)
    made it stop giving buffers back.
    """
    if platform == "xcb":
        environment["QT_QPA_PLATFORM"] = "xcb"
        return []
    environment.update(QT_QPA_PLATFORM="wayland", WLR_BACKENDS="x11", WLR_RENDERER="pixman")
    # cage refuses to run as root; seen from its own user namespace it does not.
    nobody = ["unshare", "--user", "--map-user=65534", "--map-group=65534"] if os.geteuid() == 0 else []
    return [*nobody, "cage", "-d", "--"]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_visits(sys.argv[1], Path(sys.argv[2]))) + "\n")
