"""Sign-in by VNeID token, by the card's QR, or with the staff."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.identity.model import Claims, Identity, IdentityMethod, VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignQr, SlipCode, VneidToken
from kiosk_app.session import effects, events, filling
from kiosk_app.session.change import Change, Handler, World, enter
from kiosk_app.session.state import JourneyState, SignIn, SignInPhase, Step

ADVICE_AFTER_S = 8.0
_LOOKING = (SignInPhase.WAITING, SignInPhase.REFUSED, SignInPhase.NO_READER)


def begin(state: JourneyState) -> Change:
    """Open the step and the reader."""
    phase = SignInPhase.NO_READER if state.health.reader else SignInPhase.WAITING
    state = replace(state, identity=None, sign_in=SignIn(phase=phase, waiting_since=state.now))
    return enter(state, Step.SIGN_IN), (effects.StartReader(state.session),)


def leave(state: JourneyState) -> Change:
    """Back to the procedures."""
    return enter(replace(state, sign_in=SignIn()), Step.PROCEDURES), (effects.StopReader(),)


def try_again(state: JourneyState) -> Change:
    """Look for a code again."""
    phase = SignInPhase.NO_READER if state.health.reader else SignInPhase.WAITING
    return replace(state, sign_in=SignIn(phase=phase, waiting_since=state.now)), ()


def reader_changed(state: JourneyState) -> JourneyState:
    """Follow a reader that was unplugged or came back."""
    if state.step is not Step.SIGN_IN:
        return state
    if state.health.reader and state.sign_in.phase is SignInPhase.WAITING:
        return replace(state, sign_in=replace(state.sign_in, phase=SignInPhase.NO_READER))
    if not state.health.reader and state.sign_in.phase is SignInPhase.NO_READER:
        return replace(state, sign_in=SignIn(waiting_since=state.now))
    return state


def tick(state: JourneyState) -> JourneyState:
    """Give advice when no code was read for a while."""
    waiting = state.step is Step.SIGN_IN and state.sign_in.phase is SignInPhase.WAITING
    if waiting and state.now - state.sign_in.waiting_since >= ADVICE_AFTER_S:
        return replace(state, sign_in=replace(state.sign_in, advice=True))
    return state


def _choose(world: World, state: JourneyState, event: events.ProcedureChosen) -> Change:
    if state.step is not Step.PROCEDURES:
        return state, ()
    chosen = next((one for one in state.procedures if one.code == event.code), None)
    if chosen is None:
        return state, ()
    same = state.procedure is not None and state.procedure.code == chosen.code
    state = replace(state, procedure=chosen)
    if state.identity is None:
        return begin(state)
    return (enter(state, Step.FORM), ()) if same else filling.begin(world, state)


def _qr_seen(_world: World, state: JourneyState, event: events.QrSeen) -> Change:
    if state.step is not Step.SIGN_IN or state.sign_in.phase not in _LOOKING:
        return state, ()
    match event.payload:
        case VneidToken(token):
            return (
                replace(state, sign_in=SignIn(phase=SignInPhase.VERIFYING)),
                (effects.SoundCode(accepted=True), effects.VerifyToken(state.session, token)),
            )
        case CardQr(claims, _):
            candidate = Identity(IdentityMethod.CARD_QR, claims)
            state = replace(state, sign_in=SignIn(phase=SignInPhase.CONFIRM_CARD, candidate=candidate))
            return state, (effects.SoundCode(accepted=True),)
        case SlipCode():
            return _refused(state, "qr.slip"), (effects.SoundCode(accepted=False),)
        case ForeignQr(kind):
            return _refused(state, f"qr.{kind.value}"), (effects.SoundCode(accepted=False),)


def _verified(world: World, state: JourneyState, event: events.TokenVerified) -> Change:
    if state.step is not Step.SIGN_IN or state.sign_in.phase is not SignInPhase.VERIFYING:
        return state, ()
    if event.result is VerifyResult.VERIFIED:
        identity = Identity(IdentityMethod.VNEID_VERIFIED, event.claims, level=event.level)
        return _signed_in(world, state, identity)
    if event.result is VerifyResult.UNAVAILABLE:
        candidate = Identity(IdentityMethod.VNEID_PENDING, Claims(), token=event.token)
        return replace(state, sign_in=SignIn(phase=SignInPhase.CONFIRM_PENDING, candidate=candidate)), ()
    return _refused(state, f"identity.{event.result.value}"), ()


def _go_on_unverified(world: World, state: JourneyState, _event: object) -> Change:
    candidate = state.sign_in.candidate
    if state.step is not Step.SIGN_IN or candidate is None:
        return state, ()
    return _signed_in(world, state, candidate)


def _with_staff(world: World, state: JourneyState, _event: object) -> Change:
    if state.step is not Step.SIGN_IN:
        return state, ()
    return _signed_in(world, state, Identity(IdentityMethod.STAFF, Claims()))


def _signed_in(world: World, state: JourneyState, identity: Identity) -> Change:
    after, todo = filling.begin(world, replace(state, identity=identity, sign_in=SignIn()))
    return after, (effects.StopReader(), *todo)


def _refused(state: JourneyState, problem: str) -> JourneyState:
    return replace(state, sign_in=SignIn(phase=SignInPhase.REFUSED, problem=problem, waiting_since=state.now))


HANDLERS: dict[type, Handler] = {
    events.ProcedureChosen: _choose,
    events.QrSeen: _qr_seen,
    events.TokenVerified: _verified,
    events.GoOnUnverified: _go_on_unverified,
    events.SignInWithStaff: _with_staff,
}
