"""Nobody counts visits, for tests of other questions."""

from __future__ import annotations

from offline_queue.contract.messages import ErrandParams


class NoVisits:
    """Hears and forgets."""

    def here(self) -> None:
        """Somebody stands there."""

    def ended(self, params: ErrandParams) -> None:
        """An errand ended."""
