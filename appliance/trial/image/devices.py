"""What stands before and beside the machine in QEMU: camera, scanner's glass, printer; below the drivers."""

from __future__ import annotations

import base64
import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from appliance.trial.image import wire
from appliance.trial.image.qemu import HEIGHT, PORTAL, PORTAL_HOST, PORTAL_PORT, WIDTH, Kiosk
from tests.journeys.world import empty_room

_WORLD = "/etc/kiosk/world"
_PRINTER_PORT = 9100
CAMERA, SHEET = f"{_WORLD}/view.png", f"{_WORLD}/sheet.ppm"
WIDTH_MM = 268.0
TABLES: dict[str, dict[str, Any]] = {
    "kiosk": {
        "parent_authority": "UBND thành phố Đà Nẵng",
        "place": "Nam Giang",
        "phone": "0235 000 0007",
    },
    "portal": {
        "requests_address": "http://127.0.0.1:8900/o/rest/v2/requests",
        "facts_address": "http://127.0.0.1:8900/o/rest/v2/facts",
        "connect_timeout_s": 2.0,
    },
    "screen": {"width_px": WIDTH, "height_px": HEIGHT, "width_mm": WIDTH_MM},
    # libsane's own backend that takes a picture for the glass.
    "scanner": {
        "device": "pnm:0",
        "resolution_dpi": 300,
        "sane_config_dir": f"{_WORLD}/sane",
        "options": {"filename": SHEET},
    },
    "printer": {"transport": "tcp", "port": _PRINTER_PORT},
    "reader": {"kind": "camera", "source": CAMERA},
    "notices": {"board_after_s": 3_600},
    "certified_copy": {"way": "officer"},
    "tickets": {
        "hours": ["00:00-24:00"],
        "every_day": True,
        "fields": [
            {
                "letter": "A",
                "name": "Hộ tịch, chứng thực",
                "counters": ["Quầy 1", "Quầy 2"],
                "minutes": 8,
            },
            {"letter": "B", "name": "Đất đai, xây dựng"},
        ],
    },
    "catalogue": {"offered": ["1.004873", "2.000635"], "promises": {"1.004873": 15}},
}
"""The same counter as in the demo (tests/journeys/world.py): its screens are what the booted ones must be."""


def set_out(kiosk: Kiosk) -> None:
    """Put the devices before a machine that has started."""
    kiosk.run("mkdir", "-p", f"{_WORLD}/sane")
    kiosk.run("sh", "-c", f"echo pnm > {_WORLD}/sane/dll.conf")
    put(kiosk, CAMERA, empty_room())
    emulator = "/usr/lib/kiosk/bin/python3 -I -B -m drivers.printer.emulator --port"
    words = f"{emulator} {_PRINTER_PORT} --state /run/printer.json --out /run/prints"
    kiosk.run("systemd-run", "--unit=trial-printer", "-p", "Restart=always", *words.split())


@contextlib.contextmanager
def portal(work: Path, kiosk: Kiosk) -> Iterator[Path]:
    """Let the sandbox stand on the host and the machine reach it by its cable; gives where it keeps all."""
    state = work / "sandbox"
    shutil.rmtree(state, ignore_errors=True)
    command = [sys.executable, "-m", "portal_sandbox", "--port", "0", "--state", str(state)]
    command += ["--port-file", str(kiosk.folder / PORTAL)]
    with (work / "sandbox.log").open("wb") as log:
        stands = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _wired(kiosk)
        yield state
    finally:
        stands.terminate()
        stands.wait(20)
        (kiosk.folder / PORTAL).unlink(missing_ok=True)


def _wired(kiosk: Kiosk) -> None:
    """Carry the portal's port over the cable: the configuration names this machine, since it is no TLS."""
    kiosk.until(
        "an address from the network",
        lambda: "10.0.2." in kiosk.run("ip", "-4", "-brief", "address").out,
        120,
    )
    # The firewall lets the daemon out to a portal over TLS alone, and the wire is none.
    kiosk.run("nft", "insert", "rule", "inet", "kiosk", "output", "ip", "daddr", PORTAL_HOST, "accept")
    kiosk.run("sh", "-c", "cat > /run/wire.py", stdin=Path(wire.__file__).read_text(encoding="utf-8"))
    words = f"python3 /run/wire.py listen {PORTAL_PORT} {PORTAL_HOST} {PORTAL_PORT}"
    kiosk.run("systemd-run", "--unit=trial-wire", *words.split())


def put(kiosk: Kiosk, place: str, content: bytes) -> None:
    """Write a file of the machine in one step."""
    text = base64.b64encode(content).decode()
    for at in range(0, len(text), _PIECE):
        kiosk.run("sh", "-c", f"cat >> {place}.b64", stdin=text[at : at + _PIECE])
    kiosk.run("sh", "-c", f"base64 -d {place}.b64 > {place}.new && rm {place}.b64 && mv {place}.new {place}")


_PIECE = 400_000
"""A serial line is slow, and what is asked over it has a deadline."""


def lift(kiosk: Kiosk, place: str) -> None:
    """Take a file of the machine away."""
    kiosk.run("rm", "-f", place)
