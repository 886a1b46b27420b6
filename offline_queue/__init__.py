"""The durable outbox and the daemon that delivers it: no Qt, no hardware."""

import sys


def _import_structlog_alone() -> None:
    """Import structlog without rich, which it would take along wherever that is installed.

    `kioskctl` draws its tables with rich; daemon and screens draw none, and it is 3.6 MB in each of them.
    Their records must not be drawn by it either: it shows the values of local variables with an error.
    """
    if "rich" in sys.modules or "structlog" in sys.modules:
        return
    # What stands as None among the modules cannot be imported (docs.python.org, import system, 5.3.1).
    sys.modules["rich"] = None  # type: ignore[assignment]
    try:
        import structlog  # noqa: F401  for those that come after
    finally:
        del sys.modules["rich"]


_import_structlog_alone()
