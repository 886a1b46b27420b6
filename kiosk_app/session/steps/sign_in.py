"""Sign-in by VNeID token, by the card's QR, or with the staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk_app.identity.chip import chip_keys
from kiosk_app.identity.model import Claims, Identity, IdentityMethod, VerifyResult
from kiosk_app.identity.payload import (
    AppointmentCode,
    CardQr,
    ForeignQr,
    SetupCode,
    SlipCode,
    StaffBadge,
    VneidToken,
)
from kiosk_app.session.facts import due_services, questions
from kiosk_app.session.facts.account import wrong_account
from kiosk_app.session.facts.chip import ChipProgress, ChipRead, ChipRefused, ReadChip, StopChip
from kiosk_app.session.facts.due_services import DueServices, DueServicesTold
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.events import HealthChanged, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, go, stay

ADVICE_AFTER_S = 8.0
"""Whoever holds a code before the reader for so long is told how to hold it."""
BY_PHONE = "by_phone"
"""The way to where the phone scans a code."""


class SignInPhase(StrEnum):
    """What the sign-in screen shows."""

    WAITING = "waiting"
    """Show your code; the camera looks."""
    VERIFYING = "verifying"
    REFUSED = "refused"
    """`problem` says why; another try is open, and the other ways."""
    CONFIRM_CARD = "confirm_card"
    """A card's QR was read: told that identity is checked on receipt, go on?"""
    CONFIRM_PENDING = "confirm_pending"
    """A token that cannot be verified now: told so, go on?"""
    NO_READER = "no_reader"


class ChipPhase(StrEnum):
    """How far the card's chip is."""

    NONE = "none"
    """This kiosk has no reader for it, or the card does not say what opens it."""
    WAITING = "waiting"
    """The card may be laid on the reader."""
    READING = "reading"
    READ = "read"
    REFUSED = "refused"


_FORGED = frozenset({"chip.changed", "chip.signature", "chip.channel"})
"""Signs of a forged or altered chip: the citizen cannot go on with anything read from such a card."""
_LOOKING = (SignInPhase.WAITING, SignInPhase.REFUSED, SignInPhase.NO_READER)


@dataclass(frozen=True, slots=True)
class SignIn(Slice):
    """What was shown to the reader, and what came of it; problems are codes, worded by the screen."""

    phase: SignInPhase = SignInPhase.WAITING
    problem: str = ""
    token: str = ""
    """The one that is being verified: an answer about another one is not for who stands here now."""
    waiting_since: float = 0.0
    """Monotonic seconds; advice appears after 8 s without a code."""
    advice: bool = False
    candidate: Identity | None = None
    """What was read and waits for "Tiếp tục" (CONFIRM_CARD, CONFIRM_PENDING)."""
    chip: ChipPhase = ChipPhase.NONE
    """Of the card that was read (CONFIRM_CARD)."""
    chip_percent: int = 0
    chip_problem: str = ""
    """Why the chip was not read; the card's QR may be gone on with."""

    def __repr__(self) -> str:
        return f"SignIn({self.phase.value}, {self.problem})"


# Events


@dataclass(frozen=True, slots=True)
class TokenVerified(Result):
    """The identity service answered, or did not (UNAVAILABLE)."""

    token: str
    result: VerifyResult
    level: int | None
    claims: Claims
    ticket: str = ""

    def __repr__(self) -> str:
        return f"TokenVerified({self.result.value})"


@dataclass(frozen=True, slots=True)
class GoOnUnverified(Touch):
    """Go on with the card or the pending token just read."""


@dataclass(frozen=True, slots=True)
class ReadChipAgain(Touch):
    """The card is laid on the chip reader once more."""


@dataclass(frozen=True, slots=True)
class SignInByPhone(Touch):
    """The phone is to scan a code on this screen, instead of showing one."""


@dataclass(frozen=True, slots=True)
class SignInWithStaff(Touch):
    """No phone and no card: fill the form by hand, the officer checks at the counter."""


# Effects


@dataclass(frozen=True, slots=True)
class VerifyToken(Effect):
    """Have the identity service check a token (→ TokenVerified)."""

    visit: int
    token: str

    def __repr__(self) -> str:
        return "VerifyToken(…)"


# What happens


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(_looking(state)), StartReader(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    chip = () if state.of(SignIn).chip is ChipPhase.NONE else (StopChip(),)
    return stay(state.put(SignIn()), StopReader(), *chip)


def _looking(state: VisitState) -> SignIn:
    phase = SignInPhase.NO_READER if state.health.reader else SignInPhase.WAITING
    return SignIn(phase=phase, waiting_since=state.now)


def _try_again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    again = state.put(_looking(state))
    if state.of(SignIn).chip is not ChipPhase.NONE:
        return stay(again, StopChip())
    if state.of(SignIn).phase is not SignInPhase.NO_READER:
        return stay(again)
    return stay(again, StopReader(), StartReader(state.visit))


def _health_changed(_context: Context, state: VisitState, _event: HealthChanged) -> Change:
    """Follow a reader that was unplugged or came back."""
    sign_in = state.of(SignIn)
    if state.health.reader and sign_in.phase is SignInPhase.WAITING:
        return stay(state.put(replace(sign_in, phase=SignInPhase.NO_READER)))
    if not state.health.reader and sign_in.phase is SignInPhase.NO_READER:
        return stay(state.put(SignIn(waiting_since=state.now)))
    return stay(state)


def _tick(_context: Context, state: VisitState) -> Change:
    """Give advice when no code was read for a while."""
    sign_in = state.of(SignIn)
    if sign_in.phase is SignInPhase.WAITING and state.now - sign_in.waiting_since >= ADVICE_AFTER_S:
        return stay(state.put(replace(sign_in, advice=True)))
    return stay(state)


def _qr_seen(context: Context, state: VisitState, event: QrSeen) -> Change:
    if state.of(SignIn).phase not in _LOOKING:
        return stay(state)
    match event.payload:
        case VneidToken(token):
            verifying = state.put(SignIn(phase=SignInPhase.VERIFYING, token=token))
            return stay(verifying, PlaySound(Sound.ACCEPTED), VerifyToken(state.visit, token))
        case CardQr(claims, _):
            return _card_seen(context, state, Identity(IdentityMethod.CARD_QR, claims))
        case StaffBadge():
            return stay(_refused(state, "qr.badge"), PlaySound(Sound.REFUSED))
        case AppointmentCode():
            return stay(_refused(state, "qr.appointment"), PlaySound(Sound.REFUSED))
        case SlipCode():
            return stay(_refused(state, "qr.slip"), PlaySound(Sound.REFUSED))
        case SetupCode():
            return stay(_refused(state, "qr.text"), PlaySound(Sound.REFUSED))
        case ForeignQr(kind):
            return stay(_refused(state, f"qr.{kind.value}"), PlaySound(Sound.REFUSED))


def _card_seen(context: Context, state: VisitState, candidate: Identity) -> Change:
    sign_in = SignIn(phase=SignInPhase.CONFIRM_CARD, candidate=candidate)
    keys = chip_keys(candidate.claims) if context.options.chip_reader else ()
    if not keys:
        return stay(state.put(sign_in), PlaySound(Sound.ACCEPTED))
    waiting = state.put(replace(sign_in, chip=ChipPhase.WAITING))
    return stay(waiting, PlaySound(Sound.ACCEPTED), ReadChip(state.visit, keys))


def _chip_progress(_context: Context, state: VisitState, event: ChipProgress) -> Change:
    sign_in = state.of(SignIn)
    if sign_in.chip not in (ChipPhase.WAITING, ChipPhase.READING):
        return stay(state)
    return stay(state.put(replace(sign_in, chip=ChipPhase.READING, chip_percent=event.percent)))


def _chip_read(_context: Context, state: VisitState, event: ChipRead) -> Change:
    sign_in = state.of(SignIn)
    if sign_in.chip not in (ChipPhase.WAITING, ChipPhase.READING) or sign_in.candidate is None:
        return stay(state)
    if event.claims.get("personal_id") != sign_in.candidate.claims.get("personal_id"):
        return stay(_refused(state, "chip.other_person"), PlaySound(Sound.REFUSED))
    if event.ended:
        ended = replace(sign_in, chip=ChipPhase.REFUSED, chip_problem="chip.ended")
        return stay(state.put(ended), PlaySound(Sound.REFUSED))
    candidate = Identity(IdentityMethod.CARD_CHIP, event.claims, chip_word=event.word)
    read = replace(sign_in, chip=ChipPhase.READ, chip_percent=100, candidate=candidate)
    return stay(state.put(read), PlaySound(Sound.ACCEPTED))


def _chip_refused(_context: Context, state: VisitState, event: ChipRefused) -> Change:
    sign_in = state.of(SignIn)
    if sign_in.chip not in (ChipPhase.WAITING, ChipPhase.READING):
        return stay(state)
    if event.problem in _FORGED:
        return stay(_refused(state, event.problem), PlaySound(Sound.REFUSED))
    refused = replace(sign_in, chip=ChipPhase.REFUSED, chip_problem=event.problem)
    return stay(state.put(refused), PlaySound(Sound.REFUSED))


def _chip_again(_context: Context, state: VisitState, _event: ReadChipAgain) -> Change:
    sign_in = state.of(SignIn)
    if sign_in.chip is not ChipPhase.REFUSED or sign_in.candidate is None:
        return stay(state)
    again = replace(sign_in, chip=ChipPhase.WAITING, chip_percent=0, chip_problem="")
    return stay(state.put(again), ReadChip(state.visit, chip_keys(sign_in.candidate.claims)))


def _verified(_context: Context, state: VisitState, event: TokenVerified) -> Change:
    if state.of(SignIn).phase is not SignInPhase.VERIFYING or event.token != state.of(SignIn).token:
        return stay(state)
    if event.result is VerifyResult.VERIFIED and wrong_account(state, event.claims):
        return stay(_refused(state, "identity.organisation"), PlaySound(Sound.REFUSED))
    if event.result is VerifyResult.VERIFIED:
        identity = Identity(
            IdentityMethod.VNEID_VERIFIED, event.claims, level=event.level, ticket=event.ticket
        )
        return _signed_in(state, identity)
    if event.result is VerifyResult.UNAVAILABLE:
        candidate = Identity(IdentityMethod.VNEID_PENDING, Claims(), token=event.token)
        return stay(state.put(SignIn(phase=SignInPhase.CONFIRM_PENDING, candidate=candidate)))
    return stay(_refused(state, f"identity.{event.result.value}"))


def _go_on_unverified(_context: Context, state: VisitState, _event: GoOnUnverified) -> Change:
    candidate = state.of(SignIn).candidate
    return stay(state) if candidate is None else _signed_in(state, candidate)


def _with_staff(_context: Context, state: VisitState, _event: SignInWithStaff) -> Change:
    return _signed_in(state, Identity(IdentityMethod.STAFF, Claims()))


def _signed_in(state: VisitState, identity: Identity) -> Change:
    form = questions.signed_in(state, identity)
    change = due_services.asked(state.put(Signer(identity), form, DueServices()), identity.ticket)
    return done(change.state, *change.effects)


def _refused(state: VisitState, problem: str) -> VisitState:
    return state.put(SignIn(phase=SignInPhase.REFUSED, problem=problem, waiting_since=state.now))


STEP = Step(
    "sign_in",
    {
        QrSeen: _qr_seen,
        TokenVerified: _verified,
        GoOnUnverified: _go_on_unverified,
        SignInWithStaff: _with_staff,
        SignInByPhone: lambda _context, state, _event: go(BY_PHONE, state),
        ChipProgress: _chip_progress,
        ChipRead: _chip_read,
        ChipRefused: _chip_refused,
        ReadChipAgain: _chip_again,
        TryAgain: _try_again,
        HealthChanged: _health_changed,
    },
    always={DueServicesTold: due_services.told},
    enter=_enter,
    reads=True,
    left=_left,
    tick=_tick,
    working=lambda state: state.of(SignIn).phase is SignInPhase.VERIFYING,
    patience=2.0,
)
"""A phone has to be found, unlocked, and its app opened."""
