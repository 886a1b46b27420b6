"""The glass of the demo's scanner: libsane's own pnm backend reads a picture file anew for each scan.

`python -m tests.support.paper_tray FOLDER KIND SEED` draws a sheet and lays it there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from tests.support.papers import draw


def sane_folder(folder: Path, *backends: str) -> Path:
    """Make a private SANE_CONFIG_DIR that knows only these backends."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dll.conf").write_text("".join(f"{backend}\n" for backend in backends))
    return folder


class PaperTray:
    """The sheet that lies on the glass, one at a time."""

    def __init__(self, folder: Path) -> None:
        """`folder` gets the SANE configuration and the sheet."""
        self.config_dir = sane_folder(folder / "sane", "pnm")
        self._sheet = folder / "sheet.ppm"

    def lay(self, pixels: npt.NDArray[np.uint8]) -> None:
        """Lay a sheet, (height, width, 3) uint8 BGR, on the glass in one step."""
        fresh = self._sheet.with_suffix(".new.ppm")
        if not cv2.imwrite(str(fresh), pixels):
            raise OSError(f"{fresh} could not be written")
        fresh.replace(self._sheet)

    @property
    def sheet(self) -> Path:
        """File of the picture on the glass. In a demo played by hand, a person may replace it."""
        return self._sheet

    def take(self) -> None:
        """Take the sheet away. A scan without a sheet fails with a SANE status."""
        self._sheet.unlink(missing_ok=True)

    def unplug(self) -> None:
        """Take the scanner itself away: libsane finds no device any more."""
        sane_folder(self.config_dir)

    def plug_in(self) -> None:
        """Bring it back."""
        sane_folder(self.config_dir, "pnm")

    def toml(self) -> str:
        """The `[scanner]` table of a configuration that scans from this tray."""
        return (
            "[scanner]\n"
            'device = "pnm:0"\n'
            f"sane_config_dir = {json.dumps(str(self.config_dir))}\n"
            "resolution_dpi = 300\n"
            f"options = {{ filename = {json.dumps(str(self._sheet))} }}\n"
        )

    @property
    def options(self) -> dict[str, str | int | float | bool]:
        """SANE options that point the backend to the sheet."""
        return {"filename": str(self._sheet)}


if __name__ == "__main__":
    PaperTray(Path(sys.argv[1])).lay(draw(sys.argv[2], int(sys.argv[3])).pixels)
