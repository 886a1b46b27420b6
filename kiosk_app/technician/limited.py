"""Commands that read files from outside run in a child with limits: a small file can ask for all memory.

A picture or PDF that asks for more ends the child, not the machine, and the technician reads a sentence.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable

MOST_BYTES = 4_000_000_000
"""Address space. A page of A3 at 600 dpi takes a tenth of it beside what the libraries map."""
MOST_CPU_S = 900
"""Many times what the largest picture takes: a file that asks for more was made to."""
_REFUSED = 1


def in_child(run: Callable[[], None], *, most_bytes: int = MOST_BYTES, most_cpu_s: int = MOST_CPU_S) -> int:
    """Run a command in a child with limits; gives its exit code, 1 with a line when it asked for too much."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os._exit(_limited(run, most_bytes, most_cpu_s))
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    sys.stderr.write(
        f"kioskctl: the file asks for more than {most_bytes // 1_000_000} MB of memory or {most_cpu_s} s of "
        "work; it was refused, nothing was written\n"
    )
    return _REFUSED


def _limited(run: Callable[[], None], most_bytes: int, most_cpu_s: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (most_cpu_s, most_cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    code = 0
    try:
        run()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except MemoryError:
        sys.stderr.write(
            f"kioskctl: the file asks for more than {most_bytes // 1_000_000} MB of memory; it was refused\n"
        )
        code = _REFUSED
    sys.stdout.flush()
    sys.stderr.flush()
    return code
