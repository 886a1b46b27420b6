"""Runs the tests in several processes at a time, each a fork of the one that imported and collected them.

Importing everything and collecting takes longer than any test, and it is the same for all of them: here it
is done once (docs/decisions/046-two-tiers-of-tests.md). Each worker is given a share of the tests, asks for
the next while it runs the last test of the one it has, and tells how each test went. A worker that ends on
its own fails the test that it was running, and another takes its place.

`-n 4` says how many; with `-n 0` the tests run in this process, for a debugger.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import traceback
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe, connection, get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest

from tests.support import forked
from tests.support.order import shares

_FORK = get_context("fork")
_STOPS_S = 60.0
"""For how long a worker may take away what its fixtures hold once it was told to stop."""
_MANY = 500
"""From so many tests on, one process forks programs for all workers: some test will start one."""
WORKER = "TESTS_WORKER"
"""The variable that holds a worker's number; another one for each that is forked."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say `-n`, as whoever knows xdist expects it."""
    group = parser.getgroup("workers", "several processes")
    group._addoption(
        "-n", dest="workers", type=int, default=0, metavar="COUNT", help="processes; 0: this one"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run what was collected; None leaves it to pytest."""
    option = session.config.option
    count = min(option.workers, len(session.items))
    if count < 1 or option.collectonly or option.usepdb or option.trace or session.testsfailed:
        return None
    if shared := what_workers_would_share():
        # A debugger's thread, or one of a library that starts some on this machine.
        session.config.get_terminal_writer().line(f"one process runs all tests: {shared}")
        return None
    _Run(session).play(count)
    return True


@dataclass
class _Worker:
    process: ForkProcess
    pipe: connection.Connection
    given: list[int] = field(default_factory=list)
    """Places of the tests that it was given and has not finished, in the order in which it runs them."""


class _Run:
    """What the process does that forked the others."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._config = session.config
        self._waiting = deque(shares(session.items))
        self._workers: dict[connection.Connection, _Worker] = {}
        self._forked = 0

    def play(self, count: int) -> None:
        """Play them all, or until the session is to stop."""
        if len(self._session.items) >= _MANY:
            forked.start_for_all()
        try:
            for _ in range(min(count, len(self._waiting))):
                self._fork()
            while self._workers:
                for ready in connection.wait(list(self._workers)):
                    assert isinstance(ready, connection.Connection)
                    self._hear(self._workers[ready])
        finally:
            self._tell_all_to_stop()
            for worker in self._workers.values():
                worker.pipe.close()
                _end(worker)
        if self._session.shouldfail:
            raise self._session.Failed(self._session.shouldfail)
        if self._session.shouldstop:
            raise self._session.Interrupted(self._session.shouldstop)

    def _fork(self) -> None:
        here, there = Pipe()
        self._forked += 1
        sys.stdout.flush()
        sys.stderr.flush()
        others = [*self._workers, here]
        process = _FORK.Process(target=_live, args=(self._session, there, others, self._forked))
        process.start()
        there.close()
        self._workers[here] = worker = _Worker(process, here)
        self._give(worker)

    def _give(self, worker: _Worker) -> None:
        share = self._waiting.popleft() if self._waiting else None
        worker.given += share or []
        worker.pipe.send(share)

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, told = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._bury(worker)
            return
        if kind == "next":
            if not self._stopping:
                self._give(worker)
        elif kind == "played":
            self._report(self._session.items[worker.given.pop(0)], told)
        elif kind == "warned":
            message, when, nodeid, location = told
            self._config.hook.pytest_warning_recorded.call_historic(
                kwargs={"warning_message": message, "when": when, "nodeid": nodeid, "location": location}
            )
        else:
            self._session.shouldstop = told
        if self._stopping:
            self._tell_all_to_stop()

    @property
    def _stopping(self) -> bool:
        return bool(self._session.shouldfail or self._session.shouldstop)

    def _tell_all_to_stop(self) -> None:
        for worker in self._workers.values():
            with contextlib.suppress(OSError):
                worker.pipe.send(None)

    def _report(self, item: pytest.Item, told: Sequence[dict[str, Any]]) -> None:
        hook = self._config.hook
        for data in told:
            report = hook.pytest_report_from_serializable(config=self._config, data=data)
            item.ihook.pytest_runtest_logreport(report=report)
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)

    def _bury(self, worker: _Worker) -> None:
        """Take away one that has ended, and put another in its place where it was not to end."""
        del self._workers[worker.pipe]
        worker.pipe.close()
        _end(worker)
        if not worker.given or self._stopping:
            return
        item = self._session.items[worker.given[0]]
        why = f"the worker ended with {worker.process.exitcode} while it ran {item.nodeid}"
        report = pytest.TestReport(item.nodeid, item.location, {}, "failed", why, "call")
        item.ihook.pytest_runtest_logreport(report=report)
        if rest := worker.given[1:]:
            self._waiting.appendleft(rest)
        if self._waiting and not self._stopping:
            self._fork()


def _end(worker: _Worker) -> None:
    worker.process.join(_STOPS_S)
    worker.process.kill()
    worker.process.join()


def what_workers_would_share() -> str:
    """Name what collecting left open and two processes must not share; "" where there is nothing."""
    own = Path("/proc/self")
    tasks = list((own / "task").iterdir())
    programs = 0
    for task in tasks:
        # Not every kernel tells a process's children.
        with contextlib.suppress(FileNotFoundError):
            programs += len((task / "children").read_text().split())
    files = [str(one.readlink()) for one in (own / "fd").iterdir() if one.is_symlink()]
    databases = [name for name in files if ".sqlite" in name]
    if len(tasks) == 1 and not programs and not databases:
        return ""
    return (
        f"collecting the tests left {len(tasks) - 1} threads, {programs} programs and open databases "
        f"{databases}, which workers would share; that belongs into a fixture or a cached function"
    )


class _Teller:
    """A plugin of a worker's: gathers what is told of the test that runs."""

    def __init__(self, config: pytest.Config, pipe: connection.Connection) -> None:
        self._config = config
        self._pipe = pipe
        self._reports: list[object] = []

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep it until the test has ended."""
        hook = self._config.hook
        self._reports.append(hook.pytest_report_to_serializable(config=self._config, report=report))

    def pytest_warning_recorded(
        self,
        warning_message: warnings.WarningMessage,
        when: str,
        nodeid: str,
        location: tuple[str, int, str] | None,
    ) -> None:
        """Tell it as text: the object that caused it cannot always be sent."""
        plain = warnings.WarningMessage(
            str(warning_message.message),
            warning_message.category,
            warning_message.filename,
            warning_message.lineno,
        )
        self._pipe.send(("warned", (plain, when, nodeid, location)))

    def send(self) -> None:
        """Tell how the test went."""
        self._pipe.send(("played", self._reports))
        self._reports = []


def _live(
    session: pytest.Session,
    pipe: connection.Connection,
    others: Sequence[connection.Connection],
    number: int,
) -> None:
    """Be a worker."""
    # A pipe is at its end when nobody holds the other one: a brother must not.
    for other in others:
        other.close()
    os.environ[WORKER] = str(number)
    forked.share_forker()
    config = session.config
    _listen_apart(config)
    config.pluginmanager.unregister(name="terminalreporter")
    teller = _Teller(config, pipe)
    config.pluginmanager.register(teller, "teller")
    try:
        _play(session, pipe, teller)
    except BaseException as stop:
        why = stop.msg if isinstance(stop, pytest.exit.Exception) else traceback.format_exc()
        # Where nobody listens any more, the first process was interrupted, and says so itself.
        with contextlib.suppress(OSError):
            pipe.send(("stop", f"a worker stopped: {why}"))
    finally:
        pipe.close()


def _listen_apart(config: pytest.Config) -> None:
    """Capture output into files of its own: those of the first process would be written by all."""
    capturing = config.pluginmanager.getplugin("capturemanager")._global_capturing
    for stream in (capturing.out, capturing.err) if capturing is not None else ():
        # A handler of logging may hold the file, so that it stays, and is another one below.
        with contextlib.suppress(AttributeError, io.UnsupportedOperation), tempfile.TemporaryFile() as own:
            os.dup2(own.fileno(), stream.tmpfile.fileno())


def _play(session: pytest.Session, pipe: connection.Connection, teller: _Teller) -> None:
    order = _given(pipe)
    here = next(order, None)
    try:
        while here is not None and not pipe.poll():
            after = next(order, None)
            item = session.items[here]
            following = None if after is None else session.items[after]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            teller.send()
            here = after
    finally:
        session._setupstate.teardown_exact(None)


def _given(pipe: connection.Connection) -> Iterator[int]:
    """Give the places of the tests to run; asks for more when the last one is taken."""
    while (share := pipe.recv()) is not None:
        yield from share
        pipe.send(("next", None))
