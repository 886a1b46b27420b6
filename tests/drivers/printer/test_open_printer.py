"""A wrong configuration is refused with a sentence, before anything is opened."""

from __future__ import annotations

from typing import Any

import pytest

from drivers.printer.escpos_printer import open_printer


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"transport": "serial"}, '"device"'),
        ({"transport": "usb"}, '"usb_vendor"'),
        ({"transport": "tcp", "profile": "No-Such"}, 'no printer profile "No-Such"'),
        ({"transport": "tcp", "profile": "TM-T88V"}, "512 dots wide, less than 576"),
        ({"transport": "tcp", "profile": "TM-T20II", "width_dots": 640}, "576 dots wide, less than 640"),
    ],
)
def test_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        open_printer(**given)


def test_an_absent_device_is_found_out_when_used() -> None:
    assert open_printer("usb", usb_vendor=0x04B8, usb_product=0x0E28) is not None
