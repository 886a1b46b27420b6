"""Pages that are drawn upright are not asked which way they lie, which tesseract is started for."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from kiosk_app.scanning import geometry
from kiosk_app.scanning.orientation import Orientation
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.prepare import Settings, prepare

_USUAL = Settings()


def prepared(pixels: npt.NDArray[np.uint8], dpi: int, page_id: str, settings: Settings = _USUAL) -> Page:
    """Prepare a page, for a test that is about what becomes of it afterwards."""
    with patch.object(geometry, "orientation_of", lambda _pixels, _dpi: Orientation(0, 0, 0.0)):
        return prepare(pixels, dpi, page_id, settings)
