"""QR codes for slips and for the screen."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from kiosk_app.slips.qr import QUIET_MODULES, qr_modules, qr_png


@pytest.mark.parametrize(
    "text", ["TAM-DN07-0042-K", "H17.99.01-261124-0001", "https://example.vn/?q=Đà Nẵng"]
)
@pytest.mark.parametrize("scale", [4, 9])
def test_png_decodes(text: str, scale: int) -> None:
    with Image.open(io.BytesIO(qr_png(text, scale))) as picture:
        side = (len(qr_modules(text)) + 2 * QUIET_MODULES) * scale
        assert picture.size == (side, side)
        (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert found.text == text
    assert found.ec_level in {"M", "Q", "H"}


def test_modules_are_a_square_with_finder_patterns() -> None:
    modules = qr_modules("TAM-DN07-0042-K")
    assert {len(row) for row in modules} == {len(modules)}
    assert modules[0][:8] == (True,) * 7 + (False,)


def test_what_no_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="5000 characters are too many"):
        qr_modules("x" * 5000)
