"""Opens the configuration and the queue for a command. An error ends the command with one line."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.load import load
from kiosk_app.technician.privileges import UnsafeFolderError, as_owner_of
from kiosk_app.technician.queue_words import refused
from kiosk_app.technician.terminal import say
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.envelope import EnvelopeError
from offline_queue.contract.errors import QueueError
from offline_queue.store import audit_log
from offline_queue.store.database import Database, typed_errors
from offline_queue.store.read_only import looking

_AGREED = frozenset({"có", "co", "c", "y", "yes"})
EXIT_FAILED = 1
EXIT_CONFIGURATION = 2
CONFIG = Path("/etc/kiosk/kiosk.toml")
ConfigFile = Annotated[Path, typer.Option("--config", metavar="FILE", help="The kiosk's configuration.")]


def end(text: str, code: int = EXIT_FAILED) -> NoReturn:
    """Print one line and end the command."""
    say(f"kioskctl: {text}", err=True)
    raise typer.Exit(code)


def ask_first(question: str, *, yes: bool) -> None:
    """Ask before something is done that cannot be taken back; anything but "có" ends the command.

    `yes`: it was said on the command line.
    """
    if yes:
        return
    try:
        answer = typer.prompt(f"{question} [có/Enter: không]", default="", show_default=False)
    except typer.Abort:
        say("", err=True)
        answer = ""
    if unicodedata.normalize("NFC", answer).strip().casefold() not in _AGREED:
        end("Chưa thay đổi gì.")


def settings_of(config: Path) -> Configuration:
    """Read the configuration."""
    try:
        return load(config)
    except ConfigurationError as error:
        _end_configuration(error)


def _end_configuration(error: ConfigurationError) -> NoReturn:
    end(f"Cấu hình chưa dùng được, sửa chỗ sau rồi làm lại ({error})", EXIT_CONFIGURATION)


@contextlib.contextmanager
def one_line() -> Iterator[None]:
    """End the command with one line when the queue or the configuration raises an error."""
    try:
        yield
    except (QueueError, EnvelopeError) as error:
        end(refused(error))
    except UnsafeFolderError as error:
        end(str(error))
    except ConfigurationError as error:
        _end_configuration(error)


@contextlib.contextmanager
def _as_owner_of_queue(path: Path) -> Iterator[None]:
    """Work as the owner of the queue's folder; a queue that is missing, or a link, ends the command."""
    with typed_errors():
        there = path.exists()
    if not there:
        end(f"{path}: chưa có hàng đợi; xem lại queue.database, hoặc bật kiosk một lần")
    with as_owner_of(path.parent):
        if path.is_symlink():
            raise UnsafeFolderError(f"{path}: là liên kết, không phải hàng đợi; chưa đọc, chưa ghi gì")
        yield


@contextlib.contextmanager
def looked_into(config: Path) -> Iterator[Database]:
    """Open the queue that the configuration names for looking only: works on a full or read-only disk too."""
    path = settings_of(config).queue.database
    with one_line():
        with _as_owner_of_queue(path):
            stack = contextlib.ExitStack()
            database = stack.enter_context(looking(path))
        try:
            yield database
        finally:
            with as_owner_of(path.parent):
                stack.close()


@contextlib.contextmanager
def opened(config: Path) -> Iterator[Database]:
    """Open the queue that the configuration names.

    A missing queue is not created: run as root, the command would make a file that the kiosk cannot open. As
    root it is opened as the owner of its folder, whose files may be links that the screen's user put there.
    """
    path = settings_of(config).queue.database
    with one_line():
        with _as_owner_of_queue(path):
            database = Database.open(path)
            # SQLite opens the log's files at the first query: it is made here, while this process is still
            # the user who may create them.
            with database.reading() as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        try:
            yield database
        finally:
            with as_owner_of(path.parent):
                database.close()


def note_act(config: Path, name: str, cause: str) -> None:
    """Write what a technician did into the queue's audit log; where that cannot be, the command ends."""
    with opened(config) as database, database.writing() as connection:
        audit_log.append(
            connection, dossier_id=None, at=SystemClock().now(), actor="technician", name=name, cause=cause
        )
