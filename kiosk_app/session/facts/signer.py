"""Who signed in, and what they agreed to. Kept for the visit's next errand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Lifetime, Slice

ACCOUNTS = (IdentityMethod.VNEID_VERIFIED, IdentityMethod.VNEID_PENDING)
"""Ways of signing in by which an account vouches for who it is, now or when the daemon asks later."""
SIGN_IN_ANEW = "sign_in_anew"
"""The way to the sign-in from a step whose sign-in holds no longer; the step follows again."""
SIGN_IN_OVER = "sign_in.over"
"""Problem code: the daemon no longer believes the sign-in."""
OTHER_PERSON = "sign_in.other_person"
NO_ACCOUNT = "sign_in.no_account"
SIGN_IN_PROBLEMS = frozenset({SIGN_IN_OVER, OTHER_PERSON, NO_ACCOUNT})
"""Problems that a sign-in mends. With them nothing was stored, for certain."""


@dataclass(frozen=True, slots=True)
class Consent(Slice):
    """Agreement to the processing of personal data."""

    lifetime: ClassVar[Lifetime] = Lifetime.VISIT
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signer(Slice):
    """Who the citizen is, once signed in."""

    lifetime: ClassVar[Lifetime] = Lifetime.VISIT
    identity: Identity | None = None
    over: bool = False
    """Whether they were signed in, for longer than a sign-in is believed: it has to be done anew."""

    @property
    def verified(self) -> bool:
        """Whether the identity service vouched for them."""
        return self.identity is not None and self.identity.verified


@dataclass(frozen=True, slots=True)
class SignInAnew(Touch):
    """ "Đăng nhập lại"."""
