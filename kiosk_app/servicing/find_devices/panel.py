"""Panels by their EDID (VESA E-EDID 1.4): picture elements, size, maker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_HEADER = bytes.fromhex("00ffffffffffff00")
_BLOCK = 128
"""Bytes of EDID's first block; this and what follows: VESA E-EDID, release A."""
_DETAILED = range(54, 126, 18)
"""Where its four descriptors of 18 bytes begin."""
_NAME = 0xFC
"""Kind of the descriptor that holds the panel's name."""


@dataclass(frozen=True, slots=True)
class ConnectedPanel:
    """A panel as it is wired; a kiosk's may be turned by 90 degrees."""

    connector: str
    """The kernel's name, e.g. "card0-HDMI-A-1"."""
    name: str
    width_px: int
    height_px: int
    width_mm: float
    height_mm: float

    def laid(self, *, upright: bool) -> ConnectedPanel:
        """Give it upright or lying, whichever is asked for."""
        if (self.height_px > self.width_px) == upright:
            return self
        return ConnectedPanel(
            self.connector, self.name, self.height_px, self.width_px, self.height_mm, self.width_mm
        )


class EdidError(ValueError):
    """The bytes are no EDID, or it does not tell a size."""


def panels(sys_folder: Path = Path("/sys")) -> list[ConnectedPanel]:
    """Give every connected panel that tells its size."""
    found = []
    for path in sorted((sys_folder / "class" / "drm").glob("card*-*/edid")):
        try:
            found.append(read_edid(path.read_bytes(), path.parent.name))
        except (OSError, EdidError):
            # The file of a connector without a screen is empty.
            continue
    return found


def read_edid(content: bytes, connector: str = "") -> ConnectedPanel:
    """Read the first block. Raises `EdidError`."""
    block = content[:_BLOCK]
    if len(block) < _BLOCK or not block.startswith(_HEADER) or sum(block) % 256:
        raise EdidError("no EDID block, or its checksum is wrong")
    name = ""
    timing: tuple[int, int, int, int] | None = None
    for at in _DETAILED:
        row = block[at : at + 18]
        if row[0] or row[1]:
            # EDID puts the panel's preferred timing first.
            timing = timing or _timing(row)
        elif row[3] == _NAME:
            name = row[5:18].split(b"\n")[0].decode("ascii", "replace").strip()
    if timing is None:
        raise EdidError("no detailed timing")
    width_px, height_px, width_mm, height_mm = timing
    if not width_mm or not height_mm:
        # The timing may leave the size out; the block's head then has it in whole centimetres.
        width_mm, height_mm = block[21] * 10, block[22] * 10
    if not width_mm or not height_mm or not width_px or not height_px:
        raise EdidError("the panel does not tell its size")
    return ConnectedPanel(connector, name, width_px, height_px, float(width_mm), float(height_mm))


def _timing(row: bytes) -> tuple[int, int, int, int]:
    return (
        row[2] | (row[4] & 0xF0) << 4,
        row[5] | (row[7] & 0xF0) << 4,
        row[12] | (row[14] & 0xF0) << 4,
        row[13] | (row[14] & 0x0F) << 8,
    )
