"""Cameras, serial lines, keyboards that are QR scanners, sound cards, as the kernel names them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_CARDS = Path("/proc/asound/cards")
_QR_WORDS = ("barcode", "bar code", "scanner", "qr", "honeywell", "zebra", "datalogic", "newland", "symbol")


@dataclass(frozen=True, slots=True)
class Node:
    """A device with a file of its own."""

    path: str
    name: str


def cameras(sys_folder: Path = Path("/sys"), dev: Path = Path("/dev")) -> list[Node]:
    """Give the cameras' nodes that carry pictures: a camera has others for its metadata."""
    found = []
    for folder in sorted((sys_folder / "class" / "video4linux").glob("video*")):
        if _word(folder / "index") in ("", "0"):
            found.append(Node(str(dev / folder.name), _word(folder / "name")))
    return found


def serial_lines(sys_folder: Path = Path("/sys"), dev: Path = Path("/dev")) -> list[Node]:
    """Give the serial lines over USB; a port on the board does not tell what is on it."""
    found = []
    for folder in sorted((sys_folder / "class" / "tty").glob("tty[UA][SC][BM]*")):
        device = (folder / "device").resolve()
        # The line belongs to an interface; the device above it has the name.
        names = (_word(place / "product") for place in (device, *list(device.parents)[:3]))
        found.append(Node(str(dev / folder.name), next(filter(None, names), "")))
    return found


def keyboard_scanners(sys_folder: Path = Path("/sys"), dev: Path = Path("/dev")) -> list[Node]:
    """Give the input devices whose name says that they are scanners of codes."""
    found = []
    for folder in sorted((sys_folder / "class" / "input").glob("event*")):
        name = _word(folder / "device" / "name")
        if any(word in name.lower() for word in _QR_WORDS):
            found.append(Node(str(dev / "input" / folder.name), name))
    return found


def sound_cards(cards: Path = _CARDS) -> list[Node]:
    """Give the sound cards by the names that ALSA takes."""
    found = []
    for line in _lines(cards):
        number, _, rest = line.strip().partition(" ")
        if number.isdigit() and "[" in rest and "]" in rest:
            short = rest.split("[", 1)[1].split("]", 1)[0].strip()
            found.append(Node(f"plughw:CARD={short}", rest.rsplit(" - ", 1)[-1].strip()))
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _word(path: Path) -> str:
    return " ".join(_lines(path)).strip()
