"""Writes the file that a command was told to make. What fails ends the command with one line."""

from __future__ import annotations

from pathlib import Path

from configuration.outside_file import check_writable, write_named
from kiosk_app.technician.opening import end
from kiosk_app.technician.privileges import UnsafeFolderError, check_target


def write_file(path: Path, content: bytes) -> None:
    """Write a file where nobody could have put a link, and which is no pipe or device."""
    try:
        check_target(path)
        write_named(path, content)
    except OSError as error:
        end(f"{path}: không ghi được ({error.strerror})")
    except UnsafeFolderError as error:
        end(str(error))


def look_at_target(path: Path) -> None:
    """End the command where the file could not be written, before there is anything to write."""
    try:
        check_target(path)
        check_writable(path)
    except OSError as error:
        end(f"{path}: không ghi được ({error.strerror})")
    except UnsafeFolderError as error:
        end(str(error))
