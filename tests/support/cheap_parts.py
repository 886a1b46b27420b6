"""What hundreds of tests pay for and learn nothing by is paid once a process, or made light.

The parts behave alike. Those that show what is left out here take the real ones: tests of the store make a
queue by its migrations, and `tests/offline_queue/contract/test_badge.py` holds what a hash costs.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from offline_queue.contract import badge
from offline_queue.store import database

STRONG_HASH = (badge._MEMORY_KIB, badge._PASSES)
"""KiB and passes of the hash that ships; a check of one reads both from the hash."""
_LIGHT_HASH = (16, 1)
make_queue: Callable[[Path], None] = database._create
"""What makes the file of a queue, empty."""


def use() -> None:
    """From here on, in this process."""
    badge._MEMORY_KIB, badge._PASSES = _LIGHT_HASH
    database._create = copy_queue


@cache
def _queue() -> bytes:
    """Give a queue with nothing in it, as its migrations leave one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "queue.sqlite"
        make_queue(path)
        database._connect(path, 5.0).close()
        return path.read_bytes()


def copy_queue(path: Path) -> None:
    """Make the file with its tables in it, as one step for whoever opens it at the same time."""
    if path.exists():
        make_queue(path)
        return
    beside = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    make_queue(beside)
    try:
        beside.write_bytes(_queue())
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
