"""Keeps one screen before the citizens and the next one standing behind it.

Python cannot zero memory, so the process that heard a citizen ends with the visit. The next one has loaded
everything already: it comes to the front before the old one goes, so that nobody sees a dark screen, and
takes the devices once the old one has let go of them. The supervisor itself knows nothing of any citizen.
"""

from __future__ import annotations

import contextlib
import logging
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kiosk_app.visit_process.control import ControlChannel, ControlWord
from kiosk_app.visit_process.forked import ForkedScreen, RunScreen

log = logging.getLogger(__name__)

_PATIENCE_S = 5.0
"""For a screen to end by itself: it finishes storing a dossier and lets go of its devices."""
_KILLED_S = 3.0
"""For a screen that was killed to be gone. One that stays is caught in a device or a disk, and holds it."""
EXIT_STUCK = 3
"""A screen could not be ended. The unit is not restarted over it: people read the maintenance screen."""
_MOST_FAILURES = 5
_FAILURES_WITHIN_S = 60.0
"""Screens that fail so often within this time will fail again: the supervisor ends, and systemd decides."""
_LONGEST_SILENCE_S = 30.0
"""A screen before the citizens that is silent for so long hangs: it is ended, the next one takes over."""
_TELL_EVERY_S = 5.0
"""How often the service manager hears that the screen gets on."""
_LOOK_AT_SETTINGS_S = 1.0
_BREATH_S = 1.0
"""Between a change of screens and the start of the next one: the new screen has the processor first."""


@dataclass(slots=True)
class _Screen:
    process: ForkedScreen
    control: ControlChannel
    ready: bool = False
    shown: bool = False
    took: bool = False
    ended: bool = False
    heard_at: float = 0.0
    """Of its last pulse, on the monotonic clock; 0: none yet."""
    killed_at: float = 0.0
    """When it was ended because it hung; 0: it was not."""


@dataclass(slots=True)
class ChangeoverTimes:
    """What was measured, for a test or a bench: milliseconds without a picture at each change."""

    dark_ms: deque[float] = field(default_factory=lambda: deque(maxlen=1_000))
    from_end_to_shown_ms: deque[float] = field(default_factory=lambda: deque(maxlen=1_000))
    from_end_to_taken_ms: deque[float] = field(default_factory=lambda: deque(maxlen=1_000))
    """Until the next screen may take the devices: the old one has let go of them."""


class Supervisor:
    """Runs on one thread until `stop`."""

    def __init__(
        self,
        run_screen: RunScreen,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        changed: Callable[[Sequence[int]], None] = lambda _processes: None,
        tell: Callable[[str], object] = lambda _state: None,
        longest_silence_s: float = _LONGEST_SILENCE_S,
        killed_s: float = _KILLED_S,
        settings_changed: Callable[[], bool] = lambda: False,
    ) -> None:
        """`run_screen` is called in a process of its own, forked from this one.

        Until `run` ends, this process starts no thread and no Qt application: neither survives a fork.
        `changed` is called with the ids of the living processes after each change of screens. `tell` is
        called as sd_notify(3) is: READY=1 when the first screen takes touches, WATCHDOG=1 while the one
        before the citizens gets on, EXIT_STATUS=3 before it ends because a screen does not, or with the code
        of a screen that cannot run. A screen that is silent for `longest_silence_s` is ended. One that still
        lives `killed_s` after it was killed ends `run` with `EXIT_STUCK`: no other can have its devices.
        `settings_changed`: whether the configuration was written since it was asked last.
        """
        self._run_screen = run_screen
        self._monotonic = monotonic
        self._changed = changed
        self._tell = tell
        self._longest_silence_s = longest_silence_s
        self._killed_s = killed_s
        self._settings_changed = settings_changed
        self._told_ready = False
        self._told_at = 0.0
        self._front: _Screen | None = None
        self._behind: _Screen | None = None
        self._leaving: list[tuple[_Screen, float]] = []
        self._selector = selectors.DefaultSelector()
        self._failures: deque[float] = deque(maxlen=_MOST_FAILURES)
        self._start_at = 0.0
        self._ended_at = self._over_since = 0.0
        self._stopping = False
        self._looked_at = 0.0
        self._outdated = False
        self._stuck: list[ForkedScreen] = []
        self.changes = ChangeoverTimes()

    def run(self) -> int:
        """Supervise; gives the exit code: 0 asked to end, else that of a screen that cannot run or end."""
        try:
            self._behind = self._start()
            while not self._stopping:
                for key, _ in self._selector.select(0.05):
                    self._listen(key.data)
                code = self._look_after()
                if code is not None:
                    return code
            return 0
        finally:
            self._end_all()

    def stop(self) -> None:
        """End `run`; may be called from a signal handler."""
        self._stopping = True

    def processes(self) -> list[int]:
        """Give the ids of the screens, the one before the citizens first."""
        return [one.process.pid for one in (self._front, self._behind) if one is not None]

    def stuck(self) -> list[int]:
        """Give the ids of screens that outlived being killed. Nobody may wait for them: it has no end."""
        return [process.pid for process in self._stuck if process.exit_code() is None]

    def _start(self) -> _Screen:
        mine, its = socket.socketpair()
        mine.setblocking(False)

        def let_go() -> None:
            mine.close()
            self._let_go()

        process = ForkedScreen(self._run_screen, its, let_go)
        screen = _Screen(process, ControlChannel(mine))
        self._selector.register(screen.control, selectors.EVENT_READ, screen)
        return screen

    def _let_go(self) -> None:
        """In a forked screen: hold nothing through which another screen would seem to be supervised."""
        self._selector.close()
        for screen in self._living():
            screen.control.close()

    def _living(self) -> list[_Screen]:
        leaving = [screen for screen, _ in self._leaving]
        return [one for one in (self._front, self._behind, *leaving) if one is not None]

    def _listen(self, screen: _Screen) -> None:
        words = screen.control.heard()
        if words is None:
            self._selector.unregister(screen.control)
            return
        for word in words:
            match word:
                case ControlWord.READY:
                    screen.ready = True
                case ControlWord.PULSE:
                    screen.heard_at = self._monotonic()
                case ControlWord.SHOWN if screen is self._front:
                    screen.shown = True
                    self._front_is_shown()
                case ControlWord.ENDED if screen is self._front:
                    screen.ended = True
                    self._ended_at = self._over_since = self._monotonic()

    def _look_after(self) -> int | None:
        now = self._monotonic()
        if self._front is None or self._front.ended:
            self._change()
        for screen in (self._front, self._behind):
            if screen is not None and screen.process.exit_code() is not None:
                code = self._failed(screen, now)
                if code is not None:
                    return code
        self._look_at_settings(now)
        if self._behind is None and now >= self._start_at:
            self._behind = self._start()
        for screen, until in list(self._leaving):
            if screen.process.exit_code() is not None or now >= until:
                self._end(screen, wait_s=0.0)
                self._leaving.remove((screen, until))
        if self._stuck:
            # Told as well: the compositor above ends with 0 whatever this process ends with.
            self._tell(f"EXIT_STATUS={EXIT_STUCK}")
            return EXIT_STUCK
        front = self._front
        if front is not None and front.shown and not front.took and not self._leaving:
            front.took = True
            if self._over_since:
                self.changes.from_end_to_taken_ms.append((now - self._over_since) * 1_000)
            front.control.say(ControlWord.TAKE)
            self._changed(self.processes())
            if not self._told_ready:
                self._told_ready = True
                self._tell("READY=1")
        if front is not None and front.took:
            self._watch(front, now)
        return None

    def _look_at_settings(self, now: float) -> None:
        """Let the one behind start anew when the settings changed; a visit keeps those it began with."""
        if now - self._looked_at < _LOOK_AT_SETTINGS_S:
            return
        self._looked_at = now
        self._outdated = self._settings_changed() or self._outdated
        if self._outdated and self._behind is not None and self._front is not None:
            log.info("the settings changed: the next screen reads them")
            self._outdated = False
            self._end(self._behind, wait_s=_PATIENCE_S)
            self._behind = None

    def _watch(self, front: _Screen, now: float) -> None:
        """Tell that the screen gets on; end one that hangs, which is then a screen that failed."""
        if front.killed_at and now - front.killed_at > self._killed_s:
            self._give_up(front)
        if not front.heard_at:
            return
        if now - front.heard_at > self._longest_silence_s:
            log.error("a screen hangs and is ended: nothing heard for %.0f s", now - front.heard_at)
            front.heard_at, front.killed_at = 0.0, now
            front.process.kill()
        elif now - self._told_at >= _TELL_EVERY_S:
            self._told_at = now
            self._tell("WATCHDOG=1")

    def _change(self) -> None:
        """Bring the one behind to the front. While none is ready the old one stays: it takes no visit."""
        if self._behind is None or not self._behind.ready:
            return
        if self._front is not None:
            self._leaving.append((self._front, self._monotonic() + _PATIENCE_S))
        self._front, self._behind = self._behind, None
        self._start_at = self._monotonic() + _BREATH_S
        self._front.control.say(ControlWord.SHOW)

    def _front_is_shown(self) -> None:
        now = self._monotonic()
        if self._ended_at:
            self.changes.from_end_to_shown_ms.append((now - self._ended_at) * 1_000)
            dark = [screen for screen, _ in self._leaving if screen.process.exit_code() is not None]
            self.changes.dark_ms.append((now - self._ended_at) * 1_000 if dark else 0.0)
            self._ended_at = 0.0
        for screen, _ in self._leaving:
            screen.process.terminate()

    def _failed(self, screen: _Screen, now: float) -> int | None:
        """A screen ended that nobody asked to. Gives the exit code when another one would end too."""
        code = screen.process.exit_code()
        was_shown = screen.shown
        self._end(screen, wait_s=0.0)
        if screen is self._front:
            self._front = None
        else:
            self._behind = None
        never_ran = self._front is None and not was_shown and code not in (None, 0) and code > 0
        if never_ran:
            # It has said why itself; the compositor above ends with 0 whatever this process ends with.
            self._tell(f"EXIT_STATUS={code}")
            return code
        log.error("a screen ended by itself with code %s", code)
        self._failures.append(now)
        often = len(self._failures) == _MOST_FAILURES and now - self._failures[0] < _FAILURES_WITHIN_S
        if often:
            return 1
        self._start_at = now + _BREATH_S * len(self._failures)
        return None

    def _end(self, screen: _Screen, *, wait_s: float) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(screen.control)
        screen.control.close()
        if screen.process.exit_code() is None:
            screen.process.terminate()
            if not screen.process.wait(wait_s):
                screen.process.kill()
        if not screen.process.wait(self._killed_s):
            self._give_up(screen)

    def _give_up(self, screen: _Screen) -> None:
        if screen.process in self._stuck:
            return
        log.error(
            "process %d of a screen was killed and does not end: a device or a disk holds it",
            screen.process.pid,
        )
        self._stuck.append(screen.process)

    def _end_all(self) -> None:
        living = self._living()
        for screen in living:
            if screen.process.exit_code() is None:
                screen.process.terminate()
        for screen in living:
            if screen.process not in self._stuck:
                self._end(screen, wait_s=_PATIENCE_S)
        self._front = self._behind = None
        self._leaving.clear()
        self._selector.close()
