"""Where a touch lands: five crosses are touched, four of them give libinput's calibration matrix.

Points are shares of the glass, from its upper left corner. The fifth cross judges the matrix.
libinput takes the matrix as a property of the device (LIBINPUT_CALIBRATION_MATRIX) when the screen starts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from configuration.write import replace_file
from kiosk_app.servicing.provisioning.errors import ProvisioningError

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""As libinput has it: x' = a·x + b·y + c, y' = d·x + e·y + f."""

TARGETS: tuple[Point, ...] = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.5, 0.5))
"""The crosses in the order in which they are touched; the last one is the check."""
SAME: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
RULES = Path("/etc/udev/rules.d/71-kiosk-touch.rules")
"""After udev has told what is a touch panel (60-), and kept over a start."""
PROPERTY = "LIBINPUT_CALIBRATION_MATRIX"
_UDEV, _INPUT = Path("/run/udev/data"), Path("/sys/class/input")
_OFF = 0.02
"""Share of the glass by which a touch may miss its cross: half a finger on a panel of 21.5 inches."""
_BENT = 0.25
"""How far a panel may be from one that is mounted straight, turned by quarters, or seen in a mirror."""
_NOTHING_CHANGED = "Chưa thay đổi gì."
_NUMBERS = ("ID_VENDOR_ID", "ID_MODEL_ID")
_KEPT = re.compile(rf'ENV\{{{PROPERTY}\}}="([^"]*)"')


def points_of(text: str) -> tuple[Point, ...]:
    """Read "x,y x,y …". Raises `ProvisioningError`."""
    try:
        points = tuple((float(x), float(y)) for x, y in (one.split(",") for one in text.split()))
    except ValueError as error:
        raise ProvisioningError(f"Điểm chạm không đọc được. {_NOTHING_CHANGED}") from error
    # "not all within" and not "any outside": NaN compares false with everything and is refused so.
    if len(points) != len(TARGETS) or not all(-0.5 <= one <= 1.5 for point in points for one in point):
        raise ProvisioningError(f"Cần {len(TARGETS)} điểm chạm trên màn hình. {_NOTHING_CHANGED}")
    return points


def calibrated(points: Sequence[Point], before: Matrix = SAME) -> Matrix:
    """Work out the matrix from where the touches landed under `before`.

    Raises `ProvisioningError` for points that no panel gives: not fitting each other, or the check missed.
    """
    if any(math.dist(one, other) < 0.1 for one, other in pairwise(points)):
        raise ProvisioningError(
            f"Hai điểm chạm trùng nhau: chạm lần lượt vào từng dấu cộng. {_NOTHING_CHANGED}"
        )
    landed = np.array([(x, y, 1.0) for x, y in points[:4]])
    wanted = np.array(TARGETS[:4])
    fitted, _, rank, _ = np.linalg.lstsq(landed, wanted, rcond=None)
    missed = float(np.abs(landed @ fitted - wanted).max())
    if rank < 3 or missed > _OFF:
        raise ProvisioningError(
            f"Các điểm chạm không khớp nhau: chạm đúng giữa dấu cộng, bằng một ngón. {_NOTHING_CHANGED}"
        )
    turned = np.vstack([fitted.T, (0.0, 0.0, 1.0)])
    check = turned @ np.array([*points[4], 1.0])
    if float(np.abs(check[:2] - np.array(TARGETS[4])).max()) > _OFF:
        raise ProvisioningError(f"Điểm kiểm tra ở giữa bị lệch: làm lại từ đầu. {_NOTHING_CHANGED}")
    whole = turned @ np.vstack([np.array(before).reshape(2, 3), (0.0, 0.0, 1.0)])
    lines = whole[:2, :2]
    if float(np.abs(lines - _nearest_mounting(lines)).max()) > _BENT:
        raise ProvisioningError(f"Kết quả không thể là của màn hình này: làm lại từ đầu. {_NOTHING_CHANGED}")
    a, b, c, d, e, f = (round(float(one), 6) + 0.0 for one in whole[:2].flatten())
    return a, b, c, d, e, f


def _nearest_mounting(lines: np.ndarray) -> np.ndarray:
    """Give the quarter turn or mirror image that is nearest."""
    signs = np.sign(lines)
    straight = abs(lines[0, 0]) + abs(lines[1, 1]) >= abs(lines[0, 1]) + abs(lines[1, 0])
    nearest: np.ndarray = signs * (np.eye(2) if straight else np.fliplr(np.eye(2)))
    return nearest


class TouchPanels:
    """The touch panels as udev knows them, and the rule that gives them their matrix."""

    def __init__(self, rules: Path = RULES, udev: Path = _UDEV, inputs: Path = _INPUT) -> None:
        self.rules = rules
        self._udev, self._inputs = udev, inputs

    def found(self) -> dict[tuple[str, str], Matrix]:
        """Give vendor and model of each panel with the matrix that is in force."""
        panels: dict[tuple[str, str], Matrix] = {}
        for path in sorted(self._inputs.glob("event*/dev")):
            told = self._properties(path)
            if told.get("ID_INPUT_TOUCHSCREEN") == "1":
                vendor, model = (told.get(name, "") for name in _NUMBERS)
                panels[vendor, model] = _matrix(told.get(PROPERTY, ""))
        return panels

    @property
    def told(self) -> bool:
        """Whether udev runs here at all: without it nothing is known of panels."""
        return self._udev.is_dir()

    @property
    def kept(self) -> Matrix | None:
        """The matrix that was set here, whether or not it is in force; None when nobody set one."""
        found = _KEPT.search(self._rule_text())
        return None if found is None else _matrix(found.group(1))

    def kept_for(self, numbers: tuple[str, str]) -> bool:
        """Whether what was set here is meant for the panel of this vendor and model."""
        return _which(numbers) in self._rule_text()

    def _rule_text(self) -> str:
        try:
            return self.rules.read_text(encoding="ascii", errors="replace")
        except OSError:
            return ""

    def _properties(self, number: Path) -> dict[str, str]:
        try:
            device = number.read_text(encoding="ascii").strip()
            lines = (self._udev / f"c{device}").read_text(encoding="utf-8", errors="replace").splitlines()
        except (OSError, UnicodeDecodeError):
            return {}
        pairs = (line[2:].partition("=") for line in lines if line.startswith("E:"))
        return {name: value for name, _, value in pairs}

    def write(self, points: Sequence[Point]) -> Matrix:
        """Calibrate the one panel of this kiosk; holds from the next start. Raises `ProvisioningError`."""
        panels = self.found()
        if len(panels) != 1:
            said = "Không thấy màn hình cảm ứng nào" if not panels else "Có nhiều màn hình cảm ứng"
            raise ProvisioningError(f"{said}: kiểm tra dây USB của màn hình. {_NOTHING_CHANGED}")
        ((numbers, before),) = panels.items()
        matrix = calibrated(points, before)
        self._put(_rule(numbers, matrix))
        return matrix

    def reset(self) -> None:
        """Take the panel as its maker made it, from the next start. Raises `ProvisioningError`."""
        self._put(None)

    def _put(self, text: str | None) -> None:
        try:
            if text is None:
                self.rules.unlink(missing_ok=True)
                return
            replace_file(self.rules, text.encode("ascii"))
        except OSError as error:
            raise ProvisioningError(
                f"Không ghi được {self.rules} ({error.strerror}): đĩa chỉ đọc hay đầy? {_NOTHING_CHANGED}"
            ) from error


def _which(numbers: tuple[str, str]) -> str:
    return "".join(
        f', ENV{{{name}}}=="{number}"'
        for name, number in zip(_NUMBERS, numbers, strict=True)
        if number.isalnum() and number.isascii()
    )


def _rule(numbers: tuple[str, str], matrix: Matrix) -> str:
    which = _which(numbers)
    values = " ".join(f"{one:g}" for one in matrix)
    return (
        "# Written by kioskctl touch: where a touch of this panel lands. Removed by kioskctl touch --reset.\n"
        f'SUBSYSTEM=="input", KERNEL=="event*", ENV{{ID_INPUT_TOUCHSCREEN}}=="1"{which}, '
        f'ENV{{{PROPERTY}}}="{values}"\n'
    )


def _matrix(text: str) -> Matrix:
    """Read what udev keeps; what is no matrix was not taken by libinput either."""
    try:
        a, b, c, d, e, f = (float(one) for one in text.split())
    except ValueError:
        return SAME
    return a, b, c, d, e, f
