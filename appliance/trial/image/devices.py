"""What stands before and beside the machine in QEMU: camera, scanner's glass, printer; below the drivers."""

from __future__ import annotations

import base64
from typing import Any

from appliance.trial.image.qemu import HEIGHT, WIDTH, Kiosk
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
