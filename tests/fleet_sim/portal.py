"""The simulated portal: it is away for a time, answers, counts what reaches it, and may have a ceiling."""

from __future__ import annotations

from array import array
from typing import Protocol

from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

ANSWER_S = 0.25
"""A call without a file."""
_REFUSED_S = 0.05


class _Time(Protocol):
    at: float


class SimulatedPortal:
    """Calls in one second's bins. A kiosk's turn runs ahead of the others by the seconds of its own calls."""

    def __init__(self, seconds: int, away: tuple[float, float], ceiling_per_s: int = 0) -> None:
        """`away`: seconds from and to; `ceiling_per_s`: more calls are answered 503, 0: no ceiling."""
        self.calls = array("L", bytes(array("L").itemsize * (seconds + 1)))
        self.probes = array("L", bytes(array("L").itemsize * (seconds + 1)))
        self.refused = 0
        self._away = away
        self._ceiling = ceiling_per_s

    def call(self, time: _Time, body_s: float = 0.0) -> None:
        """Take a call; the kiosk's time goes on. Raises `PortalError`."""
        if self._away[0] <= time.at < self._away[1]:
            time.at += _REFUSED_S
            raise PortalError(Outcome.UNREACHABLE)
        second = min(int(time.at), len(self.calls) - 1)
        self.calls[second] += 1
        if self._ceiling and self.calls[second] > self._ceiling:
            self.refused += 1
            time.at += _REFUSED_S
            raise PortalError(Outcome.BUSY, status=500)
        time.at += ANSWER_S + body_s

    def probing(self, time: _Time) -> Probing:
        """Give what a link asks."""
        return Probing(self, time)

    def probe(self, time: _Time) -> None:
        """Take a probe. Raises `PortalError`."""
        if self._away[0] <= time.at < self._away[1]:
            raise PortalError(Outcome.UNREACHABLE)
        self.probes[min(int(time.at), len(self.probes) - 1)] += 1


class Probing:
    """The port's one call that a link makes."""

    def __init__(self, portal: SimulatedPortal, time: _Time) -> None:
        self._portal = portal
        self._time = time

    def probe(self) -> None:
        """Ask whether the portal is there. Raises `PortalError`."""
        self._portal.probe(self._time)
