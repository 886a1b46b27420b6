"""kiosk-sync: reads the configuration, chooses the adapters, runs the daemon until it is asked to end."""

from __future__ import annotations

import argparse
import errno
import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from random import SystemRandom

import sdnotify
import structlog

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.load import load
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.errors import DamagedDatabaseError, NewerDatabaseError, QueueError, QueueFullError
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets, check_certificates, check_sealing, read_secrets
from offline_queue.daemon.portal_adapters import portal_of
from offline_queue.gateway.guard_store import GuardStoreError
from offline_queue.store.database import free_bytes
from offline_queue.store.emergency_room import MOST_BYTES, EmergencyRoom
from offline_queue.store.integrity import check_structure

log = structlog.get_logger(__name__)

EXIT_FAILED = 1
EXIT_CONFIGURATION = 2
_WATCH_EVERY_S = 1.0
_LONGEST_CHECK_US = 900_000_000
"""What systemd is asked to wait for while a large queue is read through, in microseconds."""


def main(arguments: Sequence[str] | None = None, *, step: Callable[[str], None] = lambda _step: None) -> int:
    """Run the daemon; gives the exit code.

    0 asked to end, 1 a loop failed, 2 wrong configuration or a newer or damaged queue: starting again changes
    nothing. `step` is called with the name of each step of a delivery, for whoever proves what a power cut
    there does.
    """
    parser = argparse.ArgumentParser(
        prog="kiosk-sync", description="Delivers the kiosk's queue to the portal."
    )
    parser.add_argument("--config", type=Path, default=Path("/etc/kiosk/kiosk.toml"), metavar="FILE")
    chosen = parser.parse_args(arguments)
    _set_up_records()
    try:
        settings = load(chosen.config)
        check_sealing(settings.portal)
        secrets = read_secrets(settings.portal, settings.queue)
        check_certificates(settings.portal)
    except ConfigurationError as error:
        sys.stderr.write(f"kiosk-sync: {error}\n")
        return EXIT_CONFIGURATION
    outside = DaemonDependencies(SystemClock(), SystemRandom(), portal_of(settings), step)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    notifier = sdnotify.SystemdNotifier()
    # Reading a large queue through may take longer than a service may usually take to start.
    notifier.notify(f"EXTEND_TIMEOUT_USEC={_LONGEST_CHECK_US}")
    try:
        check_structure(settings.queue.database)
        daemon = _made(settings, secrets, outside)
    except (NewerDatabaseError, DamagedDatabaseError, ConfigurationError) as error:
        sys.stderr.write(f"kiosk-sync: {error}\n")
        return EXIT_CONFIGURATION
    except (QueueError, GuardStoreError, OSError) as error:
        sys.stderr.write(f"kiosk-sync: {error}\n")
        return EXIT_FAILED
    return _watch(daemon, ended, notifier)


def _made(settings: Configuration, secrets: DaemonSecrets, outside: DaemonDependencies) -> Daemon:
    """Make the daemon; on a full disk it works in the room that was kept for that.

    Raises what `Daemon` raises.
    """
    try:
        return Daemon(settings, secrets, outside)
    except (QueueError, GuardStoreError, OSError) as error:
        room = EmergencyRoom(settings.queue.database, settings.queue.reserve_bytes)
        if not _says_full(error, settings.queue.database) or not room.let_go():
            raise
        log.warning("the disk is full: the room kept for that is used", kind=type(error).__name__)
    # Not within `except`: the error would keep alive what the first try had opened.
    return Daemon(settings, secrets, outside)


def _says_full(error: Exception, database: Path) -> bool:
    """Whether the error is one of a full disk, by itself or because nothing is free there."""
    if isinstance(error, QueueFullError) or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        return True
    try:
        return free_bytes(database) < MOST_BYTES
    except QueueError:
        return False


def _watch(
    daemon: Daemon,
    ended: threading.Event,
    notifier: sdnotify.SystemdNotifier,
    every_s: float = _WATCH_EVERY_S,
) -> int:
    """Tell systemd that the daemon gets on, as long as it does; looked at every `every_s`."""
    daemon.start()
    notifier.notify("READY=1")
    trouble = ""
    while not trouble and not ended.wait(every_s):
        trouble = daemon.trouble()
        if not trouble:
            notifier.notify("WATCHDOG=1")
    if trouble:
        log.critical("the daemon ends: a loop failed", trouble=trouble)
    notifier.notify("STOPPING=1")
    daemon.stop()
    return EXIT_FAILED if trouble else 0


def _set_up_records() -> None:
    """One JSON object a line on standard error; the journal adds the time."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.EventRenamer("message"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


if __name__ == "__main__":
    sys.exit(main())
