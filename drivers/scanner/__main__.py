"""Try a scanner from the shell: `python -m drivers.scanner list`, `… scan OUT-FOLDER [--device NAME]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import cv2

from drivers.scanner.port import PaperSource, ScannerError
from drivers.scanner.sane_scanner import SaneScanner, Setup


def main() -> int:
    """Run the command; exit code 0, or 1 with the error's code and text."""
    parser = argparse.ArgumentParser(prog="python -m drivers.scanner", description=__doc__)
    parser.add_argument("command", choices=("list", "info", "scan"))
    parser.add_argument("folder", nargs="?", type=Path, default=Path())
    parser.add_argument("--device", default="")
    parser.add_argument("--config-dir", type=Path)
    parser.add_argument("--resolution", type=int, default=300)
    parser.add_argument("--flatbed", action="store_true")
    arguments = parser.parse_args()
    write = sys.stdout.write
    if arguments.command == "list":
        import sane

        sane.init()
        for device in sane.get_devices():
            write("\t".join(device) + "\n")
        return 0
    scanner = SaneScanner(Setup(arguments.device, arguments.config_dir, arguments.resolution))
    try:
        info = scanner.info()
        write(f"{info}\n")
        if arguments.command == "scan":
            feeder = PaperSource.FEEDER in info.sources and not arguments.flatbed
            pages = scanner.scan(PaperSource.FEEDER if feeder else PaperSource.FLATBED)
            for number, page in enumerate(pages, 1):
                path = arguments.folder / f"page-{number:02d}.png"
                cv2.imwrite(str(path), page.pixels)
                write(f"{path} {page.pixels.shape[1]}x{page.pixels.shape[0]} at {page.dpi} dpi\n")
    except ScannerError as error:
        sys.stderr.write(f"{error.code}: {error}\n")
        return 1
    finally:
        scanner.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
