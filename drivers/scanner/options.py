"""Maps what the kiosk asks for to the option names and values of different SANE backends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drivers.scanner.port import PaperSource

SENSORS = ("page-loaded", "adf-loaded", "document-loaded", "paper-loaded", "media-loaded")
"""Boolean options that tell whether paper lies in the feeder (fujitsu, canon_dr, avision, epsonds…)."""
_FEEDERS = ("adf", "feeder", "document")
_DUPLEX = ("duplex", "both")
_FLATBEDS = ("flatbed", "platen", "normal")
_COLOURS = ("color", "colour", "24bit")


def source_value(names: Iterable[object], source: PaperSource, *, duplex: bool) -> str | None:
    """Pick the backend's name for a source, e.g. "ADF Duplex"; None when it has none."""
    known = [name for name in names if isinstance(name, str)]
    words = _FEEDERS if source is PaperSource.FEEDER else _FLATBEDS
    fitting = [name for name in known if any(word in name.lower() for word in words)]
    if source is PaperSource.FLATBED:
        return fitting[0] if fitting else None
    two_sided = [name for name in fitting if any(word in name.lower() for word in _DUPLEX)]
    one_sided = [name for name in fitting if name not in two_sided and "back" not in name.lower()]
    preferred = [*two_sided, *one_sided] if duplex else [*one_sided, *two_sided]
    return preferred[0] if preferred else None


def has_duplex(names: Iterable[object]) -> bool:
    """Whether one of the sources scans both sides."""
    return any(isinstance(name, str) and any(word in name.lower() for word in _DUPLEX) for name in names)


def colour_value(names: Iterable[object]) -> str | None:
    """Pick the backend's name for colour scanning."""
    return next((name for name in names if isinstance(name, str) and name.lower().startswith(_COLOURS)), None)


EDGES = ("tl-x", "tl-y", "br-x", "br-y")
"""Options of the scan area that every backend names alike (SANE standard, 4.5)."""
NEUTRAL: Mapping[str, float] = {"brightness": 0.0, "contrast": 0.0, "threshold": 50.0, "gamma": 1.0}
"""What leaves the picture as the sensor sees it, where the device's range allows it.

Left alone, a backend keeps what another program set, or a default that eats pale print."""
_MILLIMETRE = 3
_MM_PER_INCH = 25.4
PAGE_SIZE = ("page-width", "page-height")
"""Width and height of the paper in a feeder, where a backend asks for them before it moves the area."""


def range_of(constraint: object) -> tuple[float, float] | None:
    """Give least and most of an option that has a range or a list of numbers, else None."""
    if isinstance(constraint, tuple) and len(constraint) == 3:
        return float(constraint[0]), float(constraint[1])
    if (
        isinstance(constraint, list)
        and constraint
        and all(isinstance(one, int | float) for one in constraint)
    ):
        return float(min(constraint)), float(max(constraint))
    return None


def neutral_value(name: str, constraint: object) -> float | None:
    """Give the value that leaves the picture alone; None where the device's range does not hold it."""
    limits = range_of(constraint)
    if limits is None:
        return None
    wanted = NEUTRAL[name]
    if name == "threshold":
        wanted = (limits[0] + limits[1]) / 2
    elif name != "gamma" and limits[0] >= 0 and limits[1] > 1:
        # Some count from 0 to 255, with the middle in between.
        wanted = (limits[0] + limits[1]) / 2
    return wanted if limits[0] <= wanted <= limits[1] else None


def in_millimetres(value: float, unit: int, dpi: float) -> float:
    """Give a length of the scan area in millimetres; `unit`: of the option, pixels or millimetres."""
    return value if unit == _MILLIMETRE else value / dpi * _MM_PER_INCH


def nearest_resolution(wanted: int, constraint: object) -> int:
    """Pick the resolution at or above the wanted one that the device offers, else its highest."""
    if isinstance(constraint, tuple) and len(constraint) == 3:
        low, high = float(constraint[0]), float(constraint[1])
        return round(min(max(wanted, low), high))
    if isinstance(constraint, Sequence) and not isinstance(constraint, str) and constraint:
        offered = sorted(round(float(value)) for value in constraint)
        return next((value for value in offered if value >= wanted), offered[-1])
    return wanted
