"""Writes the file that a command was told to make. What fails ends the command with one line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from configuration.outside_file import check_writable, write_named
from kiosk_app.technician.opening import end
from kiosk_app.technician.privileges import UnsafeFolderError, check_target

ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Write over a file of this name; what it holds is lost.")
]


def write_file(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a file where nobody could have put a link, and which is no pipe or device.

    A name that root mistyped may be the configuration's or the queue's: what is there goes with `replace`
    alone.
    """
    try:
        check_target(path)
        write_named(path, content, replace=replace)
    except OSError as error:
        _not_written(path, error)
    except UnsafeFolderError as error:
        end(str(error))


def look_at_target(path: Path, *, replace: bool) -> None:
    """End the command where the file could not be written, before there is anything to write."""
    try:
        check_target(path)
        check_writable(path, replace=replace)
    except OSError as error:
        _not_written(path, error)
    except UnsafeFolderError as error:
        end(str(error))


def _not_written(path: Path, error: OSError) -> NoReturn:
    if isinstance(error, FileExistsError):
        end(f"{path}: đã có tệp này; chưa ghi gì. Nêu tên khác, hoặc thêm --replace để ghi đè")
    end(f"{path}: không ghi được ({error.strerror})")
