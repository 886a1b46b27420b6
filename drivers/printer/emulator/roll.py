"""The emulated paper roll: collects rows of dots and saves a picture at a cut or at the end of the roll."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

WIDTH_DOTS = 576


class Roll:
    """The paper under the print head. Pictures are 1-bit PNGs, numbered; black dots are black."""

    def __init__(self, folder: Path, width: int = WIDTH_DOTS) -> None:
        """`folder` is made when missing; numbers continue after the pictures that are already in it."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._width = width
        self._rows = bytearray()
        self._ink = False
        taken = [int(path.name[5:9]) for path in folder.glob("slip-[0-9][0-9][0-9][0-9]*.png")]
        self._number = max(taken, default=0)

    @property
    def width_bytes(self) -> int:
        """Bytes of a row."""
        return (self._width + 7) // 8

    def add_row(self, row: bytes) -> None:
        """Print one row, 1 = black. What is wider than the paper is lost, as on a real printer."""
        row = row[: self.width_bytes].ljust(self.width_bytes, b"\0")
        self._ink = self._ink or any(row)
        self._rows += row

    def cut(self) -> Path | None:
        """Save what was printed since the last cut; None when that is blank."""
        return self._save("")

    def fall_out(self) -> Path | None:
        """Save the torn piece when the roll ends inside a slip; None when it is blank."""
        return self._save("-torn")

    def _save(self, mark: str) -> Path | None:
        rows, ink = bytes(self._rows), self._ink
        self._rows.clear()
        self._ink = False
        if not ink:
            return None
        self._number += 1
        picture = Image.frombytes(
            "1", (self._width, len(rows) // self.width_bytes), bytes(b ^ 0xFF for b in rows)
        )
        path = self._folder / f"slip-{self._number:04d}{mark}.png"
        fresh = path.with_suffix(".new")
        picture.save(fresh, format="PNG")
        fresh.replace(path)
        return path
