"""Passes news to all listeners, without ever waiting for one of them."""

from __future__ import annotations

import queue
import threading

from offline_queue.contract.messages import DossierNews, HelpParams

_MOST_WAITING = 100
"""News that a listener may leave unread; then the oldest of them goes."""
Told = DossierNews | HelpParams


class Hub:
    """Thread-safe. A listener that does not keep up loses the oldest news; it can ask again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[queue.Queue[Told]] = []

    def listen(self) -> queue.Queue[Told]:
        """Give a queue that gets all news from now on."""
        listener: queue.Queue[Told] = queue.Queue(_MOST_WAITING)
        with self._lock:
            self._listeners.append(listener)
        return listener

    def leave(self, listener: queue.Queue[Told]) -> None:
        """Stop sending news to this listener."""
        with self._lock:
            self._listeners = [other for other in self._listeners if other is not listener]

    def tell(self, news: Told) -> None:
        """Send news to every listener."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            while True:
                try:
                    listener.put_nowait(news)
                    break
                except queue.Full:
                    try:
                        listener.get_nowait()
                    except queue.Empty:
                        continue
