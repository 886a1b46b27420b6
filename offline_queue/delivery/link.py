"""Whether the portal is there: asked at intervals, when something came up, and when a call went wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.messages import LinkState
from offline_queue.portal.port import Portal, PortalError
from offline_queue.portal.response_policy import Outcome

log = structlog.get_logger(__name__)

_FIRST_WAIT_S = 0.5
_SILENT_WAIT_S = 1.5
"""Seconds between probes while nothing answers: no portal is loaded, and a link is found again soon."""
_SILENT_SHARE = 0.05
"""Share of a long outage that is added to the wait: after five minutes a quarter of a minute."""
_GATEWAY_STATUS = frozenset({502, 503, 504})
"""A front server answers for a portal that does not."""
_STATES = {
    Outcome.CAPTIVE: LinkState.CAPTIVE,
    Outcome.UNTRUSTED: LinkState.UNTRUSTED,
    Outcome.CLOCK: LinkState.UNTRUSTED,
    Outcome.CERTIFICATE: LinkState.BLOCKED,
    Outcome.CREDENTIALS: LinkState.BLOCKED,
    Outcome.FORBIDDEN: LinkState.BLOCKED,
}


class Link:
    """Thread-safe. `state` is what was found last; `found` is called when it changes."""

    def __init__(
        self,
        portal: Portal,
        clock: Clock,
        every_s: float,
        *,
        found: Callable[[LinkState], None] = lambda _state: None,
        beat: Callable[[], None] = lambda: None,
        random: Random | None = None,
        connect_anew: Callable[[], None] = lambda: None,
    ) -> None:
        """`portal`: an adapter with its own connection: an upload and a probe never wait on each other.

        `connect_anew` lets its next call make a new one.
        `random`: spreads the questions of many kiosks to a portal that is long away; None spreads nothing.
        """
        self._portal = portal
        self._clock = clock
        self._every_s = every_s
        self._found = found
        self._beat = beat
        self._state = LinkState.OFFLINE
        self._outcome: Outcome | None = Outcome.UNREACHABLE
        self._probing = threading.Lock()
        self._poked = threading.Event()
        self._stop = threading.Event()
        self._heard_at: float | None = None
        self._nobody_answers = False
        self._silent_since: float | None = None
        self._wait_s = 0.0
        self._random = random
        self._connect_anew = connect_anew

    @property
    def state(self) -> LinkState:
        """What was found last."""
        return self._state

    @property
    def outcome(self) -> Outcome | None:
        """Why it is not online; None when it is."""
        return self._outcome

    def poke(self) -> None:
        """Something changed (an interface came up, somebody waits): look now."""
        self._poked.set()

    def heard(self) -> None:
        """The portal answered another call: no probe is needed for a while."""
        self._heard_at = self._clock.monotonic()

    def probe(self, *, anew: bool = False) -> Outcome | None:
        """Ask the portal now. Gives why it is not online, or None.

        `anew`: over a new connection; one that stands proves nothing of names, certificates and ways.
        """
        with self._probing:
            try:
                if anew:
                    self._connect_anew()
                self._portal.probe()
            except PortalError as error:
                outcome = _of_probe(error)
                self._nobody_answers = error.outcome is Outcome.UNREACHABLE and error.status == 0
                if self._nobody_answers and self._silent_since is None:
                    self._silent_since = self._clock.monotonic()
            else:
                outcome = None
                self._nobody_answers = False
            if not self._nobody_answers:
                self._silent_since = None
            self._set(outcome)
            return outcome

    def run(self) -> None:
        """Probe until `stop`: slowly when all is well, sooner after trouble."""
        wait_s = 0.0
        while not self._stop.is_set():
            self._beat()
            poked = self._poked.wait(wait_s)
            if poked:
                self._poked.clear()
            if self._stop.is_set():
                return
            wait_s = self.look(poked=poked)

    def look(self, *, poked: bool = False) -> float:
        """Probe, unless the portal was heard lately. Gives the seconds until the next look."""
        if poked:
            self._wait_s = 0.0
        elif self._recently_heard():
            self._wait_s = self._every_s
            return self._wait_s
        outcome = self.probe()
        if outcome is None:
            self._wait_s = self._every_s
            return self._wait_s
        longest_s = self._longest_silent_s() if self._nobody_answers else self._every_s
        self._wait_s = min(max(_FIRST_WAIT_S, self._wait_s * 2), longest_s)
        if self._random is None or longest_s <= _SILENT_WAIT_S:
            return self._wait_s
        return self._wait_s * self._random.uniform(0.5, 1.0)

    def _longest_silent_s(self) -> float:
        """Give the longest wait while nothing answers; it grows, so that kiosks do not all ask at once
        later."""
        since = self._silent_since
        silent_s = 0.0 if since is None else self._clock.monotonic() - since
        return min(self._every_s, max(_SILENT_WAIT_S, silent_s * _SILENT_SHARE))

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()
        self._poked.set()

    def _recently_heard(self) -> bool:
        if self._heard_at is None or self._state is not LinkState.ONLINE:
            return False
        return self._clock.monotonic() - self._heard_at < self._every_s

    def _set(self, outcome: Outcome | None) -> None:
        state = LinkState.ONLINE if outcome is None else _STATES.get(outcome, LinkState.OFFLINE)
        self._outcome = outcome
        if state is self._state:
            return
        log.log(20 if state is LinkState.ONLINE else 30, "link", state=state.value, outcome=outcome)
        self._state = state
        self._found(state)


def _of_probe(error: PortalError) -> Outcome | None:
    """Give what a probe says of the link; None when the portal is there, though it may be unwell."""
    if error.outcome is Outcome.NONSENSE or error.status in _GATEWAY_STATUS:
        return Outcome.UNREACHABLE
    return None if error.outcome in {Outcome.BUSY, Outcome.THROTTLED} else error.outcome
