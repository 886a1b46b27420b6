"""A dossier filed by touches at the booted image, as it was played on the host (record.py).

Before each touch the glass must look as it did on the host; keys of the keyboard follow each other without
that. The one-time code is another one: it is read from the glass, as a person reads it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from appliance.trial.image.devices import CAMERA, SHEET, lift, portal, put
from appliance.trial.image.qemu import Kiosk, differing
from appliance.trial.image.trial import UP, ImageTrial
from appliance.trial.machine import TrialError
from appliance.trial.run import DELIVERED

_LIKE = 0.03
"""Share of pixels in which the glass may differ from what stood on the host's."""
_READY, _AROUND = 0.3, 60
"""The same, of the pixels so far around the touch: a button that waits differs in most of them."""
_SCREEN_S = 240.0
"""For the next screen, under emulation on a loaded machine."""
_CODE = "code.digit."


def file_a_dossier(trial: ImageTrial) -> None:
    """Touch what was touched on the host; then the queue of the machine holds one dossier more."""
    folder = trial.work / "filing"
    if not (folder / "steps.json").exists():
        _record(folder)
    steps: list[dict[str, Any]] = json.loads((folder / "steps.json").read_text(encoding="utf-8"))
    begin_where_it_stands(trial.work, folder, steps[0])
    with trial.own(loaded=UP) as kiosk:
        kiosk.wait_up(_SCREEN_S)
        before = _dossiers(kiosk)
        code: list[str] = []
        for number, step in enumerate(steps):
            if _dossiers_if_over(kiosk, step, before):
                break
            _do(trial, kiosk, folder, step, code)
            trial.figures["filing_step"] = f"{number + 1} of {len(steps)}"
        kiosk.until("the dossier in the queue", lambda: _dossiers(kiosk) == before + 1, _SCREEN_S)
        kiosk.picture("filed")
        trial.figures["filed_by_taps"] = 1
        trial.figures["filing_taps"] = kiosk.taps
        kiosk.run("kioskctl", "queue", "verify")
        # A screen that fell and came again is one that somebody lost a dossier at.
        restarts = kiosk.run("systemctl", "show", "-P", "NRestarts", "kiosk.service").out.strip()
        trial.figures["screen_restarts"] = int(restarts)
        if restarts != "0":
            told = kiosk.run("journalctl", "-b", "-u", "kiosk.service", "-n", "40", "--no-pager").out
            raise TrialError(f"the screen was started anew {restarts} times: {told[-1500:]}")
        # Filed without a portal, as it was played on the host; now the portal comes.
        with portal(trial.work, kiosk):
            began = kiosk.seconds()
            reached = kiosk.until("the dossier at the portal", lambda: _delivered(kiosk), _SCREEN_S * 2)
            trial.figures["filed_delivered_s"] = round(reached - began, 1)


def begin_where_it_stands(work: Path, folder: Path, first: dict[str, Any]) -> None:
    """Take the welcome screen of the machine that was kept: it may say more than the host's did."""
    drawn = work / "welcome-drawn.png"
    places = drawn.with_suffix(".json")
    if places.exists():
        shutil.copyfile(drawn, folder / "welcome.png")
        first["x"], first["y"] = json.loads(places.read_text(encoding="utf-8"))[first["touch"]]
        first["seen"] = "welcome.png"


def _delivered(kiosk: Kiosk) -> bool:
    rows = json.loads(kiosk.run("kioskctl", "queue", "list", "--json").out)
    return bool(rows) and all(row["state"] in DELIVERED for row in rows)


def _record(folder: Path) -> None:
    """Play it on the host. Raises `TrialError`."""
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "appliance.trial.image.record", str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        capture_output=True,
        text=True,
        timeout=1_800,
        check=False,
    )
    if done.returncode:
        raise TrialError(f"the journey could not be played on the host: {done.stderr[-600:]}")


def _dossiers_if_over(kiosk: Kiosk, step: dict[str, Any], before: int) -> bool:
    """Tell whether what is left belongs to the slip, whose printer stands elsewhere."""
    return str(step.get("touch", "")).startswith("confirmation.") and _dossiers(kiosk) > before


def _do(trial: ImageTrial, kiosk: Kiosk, folder: Path, step: dict[str, Any], code: list[str]) -> None:
    if "hold" in step:
        put(kiosk, CAMERA, (folder / step["hold"]).read_bytes())
    elif "lay" in step:
        packed = folder / step["lay"]
        put(kiosk, f"{SHEET}.xz", packed.read_bytes())
        # Pictures of paper are large for a serial line; unpacked by the machine's own Python.
        script = f"import lzma,os;open('{SHEET}.new','wb').write(lzma.open('{SHEET}.xz').read());"
        kiosk.run("python3", "-c", f"{script}os.replace('{SHEET}.new','{SHEET}')")
    elif "take" in step:
        lift(kiosk, SHEET)
    else:
        _touch(trial, kiosk, folder, step, code)


def _touch(trial: ImageTrial, kiosk: Kiosk, folder: Path, step: dict[str, Any], code: list[str]) -> None:
    name, place = str(step["touch"]), (int(step["x"]), int(step["y"]))
    if name.startswith(_CODE):
        if not code:
            _alike(kiosk, folder / step["seen"], name, place)
            code += code_on(kiosk.picture("code").crop(tuple(step["shown"])))
            trial.figures["code_read_from_glass"] = True
        place = tuple(step["digits"][code.pop(0)])
        kiosk.tap(*place)
        return
    if step["seen"]:
        _alike(kiosk, folder / step["seen"], name, place)
        kiosk.tap(*place)
    else:
        kiosk.tap(*place, pause_s=0.3)


def _alike(kiosk: Kiosk, wanted: Path, name: str, place: tuple[int, int]) -> None:
    with Image.open(wanted) as opened:
        picture = opened.convert("RGB")
    shares = [1.0]

    def like() -> bool:
        now = kiosk.picture("now")
        shares.append(differing(now, picture))
        return shares[-1] < _LIKE and ready(now, picture, place)

    try:
        kiosk.until(f"the screen before {name}", like, _SCREEN_S)
    except TrialError as error:
        kiosk.picture("other-screen")
        raise TrialError(f"{error}; {min(shares):.1%} of it was another (see {wanted.name})") from error
    # A new page takes no touch at first.
    time.sleep(1.5)


def ready(now: Image.Image, wanted: Image.Image, place: tuple[int, int]) -> bool:
    """Tell whether what is touched looks as it did: a button that waits for something is grey and small."""
    x, y = place
    around = (x - _AROUND, y - _AROUND // 2, x + _AROUND, y + _AROUND // 2)
    return differing(now.crop(around), wanted.crop(around)) < _READY


def code_on(picture: Image.Image) -> list[str]:
    """Read the six digits of the one-time code. Raises `TrialError`."""
    seen = []
    for part in (1, 2, 3):
        # Told that there are digits alone, or it takes a 6 for a G; it still loses one now and then, and
        # another one in another size.
        smaller = picture.resize((picture.width // part, picture.height // part))
        done = subprocess.run(
            [*("tesseract", "stdin", "stdout", "-l", "vie", "--psm", "7"), "-c", _DIGITS_ALONE],
            input=_png(smaller),
            capture_output=True,
            check=False,
        )
        seen.append(re.sub(r"\D", "", done.stdout.decode(errors="replace")))
        if len(seen[-1]) == _DIGITS:
            return list(seen[-1])
    raise TrialError(f"no code could be read from the glass: {seen}")


_DIGITS_ALONE = "tessedit_char_whitelist=0123456789"
_DIGITS = 6


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _dossiers(kiosk: Kiosk) -> int:
    rows = json.loads(kiosk.run("kioskctl", "queue", "list", "--json").out)
    return len(rows)
