"""What is on USB, by the classes of interfaces (usb.org, Defined Class Codes), as the kernel lists them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PRINTER, CHIP_READER = "07", "0b"


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """One device."""

    vendor: int
    product: int
    name: str
    """What it says of itself; "" when it says nothing."""
    classes: frozenset[str]
    """Two hexadecimal digits of each interface."""

    @property
    def number(self) -> str:
        """Maker and product as `lsusb` writes them."""
        return f"{self.vendor:04x}:{self.product:04x}"


def usb_devices(sys_folder: Path = Path("/sys")) -> list[UsbDevice]:
    """Give every device, in the order of their ports."""
    root = sys_folder / "bus" / "usb" / "devices"
    found = []
    for folder in sorted(root.glob("*")) if root.is_dir() else []:
        vendor, product = _word(folder / "idVendor"), _word(folder / "idProduct")
        try:
            numbers = int(vendor, 16), int(product, 16)
        except ValueError:
            continue
        name = " ".join(filter(None, (_word(folder / "manufacturer"), _word(folder / "product"))))
        # An interface stands beside its device, or below it: "1-2" has "1-2:1.0".
        places = [*root.glob(f"{folder.name}:*"), *folder.glob(f"{folder.name}:*")]
        classes = frozenset(filter(None, (_word(place / "bInterfaceClass") for place in places)))
        found.append(UsbDevice(*numbers, name, classes))
    return found


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
