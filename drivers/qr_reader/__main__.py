"""Tries the QR reader from a shell: `python -m drivers.qr_reader FILE…`, `--camera N`, `--serial PATH`."""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from drivers.qr_reader.camera import CameraReader
from drivers.qr_reader.decoders import FrameShapeError
from drivers.qr_reader.photo_decoder import decode_photo
from drivers.qr_reader.picture import PictureFileError, read_picture
from drivers.qr_reader.port import QrReader, QrReading, ReaderState
from drivers.qr_reader.serial_reader import SerialReader
from drivers.qr_reader.wedge_reader import WedgeReader


def main(arguments: list[str] | None = None) -> int:
    """Read codes. Gives 0 when every file had one, 1 when one had none, 2 when a file was no picture.

    What it prints is personal: for a technician's own test codes.
    """
    parser = argparse.ArgumentParser(prog="python -m drivers.qr_reader", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="pictures to read")
    parser.add_argument("--camera", help="camera number, device path, or a video or picture file to watch")
    parser.add_argument("--serial", help="device of a serial scanner")
    parser.add_argument("--keyboard", help="device of a scanner that acts as a keyboard")
    parser.add_argument("--baud-rate", type=int, default=115200)
    given = parser.parse_args(arguments)
    if given.files:
        return max(_read_file(path) for path in given.files)
    if given.camera is not None:
        return _watch(CameraReader(given.camera))
    if given.serial is not None:
        return _watch(SerialReader(given.serial, baud_rate=given.baud_rate))
    if given.keyboard is not None:
        return _watch(WedgeReader(given.keyboard))
    return parser.error("give files, --camera, --serial or --keyboard")


def _read_file(path: Path) -> int:
    try:
        readings = decode_photo(read_picture(path))
    except (PictureFileError, FrameShapeError) as error:
        sys.stderr.write(f"{path}: {error}\n" if isinstance(error, FrameShapeError) else f"{error}\n")
        return 2
    for reading in readings:
        sys.stdout.write(f"{path}\t{reading.decoder}\t{reading.text}\n")
    if not readings:
        sys.stdout.write(f"{path}\t-\t\n")
    return 0 if readings else 1


def _watch(reader: QrReader) -> int:
    def reading(found: QrReading) -> None:
        sys.stdout.write(f"{found.decoder}\t{found.text}\n")
        sys.stdout.flush()

    def state(now: ReaderState) -> None:
        sys.stderr.write(f"{now.value}\n")

    reader.start(reading, state)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    finally:
        reader.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
