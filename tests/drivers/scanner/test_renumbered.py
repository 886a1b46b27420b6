"""USB gives a scanner another number whenever it is plugged in; libsane's name for it holds that number."""

from __future__ import annotations

import _sane
import pytest

from drivers.scanner import child
from drivers.scanner.port import BusyError, UnpluggedError, same_kind

BEFORE, NOW = "epson2:libusb:001:004", "epson2:libusb:001:007"


class Sane:
    """libsane with these devices; what is not there is an invalid argument, as there."""

    def __init__(self, *there: str, status: str = "Invalid argument") -> None:
        self.there = there
        self._status = status

    def open(self, name: str) -> str:
        if name not in self.there or self._status != "Invalid argument":
            raise _sane.error(self._status)
        return f"opened {name}"

    def get_devices(self) -> list[tuple[str, str, str, str]]:
        return [(name, "Epson", "DS-1630", "flatbed scanner") for name in self.there]


@pytest.fixture
def sane(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Sane:
    fake = Sane(*request.param)
    monkeypatch.setattr(child, "sane", fake)
    return fake


@pytest.mark.parametrize(
    ("sane", "opened"), [((BEFORE, NOW), BEFORE), (("pixma:04A91909", NOW), NOW)], indirect=["sane"]
)
def test_the_same_scanner_under_another_number_is_opened(sane: Sane, opened: str) -> None:
    assert child.opened(BEFORE) == (f"opened {opened}", opened)


@pytest.mark.parametrize(
    "sane",
    [(), ("fujitsu:libusb:001:004",), (NOW, "epson2:libusb:002:009")],
    ids=["none", "another-model", "two-of-a-kind"],
    indirect=True,
)
def test_what_may_be_another_one_is_not_taken(sane: Sane) -> None:
    with pytest.raises(UnpluggedError):
        child.opened(BEFORE)


def test_a_busy_one_is_not_looked_for_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "sane", Sane(NOW, status="Device busy"))
    with pytest.raises(BusyError):
        child.opened(BEFORE)


def test_names_without_a_number_are_only_themselves() -> None:
    assert same_kind(NOW, BEFORE)
    assert not same_kind("pixma:04A91909", "pixma:04A91909")
    assert not same_kind("epson2:libusb:001:004", "epson:libusb:001:004")
