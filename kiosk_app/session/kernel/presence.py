"""Whether somebody is there: warning with countdown; nothing of a citizen stays on an abandoned screen."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.state import Presence, VisitState
from kiosk_app.session.kernel.step import Change, Step, leave, stay

_SLOWER = (1.0, 1.25, 1.5)
"""By text size: who needs larger text reads fewer words at a glance."""


def seen(state: VisitState) -> VisitState:
    """Somebody is there."""
    return replace(state, presence=Presence(last_seen=state.now, more_s=state.presence.more_s))


def arrived(state: VisitState) -> VisitState:
    """Another step: what was granted on the last one is over."""
    return replace(state, presence=replace(state.presence, more_s=0.0))


def more_time(context: Context, state: VisitState) -> VisitState:
    """Let the warning come later on this step."""
    presence = Presence(last_seen=state.now, more_s=state.presence.more_s + context.options.more_time_s)
    return replace(state, presence=presence)


def warns_after_s(context: Context, state: VisitState, step: Step) -> float:
    """Seconds without a sign of life after which the screen warns."""
    slower = _SLOWER[min(max(state.text_size, 0), len(_SLOWER) - 1)]
    return context.options.idle_warning_s * step.patience * slower + state.presence.more_s


def board(context: Context, state: VisitState) -> VisitState:
    """Let the idle welcome screen become the notice board; between two errands somebody is still there."""
    after, last = context.options.board_after_s, state.presence.last_seen
    if not last:
        return replace(state, presence=replace(state.presence, last_seen=state.now))
    if not after or state.errands_done or state.presence.board or state.now - last < after:
        return state
    return replace(state, presence=replace(state.presence, board=True))


def goodbye(state: VisitState, seconds: float, since: float = 0.0) -> Change:
    """End the visit of who has what they came for and touched nothing for so long.

    `since`: monotonic seconds when the last of it came, where that was later than a touch: it is to be read.
    """
    last = max(state.entered_at, state.presence.last_seen, since)
    return leave(state) if state.now - last >= seconds else stay(state)


def tick(context: Context, state: VisitState, step: Step) -> Change:
    """Warn, count down, end the visit. While the machine itself is at work nobody is idle."""
    if step.working(state):
        return stay(seen(state))
    idle_for = state.now - state.presence.last_seen
    warns_after = warns_after_s(context, state, step)
    if idle_for < warns_after:
        return stay(state)
    left = warns_after + context.options.idle_countdown_s - idle_for
    if left <= 0:
        return leave(state)
    warned = replace(state.presence, warning=True, seconds_left=round(left + 0.499))
    after = replace(state, presence=warned)
    return stay(after) if state.presence.warning else stay(after, PlaySound(Sound.WARNING))
