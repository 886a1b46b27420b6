"""How anything but a dossier of the filing journey gets into the queue: sealed and durable, one at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import ClassVar

from kiosk_app.runtime.dossier_worker import DossierContext
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.scanning.pdf_binding import TooLargeError
from kiosk_app.session.facts.signer import SIGN_IN_OVER
from offline_queue.contract.dossier import Stored, Submission
from offline_queue.contract.errors import QueueError, QueueFullError
from offline_queue.store.outbox import Outbox

log = logging.getLogger(__name__)

UNAVAILABLE = "queue.unavailable"


class SignInOverError(Exception):
    """The daemon does not believe this sign-in any more: it has to be done anew, and nothing was stored."""

    code = SIGN_IN_OVER


class SubmissionWorker:
    """One thread. What was asked for is finished even when the visit ends."""

    name: ClassVar[str]
    """Of the thread."""

    def __init__(
        self,
        queue: Callable[[], Outbox],
        context: DossierContext,
        post: Post,
        stored: Callable[[str], None],
    ) -> None:
        """`queue` raises `QueueError` while it cannot be opened; `stored`: called once it is durable."""
        self._queue = queue
        self._context = context
        self._post = post
        self._stored = stored
        self._worker = JobThread(self.name)

    def wipe(self, visit: int) -> None:
        """Nothing of a visit is kept here."""

    def close(self) -> None:
        """Finish what was asked for."""
        self._worker.close(finish=True)

    def _submit(
        self,
        what: str,
        make: Callable[[], Submission],
        saved: Callable[[Submission, Stored], None],
        failed: Callable[[str], None],
    ) -> None:
        """Make it and store it on the thread; `failed` gets the code of the problem.

        `what`: for the log, which says nothing of a person.
        """

        def store() -> None:
            try:
                submission = make()
                stored = self._queue().submit(submission)
            except (TooLargeError, SignInOverError) as error:
                failed(error.code)
                return
            except QueueError as error:
                log.warning("%s was not stored: %s", what, error.code)
                failed(QueueFullError.code if isinstance(error, QueueFullError) else UNAVAILABLE)
                return
            saved(submission, stored)
            self._stored("")

        self._worker.do(store, failed=lambda: failed(UNAVAILABLE))
