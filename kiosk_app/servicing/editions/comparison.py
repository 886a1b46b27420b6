"""Whether a kiosk is well after its settings changed: judged by what it does, not by what its files say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from offline_queue.contract.messages import LinkState, Status

_LOOK_S = 1.0
_SILENT_BEFORE = "dịch vụ gửi hồ sơ không trả lời từ trước"


@dataclass(frozen=True, slots=True)
class HealthProbes:
    """How a look is taken."""

    status: Callable[[], Status | None]
    """Ask the daemon; None when it does not answer."""
    screen_restarts: Callable[[], int | None]
    """How often the screen had to be started again; None when it does not run."""


class Comparison:
    """Made before the change: what was ill already is not the edition's fault."""

    def __init__(
        self,
        signs: HealthProbes,
        wait: Callable[[float], object],
        *,
        patience_s: float = 90.0,
        steady_s: float = 20.0,
    ) -> None:
        """`patience_s`: until when it must be well; `steady_s`: how long it must stay so."""
        self._signs = signs
        self._wait = wait
        self._patience_s = patience_s
        self._steady_s = steady_s
        before = signs.status()
        self._was_silent = before is None
        self._was_online = before is not None and before.link is LinkState.ONLINE
        self._was_accepting = before is not None and before.accepting
        self._restarts = signs.screen_restarts()
        self.blames = True
        """Whether what `ill` gave is the change's fault; False where it was so before."""

    def ill(self) -> str:
        """Give what is wrong, "" when it is well and stays so."""
        steady_s, passed_s, found = 0.0, 0.0, ""
        while passed_s < self._patience_s:
            found = self._look()
            steady_s = 0.0 if found else steady_s + _LOOK_S
            if steady_s >= self._steady_s:
                return ""
            self._wait(_LOOK_S)
            passed_s += _LOOK_S
        self.blames = found != _SILENT_BEFORE
        return found or "chạy chập chờn"

    def _look(self) -> str:
        status = self._signs.status()
        restarts = self._signs.screen_restarts()
        screen = "màn hình không chạy" if self._restarts is not None and restarts != self._restarts else ""
        if status is None and self._was_silent:
            return screen or _SILENT_BEFORE
        if status is None:
            return "dịch vụ gửi hồ sơ không trả lời"
        if self._was_online and status.link is not LinkState.ONLINE:
            return "không tới được cổng nữa"
        if self._was_accepting and not status.accepting:
            return "không nhận hồ sơ nữa"
        return screen
