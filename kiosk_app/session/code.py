"""The verification code: from the portal to the phone, or on the screen and recorded as such."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.identity.model import Claims
from kiosk_app.session import effects, events
from kiosk_app.session.change import Change, Handler, World, enter
from kiosk_app.session.state import CodeEntry, CodePhase, JourneyState, Step

LENGTH = 6
_STANDING = (
    *(CodePhase.WAITING, CodePhase.SENT, CodePhase.LOCKED),
    *(CodePhase.ON_SCREEN, CodePhase.ACCEPTED),
)


def begin(state: JourneyState) -> Change:
    """Ask for a one-time code. The daemon answers at once when there is no portal."""
    # Back and forth must not cost the citizen the code that is on its way, nor win new tries.
    if state.code.phase in _STANDING:
        return enter(state, Step.CODE), ()
    return enter(replace(state, code=CodeEntry()), Step.CODE), (_request(state),)


def leave(state: JourneyState) -> Change:
    """Back to the review."""
    if state.code.phase is CodePhase.CHECKING:
        return state, ()
    return enter(replace(state, code=replace(state.code, typed="", problem="")), Step.REVIEW), ()


def tick(state: JourneyState) -> Change:
    """Count down to "Gửi lại mã", or to the code that could not be sent yet."""
    if state.step is not Step.CODE:
        return state, ()
    left = max(0, round(state.code.resend_at - state.now + 0.499))
    if left == 0 and state.code.phase is CodePhase.WAITING:
        return replace(state, code=CodeEntry()), (_request(state),)
    if left == state.code.resend_in_s:
        return state, ()
    return replace(state, code=replace(state.code, resend_in_s=left)), ()


def _request(state: JourneyState) -> effects.RequestCode:
    claims = state.identity.claims if state.identity else Claims()
    return effects.RequestCode(
        state.session, state.reference_uid, claims.get("personal_id"), claims.get("phone")
    )


def _on_screen(world: World, state: JourneyState, reason: str) -> JourneyState:
    code = CodeEntry(phase=CodePhase.ON_SCREEN, shown_code=world.new_screen_code(), reason=reason)
    return replace(state, code=code)


def _requested(world: World, state: JourneyState, event: events.CodeRequested) -> Change:
    if state.code.phase not in (CodePhase.CHOOSING, CodePhase.WAITING, CodePhase.SENT):
        return state, ()
    match event.result:
        case "too_soon" if state.code.phase is not CodePhase.SENT:
            # Nothing was sent for this dossier: the screen must not say so.
            code = CodeEntry(
                phase=CodePhase.WAITING,
                tries_left=event.tries_left,
                resend_at=state.now + event.resend_after_s,
                resend_in_s=event.resend_after_s,
            )
            return replace(state, code=code), ()
        case "sent" | "too_soon":
            code = CodeEntry(
                phase=CodePhase.SENT,
                phone_hint=event.phone_hint or state.code.phone_hint,
                tries_left=event.tries_left,
                resend_at=state.now + event.resend_after_s,
                resend_in_s=event.resend_after_s,
            )
            return replace(state, code=code), ()
        case "locked":
            return replace(
                state, code=CodeEntry(phase=CodePhase.LOCKED, tries_left=0, problem="code.locked")
            ), ()
        case "no_phone":
            return _on_screen(world, state, "no_phone"), ()
        case _:
            reason = "service_unavailable" if state.health.online else "offline"
            return _on_screen(world, state, reason), ()


def _typed(_world: World, state: JourneyState, event: events.CodeTyped) -> Change:
    if state.code.phase not in (CodePhase.SENT, CodePhase.ON_SCREEN):
        return state, ()
    text = "".join(letter for letter in event.text if letter in "0123456789")[:LENGTH]
    code = replace(state.code, typed=text, problem="" if text else state.code.problem)
    if len(text) < LENGTH:
        return replace(state, code=code), ()
    if code.phase is CodePhase.SENT:
        checking = replace(code, phase=CodePhase.CHECKING)
        return replace(state, code=checking), (effects.CheckCode(state.session, state.reference_uid, text),)
    if text == code.shown_code:
        return replace(state, code=replace(code, phase=CodePhase.ACCEPTED)), ()
    return replace(state, code=replace(code, typed="", problem="code.wrong")), ()


def _verdict(world: World, state: JourneyState, event: events.CodeVerdict) -> Change:
    if state.code.phase is not CodePhase.CHECKING:
        return state, ()
    code = replace(state.code, typed="", tries_left=event.tries_left)
    match event.result:
        case "accepted":
            return replace(state, code=replace(code, phase=CodePhase.ACCEPTED, reason="")), ()
        case "wrong" if event.tries_left > 0:
            return replace(state, code=replace(code, phase=CodePhase.SENT, problem="code.wrong")), ()
        case "expired":
            return replace(state, code=replace(code, phase=CodePhase.SENT, problem="code.expired")), ()
        case "wrong" | "locked":
            return replace(state, code=replace(code, phase=CodePhase.LOCKED, problem="code.locked")), ()
        case _:
            reason = "service_unavailable" if state.health.online else "offline"
            return _on_screen(world, state, reason), ()


def _resend(_world: World, state: JourneyState, _event: object) -> Change:
    if state.code.phase is not CodePhase.SENT or state.now < state.code.resend_at:
        return state, ()
    return state, (_request(state),)


def _no_phone(world: World, state: JourneyState, _event: object) -> Change:
    match state.code.phase:
        case CodePhase.CHOOSING | CodePhase.WAITING | CodePhase.SENT:
            return _on_screen(world, state, "no_phone"), ()
        case CodePhase.LOCKED:
            return _on_screen(world, state, "locked"), ()
        case _:
            return state, ()


HANDLERS: dict[type, Handler] = {
    events.CodeRequested: _requested,
    events.CodeTyped: _typed,
    events.CodeVerdict: _verdict,
    events.ResendCode: _resend,
    events.NoPhone: _no_phone,
}
