"""The whole area of the device is scanned, whatever its backend starts with, and less is told."""

from __future__ import annotations

import pytest

from drivers.scanner.options import neutral_value, range_of
from drivers.scanner.port import PaperSource
from tests.drivers.scanner.conftest import Make


def test_the_whole_bed_is_scanned(backend_scanner: Make) -> None:
    # The test backend starts with 80 × 100 of its 200 × 200 mm.
    (page,) = backend_scanner().scan(PaperSource.FLATBED)
    assert page.pixels.shape[1] / page.dpi * 25.4 == pytest.approx(200, abs=1)
    assert page.pixels.shape[0] / page.dpi * 25.4 == pytest.approx(200, abs=1)
    assert page.short_mm == pytest.approx((0.0, 0.0), abs=1)


def test_an_area_that_is_set_to_less_is_told(backend_scanner: Make) -> None:
    (page,) = backend_scanner(options={"br-x": 120.0}).scan(PaperSource.FLATBED)
    assert page.pixels.shape[1] / page.dpi * 25.4 == pytest.approx(120, abs=1)
    assert page.short_mm == pytest.approx((80.0, 0.0), abs=1)


@pytest.mark.parametrize(
    ("name", "constraint", "expected"),
    [
        ("brightness", (-100.0, 100.0, 1.0), 0.0),
        ("brightness", (0.0, 255.0, 1.0), 127.5),
        ("contrast", (-1000, 1000, 1), 0.0),
        ("threshold", (0, 255, 1), 127.5),
        ("gamma", (0.3, 5.0, 0.1), 1.0),
        ("gamma", (1.8, 2.2, 0.1), None),
        ("brightness", None, None),
    ],
)
def test_the_picture_is_left_as_the_sensor_sees_it(
    name: str, constraint: object, expected: float | None
) -> None:
    assert neutral_value(name, constraint) == expected


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [((0.0, 215.9, 0.1), (0.0, 215.9)), ([100, 200, 300], (100.0, 300.0)), (None, None), (["a"], None)],
)
def test_a_range_is_read_from_either_kind_of_constraint(
    constraint: object, expected: tuple[float, float] | None
) -> None:
    assert range_of(constraint) == expected
