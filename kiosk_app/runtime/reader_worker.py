"""The QR reader, started and stopped by the journey."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from drivers.qr_reader.port import Frame, QrReader, QrReading, ReaderState
from kiosk_app.identity.parse import parse_payload
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.kernel.events import HealthChanged


class ReaderWorker:
    """Keeps one reader; every reading becomes a typed payload before it leaves this room."""

    def __init__(
        self,
        reader: QrReader,
        token_pattern: re.Pattern[str],
        is_slip_code: Callable[[str], bool],
        is_badge: Callable[[str], bool],
        post: Post,
        on_preview: Callable[[Frame | None], None],
        sure_day: Callable[[], date | None] = lambda: None,
    ) -> None:
        """`on_preview` gets the camera's pictures while the reader runs, and None when it stops.

        `sure_day`: today, None while the clock may be wrong; see `parse_card_fields`.
        """
        self._reader = reader
        self._token_pattern = token_pattern
        self._is_slip_code = is_slip_code
        self._is_badge = is_badge
        self._post = post
        self._on_preview = on_preview
        self._sure_day = sure_day
        self._worker = JobThread("qr-reader")

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {StartReader: self._start, StopReader: lambda _effect: self._stop()}

    def wipe(self, visit: int) -> None:
        """The visit ended: nothing is read any more."""
        del visit
        self._stop()

    def _start(self, effect: StartReader) -> None:

        def reading(found: QrReading) -> None:
            payload = parse_payload(
                found.text,
                self._token_pattern,
                self._is_slip_code,
                self._is_badge,
                self._sure_day(),
                typed=found.typed,
            )
            self._post(QrSeen(effect.visit, payload))

        def state(now: ReaderState) -> None:
            self._post(HealthChanged(reader="reader.absent" if now is ReaderState.ABSENT else ""))

        self._worker.do(
            lambda: self._reader.start(reading, state, self._on_preview),
            failed=lambda: self._post(HealthChanged(reader="reader.absent")),
        )

    def _stop(self) -> None:
        """Stop; the camera is let go of and its last picture forgotten."""

        def stop() -> None:
            self._reader.stop()
            self._on_preview(None)

        self._worker.do(stop)

    def close(self) -> None:
        """Stop for good."""
        # Closing drops what waits in the worker, a stop as well: so it is done here, after it.
        self._worker.close()
        self._reader.close()
        self._on_preview(None)
