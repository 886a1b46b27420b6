"""Where a touch lands, and how wide the panel is: worked out, checked, refused where it cannot be."""

from __future__ import annotations

import itertools
import math
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from configuration.load import load
from kiosk_app.servicing.calibration.panel_width import (
    believed,
    keep_width,
    measured_tables,
    width_of,
)
from kiosk_app.servicing.calibration.touch import (
    PROPERTY,
    SAME,
    TARGETS,
    Matrix,
    TouchPanels,
    calibrated,
    points_of,
)
from kiosk_app.servicing.check_result import Verdict
from kiosk_app.servicing.checks.touch import touch
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.ui.screens.service.service_touch.view import _CROSSES
from tests.offline_queue.support.dossiers import Keys
from tests.support.kiosk_toml import kiosk_toml

POINTS = list(TARGETS)


def _through(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + b * y + c, d * x + e * y + f


def _landed(true: Matrix, before: Matrix = SAME) -> list[tuple[float, float]]:
    """Where touches on the crosses land under `before`, on a panel that needs `true`."""
    whole = np.vstack([np.array(true).reshape(2, 3), (0, 0, 1)])
    raw = [np.linalg.inv(whole) @ np.array([*target, 1]) for target in TARGETS]
    return [_through(before, (float(x), float(y))) for x, y, _ in raw]


def test_the_screen_shows_the_crosses_that_are_reckoned_with() -> None:
    assert _CROSSES == TARGETS


def test_a_panel_that_is_right_keeps_its_points() -> None:
    assert calibrated(POINTS) == pytest.approx(SAME)


@given(
    st.tuples(*[st.floats(-0.1, 0.1) for _ in range(6)]),
    st.sampled_from([(1, 0, 0, 1), (-1, 0, 0, -1), (0, 1, 1, 0), (0, -1, 1, 0), (-1, 0, 0, 1)]),
)
def test_whatever_the_panel_needs_is_found_also_from_a_wrong_matrix(
    off: tuple[float, ...], mounted: tuple[int, int, int, int]
) -> None:
    a, b, d, e = mounted
    true: Matrix = (
        a + off[0],
        b + off[1],
        off[2] + (a < 0 or b < 0),
        d + off[3],
        e + off[4],
        off[5] + (d < 0 or e < 0),
    )
    for before in (SAME, (0.9, 0.05, 0.02, -0.03, 1.1, 0.0)):
        assert calibrated(_landed(true, before), before) == pytest.approx(true, abs=1e-4)


@pytest.mark.parametrize(
    "points",
    [
        # One finger beside its cross, in each of the five places.
        *(
            [(x + 0.12, y) if at == missed else (x, y) for at, (x, y) in enumerate(TARGETS)]
            for missed in range(5)
        ),
        [(0.5, 0.5)] * 5,
        [(0.1, 0.1), (0.9, 0.1), (0.9, 0.1), (0.1, 0.9), (0.5, 0.5)],
        [(x, 0.5) for x, _ in TARGETS],
        [(x * 0.5, y) for x, y in TARGETS],
        [(0.1, 0.1), (0.9, 0.9), (0.9, 0.1), (0.1, 0.9), (0.5, 0.5)],
    ],
)
def test_points_that_no_panel_gives_are_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ProvisioningError, match="Chưa thay đổi gì"):
        calibrated(points)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0.1,0.1",
        "a,b " * 5,
        "0.1,0.1 " * 6,
        "nan,nan " * 5,
        "inf,0 " * 5,
        "9,9 " * 5,
        "0.1;0.1 " * 5,
        "1e999,0 " * 5,
    ],
)
def test_what_is_no_five_points_is_refused(text: str) -> None:
    with pytest.raises(ProvisioningError):
        points_of(text)


class _Machine:
    """A machine's input devices, as sysfs and udev show them."""

    def __init__(self, folder: Path) -> None:
        self.udev, self.inputs, self.rules = (
            folder / "udev",
            folder / "input",
            folder / "rules.d" / "71.rules",
        )
        self.udev.mkdir()
        self.numbers = itertools.count(64)

    def add(self, *lines: str) -> None:
        number = next(self.numbers)
        place = self.inputs / f"event{number}"
        place.mkdir(parents=True)
        (place / "dev").write_text(f"13:{number}\n", encoding="ascii")
        (self.udev / f"c13:{number}").write_text("I:1\n" + "".join(f"E:{line}\n" for line in lines))

    def panels(self) -> TouchPanels:
        return TouchPanels(self.rules, self.udev, self.inputs)


PANEL = ("ID_INPUT_TOUCHSCREEN=1", "ID_VENDOR_ID=0eef", "ID_MODEL_ID=c000")


@pytest.fixture
def machine(tmp_path: Path) -> _Machine:
    made = _Machine(tmp_path)
    made.add("ID_INPUT_KEYBOARD=1", "ID_VENDOR_ID=046d")
    return made


def test_the_rule_names_the_panel_and_gives_libinput_its_matrix(machine: _Machine) -> None:
    machine.add(*PANEL)
    machine.add(*PANEL)
    machine.panels().write(_landed((1.1, 0, -0.05, 0, 0.9, 0.05)))
    (line,) = [one for one in machine.rules.read_text().splitlines() if not one.startswith("#")]
    assert line == (
        'SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_INPUT_TOUCHSCREEN}=="1", ENV{ID_VENDOR_ID}=="0eef", '
        f'ENV{{ID_MODEL_ID}}=="c000", ENV{{{PROPERTY}}}="1.1 0 -0.05 0 0.9 0.05"'
    )
    assert machine.rules.stat().st_mode & 0o777 == 0o644


def test_the_examination_tells_how_the_panel_is_read(machine: _Machine) -> None:
    def told() -> tuple[str, str]:
        found = touch(machine.panels())
        assert found.verdict is Verdict.GOOD or found.mend or not machine.udev.is_dir()
        return found.verdict.value, found.said

    assert told() == ("warning", "Không thấy màn hình cảm ứng.")
    machine.add(*PANEL)
    assert told() == ("not_done", "Chưa ai chỉnh cảm ứng trên máy này.")
    machine.panels().write(_landed((1.1, 0, -0.05, 0, 0.9, 0.05)))
    assert told() == ("warning", "Cảm ứng đã được chỉnh nhưng chưa có hiệu lực.")
    # As after the next start.
    for number in ("64", "65"):
        (machine.udev / f"c13:{number}").unlink()
    machine.add(*PANEL, f"{PROPERTY}=1.1 0 -0.05 0 0.9 0.05")
    assert told() == ("good", "Cảm ứng đã được chỉnh trên kính.")
    # The panel was changed overnight.
    (machine.udev / "c13:66").unlink()
    machine.add("ID_INPUT_TOUCHSCREEN=1", "ID_VENDOR_ID=1234", "ID_MODEL_ID=0001")
    assert told() == ("warning", "Cảm ứng được chỉnh cho màn hình khác: màn hình đã bị thay.")
    machine.add(*PANEL)
    assert told()[0] == "warning"
    shutil.rmtree(machine.udev)
    assert told()[0] == "not_done"


def test_it_goes_on_from_the_matrix_that_is_in_force(machine: _Machine) -> None:
    machine.add(*PANEL, f"{PROPERTY}=0.9 0 0.02 0 1.1 0")
    true: Matrix = (1.05, 0.0, 0.01, 0.0, 0.97, 0.0)
    assert machine.panels().write(_landed(true, (0.9, 0, 0.02, 0, 1.1, 0))) == pytest.approx(true, abs=1e-4)


def test_without_a_panel_or_with_two_kinds_nothing_is_written(machine: _Machine) -> None:
    with pytest.raises(ProvisioningError, match="Không thấy màn hình cảm ứng"):
        machine.panels().write(POINTS)
    machine.add(*PANEL)
    machine.add("ID_INPUT_TOUCHSCREEN=1", "ID_VENDOR_ID=1234", "ID_MODEL_ID=0001")
    with pytest.raises(ProvisioningError, match="nhiều màn hình"):
        machine.panels().write(POINTS)
    assert not machine.rules.exists()


def test_refused_points_leave_the_rule_that_is_there(machine: _Machine) -> None:
    machine.add(*PANEL)
    machine.panels().write(_landed((1.1, 0, 0, 0, 1, 0)))
    before = machine.rules.read_bytes()
    with pytest.raises(ProvisioningError):
        machine.panels().write([(0.5, 0.5)] * 5)
    assert machine.rules.read_bytes() == before
    machine.panels().reset()
    assert not machine.rules.exists()
    machine.panels().reset()


def test_names_from_a_device_cannot_leave_their_place_in_the_rule(machine: _Machine) -> None:
    machine.add("ID_INPUT_TOUCHSCREEN=1", 'ID_VENDOR_ID=0"', 'ID_MODEL_ID=x", RUN+="/bin/sh')
    machine.panels().write(POINTS)
    assert "RUN" not in machine.rules.read_text()


def test_a_place_that_cannot_be_written_is_told(machine: _Machine, tmp_path: Path) -> None:
    machine.add(*PANEL)
    (tmp_path / "rules.d").touch()
    with pytest.raises(ProvisioningError, match="Không ghi được"):
        machine.panels().write(POINTS)


def test_a_card_that_had_to_be_drawn_smaller_tells_a_wider_panel() -> None:
    assert width_of(268, 85.6) == 268
    assert width_of(268, 80) == pytest.approx(268 * 85.6 / 80, abs=0.05)


def test_the_width_goes_into_the_configuration_and_nothing_else_changes(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(kiosk_toml(Keys().recipients), encoding="utf-8")
    before = load(config)
    keep_width(config, 281.5)
    after = load(config)
    assert (after.screen.width_mm, after.screen.measured) == (281.5, True)
    changed = {"width_mm", "measured"}
    assert after.model_dump(exclude={"screen"}) == before.model_dump(exclude={"screen"})
    assert after.screen.model_dump(exclude=changed) == before.screen.model_dump(exclude=changed)


@pytest.mark.parametrize("width", [12.0, 90_000.0, math.nan])
def test_an_absurd_width_is_refused(tmp_path: Path, width: float) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(kiosk_toml(Keys().recipients), encoding="utf-8")
    before = config.read_bytes()
    with pytest.raises(ProvisioningError):
        keep_width(config, width)
    assert config.read_bytes() == before


def test_before_there_is_a_configuration_it_waits_beside(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    assert measured_tables(config) == {}
    keep_width(config, 300.0)
    assert not config.exists()
    assert measured_tables(config) == {"screen": {"width_mm": 300.0, "measured": True}}
    # A file for a thousand kiosks knows no better than who stood before this one.
    assert believed(measured_tables(config)) == {"screen": {"width_mm": 300.0}}
    assert believed({"screen": {"width_mm": 268.0}}) == {}
    for broken in ("", "{}", '{"screen": {}}', '{"screen": {"width_mm": "x"}}', "[]"):
        (tmp_path / "measured.json").write_text(broken, encoding="utf-8")
        assert measured_tables(config) == {}
