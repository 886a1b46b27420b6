"""One thread for one device or service: jobs run in order, none on the caller's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from kiosk_app.session.kernel.event import Event

log = logging.getLogger(__name__)

Post = Callable[[Event], None]
"""Hands an event to the visit; may be called from any thread."""


class JobThread:
    """A single thread with a queue of jobs."""

    def __init__(self, name: str) -> None:
        """`name` shows in records and stack traces."""
        self._name = name
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def do(self, job: Callable[[], None], failed: Callable[[], None] | None = None) -> None:
        """Run a job after those before it. `failed` is called when it raised what it should not have."""
        try:
            self._executor.submit(self._guarded, job, failed)
        except RuntimeError:
            # The program is shutting down; nobody waits for the result any more.
            log.debug("job thread %s is closed", self._name)

    def close(self, *, finish: bool = False) -> None:
        """Let the running job end; drop the others, or finish them too."""
        self._executor.shutdown(wait=True, cancel_futures=not finish)

    def _guarded(self, job: Callable[[], None], failed: Callable[[], None] | None) -> None:
        try:
            job()
        except Exception as error:
            # The text of an unexpected error may hold a citizen's words: only type and place are recorded.
            log.error("job thread %s: job failed: %s", self._name, _where(error))  # noqa: TRY400  a traceback could show personal data
            if failed is not None:
                failed()


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {place}"
