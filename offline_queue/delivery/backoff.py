"""How long a dossier waits after a failure: exponential, capped, with full jitter."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds. Full jitter spreads kiosks that lost the same portal at the same moment."""

    first_s: float
    cap_s: float
    random: Random

    def wait_s(self, failures: int, asked_s: float | None = None) -> float:
        """Give the wait after the n-th failure (from 1), never less than what the portal asked for."""
        ceiling = min(self.cap_s, self.first_s * 2.0 ** min(max(failures, 1) - 1, 60))
        drawn = self.random.uniform(0.0, ceiling)
        return drawn if asked_s is None else asked_s + drawn * min(1.0, self.first_s / self.cap_s)
