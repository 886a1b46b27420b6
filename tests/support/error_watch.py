"""A pytest plugin: a QML warning or a record of level ERROR fails the test in which it appears.

A test that provokes one on purpose says so: `@pytest.mark.expects_errors("why")`.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Generator, MutableMapping
from typing import Any

import pytest
import structlog
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

MARK = "expects_errors"
QUIET = frozenset({QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg})
HARMLESS = re.compile(
    # The offscreen platform has no window manager that could take size hints.
    r"This plugin does not support propagateSizeHints\(\)"
    # Appears on a machine without a login session.
    r"|QStandardPaths: (XDG_RUNTIME_DIR not set|wrong permissions on runtime directory)"
)


class Watch(logging.Handler):
    """Collects errors and QML warnings from every thread until `take` fetches them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._seen: list[str] = []

    def start(self) -> None:
        """Install the listeners.

        May be called again, after a program under test has replaced them by its own.
        """
        root = logging.getLogger()
        if self not in root.handlers:
            root.addHandler(self)
        qInstallMessageHandler(self.hear_qt)
        structlog.reset_defaults()
        structlog.configure(processors=[self.hear_structlog, *structlog.get_config()["processors"]])

    def take(self) -> list[str]:
        """Give what was collected since the last call."""
        seen, self._seen = self._seen, []
        return seen

    def emit(self, record: logging.LogRecord) -> None:
        """Hear a record of the standard library."""
        self._seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def hear_structlog(
        self, _logger: Any, method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        """Hear a record of structlog; a processor."""
        if method in {"error", "critical", "exception", "fatal"}:
            facts = ", ".join(f"{key}={value!r}" for key, value in event.items() if key != "event")
            self._seen.append(f"{method.upper()} {event.get('event')} ({facts})")
        return event

    def hear_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Hear a message of Qt or QML."""
        line = f"Qt {kind.name}: {message}"
        # PySide6 declares the category as text, but it is None where Qt was built without it.
        place: str | None = context.file
        if place:
            line += f" ({place}:{context.line})"
        sys.stderr.write(line + "\n")
        if kind not in QUIET and not HARMLESS.search(message):
            self._seen.append(line)


WATCH = Watch()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, for runs that do not read the project's configuration."""
    config.addinivalue_line("markers", f"{MARK}(reason): the test provokes an ERROR record or a QML warning")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Forget what was collected before: what came between two tests belongs to the earlier one's teardown."""
    mark = item.get_closest_marker(MARK)
    if mark is not None and not (mark.args and isinstance(mark.args[0], str) and mark.args[0].strip()):
        pytest.fail(f"{MARK} needs a reason", pytrace=False)
    WATCH.start()
    WATCH.take()
    yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail the test for errors that its setup or its body caused."""
    yield
    _judge(item)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail the test for errors in the teardown of its fixtures, such as bindings of destroyed QML views."""
    WATCH.take()
    yield
    _judge(item)


def _judge(item: pytest.Item) -> None:
    seen = WATCH.take()
    if seen and item.get_closest_marker(MARK) is None:
        pytest.fail("errors appeared that the test does not expect:\n  " + "\n  ".join(seen), pytrace=False)
