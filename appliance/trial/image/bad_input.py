"""What goes wrong around a machine: each time a sentence, a safe state, and the queue as it was.

Updates that are none stand in `updating.py`, keys and plugs in `starts.py`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from PIL import Image

from appliance.deb.environment import ROOT
from appliance.trial.image.glass import START_S, shows, where_now
from appliance.trial.image.qemu import Kiosk, disk_over, started
from appliance.trial.image.starts import ask_for_stick, plug, set_up_screen, unplug
from appliance.trial.image.trial import UP, ImageTrial, active, holds
from appliance.trial.machine import TrialError
from appliance.trial.run import SUBMIT
from kiosk_app.servicing.maintenance import MaintenanceNotice

_CONFIG = "/etc/kiosk/kiosk.toml"
_PLACE = "/run/trial"
_TRUST = ("kioskctl", "provision", "--no-wifi", "--no-find", "--from")
_SAID_S, _NOTICE_S, _DRAWN_S = 300.0, 1_200.0, 10.0
_DEAD_BATTERY = "1970-01-01T00:00:05"


def bad_input(trial: ImageTrial) -> None:
    """Wrong stick, half a configuration, no room, a disk that takes nothing more, while a dossier waits."""
    with trial.own(loaded=UP) as kiosk:
        kiosk.wait_up(START_S)
        _lay_out(trial, kiosk)
        if _submitted(kiosk, 1):
            raise TrialError("no dossier could be stored before anything was wrong")
        before = queue_of(kiosk)
        for name, what in _WRONG.items():
            said = what(kiosk)
            if queue_of(kiosk) != before:
                raise TrialError(f"{name}: the queue is another one")
            holds(kiosk, f"{name}: the queue is not well", "kioskctl", "queue", "verify")
            trial.figures.setdefault("bad_input", {})[name] = said
            trial.refuse(name)
            print(f"    {name}: {said}", flush=True)
        # None of it left anything behind.
        if _submitted(kiosk, 2) or len(queue_of(kiosk)) != len(before) + 1:
            raise TrialError("no dossier can be stored after it")


def dead_battery(trial: ImageTrial) -> None:
    """A clock in 1970: the machine comes to its screen, says what is wrong, and knows its own updates."""
    trial.put_back()
    disk = disk_over(trial.disk, trial.work / "dead-battery.qcow2")
    words = ("-rtc", f"base={_DEAD_BATTERY},clock=vm")
    with started(trial.home, disk, tpm=trial.tpm, more=(trial.bundles,), words=words) as kiosk:
        kiosk.wait_up(START_S)
        kiosk.until("welcome", lambda: active(kiosk), START_S)
        trial.figures["dead_battery_clock"] = kiosk.run("date", "+%F").out.strip()
        # Debian's systemd takes no clock for true that is older than itself; nothing does so while it runs.
        kiosk.run("date", "--set", "1970-01-02")
        said = _doctor(kiosk)["clock"]
        if said["verdict"] == "good":
            raise TrialError(f"a clock in 1970 is found good: {said}")
        kiosk.run("mount", "--mkdir", "-o", "ro", "/dev/vdb", "/run/bundles")
        for name, right in (("good", True), ("stranger", False)):
            done = kiosk.run("rauc", "info", f"/run/bundles/{name}.raucb", check=False)
            if (done.code == 0) is not right:
                raise TrialError(f"in 1970 the update {name} is judged otherwise: {done.err[-400:]}")
        holds(kiosk, "the queue is not well", "kioskctl", "queue", "verify")
        if not active(kiosk):
            raise TrialError("the screen is gone in 1970")
        kiosk.picture("in-1970")
        trial.figures.setdefault("bad_input", {})["clock in 1970"] = said["said"]
        trial.refuse("clock in 1970")
    disk.unlink()


def wrong_sticks(trial: ImageTrial) -> None:
    """A bare machine whose stick is bent, or pulled out while it is read: its glass says so each time."""
    disk = disk_over(trial.image, trial.work / "sticks.qcow2")
    chip, home = trial.work / "tpm-sticks", trial.work / "sticks"
    for folder in (chip, home):
        shutil.rmtree(folder, ignore_errors=True)
    with started(home, disk, tpm=chip, more=(trial.bundles,)) as kiosk:
        kiosk.wait_up(START_S)
        kiosk.until("the set-up takes touches", lambda: active(kiosk), START_S)
        drawn, places = set_up_screen(trial, kiosk)

        def ask() -> None:
            # What was said of the stick before stands above the buttons.
            place = where_now(kiosk.picture("before-stick"), drawn, places["service.work.stick"])
            ask_for_stick(kiosk, place)

        time.sleep(_DRAWN_S)
        bent = trial.work / "bent-stick"
        shutil.rmtree(bent, ignore_errors=True)
        shutil.copytree(trial.stick, bent)
        content = (bent / "provision.toml").read_text(encoding="utf-8")
        (bent / "provision.toml").write_text(content.replace("Nam Giang", "Nam Gian"), encoding="utf-8")
        for name, stick, pulled in (("bent stick", bent, False), ("stick pulled out", trial.stick, True)):
            ask()
            # Read so slowly that it is pulled out before it was read.
            plug(trial, kiosk, stick, slow=pulled)
            if pulled:
                kiosk.until("the stick is seen", lambda: _ends_well(kiosk, "ls /dev/sd*"), _SAID_S)
                unplug(kiosk)
            said = _said_on_glass(kiosk, name)
            if not pulled:
                unplug(kiosk)
            if not active(kiosk) or kiosk.run("test", "-e", _CONFIG, check=False).code == 0:
                raise TrialError(f"{name}: the machine was set up by it, or its screen is gone")
            trial.figures.setdefault("bad_input", {})[f"{name}, on the glass"] = said
            trial.refuse(name)
            print(f"    {name}: {said}", flush=True)
        ask()
        plug(trial, kiosk, trial.stick)
        kiosk.until("the configuration", lambda: _ends_well(kiosk, f"test -s {_CONFIG}"), _SAID_S)
    disk.unlink()


def queue_of(kiosk: Kiosk) -> list[tuple[Any, ...]]:
    """Give what waits in the queue, without what an attempt to deliver changes."""
    rows = json.loads(kiosk.run("kioskctl", "queue", "list", "--json").out)
    return [tuple(row[name] for name in _KEPT) for row in rows]


_KEPT = ("reference_uid", "provisional_code", "sealed_bytes")


def _lay_out(trial: ImageTrial, kiosk: Kiosk) -> None:
    """Put a dossier's maker and a bent file of the province into the machine."""
    support = "tests/offline_queue/support"
    kiosk.run("mkdir", "-p", f"{_PLACE}/{support}", f"{_PLACE}/wrong")
    for name in ("tests/__init__.py", "tests/offline_queue/__init__.py", f"{support}/__init__.py"):
        kiosk.run("touch", f"{_PLACE}/{name}")
    for name in ("dossiers.py", "clock.py"):
        _write(kiosk, f"{_PLACE}/{support}/{name}", (ROOT / support / name).read_text(encoding="utf-8"))
    _write(kiosk, f"{_PLACE}/submit.py", SUBMIT.replace('"/trial"', f'"{_PLACE}"'))
    for path in trial.stick.iterdir():
        text = path.read_text(encoding="utf-8")
        _write(kiosk, f"{_PLACE}/wrong/{path.name}", text.replace("Nam Giang", "Nam Gian"))
    kiosk.run("chmod", "-R", "a+rX", _PLACE)


def _write(kiosk: Kiosk, place: str, text: str) -> None:
    kiosk.run("sh", "-c", f"cat > {place}", stdin=text)


def _submitted(kiosk: Kiosk, seed: int) -> str:
    """Store a dossier as the screen's user does; gives what went wrong, "" when nothing did."""
    script = f"umask 0007; exec /usr/lib/kiosk/bin/python3 -B {_PLACE}/submit.py {seed}"
    words = ("runuser", "-u", "kiosk", "-g", "kiosk-queue", "--", "sh", "-c", script)
    done = kiosk.run(*words, check=False)
    return done.err.strip().splitlines()[-1] if done.code else ""


def _doctor(kiosk: Kiosk) -> dict[str, Mapping[str, str]]:
    done = kiosk.run("kioskctl", "doctor", "--json", "--machine", check=False)
    return {one["check"]: one for one in json.loads(done.out)["findings"]}


def _wrong_stick(kiosk: Kiosk) -> str:
    """What somebody changed after it was signed."""
    return _refused(kiosk, *_TRUST, f"{_PLACE}/wrong")


def _half_written(kiosk: Kiosk) -> str:
    """A configuration that ends in the middle: no black glass, and the old one brings everything back."""
    kiosk.run("cp", "-p", _CONFIG, "/run/whole.toml")
    kiosk.run("sh", "-c", f"truncate -s $(($(stat -c %s {_CONFIG}) / 2)) {_CONFIG}")
    kiosk.run("systemctl", "--no-block", "restart", "kiosk.service")
    shows(kiosk, MaintenanceNotice.PAUSED, _NOTICE_S)
    told = kiosk.run("journalctl", "-b", "-u", "kiosk.service", "-o", "cat", "--no-pager").out
    said = [line for line in told.splitlines() if line.startswith("kiosk-app: ") and "kiosk.toml" in line]
    if not said:
        raise TrialError(f"half a configuration is not named: {told[-1500:]}")
    kiosk.run("sh", "-c", f"cat /run/whole.toml > {_CONFIG}")
    kiosk.run("systemctl", "--no-block", "restart", "kiosk.service")
    kiosk.until("the screen with the old configuration", lambda: active(kiosk), START_S)
    return said[-1]


def _no_room(kiosk: Kiosk) -> str:
    """A disk without room: nothing more is taken, and nothing that was is lost."""
    kiosk.run("sh", "-c", "fallocate -l $(df -B1 --output=avail /var | tail -1) /var/fill")
    try:
        kiosk.picture("no-room")
        refused, said = _submitted(kiosk, 3), _doctor(kiosk)["disk.space"]
    finally:
        kiosk.run("rm", "-f", "/var/fill")
    if not refused or said["verdict"] != "failed":
        raise TrialError(f"a full disk is taken for one with room: {refused!r}, {said}")
    return f"{said['said']} ({refused.rpartition('.')[2][:80]})"


def _takes_nothing_more(kiosk: Kiosk) -> str:
    """A disk that the kernel makes read-only, as after an error: said, and well again after it."""
    kiosk.run("sh", "-c", "echo u > /proc/sysrq-trigger")
    try:
        kiosk.until("a disk that takes nothing", lambda: not _ends_well(kiosk, "touch /var/here"), 60)
        refused, said = _submitted(kiosk, 4), _doctor(kiosk)["disk.space"]
        provision = _refused(kiosk, *_TRUST, f"{_PLACE}/wrong")
    finally:
        kiosk.run("mount", "-o", "remount,rw", "/data")
    if not refused or said["verdict"] != "failed":
        raise TrialError(f"a disk that takes nothing is taken for a good one: {refused!r}, {said}")
    return f"{said['said']} ({provision})"


_WRONG: Mapping[str, Callable[[Kiosk], str]] = {
    "wrong stick": _wrong_stick,
    "disk full": _no_room,
    "disk read-only": _takes_nothing_more,
    "half-written configuration": _half_written,
}


def _refused(kiosk: Kiosk, *command: str) -> str:
    """Hold that a command refuses with a sentence and changes nothing of the configuration; gives it."""
    before = kiosk.run("sha256sum", _CONFIG).out
    done = kiosk.run(*command, check=False)
    if done.code != 1 or "Traceback" in done.err or not done.err.strip():
        raise TrialError(f"{' '.join(command)}: {done.code}: {done.out[-300:]}{done.err[-600:]}")
    if kiosk.run("sha256sum", _CONFIG).out != before:
        raise TrialError(f"{' '.join(command)} changed the configuration")
    return " ".join(done.err.split())[-240:]


def _ends_well(kiosk: Kiosk, script: str) -> bool:
    return kiosk.run("sh", "-c", f"{script} > /dev/null 2>&1", check=False).code == 0


def _said_on_glass(kiosk: Kiosk, name: str) -> str:
    """Wait until the glass says that nothing was changed; gives the line. Raises `TrialError`."""
    found: list[str] = []

    def says() -> bool:
        lines = read_glass(kiosk.picture(name.replace(" ", "-")))
        found[:] = [line for line in lines if any(word in line for word in _GLASS)]
        return bool(found)

    kiosk.until(f"{name}: a sentence on the glass", says, _SAID_S)
    return " ".join(found)


_GLASS = (
    "Chữ ký",
    "không dùng được",
    "còn nguyên",
    "thay đổi gì",
    "Không thấy",
    "Chưa thấy",
    "Không đọc được",
)


def read_glass(picture: Image.Image) -> Sequence[str]:
    """Read what stands on the glass, line by line."""
    out = BytesIO()
    picture.convert("L").save(out, "PNG")
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "11"],
        input=out.getvalue(),
        capture_output=True,
        check=False,
    )
    return [line.strip() for line in done.stdout.decode(errors="replace").splitlines() if line.strip()]
