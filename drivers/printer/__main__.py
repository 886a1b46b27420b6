"""Tries the printer from a shell: `python -m drivers.printer --tcp HOST:PORT status`, `… print FILE.png`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from drivers.printer.escpos_printer import EscposPrinter, open_printer
from drivers.printer.port import Bitmap, PrinterError

_BAD_INPUT, _PRINTER_TROUBLE = 2, 1


def main(arguments: list[str] | None = None) -> int:
    """Ask or print. Gives 0, 1 when the printer is not ready or failed, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m drivers.printer", description=__doc__)
    parser.add_argument("--deadline", type=float, default=10.0, metavar="SECONDS")
    parser.add_argument("--width", type=int, default=576, metavar="DOTS")
    parser.add_argument("--profile", default="TM-T20II", help="profile of python-escpos")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--tcp", metavar="HOST:PORT")
    where.add_argument("--usb", metavar="VENDOR:PRODUCT", help="hexadecimal, as lsusb shows them")
    where.add_argument("--serial", metavar="DEVICE[@BAUD]")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("status", help="ask DLE EOT 1 to 4")
    picture = commands.add_parser("print", help="print a picture, one picture dot to one printer dot")
    picture.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    try:
        printer = _printer(given)
        bitmap = _read(given.file) if given.command == "print" else None
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return _BAD_INPUT
    try:
        return _show_status(printer) if bitmap is None else _print(printer, bitmap)
    except PrinterError as error:
        sys.stderr.write(f"{error.code}: {error}\n")
        return _PRINTER_TROUBLE
    finally:
        printer.close()


def _printer(given: argparse.Namespace) -> EscposPrinter:
    common = {"profile": given.profile, "width_dots": given.width, "deadline_s": given.deadline}
    if given.tcp:
        host, _, port = given.tcp.rpartition(":")
        return open_printer("tcp", host=host or port, port=int(port) if host else 9100, **common)
    if given.usb:
        vendor, _, product = given.usb.partition(":")
        return open_printer("usb", usb_vendor=int(vendor, 16), usb_product=int(product, 16), **common)
    device, _, baud_rate = given.serial.partition("@")
    return open_printer("serial", device=Path(device), baud_rate=int(baud_rate or 115200), **common)


def _read(path: Path) -> Bitmap:
    try:
        with Image.open(path) as picture:
            grey = picture.convert("L")
    except UnidentifiedImageError as error:
        raise ValueError(f"{path}: not a picture") from error
    dots = grey.point([255] * 128 + [0] * 128).convert("1")
    return Bitmap(dots.width, dots.height, dots.tobytes())


def _show_status(printer: EscposPrinter) -> int:
    status = printer.status()
    sys.stdout.write(
        f"ready {status.ready}\nonline {status.online}\npaper {status.paper.value}\n"
        f"cover_open {status.cover_open}\nerror {status.error}\n"
    )
    return 0 if status.ready else _PRINTER_TROUBLE


def _print(printer: EscposPrinter, bitmap: Bitmap) -> int:
    try:
        printer.print_bitmap(bitmap)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return _BAD_INPUT
    sys.stdout.write("printed and confirmed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
