"""The province's messages: looked at now and then, believed only with its signature."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from kiosk_app.catalogue.model import Text
from kiosk_app.runtime.jobs import Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.servicing.notices import NoticeFile, read_notices
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.session.kernel.day import BoardNotice
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.kernel.events import NoticesChanged

log = logging.getLogger(__name__)


class NoticeWorker:
    """One thread. A file that cannot be believed changes nothing: what was believed before is shown on."""

    def __init__(
        self,
        path: Path,
        key: Path,
        kiosk_id: str,
        wall_clock: Callable[[], datetime],
        every_s: float,
        post: Post,
    ) -> None:
        """`path`: of the signed file; `key`: the province's public key (PEM)."""
        self._path, self._key, self._kiosk_id = path, key, kiosk_id
        self._wall_clock = wall_clock
        self._every_s = every_s
        self._post = post
        self._believed: NoticeFile | None = None
        self._told: tuple[BoardNotice, ...] | None = None
        self._trouble = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
        self._thread.start()

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {}

    def wipe(self, visit: int) -> None:
        """Nothing of a visit is kept here."""

    def close(self) -> None:
        """Stop looking."""
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            self._look()
            if self._stop.wait(self._every_s):
                return

    def _look(self) -> None:
        try:
            found = read_notices(self._path, self._key)
        except (ProvisioningError, OSError) as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                log.warning("messages of the province are not believed: %s", type(error).__name__)
        else:
            older = self._believed is not None and found is not None and found.issued < self._believed.issued
            if not older:
                self._believed, self._trouble = found, ""
        told = self._shown()
        if told != self._told:
            self._told = told
            self._post(NoticesChanged(told))

    def _shown(self) -> tuple[BoardNotice, ...]:
        if self._believed is None:
            return ()
        now = self._wall_clock()
        return tuple(
            BoardNotice(
                Text(one.title, one.english_title or one.title),
                Text(one.text, one.english or one.text),
                for_staff=one.audience == "staff",
            )
            for one in self._believed.notice
            if one.shown(self._kiosk_id, now)
        )
